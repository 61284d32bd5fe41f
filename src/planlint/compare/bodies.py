"""The bodies of a task beside those of its superior: who has no counterpart, who is left without the clause it had."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from planlint import data
from planlint.compare.measures import Place
from planlint.compare.relations import Match, State, Taken
from planlint.facts.agencies.mentions import mentions
from planlint.facts.agencies.registry import Entry, Registry
from planlint.facts.tasks.task import plain_name
from planlint.patterns import compiled
from planlint.phrases.bodies import Body, Duty, stands_for_many
from planlint.record import Record
from planlint.syntax.nodes import Plan

_MARK = compiled(r"\{[RFS]\}")
_OF_PLACES = compiled(r"^(?:地方|县|市、)|人民政府$")
_OWNERS = compiled(r"^[\p{Han}]{0,8}?[省市县区州盟旗]")

Fields = Callable[[Body], frozenset[str]]
"""What a body is there for: words of which two counterparts share one."""


class Gap(Record):
    """A body of the superior plan without a counterpart at a task. `elsewhere` is a place of the draft that names one, in another task."""

    name: str
    duty: Duty
    elsewhere: int | None


class BodiesOf(Record):
    """What is to be asked of the bodies of a task.

    `missing` are bodies of the superior without counterpart in the places that take the task up; `extra` those of the draft that answer
    to none; `left` those that stay although the draft drops all that the superior says of their field. `leads` are the leads of the
    superior whose counterparts do not lead, with those that do.
    """

    missing: tuple[Gap, ...] = ()
    extra: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    leads: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def __bool__(self) -> bool:
        return bool(self.missing or self.left or self.leads)


def fields_of(plan: Plan, registry: Registry) -> Fields:
    """What tells the fields of the bodies that the lists of a plan name."""
    entries = {mention.body.span: mention.judgement.reading.entry for mention in plan.fact(mentions(registry)) if mention.judgement.reading}

    @cache
    def fields(body: Body) -> frozenset[str]:
        return _fields(plain_name(body), entries.get(body.span))

    return fields


def bodies_of(taken: Taken, places: Sequence[Place], asked: Fields, said: Fields) -> BodiesOf:
    """The bodies of a task of the superior beside those of the places that take it up."""
    superior = [body for body in named(taken.place) if asked(body)]
    host = taken.pairing.host
    if not superior or host is None or not named(places[host]):
        return BodiesOf()
    here = dict.fromkeys((host, *(match.place for match in taken.matches if match.place is not None and match.state is not State.NOT_FOUND)))
    draft = [body for number in here for body in named(places[number])]
    there = frozenset(field for body in draft for field in said(body))
    missing = tuple(Gap(plain_name(body), body.duty, _elsewhere(asked(body), places, said)) for body in superior if not asked(body) & there)
    wanted = frozenset(field for body in superior for field in asked(body))
    extra = tuple(dict.fromkeys(plain_name(body) for body in named(places[host]) if not said(body) & wanted and not _of_many(plain_name(body))))
    left = tuple(plain_name(body) for body in named(places[host]) if said(body) & wanted and _is_left(said(body), taken, [places[number] for number in here]))
    return BodiesOf(missing, extra, tuple(dict.fromkeys(left)), _leads(superior, draft, asked, said))


def _leads(superior: Sequence[Body], draft: Sequence[Body], asked: Fields, said: Fields) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    leads, others = _leading(superior), _leading(draft)
    if not leads or any(asked(lead) & said(other) for lead in leads for other in others):
        return None
    named = any(asked(lead) & said(body) for lead in leads for body in draft)
    return (tuple(map(plain_name, leads)), tuple(dict.fromkeys(map(plain_name, others)))) if named and others else None


def _leading(bodies: Sequence[Body]) -> list[Body]:
    """The bodies that lead; where others support them, those that are responsible do."""
    leads = [body for body in bodies if body.duty is Duty.LEAD]
    if leads or not any(body.duty is Duty.SUPPORTING for body in bodies):
        return leads
    return [body for body in bodies if body.duty is Duty.RESPONSIBLE]


def named(place: Place) -> list[Body]:
    """The bodies of all rows of a task, each name once; collective ones are left out."""
    bodies = {plain_name(body): body for task in place.tasks for body in reversed((*task.bodies, *task.implied)) if not body.is_collective}
    return sorted(bodies.values(), key=lambda body: body.span)


def _elsewhere(fields: frozenset[str], places: Sequence[Place], said: Fields) -> int | None:
    return next((place.number for place in places for body in named(place) if fields & said(body)), None)


def _is_left(fields: frozenset[str], taken: Taken, places: Sequence[Place]) -> bool:
    """Whether the superior speaks of a field in measures that are all gone, and the draft nowhere in the places of the task."""
    words = [word for field in sorted(fields) for word in data.load("counterparts")["fields"].get(field, ())]
    if not words:
        return False
    asked = [match for match in taken.matches if _speaks(match, words)]
    if not asked or any(match.state is not State.NOT_FOUND for match in asked):
        return False
    return not any(word in sentence.text for place in places for sentence in place.sentences for word in words)


def _speaks(match: Match, words: Sequence[str]) -> bool:
    return any(word in match.measure.text for word in words)


def _of_many(name: str) -> bool:
    """Whether a name stands for many bodies or for the governments below: what they are there for is everything."""
    return stands_for_many(name) or _OF_PLACES.search(name) is not None


def _fields(name: str, entry: Entry | None) -> frozenset[str]:
    if _of_many(name):
        return frozenset()
    names = {name} if entry is None else {name, *(form for forms in entry.names.values() for form in forms)}
    return frozenset(field for written in names for field in _cores(_MARK.sub("", written)))


def _cores(name: str) -> Iterator[str]:
    """What a name says of the field of a body; of words that stand for one field the first."""
    known = data.load("counterparts")
    for short, word in known["short"].items():
        if name.startswith(short):
            yield word
    for word in known["within"]:
        if word in name:
            yield _first(word)
    core = name
    for prefix in known["prefixes"]:
        core = core.removeprefix(prefix)
    yield _first(_without_end(core))
    if m := _OWNERS.match(core):
        yield _first(_without_end(core[m.end() :]))


def _without_end(name: str) -> str:
    ends = data.load("counterparts")["suffixes"]
    end = next((end for end in ends if name.endswith(end) and len(name) > len(end)), "")
    return name[: len(name) - len(end)]


def _first(word: str) -> str:
    return _classes().get(word, word)


@cache
def _classes() -> dict[str, str]:
    known = data.load("counterparts")
    named = {word: field for field in known["fields"] for word in (field,)}
    classes: dict[str, str] = {}
    for words in known["same"]:
        name = next((word for word in words if word in named), words[0])
        classes.update(dict.fromkeys(words, name))
    return classes
