"""One document cited under two titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.citations import Citation, bare_likenesses, citations
from planlint.patterns import compiled
from planlint.syntax.nodes import Node, Plan

_COUNTED = compiled(r"[0-9０-９一二三四五六七八九十甲乙丙上中下大小前后东西南北]")
_HAN = compiled(r"\p{Han}+")
_VERSION = compiled(r"[（(][^（）()]*[）)]$")
_PLACE = compiled(r".{0,4}[省市县区州盟旗]")


@check_kind("title", "other")
class CitedTitlesCheck(NamedTuple):
    """Reports a title that differs by one character from another one that is cited, at the one cited less often.

    Years, ordinals and names of places tell documents apart, as do document numbers; so does a title shorter than `least` characters.
    """

    least: int = 7

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such title, at its first place."""
        places: dict[str, list[Citation]] = {}
        for citation in plan.fact(citations):
            title = _VERSION.sub("", citation.title)
            if len(title) >= self.least:
                places.setdefault(title, []).append(citation)
        titles = list(places)
        by_length: dict[int, list[str]] = {}
        for title in titles:
            by_length.setdefault(len(title), []).append(title)
        for at, title in enumerate(titles):
            for other in (*by_length[len(title)], *by_length.get(len(title) + 1, ())):
                if (len(title) == len(other) and titles.index(other) <= at) or not self._is_slip(title, other):
                    continue
                rare, usual = sorted((places[title], places[other]), key=lambda cited: (len(cited), -cited[0].span.start))
                if len(rare) == 1 and self._one_document(rare, usual):
                    yield Match(rare[0].span, {"title": rare[0].title, "other": usual[0].title}, ((usual[0].span, f"《{usual[0].title}》"),))

        yield from self._bare(plan, places)

    def _bare(self, plan: Plan, places: dict[str, list[Citation]]) -> Iterator[Match]:
        """Titles cited once that the text also names without title marks, one character apart; the later of the two is reported."""
        for title, (cited, *others) in places.items():
            like = next((like for like in bare_likenesses(plan, title) if self._is_slip(title, like.title) and _HAN.fullmatch(like.title)), None)
            if like is not None and not others:
                first, second = sorted((cited, like), key=lambda found: found.span)
                values = {"title": second.title, "other": first.title}
                yield Match(second.span, values, ((first.span, f"此处为“{first.title}”"),))

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan cites no document."""
        return not plan.fact(citations)

    def _is_slip(self, one: str, other: str) -> bool:
        """Whether one character, or two neighbours that changed places, make the difference, and mean nothing by themselves."""
        if one == other:
            return False
        at = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), len(one))
        if len(one) == len(other):
            swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
            if not swapped and one[at + 1 :] != other[at + 1 :]:
                return False
        elif one[at:] != other[at + 1 :]:
            return False
        differing = one[at : at + 1] + other[at : at + 1]
        place = _PLACE.match(one)
        return _COUNTED.search(differing) is None and (place is None or place.end() <= at)

    def _one_document(self, rare: list[Citation], usual: list[Citation]) -> bool:
        numbers = [{_digits(cited.number) for cited in found if cited.number} for found in (rare, usual)]
        versions = [{m[0] for cited in found if (m := _VERSION.search(cited.title))} for found in (rare, usual)]
        return all(not mine or not theirs or mine & theirs for mine, theirs in (numbers, versions))


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())
