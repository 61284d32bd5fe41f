"""PDF files read: places, layout, and files that can't be read."""

from __future__ import annotations

import sys
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from planlint.formats.unreadable import Unreadable
from planlint.syntax import read as parsed
from planlint.text.source import Source
from planlint.text.spans import apply
from planlint.text.view import View

pypdfium2 = pytest.importorskip("pypdfium2")
from pdf_pages import Stroke, Words, ruled  # noqa: E402
from pdf_pages import pdf as written  # noqa: E402
from planlint.formats import pdf  # noqa: E402 (it is of use only with the package)
from planlint.formats.pdf import library  # noqa: E402
from planlint.formats.pdf.forms import seen_as, set_otherwise  # noqa: E402
from planlint.formats.pdf.glyphs import Run, turned  # noqa: E402
from planlint.formats.pdf.limits import Budget, refuse_what_inflates  # noqa: E402
from planlint.formats.pdf.lines import rows  # noqa: E402

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
    ids=["empty", "another format", "text", "no file of its kind", "cut", "scan"],
)
def test_what_can_not_be_read_says_what_to_do(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        pdf.read(raw, "a.pdf")
    assert reason in caught.value.reason_zh


def test_an_encrypted_file_says_so() -> None:
    handler = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"28" * 32 + b"> /U <" + b"41" * 32 + b"> >>"
    raw = _PLAN.read_bytes()
    at = raw.rindex(b"trailer")
    start = raw.index(b"<<", at) + 2
    with pytest.raises(Unreadable, match="已加密"):
        pdf.read(raw[:start] + b" /Encrypt " + handler + b" /ID [<00> <00>] " + raw[start:], "a.pdf")


def test_too_many_pages_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_PAGES", 2)
    with pytest.raises(Unreadable, match="超过 2 页"):
        pdf.read(_saved(*[(100, 100)] * 3), "a.pdf")


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library of pdfium is not found by itself, nor has it been opened."""
    monkeypatch.setattr("importlib.machinery.PathFinder.find_spec", lambda name: None)
    for name in ("_addresses", "_slow", "quick"):
        monkeypatch.setattr(library, name, cache(getattr(library, name).__wrapped__))


@pytest.mark.usefixtures("unopened")
def test_where_the_library_lies_elsewhere_the_package_opens_it() -> None:
    document = library.Document(_PLAN.read_bytes())
    page = document.page(0)
    assert (len(document) > 1, round(page.width), round(page.height)) == (True, 612, 792)
    page.close()
    document.close()


@pytest.mark.usefixtures("unopened")
def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdfium2.raw", None)
    with pytest.raises(Unreadable) as caught:
        pdf.read(_PLAN.read_bytes(), "a.pdf")
    assert "pip install pypdfium2" in caught.value.reason_zh
    assert "pip install pypdfium2" in caught.value.reason_en


_OTHER = "市民政局会同有关部门每年发布名录并公开接受群众监督"
_FULL = "统筹推进老旧小区改造和社区食堂建设完善便民服务"


def _width(text: str) -> float:
    """How wide a text is, in letters."""
    return sum(0.5 if letter < "\u0100" else 1 for letter in text)


def _text(*pages: list[Words | Stroke], turned: int = 0) -> str:
    """What is read of a PDF: its text with the layout undone."""
    source = pdf.read(written(*pages, turned=turned), "a.pdf")
    return View(source).edited(source.layout).text


def _rows(*rows: tuple[str, float], top: float = 740, size: float = 14) -> list[Words | Stroke]:
    """Lines one below the other, each with its indent in letters."""
    return [Words(90 + indent * size, top - 2 * at * size, text, size) for at, (text, indent) in enumerate(rows)]


def test_characters_beyond_the_bmp_are_one_each() -> None:
    assert _text(_rows(("建设𠮷林路社区食堂。", 0))) == "建设𠮷林路社区食堂。\n"


def test_a_line_that_ends_short_ends_its_paragraph() -> None:
    assert _text(_rows((_FULL, 0), (_FULL[:9] + "。", 0), (_FULL, 0), (_OTHER, 0))) == _FULL + _FULL[:9] + "。\n" + _FULL + _OTHER + "\n"


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    rows = _rows((_FULL[:21], 2), (_FULL, 0), (_FULL[:21], 2), (_FULL, 0))
    assert _text(rows) == 2 * (_FULL[:21] + _FULL + "\n")


def test_a_block_that_is_set_in_as_a_whole_is_one_paragraph() -> None:
    body = [(_FULL[:21], 2.0), (_OTHER[:9] + "。", 0.0)] * 3
    assert _text(_rows(*body, (_FULL[:18], 3), (_OTHER[:18], 3), (_FULL[:6] + "。", 3))).endswith("\n" + _FULL[:18] + _OTHER[:18] + _FULL[:6] + "。\n")


def test_signatures_to_the_right_are_not_joined() -> None:
    rows = _rows((_FULL[:21], 2), (_FULL, 0), ("青禾县人民政府", 16), ("2025年3月1日", 16))
    assert _text(rows) == _FULL[:21] + _FULL + "\n青禾县人民政府\n2025年3月1日\n"


def test_a_numbered_line_behind_a_stop_begins_a_paragraph() -> None:
    assert _text(_rows((_FULL[:-1] + "。", 0), ("（二）健全网络。" + _FULL[:15], 0))).count("\n") == 2


def test_a_sentence_that_the_page_end_breaks_off_goes_on() -> None:
    assert _text(_rows((_FULL[:21], 2), (_FULL, 0), (_OTHER, 0), top=200), _rows((_FULL[:6] + "。", 0))) == _FULL[:21] + _FULL + _OTHER + _FULL[:6] + "。\n"


def test_a_line_is_where_its_baseline_is_whatever_the_order_of_the_file() -> None:
    rows = _rows(("一、总体要求", 2), (_FULL[:9] + "。", 2), ("二、重点任务", 2))
    assert _text(rows[::-1]) == "一、总体要求\n" + _FULL[:9] + "。\n二、重点任务\n"


def test_a_wide_gap_behind_a_number_keeps_the_heading() -> None:
    assert _text([Words(90, 740, "（一）"), Words(190, 740, "加强组织领导")]) == "（一）加强组织领导\n"


def test_a_wide_gap_in_running_text_is_no_column() -> None:
    page = _rows((_FULL, 0), (_FULL, 0))
    page[1:] = [Words(90, 712, _FULL[:10]), Words(90 + 12 * 14, 712, _FULL[12:])]
    assert "\t" not in _text(page)


def test_a_paragraph_may_begin_in_the_midst_of_a_printed_line() -> None:
    page = [*_rows((_FULL, 0)), Words(90, 712, "建成社区食堂。"), Words(216, 712, "（二）健全网络。" + _FULL[:6])]
    assert _text(page) == _FULL + "建成社区食堂。\n（二）健全网络。" + _FULL[:6] + "\n"


def test_two_columns_are_read_one_behind_the_other() -> None:
    page: list[Words | Stroke] = []
    for left in (60.0, 330.0):
        page += [Words(left + (0 if row % 4 else 28), 740 - row * 28, _FULL[:16] if row % 4 else _FULL[:14]) for row in range(12)]
    assert _text(page).split("\n")[:-1] == [_FULL[:14] + 3 * _FULL[:16]] * 6


def test_the_cells_of_a_ruled_table_are_parted_by_tabs_and_their_lines_joined() -> None:
    page = [
        *ruled(90, 700, [120, 60, 60], [30, 50]),
        *(Words(x, 680, text) for x, text in ((100, "指标"), (215, "2020年"), (275, "属性"))),
        *(Words(100, 650, "社区食堂"), Words(100, 632, "（家）"), Words(215, 640, "25"), Words(275, 640, "约束性")),
    ]
    assert _text(page) == "指标\t2020年\t属性\n社区食堂（家）\t25\t约束性\n"


def test_a_cell_that_takes_up_two_rows_stands_in_the_first() -> None:
    page: list[Words | Stroke] = [Stroke(90, 700, 330, 700), Stroke(210, 670, 330, 670), Stroke(90, 640, 330, 640)]
    page += [Stroke(x, 700, x, 640) for x in (90, 210, 330)]
    page += [Words(100, 665, "市民政局"), Words(220, 680, "建设食堂"), Words(220, 650, "培训人员")]
    source = pdf.read(written(page), "a.pdf")
    assert View(source).edited(source.layout).text == "市民政局\t建设食堂\n\t培训人员\n"
    cells = [said.cell for said in source.evidence if said.cell is not None]
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in cells] == [(1, 1, 2, 1), (1, 2, 1, 1), (2, 2, 1, 1)]


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    def page(*names: str) -> list[Words | Stroke]:
        return [*ruled(90, 700, [120, 60], [30, 30]), *(Words(x, 680 - 30 * at, name) for at, name in enumerate(names) for x in (100, 215))]

    source = pdf.read(written(page("食堂", "驿站"), page("书屋", "广场")), "a.pdf")
    assert [(said.cell.table, said.cell.row) for said in source.evidence if said.cell and said.cell.column == 1] == [(1, 1), (1, 2), (1, 3), (1, 4)]


def test_a_frame_is_a_box_whose_lines_have_margins_of_their_own() -> None:
    inside = [Words(128, 660, _FULL[:18]), Words(100, 632, _FULL[:20]), Words(100, 604, _FULL[:5] + "。")]
    source = pdf.read(written([*ruled(90, 700, [300], [110]), Words(190, 684, "专栏1 食堂建设"), *inside]), "a.pdf")
    assert View(source).edited(source.layout).text == "专栏1 食堂建设\n" + _FULL[:18] + _FULL[:20] + _FULL[:5] + "。\n"
    assert {said.kind.value for said in source.evidence} == {"box"}


def test_page_numbers_are_known_by_their_form_or_their_sequence() -> None:
    def page(at: int, number: str) -> list[Words | Stroke]:
        return [*_rows((_FULL[at : at + 20] + "。", 2), ("控制在", 2), ("35", 2), ("微克以内。", 2), top=740 - 50 * at), Words(290, 40, number, 10)]

    for numbers in ("— 7 —", "— 8 —", "— 9 —"), ("第1页", "第2页", "第3页"), ("7", "8", "9"), ("iv", "v", "vi"), ("1/3", "2/3", "3/3"):
        found = _text(*(page(at, number) for at, number in enumerate(numbers))).split("\n")
        assert [line for line in found if line.strip("—第页 ") in {*"123789", "iv", "v", "vi", "1/3", "2/3", "3/3"}] == []
        assert found.count("35") == 3


def test_a_value_alone_on_its_line_is_no_page_number() -> None:
    assert _text(_rows((_FULL, 0), ("控制在", 2), ("35", 2))) == _FULL + "\n控制在\n35\n"
    assert _text(_rows((_FULL[:9] + "。", 0), ("20250301", 0)), _rows(("20250302", 0))).endswith("20250301\n20250302\n")


def test_running_heads_are_left_out_and_the_title_that_they_repeat_stays() -> None:
    title = "青禾县社区食堂实施方案"
    pages = [[Words(90, 800, title, 9), *_rows((_FULL[at : at + 12] + "。", 2))] for at in range(3)]
    pages[0].append(Words(200, 770, title, 20))
    assert _text(*pages) == title + "\n" + "".join(_FULL[at : at + 12] + "。\n" for at in range(3))


def test_watermarks_are_known_by_their_angle_or_by_their_repetition() -> None:
    pages = [_rows((_FULL[at : at + 12] + "。", 2)) for at in range(2)]
    text = "".join(_FULL[at : at + 12] + "。\n" for at in range(2))
    assert _text(*([*page, Words(200, 300, "内部资料", 60, (0.7071, 0.7071))] for page in pages)) == text
    assert _text(*([*page, Words(150, 400, "征求意见稿", 48)] for page in pages)) == text


def test_a_page_set_sideways_is_read_upright() -> None:
    across = [Run(letter, (100.0 + 28 * row,), 100.0 + 28 * row, 90.0 + 14 * at, 14, at, 90) for row in range(2) for at, letter in enumerate(_FULL)]
    assert [(run.text, run.left, run.right, run.baseline, run.angle) for run in turned(across)] == [
        (_FULL, 90, 90 + 14 * len(_FULL), -100, 0),
        (_FULL, 90, 90 + 14 * len(_FULL), -128, 0),
    ]


def test_footnotes_stand_behind_the_paragraph_that_their_page_breaks_off() -> None:
    first = [*_rows((_FULL[:21], 2), (_FULL, 0), (_OTHER, 0)), Words(90, 60, "①按建成区面积计算。", 9)]
    assert _text(first, _rows((_FULL[:6] + "。", 0))) == _FULL[:21] + _FULL + _OTHER + _FULL[:6] + "。\n①按建成区面积计算。\n"


def test_the_mark_of_a_footnote_is_no_text_of_its_sentence() -> None:
    page: list[Words | Stroke] = [Words(90, 740, "建设社区食堂"), Words(174, 746, "[1]", 7), Words(186, 740, "，完善网络。")]
    source = pdf.read(written(page), "a.pdf")
    assert source.text == "建设社区食堂[1]，完善网络。\n"
    assert View(source).edited(source.layout).text == "建设社区食堂，完善网络。\n"


def test_raised_figures_of_a_unit_are_text() -> None:
    page: list[Words | Stroke] = [Words(90, 740, "面积"), Words(118, 740, "20m"), Words(139, 746, "20", 7), Words(146, 740, "以上")]
    assert _text(page) == "面积20m20以上\n"


def test_entries_of_the_contents_are_never_joined() -> None:
    entries = [Words(90, 740 - 20 * at, f"第{han}章重点任务{'.' * 40}{at + 1}") for at, han in enumerate("一二三")]
    source = pdf.read(written([*entries]), "a.pdf")
    assert View(source).edited(source.layout).text.count("\n") == 3
    assert [said.kind.value for said in source.evidence] == ["contents"] * 3


def test_what_is_known_of_the_setting_is_handed_on() -> None:
    page = [Words(191, 780, "社区食堂方案", 22), *_rows((_FULL[:21], 2), (_FULL, 0))]
    title, body = pdf.read(written(page), "a.pdf").evidence
    assert (title.size, title.align) == (22, "center")
    assert (body.size, body.indent) == (14, 28)


def test_a_mark_is_what_its_width_makes_it() -> None:
    run = Run("通知,按2,5．１年", (0.0, 14, 28, 42, 56, 63, 66, 73, 87, 94), 108, 740, 14, 0)
    assert list(set_otherwise(run)) == [2, 7, 8]


def test_marks_and_figures_are_read_as_they_are_seen_all_over_a_document() -> None:
    text = "一.为落实«通知»,制定方案.建成１２处、２\U001001b0５处(PM2.5),二○三五年"
    places = [at for at, letter in enumerate(text) if letter in ",«(" or (letter == "." and at > 2)] + [
        at for at, letter in enumerate(text) if "０" <= letter <= "９"
    ]
    assert apply(text, sorted(seen_as(text, places))) == "一.为落实《通知》，制定方案。建成12处、2.5处（PM2.5），二〇三五年"


def test_where_nothing_is_set_otherwise_nothing_is_read_so() -> None:
    assert list(seen_as("为落实,建成１２处.二○三五年", [])) == []


def _inflating(content: bytes, *, times: int = 1, said: bytes = b"") -> bytes:
    """A PDF of one page whose content is deflated, once or more often; `said` is what else its dictionary holds."""
    head = b"/Filter [%s]%s" % (b" ".join([b"/FlateDecode"] * times), said)
    for _ in range(times):
        content = zlib.compress(content, 9)
    return (
        written([]).replace(b"/Contents 8 0 R", b"/Contents 9 0 R", 1)
        + b"\n9 0 obj\n<< %s /Length %d >>\nstream\n" % (head, len(content))
        + content
        + b"\nendstream\nendobj\n"
    )


@pytest.mark.parametrize(
    "raw",
    [
        _inflating(b"1 1 m 2 2 l S " * 2_000_000),
        _inflating(b"(a)Tj " * 300_000),
        _inflating(b" " * 17_000_000, times=2),
        _inflating(b"(a)Tj " * 3_000_000, said=b"/Length1 9"),
    ],
    ids=["lines", "letters", "deflated-twice", "letters said to be a font"],
)
def test_a_stream_that_inflates_is_refused_before_it_is_read(raw: bytes) -> None:
    assert len(raw) < 200_000
    with pytest.raises(Unreadable, match="过大"):
        pdf.read(raw, "a.pdf")


def test_a_map_of_many_lines_is_read() -> None:
    refuse_what_inflates(_inflating(b"1 1 m 2 2 l S " * 500_000))


_FONT = b"\0\1\0\0"


def test_fonts_are_not_inflated_to_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planlint.formats.pdf.limits.MOST_IN_ALL", 1)
    refuse_what_inflates(_inflating(_FONT + bytes(50_000_000), said=b"/Length1 9"))


def test_fonts_that_together_may_fill_the_memory_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planlint.formats.pdf.limits.MOST_IN_ALL", 1)
    monkeypatch.setattr("planlint.formats.pdf.limits.MOST_UNMEASURED", 100_000_000)
    one = _inflating(_FONT + bytes(50_000_000), said=b"/Length1 9")
    refuse_what_inflates(one)
    with pytest.raises(Unreadable, match="过大"):
        refuse_what_inflates(one + one)


def test_what_begins_as_a_font_and_may_be_larger_than_one_is_measured() -> None:
    with pytest.raises(Unreadable, match="过大"):
        refuse_what_inflates(_inflating(_FONT + bytes(70_000_000), said=b"/Length1 9"))


def test_a_file_that_takes_too_long_is_given_up() -> None:
    ticks = iter((0.0, 1.0, 16.0))
    budget = Budget(2, clock=lambda: next(ticks))
    budget.take(1000)
    with pytest.raises(Unreadable, match="过大"):
        budget.take(1000)


def test_a_file_of_too_many_characters_is_given_up() -> None:
    budget = Budget(2, clock=lambda: 0.0)
    with pytest.raises(Unreadable, match="过大"):
        budget.take(9_000_000)


def test_a_part_of_a_run_keeps_where_its_letters_stand_on_the_page() -> None:
    run = Run("到2025年底", (90.0, 104, 111, 118, 125, 132, 146), 160, 740, 14, 7, 0, ((7, 1), (8, 4), (12, 2)))
    assert run.part(0, 7) == run
    part = run.part(3, 6)
    assert (part.text, part.lefts, part.right, part.first, part.parts) == ("25年", (118, 125, 132), 146, 10, ((10, 2), (12, 1)))
    assert part.part(2, 3).stretches == ((12, 1),)


def test_a_small_gap_behind_a_heading_with_a_decimal_number_is_none() -> None:
    heading, rest = Run("4.6食堂", (90.0, 97, 101, 108, 122), 136, 740, 14, 0), Run("建设", (138.1, 152.1), 166.1, 740, 14, 5)
    assert [piece.text for row in rows([heading, rest]) for piece in row] == ["4.6食堂建设"]


def test_a_gap_behind_a_decimal_number_is_a_space() -> None:
    assert _text([Words(90, 740, "4.6"), Words(90 + 21 + 3, 740, "食堂建设任务")]) == "4.6 食堂建设任务\n"


def test_the_title_of_a_table_in_a_cell_of_its_own_is_a_line_above_it() -> None:
    strokes = [*ruled(90, 700, [180], [30]), *ruled(90, 670, [120, 60], [30])]
    page = [*strokes, Words(140, 680, "专栏1 主要指标"), Words(100, 650, "食堂数"), Words(215, 650, "25家")]
    assert _text(page) == "专栏1 主要指标\n食堂数\t25家\n"


def test_a_heading_and_its_first_item_on_one_line_are_two() -> None:
    page = [*_rows((_FULL, 0)), Words(118, 712, "三、推进绿色建造转型"), Words(290, 712, "（七）推广食堂。"), *_rows((_OTHER, 0), top=684)]
    assert _text(page) == _FULL + "\n三、推进绿色建造转型\n（七）推广食堂。\n" + _OTHER + "\n"


def test_lines_that_happen_to_end_alike_are_no_paragraph() -> None:
    rows = [
        (_FULL[:21], 2.0),
        (_OTHER, 0.0),
        (_FULL[:16] + "。", 0.0),
        ("二、健全社区食堂运营体系的机制", 2.0),
        ("（一）推进建设。" + _OTHER[:13], 2.0),
        (_FULL, 0.0),
    ]
    assert "二、健全社区食堂运营体系的机制\n（一）推进建设。" in _text(_rows(*rows))


def test_leaders_without_a_page_number_are_text() -> None:
    source = pdf.read(written(_rows(("1.对食堂开展摸底............", 2), ("2.组织申报....................", 2))), "a.pdf")
    assert {said.kind.value for said in source.evidence} == {"text"}


def test_lines_of_many_sizes_were_recognised_and_lines_of_two_were_set() -> None:
    rows = [(_FULL[at % 9 : at % 9 + 12] + "。", at) for at in range(24)]
    measured = [Words(90, 780 - 28 * at, text, 13 + 0.4 * (at % 6)) for text, at in rows]
    printed = [Words(90, 780 - 28 * at, text, 12 if at % 3 else 14) for text, at in rows]
    assert [remark.kind for remark in pdf.read(written([*measured]), "a.pdf").remarks] == ["ocr-text"]
    assert pdf.read(written([*printed]), "a.pdf").remarks == ()


def test_pieces_that_stand_below_one_another_are_the_cells_of_a_table() -> None:
    rows = (("指标", "2020年", "2025年"), ("食堂数（家）", "12", "25"), ("座位数（个）", "300", "600"))
    page = [Words(x, 740 - 24 * at, text) for at, row in enumerate(rows) for x, text in zip((90, 240, 340), row, strict=True)]
    source = pdf.read(written([*page, Words(220, 680, "（大中型）")]), "a.pdf")
    assert View(source).edited(source.layout).text == "指标\t2020年\t2025年\n食堂数（家）\t12\t25\n座位数（个）\t300（大中型）\t600\n"
    assert [(said.cell.row, said.cell.column) for said in source.evidence if said.cell][-1] == (3, 3)


def test_two_level_lines_make_a_table_of_two_columns() -> None:
    rows = (("指标", "目标"), ("食堂数", "25家"))
    page = [Words(x, 740 - 24 * at, text) for at, row in enumerate(rows) for x, text in zip((90, 240), row, strict=True)]
    source = pdf.read(written([Stroke(80, 756, 400, 756), Stroke(80, 733, 400, 733), Stroke(80, 710, 400, 710), *page]), "a.pdf")
    assert [(said.cell.row, said.cell.column) for said in source.evidence if said.cell] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_bodies_that_sign_side_by_side_are_no_table() -> None:
    page = [Words(90, 740, "青禾县民政局"), Words(300, 740, "青禾县财政局"), Words(90, 712, "青禾县教育局"), Words(300, 712, "青禾县卫生局")]
    assert [said for said in pdf.read(written([*page]), "a.pdf").evidence if said.cell] == []


def test_a_word_drawn_out_before_a_colon_is_no_cell() -> None:
    assert _text([Words(90, 740, "组 "), Words(132, 740, "长：张三")]) == "组 长：张三\n"


def test_the_head_of_a_table_that_goes_on_is_read_once() -> None:
    def page(*names: str) -> list[Words | Stroke]:
        rows = [("指标", "目标"), *((name, f"{at + 2}5家") for at, name in enumerate(names))]
        return [*ruled(90, 760, [120, 80], [30.0] * len(rows)), *(Words(x, 740 - 30 * at, row[x > 100]) for at, row in enumerate(rows) for x in (100, 215))]

    source = pdf.read(written(page("食堂", "驿站"), page("书屋"), page("广场")), "a.pdf")
    assert View(source).edited(source.layout).text == "指标\t目标\n食堂\t25家\n驿站\t35家\n书屋\t25家\n广场\t25家\n"
    kept = [said.cell for said in source.evidence if said.cell is not None]
    assert [(cell.table, cell.row) for cell in kept if cell.column == 1] == [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]


def test_letters_of_any_size_are_read() -> None:
    runs = [Run("青禾县", (90.0, 104.0, 118.0), 132, 740, 14, 0), Run("食堂", (90.0, 1e12), 2e12, 5e11, 1e12, 3)]
    assert [[piece.text for piece in row] for row in rows(runs)] == [["食堂"], ["青禾县"]]


def test_entries_that_leave_no_room_for_a_leader_are_of_the_contents_too() -> None:
    led = [f"第{han}章重点任务{'·' * 20}{at + 1}" for at, han in enumerate("一二")]
    full = ["3.1“十四五”期间城乡社区食堂建设重点项目投资 9", "3.2“十四五”期间城乡社区书屋建设重点项目资金·9"]
    edge = 480
    entries = [Words(edge - 14 * _width(text), 740 - 28 * at, text) for at, text in enumerate([led[0], *full, led[1]])]
    assert [said.kind.value for said in pdf.read(written([*entries]), "a.pdf").evidence] == ["contents"] * 4


def test_first_lines_may_be_set_in_by_any_width() -> None:
    rows = _rows(
        (_FULL[:19], 4.15), (_FULL[:20], 0), ("1.推进建设。" + _FULL[:12], 4.15), (_OTHER, 0), ("健全机制。" + _FULL[:15], 4.15), (_FULL[:9] + "。", 0)
    )
    assert _text(rows).count("\n") == 3


def test_names_that_end_at_one_place_are_no_paragraph() -> None:
    names = ("林　溪 青禾县人民政府副县长", "高　原 白石县人民政府副县长", "毛　杉 临江县人民政府副县长")
    assert _text([*_rows((_FULL[:21], 2), (_FULL, 0)), *_rows(*((name, 6) for name in names), top=600)]).count("\n") == 4


def test_small_text_that_goes_on_with_marked_paragraphs_is_no_footnote() -> None:
    small = [Words(90, 600 - 24 * at, text, 11) for at, text in enumerate(("备注：", "[1]食堂数按年末计算。", "[2]座位数按日均计算。"))]
    kinds = {said.kind.value for said in pdf.read(written([*_rows((_FULL[:21], 2), (_FULL, 0)), *small]), "a.pdf").evidence}
    assert kinds == {"text"}


def test_the_lines_of_a_footnote_are_one() -> None:
    notes = [Words(90, 80 - 16 * at, text, 9) for at, text in enumerate(("①" + _FULL + _FULL[:20], _OTHER[:9] + "。"))]
    source = pdf.read(written([*_rows((_FULL[:21], 2), (_FULL, 0), (_OTHER, 0), (_FULL[:6] + "。", 0)), *notes]), "a.pdf")
    assert [said.kind.value for said in source.evidence] == ["text", "note"]


def test_the_gap_behind_the_number_of_a_list_is_no_character() -> None:
    gaps = ((112, "（一）", 154, "推广食堂"), (84, "十一、", 140, "保障措施"), (56, "1.", 140, "5家食堂"), (28, "（二） ", 160, "推广书屋"))
    page = [Words(x, y, text) for y, number, to, title in gaps for x, text in ((90, number), (to, title))]
    assert _text([*page]) == "（一）推广食堂\n十一、保障措施\n1. 5家食堂\n（二） 推广书屋\n"


def test_the_cells_of_a_box_are_read_one_by_one() -> None:
    frame = [*ruled(90, 760, [300], [30, 60, 60])]
    words = ((160, 740, "专栏1 推广社区食堂和助餐服务重点"), (95, 715, "01便民食堂示范"), (95, 695, _FULL[:20]), (95, 655, "02便民书屋示范"))
    text = _text([*frame, *(Words(x, y, line) for x, y, line in words)])
    assert text == "专栏1 推广社区食堂和助餐服务重点\n01便民食堂示范\n" + _FULL[:20] + "\n02便民书屋示范\n"


def test_a_bracket_that_is_open_at_the_end_of_a_line_goes_on_however_far_the_next_is_set_in() -> None:
    rows = [(_FULL[:21], 2.0), (_FULL, 0.0), (_OTHER, 0.0), (_FULL[:6] + "。", 0.0), ("附件：青禾县推广社区食堂的措施清单（2021", 2.0), ("年版）", 5.0)]
    assert _text(_rows(*rows)).endswith("\n附件：青禾县推广社区食堂的措施清单（2021年版）\n")
