"""Tasks of several agencies without one that leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.lists import AgencyList, agency_lists
from planlint.phrases.bodies import Duty, stands_for_many
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind(
    "count",
    needs=agency_lists,
    parameters={
        "several": ("至少列出多少个单位才要有牵头的", "from how many bodies on one must lead"),
    },
)
class NoLeadAgencyCheck(Record):
    """Reports an agency list of `several` or more named bodies that answer for a task and none of which leads.

    Those that only support or guide do not count, nor do 各县政府 and the like, which carry out what the others lead. Where the plan says
    that those named first lead, nothing is reported.
    """

    several: int = 2

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such list."""
        found = plan.fact(agency_lists)
        if any(listed.leading for listed in found):
            return
        led = {listed.node.index for listed in found if listed.node is not None and self._leads(listed)}
        for listed in found:
            named = [body for body in listed.bodies if body.duty is Duty.RESPONSIBLE and not body.is_collective and not stands_for_many(body.name)]
            if len(named) >= self.several and not self._leads(listed) and (listed.node is None or listed.node.index not in led):
                yield Match(listed.span, {"count": str(len(named))})

    def _leads(self, listed: AgencyList) -> bool:
        return any(body.duty is Duty.LEAD for body in listed.bodies)
