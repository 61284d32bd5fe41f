"""PDF files read: places, layout, and files that can't be read."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest

from planlint.formats.page_layout import TextLine, furniture, joints
from planlint.formats.unreadable import Unreadable
from planlint.syntax import read as parsed
from planlint.text.source import Source

pypdfium2 = pytest.importorskip("pypdfium2")
from planlint.formats import pdf  # noqa: E402 (it is of use only with the package)

_PLAN = Path(__file__).parent.parent.parent / "fixtures" / "formats" / "jieshui.pdf"


@pytest.fixture(scope="module")
def source() -> Source:
    return pdf.read(_PLAN.read_bytes(), "jieshui.pdf")


def test_a_line_is_a_printed_line_with_its_page_and_box(source: Source) -> None:
    first, last = source.origins[0], source.origins[-1]
    assert (first.page, first.start) == (1, 0)
    assert last.page is not None and last.page > 1
    assert first.box is not None and first.box[0] < first.box[2] and first.box[1] < first.box[3]


def test_the_paragraphs_of_the_plan_are_whole_again(source: Source) -> None:
    text = parsed(source).text
    assert "\n（一）基本原则。坚持节水优先、空间均衡、系统治理、两手发力，把节水贯穿经济社会发展全过程。\n" in text
    assert "到2025年，再生水利用率达到25%，公共供水管网漏损率控制在9%以内" in text


def test_places_are_those_of_the_printed_lines(source: Source) -> None:
    plan = parsed(source)
    at = plan.text.index("布署")
    from planlint.text.spans import Span

    span = plan.view.locate(Span(at, at + 2))
    assert span.of(source.text) == "布署"
    assert source.position(span.start).line > 30


def _saved(*sizes: tuple[float, float]) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "不是 PDF"),
        (b"PK\x03\x04" + bytes(2000), "不是 PDF"),
        ("一、总体要求\n".encode(), "不是 PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "已损坏"),
        (_PLAN.read_bytes()[:3000], "已损坏"),
        (_saved((595, 842)), "扫描件，没有文字"),
    ],
)
def test_what_can_not_be_read_says_what_to_do(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        pdf.read(raw, "a.pdf")
    assert reason in caught.value.reason_zh


def test_too_many_pages_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    with pytest.raises(Unreadable, match="超过 2 页"):
        pdf.read(_saved(*[(100, 100)] * 3), "a.pdf")


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(Unreadable) as caught:
        pdf.read(_PLAN.read_bytes(), "a.pdf")
    assert "pip install pypdfium2" in caught.value.reason_zh
    assert "pip install pypdfium2" in caught.value.reason_en


def _page(rows: list[tuple[str, float]], page: int = 1, size: float = 14) -> tuple[str, list[TextLine]]:
    """Lines one below the other, each with its indentation in letters."""
    text, lines = "", []
    for row, (written, indent) in enumerate(rows):
        left = 90 + indent * size
        bottom = 740 - row * 2 * size
        lines.append(TextLine(len(text), len(text) + len(written), page, left, bottom, left + len(written) * size, bottom + size))
        text += written + "\n"
    return text, lines


def _joined(rows: list[tuple[str, float]]) -> list[int]:
    text, lines = _page(rows)
    return [lines.index(below) for _, below in joints(text, lines, set())]


_FULL = "统筹推进老旧小区改造和社区食堂建设完善便民服务"


def test_a_line_that_ends_short_ends_its_paragraph() -> None:
    assert _joined([(_FULL, 0), (_FULL[:9] + "。", 0), (_FULL, 0)]) == [1]


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    assert _joined([(_FULL[:21], 2), (_FULL, 0), (_FULL[:21], 2), (_FULL, 0)]) == [1, 3]


def test_signatures_to_the_right_are_not_joined() -> None:
    rows = [(_FULL[:21], 2), (_FULL, 0), ("青禾县人民政府", 16), ("2025年3月1日", 16)]
    assert _joined(rows) == [1]


def test_a_numbered_line_behind_a_stop_begins_a_paragraph() -> None:
    assert _joined([(_FULL[:-1] + "。", 0), ("（二）健全网络。" + _FULL[:15], 0)]) == []


def test_page_numbers_and_running_heads_are_furniture() -> None:
    text, lines = "", []
    for page in range(1, 6):
        for written, bottom in (("青禾县社区食堂实施方案", 800.0), (_FULL[page:], 500.0), (_FULL[2 * page :], 470.0), (f"— {page} —", 40.0)):
            lines.append(TextLine(len(text), len(text) + len(written), page, 90, bottom, 90 + 14 * len(written), bottom + 14))
            text += written + "\n"
    assert furniture(text, lines) == {at for at in range(20) if at % 4 in (0, 3)}


def test_a_year_or_a_figure_at_the_foot_is_no_page_number() -> None:
    text, lines = _page([(_FULL, 0), (_FULL, 0), ("20250301", 0)])
    assert furniture(text, lines) == set()


def test_two_columns_have_margins_of_their_own() -> None:
    text, lines = "", []
    for left in (60.0, 330.0):
        for row in range(8):
            written = _FULL[:16] if row % 4 else _FULL[:14]
            start = left + (0 if row % 4 else 28)
            lines.append(TextLine(len(text), len(text) + len(written), 1, start, 740 - row * 28, start + len(written) * 14, 754 - row * 28))
            text += written + "\n"
    begun = set(range(16)) - {lines.index(below) for _, below in joints(text, lines, set())}
    assert begun == {0, 4, 8, 12}
