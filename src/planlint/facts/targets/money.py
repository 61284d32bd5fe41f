"""Figures that are money to be given or raised, and no targets."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.facts.targets.target import Target
from planlint.patterns import alternatives, compiled
from planlint.phrases.clauses import CLAUSE_MARKS, LONGEST, clause_start
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def is_quota(text: str, clause: Span, unit: str | None) -> bool:
    """Whether a figure in a clause is money to be given or raised: 给予50万元奖励, 总投资60亿元, 不超过贷款额的5%给予补助."""
    if not _may_be_money(unit):
        return False
    given, raised = _money()
    return given.search(text, *clause) is not None or (_is_money(unit) and raised.search(text, *clause) is not None)


def is_paid(text: str, target: Target) -> bool:
    """Whether what was read as a target is money given, or raised at no set time."""
    if not _may_be_money(target.unit):
        return False
    clause = clause_around(text, target.value_span, len(text))
    if target.year is not None and _is_money(target.unit) and _money()[0].search(text, *clause) is None:
        return False
    return is_quota(text, clause, target.unit)


def _may_be_money(unit: str | None) -> bool:
    """Whether a unit is one of money or of a share, which may be one of money."""
    return _is_money(unit) or (unit is not None and unit[0] in "%％")


def _is_money(unit: str | None) -> bool:
    return unit is not None and unit.endswith("元")


def clause_around(text: str, span: Span, stop: int, since: int = 0) -> Span:
    """The clause that holds a stretch of text, within `since` and `stop`; one that goes on as long as no sentence does is cut."""
    stop = min(stop, span.stop + LONGEST)
    end = min((at for mark in CLAUSE_MARKS if (at := text.find(mark, span.stop, stop)) >= 0), default=stop)
    return Span(clause_start(text, span.start, since), end)


@cache
def _money() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    known = data.load("quantities")["money"]
    return compiled(alternatives(known["given"])), compiled(alternatives(known["raised"]))
