"""What registers, databases and pages say of a document beside its text."""

from __future__ import annotations

import pytest

from planlint import data
from planlint.facts.document import document
from planlint.formats.html import read as page_of
from planlint.formats.page_head import metadata_of
from planlint.phrases.metadata import Field, entries_in, entry_at, field_of, is_beside_article
from planlint.syntax import read
from planlint.syntax.nodes import Kind
from planlint.text.evidence import Metadata
from planlint.text.source import Source
from planlint.text.spans import Span

_ARTICLE = "<h1>青禾县供水实施方案</h1><p>一、任务</p><p>建设管网，改造泵站，完善制度。</p><p>二、保障</p><p>加强领导，落实资金，压实责任。</p>"


@pytest.mark.parametrize("field", list(Field))
def test_every_label_is_known_with_its_colon_and_with_spaces_in_it(field: Field) -> None:
    words = [word for group in data.load("metadata")[field.value] for word in ([group] if isinstance(group, str) else group)]
    assert words
    for word in words:
        for written in (f"{word}：某", f"•{word} : 某", f"{word[0]}\u3000{word[1:]}：某"):
            entry = entry_at(written, 0, len(written))
            assert entry is not None and (entry.field, entry.value.of(written)) == (field, "某")
        assert field_of(f" {word}") is field


@pytest.mark.parametrize("line", ["文号", "责任单位：县水务局", "成文日期以批复为准：见附件", "发文机关：", "一、发文字号：1"])
def test_other_lines_say_nothing_of_a_document(line: str) -> None:
    entry = entry_at(line, 0, len(line))
    assert entry is None or not entry.value.length


def test_a_line_may_hold_several_entries() -> None:
    line = "发布时间：2026-03-28 10:00\u3000来源：本网 文 号：青政〔2026〕3号"
    assert [(entry.field.value, entry.value.of(line).strip()) for entry in entries_in(line, Span(0, len(line)))] == [
        ("published", "2026-03-28 10:00"),
        ("site", "本网"),
        ("number", "青政〔2026〕3号"),
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["成文日期：\t2026年03月20日\t文号：\t青政〔2026〕3号"], Metadata("2026-03-20", number="青政〔2026〕3号")),
        (["发文字号", "青政〔2026〕3号", "成文日期", "2026-03-20"], Metadata("2026-03-20", number="青政〔2026〕3号")),
        (["发文机关：青禾县人民政府", "发布日期：2026-03-28"], Metadata(published="2026-03-28", issuer="青禾县人民政府")),
        (["标题\t文号\t成文日期", "青禾县供水实施方案\t\t"], Metadata()),
        (["文号：无", "成文日期：见正文"], Metadata()),
    ],
)
def test_entries_around_an_article_are_read_from_cells_lists_and_lines(lines: list[str], said: Metadata) -> None:
    assert metadata_of(lines, []) == said


def test_meta_says_what_no_line_does() -> None:
    metas = [("PubDate", "2026-03-28 15:02"), ("ContentSource", "青禾县水务局"), ("viewport", "width=1")]
    assert metadata_of(["成文日期：2026-03-20"], metas) == Metadata("2026-03-20", "2026-03-28", publisher="青禾县水务局")


@pytest.mark.parametrize(
    ("head", "date", "number"),
    [
        ("<table><tr><td>成文日期：<td>2026年03月20日<td>文号：<td>青政〔2026〕3号</table>", "2026-03-20", "青政〔2026〕3号"),
        ("<dl><dt>发文字号<dd>青政〔2026〕3号<dt>成文日期<dd>2026-03-20</dl>", "2026-03-20", "青政〔2026〕3号"),
        ("<ul><li><b>文　　号：</b>青政〔2026〕3号<li><b>发布日期：</b>2026-03-28</ul>", "2026-03-28", "青政〔2026〕3号"),
        ("<p>发布日期：2026-03-28 来源：本网</p>", None, None),
    ],
)
def test_the_head_of_a_page_dates_and_numbers_the_document(head: str, date: str | None, number: str | None) -> None:
    found = read(page_of(f"<body><div>{head}</div><div>{_ARTICLE}</div></body>".encode(), "a.html")).fact(document)
    assert (found.date, found.document_number) == (date, number)


def test_what_the_text_says_goes_before_what_the_page_says() -> None:
    signed = "<p>青禾县人民政府</p><p>2026年3月18日</p>"
    found = read(page_of(f"<body><p>成文日期：2026-03-20</p><div>{_ARTICLE}{signed}</div></body>".encode(), "a.html")).fact(document)
    assert found.date == "2026-03-18"


def test_the_head_of_a_database_is_no_title_and_tells_when_the_document_was_issued() -> None:
    head = "青禾县供水条例\n•发布部门 : 青禾县人民政府\n•实施日期 : 2026-05-01\n•发布日期 : 2026-03-20\n•时效性 : 现行有效\n"
    plan = read(Source(f"{head}青禾县供水管理办法\n第一条 为规范供水，制定本办法。\n第二条 本办法自公布之日起施行。\n"))
    assert plan.parts[0].title == "青禾县供水管理办法"
    assert [plan.text_of(leaf) for leaf in plan.leaves if leaf.kind is Kind.FRONT][1].startswith("•发布部门")
    assert plan.fact(document).date == "2026-03-20"


@pytest.mark.parametrize("control", [word for group in data.load("metadata")["controls"] for word in group])
def test_what_a_site_sets_beside_an_article_is_no_line_of_it(control: str) -> None:
    for written in (control, f"{control}：", f"【{control}】", f"【{control}：", f"• {control}：12", f"【{control}】 【关闭】"):
        assert is_beside_article(written, 0, len(written))
    for written in (f"{control}服务规范", f"推广{control}", f"{control}：县水务局牵头，县财政局配合。"):
        assert not is_beside_article(written, 0, len(written))


def test_a_title_is_found_below_what_a_site_sets_beside_it() -> None:
    plan = read(Source("分享到：\n点赞\n转发\n政策主题：民政\n青禾县供水实施方案\n为保障供水，制定本方案。\n一、任务\n建设管网。\n"))
    assert plan.parts[0].title == "青禾县供水实施方案"
