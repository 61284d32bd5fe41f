"""One term in two forms that no word list can name: leading groups, kinds of counties, characters that changed places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from planlint.facts.terms.forms import bigrams, places_of
from planlint.patterns import compiled
from planlint.phrases.boundaries import is_joint
from planlint.phrases.words import frequency
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.text.pairs import pairs
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
_HAN = compiled(r"[一-鿿]+")
_RARE = 2
_STRONGER = 10
_HARDLY_USED = 100


class Variants(Record):
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


class _Group(Record):
    """A leading group as named: what stands before its last word, without 、, where it ends, and whether it is a 工作领导小组."""

    before: str
    stop: int
    of_work: bool


class _Head(Record):
    """What stands before the matter of a group: its last character, and the level it names."""

    last: str
    level: str | None

    def differs(self, other: _Head) -> bool:
        """Whether two names have no more in common than the matter."""
        return self.last != other.last or not self.last


def _leading_groups(plan: Plan) -> Iterator[Variants]:
    """…领导小组 beside …工作领导小组: one matter, one level."""
    places: dict[str, tuple[set[Span], set[Span]]] = {}
    for matter, groups in _by_matter(_groups(plan.text)).items():
        levels = {head.level for head, _ in groups if head.level is not None}
        one_level = len(levels) == 1 and not levels & _NATIONAL
        heads = ({head for head, group in groups if not group.of_work}, {head for head, group in groups if group.of_work})
        for head, group in groups:
            # a name without a level means the only one there is
            if any(head.differs(other) and (one_level or head.level is other.level is None) for other in heads[not group.of_work]):
                named = _VERB.sub("", matter)
                places.setdefault(named, (set(), set()))[group.of_work].add(_place_of_group(plan.text, group, len(named)))
    return (paired(sorted(short), sorted(long)) for short, long in places.values())


def _by_matter(groups: Iterable[_Group]) -> dict[str, list[tuple[_Head, _Group]]]:
    """The groups by each ending of their names that may be the whole of one, what stands before it being no part of a name."""
    found: dict[str, list[tuple[_Head, _Group]]] = {}
    for group in groups:
        for start in range(len(group.before) - _LEAST_NAME + 1):
            head, matter = group.before[:start], group.before[start:]
            level = _LEVEL.search(head)
            if level is not None or _OPENS.search(head):
                found.setdefault(matter, []).append((_Head(head[-1:], level[0] if level is not None else None), group))
    return found


def _groups(text: str) -> Iterator[_Group]:
    at = text.find(_GROUP)
    while at >= 0:
        of_work = text.endswith("工作", 0, at)
        name = _NAME.search(text, max(at - _LONGEST_NAME, 0), at - 2 * of_work)
        yield _Group(name[0].replace("、", "") if name is not None else "", at + len(_GROUP), of_work)
        at = text.find(_GROUP, at + 1)


def _place_of_group(text: str, group: _Group, length: int) -> Span:
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
    pairs = [(form, other) for form, other in _changed_about(plan) if _HAN.fullmatch(form)]
    others = {other: _spans(places) for other, places in places_of(plan, {other for _, other in pairs}).items() if len(places) > 1}
    forms = places_of(plan, {form for form, other in pairs if other in others})
    for form, other in pairs:
        if other in others and len(forms[form]) <= _RARE and len(forms[form]) < len(others[other]):
            places = _spans(forms[form])
            if _is_slip(plan.text, form, other, places):
                yield Variants(places, others[other])


def _changed_about(plan: Plan) -> list[tuple[str, str]]:
    """The four characters at the beginnings and ends of clauses, and what they are with two neighbours changed about, where the text may have that."""
    is_known = plan.fact(bigrams).__contains__
    forms = list(_edges(plan.text))
    # neighbours the other way round, from the last form to the first: its third two, its second, its first, and two that are of no form
    backwards = pairs("".join(forms)[::-1])
    forms.reverse()
    found: list[tuple[str, str]] = []
    for at in range(_WINDOW - 1):
        about = compress(forms, map(is_known, backwards[_WINDOW - 2 - at :: _WINDOW]))
        found += [(form, form[:at] + form[at + 1] + form[at] + form[at + 2 :]) for form in about]
    for at in range(_WINDOW - 1):
        found = list(compress(found, map(is_known, pairs("".join([other for _, other in found]))[at::_WINDOW])))
    return found


def _edges(text: str) -> set[str]:
    """The four characters that clauses begin and end with."""
    clauses = [clause for clause in text.replace("，", "。").replace("、", "。").split("。") if len(clause) >= _WINDOW]
    return {clause[:_WINDOW] for clause in clauses}.union(clause[-_WINDOW:] for clause in clauses)


def _is_slip(text: str, form: str, other: str, places: Sequence[Span]) -> bool:
    """Whether the rarer form is made of no words of its own, though it stands where words end."""
    at = next(at for at in range(_WINDOW) if form[at] != other[at])
    if frequency(form[at : at + 2]) * _STRONGER > max(frequency(other[at : at + 2]), _HARDLY_USED):
        return False
    return all(is_joint(text, span.start, span.stop) for span in places)


def _spans(places: Iterable[int]) -> tuple[Span, ...]:
    return tuple(Span(at, at + _WINDOW) for at in places)
