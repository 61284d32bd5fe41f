"""Announced numbers against what is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.counts import counts
from planlint.syntax.nodes import Node, Plan


@check_kind("announced", "number")
class CountsCheck(NamedTuple):
    """Reports 三大行动 with four actions below it, and 甲、乙、丙四项 with three before it; 等 leaves a list open, but not shorter than it is."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the announcement."""
        for found in plan.fact(counts):
            least, most = found.named
            wrong = found.announced < least if found.open else not least <= found.announced <= most
            if wrong:
                named = str(most if found.announced > most else least)
                yield Match(found.span, {"announced": found.span.of(plan.text), "number": named}, ((found.at, f"列出{named}个"),))

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan announces no number of things that it names."""
        return not plan.fact(counts)
