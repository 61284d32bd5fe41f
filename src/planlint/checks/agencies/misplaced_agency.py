"""Agencies with a rank that their place has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.mentions import Mention, mentions
from planlint.facts.agencies.registry import Registry, owner_ends, rank, registry
from planlint.facts.tables.lists import every_list
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan

_OTHER_HALL = compiled(r"(?:办公|[大展餐]|政务|服务)厅$")


@check_kind(
    "body",
    "right",
    needs=every_list,
    parameters={
        "registries": ("自有的机构名录", "registries of one's own"),
    },
)
class MisplacedAgencyCheck(Record):
    """Reports 厅 of a city or county, and 局 of a province where every province has a 厅.

    `registries` are files with bodies of the user's own.
    """

    registries: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such name in an agency list that tells its owner."""
        known = registry(self.registries)
        for mention in plan.fact(mentions(known)):
            right = self._right(known, mention)
            if right is not None:
                yield Match(mention.body.span, {"body": mention.name, "right": right})

    def _right(self, known: Registry, mention: Mention) -> str | None:
        """The name of the body at the rank of its owner; None where the two agree or nobody knows."""
        reading = mention.judgement.reading
        if reading is None:
            return self._guess(known, mention.name)
        level = rank(reading.explicit)
        if level is None or {reading.level, level} != {"province", "below"} or reading.entry.single:
            return None
        right = known.counterpart(reading, level)
        return reading.explicit + right if right is not None else None

    def _guess(self, known: Registry, name: str) -> str | None:
        right = name[:-1] + "局"
        if not name.endswith("厅") or _OTHER_HALL.search(name) or not known.knows(right):
            return None
        return right if any(rank(name[:at]) == "below" for at in owner_ends(name)) else None
