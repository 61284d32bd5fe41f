"""What a source knows of the file behind it."""

from __future__ import annotations

from planlint.syntax import read
from planlint.syntax.nodes import Kind
from planlint.text.evidence import Evidence, LineKind
from planlint.text.source import Origin, Source
from planlint.text.spans import Edit, Span


def test_an_offset_has_the_origin_that_began_last() -> None:
    source = Source("一二三四", origins=(Origin(0, page=1), Origin(2, page=2)))
    assert [origin.page for at in range(5) if (origin := source.origin(at))] == [1, 1, 2, 2, 2]
    assert Source("一二").origin(1) is None


def test_layout_is_undone_before_anything_is_read_and_is_no_damage() -> None:
    text = "一、重点任务\n统筹推进老旧小区改造和\n— 2 —\n社区食堂建设，完善配套设施。\n"
    at = text.index("\n— 2 —\n")
    source = Source(text, format="pdf", layout=(Edit(Span(at, at + len("\n— 2 —\n")), ""),))
    plan = read(source)
    assert "统筹推进老旧小区改造和社区食堂建设，完善配套设施。" in plan.text
    assert plan.damage == ()
    assert plan.view.locate(Span(plan.text.index("社区"), plan.text.index("社区") + 2)).of(text) == "社区"


def test_formatting_makes_headings_without_numbers() -> None:
    text = "青禾县社区食堂实施方案\n\n背景\n社区老人多，食堂少。\n一、重点任务\n新建社区食堂20处。\n"
    evidence = (Evidence(text.index("背景"), LineKind.HEADING, 1), Evidence(text.index("一、"), LineKind.HEADING, 1))
    plan = read(Source(text, format="docx", evidence=evidence))
    assert [(node.title, node.level) for node in plan.nodes if node.kind is Kind.HEADING] == [("背景", 0), ("重点任务", 1)]
    assert [node.title for node in plan.root.children[0].children if node.kind is Kind.HEADING] == ["背景", "重点任务"]


def test_a_sentence_in_the_style_of_a_heading_is_no_heading() -> None:
    text = "一、重点任务\n新建社区食堂20处。\n"
    plan = read(Source(text, format="docx", evidence=(Evidence(text.index("新建"), LineKind.HEADING, 2),)))
    assert [node.title for node in plan.nodes if node.kind is Kind.HEADING] == ["重点任务"]


def test_byte_columns_of_a_long_line_are_those_of_its_text() -> None:
    source = Source("一\n" + "推𠮷" * 2_000)
    assert [source.byte_column(2 + offset) for offset in (0, 1, 511, 512, 1024, 3_999, 4_000)] == [1, 4, 1789, 1793, 3585, 13997, 14001]
