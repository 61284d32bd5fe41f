"""Names of bodies with one character wrong, left out, added, or two neighbours swapped."""

from __future__ import annotations

from collections.abc import Iterator

from planlint import data
from planlint.enums import StrEnum
from planlint.facts.agencies.mentions import Mention
from planlint.facts.agencies.registry import NATION, Level, Registry, owner_ends, rank
from planlint.phrases.bodies import body_ends
from planlint.phrases.words import frequency
from planlint.record import Record

_COMMON = 20
_LOOSE = frozenset("和与及")
_ANY: tuple[Level, ...] = ("local", "province", "below")


class Kind(StrEnum):
    """How a name came to be wrong."""

    CHANGED = "changed"
    LEFT_OUT = "left out"
    ADDED = "added"
    SWAPPED = "swapped"


class Slip(Record):
    """A written form, and the name of the body `id` that it is one slip away from; `at` is where in the written form it happened."""

    id: str
    level: Level
    owner: str
    written: str
    right: str
    kind: Kind
    at: int

    @property
    def is_doubled(self) -> bool:
        """Whether a character was written twice, the last one of the owner too."""
        return self.kind is Kind.ADDED and self.written[self.at] in (
            (self.owner + self.written)[len(self.owner) + self.at - 1 :][:1],
            self.written[self.at + 1 :][:1],
        )


def slips(registry: Registry, mention: Mention) -> Iterator[Slip]:
    """The slips that would explain a name the registry does not know, those behind the shortest owner first.

    There are none where another last character gives a name that it knows: 局 for 厅 and the like are no slips.
    """
    name = mention.name
    if any(registry.knows(name[:-1] + organ) for organ in "局委厅部" if organ != name[-1]):
        return
    for at in owner_ends(name):
        level = rank(name[:at])
        yield from _near(registry, name[at:], name[:at], ("local", level) if level else _ANY)
    if mention.before == NATION or mention.owner == NATION:
        yield from _near(registry, name, NATION, ("national",))
    elif next(owner_ends(name), None) is None:
        level = rank(mention.before)
        yield from _near(registry, name, "", ("local", level) if level else (*_ANY, "national"))


def is_sense(slip: Slip) -> bool:
    """Whether the characters around the slip make words, so that the written form may be a name of its own."""
    at, written = slip.at, slip.written
    if frequency(written[:-1]) >= _COMMON:
        return True
    if slip.kind is Kind.LEFT_OUT:
        return at > 0 or frequency(written[:2]) >= _COMMON or frequency(written[:3]) > 0
    ends = (at + 1,) if slip.kind is Kind.SWAPPED else (at, at + 1)
    return any(frequency(written[end - 1 : end + 1]) >= _COMMON for end in ends if 0 < end < len(written))


def slip_between(written: str, right: str) -> tuple[Kind, int] | None:
    """The one slip that makes the written form of the right one, and where; None when they are further apart or the same."""
    length, wanted = len(written), len(right)
    if written == right or abs(length - wanted) > 1:
        return None
    at = 0
    while at < length and at < wanted and written[at] == right[at]:
        at += 1
    rest, wanted_rest = written[at:], right[at:]
    if length == wanted:
        if rest[1:] == wanted_rest[1:]:
            return Kind.CHANGED, at
        swapped = rest[:2] == wanted_rest[1::-1] and rest[2:] == wanted_rest[2:]
        return (Kind.SWAPPED, at) if swapped else None
    if length < wanted:
        return (Kind.LEFT_OUT, at) if rest == wanted_rest[1:] else None
    return (Kind.ADDED, at) if rest[1:] == wanted_rest else None


def _near(registry: Registry, written: str, owner: str, levels: tuple[Level, ...]) -> Iterator[Slip]:
    length = len(written)
    if length < 2:
        return
    half = (length - 1) // 2
    head, tail = written[:half], written[length - half :]
    for id_, level, right in registry.forms(*levels):
        if abs(len(right) - length) > 1 or not (right.startswith(head) or right.endswith(tail)):
            continue
        found = slip_between(written, right)
        if found is None:
            continue
        slip = Slip(id_, level, owner, written, right, *found)
        if slip.is_doubled or _is_possible(slip):
            yield slip


def _is_possible(slip: Slip) -> bool:
    """和 left out or put in is another way to say the same, a name that lost its end is cut, a rank or place in front belongs to the owner."""
    at, written = slip.at, slip.written
    match slip.kind:
        case Kind.CHANGED:
            return at < len(written) - 1 or written[at] not in body_ends()
        case Kind.LEFT_OUT:
            return at < len(written) and slip.right[at] not in _LOOSE
        case Kind.ADDED if at == 0:
            return written[0] not in data.load("bodies")["in_front"]
        case Kind.ADDED:
            return at < len(written) - 1 and written[at] not in _LOOSE and written[at:][:2] not in data.load("bodies")["branches"]
        case Kind.SWAPPED:
            return True
