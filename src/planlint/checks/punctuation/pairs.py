"""Marks that come in pairs and stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.pairs import unpaired
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind("mark", "counterpart", "state")
class PairsCheck(Record):
    """Reports brackets, quotes and title marks without counterpart in their paragraph."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each mark that stands alone, at the mark."""
        wanted = {node.index for node in nodes}
        for mark in plan.fact(unpaired):
            if plan.leaf_at(mark.span.start).index in wanted:
                yield Match(mark.span, {"mark": mark.mark, "counterpart": mark.counterpart, "state": said("pairs.open" if mark.opened else "pairs.close")})
