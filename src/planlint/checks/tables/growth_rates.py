"""Yearly rates of growth that do not follow from the values beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.tables.targets import TableTarget, table_targets
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


class _Known(Record):
    """A value with half a unit of its last place: what it may have been before it was rounded."""

    value: float
    slack: float


@check_kind("indicator", "rate", "expected", "base", "goal", "years", needs=table_targets)
class GrowthRatesCheck(Record):
    """Reports a yearly rate of growth that values of base and target do not give, as a compound rate, a yearly difference or their sum.

    Amounts of money grow at comparable prices, which the table does not tell, and are left alone, as are bounds and ranges.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such rate."""
        found = plan.fact(table_targets)
        for rate in found:
            if not rate.rate:
                continue
            goal = next((other for other in found if other.row is rate.row and not other.rate and self._counts(other)), None)
            if goal is not None and self._counts(rate):
                yield from self._compared(plan, rate, goal)

    def _counts(self, found: TableTarget) -> bool:
        return found.low is not None and found.low == found.high and found.target.comparator == "="

    def _compared(self, plan: Plan, rate: TableTarget, goal: TableTarget) -> Iterator[Match]:
        text, base = plan.text, goal.base
        if base is None or base.low is None or base.low != base.high or base.comparator != "=" or base.low <= 0 or "元" in (goal.target.unit or ""):
            return
        if goal.base_year is None or goal.target.year is None or goal.target.year <= goal.base_year:
            return
        years = goal.target.year - goal.base_year
        before, after = _known_value(base.span.of(text), base.low), _known_value(goal.target.value_span.of(text), goal.low or 0.0)
        told = _known_value(rate.target.value_span.of(text), rate.low or 0.0)
        if not any(low - told.slack <= told.value <= high + told.slack for low, high in _possible(before, after, years)):
            right = (after.value / before.value) ** (1 / years) * 100 - 100
            values = {
                "indicator": goal.target.indicator,
                "rate": rate.target.value_span.of(text).strip(),
                "expected": f"{right:.1f}%",
                "base": base.span.of(text).strip(),
                "goal": goal.target.value_span.of(text).strip(),
                "years": str(years),
            }
            yield Match(rate.target.value_span, values, ((goal.target.value_span, values["goal"]), (base.span, values["base"])))


def _known_value(written: str, value: float) -> _Known:
    digits = "".join(sign for sign in written if sign.isdigit() or sign == ".")
    places = len(digits.partition(".")[2])
    return _Known(value, 0.5 * 10**-places + 1e-9)


def _possible(before: _Known, after: _Known, years: int) -> Iterator[tuple[float, float]]:
    """The lowest and the highest rate that rounded values allow: compound, as a difference a year, and over all years."""
    least, most = max(before.value - before.slack, 1e-9), before.value + before.slack
    low, high = max(after.value - after.slack, 0.0), after.value + after.slack
    yield ((low / most) ** (1 / years) - 1) * 100, ((high / least) ** (1 / years) - 1) * 100
    yield (low - most) / years, (high - least) / years
    yield low - most, high - least
    yield (low / most - 1) * 100, (high / least - 1) * 100
