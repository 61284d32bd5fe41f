"""Targets built, printed in many ways and read back; and one thing about them broken."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from planlint.facts.targets.running import targets
from planlint.syntax import read
from planlint.text.source import Source
from strategies import Printed, errors_and_warnings, plans

_INDICATORS = ("再生水利用率", "城镇污水收集率", "湿地保护率", "新能源公交车占比", "秸秆离田比例", "生活垃圾回收利用率", "绿色建筑占新建建筑比重")
_RISES = ("达到", "提高到", "提升至", "力争达到", "稳定在")
_BOUNDS = {"": "=", "以上": ">=", "左右": "~"}
_TIMES = ("到{}年，", "到{}年底，", "力争到{}年，", "{}年，", "到 {} 年，", "到{}年，全市")


class Aim(NamedTuple):
    """A target to be printed."""

    indicator: str
    year: int
    value: float
    bound: str
    time: str
    verb: str

    @property
    def text(self) -> str:
        return f"{self.time.format(self.year)}{self.indicator}{self.verb}{self.value:g}%{self.bound}"


_AIMS = st.builds(
    Aim,
    st.sampled_from(_INDICATORS),
    st.integers(2026, 2035),
    st.integers(1, 999).map(lambda tenths: tenths / 10),
    st.sampled_from(sorted(_BOUNDS)),
    st.sampled_from(_TIMES),
    st.sampled_from(_RISES),
)
_PICK = st.integers(0, 10_000)


@given(st.lists(_AIMS, min_size=1, max_size=6), st.sampled_from("，；。"))
def test_what_is_printed_is_read_back(aims: list[Aim], joint: str) -> None:
    text = joint.join(aim.text for aim in aims) + "。"
    told = [(target.year, target.indicator, target.comparator, target.value, target.unit) for target in targets(read(Source(text)))]
    assert told == [(aim.year, aim.indicator, _BOUNDS[aim.bound], aim.value, "%") for aim in aims]


@given(st.lists(_AIMS, min_size=1, max_size=4))
def test_every_place_is_what_it_says(aims: list[Aim]) -> None:
    text = "".join(aim.text + "。" for aim in aims)
    for aim, target in zip(aims, targets(read(Source(text))), strict=True):
        assert target.indicator_span.of(text) == aim.indicator
        assert target.value_span.of(text) == f"{aim.value:g}%{aim.bound}"
        assert target.year_span is not None
        assert target.year_span.of(text) == str(aim.year)


def _with_two(plan: Printed, first: str, second: str, pick: int) -> tuple[str, int]:
    """The plan with a sentence at the end of one paragraph and another one in a later paragraph; the line of the second."""
    places = plan.at(text=True)
    assume(len(places) >= 2)
    one = pick % (len(places) - 1)
    other = one + 1 + (pick // 7) % (len(places) - 1 - one)
    for at, sentence in ((places[one], first), (places[other], second)):
        row = plan.rows[at]
        plan = plan.with_row(at, row._replace(text=row.text + sentence))
    return plan.text, plan.line(places[other])


@given(plans(), _AIMS, st.integers(1, 99), _PICK)
def test_another_value_for_the_same_year_is_a_conflict(plan: Printed, aim: Aim, value: int, pick: int) -> None:
    aim = aim._replace(year=2027)
    assume(value != aim.value)
    text, line = _with_two(plan, aim.text + "。", aim._replace(value=value).text + "。", pick)
    assert errors_and_warnings(text) == [("TGT001", line)]


@given(plans(), _AIMS, _PICK)
def test_a_value_said_twice_is_no_conflict(plan: Printed, aim: Aim, pick: int) -> None:
    aim = aim._replace(year=2027)
    text, _ = _with_two(plan, aim.text + "。", aim.text + "。", pick)
    assert errors_and_warnings(text) == []


@given(plans(), st.sampled_from(_INDICATORS), st.integers(20, 80), st.integers(1, 15), _PICK)
def test_a_later_value_below_an_earlier_one_falls_back(plan: Printed, indicator: str, value: int, less: int, pick: int) -> None:
    text, line = _with_two(plan, f"到2026年，{indicator}提高到{value}%。", f"到2027年，{indicator}提高到{value - less}%。", pick)
    assert errors_and_warnings(text) == [("TGT002", line)]


@given(plans(), st.sampled_from(_INDICATORS), st.integers(2020, 2035), _PICK)
def test_a_base_that_is_not_before_the_target_is_reported(plan: Printed, indicator: str, base: int, pick: int) -> None:
    text, line = _with_two(plan, "", f"到2027年，{indicator}较{base}年提高5个百分点。", pick)
    assert errors_and_warnings(text) == ([("TGT004", line)] if base >= 2027 else [])
