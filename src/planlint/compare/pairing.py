"""Which places of one plan speak of what a place of another one speaks of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from planlint.compare.likeness import Grams, Index, Rarity, grams_of
from planlint.compare.measures import Place
from planlint.record import Record

_BODY, _TITLE, _ABOVE, _ORDER = 0.65, 0.25, 0.05, 0.05
"""What the likeness of texts, titles, titles of the sections above and the order weigh.

Texts alone find the main place of 65 of the 66 tasks of both annotated pairs, titles alone of 56, the two together of all; sections
and order only decide between places that are as like as each other.
"""
_LEAST = 0.1
"""Below this likeness two places have nothing to do with one another: unlike tasks of the annotated pairs stay below it, the least like true pair has 0.12."""
_LEAST_OWN = 0.15
"""The same for a counterpart of its own: the least like one of the annotated pairs has 0.16; below it another place is the better host."""
_LEAST_OF_DRAFTS = 0.3
"""The same for two drafts of one plan, where a task that was rewritten keeps its title or most of its words."""
_NEAR = 0.6
"""A place this near to the likest one may be the counterpart in its stead, where that one is another's."""


class Pairing(Record):
    """The places of the other plan that a place answers to.

    `own` is its counterpart, which no other place has; None where it has none of its own. `host` is the place most like it, the
    counterpart where there is one. `likeness` is that of the host; `nearness` tells for each place of the other plan, by its number,
    how near to the host's likeness it comes: 0 to 1.
    """

    own: int | None
    host: int | None
    likeness: float
    nearness: Mapping[int, float]


def paired(places: Sequence[Place], others: Sequence[Place], rarity: Rarity, *, without: Collection[int] = ()) -> dict[int, Pairing]:
    """The pairing of each task of one plan with the places of another one, by the task's number, some left out; counterparts are tasks."""
    alike = _likenesses(places, others, rarity)
    tasks = [place for place in places if place.is_task and place.number not in without]
    likeness = {place.number: alike(place) for place in tasks}
    own = _matched(likeness, {place.number for place in others if place.is_task})
    return {place.number: _pairing(own.get(place.number), likeness[place.number], others) for place in tasks}


def counterparts(places: Sequence[Place], others: Sequence[Place], rarity: Rarity) -> dict[int, int]:
    """The places of one draft with those of the next one that they became, by number: those that say the same first, then the likest."""
    found = _unchanged(places, others)
    alike = _likenesses(places, others, rarity)
    left, taken = [place for place in places if place.number not in found], set(found.values())
    for kind in (True, False):
        free = {place.number for place in others if place.is_task is kind and place.number not in taken}
        likeness = {place.number: alike(place) for place in left if place.is_task is kind}
        found |= _matched(likeness, free, least=_LEAST_OF_DRAFTS)
    return dict(sorted(_with_sections(found, places, others).items()))


def _with_sections(found: dict[int, int], places: Sequence[Place], others: Sequence[Place]) -> dict[int, int]:
    """The pairs, with those of sections that have other titles and yet the same items: most of what is below one is below the other."""
    taken = set(found.values())
    for place in reversed(places):
        below = [others[found[item.number]].above for item in places if item.above == place.number and item.number in found]
        for home in dict.fromkeys(above for above in below if above is not None):
            if place.number not in found and home not in taken and 2 * below.count(home) > len(below):
                found[place.number] = home
                taken.add(home)
    return found


def _unchanged(places: Sequence[Place], others: Sequence[Place]) -> dict[int, int]:
    """The places whose words are the same in both drafts, in order; and those outside of all numbers, which answer to each other."""
    there: dict[tuple[object, ...], list[int]] = {}
    for place in reversed(others):
        there.setdefault(_saying(place), []).append(place.number)
    found = {place.number: there[_saying(place)].pop() for place in places if there.get(_saying(place))}
    outside = [[place.number for place in side if place.node is None] for side in (places, others)]
    return found | dict(zip(*outside, strict=False))


def _saying(place: Place) -> tuple[object, ...]:
    return place.node is None, place.is_task, tuple(sentence.grams for sentence in place.sentences)


def text_of(place: Place) -> Grams:
    """The grams of all that a place says."""
    return tuple(dict.fromkeys(gram for sentence in place.sentences for gram in sentence.grams))


def _likenesses(places: Sequence[Place], others: Sequence[Place], rarity: Rarity) -> Callable[[Place], dict[int, float]]:
    bodies, titles = Index([text_of(place) for place in others], rarity), Index([grams_of(place.title) for place in others], rarity)
    above = Index([_above(place, others) for place in others], rarity)

    def alike(place: Place) -> dict[int, float]:
        at = place.number / max(len(places), 1)
        likes = zip(bodies.alike(text_of(place)), titles.alike(grams_of(place.title)), above.alike(_above(place, places)), strict=True)
        return {
            number: _BODY * body + _TITLE * title + _ABOVE * over + _ORDER * (1 - abs(at - number / len(others)))
            for number, (body, title, over) in enumerate(likes)
            if body or title
        }

    return alike


def _above(place: Place, places: Sequence[Place]) -> Grams:
    return grams_of(places[place.above].title) if place.above is not None else ()


def _matched(likeness: Mapping[int, Mapping[int, float]], tasks: set[int], least: float = _LEAST_OWN) -> dict[int, int]:
    """Each task with the one that is its counterpart: the likest pairs first, no task twice, and none far less like than the likest."""
    pairs = [(alike, one, other) for one, row in likeness.items() for other, alike in row.items() if other in tasks and alike >= least]
    best = {one: max((alike for other, alike in row.items() if other in tasks), default=0.0) for one, row in likeness.items()}
    found: dict[int, int] = {}
    taken: set[int] = set()
    for alike, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in found and other not in taken and alike >= _NEAR * best[one]:
            found[one] = other
            taken.add(other)
    return found


def _pairing(own: int | None, likeness: Mapping[int, float], others: Sequence[Place]) -> Pairing:
    likest = max((number for number in likeness if others[number].is_task), key=lambda number: (likeness[number], -number), default=None)
    host = own if own is not None else likest
    most = max(likeness.values(), default=0.0)
    nearness = {number: alike / most for number, alike in likeness.items()} if most else {}
    if host is not None:
        nearness[host] = 1.0
    of_host = likeness[host] if host is not None else 0.0
    return Pairing(own, host if of_host >= _LEAST else None, of_host, nearness)
