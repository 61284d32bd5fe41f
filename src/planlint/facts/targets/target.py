"""One target, and what a figure of a plan is for."""

from __future__ import annotations

from planlint.enums import StrEnum
from planlint.phrases.quantities import number
from planlint.record import Record
from planlint.text.spans import Span


class Purpose(StrEnum):
    """What a figure is for: what is to be reached, where it starts from, what was reached, what bounds something, what is paid."""

    TARGET = "target"
    BASELINE = "baseline"
    ACHIEVED = "achieved"
    THRESHOLD = "threshold"
    INVESTMENT = "investment"


class Target(Record):
    """One target as the text sets it.

    `span` is the stretch of the view that carries the value with its indicator, `indicator_span` and `value_span` the two alone.
    `year` is the year by which, None when the text names none; `period` the five-year plan it names instead (十四五); `year_span` the
    place of the two. `base_year` is the year it is measured from, at `base_span`.
    `indicator` is what is measured, without the words around it; `elided` tells that it is said elsewhere or shared with others,
    `scoped` that words before the verb narrow it to a part (各县新建驿站20座).
    `comparator` is one of = >= <= > < ~ before qualitative; `change` is increase, decrease or None. `rising` tells whether the verb
    goes up (提升至), None when it does not tell.
    `value` is a number, a text for ranges (10—15) and for targets set by others (国家下达目标), or None; `unit` is as written.
    `purpose` is what the figure is for; that of a target in all that `targets` finds.
    """

    span: Span
    indicator_span: Span
    value_span: Span
    year_span: Span | None
    base_span: Span | None
    year: int | None
    period: str | None
    base_year: int | None
    indicator: str
    elided: bool
    scoped: bool
    comparator: str
    change: str | None
    rising: bool | None
    value: int | float | str | None
    unit: str | None
    purpose: Purpose = Purpose.TARGET

    @property
    def bounds(self) -> tuple[int | float | None, int | float | None]:
        """The least and the greatest value that meet the target; None where it sets no such bound, or sets a value by reference or in words."""
        value = self.value
        if isinstance(value, str):
            low, mark, high = value.partition("—")
            return (number(low), number(high)) if mark and low.replace(".", "").isdigit() and high.replace(".", "").isdigit() else (None, None)
        if value is None or self.comparator == "before":
            return None, None if value is None else value
        return None if self.comparator[0] == "<" else value, None if self.comparator[0] == ">" else value
