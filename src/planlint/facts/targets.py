"""What a plan wants to reach: targets with their year, indicator and value."""

from __future__ import annotations

from typing import NamedTuple

from planlint.syntax.nodes import Plan
from planlint.text.spans import Span


class Target(NamedTuple):
    """One target as the text sets it.

    `span` is the stretch of the view that carries the value with its indicator; `year` the year by which, None when the text
    names none; `period` the five-year plan it names instead (十四五); `base_year` the year it is measured from.
    `comparator` is one of = >= <= > < ~ before qualitative; `change` is increase, decrease or None.
    `value` is a number, a text for targets set by reference (国家下达目标), or None; `unit` is as written.
    """

    span: Span
    indicator_span: Span
    value_span: Span
    year_span: Span | None
    year: int | None
    period: str | None
    base_year: int | None
    indicator: str
    comparator: str
    change: str | None
    value: int | float | str | None
    unit: str | None


def targets(plan: Plan) -> list[Target]:
    """The targets of a plan, in order."""
    return []
