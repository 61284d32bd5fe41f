"""One term in two forms that no word list can name: leading groups, kinds of counties, characters that changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from planlint.facts.terms.forms import bigrams
from planlint.patterns import compiled
from planlint.phrases.boundaries import is_joint
from planlint.phrases.words import frequency
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span

_GROUP = "领导小组"
_LONGEST_NAME = 24
_LEAST_NAME = 4
_NAME = compiled(r"[^，。；：（）《》\s]*\Z")
_LEVEL = compiled(r"(?:国家|中央|全国|自治区|[省市县区州旗])\Z")
_NATIONAL = frozenset({"国家", "中央", "全国"})
_VERB = compiled(r"\A(?:成立|设立|建立|组建|调整|落实|贯彻|发挥|加强|强化)")
_OPENS = compiled(r"(?:\A|各级|成立|设立|建立|组建|调整|落实|贯彻|发挥|加强|强化|[在由经对向和与及的将按报为“])\Z")
_COUNTIES = compiled(r"各(?:([县市区旗])（([县市区旗、]{3,7})）|([县市区旗]{3,4}))")
_LEAST_UNITS = 3
_WINDOW = 4
_BEGINS = re.compile(r"[、，。]([一-鿿]{4})")
_RARE = 2
_STRONGER = 10
_HARDLY_USED = 100


class Variants(NamedTuple):
    """The places of two forms of one term, each in order; the first ones are fewer, or begin later where there are as many."""

    rarer: tuple[Span, ...]
    others: tuple[Span, ...]


def variants(plan: Plan) -> list[Variants]:
    """The pairs of forms of one term, by the place of the rarer one."""
    return sorted((*_leading_groups(plan), *_counties(plan), *_swapped(plan)))


def paired(one: list[Span], other: list[Span]) -> Variants:
    """Two lists of places, put in the order that Variants has."""
    rarer, others = sorted((one, other), key=lambda spans: (len(spans), -spans[0].start))
    return Variants(tuple(rarer), tuple(others))


class _Group(NamedTuple):
    """A leading group as named: what stands before its last word, without 、, where it ends, and whether it is a 工作领导小组."""

    before: str
    stop: int
    of_work: bool


def _leading_groups(plan: Plan) -> Iterator[Variants]:
    """…领导小组 beside …工作领导小组: one matter, one level."""
    groups = list(_groups(plan.text))
    places: dict[str, tuple[list[Span], list[Span]]] = {}
    for short, long in product((group for group in groups if not group.of_work), (group for group in groups if group.of_work)):
        matter = _common_end(short.before, long.before)
        if len(matter) >= _LEAST_NAME and _is_one_body(short.before, long.before, matter, groups):
            matter = _VERB.sub("", matter)
            for group, spans in zip((short, long), places.setdefault(matter, ([], [])), strict=True):
                span = _place(plan.text, group, len(matter))
                if span not in spans:
                    spans.append(span)
    return (paired(*both) for both in places.values())


def _groups(text: str) -> Iterator[_Group]:
    at = text.find(_GROUP)
    while at >= 0:
        of_work = text.endswith("工作", 0, at)
        name = _NAME.search(text, max(at - _LONGEST_NAME, 0), at - 2 * of_work)
        yield _Group(name[0].replace("、", "") if name is not None else "", at + len(_GROUP), of_work)
        at = text.find(_GROUP, at + 1)


def _common_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-length - 1] == other[-length - 1]:
        length += 1
    return one[len(one) - length :]


def _is_one_body(one: str, other: str, matter: str, groups: Sequence[_Group]) -> bool:
    """Whether the matter is the whole name in both, and of one level; a name without a level means the only one there is."""
    heads = (one[: len(one) - len(matter)], other[: len(other) - len(matter)])
    if not all(_LEVEL.search(head) or _OPENS.search(head) for head in heads):
        return False
    if not any(_LEVEL.search(head) for head in heads):
        return True
    named = [_LEVEL.search(group.before[: len(group.before) - len(matter)]) for group in groups if group.before.endswith(matter)]
    levels = {level[0] for level in named if level is not None}
    return len(levels) == 1 and not levels & _NATIONAL


def _place(text: str, group: _Group, length: int) -> Span:
    """The place of a group: its name of so many characters, 、 not counted, to the end of its last word."""
    start = group.stop - len(_GROUP) - 2 * group.of_work
    while length:
        start -= 1
        length -= text[start] != "、"
    return Span(start, group.stop)


def _counties(plan: Plan) -> Iterator[Variants]:
    """各县（市、区） beside 各县（区、市）: the same units of administration, of which the first one stands outside of the brackets."""
    forms: dict[tuple[str, frozenset[str]], dict[str, list[Span]]] = {}
    for m in _COUNTIES.finditer(plan.text) if "各" in plan.text else ():
        units = (m[1] or m[3][0]) + (m[2] or m[3][1:]).replace("、", "")
        if len(set(units)) == len(units) >= _LEAST_UNITS:
            forms.setdefault((units[0], frozenset(units)), {}).setdefault(m[0], []).append(Span(*m.span()))
    for places in forms.values():
        usual = max(places.values(), key=lambda spans: (len(spans), -spans[0].start))
        yield from (paired(spans, usual) for spans in places.values() if spans is not usual)


def _swapped(plan: Plan) -> Iterator[Variants]:
    """Four characters at the beginning or end of a clause, once or twice, which the text has with two of them changed about.

    Not where the two make a word either way, as in 聚集 and 集聚, unless one of them is hardly used.
    """
    text, known = plan.text, plan.fact(bigrams)
    ends = {form[::-1] for form in _BEGINS.findall("。" + text[::-1])}
    for form in ends.union(_BEGINS.findall("。" + text)):
        a, b, c, d = iter(form)
        if b + a in known and a + c in known:
            yield from _exchanged(plan, form, b + a + c + d)
        if c + b in known and a + c in known and b + d in known:
            yield from _exchanged(plan, form, a + c + b + d)
        if d + c in known and b + d in known:
            yield from _exchanged(plan, form, a + b + d + c)


def _exchanged(plan: Plan, form: str, other: str) -> Iterator[Variants]:
    text = plan.text
    if form == other or other not in text:
        return
    if text.count(form) > _RARE or text.count(other) <= text.count(form):
        return
    at = next(at for at in range(_WINDOW) if form[at] != other[at])
    if frequency(form[at : at + 2]) * _STRONGER > max(frequency(other[at : at + 2]), _HARDLY_USED):
        return
    if not all(is_joint(text, span.start, span.stop) for span in _all_places(text, form)):
        return
    yield Variants(_all_places(text, form), _all_places(text, other))


def _all_places(text: str, form: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    while (at := text.find(form, spans[-1].stop if spans else 0)) >= 0:
        spans.append(Span(at, at + len(form)))
    return tuple(spans)
