"""Numbers of lists in the body, beside headings that the file itself marks as such and that count for themselves."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from planlint.phrases.ordinals import Family, Ordinal
from planlint.syntax.lines import Line


def with_items(lines: Sequence[Line]) -> list[Line]:
    """The lines, items of lists marked as such.

    Where marked headings of a family count on from one another without those that are not marked, and these begin with one wherever they
    begin, the latter are lists. Where a number that is not marked stands in the series of those that are, somebody forgot to mark it.
    """
    families = {family for family in _families(lines) if _are_lists(family, lines)}
    if not families:
        return list(lines)
    return [line._replace(is_item=not line.level and line.ordinal is not None and line.ordinal.family in families) for line in lines]


def _families(lines: Sequence[Line]) -> set[Family]:
    return {line.ordinal.family for line in lines if line.level and line.ordinal is not None and line.ordinal.value > 1}


def _are_lists(family: Family, lines: Sequence[Line]) -> bool:
    """Whether the numbers of a family that are not marked are lists of their own."""
    marked = [line.ordinal for line in lines if line.level and line.ordinal is not None and line.ordinal.family is family]
    runs = [
        [line.ordinal for line in run if line.ordinal is not None and line.ordinal.family is family]
        for is_marked, run in itertools.groupby(lines, key=lambda line: line.level > 0)
        if not is_marked
    ]
    return _count_on(marked) and all(_count_on(run) for run in runs)


def _count_on(numbers: Sequence[Ordinal]) -> bool:
    """Whether each number is one, or follows the last that stands under the same numbers."""
    last: dict[tuple[int, ...], int] = {}
    for number in numbers:
        above = number.values[:-1]
        if number.value not in (1, last.get(above, 0) + 1):
            return False
        last[above] = number.value
    return True
