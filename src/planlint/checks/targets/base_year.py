"""Changes measured from a year that is not before the target's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.asides import without_asides
from planlint.messages import said
from planlint.phrases.horizons import Horizon, horizons_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind("year", "base")
class BaseYearCheck(Record):
    """Reports 到2025年…较2026年下降: a base year that is not before the year of the target in the same sentence."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each base year, at its digits."""
        text = plan.fact(without_asides)
        time: Horizon | None = None
        for found in horizons_in(text, Span(0, len(text))):
            if not found.base:
                time = found
            elif time is not None and found.period is None and found.years[-1] >= time.years[-1] and not self._apart(text, time, found):
                year, base = time.years[-1], found.years[-1]
                yield Match(found.digits, {"year": str(year), "base": str(base)}, ((time.digits, said("base-year.target", year=year)),))

    def _apart(self, text: str, time: Horizon, base: Horizon) -> bool:
        between = text[time.span.stop : base.span.start]
        return any(mark in between for mark in "。！？\n")
