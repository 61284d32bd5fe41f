"""Places that are in another province than the text says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.registry import regions
from planlint.facts.terms.forms import forms_in
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.signs import occurrences
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_CITY = compiled(r"\p{Han}{2,10}?(?:市|自治州|地区|盟)")


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
        for span, province in _named(plan):
            city = plan.text[span.start + len(province) : span.stop]
            right = regions().province_of(city)
            if right is None or right == province or plan.leaf_at(span.start).index not in wanted:
                continue
            if self.unless.match(plan.text, span.stop) is None:
                yield Match(span, {"place": span.of(plan.text), "city": city, "province": right})


def _named(plan: Plan) -> Iterator[tuple[Span, str]]:
    """Where a province stands and, right behind it, what ends as a city does, in order and apart, each with the province."""
    found = [(at, name) for name in forms_in(plan, regions().provinces()) for at in occurrences(plan.text, name)]
    stop = 0
    for at, province in sorted(found):
        city = _CITY.match(plan.text, at + len(province)) if at >= stop else None
        if city is not None:
            stop = city.end()
            yield Span(at, stop), province
