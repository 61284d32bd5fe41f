"""Labels of responsibility, of persons and of times: each word of the lists is known to the joiner of lines, the reader and the lister."""

from __future__ import annotations

import pytest

from planlint import data
from planlint.damage.lines import damaged_lines
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.tasks.running import tasks
from planlint.phrases.bodies import Duty, Rank
from planlint.phrases.labels import Topic, label_at, labels_in
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Span

_KNOWN = data.load("labels")
_ROLES = [(role, Rank(rank).duty) for rank, roles in _KNOWN["ranks"].items() for role in roles]
_OF_BODIES = [(role + "单位", duty) for role, duty in _ROLES] + [("牵头" + noun, Duty.LEAD) for noun in _KNOWN["bodies"]]
_OF_PERSONS = [role + noun for role in _KNOWN["persons"]["roles"] for noun in _KNOWN["persons"]["nouns"]]
_OF_TIMES = [role + noun for role in _KNOWN["times"]["roles"] for noun in _KNOWN["times"]["nouns"]] + _KNOWN["times"]["alone"]
_CUT = "统筹城乡供水、防洪排涝和灌溉节水，新建改建一批中小水库工程，完善灌区渠系配套"
_TASK = f"某县供水工作实施方案\n\n一、重点任务\n\n（一）建设水网。\n\n{_CUT}。\n"


def listed(lines: str) -> list[tuple[str, Duty]]:
    """The bodies, with their duties, of the one task of a plan in which some lines stand below the text of that task."""
    [task] = tasks(read(Source(f"{_TASK}{lines}\n")))
    return [(body.name, body.duty) for body in task.bodies]


@pytest.mark.parametrize(("label", "duty"), _OF_BODIES)
def test_joiner_reader_and_lister_know_each_label_of_bodies(label: str, duty: Duty) -> None:
    assert damaged_lines(f"{_CUT}\n{label}：县水务局，并做好相关衔接工作。\n") == []
    [found] = agency_lists(read(Source(f"{_TASK}{label}：县水务局\n")))
    assert found.labelled
    assert listed(f"{label}：县水务局、县财政局") == [("县水务局", duty), ("县财政局", duty)]


@pytest.mark.parametrize("label", _OF_PERSONS)
def test_joiner_and_lister_know_each_label_of_persons(label: str) -> None:
    assert damaged_lines(f"{_CUT}\n{label}：王某某，责任单位：县水务局。\n") == []
    assert listed(f"{label}：王某某；责任单位：县水务局") == [("县水务局", Duty.RESPONSIBLE)]


@pytest.mark.parametrize("label", _OF_TIMES)
def test_joiner_and_lister_know_each_label_of_times(label: str) -> None:
    assert damaged_lines(f"{_CUT}\n{label}：2026年12月底前，分两批完成。\n") == []
    [task] = tasks(read(Source(f"{_TASK}责任单位：县水务局；{label}：2026年12月底前\n")))
    assert task.deadline == "2026-12"
    assert [body.name for body in task.bodies] == ["县水务局"]


@pytest.mark.parametrize(
    "line",
    [
        "责任单位:县水务局",
        "责任单位 ：县水务局",
        "责 任 单 位：县水务局",
        "责　任　单　位：县水务局",
        "【责任单位】县水务局",
        "【责任单位】：县水务局",
        "【责任单位：】县水务局",
        "［责任单位］ 县水务局",
        "[责任单位]县水务局",
        "（责任单位）县水务局",
        "责任单位 县水务局",
        "责任单位——县水务局",
        "• 责任单位：县水务局",
        "市级责任单位：县水务局",
        "责任（实施）单位：县水务局",
        "责任单位：\n县水务局",
        "责任单位\n县水务局",
        "【责任单位】\n县水务局",
    ],
)
def test_a_label_is_known_in_every_dress(line: str) -> None:
    assert listed(line) == [("县水务局", Duty.RESPONSIBLE)]
    assert damaged_lines(f"{_CUT}\n{line}，并做好相关衔接工作。\n") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("【牵头单位】县水务局【配合单位】县财政局", [("县水务局", Duty.LEAD), ("县财政局", Duty.SUPPORTING)]),
        ("牵头单位 县水务局 配合单位 县财政局", [("县水务局", Duty.LEAD), ("县财政局", Duty.SUPPORTING)]),
        ("牵头单位：\n县水务局\n县财政局\n配合单位：\n县林业局", [("县水务局", Duty.LEAD), ("县财政局", Duty.LEAD), ("县林业局", Duty.SUPPORTING)]),
        ("责任单位：县水务局（牵头单位）、县财政局", [("县水务局", Duty.LEAD), ("县财政局", Duty.RESPONSIBLE)]),
    ],
)
def test_several_labels_share_the_lines_out(lines: str, expected: list[tuple[str, Duty]]) -> None:
    assert listed(lines) == expected


def test_a_label_stands_at_the_end_of_a_paragraph_in_any_dress() -> None:
    assert listed("健全机制。【牵头单位】县水务局") == [("县水务局", Duty.LEAD)]
    assert listed("健全机制。协办部门:县水务局") == [("县水务局", Duty.SUPPORTING)]


@pytest.mark.parametrize(
    "line", ["责任单位要抓好落实", "责任单位 要认真对照清单抓落实", "各责任单位：按季度报送", "牵头单位、配合单位各司其职", "第一责任人王某某"]
)
def test_words_in_running_text_are_no_label(line: str) -> None:
    assert label_at(line, 0, len(line)) is None


def test_a_label_below_a_label_is_the_head_of_a_table() -> None:
    assert agency_lists(read(Source(f"{_TASK}责任单位\n完成时限\n"))) == []


def test_labels_are_found_where_they_stand() -> None:
    text = "完成时限：年底；责任人：王某；主管部门：县水务局"
    found = list(labels_in(text, Span(0, len(text))))
    assert [(label.words.of(text), label.topic) for label in found] == [("完成时限", Topic.TIME), ("责任人", Topic.PERSONS), ("主管部门", Topic.BODIES)]
