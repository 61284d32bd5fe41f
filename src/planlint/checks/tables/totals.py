"""Totals of a table that are not the sum of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.tables.columns import Column, ReadTable, Row, read_tables
from planlint.facts.tables.heads import Meaning
from planlint.facts.tables.values import figure_in, is_figure
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span

_SUMMED = (Meaning.GOAL, Meaning.BASE, Meaning.YEAR, Meaning.CUMULATIVE, Meaning.OTHER, Meaning.CHANGE)


_SHARES = ("%", "％", "‰")


class _Entry(Record):
    """The figure of a row in a column; `slack` is half a unit of its last place, and `total` the word of a total."""

    span: Span
    value: float
    slack: float
    total: str


@check_kind(
    "total",
    "expected",
    "value",
    needs=read_tables,
    parameters={"several": ("合计至少由多少行相加", "how many rows a total must add up")},
)
class TotalsCheck(Record):
    """Reports a figure of a row such as 合计 that is the sum of no rows beside it, where `several` or more can be added up.

    The rows of one group or of all, up to the last total or from the next one on, with or without those totals: any of them will do.
    """

    several: int = 2

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such figure."""
        for table in plan.fact(read_tables):
            if any(_total(plan.text, row) for row in table.rows) and not _has_parts(plan.text, table):
                for column in table.of(*_SUMMED):
                    if not any(sign in column.head.bracketed for sign in _SHARES):
                        yield from self._of_column(plan.text, table, column)

    def _of_column(self, text: str, table: ReadTable, column: Column) -> Iterator[Match]:
        entries = [entry for row in table.rows if (entry := _entry(text, row, column)) is not None]
        if sum(not entry.total for entry in entries) < self.several or len({entry.span for entry in entries}) < len(entries):
            return
        for at, entry in enumerate(entries):
            sums = [parts for parts in _parts(entries, at) if len(parts) >= self.several]
            if entry.total and sums and not any(_agrees(entry, parts) for parts in sums):
                right = round(sum(part.value for part in sums[0]), 6)
                yield Match(entry.span, {"total": entry.total, "expected": f"{right:g}", "value": entry.span.of(text).strip()})


def _has_parts(text: str, table: ReadTable) -> bool:
    """Whether some rows are parts of others (其中), so that not all of them add up."""
    parts = tuple(data.load("tables")["parts"])
    return any("".join(cell.span.of(text).split()).startswith(parts) for row in table.rows for cell in row.cells)


def _total(text: str, row: Row) -> str:
    """The word by which a row tells that it is a total; empty for another one."""
    words = data.load("tables")["totals"]
    return next((plain for cell in row.cells if (plain := "".join(cell.span.of(text).split()).strip("：:")) in words), "")


def _entry(text: str, row: Row, column: Column) -> _Entry | None:
    cell = row.at(column.at)
    if cell is None or not is_figure(text, cell.span):
        return None
    figure = figure_in(text, cell.span)
    if figure is None or figure.low is None or figure.low != figure.high or figure.comparator != "=" or (figure.unit or "") in _SHARES:
        return None
    places = len(cell.span.of(text).strip().partition(".")[2].rstrip("]］】 "))
    return _Entry(cell.span, figure.low, 0.5 * 10**-places, _total(text, row))


def _parts(entries: Sequence[_Entry], at: int) -> Iterator[list[_Entry]]:
    """The rows that a total may add up: all but totals, those between two totals before or behind it, and the other totals."""
    yield [entry for entry in entries if not entry.total]
    before = next((place for place in reversed(range(at)) if entries[place].total), -1)
    yield list(entries[before + 1 : at])
    behind = next((place for place in range(at + 1, len(entries)) if entries[place].total), len(entries))
    yield list(entries[at + 1 : behind])
    yield [entry for place, entry in enumerate(entries) if entry.total and place != at]
    yield [entry for entry in entries[:at] if not entry.total]


def _agrees(total: _Entry, parts: Sequence[_Entry]) -> bool:
    slack = total.slack + sum(part.slack for part in parts) if any(part.slack < 0.5 for part in (*parts, total)) else 0.0
    return abs(total.value - sum(part.value for part in parts)) <= slack + 1e-6
