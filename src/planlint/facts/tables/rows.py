"""The rows of task tables: what is to be done, who answers for it, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from planlint import data
from planlint.facts.tables.columns import Column, ReadTable, Row, read_tables, row_label
from planlint.facts.tables.heads import Meaning
from planlint.phrases.bodies import Body
from planlint.phrases.labels import Rank
from planlint.phrases.rosters import leading_of, led, roster
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.syntax.tables import TableCell
from planlint.text.spans import Span

_TITLES = (Meaning.TASK, Meaning.CONTENT)


class ListCell(Record):
    """A cell with bodies: its place, the rank of its column, and the bodies that it names."""

    span: Span
    rank: Rank
    bodies: tuple[Body, ...]


class TaskRow(Record):
    """A row of a task table.

    `label` is its number as written, `cell` the cell of its title, `lists` the cells of its bodies and `deadline` the cell of its time.
    `groups` are the titles that it stands below, outermost first.
    """

    table: ReadTable
    row: Row
    label: str
    title: str
    cell: TableCell
    groups: tuple[str, ...]
    lists: tuple[ListCell, ...]
    deadline: Span | None


def task_rows(plan: Plan) -> list[TaskRow]:
    """The rows of the tables that hand out tasks, in order: those with columns of tasks, and of bodies or times."""
    return [row for table in plan.fact(read_tables) if hands_out_tasks(table) for row in _rows(plan.text, table)]


def hands_out_tasks(table: ReadTable) -> bool:
    """Whether a table says what is to be done and by whom or when."""
    return bool(table.of(*_TITLES) and table.of(Meaning.BODIES, Meaning.DEADLINE))


def list_cells(plan: Plan) -> list[ListCell]:
    """The cells of a plan's tables that name bodies, in order, each once: one that is merged speaks for several rows."""
    found: dict[Span, ListCell] = {}
    for table in plan.fact(read_tables):
        for at in range(len(table.rows)):
            found |= {cell.span: cell for cell in _lists(plan.text, table, at)}
    return [found[span] for span in sorted(found)]


def _rows(text: str, table: ReadTable) -> Iterator[TaskRow]:
    for at, row in enumerate(table.rows):
        cells = _titles(text, table, row)
        lists = tuple(_lists(text, table, at))
        times = (_said(text, table, at, column) for column in table.of(Meaning.DEADLINE))
        # of a start and an end the end counts
        deadline = next((cell.span for cell in reversed(list(times)) if cell is not None and cell.span.length), None)
        if not cells:
            continue
        own = [cell for cell in cells if cell.rows == 1]
        cell = own[0] if own else cells[-1]
        above = [_plain(text, other.span) for other in (*_groups(text, table, row), *cells) if other.span.start < cell.span.start]
        groups = (*(_plain(text, span) for span in row.groups), *above)
        yield TaskRow(table, row, row_label(text, row, table.columns), _plain(text, cell.span), cell, groups, lists, deadline)


def _titles(text: str, table: ReadTable, row: Row) -> list[TableCell]:
    """The cells that say what is to be done, from the left; a number alone says nothing."""
    found: list[TableCell] = []
    for column in table.of(*_TITLES):
        cell = row.at(column.at)
        if cell is not None and cell not in found and not cell.span.of(text).strip("（）().．、").isdigit() and cell.span.length:
            found.append(cell)
    return found


def _groups(text: str, table: ReadTable, row: Row) -> list[TableCell]:
    cells = (row.at(column.at) for column in table.of(Meaning.GROUP))
    return [cell for cell in dict.fromkeys(cells) if cell is not None and cell.span.length]


def _said(text: str, table: ReadTable, at: int, column: Column) -> TableCell | None:
    """What a row says in a column: its cell, or that of a row above it where it says 同上; None where it says that there is nothing (无, /)."""
    known = data.load("tables")
    for row in reversed(table.rows[: at + 1]):
        cell = row.at(column.at)
        words = "".join(cell.span.of(text).split()) if cell is not None else ""
        if words not in known["same"]:
            return cell if words not in known["nothing"] else None
    return None


def _lists(text: str, table: ReadTable, at: int) -> Iterator[ListCell]:
    seen: set[Span] = set()
    for column in table.of(Meaning.BODIES):
        cell = _said(text, table, at, column)
        if cell is not None and cell.span not in seen and any(sign.isalpha() for sign in cell.span.of(text)):
            seen.add(cell.span)
            rank = column.head.rank or Rank.RESPONSIBLE
            bodies = roster(text, cell.span, label=rank).bodies
            leading = leading_of(column.head.bracketed)
            if leading is not None:
                bodies = led(text, bodies, leading)
            if bodies:
                yield ListCell(cell.span, rank, bodies)


def _plain(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
