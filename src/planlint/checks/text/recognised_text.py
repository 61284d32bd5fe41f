"""Texts that come from a scanner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.recognition import recognition
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind("signs")
class RecognisedTextCheck(Record):
    """Reports a text that was recognised from pictures of pages (OCR), once."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match, at the first place that shows it."""
        found = plan.fact(recognition)
        if found is not None:
            yield Match(found.span, {"signs": str(found.signs)}, in_source=True)
