"""Rows of a table that are not numbered one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planlint.check import Match, check_kind
from planlint.facts.tables.columns import ReadTable, read_tables
from planlint.facts.tables.heads import Meaning
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


@check_kind(
    "number",
    "expected",
    needs=read_tables,
    parameters={"several": ("至少多少行编了号", "how many rows must be numbered")},
)
class RowNumbersCheck(Record):
    """Reports a row whose number is not the next one, in a column that numbers at least `several` rows and mostly counts on.

    A count may begin anew at 1, and merged cells count once.
    """

    several: int = 4

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such number."""
        for table in plan.fact(read_tables):
            numbers = self._numbers(plan.text, table)
            breaks = [(before, after) for before, after in pairwise(numbers) if after[1] != before[1] + 1 and after[1] != 1]
            if len(numbers) >= self.several and len(breaks) * 3 < len(numbers):
                for (place, value), (span, number) in breaks:
                    related = ((place, said("row-numbers.before")),)
                    yield Match(span, {"number": str(number), "expected": str(value + 1)}, related)

    def _numbers(self, text: str, table: ReadTable) -> list[tuple[Span, int]]:
        """The plain numbers of the first column that numbers rows; none where it holds others as well."""
        column = next(iter(table.of(Meaning.NUMBER)), None)
        if column is None:
            return []
        cells = dict.fromkeys(cell for row in table.rows if (cell := row.at(column.at)) is not None and cell.span.length)
        written = [(cell.span, cell.span.of(text).strip("（）().．、")) for cell in cells]
        if written and not written[0][1].isdecimal():
            # 全市 above the rows that it adds up, and 合计 below them
            written = written[1:]
        if written and not written[-1][1].isdecimal():
            written = written[:-1]
        return [(span, int(words)) for span, words in written] if all(words.isdecimal() for _, words in written) else []
