"""Figures and qualities to reach, those of a plan beside those of its superior: by indicator and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.compare.likeness import Index, Rarity, grams_of
from planlint.enums import StrEnum
from planlint.facts.tables.targets import listed_targets
from planlint.facts.targets.target import Target
from planlint.phrases.quantities import comparable
from planlint.record import Record
from planlint.syntax.nodes import Plan

_SAME = 0.7
"""From this cosine on two indicators are taken for one."""
_BEGINS_ALIKE = 0.4
"""The same for two that begin alike, as what an indicator is of stands in front: 单位国内生产总值能源消耗 and 单位生产总值能耗 have 0.46,
氮氧化物排放总量 and 柴油货车氮氧化物排放量, which are two things, 0.54."""
_RELATED = 0.2
"""The same for two that begin alike when unit or kind differ: 氨氮排放总量下降8%, 氨氮减排量0.69万吨 have 0.26."""
_BEGINNING = 2


class Standing(StrEnum):
    """How a target stands to that of the superior plan."""

    EQUAL = "equal"
    STRONGER = "stronger"
    WEAKER = "weaker"
    OTHER_MEASURE = "other-measure"
    NOT_TAKEN_UP = "not-taken-up"


class TargetPair(Record):
    """A target of the superior plan, the one that answers to it or None, and how the two stand to one another."""

    asked: Target
    said: Target | None
    standing: Standing


def all_targets(plan: Plan) -> list[Target]:
    """The targets of a plan, of its text and its tables, in order."""
    return [found.target for found in plan.fact(listed_targets)]


def target_pairs(superior: Plan, draft: Plan, rarity: Rarity) -> list[TargetPair]:
    """Each target of the superior plan with its answer, in order."""
    asked, said = all_targets(superior), all_targets(draft)
    answers = matched(asked, said, rarity)
    pairs = ((target, said[answers[at]] if at in answers else None) for at, target in enumerate(asked))
    return [TargetPair(target, answer, standing(target, answer)) for target, answer in pairs]


def matched(asked: Sequence[Target], said: Sequence[Target], rarity: Rarity) -> dict[int, int]:
    """The answer to each target by number: of one indicator and year, the likest first, each for one only; one without year answers to any."""
    index = Index([grams_of(target.indicator) for target in said], rarity)
    pairs = [
        (alike + _closeness(target, said[other]), at, other)
        for at, target in enumerate(asked)
        for other, alike in enumerate(index.alike(grams_of(target.indicator)))
        if alike >= _needed(target, said[other]) and _agree(target, said[other])
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, other in sorted(pairs, key=lambda pair: (-round(pair[0], 6), pair[1], pair[2])):
        if at not in found and other not in taken:
            found[at] = other
            taken.add(other)
    return found


def _needed(asked: Target, said: Target) -> float:
    """How alike the indicators of two targets have to be."""
    if asked.indicator[:_BEGINNING] != said.indicator[:_BEGINNING]:
        return _SAME
    other = asked.year == said.year and None not in (asked.value, said.value) and standing(asked, said) is Standing.OTHER_MEASURE
    return _RELATED if other else _BEGINS_ALIKE


def standing(asked: Target, said: Target | None) -> Standing:
    """How an answer stands to what was asked: weaker also where year or figure are gone while it stays a target."""
    if said is None:
        return Standing.NOT_TAKEN_UP
    if asked.year is not None and said.year is None and said.period is None:
        return Standing.WEAKER
    if (asked.value is None) != (said.value is None):
        return Standing.WEAKER if said.value is None else Standing.STRONGER
    if asked.value is None or (asked.value == said.value and asked.unit == said.unit):
        return Standing.EQUAL if asked.change == said.change or None in (asked.change, said.change) else Standing.OTHER_MEASURE
    one, other = _amount(asked), _amount(said)
    if one is None or other is None or one[1] != other[1] or (asked.change is None) != (said.change is None):
        return Standing.OTHER_MEASURE
    return _compared(asked, one[0], other[0])


def _compared(asked: Target, one: float, other: float) -> Standing:
    if one == other:
        return Standing.EQUAL
    less_is_more = asked.comparator.startswith("<") or (asked.comparator == "before")
    return Standing.STRONGER if (other < one) == less_is_more else Standing.WEAKER


def _amount(target: Target) -> tuple[float, str] | None:
    """The value that a target asks for at the least, or at the most, in comparable units; None for one set in words."""
    low, high = target.bounds
    value = low if low is not None else high
    if value is None:
        return None
    return comparable(value, target.unit) if target.unit is not None else (float(value), "")


def _agree(asked: Target, said: Target) -> bool:
    """Whether two targets may be of one year: both, or the period of one, or no year at all."""
    if asked.year is not None and said.year is not None:
        return asked.year == said.year
    return asked.period is None or said.period is None or asked.period == said.period


def _closeness(asked: Target, said: Target) -> float:
    """What makes one of several answers the better one: the same year, unit and value."""
    return 0.04 * (asked.year == said.year) + 0.02 * (asked.unit == said.unit) + 0.01 * (asked.value == said.value)


def added(superior: Plan, draft: Plan, rarity: Rarity) -> Iterator[Target]:
    """The targets of a plan that answer to none of its superior, in order."""
    said = all_targets(draft)
    answers = set(matched(all_targets(superior), said, rarity).values())
    return (target for at, target in enumerate(said) if at not in answers)
