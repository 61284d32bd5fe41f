"""Targets in a few words, as a person reads them in a table by indicator and year."""

from __future__ import annotations

from planlint.facts.targets.target import Purpose, Target
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Plan

KINDS = {
    "zh": {Purpose.TARGET: "目标", Purpose.BASELINE: "基期", Purpose.ACHIEVED: "已实现", Purpose.THRESHOLD: "界限", Purpose.INVESTMENT: "资金"},
    "en": {purpose: purpose.value for purpose in Purpose},
}
"""What figures are called by what they are for."""

_COMPARATORS = {"=": "", ">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "~": "约", "before": "", "qualitative": ""}
_CHANGES = {"increase": "↑", "decrease": "↓", None: ""}
_NEVER = 9999


class Time(Record):
    """When a target is to be met: a year, or a period; those that the text does not date come last."""

    year: int
    period: str

    @property
    def is_dated(self) -> bool:
        """Whether a year is known."""
        return self.year < _NEVER

    def label(self, language: str) -> str:
        """The year or the period, for people."""
        if self.period:
            return visible(self.period)
        return str(self.year) if self.is_dated else ("no year" if language == "en" else "未写年份")


def time_of(target: Target) -> Time:
    """When a target is to be met."""
    if target.year is not None:
        return Time(target.year, "")
    return Time(_NEVER, target.period or "")


def indicator(target: Target, language: str) -> str:
    """The indicator, with the kind of a figure that is no target."""
    kind = "" if target.purpose is Purpose.TARGET else f"（{KINDS[language][target.purpose]}）"
    return target.indicator + kind


def said(plan: Plan, target: Target, language: str) -> str:
    """The value of a target in a few words: ≥57%, ↓13.5%（较2020年）."""
    if target.value is None or (isinstance(target.value, str) and target.unit is None):
        words = visible(target.value_span.of(plan.text).strip())
    else:
        words = f"{_COMPARATORS[target.comparator]}{target.value}{visible(target.unit or '')}" + ("前" if target.comparator == "before" else "")
        words = _CHANGES[target.change] + words
    base = (f" (from {target.base_year})" if language == "en" else f"（较{target.base_year}年）") if target.base_year is not None else ""
    return words + base
