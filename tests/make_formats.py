"""Write fixtures/formats anew from fixtures/faulty/jieshui.txt: the same plan as Word, PDF, HTML, Markdown and a workbook.

Needs LibreOffice (`soffice`) and the font WenQuanYi Micro Hei for the PDF: `python tests/make_formats.py`.
"""

from __future__ import annotations

import html
import subprocess
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.shared import Pt

_FIXTURES = Path(__file__).parent.parent / "fixtures"
_FONT = "WenQuanYi Micro Hei"


def main() -> None:
    lines = [line for line in (_FIXTURES / "faulty" / "jieshui.txt").read_text(encoding="utf-8").split("\n") if line.strip()]
    folder = _FIXTURES / "formats"
    _word(lines, folder / "jieshui.docx")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    head = '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>云溪市节水型城市建设实施方案</title></head>\n'
    (folder / "jieshui.html").write_text(f'{head}<body>\n<div id="content">\n{paragraphs}</div>\n</body></html>\n', encoding="utf-8")
    (folder / "jieshui.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    _workbook(lines, folder / "jieshui.xlsx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "jieshui.docx")], check=True)


def _workbook(lines: list[str], path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in lines:
        sheet.append([line])
    book.save(path)


def _word(lines: list[str], path: Path) -> None:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for line in lines:
        paragraph = document.add_paragraph(line)
        if line.endswith("。"):
            paragraph.paragraph_format.first_line_indent = Pt(28)
    document.save(str(path))


if __name__ == "__main__":
    main()
