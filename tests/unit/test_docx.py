"""Word files read, and what is refused as one."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest

from planlint.formats.docx import read
from planlint.formats.docx_numbering import formatted
from planlint.formats.docx_write import Comment, annotated, refused, revised
from planlint.formats.unreadable import Unreadable
from planlint.text.evidence import Cell, Evidence, LineKind, ListItem
from planlint.text.source import Source
from planlint.text.spans import Edit, Span
from word_files import W, accepted, part, rejected, word_file, zipped
from work import growth

_DATE = "2025-03-01T08:00:00Z"


def _p(text: str = "", properties: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _text(body: str, **parts: str) -> str:
    return read(word_file(body, **parts), "a.docx").text


def _numbered(text: str, at: int = 0, number: int = 1) -> str:
    return _p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def _level(at: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def _lists(levels: str, more: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{more}'


_OUTLINE = (
    _level(0, "chineseCounting", "%1、") + _level(1, "chineseCounting", "（%2）") + _level(2, "decimal", "%3.") + _level(3, "decimal", "%1.%4", "<w:isLgl/>")
)


def test_paragraphs_are_lines_and_empty_ones_too() -> None:
    assert _text(_p("一") + _p() + _p("二")) == "一\n\n二"


def test_a_file_without_paragraphs_has_no_text() -> None:
    assert _text("<w:sectPr/>") == ""


def test_spaces_at_the_edge_of_a_text_count_only_where_they_are_preserved() -> None:
    assert _text('<w:p><w:r><w:t> 甲 </w:t><w:t xml:space="preserve"> 乙 </w:t></w:r></w:p>') == "甲 乙 "


def test_breaks_tabs_hyphens_and_symbols_are_read() -> None:
    run = '<w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:sym w:font="Wingdings" w:char="F0FE"/>'
    assert _text(f"<w:p><w:r>{run}</w:r></w:p>") == "\t甲\n乙-\n☑"


def test_a_page_break_before_the_text_of_a_paragraph_is_no_line() -> None:
    assert _text('<w:p><w:r><w:br w:type="page"/><w:t>附件1</w:t></w:r></w:p>') == "附件1"


def test_a_tab_behind_a_number_is_read_as_a_space() -> None:
    source = read(word_file("<w:p><w:r><w:t>一、</w:t><w:tab/><w:t>总体要求</w:t></w:r></w:p>"), "a.docx")
    assert source.text == "一、\t总体要求"
    assert source.layout == (Edit(Span(2, 3), " "),)


def test_hyperlinks_controls_and_the_results_of_fields_are_text_but_their_codes_are_not() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:r><w:t>码</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inline = "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>"
    simple = '<w:fldSimple w:instr="DATE"><w:r><w:t>日</w:t></w:r></w:fldSimple><w:smartTag><w:r><w:t>标</w:t></w:r></w:smartTag>'
    block = f"<w:sdt><w:sdtContent>{_p('块')}</w:sdtContent></w:sdt>"
    assert _text(f"<w:p>{field}{inline}{simple}</w:p>{block}") == "果链控日标\n块"


def test_a_field_that_never_ends_swallows_no_more_than_its_paragraph() -> None:
    assert _text('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>丢</w:t></w:r></w:p>' + _p("在")) == "\n在"


def test_hidden_text_is_left_out_and_told() -> None:
    source = read(word_file("<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"), "a.docx")
    assert source.text == "见"
    assert [(remark.kind, remark.span, remark.number) for remark in source.remarks] == [("hidden-text", Span(1, 1), 1)]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    body = (
        '<w:p><w:r><w:t>保</w:t></w:r><w:ins w:id="1"><w:r><w:t>增</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3"><w:r><w:t>移</w:t></w:r></w:moveFrom><w:moveTo w:id="4"><w:r><w:t>到</w:t></w:r></w:moveTo></w:p>'
        + _p("前", '<w:rPr><w:del w:id="5"/></w:rPr>')
        + _p("后")
    )
    source = read(word_file(_p("零") + body), "a.docx")
    assert source.text == "零\n保增到\n前后"
    assert [(remark.kind, remark.span.of(source.text), remark.number) for remark in source.remarks] == [("tracked-changes", "增", 5)]


def test_a_deleted_paragraph_and_a_deleted_row_are_no_lines() -> None:
    gone = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>无</w:delText></w:r></w:del></w:p>'
    table = f'<w:tbl><w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc>{_p("无")}</w:tc></w:tr><w:tr><w:tc>{_p("有")}</w:tc></w:tr></w:tbl>'
    assert _text(_p("甲") + gone + _p("乙") + table) == "甲\n乙\n有"


def test_numbers_that_word_counts_are_printed() -> None:
    body = _numbered("甲") + _numbered("乙", 1) + _numbered("丙", 1) + _numbered("丁", 2) + _numbered("戊") + _numbered("己", 1) + _numbered("庚", 3)
    assert _text(body, numbering=_lists(_OUTLINE)) == "一、甲\n（一）乙\n（二）丙\n1.丁\n二、戊\n（一）己\n2.1 庚"


def test_a_number_gets_a_space_only_where_the_text_would_run_into_it() -> None:
    levels = _level(0, "decimal", "%1.") + _level(1, "chineseCounting", "第%2章") + _level(2, "decimal", "%3", '<w:suff w:val="nothing"/>')
    body = _numbered("5G应用") + _numbered("总则", 1) + _numbered("项", 2)
    assert _text(body, numbering=_lists(levels)) == "1. 5G应用\n第一章 总则\n1项"


def test_lists_of_one_definition_go_on_unless_they_begin_anew() -> None:
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    body = _numbered("甲") + _numbered("乙", number=2) + _numbered("丙", number=3) + _numbered("丁", number=3)
    assert _text(body, numbering=_lists(_OUTLINE, nums + anew)) == "一、甲\n二、乙\n五、丙\n六、丁"


def test_a_level_that_never_restarts_goes_on_counting() -> None:
    levels = _level(0, "decimal", "%1.") + _level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>')
    assert _text(_numbered("甲") + _numbered("乙", 1) + _numbered("丙") + _numbered("丁", 1), numbering=_lists(levels)) == "1.甲\n（1）乙\n2.丙\n（2）丁"


def test_numbers_come_through_styles_and_what_they_are_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的标题"/><w:basedOn w:val="h2"/></w:style>'
    )
    levels = _level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>') + _level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
    body = _p("甲", '<w:pStyle w:val="h1"/>') + _p("乙", '<w:pStyle w:val="own"/>') + _p("丙", '<w:pStyle w:val="own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    source = read(word_file(body, styles=styles, numbering=_lists(levels)), "a.docx")
    assert source.text == "一、甲\n（一）乙\n丙"
    assert [(said.start, said.kind, said.level, said.list) for said in source.evidence] == [
        (0, LineKind.HEADING, 1, ListItem("0", 1)),
        (4, LineKind.HEADING, 2, ListItem("0", 2)),
        (9, LineKind.HEADING, 2, None),
    ]


def test_a_list_linked_to_a_style_is_found() -> None:
    styles = '<w:style w:type="numbering" w:styleId="list"><w:name w:val="list"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="list"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    numbering = _lists(_OUTLINE, '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + linked)
    assert _text(_numbered("甲", number=2), styles=styles, numbering=numbering) == "一、甲"


def test_styles_in_a_circle_are_read() -> None:
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>' for a, b in ("ab", "ba"))
    assert _text(_p("甲", '<w:pStyle w:val="a"/>'), styles=styles) == "甲"


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (12, "chineseCounting", "十二"),
        (21, "chineseCountingThousand", "二十一"),
        (110, "chineseCountingThousand", "一百一十"),
        (105, "chineseCounting", "一○五"),
        (20, "japaneseCounting", "二十"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (14, "upperRoman", "XIV"),
        (9, "lowerRoman", "ix"),
        (5, "decimalZero", "05"),
        (3, "chineseLegalSimplified", "叁"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographLegalTraditional", "參"),
        (3, "none", ""),
        (10**9, "lowerLetter", "1000000000"),
        (7, "somethingNew", "7"),
    ],
)
def test_a_number_is_printed_in_its_format(value: int, form: str, shown: str) -> None:
    assert formatted(value, form) == shown


def test_titles_and_headings_are_evidence_but_not_in_tables() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="标题 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="二级标题"/></w:style>'
    )
    body = _p("题", '<w:pStyle w:val="t"/>') + _p("甲", '<w:pStyle w:val="1"/>') + _p("乙", '<w:pStyle w:val="2"/>') + _p("丙", '<w:outlineLvl w:val="2"/>')
    cell = _p("表", '<w:outlineLvl w:val="0"/>')
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    source = read(word_file(body + table + _p("文", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'), styles=styles), "a.docx")
    assert source.text == "题\n甲\n乙\n丙\n表\n文"
    assert [(said.kind, said.level) for said in source.evidence] == [
        (LineKind.TITLE, 0),
        (LineKind.HEADING, 1),
        (LineKind.HEADING, 2),
        (LineKind.HEADING, 3),
        (LineKind.CELL, 0),
        (LineKind.TEXT, 0),
    ]


def test_a_row_of_a_table_is_a_line_and_merged_cells_are_read_once() -> None:
    begins, goes_on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = (
        f"<w:tr><w:tc>{begins}{_p('甲')}{_p('乙')}</w:tc><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{_p('丙')}</w:tc><w:tc>{_p('丁')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{goes_on}{_p()}</w:tc><w:tc>{_p('戊')}</w:tc><w:tc>{_p()}</w:tc><w:tc><w:p><w:r><w:t>己</w:t><w:br/><w:t>庚</w:t></w:r></w:p></w:tc></w:tr>"
    )
    source = read(word_file(f"{_p('前')}<w:tbl>{rows}</w:tbl>{_p('后')}"), "a.docx")
    assert source.text == "前\n甲 乙\t丙\t丁\n\t戊\t\t己 庚\n后"
    places = {character: source.origin(source.text.index(character)) for character in "乙丁庚后"}
    assert {character: (place.cell, place.paragraph, place.run) for character, place in places.items() if place} == {
        "乙": ((1, 1, 1), 2, 1),
        "丁": ((1, 1, 4), 1, 1),
        "庚": ((1, 2, 4), 1, 1),
        "后": (None, 2, 1),
    }
    assert [(said.start, said.cell) for said in source.evidence if said.cell is not None] == [
        (2, Cell(1, 1, 1, rows=2)),
        (6, Cell(1, 1, 2, columns=2)),
        (8, Cell(1, 1, 4)),
        (11, Cell(1, 2, 2)),
        (13, Cell(1, 2, 3)),
        (14, Cell(1, 2, 4)),
    ]


def test_cells_merged_in_the_old_way_and_header_rows_are_told() -> None:
    begins, goes_on = '<w:tcPr><w:hMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:hMerge/></w:tcPr>"
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{begins}{_p('目标')}</w:tc><w:tc>{goes_on}{_p()}</w:tc><w:tc>{_p('单位')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_p('二')}</w:tc><w:tc>{_p('三')}</w:tc><w:tc>{_p('四')}</w:tc></w:tr>"
    )
    source = read(word_file(f"<w:tbl>{rows}</w:tbl>"), "a.docx")
    assert [said.cell for said in source.evidence] == [
        Cell(1, 1, 1, rows=2, columns=2, is_header=True),
        Cell(1, 1, 3, is_header=True),
        Cell(1, 2, 2),
        Cell(1, 2, 3),
    ]


def test_lines_know_how_they_are_set() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文缩进"/><w:basedOn w:val="a"/><w:pPr><w:ind w:left="200" w:firstLineChars="200"/></w:pPr>'
        '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:name w:val="着重"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    run_in = '<w:r><w:rPr><w:rFonts w:eastAsia="楷体"/><w:rStyle w:val="c"/></w:rPr><w:t>（一）改造。</w:t></w:r><w:r><w:t>分期实施。</w:t></w:r>'
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr>{run_in}</w:p>'
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr><w:t>关于印发</w:t><w:br/><w:t>方案的通知</w:t></w:r></w:p>'
        f"{_p('文')}"
    )
    source = read(word_file(body, styles=styles), "a.docx")
    assert source.text == "（一）改造。分期实施。\n关于印发\n方案的通知\n文"
    assert source.evidence == (
        Evidence(0, font="楷体", size=16, bold=True, alike=6, align="justify", indent=42),
        Evidence(12, size=22, alike=4, align="center"),
        Evidence(17, size=22, alike=5, align="center"),
        Evidence(23, size=10.5, alike=1, align="justify"),
    )


_FIELD_BEGINS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _kinds(body: str, **parts: str) -> list[tuple[str, LineKind]]:
    """The lines of a Word file that are not empty, and what the file says that they are."""
    source = read(word_file(body, **parts), "a.docx")
    return [(source.line_span(source.position(said.start).line).of(source.text), said.kind) for said in source.evidence]


def test_entries_of_contents_are_known_by_field_style_and_control() -> None:
    field = f"<w:p>{_FIELD_BEGINS}<w:r><w:t>一、任务 1</w:t></w:r></w:p><w:p><w:r><w:t>二、保障 2</w:t></w:r></w:p><w:p>{_FIELD_ENDS}</w:p>"
    style = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 2"/></w:style>'
    control = (
        f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{_p("目录")}</w:sdtContent></w:sdt>'
    )
    assert _kinds(field + _p("文") + _p("附件 3", '<w:pStyle w:val="t"/>') + control + _p("末"), styles=style) == [
        ("一、任务 1", LineKind.CONTENTS),
        ("二、保障 2", LineKind.CONTENTS),
        ("文", LineKind.TEXT),
        ("附件 3", LineKind.CONTENTS),
        ("目录", LineKind.CONTENTS),
        ("末", LineKind.TEXT),
    ]


def test_a_contents_field_that_never_ends_takes_in_nothing() -> None:
    assert _kinds(f"<w:p>{_FIELD_BEGINS}<w:r><w:t>一、任务</w:t></w:r></w:p>{_p('文')}") == [("一、任务", LineKind.TEXT), ("文", LineKind.TEXT)]


def test_an_empty_paragraph_that_ends_a_section_counts_nothing() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    assert _text(_p("", f"{numbered}<w:sectPr/>") + _p("甲", f"{numbered}<w:sectPr/>") + _p("", numbered) + _p("乙", numbered), numbering=_lists(_OUTLINE)) == (
        "\n一、甲\n二、\n三、乙"
    )


def test_a_list_that_the_file_begins_anew_says_so() -> None:
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    nums += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    source = read(word_file(_numbered("甲") + _numbered("乙") + _numbered("丙", number=2), numbering=_lists(_OUTLINE, nums)), "a.docx")
    assert source.text == "一、甲\n二、乙\n一、丙"
    assert [said.list for said in source.evidence] == [ListItem("0"), ListItem("0"), ListItem("0", begins=True)]


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{_p('乙')}</w:tc><w:tc>{_p('丙')}</w:tc></w:tr></w:tbl>"
    assert _text(f"<w:tbl><w:tr><w:tc>{_p('甲')}{inner}{_p('丁')}</w:tc><w:tc>{_p('戊')}</w:tc></w:tr></w:tbl>") == "甲 乙 丙 丁\t戊"


def _box(text: str) -> str:
    content = f"<w:txbxContent>{_p(text)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    source = read(word_file(f"{_p('零')}<w:p>{_box('框')}<w:r><w:t>甲</w:t></w:r></w:p>{_p('乙')}"), "a.docx")
    assert source.text == "零\n甲\n框\n乙"
    place = source.origin(source.text.index("框"))
    assert place is not None and (place.part, place.paragraph) == ("textbox", 2)


def test_notes_are_read_behind_their_paragraph_and_headers_not_at_all() -> None:
    notes = f'<w:footnote w:id="0" w:type="separator">{_p("线")}</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 注</w:t></w:r></w:p></w:footnote>'
    body = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>乙</w:t></w:r></w:p>' + _p("丙")
    source = read(word_file(body, footnotes=notes, header1=_p("页眉")), "a.docx")
    assert source.text == "甲乙\n注\n丙"
    place = source.origin(source.text.index("注"))
    assert place is not None and (place.part, place.paragraph) == ("footnote", 1)


def test_the_strict_form_is_read() -> None:
    raw = word_file(_p("甲"))
    with ZipFile(BytesIO(raw)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    strict = members["word/document.xml"].replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read(zipped({**members, "word/document.xml": strict}), "a.docx").text == "甲"


def _reason(raw: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(raw, "a.docx")
    return caught.value.reason_zh


def test_what_is_no_word_file_is_refused_with_what_to_do() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    whole = word_file(_p("甲") * 50)
    assert "空文件" in _reason(b"")
    assert "加密" in _reason(ole + "EncryptedPackage".encode("utf-16-le"))
    assert ".doc" in _reason(ole)
    assert "PDF" in _reason(b"%PDF-1.7")
    assert "扩展名" in _reason("一、总体要求".encode())
    assert "Excel" in _reason(zipped({"xl/workbook.xml": "<x/>"}))
    assert "不是 Word 文档" in _reason(zipped({"a.txt": "x"}))
    assert "不完整" in _reason(whole[: len(whole) // 2])
    assert "不完整" in _reason(zipped({"word/document.xml": "<w:document"}))
    assert "不是 Word 文档" in _reason(zipped({"word/document.xml": "<html/>"}))


def test_a_zip_file_with_a_password_is_refused() -> None:
    raw = bytearray(zipped({"word/document.xml": "<x/>"}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "加密" in _reason(bytes(raw))


@pytest.mark.parametrize("at", range(0, 900, 60))
def test_a_damaged_file_is_read_or_refused(at: int) -> None:
    raw = bytearray(word_file(_p("甲"), numbering=_lists(_OUTLINE)))
    raw[at : at + 20] = b"\xff" * 20
    try:
        read(bytes(raw), "a.docx")
    except Unreadable as error:
        assert error.reason_zh


def test_entities_and_document_types_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{at + 1} "' + f"&l{at};" * 10 + '">' for at in range(9))
    for declared in (f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>', '<!DOCTYPE w SYSTEM "file:///etc/passwd">'):
        xml = f'<?xml version="1.0"?>{declared}<w:document xmlns:w="{W}"><w:body>{_p("甲")}<w:p w:rsidR="&l9;"/></w:body></w:document>'
        for codec in ("utf-8", "utf-16"):
            assert "DOCTYPE" in _reason(zipped({"word/document.xml": xml.encode(codec)}))


def test_zip_bombs_are_refused_before_they_are_inflated() -> None:
    for size, said in ((20 << 20, "压缩比"), (40 << 20, "MB")):
        bomb = zipped({"word/document.xml": b" " * size})
        tracemalloc.start()
        reason = _reason(bomb)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert said in reason
        assert most < 1 << 20


def test_a_file_that_lies_about_the_size_of_its_parts_is_refused() -> None:
    raw = zipped({"word/document.xml": b"<!-- -->" * (1 << 20)})
    small = raw.replace((8 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert small != raw
    assert _reason(small)


def test_too_many_parts_are_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as package:
        for number in range(10_001):
            package.writestr(f"p{number}", b"")
    assert "10,000" in _reason(file.getvalue())


def test_too_many_tags_and_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "3,000,000" in _reason(zipped({"word/document.xml": "<a>" + "<b/>" * 3_000_000 + "</a>"}, packing=ZIP_STORED))
    monkeypatch.setattr("planlint.formats.docx.MOST_PARAGRAPHS", 2_000)
    document = f'<w:document xmlns:w="{W}"><w:body>{"<w:p/>" * 2_001}</w:body></w:document>'
    assert "2,000" in _reason(zipped({"word/document.xml": document}, packing=ZIP_STORED))


def test_the_work_on_paragraphs_grows_as_their_number() -> None:
    def document(number: int) -> bytes:
        return word_file("".join(_p(f"第{at}段") for at in range(number)))

    assert growth(document, lambda raw: read(raw, "a.docx"), 2_000) < 1.1


def test_numbers_without_end_are_cut_short() -> None:
    numbering = _lists(_level(0, "lowerLetter", "%1" * 100_000).replace('w:start w:val="1"', 'w:start w:val="999999999"'))
    assert len(_text(_numbered("甲") * 10, numbering=numbering)) < 10_000


def test_a_comment_stands_beside_those_that_were_there() -> None:
    document = docx.Document()
    run = document.add_paragraph("加强").add_run("组织领导")
    document.add_comment(run, "旧", author="某人")
    file = BytesIO()
    document.save(file)
    noted = annotated(file.getvalue(), Source("加强组织领导"), [Comment(Span(1, 3), "第一行\n第二行")], date=_DATE)
    assert [(comment.comment_id, comment.author, comment.text) for comment in docx.Document(BytesIO(noted)).comments] == [
        (0, "某人", "旧"),
        (1, "planlint", "第一行\n第二行"),
    ]


def _between(raw: bytes, number: str) -> str:
    taking, words = False, ""
    for element in part(raw).iter():
        name = str(element.tag).rpartition("}")[2]
        if name in ("commentRangeStart", "commentRangeEnd") and element.get(f"{{{W}}}id") == number:
            taking = name == "commentRangeStart"
        elif taking and name == "t":
            words += element.text or ""
    return words


def test_comments_on_what_takes_none_stand_nearby() -> None:
    notes = f'<w:footnote w:id="2">{_p("注")}</w:footnote>'
    body = (
        _numbered("甲乙")
        + f"<w:p><w:r><w:t>丙</w:t></w:r>{_box('框')}</w:p>"
        + '<w:p><w:r><w:t>丁</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + f"<w:tbl><w:tr><w:tc>{_p('戊')}</w:tc><w:tc>{_p()}</w:tc></w:tr></w:tbl>"
        + _p()
    )
    raw = word_file(body, numbering=_lists(_OUTLINE), footnotes=notes)
    source = read(raw, "a.docx")
    assert source.text == "一、甲乙\n丙\n框\n丁\n注\n戊\t\n"
    spans = [Span(0, 2), Span(7, 8), Span(11, 12), Span(13, 14), Span(14, 15), Span(16, 16), Span(3, 6), Span(3, 3)]
    noted = annotated(raw, source, [Comment(span, f"{number}") for number, span in enumerate(spans)], date=_DATE)
    assert read(noted, "a.docx").text == source.text
    assert [_between(noted, str(number)) for number in range(len(spans))] == ["甲乙", "框框", "", "戊", "戊", "", "乙丙", ""]
    references = [element.get(f"{{{W}}}id") for element in part(noted).iter(f"{{{W}}}commentReference")]
    assert sorted(references, key=str) == [str(number) for number in range(len(spans))]
    boxes = [element for element in part(noted).iter(f"{{{W}}}txbxContent") for _ in element.iter(f"{{{W}}}commentReference")]
    assert boxes == []


def test_a_comment_in_an_empty_file_has_a_paragraph_to_stand_on() -> None:
    noted = annotated(word_file("<w:sectPr/>"), Source(""), [Comment(Span(0, 0), "无正文")], date=_DATE)
    assert len(list(part(noted).iter(f"{{{W}}}commentReference"))) == 1


def test_a_source_of_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not the text"):
        annotated(word_file(_p("甲")), Source("乙"), [Comment(Span(0, 1), "")], date=_DATE)


def test_what_word_makes_itself_is_not_edited() -> None:
    field = '<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>日期</w:t></w:r></w:fldSimple></w:p>'
    table = f"<w:tbl><w:tr><w:tc>{_p('戊')}</w:tc><w:tc>{_p('己')}</w:tc></w:tr></w:tbl>"
    raw = word_file(_numbered("甲") + _p("乙") + field + table + _p("丙"), numbering=_lists(_OUTLINE))
    source = read(raw, "a.docx")
    assert source.text == "一、甲\n乙\n日期\n戊\t己\n丙"
    edits = [
        Edit(Span(0, 1), "二"),
        Edit(Span(3, 4), ""),
        Edit(Span(4, 5), "新"),
        Edit(Span(6, 7), "时"),
        Edit(Span(8, 9), ""),
        Edit(Span(10, 11), ""),
        Edit(Span(12, 13), ""),
        Edit(Span(13, 14), "\x07"),
    ]
    changed, left = revised(raw, source, edits, date=_DATE)
    assert left == [edit for edit in edits if edit.text != "新"] == refused(raw, source, edits)
    assert read(accepted(changed), "a.docx").text == source.text.replace("乙", "新")
    assert revised(raw, source, left, date=_DATE) == (raw, left)


def test_a_numbered_paragraph_goes_as_a_whole() -> None:
    raw = word_file(_numbered("甲") + _numbered("乙") + _numbered("丙"), numbering=_lists(_OUTLINE))
    source = read(raw, "a.docx")
    changed, left = revised(raw, source, [Edit(Span(3, 7), "")], date=_DATE)
    assert left == []
    assert read(changed, "a.docx").text == read(accepted(changed), "a.docx").text == "一、甲\n二、丙"
    assert read(rejected(changed), "a.docx").text == source.text


def test_changes_of_others_stay_theirs() -> None:
    raw = word_file('<w:p><w:ins w:id="7" w:author="某人"><w:r><w:rPr><w:b/></w:rPr><w:t>甲乙丙</w:t></w:r></w:ins></w:p>')
    source = read(raw, "a.docx")
    changed, left = revised(raw, source, [Edit(Span(1, 2), "新"), Edit(Span(3, 3), "。")], date=_DATE)
    assert left == []
    inserted = part(changed).findall(f".//{{{W}}}ins")
    assert [(change.get(f"{{{W}}}author"), "".join(change.itertext())) for change in inserted] == [
        ("某人", "甲乙"),
        ("planlint", "新"),
        ("某人", "丙"),
        ("planlint", "。"),
    ]
    assert len({change.get(f"{{{W}}}id") for change in part(changed).iter(f"{{{W}}}ins", f"{{{W}}}del")}) == 5
    assert read(accepted(changed), "a.docx").text == "甲新丙。"


def test_a_repair_changes_no_more_than_differs() -> None:
    raw = word_file(_p("单位GDP能耗"))
    changed, _ = revised(raw, read(raw, "a.docx"), [Edit(Span(0, 7), "单位 GDP能耗")], date=_DATE)
    assert list(part(changed).iter(f"{{{W}}}del")) == []
    assert ["".join(change.itertext()) for change in part(changed).iter(f"{{{W}}}ins")] == [" "]
