"""Figures whose marks make no number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.phrases.quantities import malformed_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind("text")
class MalformedFiguresCheck(Record):
    """Reports 1，200个, 12,00个, 62,5%, 95..5% and 95。5%: what stands before a unit and is no number that one can read in one way."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each figure."""
        for span in malformed_in(plan.text, Span(0, len(plan.text))):
            yield Match(span, {"text": span.of(plan.text)})
