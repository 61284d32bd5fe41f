"""The pictures of the READMEs, made anew from fixtures: `python tools/pictures.py` writes docs/images.

The report is shown by Chromium (Playwright), the annotated Word file by LibreOffice on a screen of its own (libreoffice-writer, xvfb, imagemagick);
a picture that can't be made here is left as it is, and the exit code is then 1. Fonts: fonts-noto-cjk.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_IMAGES = _CHECKOUT / "docs" / "images"
_PLAN = "fixtures/faulty/bianhao.txt"
_FONT = "Noto Serif CJK SC"
_SCREEN = ":77"
_SIZE = "1400x1250x24"
_PAGE = "1030x1096+154+108"
_START, _WITHIN = 2, 20
_HEAD = 9


def main() -> int:
    """Make both pictures; 1 where one could not be made."""
    _IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        made = [_report(Path(folder)), _word_page(Path(folder))]
    return 0 if all(made) else 1


def _report(folder: Path) -> bool:
    """The report on a faulty plan: its head, and the text with notes beside it."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        return _left_out("report.png", "there is no Chromium")
    from playwright.sync_api import sync_playwright

    page_file = folder / "report.html"
    _planlint("report", _PLAN, "-o", str(page_file), "--quiet")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1500}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=_IMAGES / "report.png", scale="css")
        browser.close()
    return True


def _word_page(folder: Path) -> bool:
    """The first page of the same plan as a Word file, with comments and tracked changes."""
    programs = [shutil.which(name) for name in ("soffice", "Xvfb", "import")]
    if None in programs:
        return _left_out("word.png", "LibreOffice, Xvfb or ImageMagick is missing")
    _write_word(folder / "plan.docx")
    _planlint("check", str(folder / "plan.docx"), "--fix", "--annotate", str(folder / "word.docx"), "--quiet")
    office, screen, picture = map(str, programs)
    environment = {**os.environ, "DISPLAY": _SCREEN, "SAL_USE_VCLPLUGIN": "gen"}
    shown = subprocess.Popen([screen, _SCREEN, "-screen", "0", _SIZE], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(_START)
    words = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--norestore", "--nologo", "--view", str(folder / "word.docx")]
    opened = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(_WITHIN)
    subprocess.run([picture, "-window", "root", "-crop", _PAGE, "+repage", str(_IMAGES / "word.png")], env=environment, check=True)
    os.killpg(opened.pid, signal.SIGTERM)
    opened.wait()
    shown.terminate()
    shown.wait()
    return True


def _write_word(path: Path) -> None:
    """The plan as a Word file: its lines as paragraphs, set as such texts are."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    normal.paragraph_format.space_after = Pt(4)
    for number, line in enumerate((_CHECKOUT / _PLAN).read_text(encoding="utf-8").splitlines()):
        if not line:
            continue
        paragraph = document.add_paragraph(line)
        if "方案" in line and "。" not in line and number < _HEAD:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].bold = True
    document.save(str(path))


def _planlint(*words: str) -> None:
    command = [sys.executable, "-m", "planlint", *words, "--lang", "zh", "--isolated"]
    subprocess.run(command, cwd=_CHECKOUT, stdout=subprocess.DEVNULL, check=False)


def _left_out(name: str, reason: str) -> bool:
    print(f"{name} is left as it is: {reason}", file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main())
