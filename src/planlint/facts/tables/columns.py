"""Tables with columns that have a meaning, and their rows without heads, titles and groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from planlint.facts.tables.heads import Head, Meaning, head_of, is_head, is_years, plain_words
from planlint.facts.tables.values import figure_in, is_figure
from planlint.patterns import compiled
from planlint.phrases.bodies import names_body
from planlint.phrases.ordinals import ordinal_at
from planlint.phrases.quantities import is_unit
from planlint.phrases.rosters import roster
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.syntax.tables import Table, TableCell, tables
from planlint.text.spans import Span

_ROWS_BEFORE_HEAD = 4
_MOST_HEAD_ROWS = 4
_LONGEST_FIGURE = 24
_NUMBER = compiled(r"[（(]?[\d一二三四五六七八九十]{1,4}[）)]?[.．、]?")
_UNIT_OF_TABLE = compiled(r"单位[：:]\s*(?P<unit>[^\s；，。）)]+)")


class Column(Record):
    """A column: its meaning, what its head says, and its place from 1."""

    at: int
    meaning: Meaning
    head: Head


class Row(Record):
    """A row of the body: its number in the table from 1, its cells by column, and the titles of the groups that it stands in, outermost first."""

    number: int
    cells: tuple[TableCell, ...]
    groups: tuple[Span, ...]

    def at(self, column: int) -> TableCell | None:
        """The cell that covers a column; None where the row has none there."""
        return next((cell for cell in self.cells if cell.column <= column < cell.column + cell.columns), None)


class ReadTable(Record):
    """A table whose head was read; `unit` is the one that a line above it gives for all its figures."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str | None

    def of(self, *meanings: Meaning) -> list[Column]:
        """The columns with one of some meanings, from the left."""
        return [column for column in self.columns if column.meaning in meanings]


def read_tables(plan: Plan) -> list[ReadTable]:
    """The tables of a plan that have a head, read; one without goes on with the one before it where that has as many columns."""
    found: list[ReadTable] = []
    for table in plan.fact(tables):
        head = _head_rows(plan.text, table)
        if head:
            found.append(_read(plan.text, table, head))
        elif found and not table.above and (further := _read_on(plan.text, table, found[-1])) is not None:
            found.append(further)
    return found


def _head_rows(text: str, table: Table) -> tuple[int, ...]:
    """The rows of the head, from 0: those around the first row of which most cells head a column."""
    rows = table.rows
    for at, row in enumerate(rows[:_ROWS_BEFORE_HEAD]):
        filled = [cell for cell in row if cell.span.length and cell.row == at + 1]
        known = [cell for cell in filled if is_head(text, cell)]
        if len(known) >= 2 and len(known) * 2 >= len(filled):
            return tuple(range(at, _last_head_row(text, rows, at) + 1))
    first = [row[0].span for row in rows if row and row[0].column == 1]
    return (0,) if len(first) == len(rows) and is_years(text, first[0], first[1:]) else ()


def _last_head_row(text: str, rows: Sequence[Sequence[TableCell]], first: int) -> int:
    last = first
    while last + 1 < min(len(rows), first + _MOST_HEAD_ROWS):
        below = [cell for cell in rows[last + 1] if cell.span.length]
        if len(below) == 1:
            # the title of the group below it
            break
        own = [cell for cell in below if cell.row == last + 2]
        spanned = any(cell.row <= last + 1 for cell in below) or any(cell.is_header for cell in own)
        parted = any(cell.columns > 1 for cell in rows[last])
        alone = own and all(is_head(text, cell) for cell in own)
        if not own or not (alone or (spanned and parted and not any(figure_in(text, cell.span) and text[cell.span.start].isdigit() for cell in own))):
            break
        last += 1
    return last


def _read(text: str, table: Table, head_rows: tuple[int, ...]) -> ReadTable:
    rows = table.rows
    heads = [head_of(text, _covering(rows, head_rows, column)) for column in range(1, table.width + 1)]
    body = list(_body(text, table, rows, head_rows))
    columns = tuple(_column(text, at, head, body, heads) for at, head in enumerate(heads, 1))
    return ReadTable(table, _settled(text, columns, body), tuple(body), _unit_of(text, table, rows[: head_rows[0]]))


def _read_on(text: str, table: Table, above: ReadTable) -> ReadTable | None:
    """The table as one that goes on with another: where it has more columns the names are spread over them. None where the cells disagree."""
    rows = tuple(_body(text, table, table.rows, ()))
    columns_above = _narrowed(above.columns, table.width)
    more = table.width - len(columns_above)
    spread = next((column for column in reversed(columns_above) if column.meaning in (Meaning.INDICATOR, Meaning.TASK)), None)
    if more < 0 or (more and spread is None) or not rows:
        return None
    columns: list[Column] = []
    for column in columns_above:
        columns += [column] * (more + 1 if column is spread else 1)
    moved = tuple(column._replace(at=at) for at, column in enumerate(columns, 1))
    figures = (_filled(rows, column.at) for column in moved if column.meaning in (Meaning.GOAL, Meaning.BASE, Meaning.YEAR))
    named = (_filled(rows, column.at) for column in moved if column.meaning in (Meaning.INDICATOR, Meaning.TASK))
    if any(cells and _share(cells, lambda span: figure_in(text, span) is not None and span.length > _LONGEST_FIGURE) > 0.5 for cells in figures):
        return None
    return ReadTable(table, moved, rows, above.unit) if any(named) else None


def _narrowed(columns: Sequence[Column], width: int) -> Sequence[Column]:
    """The columns, those below one head taken as one where the next page has as many fewer: 任务 over 其中 and its parts."""
    single = [column for at, column in enumerate(columns) if not at or column.head != columns[at - 1].head]
    return single if len(single) == width else columns


def _covering(rows: Sequence[Sequence[TableCell]], head_rows: Sequence[int], column: int) -> list[TableCell]:
    """The cells of the head above a column, from the top, each once."""
    found: list[TableCell] = []
    for row in head_rows:
        found += [cell for cell in rows[row] if cell.column <= column < cell.column + cell.columns and cell not in found]
    return found


def _body(text: str, table: Table, rows: Sequence[Sequence[TableCell]], head_rows: tuple[int, ...]) -> Iterator[Row]:
    """The rows below the head; those that set the head again, as on a new page, are none, and groups are titles of the rows below them."""
    heads = {_words(text, rows[at]) for at in head_rows}
    groups: dict[int, Span] = {}
    width = table.width
    for at in range(head_rows[-1] + 1 if head_rows else 0, len(rows)):
        row = rows[at]
        filled = [cell for cell in row if cell.span.length]
        if not filled or _words(text, row) in heads or (table.cells and all(is_head(text, cell) for cell in filled) and len(filled) > 2):
            continue
        if _is_group(text, filled, width):
            level = _level(text, filled[-1].span)
            groups = {above: span for above, span in groups.items() if above < level} | {level: Span(filled[0].span.start, filled[-1].span.stop)}
            continue
        yield Row(at + 1, tuple(row), tuple(groups[level] for level in sorted(groups)))


def _words(text: str, row: Sequence[TableCell]) -> tuple[str, ...]:
    return tuple("".join(cell.span.of(text).split()) for cell in row if cell.span.length)


def _is_group(text: str, filled: Sequence[TableCell], width: int) -> bool:
    """Whether a row is the title of those below it: one cell over most of the columns, or numbered as a chapter is and alone."""
    if width < 3 or len(filled) > 2 or any(cell.rows > 1 for cell in filled):
        return False
    first = filled[0]
    if len(filled) == 2 and _NUMBER.fullmatch(text, first.span.start, first.span.stop) is None:
        return False
    wide = sum(cell.columns for cell in filled) * 2 > width
    return wide or (len(filled) == 1 and first.column == 1 and ordinal_at(text, first.span.start, first.span.stop) is not None)


def _level(text: str, title: Span) -> int:
    ordinal = ordinal_at(text, title.start, title.stop)
    return list(type(ordinal.family)).index(ordinal.family) if ordinal is not None else 0


def _column(text: str, at: int, head: Head, body: Sequence[Row], heads: Sequence[Head]) -> Column:
    """The column with the meaning that its head allows and its cells agree with."""
    cells = _filled(body, at)
    if _counts(text, head, cells, heads, at):
        return Column(at, Meaning.NUMBER, head)
    if len(head.meanings) == 1:
        return Column(at, _checked(text, head.meanings[0], cells), head)
    fits = [meaning for meaning in head.meanings if _fits(text, meaning, cells)]
    return Column(at, fits[0] if fits else head.meanings[0], head)


def _counts(text: str, head: Head, cells: Sequence[Span], heads: Sequence[Head], at: int) -> bool:
    """Whether the column numbers the rows below a head that it shares with the names beside it."""
    if at == len(heads) or heads[at] != head or len(cells) < 2:
        return False
    numbers = [int(words) for span in cells if (words := span.of(text).strip("（）().．、")).isdecimal()]
    return len(numbers) == len(cells) and all(after == before + 1 for before, after in pairwise(numbers))


def _checked(text: str, meaning: Meaning, cells: Sequence[Span]) -> Meaning:
    """The meaning, or another one where the cells are plainly no such: units that are bodies, names that are numbers."""
    if meaning is Meaning.UNIT and cells and _share(cells, lambda span: _is_body(text, span)) > 0.5:
        return Meaning.BODIES
    if meaning is Meaning.INDICATOR and cells and _share(cells, lambda span: is_figure(text, span)) > 0.5:
        return Meaning.GOAL
    return meaning


def _fits(text: str, meaning: Meaning, cells: Sequence[Span]) -> bool:
    match meaning:
        case Meaning.UNIT:
            return _share(cells, lambda span: is_unit("".join(span.of(text).split()))) > 0.5
        case Meaning.BODIES:
            return _share(cells, lambda span: _is_body(text, span)) > 0.5
        case Meaning.GOAL | Meaning.BASE | Meaning.CUMULATIVE | Meaning.RATE | Meaning.CHANGE:
            return _share(cells, lambda span: is_figure(text, span)) >= 0.5
        case Meaning.INDICATOR | Meaning.TASK | Meaning.CONTENT | Meaning.GROUP:
            return _share(cells, lambda span: is_figure(text, span)) < 0.5
    return True


def _share(cells: Sequence[Span], test: Callable[[Span], bool]) -> float:
    return sum(test(span) for span in cells) / len(cells) if cells else 0.0


def _is_body(text: str, span: Span) -> bool:
    bodies = roster(text, span).bodies
    return bool(bodies) and all(names_body(body.name) for body in bodies)


def _settled(text: str, columns: tuple[Column, ...], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns, one of them made the names where goals stand and no head says which they are: the words nearest before the first figures."""
    meanings = Counter(column.meaning for column in columns)
    figures = [column.at for column in columns if column.meaning in (Meaning.GOAL, Meaning.BASE, Meaning.YEAR, Meaning.CUMULATIVE)]
    if meanings[Meaning.INDICATOR] or meanings[Meaning.BODIES] or not figures:
        return columns
    before = [column for column in columns if column.at < figures[0] and column.meaning in (Meaning.GROUP, Meaning.TASK, Meaning.CONTENT, Meaning.OTHER)]
    named = [column for column in before if _share(_filled(body, column.at), lambda span: not is_figure(text, span)) > 0.5]
    if not named or all(_share(_filled(body, at), lambda span: is_figure(text, span)) < 0.5 for at in figures):
        return columns
    words = named[-1].head.words
    return tuple(
        column._replace(meaning=Meaning.INDICATOR) if column in named and (column is named[-1] or column.head.words == words) else column for column in columns
    )


def _filled(body: Sequence[Row], at: int) -> list[Span]:
    return [cell.span for row in body if (cell := row.at(at)) is not None and cell.span.length]


def _unit_of(text: str, table: Table, before: Sequence[Sequence[TableCell]]) -> str | None:
    """The unit that a line above the table, or a row above its head, gives for all figures."""
    for span in (*(cell.span for row in before for cell in row), *table.above):
        if (m := _UNIT_OF_TABLE.search(text, span.start, span.stop)) is not None:
            return m["unit"]
    return None


def row_label(text: str, row: Row, columns: Sequence[Column]) -> str:
    """The number of a row as written, empty where no column numbers the rows."""
    cells = (row.at(column.at) for column in columns if column.meaning is Meaning.NUMBER)
    return next((plain_words(cell.span.of(text)) or cell.span.of(text) for cell in cells if cell is not None and cell.span.length), "")
