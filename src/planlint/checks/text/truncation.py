"""Texts that break off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.endings import break_off
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind("tail")
class TruncationCheck(Record):
    """Reports a text that ends inside a sentence or an open bracket."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match, at the last character."""
        leaf = plan.fact(break_off)
        if leaf is not None:
            stop = leaf.content.stop
            yield Match(Span(stop - 1, stop), {"tail": plan.text[max(leaf.content.start, stop - 6) : stop]})
