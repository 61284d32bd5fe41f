"""Where signs stand in a text, found once for all who ask: what begins or ends with one of them is looked for there and nowhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_SHORT = 200
"""A text up to this length is read anew each time: it is a title or a cell, which nobody asks about twice."""


def occurrences(text: str, written: str) -> Iterator[int]:
    """Where some characters stand in a text, one behind the other as written, in order; places may overlap."""
    at = text.find(written)
    while at >= 0:
        yield at
        at = text.find(written, at + 1)


def places(text: str, signs: str, start: int, stop: int) -> Sequence[int]:
    """The places in a stretch of text where one of some characters stands, in order."""
    if len(text) <= _SHORT:
        return [at for at in range(start, stop) if text[at] in signs]
    found = _places(text, signs)
    return found[bisect_left(found, start) : bisect_left(found, stop)]


def matches(pattern: regex.Pattern[str], text: str, starts: Iterable[int], stop: int) -> Iterator[regex.Match[str]]:
    """What `finditer` finds up to a place by a pattern that matches nothing but what begins at one of some places, which are in order."""
    behind = 0
    for at in starts:
        if at >= behind and (m := pattern.match(text, at, stop)) is not None:
            behind = m.end()
            yield m


@lru_cache(maxsize=32)
def _places(text: str, signs: str) -> Sequence[int]:
    """The same for a whole text. The few places of a few signs are found sooner by one search for each than by a look at each character."""
    return sorted(at for sign in signs for at in occurrences(text, sign))
