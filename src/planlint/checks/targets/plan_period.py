"""Five-year plans beside years that are not theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planlint.check import Match, check_kind
from planlint.patterns import compiled
from planlint.phrases.times import Period, periods_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span

_BETWEEN = compiled(r"[”\"]?(?:期间|时期|规划)?[（(，,：:]?(?:即|，即)?[ ]?$")
_BEFORE_NAME = compiled(r"[（(]?[，,、]?(?:即)?(?:我[国省市县区])?(?:国家)?[“\"]?$")


@check_kind("plan", "expected", "years")
class PlanPeriodCheck(Record):
    """Reports “十四五”（2021—2026年） and 2021—2026年“十四五”期间: a named plan and years that explain one another and differ."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the years."""
        text = plan.text
        if "五" not in text:
            return
        for one, other in pairwise(periods_in(text, Span(0, len(text)))):
            named, plain = (one, other) if one.name else (other, one)
            if named.name is None or plain.name is not None or named.years is None or plain.years is None:
                continue
            if plain.years != named.years and self._explains(text, one, other) and not self._is_part(text, named, plain):
                values = {"plan": f"“{named.name}”", "expected": f"{named.years[0]}—{named.years[1]}", "years": plain.span.of(text)}
                yield Match(plain.span, values, ((named.span, f"“{named.name}”"),))

    def _explains(self, text: str, one: Period, other: Period) -> bool:
        between = text[one.span.stop : other.span.start]
        pattern = _BETWEEN if one.name else _BEFORE_NAME
        return len(between) <= 8 and pattern.fullmatch(between) is not None

    def _is_part(self, text: str, named: Period, plain: Period) -> bool:
        """Years inside the plan are a part of it (“十四五”后三年，2023—2025年), but not when they stand in brackets behind its name."""
        assert named.years is not None and plain.years is not None
        inside = named.years[0] <= plain.years[0] and plain.years[1] <= named.years[1]
        return inside and not any(mark in text[named.span.stop : plain.span.start] for mark in "（(")
