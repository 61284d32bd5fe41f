"""Tasks that are left to 有关部门."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.tables.lists import every_list
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan

_VAGUE = compiled(r"有关|相关|各(?:部门|单位)")


@check_kind("body", needs=every_list)
class VagueAgencyCheck(Record):
    """Reports an agency list that names no body, only such as 各有关部门."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such list."""
        for listed in plan.fact(every_list):
            if listed.collective and any(_VAGUE.search(body.name) for body in listed.bodies):
                yield Match(listed.span, {"body": "、".join(body.name for body in listed.bodies)})
