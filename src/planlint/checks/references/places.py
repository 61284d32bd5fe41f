"""Places that are in another province than the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from planlint.check import Match, check_kind
from planlint.facts.agencies.registry import regions
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@check_kind(
    "place",
    "city",
    "province",
    parameters={
        "unless": ("写在后面就不算的词，如对口支援机构", "words behind a place with which it is named after two regions, such as a body that sends help"),
    },
)
class PlacesCheck(Record):
    """Reports a city, prefecture or league that stands right behind a province which it is not in: 江苏省杭州市.

    Nothing is said where `unless` is found close behind: bodies that help another region bear the names of both.
    """

    unless: regex.Pattern[str]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each place, both names together."""
        wanted = {node.index for node in nodes}
        for m in _pattern().finditer(plan.text):
            right = regions().province_of(m["city"])
            if right is None or right == m["province"] or plan.leaf_at(m.start()).index not in wanted:
                continue
            if self.unless.match(plan.text, m.end()) is None:
                yield Match(Span(*m.span()), {"place": m[0], "city": m["city"], "province": right})


@cache
def _pattern() -> regex.Pattern[str]:
    """A province and, right behind it, what ends as a city does."""
    provinces = "|".join(sorted(regions().provinces()))
    return compiled(rf"(?P<province>{provinces})(?P<city>\p{{Han}}{{2,10}}?(?:市|自治州|地区|盟))")
