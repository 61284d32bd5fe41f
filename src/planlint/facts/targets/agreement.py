"""Targets that speak of one thing, so that they can be held against one another."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.facts.targets.running import targets
from planlint.facts.targets.target import Target
from planlint.patterns import compiled
from planlint.phrases.indicators import key, subject_before
from planlint.phrases.quantities import comparable
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LEAST_SPECIAL = 2


class Claim(Record):
    """A target with a number, in a form for comparison.

    `about` is the same for targets that measure one thing in one unit; `amount` is the value in that unit; `special` tells that the
    indicator's own words, or the whole that it is told of (全市工业总产值), say what is meant, whatever chapter it stands in.
    """

    target: Target
    about: tuple[str, str, str | None]
    amount: float
    special: bool


def claims(plan: Plan) -> list[Claim]:
    """The targets of a plan that name a year and a number, in order."""
    return [claim for target in plan.fact(targets) if (claim := claim_of(plan.text, target)) is not None]


def claim_of(text: str, target: Target) -> Claim | None:
    """The target in a form for comparison; None for one without year, unit or number."""
    if target.year is None or target.unit is None or not isinstance(target.value, (int, float)) or target.comparator == "before":
        return None
    amount, unit = comparable(target.value, target.unit)
    name = key(target.indicator)
    is_told = len(_general().sub("", name)) >= _LEAST_SPECIAL or subject_before(text, target.indicator_span) in data.load("indicators")["places"]
    special = not target.scoped and is_told and "其中" not in _sentence_before(text, target)
    return Claim(target, (name, unit, target.change), amount, special)


@cache
def _general() -> regex.Pattern[str]:
    """The words that indicators of any subject are made of; the longer ones go first, as they are listed."""
    return compiled("|".join(data.load("indicators")["general"]))


def _sentence_before(text: str, target: Target) -> str:
    return text[max(text.rfind(mark, 0, target.span.start) for mark in "。\n") + 1 : target.span.start]
