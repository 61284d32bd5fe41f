"""One name of a body broken in a clean plan: exactly its code appears, in its line."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planlint.facts.agencies.slips import Kind, slip_between
from strategies import Printed, errors_and_warnings, plans

_PICK = st.integers(0, 10_000)
_LONG_NAMES = ("住房城乡建设局", "市场监管局", "农业农村局", "交通运输局", "生态环境局", "自然资源局", "应急管理局", "卫生健康委")
_STRANGE = "橘嗨喵鹅棚柠曦"


def with_body(plan: Printed, name: str, pick: int) -> tuple[Printed, int]:
    """The plan with one body of one list replaced, the level in front of its name kept; and the row it is in."""
    places = plan.at(agencies=True)
    assume(places)
    at = places[pick % len(places)]
    bodies = list(plan.rows[at].agencies)
    which = (pick // 7) % len(bodies)
    bodies[which] = bodies[which][0] + name
    assume(len(set(bodies)) == len(bodies))
    return plan.with_row(at, plan.rows[at]._replace(agencies=tuple(bodies))), at


def dated(plan: Printed) -> bool:
    """Whether the plan tells when it was issued."""
    return any(row.title.startswith("2025年") for row in plan.rows) or any("政办发〔2025〕" in row.title for row in plan.rows)


@given(plans(listed=True), st.sampled_from(_LONG_NAMES), st.sampled_from(_STRANGE), _PICK)
def test_a_long_name_with_a_strange_character_is_misspelt(plan: Printed, name: str, strange: str, pick: int) -> None:
    where = pick % (len(name) - 1)
    broken, at = with_body(plan, name[:where] + strange + name[where + 1 :], pick)
    assume(not any(body.endswith(name) for body in broken.rows[at].agencies))
    assert errors_and_warnings(broken.text) == [("AGY003", broken.line(at))]


@given(plans(listed=True), st.sampled_from(_LONG_NAMES), _PICK)
def test_a_long_name_with_two_characters_swapped_is_misspelt(plan: Printed, name: str, pick: int) -> None:
    where = pick % (len(name) - 2)
    swapped = name[:where] + name[where + 1] + name[where] + name[where + 2 :]
    assume(swapped != name)
    broken, at = with_body(plan, swapped, pick)
    assume(not any(body.endswith(name) for body in broken.rows[at].agencies))
    assert errors_and_warnings(broken.text) == [("AGY003", broken.line(at))]


@given(plans(listed=True), st.sampled_from(["小水电发展局", "公管局", "城市更新局", "园林中心", "科工局", "文广局", "委办公室", "水务局"]), _PICK)
def test_a_body_that_nobody_knows_is_no_fault(plan: Printed, name: str, pick: int) -> None:
    broken, _ = with_body(plan, name, pick)
    assert errors_and_warnings(broken.text) == []


@given(plans(listed=True), st.sampled_from(["国税局", "质监局", "工商局", "环保局", "国土资源局", "卫计委", "扶贫办", "安监局"]), _PICK)
def test_a_body_of_former_days_is_retired_where_the_plan_has_a_date(plan: Printed, name: str, pick: int) -> None:
    broken, at = with_body(plan, name, pick)
    in_time = dated(plan) or "（20" in plan.rows[0].title or "〔2023〕" in plan.text
    assert errors_and_warnings(broken.text) == ([("AGY004", broken.line(at))] if in_time else [])


@given(plans(listed=True), st.sampled_from(["教育厅", "财政厅", "水利厅", "民政厅", "住房城乡建设厅", "工业和信息化厅"]), _PICK)
def test_a_city_or_county_has_no_hall(plan: Printed, name: str, pick: int) -> None:
    broken, at = with_body(plan, name, pick)
    assert errors_and_warnings(broken.text) == [("AGY006", broken.line(at))]


@given(st.text("省市县发展改革委员会财政教育生态环境厅局", min_size=1, max_size=8), st.text("省市县发展改革委员会财政教育生态环境厅局", min_size=1, max_size=8))
def test_a_slip_undone_gives_the_right_form(written: str, right: str) -> None:
    found = slip_between(written, right)
    if found is not None:
        kind, at = found
        undone = {
            Kind.CHANGED: written[:at] + right[at : at + 1] + written[at + 1 :],
            Kind.LEFT_OUT: written[:at] + right[at : at + 1] + written[at:],
            Kind.ADDED: written[:at] + written[at + 1 :],
            Kind.SWAPPED: written[:at] + written[at + 1 : at + 2] + written[at : at + 1] + written[at + 2 :],
        }
        assert undone[kind] == right
        assert slip_between(right, written) is not None


@pytest.mark.parametrize("owner", ["市", "县", "青禾县", "云溪市"])
def test_an_owner_in_full_or_short_is_the_same_to_a_name(owner: str) -> None:
    assert errors_and_warnings(f"1.完善管网。（{owner}生态环橘局、{owner}财政局负责）\n") == [("AGY003", 1)]
