"""Rows of a table with an empty cell where the other rows have something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.tables.columns import Column, ReadTable, Row, read_tables
from planlint.facts.tables.heads import Meaning
from planlint.facts.tables.rows import hands_out_tasks
from planlint.facts.tables.values import figure_in
from planlint.phrases.labels import Duty, Rank
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span
from planlint.typed import Literal

_NAMES = (Meaning.INDICATOR, Meaning.TASK, Meaning.CONTENT)


@check_kind(
    "row",
    "column",
    "count",
    needs=read_tables,
    parameters={
        "column": ("查哪一栏：责任单位（bodies）、时限（deadline）、单位（unit）", "the column: of bodies, of deadlines, of units"),
        "several": ("至少多少行写了，才报告没有写的", "how many rows must have something there"),
        "share": ("至少百分之多少的行写了，才报告没有写的", "the percentage of rows that must have something there"),
    },
)
class EmptyCellsCheck(Record):
    """Reports a row that has nothing in a column in which at least `share` percent of the rows, `several` or more, have something.

    Merged cells speak for all rows that they span, a dash is no empty cell, and bodies that only support may be missing.
    """

    column: Literal["bodies", "deadline", "unit"]
    several: int = 3
    share: int = 75

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such row, at its name."""
        for table in plan.fact(read_tables):
            for columns in self._columns(table):
                yield from self._of_columns(plan, table, columns)

    def _columns(self, table: ReadTable) -> list[list[Column]]:
        """The columns to look into; one of several that say the same of a row is enough."""
        found = [column for column in table.of(Meaning(self.column)) if column.head.rank is None or column.head.rank.duty is not Duty.SUPPORTING]
        if self.column == "unit":
            return [found] if found and table.of(Meaning.INDICATOR) else []
        if not hands_out_tasks(table):
            return []
        leads = [column for column in found if column.head.rank is Rank.LEAD]
        return [columns for columns in (leads or found,) if columns]

    def _of_columns(self, plan: Plan, table: ReadTable, columns: Sequence[Column]) -> Iterator[Match]:
        rows = [(row, name) for row in table.rows if (name := self._name(plan.text, table, row)) is not None]
        empty = [(row, name) for row, name in rows if not any(_is_filled(row, column) for column in columns)]
        filled = len(rows) - len(empty)
        if filled < self.several or filled * 100 < self.share * len(rows):
            return
        for row, name in empty:
            if self.column == "unit" and not self._needs_unit(plan.text, table, row, name):
                continue
            yield Match(name, {"row": _short(name.of(plan.text)), "column": columns[0].head.words, "count": str(filled)})

    def _name(self, text: str, table: ReadTable, row: Row) -> Span | None:
        """The name of a row; None for one that says nothing else, as a title does."""
        cells = [cell for column in table.of(*_NAMES) if (cell := row.at(column.at)) is not None and cell.span.length]
        named = [cell for cell in cells if cell.rows == 1 and not cell.span.of(text).strip("（）().．、").isdigit()]
        others = [cell for cell in row.cells if cell.span.length and cell not in cells]
        return named[-1].span if named and (others or len(named) > 1) else None

    def _needs_unit(self, text: str, table: ReadTable, row: Row, name: Span) -> bool:
        """Whether the row has bare figures and tells their unit nowhere."""
        if any(mark in name.of(text) for mark in "（(%％") or table.unit is not None:
            return False
        goals = (row.at(column.at) for column in table.of(Meaning.GOAL, Meaning.YEAR))
        figures = [figure_in(text, cell.span) for cell in goals if cell is not None and cell.span.length]
        return any(figure is not None and isinstance(figure.value, (int, float)) and figure.unit is None for figure in figures)


def _is_filled(row: Row, column: Column) -> bool:
    cell = row.at(column.at)
    return cell is not None and cell.span.length > 0


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 30 else plain[:29] + "…"
