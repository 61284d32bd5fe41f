"""Words as a plan writes them, typos, and one term in two forms."""

from __future__ import annotations

import pytest

from planlint.checks.terms.term_variants import TermVariantsCheck
from planlint.checks.terms.typos import TyposCheck
from planlint.facts.terms.forms import forms_in, places_of, spans_of
from planlint.facts.terms.variants import variants
from planlint.phrases.boundaries import is_crossed, stands_alone
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span


def plan_of(text: str) -> Plan:
    return read(Source(text))


def pairs(text: str) -> list[tuple[list[str], list[str]]]:
    plan = plan_of(text)
    return [([span.of(plan.text) for span in pair.rarer], [span.of(plan.text) for span in pair.others]) for pair in plan.fact(variants)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("抓紧布署。", [2]),
        ("抓紧布署，再布署。", [2, 6]),
        ("《布署办法》与《关于〈布署〉的通知（布署）》。", []),
        ("见https://a.cn/布署?b=布署，另行布署。", [24]),
        ("布署图", []),
        ("预布署图和布署", [5]),
    ],
)
def test_a_form_is_looked_for_in_the_plans_own_wording(text: str, found: list[int]) -> None:
    assert [span.start for span in spans_of(plan_of(text), "布署", allowed=["署图"])] == found


@pytest.mark.parametrize(("allowed", "found"), [(["碳达"], [2]), (["达锋了"], []), (["碳达锋"], [])])
def test_an_allowed_word_is_not_merely_a_part_of_the_form(allowed: list[str], found: list[int]) -> None:
    assert [span.start for span in spans_of(plan_of("实现碳达锋了"), "碳达锋", allowed=allowed)] == found


def test_a_form_within_the_right_one_is_none() -> None:
    found = spans_of(plan_of("市工业和信息化局、县信息化局"), "信息化局", right="工业和信息化局")
    assert [span.start for span in found] == [10]


@pytest.mark.parametrize("others", [0, 200], ids=["few", "many"])
def test_forms_of_four_characters_are_found_at_all_their_places_however_many_are_sought(others: int) -> None:
    forms = {"建设建设", "设建设路", "没有的字", *(f"{number:04}" for number in range(others))}
    found = places_of(plan_of("建设建设建设路"), forms)
    assert {form: places for form, places in found.items() if places} == {"建设建设": [0, 2], "设建设路": [3]}
    assert found.keys() == forms


@pytest.mark.parametrize(
    ("text", "form", "alone"),
    [
        ("安排布署工作", "布署", True),
        ("公布署名文章", "布署", False),
        ("形势严峻工作", "峻工", False),
        ("峻工", "峻工", True),
        ("按装机容量", "按装", False),
        ("按装路灯", "按装", True),
        ("铺设天燃气管网", "天燃气", True),
        ("每天燃气供应", "天燃气", False),
        ("各类形式", "类形", False),
        ("建立工作台帐", "台帐", True),
        ("提高竟争力", "竟争", True),
        ("发展禽畜养殖", "禽畜", True),
    ],
)
def test_a_word_shares_no_character_with_a_common_word_beside_it(text: str, form: str, alone: bool) -> None:
    at = text.index(form)
    assert stands_alone(text, Span(at, at + len(form))) is alone


def test_only_forms_whose_characters_stand_side_by_side_are_looked_for() -> None:
    assert forms_in(plan_of("甲乙丙丁"), ["乙丙", "丙乙", "甲乙丙", "甲乙丁", "丁"]) == ["乙丙", "甲乙丙"]


def test_of_typos_that_lie_in_one_another_the_longest_counts() -> None:
    plan = plan_of("碳达锋了。达锋了。")
    found = TyposCheck({"达锋": "达峰", "碳达锋": "碳达峰"}).run(plan, plan.leaves)
    assert [(match.span.start, match.values["right"]) for match in found] == [(0, "碳达峰"), (5, "达峰")]


@pytest.mark.parametrize(
    ("text", "rarer", "others"),
    [
        ("市防汛抗旱工作领导小组统筹。报市防汛抗旱领导小组。", "市防汛抗旱领导小组", "市防汛抗旱工作领导小组"),
        ("市防汛、抗旱领导小组统筹，落实防汛抗旱工作领导小组要求。", "防汛抗旱工作领导小组", "防汛、抗旱领导小组"),
        ("成立乡村振兴领导小组。由乡村振兴工作领导小组统筹，经乡村振兴工作领导小组同意。", "乡村振兴领导小组", "乡村振兴工作领导小组"),
        ("各县（市、区）负责，各县（市、区）落实，各县（区、市）配合。", "各县（区、市）", "各县（市、区）"),
        ("各县（市、区）负责，各县市区落实。", "各县市区", "各县（市、区）"),
        ("推广铸锻一体，发展铸锻一体装备，锻铸一体成型。", "锻铸一体", "铸锻一体"),
    ],
)
def test_two_forms_of_one_term_are_a_pair(text: str, rarer: str, others: str) -> None:
    ((found_rarer, found_others),) = pairs(text)
    assert (found_rarer[0], found_others[0]) == (rarer, others)


@pytest.mark.parametrize(
    "text",
    [
        "省防汛抗旱工作领导小组部署，市防汛抗旱领导小组落实。",
        "国家防汛抗旱工作领导小组部署，落实防汛抗旱领导小组要求。",
        "大气污染防治领导小组统筹，水污染防治工作领导小组配合。",
        "成立工作领导小组。领导小组下设办公室。",
        "各市（州）负责，各县（市、区）落实，市（县、区）自查，各县区配合。",
        "引导集聚发展，支持聚集发展，推动集聚发展。",
        "节水灌溉，灌溉节水，节水灌溉。",
        "在二〇一二年，按二〇二一年，按二〇二一年。",
    ],
)
def test_two_things_are_no_pair(text: str) -> None:
    assert pairs(text) == []


def reported(check: TermVariantsCheck, text: str) -> list[tuple[str, int, str, list[int]]]:
    plan = plan_of(text)
    matches = check.run(plan, plan.leaves)
    return [(match.values["form"], match.span.start, match.values["other"], [span.start for span, _ in match.related]) for match in matches]


def test_of_a_listed_pair_the_first_form_is_reported_beside_the_first_place_of_the_other() -> None:
    check = TermVariantsCheck(variants={"禽畜": "畜禽"})
    assert reported(check, "发展畜禽养殖。畜禽屠宰。改造禽畜圈舍。") == [("禽畜", 14, "畜禽", [2])]


def test_the_right_form_of_a_listed_pair_is_never_reported() -> None:
    assert reported(TermVariantsCheck(variants={"其它": "其他"}), "清理其它杂物。疏通其它沟渠。做好其他工作。") == []


def test_a_listed_form_alone_is_reported_only_when_another_is_preferred() -> None:
    assert reported(TermVariantsCheck(variants={"禽畜": "畜禽"}), "发展禽畜养殖。") == []
    assert reported(TermVariantsCheck(preferred={"禽畜": "畜禽"}), "发展禽畜养殖。") == [("禽畜", 2, "畜禽", [])]


def test_characters_changed_about_are_reported_once() -> None:
    text = "推广铸锻一体，推广铸锻一体，推广锻铸一体。"
    assert reported(TermVariantsCheck(), text) == [("推广锻铸", 14, "推广铸锻", [0])]


def test_what_the_user_prefers_beats_what_is_more_frequent() -> None:
    check = TermVariantsCheck(variants={"禽畜": "畜禽"}, preferred={"畜禽": "禽畜"})
    assert reported(check, "畜禽养殖。畜禽屠宰。禽畜圈舍。") == [("畜禽", 0, "禽畜", [10]), ("畜禽", 5, "禽畜", [10])]


def test_an_allowed_form_is_not_reported() -> None:
    text = "发展畜禽养殖。畜禽屠宰。禽畜圈舍。各县（市、区）负责，各县（市、区）落实，各县（区、市）配合。"
    check = TermVariantsCheck(variants={"禽畜": "畜禽"}, allowed=("禽畜", "各县（区、市）"))
    assert reported(check, text) == []


@pytest.mark.parametrize(
    ("text", "form", "crossed"),
    [("公布署名文章", "布署", True), ("按排风机铭牌检修", "按排", True), ("营造良好坏境", "坏境", False), ("维修天燃气管道", "天燃气", False)],
)
def test_a_word_over_the_end_of_a_typo_makes_it_none_unless_it_is_cut_itself(text: str, form: str, crossed: bool) -> None:
    at = text.index(form)
    assert is_crossed(text, Span(at, at + len(form))) is crossed
