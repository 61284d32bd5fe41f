"""What pdfplumber, which reads PDF files by other means, reads of the same pages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from planlint.text.view import View

pytest.importorskip("pypdfium2")
pdfplumber = pytest.importorskip("pdfplumber")
from pdf_pages import Stroke, Words, ruled  # noqa: E402
from pdf_pages import pdf as written  # noqa: E402
from planlint.formats import pdf  # noqa: E402 (it is of use only with the package)

_PLAN = Path(__file__).parent.parent.parent / "fixtures" / "formats" / "jieshui.pdf"
_LINES = [
    Words(118, 740, "统筹推进老旧小区改造和社区食堂建设"),
    Words(90, 712, "完善2025年便民服务。"),
    Words(118, 684, "（一）推广食堂"),
    Words(300, 60, "— 1 —", 12),
]
_ROWS = (("指标", "2020年", "2025年"), ("食堂数（家）", "12", "25"), ("座位数（个）", "300", "600"))


def _squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("raw", [_PLAN.read_bytes(), written([*_LINES])])
def test_the_printed_lines_are_those_of_the_second_reader(raw: bytes) -> None:
    with pdfplumber.open(BytesIO(raw)) as document:
        lines = [_squeezed(line["text"]) for page in document.pages for line in page.extract_text_lines()]
    assert [_squeezed(line) for line in pdf.read(raw, "a.pdf").text.splitlines()] == lines


def test_the_cells_of_a_ruled_table_are_those_of_the_second_reader() -> None:
    page: list[Words | Stroke] = [*ruled(90, 760, [120, 80, 80], [30, 30, 30])]
    page += [Words(x, 740 - 30 * at, cell) for at, row in enumerate(_ROWS) for x, cell in zip((95, 215, 295), row, strict=True)]
    raw = written(page)
    with pdfplumber.open(BytesIO(raw)) as document:
        rows = document.pages[0].extract_table()
    source = pdf.read(raw, "a.pdf")
    assert [line.split("\t") for line in View(source).edited(source.layout).text.splitlines()] == rows
