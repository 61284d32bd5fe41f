"""Coordinations: items strung together with 、."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from planlint.facts.agencies import agency_lists
from planlint.patterns import compiled
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span

_CLAUSE = compiled(r"[^，。；：！？“”（）《》〔〕\r\n]+")


class Coordination(NamedTuple):
    """The items of one coordination, in order."""

    items: tuple[Span, ...]


def coordinations(plan: Plan) -> list[Coordination]:
    """The coordinations of the running text, of three items and more, clause by clause, but for agency lists."""
    found: list[Coordination] = []
    lists = [listed.span for listed in plan.fact(agency_lists)]
    starts = [span.start for span in lists]
    for m in _CLAUSE.finditer(plan.text):
        if plan.text.count("、", m.start(), m.end()) < 2:
            continue
        listed = bisect_right(starts, m.start()) - 1
        if listed < 0 or lists[listed].stop <= m.start():
            found.append(Coordination(tuple(_items(plan.text, Span(*m.span())))))
    return found


def _items(text: str, clause: Span) -> Iterator[Span]:
    start = clause.start
    while (at := text.find("、", start, clause.stop)) >= 0:
        yield Span(start, at)
        start = at + 1
    yield Span(start, clause.stop)
