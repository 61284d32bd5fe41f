"""Agency lists that are not set as the others are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.lists import AgencyList, agency_lists
from planlint.facts.agencies.unclosed import unclosed_lists
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Edit, Span


@check_kind(
    "fault",
    repairs=True,
    needs=agency_lists,
    parameters={
        "several": ("至少有多少处责任单位写在段末，才报告单独成段的", "how many lists must stand within paragraphs before one apart is reported"),
    },
)
class AgencyListFormCheck(Record):
    """Reports a bracketed list set as a paragraph of its own, or closing without a duty, where most of the others are not so.

    A list stands apart from the others when at least `several` of them, and two thirds, do not stand apart.
    """

    several: int = 4

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such list; the fix joins one that stands apart to the paragraph above."""
        bracketed = [found for found in plan.fact(agency_lists) if plan.text[found.span.start] in "（(〔［["]
        apart = [found for found in bracketed if found.detached]
        if len(bracketed) - len(apart) >= self.several and len(apart) * 3 <= len(bracketed):
            for found in apart:
                yield from self._joined(plan, found)
        for found in plan.fact(unclosed_lists):
            yield Match(found.span, {"fault": said("agency-list-form.unclosed")})

    def _joined(self, plan: Plan, found: AgencyList) -> Iterator[Match]:
        leaf = plan.leaf_at(found.span.start)
        above = plan.leaf_at(max(leaf.span.start - 1, 0))
        if above.kind in (Kind.PARAGRAPH, Kind.HEAD) and plan.text[above.content.stop - 1] == "。":
            yield Match(found.span, {"fault": said("agency-list-form.apart")}, edits=(Edit(Span(above.content.stop, found.span.start), ""),))
