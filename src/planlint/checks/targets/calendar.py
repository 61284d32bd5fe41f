"""Days that the calendar does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.phrases.dates import days_in, months_in
from planlint.syntax.nodes import Node, Plan


@check_kind("date")
class CalendarCheck(NamedTuple):
    """Reports 2月30日 and 2024年13月; 29 February passes where the year is not told."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each date that does not exist."""
        if "月" not in plan.text:
            return
        for day in days_in(plan.text):
            if not day.exists:
                yield Match(day.span, {"date": day.span.of(plan.text)})
        for month in months_in(plan.text):
            if not 1 <= month.month <= 12:
                yield Match(month.span, {"date": month.span.of(plan.text)})

    def not_applicable(self, plan: Plan) -> bool:
        """Never: any text can hold a date."""
        return False
