"""Lists of responsible agencies in the forms that plans give them."""

from __future__ import annotations

import pytest

from planlint.facts.agencies.lists import AgencyList, agency_lists
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source


def plan_of(*lines: str) -> Plan:
    return read(Source("一、重点任务\n" + "\n".join(lines) + "\n"))


def only(*lines: str) -> AgencyList:
    [found] = agency_lists(plan_of(*lines))
    return found


def names(found: AgencyList) -> list[str]:
    return [body.name for body in found.bodies]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("建设水库。（县水务局负责）", ["县水务局"]),
        ("建设水库（县水务局、县财政局负责）。", ["县水务局", "县财政局"]),
        ("建设水库。(县水务局、县财政局按职责分工负责)", ["县水务局", "县财政局"]),
        ("建设水库。〔县水务局、县财政局分别负责〕", ["县水务局", "县财政局"]),
        ("建设水库。【县水务局负责】", ["县水务局"]),
        ("建设水库。（县水务局、县财政局等按职责分工负责）", ["县水务局", "县财政局"]),
        ("建设水库。（县水务局等有关部门按照职责分工负责，各乡镇人民政府落实）", ["县水务局", "各乡镇人民政府"]),
        ("建设水库。（县水务局牵头，县财政局、县林业局配合）", ["县水务局", "县财政局", "县林业局"]),
        ("建设水库。（县水务局与县财政局负责）", ["县水务局", "县财政局"]),
        ("建设水库。（县发展和改革局、县工业和信息化局负责）", ["县发展和改革局", "县工业和信息化局"]),
        ("建设水库。（县委宣传部、县总工会、团县委、县妇联按职责负责）", ["县委宣传部", "县总工会", "团县委", "县妇联"]),
        ("建设水库。（甲县供电公司、甲投资集团负责）", ["甲县供电公司", "甲投资集团"]),
        ("建设水库。（各有关部门按职责分工负责）", ["各有关部门"]),
        ("建设水库。（各成员单位按职责分工负责）", ["各成员单位"]),
        ("建设水库。（县水务局负责；2025年12月底前完成）", ["县水务局"]),
    ],
)
def test_a_list_in_brackets_ends_with_a_duty(line: str, bodies: list[str]) -> None:
    found = only(line)
    assert (names(found), found.labelled, found.closes) == (bodies, False, True)


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("建设水库。（县委党校（行政学院）、县水务局负责）", ["县委党校（行政学院）", "县水务局"]),
        ("建设水库。（县防汛办（设在县水务局）、县财政局负责）", ["县防汛办（设在县水务局）", "县财政局"]),
        ("建设水库。（县水务局负责，各乡、镇（街道）人民政府落实）", ["县水务局", "各乡、镇（街道）人民政府"]),
        ("建设水库。（县水务局、各县（市、区）人民政府负责）", ["县水务局", "各县（市、区）人民政府"]),
        ("建设水库。（县水务局牵头，各乡镇〔街道〕落实）", ["县水务局", "各乡镇〔街道〕"]),
    ],
)
def test_brackets_inside_a_list_belong_to_the_name_before_them(line: str, bodies: list[str]) -> None:
    assert names(only(line)) == bodies


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("责任单位：县水务局，县财政局", ["县水务局", "县财政局"]),
        ("责任部门：县水务局。", ["县水务局"]),
        ("牵头单位：县水务局；配合单位：县财政局、县林业局", ["县水务局", "县财政局", "县林业局"]),
        ("牵头单位:县水务局", ["县水务局"]),
        ("牵头责任单位：县水务局", ["县水务局"]),
        ("（牵头单位：县水务局，责任单位：县财政局；完成时限：2025年底）", ["县水务局", "县财政局"]),
    ],
)
def test_a_labelled_line_is_a_list_of_its_own(line: str, bodies: list[str]) -> None:
    found = only("建设水库。", line)
    assert (names(found), found.labelled, found.detached, found.closes) == (bodies, True, True, False)


def test_a_labelled_list_may_stand_at_the_end_of_a_paragraph() -> None:
    found = only("建设水库。（责任单位：县水务局、县财政局）")
    assert (names(found), found.labelled, found.detached) == (["县水务局", "县财政局"], True, False)


def test_a_list_in_a_paragraph_of_its_own_is_detached() -> None:
    assert only("建设水库。", "（县水务局、县财政局负责）").detached
    assert not only("建设水库。（县水务局、县财政局负责）").detached


def test_a_list_belongs_to_the_nearest_number_above() -> None:
    plan = plan_of("（一）建设水库。新建一座。", "（县水务局负责）", "（二）建设渠道。新建两条。（县财政局负责）")
    assert [(found.node.title if found.node else None, names(found)) for found in agency_lists(plan)] == [
        ("建设水库", ["县水务局"]),
        ("建设渠道", ["县财政局"]),
    ]


def test_a_list_outside_of_all_numbers_belongs_to_none() -> None:
    [found] = agency_lists(read(Source("建设水库。（县水务局负责）\n")))
    assert found.node is None


@pytest.mark.parametrize(
    "clause",
    ["以下均需各乡镇落实，不再列出", "以下任务均由各乡镇负责，不再列出", "各有关部门配合，下同"],
)
def test_a_blanket_clause_speaks_for_later_tasks_too(clause: str) -> None:
    assert only(f"建设水库。（县水务局负责，{clause}）").blanket


def test_a_list_without_such_a_clause_speaks_for_itself() -> None:
    assert not only("建设水库。（县水务局、县财政局负责）").blanket


@pytest.mark.parametrize(
    "line",
    [
        "发展新产业（新能源产业、氢能产业）。",
        "推行河长制（县级河长负责制），建立台账。",
        "县水务局负责建设水库。",
        "建设水库（含改建、扩建），县水务局牵头落实。",
        "落实责任（以下简称“五级责任”）。",
        "完善机制（联席会议、专题会商）。",
        "建设水库（一期）。",
        "（一）（二）（三）",
        "（）",
        "））（（",
    ],
)
def test_other_brackets_are_no_lists(line: str) -> None:
    assert agency_lists(plan_of(line)) == []


def test_the_last_of_several_brackets_is_the_list() -> None:
    assert names(only("建设（含改建）水库（一期）。（县水务局负责）")) == ["县水务局"]


def test_a_bracket_that_was_never_closed_holds_no_other() -> None:
    assert names(only("建设（含改建水库。（县水务局负责）")) == ["县水务局"]


def test_places_are_those_of_the_text() -> None:
    plan = plan_of("建设水库。（县水务局、县财政局负责）")
    [found] = agency_lists(plan)
    assert found.span.of(plan.text) == "（县水务局、县财政局负责）"
    assert [body.span.of(plan.text) for body in found.bodies] == ["县水务局", "县财政局"]


def test_a_list_broken_over_lines_is_one() -> None:
    first = "加快建设骨干水网工程，统筹城乡供水、防洪排涝、灌溉节水和水生态修复，"
    second = "新建改建一批中小型水库和引调水工程。（县水务局、县发展改革局、县财政局、县自然"
    plan = plan_of(first + second, "资源局、县生态环境局按职责分工负责）")
    assert [names(found) for found in agency_lists(plan)] == [["县水务局", "县发展改革局", "县财政局", "县自然资源局", "县生态环境局"]]
