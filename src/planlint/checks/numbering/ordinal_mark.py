"""The mark behind a number, which its family does not take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.numbering import goes_on_in_line
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span


@check_kind("number", "expected", repairs=True)
class OrdinalMarkCheck(NamedTuple):
    """Reports 一. for 一、, （一）、 for （一） and 1、 for 1. (GB/T 9704-2012, 7.3.3).

    A list that runs on in its line (1、甲。2、乙。) is left alone: to write one of its numbers anew would part it from the others.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each number with a wrong mark; the fix puts the right one."""
        for node in nodes:
            ordinal = node.ordinal
            if ordinal is None or ordinal.is_well_marked or goes_on_in_line(plan, node):
                continue
            right = (ordinal.family.row.marks or "")[:1]
            bare = ordinal.text[: len(ordinal.text) - len(ordinal.mark)]
            place = Span(ordinal.span.stop - len(ordinal.mark), ordinal.span.stop)
            yield Match(ordinal.span, {"number": ordinal.text, "expected": bare + right}, edits=(Edit(place, right),))

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan has no numbers."""
        return all(node.ordinal is None for node in plan.nodes)
