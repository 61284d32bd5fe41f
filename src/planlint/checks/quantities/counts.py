"""Announced numbers against what is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.counts import Count, counts
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind(
    "announced",
    "number",
    needs=counts,
    parameters={
        "nearly": ("列举末尾有“等”时，所报数目至少多大才报告只差一个的", "from which number on a list that ends in 等 and lacks one is reported"),
        "apart": ("相差超过多少就不是在数这些", "how far apart number and list may be and still speak of the same things"),
    },
)
class CountsCheck(Record):
    """Reports 三大行动 with four actions below it, and 甲、乙、丙四项 with three before it.

    等 leaves a list open: it must not be longer than the number, and is not meant to be open where only one of `nearly` or more is left out.
    Numbers more than `apart` away from what is named beside them count something else.
    """

    nearly: int = 6
    apart: int = 3

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each announcement that disagrees, with the place where the things are named."""
        reported: set[int] = set()
        for found in plan.fact(counts):
            if self._disagrees(found) and found.span.start not in reported:
                reported.add(found.span.start)
                least, most = found.named
                named = str(most if found.announced > most else least)
                yield Match(found.span, {"announced": found.span.of(plan.text), "number": named}, ((found.at, said("count.listed", number=named)),))

    def _disagrees(self, found: Count) -> bool:
        least, most = found.named
        if least <= found.announced <= most or found.announced > most + self.apart or found.announced < least - self.apart:
            return False
        if found.open:
            return found.announced < least or found.announced == most + 1 >= self.nearly
        return found.whole or found.announced < least
