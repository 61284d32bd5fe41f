"""What office programs write beside Word's own form: turned into that by LibreOffice, or named so that it can be saved anew."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

from planlint.formats import docx
from planlint.formats.format import OFFICE
from planlint.formats.unreadable import Unreadable
from planlint.text.source import Source

TIME = 120.0
"""The seconds that a conversion may take."""

_ZIP = b"PK\x03\x04"
_WORD = ("word/document.xml", "word/document2.xml")
_NEVER = (".ofd",)
_PROGRAMS = ("soffice", "libreoffice")
_USUAL = {"darwin": ("/Applications/LibreOffice.app/Contents/MacOS",), "win32": (r"C:\Program Files\LibreOffice\program",)}


def read(raw: bytes, name: str) -> Source:
    """The text of a file that is Word's own form under another name, or of what LibreOffice makes of it. Raises Unreadable."""
    if not is_word(raw):
        raw = _converted(raw, name)
    return docx.read(raw, name, format=OFFICE.name)


def is_readable(path: str) -> bool:
    """Whether a file of such a name can be read here: its bytes are Word's own form, or LibreOffice can turn them into that."""
    if _converter(path) is not None:
        return True
    try:
        with open(path, "rb") as file:
            return is_word(file.read())
    except OSError:
        return False


def is_word(raw: bytes) -> bool:
    """Whether the bytes are Word's own form, whatever their name."""
    if not raw.startswith(_ZIP):
        return False
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(raw)) as archive:
            return any(name in _WORD for name in archive.namelist())
    except (BadZipFile, NotImplementedError, ValueError):
        return False


def advice(endings: Iterator[str] | tuple[str, ...]) -> tuple[str, str]:
    """What to do with files that end so, in two languages."""
    ends = sorted(set(endings))
    written = [ending for ending in ends if ending in _NEVER]
    others = [ending for ending in ends if ending not in _NEVER]
    zh, en = [], []
    if others:
        zh.append(f"planlint 不直接读 {'、'.join(others)}：在 Word 或 WPS 中另存为 .docx 后再检查；装有 LibreOffice 的电脑上会自动转换")
        en.append(f"planlint does not read {', '.join(others)} itself: save as .docx and check that; where LibreOffice is installed it is converted")
    if written:
        zh.append(f"planlint 不读 {'、'.join(written)}：检查导出它的 .docx 原稿")
        en.append(f"planlint does not read {', '.join(written)}: check the .docx that it was made from")
    return "；".join(zh), "; ".join(en)


def _converter(path: str) -> str | None:
    """The program that turns a file of this name into Word's own form."""
    if os.path.splitext(path)[1].lower() in _NEVER:
        return None
    for program in _PROGRAMS:
        found = shutil.which(program) or shutil.which(program, path=os.pathsep.join(_USUAL.get(sys.platform, ())))
        if found is not None:
            return found
    return None


def _converted(raw: bytes, name: str) -> bytes:
    """What LibreOffice makes of the bytes, in a folder and with a profile that are gone afterwards. Raises Unreadable."""
    from subprocess import DEVNULL, SubprocessError, run
    from tempfile import TemporaryDirectory

    program = _converter(name)
    if program is None:
        raise Unreadable(*advice((os.path.splitext(name)[1].lower(),)))
    with TemporaryDirectory(prefix="planlint-") as folder:
        # a name of our own: that of the user may begin with a dash, or mean something to the program
        path = os.path.join(folder, f"draft{os.path.splitext(name)[1].lower()}")
        with open(path, "wb") as file:
            file.write(raw)
        profile = "file:///" + os.path.join(folder, "profile").replace(os.sep, "/").lstrip("/")
        words = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, path]
        try:
            run(words, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, timeout=TIME, check=True)
            with open(os.path.join(folder, "draft.docx"), "rb") as file:
                return file.read()
        except (OSError, SubprocessError):
            raise Unreadable(
                "LibreOffice 没能把它转换成 .docx；在 Word 或 WPS 中另存为 .docx 后再检查",
                "LibreOffice could not turn it into .docx; save it as .docx in Word or WPS and check that",
            ) from None
