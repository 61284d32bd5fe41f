"""What has changed from one draft to the next."""

from __future__ import annotations

from planlint.compare.against import Side, against, side
from planlint.compare.changes import Kind, changes
from planlint.compare.relations import State
from planlint.facts.agencies.registry import registry
from planlint.formats.reading import read as source_of
from planlint.syntax import read
from planlint.text.source import Source

_TABLE = """青禾市水利任务清单

| 序号 | 任务 | 责任单位 | 完成时限 |
| --- | --- | --- | --- |
| 1 | 修建北渠，清淤十公里 | 市水利局 | 2026年6月 |
| 2 | 改造泵站，更换老旧机组 | 市水利局、市财政局 | 2026年12月 |
| 3 | 培训管水员 | 市农业农村局 | 2027年3月 |
"""
_STEPS = "一、重点任务\n\n（一）修渠。清淤北渠，砌护渠岸。到2027年，渠系完好率达到90%以上，灌溉保证率达到80%。（市水利局牵头，市财政局配合）\n"


def table(text: str) -> Side:
    return side("plan.md", read(source_of("plan.md", text.encode())))


def kinds(before: str, now: str) -> list[Kind]:
    old, new = (side("plan.txt", read(Source(text))) for text in (before, now))
    return [one.kind for one in changes(old, new).differences]


def test_the_rows_of_a_table_are_tasks_of_their_own() -> None:
    other = _TABLE.replace("2026年12月", "2027年12月").replace("，清淤十公里", "")
    assert [(one.kind, one.before, one.now) for one in changes(table(_TABLE), table(other)).differences] == [
        (Kind.TEXT_DROPPED, "清淤十公里", None),
        (Kind.DEADLINE_CHANGED, "2026-12", "2027-12"),
    ]


def test_a_table_is_held_against_a_table_row_by_row() -> None:
    found = against(table(_TABLE), table(_TABLE.replace("，清淤十公里", "")), registry())
    assert [match.measure.text for task in found.tasks for match in task.taken.matches if match.state is not State.PRESENT] == ["清淤十公里"]


def test_the_time_of_several_targets_is_one_change() -> None:
    old, new = (side("plan.txt", read(Source(text))) for text in (_STEPS, _STEPS.replace("2027年", "2028年")))
    assert [(one.kind, one.number) for one in changes(old, new).differences] == [(Kind.TARGET_CHANGED, 2)]


def test_a_comparator_is_a_part_of_its_target() -> None:
    assert kinds(_STEPS, _STEPS.replace("90%以上", "90%左右")) == [Kind.TARGET_CHANGED]


def test_a_sentence_may_be_reworded_and_its_target_changed_at_once() -> None:
    assert kinds(_STEPS, _STEPS.replace("渠系完好率达到90%以上", "骨干渠系完好率力争达到85%以上")) == [Kind.TEXT_REWORDED, Kind.TARGET_CHANGED]


def test_how_much_of_a_text_is_another_is_told() -> None:
    old, new = (side("plan.txt", read(Source(text))) for text in (_STEPS, _STEPS.replace("砌护渠岸", "砌护渠岸渠坡")))
    (one,) = changes(old, new).differences
    assert (one.kind, one.before, one.now, one.share) == (Kind.TEXT_REWORDED, "砌护渠岸", "砌护渠岸渠坡", 0.2)


def test_a_section_with_another_title_keeps_its_items() -> None:
    before = "一、重点任务\n\n（一）水利\n\n1.修渠。清淤北渠。\n\n2.打井。勘测水源。\n"
    assert Kind.TASK_MOVED not in kinds(before, before.replace("（一）水利", "（一）守护一渠清水"))
