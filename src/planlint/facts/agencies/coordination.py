"""Coordinations: items strung together with 、."""

from __future__ import annotations

from bisect import bisect_right

from planlint.facts.agencies.lists import agency_lists
from planlint.patterns import compiled
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span

# the standard library goes through a text with this twice as fast
_CLAUSE = compiled(r"[^，。；：！？“”（）《》〔〕\r\n]+")


def coordinations(plan: Plan) -> list[Span]:
    """The clauses of the running text that string three items and more together, in order, but for agency lists."""
    lists = [listed.span for listed in plan.fact(agency_lists)]
    starts = [span.start for span in lists]
    found: list[Span] = []
    for m in _CLAUSE.finditer(plan.text):
        if m[0].count("、") >= 2:
            listed = bisect_right(starts, m.start()) - 1
            if listed < 0 or lists[listed].stop <= m.start():
                found.append(Span(*m.span()))
    return found
