"""Times that neither calendar nor clock has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.phrases.times import impossible_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind("date")
class CalendarCheck(Record):
    """Reports 2月30日, 2024-13-01, 第五季度 and 每日25:30; 29 February passes where the year is not told."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each date that does not exist."""
        for span in impossible_in(plan.text):
            yield Match(span, {"date": span.of(plan.text)})
