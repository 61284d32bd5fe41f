"""One document cited under two titles."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from planlint.check import Match, check_kind
from planlint.facts.references.citations import Citation, bare_likenesses, citations
from planlint.messages import Words, said
from planlint.patterns import compiled
from planlint.phrases.boundaries import parts_words
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan

_COUNTED = compiled(r"[0-9０-９一二三四五六七八九十甲乙丙上中下大小前后东西南北副非不未准近总分]")
_CONTRASTS = (
    "水能电气热煤油材粮地土矿碳",
    "国省市县区乡镇村城",
    "农林牧渔工商",
    "供排节引蓄用",
    "公铁水航空路",
    "风光核火水",
    "进出",
    "内外",
    "新旧",
    "老幼少青",
    "男女",
    "收支",
    "公私",
    "增减",
    "高低",
)
_HAN = compiled(r"\p{Han}+")
_VERSION = compiled(r"[（(][^（）()]*[）)]$")
_PLACE = compiled(r".{0,4}?[省市县区州盟旗]")
_DIVISION = compiled(r".{1,2}(?:[省市县州盟旗]|(?<![园范发片社地城山景新])区)")
_PROVINCES = compiled(
    r"北京|天津|[河湖]北|[山陕江]西|辽宁|吉林|上海|江苏|浙江|安徽|福建|山东|[河湖云]南|广[东西]|海南|重庆|四川|贵州|西藏|甘肃|青海|宁夏|新疆|台湾|香港|澳门"
)
_SCOPES = compiled(r"试点|地方|省级|市级|县级|国家|全省|全市|全县|重点|农村|乡村|城市|城镇|专项|补充|修订|暂行|试行|部分|主要|其他|民办|公办|关于|印发|第.|.期")
_SERIES = 6
_LONGEST = 120
_TOGETHER = compiled(r"[、，]?[和与及]?|(?:[（(][^（）()]*[）)])?[、，]?[和与及]?")


@check_kind(
    "title",
    "other",
    "difference",
    needs=citations,
    parameters={
        "least": ("标题至少多少个字才判断", "from how many characters on a title is judged"),
        "long": ("多少个字以上的标题，少两个字也算", "from how many characters on a title may have lost two"),
    },
)
class CitedTitlesCheck(Record):
    """Reports a title that differs by one character from another one that is cited, at the one cited less often.

    Years, ordinals and names of places tell documents apart, as do document numbers and being cited side by side; so does a title
    shorter than `least` characters. From `long` characters on a title may also have lost two.
    """

    least: int = 7
    long: int = 14

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such title, at its first place."""
        places: dict[str, list[Citation]] = {}
        for citation in plan.fact(citations):
            title = _VERSION.sub("", citation.title)
            if self.least <= len(title) <= _LONGEST:
                places.setdefault(title, []).append(citation)
        paired: set[str] = set()
        for title, other in _alike(places):
            if self._is_slip(title, other):
                rare, usual = sorted((places[title], places[other]), key=lambda cited: (len(cited), -cited[0].span.start))
                if len(rare) == 1 and self._one_document(rare, usual) and not self._side_by_side(plan.text, rare[0], usual):
                    paired |= {title, other}
                    difference = said("cited-titles.two" if len(other) - len(title) == 2 else "cited-titles.one")
                    values: dict[str, str | Words] = {"title": rare[0].title, "other": usual[0].title, "difference": difference}
                    yield Match(rare[0].span, values, ((usual[0].span, said("cited-titles.other", title=usual[0].title)),))
        yield from self._bare(plan, {title: cited for title, cited in places.items() if title not in paired})

    def _bare(self, plan: Plan, places: dict[str, list[Citation]]) -> Iterator[Match]:
        """Titles cited once that the text also names without title marks, one character apart; the later of the two is reported."""
        for title, (cited, *others) in places.items():
            if others:
                continue
            likenesses = (like for like in bare_likenesses(plan, title) if len(like.title) == len(title) and self._is_slip(title, like.title))
            like = next((like for like in likenesses if _HAN.fullmatch(like.title) and parts_words(plan.text, like.span.start)), None)
            if like is not None:
                first, second = sorted((cited, like), key=lambda found: found.span)
                values: dict[str, str | Words] = {"title": second.title, "other": first.title, "difference": said("cited-titles.one")}
                yield Match(second.span, values, ((first.span, said("cited-titles.other", title=first.title)),))

    def _is_slip(self, one: str, other: str) -> bool:
        """Whether a character, or two neighbours that changed places, or two lost from a long title make the difference, and mean nothing."""
        one, other = sorted((one, other), key=len)
        if one == other:
            return False
        at = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), len(one))
        if _is_place(one, at) and _is_place(other, at):
            return False
        more = len(other) - len(one)
        if more == 2:
            return len(one) >= self.long and at >= 4 and one[at:] == other[at + 2 :] and len(one) - at >= 4 and _SCOPES.match(other, at) is None
        if more == 1:
            return one[at:] == other[at + 1 :] and _COUNTED.match(other, at) is None
        differing = {one[at], other[at]}
        if all(map(_COUNTED.match, differing)) or any(differing <= set(contrast) for contrast in _CONTRASTS):
            return False
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return swapped or one[at + 1 :] == other[at + 1 :]

    def _one_document(self, rare: list[Citation], usual: list[Citation]) -> bool:
        numbers = [{_digits(cited.number) for cited in found if cited.number} for found in (rare, usual)]
        versions = [{m[0] for cited in found if (m := _VERSION.search(cited.title))} for found in (rare, usual)]
        return all(not mine or not theirs or mine & theirs for mine, theirs in (numbers, versions))

    def _side_by_side(self, text: str, rare: Citation, usual: list[Citation]) -> bool:
        """Whether the two are named in one list: nobody lists a document twice."""
        for other in usual:
            first, second = sorted((rare.span, other.span))
            if second.start - first.stop < 40 and _TOGETHER.fullmatch(text, first.stop, second.start):
                return True
        return False


def _alike(titles: Collection[str]) -> Iterator[tuple[str, str]]:
    """The pairs of titles that differ by one character, by two that changed places, or by one or two more, the shorter one first.

    Titles that only one character tells apart are a series where there are many of them, and no pairs.
    """
    order = {title: at for at, title in enumerate(titles)}
    series: dict[tuple[str, str], list[str]] = {}
    pairs: dict[tuple[str, str], None] = {}
    for title in titles:
        for at in range(len(title)):
            series.setdefault((title[:at], title[at + 1 :]), []).append(title)
            for more in (1, 2):
                if at + more <= len(title) and (other := title[:at] + title[at + more :]) in order:
                    pairs[other, title] = None
            swapped = title[:at] + title[at : at + 2][::-1] + title[at + 2 :]
            if order.get(swapped, -1) > order[title]:
                pairs[title, swapped] = None
    for alike in series.values():
        if 1 < len(alike) <= _SERIES:
            pairs.update(dict.fromkeys(combinations(alike, 2)))
    yield from pairs


def _is_place(title: str, at: int) -> bool:
    """Whether the character is one of a name of a place."""
    place = _PLACE.match(title)
    named = _PROVINCES.search(title, max(at - 1, 0), at + 2) is not None
    return named or (place is not None and place.end() > at) or _DIVISION.match(title, at) is not None


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())
