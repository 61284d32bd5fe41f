"""Web pages: text as it is shown, the article cut free, and the pages that can't be read."""

from __future__ import annotations

import pytest

from planlint.formats import html
from planlint.formats.unreadable import Unreadable
from planlint.syntax import read
from planlint.syntax.nodes import Kind
from planlint.text.evidence import ListItem
from planlint.text.source import Note, Source
from planlint.text.spans import Span, apply
from work import growth

BODY = "<p>为改善人居环境，制定本方案。</p><p>一、总体要求</p><p>坚持系统治理，坚持建管并重，到2027年改造老旧小区20个。</p>"
SHOWN = ["为改善人居环境，制定本方案。", "一、总体要求", "坚持系统治理，坚持建管并重，到2027年改造老旧小区20个。"]


def source_of(page: str | bytes) -> Source:
    return html.read(page if isinstance(page, bytes) else page.encode(), "plan.html")


def lines(page: str | bytes) -> list[str]:
    """What is checked of a page: the lines of its article."""
    source = source_of(page)
    return apply(source.text, source.layout).splitlines()


def refused(raw: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        html.read(raw, "plan.html")
    return caught.value.reason_zh


def test_blocks_are_lines() -> None:
    page = "<h1>甲县方案</h1><div>第一段。<p>第二段。</p>第三段。</div><ul><li>第四段。<li>第五段。</ul><blockquote>第六段。</blockquote>"
    assert lines(page) == ["甲县方案", "第一段。", "第二段。", "第三段。", "第四段。", "第五段。", "第六段。"]


def test_inline_elements_leave_no_mark() -> None:
    page = "<p><b>加强</b><span>组织<font color=red>领</font></span>导。<a href='#x'>见附件</a>，共<sup>2</sup>项<img src=x>。</p>"
    assert lines(page) == ["加强组织领导。见附件，共2项。"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("重点\n      任务。", "重点任务。"),
        ("重点</span>\r\n<span>任务。", "重点任务。"),
        ("到\n2027年。", "到2027年。"),
        ("Green\n  Belt计划。", "Green Belt计划。"),
        ("中共中央 国务院  印发。", "中共中央 国务院 印发。"),
        ("甲县人民政府&nbsp;&nbsp;&nbsp;乙县人民政府。", "甲县人民政府   乙县人民政府。"),
        ("&#12288;&#12288;坚持。", "　　坚持。"),
        ("&emsp;&emsp;坚持。", "　　坚持。"),
        ("&nbsp;&nbsp;&nbsp;&nbsp;坚持。&nbsp;", "    坚持。"),
        (" &nbsp;坚持。", "坚持。"),
        ("&ldquo;双碳&rdquo;&mdash;&#x4E00;&lt;br&gt;。", "“双碳”—一<br>。"),
    ],
)
def test_blanks_and_entities_are_shown_as_in_a_browser(written: str, shown: str) -> None:
    assert lines(f"<p><span>{written}</span></p>") == [shown]


def test_a_break_ends_a_line() -> None:
    assert lines("<div>　　一、总体要求<br>　　坚持治理。<br/><br>　　二、任务</div>") == ["　　一、总体要求", "　　坚持治理。", "　　二、任务"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<pre>一、总体要求\n坚持治理。\r\n二、任务</pre>") == ["一、总体要求", "坚持治理。", "二、任务"]
    assert lines("<div style='white-space: pre-wrap'>一、总体要求\n坚持治理。</div><p>二、\n任务</p>") == ["一、总体要求", "坚持治理。", "二、任务"]


def test_what_is_not_shown_is_left_out() -> None:
    page = f"""<head><style>p {{}}</style><title>甲</title></head><script>var a = "乙";</script>{BODY}<!-- 丙 --><noscript>丁</noscript>
    <p style="color:red; DISPLAY : none">戊</p><template><p>己</p></template><div hidden><p>庚</p></div><select><option>辛</select><textarea>壬</textarea>"""
    assert source_of(page).text.splitlines() == SHOWN


def test_text_follows_what_is_left_out() -> None:
    assert lines("<p>坚持<script>x</script>治理<!-- x -->不<span style='display:none'>x</span>放松。</p>") == ["坚持治理不放松。"]


def test_a_page_that_a_script_would_show_is_shown() -> None:
    assert lines(f'<body style="visibility: hidden">{BODY}</body>') == SHOWN
    assert lines(f'<body><p>正在加载</p><div style="display:none">{BODY}</div></body>')[-3:] == SHOWN


def test_a_row_of_a_table_is_a_line() -> None:
    page = (
        f"{BODY}<table><caption>任务分工表</caption><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>"
        "<tr><td>1</td><td><p>改造</p><p>小区</p></td><td>县住房城乡建设局<br>县财政局</td></tr><tr><td>2<td>清查<td></table><p>完。</p>"
    )
    assert lines(page)[3:] == ["任务分工表", "序号\t任务\t责任单位", "1\t改造 小区\t县住房城乡建设局 县财政局", "2\t清查\t", "完。"]


def test_cells_that_span_leave_empty_ones() -> None:
    page = (
        f"{BODY}<table><tr><td rowspan=3>改造<td>小区<td>20个</tr><tr><td colspan=2>管网</tr><tr><td>路灯<td>30盏</tr>"
        "<tr><td colspan=3>（二）清查</tr><tr><td><td><td>完成</tr><tr><td colspan=2>合计<td>50</tr></table>"
    )
    assert lines(page)[3:] == ["改造\t小区\t20个", "\t管网\t", "\t路灯\t30盏", "（二）清查\t", "\t\t完成\t", "合计\t\t50"]


def test_a_row_with_one_full_cell_is_no_heading() -> None:
    plan = read(source_of(f"{BODY}<p>二、任务</p><table><tr><td>事项<td>单位</tr><tr><td colspan=2>三、改造</tr><tr><td>小区<td>住建局</tr></table>"))
    assert [node.title for node in plan.nodes if node.ordinal] == ["总体要求", "任务"]
    assert [plan.text_of(leaf) for leaf in plan.leaves if leaf.kind is Kind.TABLE] == ["事项\t单位", "三、改造", "小区\t住建局"]


def test_rows_are_no_sentences_that_go_on() -> None:
    row = "<tr><td>%d</td><td>改造小区，更新管网，补齐社区食堂、托育、停车和充电设施短板。按时完成。</td><td>县住建局</td></tr>"
    source = source_of(f"{BODY}<table>{row % 1}{row % 2}<tr><td colspan=3>统筹推进老旧小区改造和管网更新，按时完成年度任务、补齐短板</tr>{row % 3}</table>")
    assert read(source).damage == ()


def test_what_heads_a_table_in_a_row_of_its_own_is_a_line() -> None:
    page = f"{BODY}<table><tr><td colspan=2><p>附件1</p><p>任务分工表</p></td></tr><tr><td>事项<td>单位</tr></table>"
    assert lines(page)[3:] == ["附件1", "任务分工表", "事项\t单位"]


def test_a_table_that_sets_the_page_or_a_box_leaves_its_lines() -> None:
    page = f"<table><tr><td width=200><a href=a>机构</a><br><a href=b>新闻</a></td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>"
    assert lines(page) == SHOWN
    assert lines(f"{BODY}<table border=1><tr><td><p>专栏1 改造工程</p><p>1.小区改造。</p></td></tr></table>")[3:] == ["专栏1 改造工程", "1.小区改造。"]


def test_cells_tell_where_they_stand() -> None:
    source = source_of(f"{BODY}\n<table>\n<tr><td>事项<td>单位\n<tr><td><td>住建局\n</table>\n<table><tr><td>甲<td>乙</table>")
    places = [source.origin(source.text.index(word)) for word in ("事项", "单位", "住建局", "乙", "坚持")]
    assert [place and (place.cell, place.line) for place in places] == [
        ((1, 1, 1), 3),
        ((1, 1, 2), 3),
        ((1, 2, 2), 4),
        ((2, 1, 2), 6),
        (None, 1),
    ]


def test_lines_tell_where_they_stand_in_the_file() -> None:
    source = source_of(f"<html>\n<body>\n<p>\n甲县\n</p>\n<div>坚持<br>\n治理。</div>{BODY}")
    assert [source.origin(source.text.index(word)).line for word in ("甲县", "坚持", "治理。")] == [3, 6, 6]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<ol><li>改造<li>清查</ol>", ["1.改造", "2.清查"]),
        ("<ol start=3><li><p>改造</p><p>分期实施</p></li><li value=7>清查</li><li>巡查</li></ol>", ["3.改造", "分期实施", "7.清查", "8.巡查"]),
        ("<ol reversed start=2><li>改造<li>清查</ol>", ["2.改造", "1.清查"]),
        ("<ol type=a><li>改造</ol>", ["a.改造"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>改造<li>清查</ol>", ["一、改造", "二、清查"]),
        ("<ol style='list-style: none'><li>改造</ol>", ["改造"]),
        ("<ol><li>1.改造<li>（二）清查</ol>", ["1.改造", "（二）清查"]),
        ("<ol><li>改造<ol><li>小区</ol><li>清查<ul><li>管网</ul></ol>", ["1.改造", "1.小区", "2.清查", "管网"]),
        ("<ol start=x><li>改造<li value='99999999999999999999'>清查</ol>", ["1.改造", "清查"]),
    ],
)
def test_numbers_of_lists_are_part_of_the_text(written: str, shown: list[str]) -> None:
    assert lines(BODY + written)[3:] == shown


def test_the_number_of_a_list_is_marked_as_such() -> None:
    source = source_of(f"{BODY}<ol><li>改造</ol>")
    at = source.text.index("1.改造")
    assert [source.origin(place).part for place in (at, at + 1, at + 2)] == ["number", "number", None]  # type: ignore[union-attr]


def test_headings_and_the_title_are_evidence() -> None:
    source = source_of(f"<title>甲县改造实施方案-甲县人民政府网站</title><h1>甲县改造实施方案</h1>{BODY}<h2>二、任务</h2><h3>改造小区</h3><p>完成。</p>")
    said = [(said.kind.value, said.level, source.line_span(source.position(said.start).line).of(source.text)) for said in source.evidence]
    assert said[0] == ("title", 0, "甲县改造实施方案")
    assert [line for line in said if line[0] == "heading"] == [("heading", 2, "二、任务"), ("heading", 3, "改造小区")]
    plan = read(source)
    assert [(node.title, node.level) for node in plan.nodes if node.kind is Kind.HEADING] == [("总体要求", 1), ("任务", 1), ("改造小区", 0)]
    assert plan.parts[0].title == "甲县改造实施方案"


def said_of_cells(source: Source) -> list[tuple[str, tuple[int, ...]]]:
    """The text from each cell up to the next one, and its place: table, row, column, rows, columns, whether it heads."""
    cells = [said for said in source.evidence if said.cell is not None]
    stops = [*(said.start for said in cells[1:]), len(source.text)]
    return [(source.text[said.start : stop].strip(), tuple(map(int, said.cell or ()))) for said, stop in zip(cells, stops, strict=True)]


def test_cells_know_what_they_take_up() -> None:
    rows = (
        "<thead><tr><td rowspan=2>指标</td><td colspan=2>目标值</td></tr><tr><td>2026年</td><td>2027年</td></tr></thead>"
        "<tr><td>食堂</td><td>20处</td><td rowspan=9>30处</td></tr><tr><th>站点</th><td></td></tr>"
    )
    assert said_of_cells(source_of(f"{BODY}<table>{rows}</table>")) == [
        ("指标", (1, 1, 1, 2, 1, 1)),
        ("目标值", (1, 1, 2, 1, 2, 1)),
        ("2026年", (1, 2, 2, 1, 1, 1)),
        ("2027年", (1, 2, 3, 1, 1, 1)),
        ("食堂", (1, 3, 1, 1, 1, 0)),
        ("20处", (1, 3, 2, 1, 1, 0)),
        ("30处", (1, 3, 3, 2, 1, 0)),
        ("站点", (1, 4, 1, 1, 1, 1)),
        ("", (1, 4, 2, 1, 1, 0)),
    ]


def test_lines_know_how_they_are_set() -> None:
    page = f"{BODY}<center><b>一、</b><span style='font-weight: bold'>任务</span></center><p align=right><b>甲县</b>食堂</p><div style='text-align: center'><ol><li>改造<li>清查</ol></div>"
    source = source_of(page)
    said = {source.line_span(source.position(said.start).line).of(source.text): said for said in source.evidence}
    assert [(said[line].bold, said[line].alike, said[line].align) for line in ("一、任务", "甲县食堂")] == [(True, 4, "center"), (True, 2, "right")]
    assert [(said[line].list, said[line].align) for line in ("1.改造", "2.清查")] == [(ListItem("1"), "center"), (ListItem("1"), "center")]


def test_a_request_to_let_stand_is_a_note_of_the_next_line() -> None:
    source = source_of("<p>坚持治理。</p><!-- planlint: ignore[PUN001] 引文 --><p>改造,小区。</p><!-- 另一句 -->")
    at = source.text.index("改造")
    assert source.notes == (Note(Span(at, at + 6), "planlint: ignore[PUN001] 引文"),)


SITE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>甲县人民政府关于印发人居环境改造实施方案的通知_甲县人民政府网</title></head><body>
<div class="top"><a href="/">首页</a><a href="/gk">政务公开</a><a href="/fw">政务服务</a><span>今天是2025年3月1日</span></div>
<div class="crumb">您的位置：<a href="/">首页</a> > <a href="/gk">政务公开</a> > 文件</div>
<div class="main"><div class="wrap">
<h1>甲县人民政府关于印发人居环境改造实施方案的通知</h1>
<div class="wh">甲政发〔2025〕3号</div>
<div class="info">来源：甲县人民政府办公室 发布时间：2025-03-02 10:20 浏览次数：<span>128</span> 【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div id="zoom"><p>各乡镇人民政府：</p>%s<p>二、保障措施</p><p>加强统筹协调，落实资金，定期调度，按时完成。</p>%s</div>
%s
<div class="share">分享到：<a href="#">微信</a></div>
<p>【打印本页】 【关闭窗口】</p>
<ul class="list"><li><a href="/1.html">一图读懂《人居环境改造实施方案》，看看改了什么。</a></li><li><a href="/2.html">《人居环境改造实施方案》政策解读。</a></li></ul>
</div></div>
<div class="footer"><p>主办：甲县人民政府 承办：甲县人民政府办公室</p><p>甲ICP备00000000号，未经许可，不得转载。</p></div></body></html>"""
TITLE = "甲县人民政府关于印发人居环境改造实施方案的通知"
REST = ["二、保障措施", "加强统筹协调，落实资金，定期调度，按时完成。"]
SIGNED = ["甲县人民政府", "2025年3月1日"]


def test_the_article_of_a_page_stands_free() -> None:
    page = SITE % (BODY, "<p>甲县人民政府</p><p>2025年3月1日</p>", "")
    assert lines(page) == [TITLE, "甲政发〔2025〕3号", "各乡镇人民政府：", *SHOWN, *REST, *SIGNED]


def test_a_signature_and_annexes_behind_the_block_of_the_text_belong_to_it() -> None:
    page = SITE % (BODY, "", '<div class="sign">甲县人民政府<br>2025年3月1日</div><p><a href="/a.docx">附件：任务分工表.docx</a></p>')
    assert lines(page)[-3:] == [*SIGNED, "附件：任务分工表.docx"]


def test_a_date_behind_what_the_site_adds_does_not() -> None:
    page = SITE % (BODY, "", "<p>分享到：微信</p><p>2025年3月2日</p>")
    assert lines(page)[-1] == REST[-1]


@pytest.mark.parametrize("repeated", [TITLE, TITLE.replace("关于", "<br>关于")])
def test_a_title_that_the_article_repeats_stands_once(repeated: str) -> None:
    page = SITE % (f"<p>{repeated}</p>{BODY}", "", "")
    assert "".join(lines(page)).count(TITLE) == 1


def test_a_title_in_two_lines_right_below_that_of_the_page_stands_once() -> None:
    title = TITLE.replace("关于", "<br>关于")
    assert lines(f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{title}{BODY}</div>") == ["甲县人民政府", TITLE[6:], *SHOWN]


def test_lines_that_the_head_of_the_page_leaves_out_of_the_title_stand_above_it() -> None:
    title = "<p>甲县人民政府办公室</p><p>关于印发</p><p>甲县人居环境改造实施方案的通知</p>"
    page = f"<title>甲县人居环境改造实施方案的通知</title><div><p>甲政办〔2025〕3号</p>{title}{BODY}</div>"
    assert lines(page) == ["甲政办〔2025〕3号", "甲县人民政府办公室", "关于印发", "甲县人居环境改造实施方案的通知", *SHOWN]


def test_a_text_in_several_blocks_is_one_article() -> None:
    blocks = "<div>甲县改造实施方案</div><div>为改善环境，制定本方案。</div>", f"<div>{BODY * 4}</div>", "<div>二、保障措施</div><div>落实资金。</div>"
    assert lines("".join(blocks)) == ["甲县改造实施方案", "为改善环境，制定本方案。", *SHOWN * 4, "二、保障措施", "落实资金。"]


def test_what_the_site_adds_is_still_in_the_text() -> None:
    page = SITE % (BODY, "", "")
    source = source_of(page)
    assert [word in source.text for word in ("政务服务", "浏览次数", "一图读懂", "甲ICP备")] == [True] * 4
    assert apply(source.text, source.layout).count("二、保障措施") == 1


def test_a_page_without_blocks_around_its_article() -> None:
    page = (
        "<title>甲县改造实施方案</title><a href=/>首页</a> | <a href=/a>新闻</a> | <a href=/b>公开</a><hr><center><b>甲县改造实施方案</b></center>"
        f"{BODY}<p>甲县人民政府<br>2025年3月1日<hr><center>版权所有：甲县人民政府，地址：甲县中路1号。</center>"
    )
    assert lines(page) == ["甲县改造实施方案", *SHOWN, *SIGNED]


def test_a_table_of_index_data_is_no_part_of_the_article() -> None:
    index = "<table><tr><td>索 引 号：<td>A1<td>主题分类：<td>城乡建设<tr><td>发文机关：<td>甲县<td>成文日期：<td>2025年3月1日<tr><td>标题：<td>甲县改造实施方案</table>"
    page = f"<title>甲县改造实施方案</title><div>{index}<table><tr><td><p>甲县改造实施方案</p><p>甲政发〔2025〕3号</p>{BODY}</td></tr></table></div>"
    assert lines(page) == ["甲县改造实施方案", "甲政发〔2025〕3号", *SHOWN]


def test_a_menu_within_the_article_is_none_of_it() -> None:
    menu = '<ul class="nav"><li>概况<li>动态</ul>'
    assert lines(f"<div>{BODY}{menu}<p>二、保障措施</p><p>落实资金，按时完成。</p></div>") == [*SHOWN, "二、保障措施", "落实资金，按时完成。"]


def test_a_document_saved_as_a_page_is_kept_whole() -> None:
    page = f"<html><body lang=zh-CN><p align=center>甲县文件</p><p>甲政发〔2025〕3号</p><h1>甲县改造实施方案</h1>{BODY}<p>附件：任务分工表</p></body></html>"
    assert lines(page) == ["甲县文件", "甲政发〔2025〕3号", "甲县改造实施方案", *SHOWN, "附件：任务分工表"]


def test_a_page_without_sentences_is_kept_whole() -> None:
    assert lines("<ul><li>甲<li>乙</ul>") == ["甲", "乙"]


@pytest.mark.parametrize(
    ("head", "codec", "read_as"),
    [
        ("<meta charset=gb2312>", "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", "gb18030"),
        ("<?xml version='1.0' encoding='gb2312'?>", "gb18030", "gb18030"),
        ("<meta charset='big5'>", "big5", "big5hkscs"),
        ("<meta charset=gb2312>", "utf-8", "utf-8"),
        ("<meta charset=utf-8>", "gb18030", "gb18030"),
        ("<meta charset=nonsense>", "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("", "utf-8-sig", "utf-8"),
        ("<meta charset=utf-8>", "utf-16", "utf-16-le"),
    ],
)
def test_bytes_become_characters_as_the_page_and_they_themselves_tell(head: str, codec: str, read_as: str) -> None:
    page = f"{head}<p>改善人居環境，二〇二七年完成。</p>" if codec == "big5" else f"{head}{BODY}"
    source = source_of(page.replace("〇", "零").encode(codec))
    assert source.encoding == read_as
    assert source.text.startswith("改善人居" if codec == "big5" else SHOWN[0])


def test_utf_8_is_told_from_what_would_be_gibberish_in_the_encoding_that_is_named() -> None:
    page = "<meta charset=gbk><p>坚持系统治理统筹推进人居环境提升</p>"
    assert page.encode().decode("gb18030") != page
    assert lines(page) == ["坚持系统治理统筹推进人居环境提升"]


def test_a_broken_byte_is_a_lost_character() -> None:
    page = f"<meta charset=utf-8>{BODY}{BODY}".encode().replace("治".encode(), b"\xe6\xb2", 1)
    assert lines(page)[2].startswith("坚持系统\ufffd理")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"PK\x03\x04abc", "压缩格式"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Word"),
        (b"{\\rtf1}", "RTF"),
        (b"MIME-Version: 1.0\r\n", ".mht"),
        ("甲县实施方案\n一、总体要求\n".encode(), ".txt"),
        (b"<html><script>load()</script></html>", "浏览器"),
        (b"", "没有文字"),
        ("<p title='甲".encode(), "没有文字"),
        (b"<p>\x89\x90\xff\xfe\x00\x81" * 9, "编码"),
    ],
)
def test_what_is_no_page_says_what_to_do(raw: bytes, said: str) -> None:
    assert said in refused(raw)


@pytest.mark.parametrize(
    "page",
    [
        "<p>甲<div>乙</p></b></div></table></td>丙<<p <b>>丁",
        "<table><td>甲<tr><table><li>乙</table></ol>丙",
        "</html></body><p>甲",
        "甲<![CDATA[乙]]><?php 丙 ?><!DOCTYPE 丁><!-- 戊",
        "<ol><li><table><tr><td><ol><li>甲</table><li>乙",
        "<p>坚持系统治理\x00，坚持建管\x01并重&#0;&#xD800;&#x110000;。</p>",
        "<td><td rowspan=0 colspan=-1>甲<td colspan=99999999999>乙<td rowspan=x>丙",
        "<frameset><frame src=a></frameset><noframes>甲</noframes>",
        "<svg><p>甲</p></svg>乙",
    ],
)
def test_broken_markup_is_read(page: str) -> None:
    source = source_of(page)
    read(source)
    assert source.text.strip()


def test_entities_of_a_page_are_never_fetched_nor_grown() -> None:
    page = """<!DOCTYPE html [<!ENTITY a "甲甲甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>坚持&b;&c;治理。</p>"""
    text = source_of(page).text
    assert "root:" not in text and "甲甲" not in text.split("坚持")[1]


def test_tags_in_great_depth_are_refused_or_read() -> None:
    assert lines("<div>" * 1_500 + "坚持治理。" + "</div>" * 1_500) == ["坚持治理。"]
    assert "嵌套" in refused(("<div>" * 100_000 + "坚持治理。").encode())


def test_a_page_with_too_many_tags_or_bytes_is_refused() -> None:
    assert "标签" in refused(b"<b>" * (html.MOST_MARKUP + 1))
    assert "MB" in refused(b"<p>" + b" " * html.LARGEST)


def test_the_work_on_a_page_grows_as_its_paragraphs() -> None:
    paragraph = "<p style='text-align: justify'>坚持系统治理，坚持建管并重，统筹推进老旧小区改造和管网更新，按时完成年度任务。</p>\n"

    def page(number: int) -> bytes:
        return f"<body>{paragraph * number}<p title='{'x' * number}'>坚持。</p>".encode()

    assert len(html.read(page(500), "x.html").line_starts) > 500
    assert growth(page, lambda raw: html.read(raw, "x.html"), 500) < 1.1


NOTICE = (
    "<h1>青禾县人民政府办公室关于印发供水实施方案的通知</h1><p>青政办〔2026〕3号</p><p>各乡镇人民政府：</p>"
    "<p>现将《青禾县供水实施方案》印发给你们，请认真贯彻执行。</p><p>青禾县人民政府办公室</p><p>2026年3月20日</p>"
)
HANDED_OUT = "<h2>青禾县供水实施方案</h2>" + "".join(
    f"<p>{number}、{title}</p><p>建设管网，改造泵站，完善制度，健全长效机制。</p><p>加强领导，落实资金，按季度调度进展并通报结果。</p>"
    for number, title in zip("一二三四", ("总体要求", "重点任务", "进度安排", "保障措施"), strict=True)
)


@pytest.mark.parametrize("between", ["", "<div class=share><a href=x>分享</a> <a href=y>打印</a></div>"])
def test_a_notice_in_a_block_of_its_own_is_read_with_the_plan_that_it_hands_out(between: str) -> None:
    head = "<title>青禾县人民政府办公室关于印发供水实施方案的通知_青禾县人民政府</title>"
    footer = "<div class=footer><p>主办：青禾县人民政府办公室</p><p>网站标识码：0000000000</p></div>"
    plan = read(source_of(f"{head}<div class=a>{NOTICE}</div>{between}<div><div>{HANDED_OUT}</div></div>{footer}"))
    assert [(part.kind, part.title) for part in plan.parts] == [
        (Kind.NOTICE, "青禾县人民政府办公室关于印发供水实施方案的通知"),
        (Kind.PLAN, "青禾县供水实施方案"),
    ]
    assert "分享" not in plan.text and "主办" not in plan.text
