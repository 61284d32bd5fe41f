"""What a source knows of the file behind it."""

from __future__ import annotations

from planlint.syntax import read
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
