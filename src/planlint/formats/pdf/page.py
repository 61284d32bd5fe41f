"""The lines of a page in the order in which they are read: columns, frames, and the cells of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from planlint.formats.pdf.glyphs import Run
from planlint.formats.pdf.lines import Piece, rows
from planlint.formats.pdf.rules import Box, Grid, GridCell
from planlint.text.spans import Span

_FEW_LINES = 8
_FILLS = 0.55
_WHOLE_PAGE = 0.7


class Place(NamedTuple):
    """The place of a line in a table: the grid on the page from 0, row and column from 1, how many of them the cell takes up, and of how many columns."""

    grid: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    of: int = 1


class Line(NamedTuple):
    """A printed line: its text, and its place in points. Lines of one `region` stand in one column, frame or cell of the page.

    `size` is that of its letters, `first` the place of its first character on the page; `marks` are where it refers to footnotes.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    region: int
    first: int
    marks: tuple[Span, ...] = ()
    place: Place | None = None
    framed: bool = False
    slanted: bool = False
    page: int = 1

    @property
    def bottom(self) -> float:
        """Where the letters end below."""
        return self.baseline - 0.15 * self.size

    @property
    def top(self) -> float:
        """Where the letters end above."""
        return self.baseline + 0.85 * self.size


class _Block(NamedTuple):
    """What is read as a whole: lines, and the rectangle that they fill."""

    lines: list[Line]
    box: Box


def lines(runs: Sequence[Run], drawn: Sequence[Grid], height: float) -> list[Line]:
    """The lines of a page in reading order; what is set aslant comes last."""
    upright = [run for run in runs if not run.angle]
    aslant = [run for run in runs if run.angle]
    free, held = _held(upright, drawn)
    held = [members if any(run.text.strip() for _, run in members) else [] for members in held]
    blocks: list[_Block] = []
    grid_number = 0
    region = 2
    for grid, members in zip(drawn, held, strict=True):
        if not members:
            continue
        cells = {id(cell) for cell, run in members if run.text.strip()}
        if len(cells) < 2 or grid.columns < 2:
            if len(cells) < 2 and grid.box.top - grid.box.bottom > _WHOLE_PAGE * height:
                free += [run for _, run in members]
                continue
            framed = _framed(grid, members, region)
            region += 1
        else:
            framed = _table(grid, members, grid_number, region)
            grid_number += 1
            region += len(grid.cells)
        blocks.append(_Block(framed, grid.box))
    found = [line for block in _ordered(free, blocks) for line in block.lines]
    found += [_line([piece], region, slanted=True) for row in _aslant(aslant) for piece in row]
    return found


def _held(runs: Iterable[Run], drawn: Sequence[Grid]) -> tuple[list[Run], list[list[tuple[GridCell, Run]]]]:
    """The runs outside of all grids, and those of each grid with their cells."""
    free: list[Run] = []
    held: list[list[tuple[GridCell, Run]]] = [[] for _ in drawn]
    for run in runs:
        y = run.baseline + 0.3 * run.size
        at = next((at for at, grid in enumerate(drawn) if grid.box.holds((run.left + run.right) / 2, y)), None)
        if at is None:
            free.append(run)
        else:
            held[at] += _split(run, drawn[at], y)
    return free, held


def _split(run: Run, grid: Grid, y: float) -> Iterator[tuple[GridCell, Run]]:
    """The parts of a run that stand in different cells; a letter is where its middle is."""
    cells = [cell for cell in grid.cells if cell.box.bottom <= y <= cell.box.top]
    if not cells:
        cells = list(grid.cells)
    step = (run.right - run.left) / len(run.lefts)
    start = 0
    owner: GridCell | None = None
    for at, left in enumerate(run.lefts):
        x = left + step / 2
        if owner is not None and owner.box.left <= x <= owner.box.right:
            continue
        cell = next((cell for cell in cells if cell.box.left <= x <= cell.box.right), owner or cells[0])
        if cell is not owner and owner is not None:
            yield owner, run.part(start, at)
            start = at
        owner = cell
    assert owner is not None
    yield owner, run.part(start, len(run.lefts))


def _framed(grid: Grid, members: Sequence[tuple[GridCell, Run]], region: int) -> list[Line]:
    return [_line(row, region)._replace(framed=True) for row in rows(run for _, run in members)]


def _table(grid: Grid, members: Sequence[tuple[GridCell, Run]], number: int, region: int) -> list[Line]:
    """The lines of the cells, row by row."""
    held: dict[int, list[Run]] = {}
    for cell, run in members:
        held.setdefault(id(cell), []).append(run)
    found: list[Line] = []
    for at, cell in enumerate(sorted(grid.cells, key=lambda cell: (cell.row, cell.column))):
        place = Place(number, cell.row, cell.column, cell.rows, cell.columns, grid.columns)
        found += [_line(row, region + at)._replace(place=place) for row in rows(held.get(id(cell), ()), widest=100)]
    return found


def _line(pieces: Sequence[Piece], region: int, *, slanted: bool = False) -> Line:
    text: list[str] = []
    marks: list[Span] = []
    length = 0
    for piece in pieces:
        marks += [mark.shifted(length) for mark in piece.marks]
        text.append(piece.text)
        length += len(piece.text) + 1
    main = max(pieces, key=lambda piece: len(piece.text))
    right = max(piece.right for piece in pieces)
    return Line("\t".join(text), pieces[0].left, right, main.baseline, main.size, region, pieces[0].first, tuple(marks), slanted=slanted)


def _ordered(free: Sequence[Run], blocks: list[_Block]) -> list[_Block]:
    """The lines outside of frames and the blocks, from the top; in two columns where the page has them."""
    parted = rows(free)
    pieces = [piece for row in parted for piece in row]
    gutter = _gutter(pieces)
    if gutter is None:
        alone = [_Block([_line(row, 0)], Box(row[0].left, row[0].bottom, row[-1].right, row[0].top)) for row in parted]
        return sorted([*alone, *blocks], key=_height)
    found: list[_Block] = []
    columns: tuple[list[_Block], list[_Block]] = ([], [])
    everything: list[_Block] = [*blocks]
    for row in parted:
        sides = [[piece for piece in row if piece.right <= gutter], [piece for piece in row if piece.left >= gutter]]
        if len(sides[0]) + len(sides[1]) < len(row):
            sides = [row]
        everything += [
            _Block([_line(side, 1 if side[0].left >= gutter else 0)], Box(side[0].left, side[0].bottom, side[-1].right, side[0].top)) for side in sides if side
        ]
    for block in sorted(everything, key=_height):
        if block.box.right <= gutter + 2:
            columns[0].append(block)
        elif block.box.left >= gutter - 2:
            columns[1].append(block)
        else:
            found += [*columns[0], *columns[1], block]
            columns = ([], [])
    return [*found, *columns[0], *columns[1]]


def _height(block: _Block) -> float:
    return -block.box.top


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where two columns of text part; None where lines run over the whole page, or the pieces are cells of a table."""
    if len(pieces) < 2 * _FEW_LINES:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width = right - left
    best: tuple[int, float] | None = None
    for step in range(-6, 7):
        x = (left + right) / 2 + step * 0.02 * width
        crossing = sum(piece.left < x < piece.right for piece in pieces)
        if best is None or (crossing, abs(x - (left + right) / 2)) < best:
            best = (crossing, abs(x - (left + right) / 2))
            gutter = x
    before = [piece for piece in pieces if piece.right <= gutter]
    behind = [piece for piece in pieces if piece.left >= gutter]
    if min(len(before), len(behind)) * 4 < len(pieces) or (len(pieces) - len(before) - len(behind)) * 4 > len(pieces):
        return None
    filled = sum(piece.right - piece.left for piece in before) / len(before) / (gutter - left), sum(
        piece.right - piece.left for piece in behind
    ) / len(behind) / (right - gutter)
    return gutter if min(filled) >= _FILLS else None


def _aslant(runs: Sequence[Run]) -> list[list[Piece]]:
    """What is turned against the page, one piece for each word as it was set."""
    found: list[list[Piece]] = []
    for run in runs:
        last = found[-1][-1] if found else None
        if last is not None and last.size == run.size and (run.left - last.left) ** 2 + (run.baseline - last.baseline) ** 2 < (3 * len(last.text) * run.size) ** 2:
            found[-1][-1] = last._replace(text=last.text + run.text, right=max(last.right, run.right))
        else:
            found.append([Piece(run.text, run.left, run.right, run.baseline, run.size, run.first)])
    return found
