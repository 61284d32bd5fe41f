"""What a plan says does not depend on the page it stands in; any bytes are read or refused."""

from __future__ import annotations

from html import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planlint.engine import lint
from planlint.formats import html
from planlint.formats.unreadable import Unreadable
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import apply
from strategies import RULES, Printed, outline_of, places, plans, put_in, texts

_PAGES = (
    "%s",
    "<!DOCTYPE html><html><body>%s</body></html>",
    "<body><div><a href=/>首页</a> <a href=/a>政务公开</a></div><div id=main><div class=info>来源：本网 发布时间：2025-03-02 【字体：大 中 小】</div>"
    "<div id=zoom>%s</div><p>【打印】【关闭】</p></div><ul><li><a href=/b>相关解读，一图读懂。</a></ul><footer>版权所有，转载注明。</footer></body>",
    "<table width=960><tr><td><a href=/>首页</a><br><a href=/a>新闻</a><td><table><tr><td>%s</table></table><center>主办：县人民政府</center>",
)
_FAULTS = ("@@", "，，", "\u200b", ",", "\ufffd")
_TAGS = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3>",
        "<td rowspan=2>",
        "</td>",
        "<th>",
        "<li>",
    ),
    *(
        "<ol>",
        "</ol>",
        "<ul>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<title>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<pre>",
        "<p hidden>",
        "<a href=x>",
        "</a>",
        "<nav>",
    ),
    *(
        "<p style='display:none'>",
        "<body>",
        "</html>",
        "<",
        ">",
        "&",
        "&nbsp;",
        "&#0;",
        "甲县改造方案。",
        "一、任务",
        "（二）",
        "\n",
        "\t",
        " ",
        "\x00",
        "'",
        '"',
    ),
)


def _page(plan: Printed, frame: str, *, breaks: bool) -> str:
    rows = [escape(plan.row_text(at)) for at in range(len(plan.rows))]
    return frame % ("<div>" + "<br>\n".join(rows) + "</div>" if breaks else "\n".join(f"<p>{row}</p>" for row in rows))


def _found(source: Source) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((found.code, found.section) for found in lint(read(source), RULES, path="plan").diagnostics)


@given(plans(line_end="\n"), st.sampled_from(_PAGES), st.booleans())
def test_the_outline_of_a_plan_is_that_of_the_page(plan: Printed, frame: str, breaks: bool) -> None:
    page = html.read(_page(plan, frame, breaks=breaks).encode(), "plan.html")
    assert apply(page.text, page.layout).splitlines() == [plan.row_text(at) for at in range(len(plan.rows))]
    assert outline_of(read(page)) == plan.outline


@settings(max_examples=20)
@given(plans(line_end="\n"), places(), st.permutations(_FAULTS), st.sampled_from(_PAGES))
def test_a_page_has_the_faults_of_the_text(plan: Printed, at: list[int], faults: list[str], frame: str) -> None:
    text = put_in("\n".join(plan.row_text(row) for row in range(len(plan.rows))) + "\n", at, faults)
    page = frame % "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
    assert _found(html.read(page.encode(), "plan.html")) == _found(Source(text))


@given(
    st.lists(st.sampled_from(_TAGS), max_size=50).map(lambda parts: "".join(parts).encode())
    | texts().map(lambda text: f"<p>{text}".encode("utf-8", "replace"))
    | st.binary(max_size=60)
)
@example(b"<table><tr><td>\xe7\x94\xb2<td><table><td>\xe4\xb9\x99</table><td></table>")
@example(b"<table><td><div><tr>")
@example(b"<table><td colspan=3>a<td>")
@example(b"<table><!-- planlint: x --><td>a<td>b<!-- planlint: y --></table><!-- planlint: z -->")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        source = html.read(raw, "plan.html")
    except Unreadable:
        return
    read(source)
    starts = [origin.start for origin in source.origins]
    assert starts == sorted(starts) and starts[0] == 0 and starts[-1] <= len(source.text)
    assert {said.start for said in source.evidence if said.cell is None} | {note.span.start for note in source.notes} <= set(source.line_starts)
    assert set(apply(source.text, source.layout).splitlines()) <= set(source.text.splitlines())
