"""Paragraphs that come to no stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.endings import unstopped
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind("tail")
class MissingStopCheck(Record):
    """Reports paragraphs of running text without a mark at their end (see facts/endings.py)."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at its last character."""
        wanted = {node.index for node in nodes}
        for leaf in plan.fact(unstopped):
            if leaf.index in wanted:
                stop = leaf.content.stop
                yield Match(Span(stop - 1, stop), {"tail": plan.text[stop - 6 : stop]})
