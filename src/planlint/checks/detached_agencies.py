"""Agency lists that stand apart from their tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.agencies import AgencyList, agency_lists
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Edit, Span


@check_kind(repairs=True)
class DetachedAgenciesCheck(NamedTuple):
    """Reports a bracketed list set as a paragraph of its own where at least two thirds of the `several` or more others are not."""

    several: int = 4

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each list that stands apart; the fix joins it to the paragraph above."""
        bracketed = [found for found in plan.fact(agency_lists) if plan.text[found.span.start] in "（(〔［["]
        apart = [found for found in bracketed if found.detached]
        if len(bracketed) - len(apart) < self.several or len(apart) * 3 > len(bracketed):
            return
        for found in apart:
            yield from self._joined(plan, found)

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan has no agency list."""
        return not plan.fact(agency_lists)

    def _joined(self, plan: Plan, found: AgencyList) -> Iterator[Match]:
        leaf = plan.leaf_at(found.span.start)
        above = plan.leaf_at(max(leaf.span.start - 1, 0))
        if above.kind in (Kind.PARAGRAPH, Kind.HEAD) and plan.text[above.content.stop - 1] == "。":
            yield Match(found.span, edits=(Edit(Span(above.content.stop, found.span.start), ""),))
