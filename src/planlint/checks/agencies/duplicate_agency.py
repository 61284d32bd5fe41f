"""Agencies named twice in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.lists import AgencyList
from planlint.facts.tables.lists import every_list
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span


@check_kind("body", repairs=True, needs=every_list)
class DuplicateAgencyCheck(Record):
    """Reports a body that a list names a second time; 市市场监管局 is one body."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each name that repeats, at the later place; the fix takes it out with the 、 before it."""
        for found in plan.fact(every_list):
            yield from self._of_list(plan, found)

    def _of_list(self, plan: Plan, found: AgencyList) -> Iterator[Match]:
        seen: dict[str, Span] = {}
        for at, body in enumerate(found.bodies):
            name = "".join(body.name.split())
            first = seen.setdefault(name, body.span)
            if first is not body.span and len(name) >= 3:
                start = found.bodies[at - 1].span.stop
                joint = plan.text[start : body.span.start]
                edits = (Edit(Span(start, body.span.stop), ""),) if joint == "、" else ()
                yield Match(body.span, {"body": name}, ((first, said("duplicate-agency.first")),), edits)
