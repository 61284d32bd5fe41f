"""The bodies that the agency lists of a plan name, with what a registry says of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain

from planlint.facts.agencies.lists import AgencyList
from planlint.facts.agencies.registry import NATION, OF_THE_NATION, Judgement, Registry, owner_ends
from planlint.facts.document import document, year_of
from planlint.facts.tables.lists import every_list
from planlint.phrases.bodies import Body
from planlint.record import Record
from planlint.syntax.nodes import Plan


class Mention(Record):
    """A body named in an agency list, with what the registry says of it.

    `name` is written without spaces; `owner` is the one that holds for it, its own or that of the nearest body `before` it.
    """

    found: AgencyList
    body: Body
    name: str
    owner: str
    before: str
    judgement: Judgement


@cache
def mentions(registry: Registry) -> Callable[[Plan], list[Mention]]:
    """The fact of the bodies that the lists of a plan name, in order, collective ones left out: plan.fact(mentions(registry))."""

    def mentioned(plan: Plan) -> list[Mention]:
        date = _date(plan)
        found: list[Mention] = []
        for listed in plan.fact(every_list):
            owner = ""
            for body in chain(listed.bodies, listed.implied):
                if body.is_collective:
                    continue
                name = "".join(body.name.split())
                judgement = registry.judge(name, owner, date)
                before, owner = owner, _owner(name, judgement, owner)
                found.append(Mention(listed, body, name, owner, before, judgement))
        return found

    return mentioned


def _date(plan: Plan) -> str | None:
    """The date of a plan's document; else a year before which it can't have been issued: that of a document it cites, or the one before its period."""
    found = plan.fact(document)
    if found.date is not None:
        return found.date
    years = [year for year in (year_of(plan), found.period and found.period[0] - 1) if year]
    return f"{max(years):04}" if years else None


def _owner(name: str, judgement: Judgement, before: str) -> str:
    """The owner that holds for a name and for those behind it that tell none."""
    reading = judgement.reading
    if reading is None:
        if before == NATION or name.startswith(OF_THE_NATION):
            return NATION
        return next((name[:at] for at in owner_ends(name)), before)
    if reading.level == "office" or reading.level == "names":
        return before
    return reading.owner or before
