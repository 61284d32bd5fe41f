"""Coordinations: items strung together with 、."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from planlint.facts.agencies import agency_lists
from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Plan
from planlint.text.spans import Span

_CLAUSE = compiled(r"[^，。；：！？“”（）《》〔〕\r\n]+")


class Coordination(NamedTuple):
    """The items of one coordination, in order."""

    items: tuple[Span, ...]


def coordinations(plan: Plan) -> list[Coordination]:
    """The coordinations of the running text, clause by clause, but for agency lists."""
    found: list[Coordination] = []
    lists = [listed.span for listed in plan.fact(agency_lists)]
    starts = [span.start for span in lists]
    for leaf in plan.leaves:
        if leaf.kind in (Kind.HEAD, Kind.PARAGRAPH):
            for m in _CLAUSE.finditer(plan.text, leaf.content.start, leaf.content.stop):
                if plan.text.find("、", *m.span()) < 0:
                    continue
                listed = bisect_right(starts, m.start()) - 1
                if listed >= 0 and lists[listed].stop > m.start():
                    continue
                found.append(Coordination(tuple(_items(plan.text, Span(*m.span())))))
    return found


def _items(text: str, clause: Span) -> Iterator[Span]:
    start = clause.start
    while (at := text.find("、", start, clause.stop)) >= 0:
        yield Span(start, at)
        start = at + 1
    yield Span(start, clause.stop)
