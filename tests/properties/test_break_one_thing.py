"""One fault made in a clean plan: exactly its code appears, in its line, and no other error or warning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from strategies import CLOSING, TASKS, Printed, errors_and_warnings, plans

_PICK = st.integers(0, 10_000)


def picked(places: list[int], pick: int) -> int:
    """One of the places; the example is passed over when there is none."""
    assume(places)
    return places[pick % len(places)]


def renumbered(plan: Printed, places: list[int], change: Callable[[int], int]) -> Printed:
    """The plan with the numbers of some rows changed."""
    for at in places:
        plan = plan.with_row(at, plan.rows[at]._replace(value=change(plan.rows[at].value)))
    return plan


def followers(plan: Printed, at: int) -> list[int]:
    """The rows that count on from a row, with that row itself."""
    level = plan.rows[at].level
    found = []
    for other in range(at, len(plan.rows)):
        above = 0 < plan.rows[other].level < level
        if above and not (level == 2 and plan.style.continuous):
            break
        if plan.rows[other].level == level:
            found.append(other)
    return found


def later(plan: Printed, level: int) -> list[int]:
    """The rows of a level that are not the first below their heading."""
    found = []
    above = 0
    for at, row in enumerate(plan.rows):
        if row.level == level and above == level:
            found.append(at)
        if row.level and row.level <= level:
            above = row.level
    return found


def with_sentence(plan: Printed, pick: int, sentence: str) -> tuple[Printed, int]:
    """The plan with one more sentence at the end of a paragraph, and the row it is in."""
    at = picked(plan.at(text=True), pick)
    row = plan.rows[at]
    return plan.with_row(at, row._replace(text=row.text + sentence)), at


each_level = pytest.mark.parametrize("level", [1, 2, 3])


@each_level
@given(plans(), _PICK)
def test_a_number_left_out_is_a_gap(level: int, plan: Printed, pick: int) -> None:
    at = picked(later(plan, level), pick)
    broken = renumbered(plan, followers(plan, at), lambda value: value + 1)
    assert errors_and_warnings(broken.text) == [("NUM001", broken.line(at))]


@each_level
@given(plans(), _PICK)
def test_a_number_used_twice_is_a_duplicate(level: int, plan: Printed, pick: int) -> None:
    at = picked(later(plan, level), pick)
    broken = renumbered(plan, [at], lambda value: value - 1)
    assert errors_and_warnings(broken.text) == [("NUM002", broken.line(at))]


@each_level
@given(plans(), _PICK)
def test_two_numbers_that_changed_places_are_out_of_order(level: int, plan: Printed, pick: int) -> None:
    at = picked([at for at in later(plan, level) if followers(plan, at)[1:] and followers(plan, at)[1] in later(plan, level)], pick)
    first, second = followers(plan, at)[:2]
    broken = renumbered(renumbered(plan, [first], lambda value: value + 1), [second], lambda value: value - 1)
    assert errors_and_warnings(broken.text) == [("NUM003", broken.line(first))]


@given(plans(listed=True, least_tasks=5), _PICK)
def test_the_only_task_without_a_list_lacks_agencies(plan: Printed, pick: int) -> None:
    sections = [at for at in plan.at(level=2, role=TASKS) if plan.rows[at + 1].level != 3]
    assume(len(plan.at(level=2, role=TASKS)) >= 5)
    heading = picked(sections, pick)
    below = next((at for at in range(heading + 1, len(plan.rows)) if plan.rows[at].level), len(plan.rows))
    listed = [at for at in range(heading, below) if plan.rows[at].agencies]
    assume(len(listed) == 1 and (below == len(plan.rows) or plan.rows[below].level < 3))
    row = plan.rows[listed[0]]
    broken = plan.with_row(listed[0], row._replace(agencies=())) if row.text else plan.without_row(listed[0])
    assert errors_and_warnings(broken.text) == [("AGY001", broken.line(heading))]


@given(plans(listed=True), _PICK)
def test_a_body_named_twice_is_reported_where_it_is_named_again(plan: Printed, pick: int) -> None:
    at = picked(plan.at(agencies=True), pick)
    bodies = plan.rows[at].agencies
    broken = plan.with_row(at, plan.rows[at]._replace(agencies=(*bodies, bodies[pick % len(bodies)])))
    assert errors_and_warnings(broken.text) == [("AGY002", broken.line(at))]


@pytest.mark.parametrize("mark", ["》", "”", "）"])
@given(plans(), _PICK)
def test_a_closing_mark_left_out_leaves_its_counterpart_alone(mark: str, plan: Printed, pick: int) -> None:
    at = picked([at for at in plan.at(text=True) if mark in plan.rows[at].text], pick)
    row = plan.rows[at]
    cut = row.text.rindex(mark)
    broken = plan.with_row(at, row._replace(text=row.text[:cut] + row.text[cut + 1 :]))
    assert errors_and_warnings(broken.text) == [("PUN002", broken.line(at))]


@given(plans(run_in=False), _PICK)
def test_a_section_whose_text_is_gone_is_empty(plan: Printed, pick: int) -> None:
    sections = [at for at in plan.at(level=2) if plan.rows[at].role in (TASKS, CLOSING)]
    heading = picked([at for at in sections if at + 2 >= len(plan.rows) or plan.rows[at + 2].level in (1, 2)], pick)
    assume(not plan.rows[heading + 1].level)
    broken = plan.without_row(heading + 1)
    assert errors_and_warnings(broken.text) == [("STR003", broken.line(heading))]


@given(plans(), _PICK)
def test_a_chapter_without_its_sections_is_empty(plan: Printed, pick: int) -> None:
    heading = plan.at(level=1, role=TASKS)[-1]
    assume(heading != plan.at(level=1, role=TASKS)[0])
    until = plan.at(level=1, role=CLOSING)[0]
    lost = sum(row.level == 2 for row in plan.rows[heading:until])
    broken = renumbered(plan, plan.at(level=2, role=CLOSING), lambda value: value - lost) if plan.style.continuous else plan
    broken = broken._replace(rows=broken.rows[: heading + 1] + broken.rows[until:])
    assert errors_and_warnings(broken.text) == [("STR003", broken.line(heading))]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("巡查村级客运站，，管好路灯。", "PUN003"),
        ("巡查村级客运站。。", "PUN003"),
        ("执行青政发[2023]5号文件。", "REF001"),
        ("“十四五”（2021—2026年）期间巡查路灯。", "TGT005"),
        ("每年2月30日前报送台账。", "TGT008"),
        ("每年新建驿站1，200个。", "QTY006"),
        ("参照××市的做法管好路灯。", "STR009"),
        ("推广“光伏 储能”路灯。", "TXT012"),
        ("完善城乡�老服务。", "TXT002"),
        ("统筹线上or线下巡查。", "TXT011"),
        ("支持餐饮、零售、等行业。", "PUN010"),
        ('用好"一刻钟"便民圈。', "PUN006"),
        ("管好路灯(含灯杆）。", "PUN005"),
        ("管好路灯,修缮灯杆。", "PUN001"),
    ],
)
@given(plans(), _PICK)
def test_a_fault_in_a_sentence_is_reported_in_its_line(sentence: str, code: str, plan: Printed, pick: int) -> None:
    broken, at = with_sentence(plan, pick, sentence)
    assert errors_and_warnings(broken.text) == [(code, broken.line(at))]


@given(plans(), _PICK)
def test_a_heading_that_a_sibling_has_too_is_reported_where_it_comes_again(plan: Printed, pick: int) -> None:
    at = picked([at for at in later(plan, 2) if plan.rows[at].role == TASKS], pick)
    before = max(other for other in plan.at(level=2) if other < at)
    broken = plan.with_row(at, plan.rows[at]._replace(title=plan.rows[before].title))
    assert errors_and_warnings(broken.text) == [("STR006", broken.line(at))]


@given(plans())
def test_goals_without_a_year_name_no_time(plan: Printed) -> None:
    assume(not plan.rows[0].title.endswith("）"))
    heading = next(at for at, row in enumerate(plan.rows) if row.title == "工作目标")
    at = heading if plan.style.run_in else heading + 1
    broken = plan.with_row(at, plan.rows[at]._replace(text="社区食堂更加便利，群众更加满意。"))
    assert errors_and_warnings(broken.text) == [("TGT009", broken.line(heading))]


@given(plans())
def test_a_target_after_the_years_of_the_title_is_outside(plan: Printed) -> None:
    assume(plan.rows[0].title.endswith("）"))
    at = next(at for at, row in enumerate(plan.rows) if "到20" in row.text)
    broken = plan.with_row(at, plan.rows[at]._replace(text=plan.rows[at].text.replace("到20", "到2029年，扩建路灯；到20", 1)))
    assert errors_and_warnings(broken.text) == [("TGT006", broken.line(at))]


@given(plans(run_in=False))
def test_a_text_that_ends_within_a_sentence_is_cut(plan: Printed) -> None:
    last = len(plan.rows) - 1
    assume(plan.rows[last].text)
    broken = plan.with_row(last, plan.rows[last]._replace(text=plan.rows[last].text + "市民政局要会同有关部门，定期"))
    assert errors_and_warnings(broken.text) == [("TXT015", broken.line(last))]
