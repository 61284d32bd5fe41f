"""The tables of a plan as rows and cells: what the file tells of them, or what tabs, bars and gaps set apart in bare text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_TAB = compiled(r"\t")
_TABS = compiled(r"\t+")
_GAP = compiled(r"[ \u3000\u00a0]{2,}|\t+")
_BAR = compiled(r"\|")
_RULE = compiled(r"[\s|:\-]+")
_EDGES = " \t\r\n\u3000\u00a0"
_LONGEST_CAPTION = 60
_LINES_ABOVE = 3
_FEWEST = 3
_STOPS = ("。", "；", "：")
_COUNTED = compiled(r"[（(]?\d{1,3}[）)]?[.．、]?")


class TableCell(Record):
    """A cell: its text without the spaces around it, in the view, and its place; rows and columns count from 1.

    A merged cell takes up more than one row or column. `is_header` tells that the file makes it one of the head.
    """

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False


class Table(Record):
    """A table: its number from 1, its cells by row and column, and the lines above it that may belong to it, the nearest first."""

    number: int
    cells: tuple[TableCell, ...]
    above: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The stretch from its first to its last cell."""
        return Span(min(cell.span.start for cell in self.cells), max(cell.span.stop for cell in self.cells))

    @property
    def rows(self) -> list[list[TableCell]]:
        """The cells of each row, from the first row on: those that reach into it from above as well, by column."""
        last = max(cell.row + cell.rows - 1 for cell in self.cells)
        made: list[list[TableCell]] = [[] for _ in range(last)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                made[row - 1].append(cell)
        return [sorted(row, key=lambda cell: cell.column) for row in made]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(cell.column + cell.columns - 1 for cell in self.cells)


class CellPlace(Record):
    """The place of a cell as a person names it, from 1."""

    table: int
    row: int
    column: int


def tables(plan: Plan) -> list[Table]:
    """The tables of a plan, in order: those that the file marks, else those that tabs, bars or gaps of spaces make."""
    marked = _marked(plan)
    found = marked if marked else list(_set_in_columns(plan))
    return [Table(number, tuple(cells), tuple(_above(plan, cells[0].span.start))) for number, cells in enumerate(found, 1)]


def cell_at(plan: Plan, offset: int) -> CellPlace | None:
    """The cell in which a place of the view stands; None outside of tables."""
    places = plan.fact(_places)
    at = bisect_left(places, offset + 1, key=lambda entry: entry[0].start) - 1
    if at < 0 or offset > places[at][0].stop:
        return None
    return places[at][1]


def _places(plan: Plan) -> list[tuple[Span, CellPlace]]:
    return sorted((cell.span, CellPlace(table.number, cell.row, cell.column)) for table in plan.fact(tables) for cell in table.cells)


def _marked(plan: Plan) -> list[list[TableCell]]:
    """The cells that the file tells of, table by table."""
    view = plan.view
    placed = sorted((view.find(said.start), said.cell) for said in view.source.evidence if said.cell is not None)
    found: dict[int, list[TableCell]] = {}
    for at, (start, cell) in enumerate(placed):
        stop = placed[at + 1][0] if at + 1 < len(placed) else len(view.text)
        end = view.text.find("\n", start, stop)
        span = _stripped(view.text, start, end if end >= 0 else stop, bars=view.source.format == "markdown")
        found.setdefault(cell.table, []).append(TableCell(span, cell.row, cell.column, cell.rows, cell.columns, cell.is_header))
    return list(found.values())


def _set_in_columns(plan: Plan) -> Iterator[list[TableCell]]:
    """The tables of bare text: lines below one another that the same sign parts into cells."""
    for lines in _runs(plan):
        mark = _mark(plan.text, lines)
        cells = [_parted(plan.text, line, mark) for line in lines]
        kept = [row for row in cells if row and not all(_RULE.fullmatch(span.of(plan.text)) for span in row if span.length)]
        if len(kept) >= 2 and max(map(len, kept)) >= 2:
            yield [TableCell(span, row, column) for row, spans in enumerate(kept, 1) for column, span in enumerate(spans, 1)]


def _runs(plan: Plan) -> Iterator[list[Span]]:
    """The lines of each table: rows that the parser found, or lines that gaps part into as many cells as those beside them."""
    run: list[Span] = []
    pieces = 0
    leaves = plan.leaves
    for at, leaf in enumerate(leaves):
        line = _line(plan.text, leaf)
        if run and not pieces and at + 1 < len(leaves) and _is_group(plan.text, run[-1], line, _line(plan.text, leaves[at + 1])):
            run.append(line)
            continue
        # before the body begins the parser takes no row for one
        is_marked = leaf.kind is Kind.TABLE or (leaf.kind is Kind.FRONT and "\t" in line.of(plan.text))
        count = 0 if is_marked else _pieces(plan.text, line)
        is_row = is_marked or (count >= _FEWEST and leaf.kind in (Kind.PARAGRAPH, Kind.FRONT, Kind.HEAD))
        if run and (not is_row or count != pieces):
            yield from _long_enough(run, pieces)
            run = []
        if is_row:
            run.append(line)
            pieces = count
    yield from _long_enough(run, pieces)


def _is_group(text: str, above: Span, line: Span, below: Span) -> bool:
    """Whether a line without tabs between two rows is the title of a group of rows: they have as many cells, and the one below it counts."""
    written = line.of(text)
    if "\t" in written or len(written.strip()) > _LONGEST_CAPTION or written.rstrip().endswith(_STOPS):
        return False
    cells = below.of(text).split("\t")
    return len(cells) >= _FEWEST and above.of(text).count("\t") == len(cells) - 1 and _COUNTED.fullmatch(cells[0].strip()) is not None


def _long_enough(run: list[Span], pieces: int) -> Iterator[list[Span]]:
    if len(run) >= (_FEWEST if pieces else 2):
        yield run


def _pieces(text: str, line: Span) -> int:
    return sum(1 for _ in _GAP.finditer(text, *_stripped(text, line.start, line.stop))) + 1


def _line(text: str, leaf: Node) -> Span:
    """The whole line of a leaf: a row may begin with empty cells."""
    start = text.rfind("\n", 0, leaf.content.start) + 1
    return Span(start, leaf.content.stop)


def _mark(text: str, lines: Sequence[Span]) -> str:
    """What parts the cells: a bar, one tab, as many tabs as there are, or a gap."""
    first = lines[-1].of(text)
    if first.lstrip(_EDGES).startswith("|"):
        return "bar"
    if "\t" not in "".join(line.of(text) for line in lines):
        return "gap"
    counts = Counter(sum(1 for _ in _TAB.finditer(text, line.start, line.stop)) for line in lines)
    return "tab" if counts.most_common(1)[0][1] * 2 > len(lines) or "\t\t" not in first else "tabs"


def _parted(text: str, line: Span, mark: str) -> list[Span]:
    """The cells of a line, empty ones too."""
    pattern = {"bar": _BAR, "tab": _TAB, "tabs": _TABS, "gap": _GAP}[mark]
    start, stop = line if mark == "tab" else _stripped(text, line.start, line.stop)
    if mark == "bar":
        start, stop = start + 1, stop - text.startswith("|", stop - 1)
    found: list[Span] = []
    for m in pattern.finditer(text, start, stop):
        found.append(_stripped(text, start, m.start()))
        start = m.end()
    return [*found, _stripped(text, start, max(start, stop))]


def _stripped(text: str, start: int, stop: int, *, bars: bool = False) -> Span:
    """A stretch without the spaces around it, and without the bar behind it."""
    edges = _EDGES + "|" if bars else _EDGES
    while stop > start and text[stop - 1] in edges:
        stop -= 1
    while start < stop and text[start] in edges:
        start += 1
    return Span(start, stop)


def _above(plan: Plan, start: int) -> Iterator[Span]:
    """The short lines right above a table, the nearest first: its caption, and the unit of its figures."""
    for leaf in islice(plan.leaves_before(start), _LINES_ABOVE):
        if leaf.kind is Kind.TABLE or leaf.content.length > _LONGEST_CAPTION:
            return
        yield leaf.content
