"""The times that hold for a target: of its sentence, of the heading above it, of the plan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from planlint import data
from planlint.facts.document import document, plan_year, year_of
from planlint.facts.targets.vocabulary import words
from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.horizons import Horizon, horizons_in
from planlint.phrases.indicators import trimmed
from planlint.phrases.quantities import Quantity
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import regex

NEAR = 6
"""How many times before a figure are looked at: a clause that names more is a list of them."""

_LEAST = 4

_Placed = TypeVar("_Placed", Horizon, Quantity)


def first_year(plan: Plan) -> int | None:
    """The year before which things are past: that of issue, else the first one of the period that the plan is for."""
    issued = year_of(plan)
    return issued if issued is not None else _since(plan)


def year_of_title(plan: Plan) -> int | None:
    """The year of a plan for one year, which its title names."""
    facts = plan.fact(document)
    return plan_year(plan) if facts.title is not None and facts.period is None and str(plan_year(plan)) in plain_figures(facts.title) else None


def time_of_heading(leaf: Node) -> Horizon | None:
    """The time that the nearest heading above names, for all that stands below it."""
    for node in leaf.ancestors():
        if node.ordinal is not None and "年" in node.title and (named := [time for time in horizons_in(node.title, Span(0, len(node.title))) if not time.base]):
            shift = node.title_span.start
            return named[-1]._replace(span=Span(shift, shift), digits=named[-1].digits.shifted(shift))
    return None


def outside(text: str, span: Span, times: Sequence[Horizon]) -> Span:
    """The stretch without the times in it: what stands behind the last of them, or before it where nothing does."""
    for time in reversed(within(times, span)[-NEAR:]):
        if time.span.start < span.start:
            break
        behind = trimmed(text, Span(min(time.span.stop, span.stop), span.stop))
        before = Span(span.start, time.span.start)
        is_behind = behind.length >= 2 and (not time.base or not trimmed(text, before).length)
        span = behind if is_behind else before
    proviso = _proviso().search(text, *span)
    return Span(proviso.end(), span.stop) if proviso is not None and span.stop - proviso.end() >= _LEAST else span


@cache
def _proviso() -> regex.Pattern[str]:
    return compiled(words("provisos"))


def within(found: Sequence[_Placed], span: Span) -> Sequence[_Placed]:
    """Those that begin within a span; they are in order."""
    if not found:
        return found
    return found[bisect_left(found, span.start, key=_start) : bisect_left(found, span.stop, key=_start)]


def _start(found: Horizon | Quantity) -> int:
    return found.span.start


def _since(plan: Plan) -> int | None:
    """The first year of the five-year plan in which the goals of a plan without a date lie: what another period before it reached is past."""
    text = plan.text
    years = [
        time.years[0]
        for leaf in plan.leaves
        if any(node.role in ("goals", "overall") for node in leaf.ancestors())
        for time in horizons_in(text, leaf.content)
        if not time.base
    ]
    periods: dict[str, list[int]] = data.load("periods")
    return next((first for first, last in periods.values() if years and first <= min(years) <= last), None)
