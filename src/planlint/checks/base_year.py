"""Changes measured from a year that is not before the target's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.targets import targets
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind("year", "base")
class BaseYearCheck(NamedTuple):
    """Reports 到2025年…较2026年下降: a base year that is not before the year of the target."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each base year, at its digits."""
        seen: set[Span] = set()
        for target in plan.fact(targets):
            base, year, span, at = target.base_year, target.year, target.base_span, target.year_span
            if base is None or year is None or span is None or at is None or span in seen or base < year:
                continue
            if not any(mark in plan.text[min(at.stop, span.start) : max(at.start, span.stop)] for mark in "。\n"):
                seen.add(span)
                yield Match(span, {"year": str(year), "base": str(base)}, ((at, f"目标年份为{year}年"),))

    def not_applicable(self, plan: Plan) -> bool:
        """Whether no target names the year it is measured from."""
        return all(target.base_year is None for target in plan.fact(targets))
