"""The lines of a page in the order in which they are read: columns, frames, and the cells of tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from planlint.formats.pdf.aligned import Aligned, aligned
from planlint.formats.pdf.glyphs import Face, Glyphs, Run
from planlint.formats.pdf.lines import Piece, rows
from planlint.formats.pdf.rules import Box, Grid, GridCell, Rule
from planlint.phrases.marks import LEADING_MARKS, OPENING_MARKS
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record
from planlint.text.spans import Span

_FEW_LINES = 8
_FILLS = 0.55
_WHOLE_PAGE = 0.7
_ALIGNED = 100_000
_SENTENCE = 8
_RUN_IN = 60
_HEADING = 40
_SHORT = 2.5
_INDENT = 1.8
_ENDS = ("。", "）", "］", "]", ")", "；")


class Place(Record):
    """The place of a line in a table: the grid on the page from 0, row and column from 1, how many of them the cell takes up.

    `edges` are where the columns of the grid begin and end.
    """

    grid: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    edges: tuple[float, ...] = ()


class Line(Record):
    """A printed line: its text, and its place in points. Lines of one `region` stand in one column, frame or cell of the page.

    `framed` is the cell of a frame that it stands in, from 1, and 0 for a line outside of frames.
    `size` is that of its letters, `first` the place of its first character on the page; `marks` are where it refers to footnotes, `runs`
    the places of its runs among the characters of the page and their lengths, `otherwise` the places
    of characters that are set as others. `face` and `alike` are the font of the first character and
    how many characters from there on have it.
    `is_run_on` tells that it begins a paragraph in the midst of a printed line, where a wide gap stands for the end of the last one.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    region: int
    first: int
    marks: tuple[Span, ...] = ()
    runs: tuple[tuple[int, int], ...] = ()
    otherwise: tuple[int, ...] = ()
    place: Place | None = None
    framed: int = 0
    slanted: bool = False
    is_run_on: bool = False
    page: int = 1
    face: Face = Face("", False)
    alike: int = 0
    is_numbered: bool = False

    @property
    def bottom(self) -> float:
        """Where the letters end below."""
        return self.baseline - 0.15 * self.size

    @property
    def top(self) -> float:
        """Where the letters end above."""
        return self.baseline + 0.85 * self.size


def dressed(line: Line, glyphs: Glyphs, page: int) -> Line:
    """A line of a page with its number and the font that it begins with; how far that goes is looked for behind numbers, where a title may run into the text."""
    face = glyphs.face(line.first)
    is_numbered = line.place is None and ordinal_at(line.text, 0, len(line.text)) is not None
    alike = _alike(line, glyphs, face) if is_numbered else len(line.text)
    # these are the last of its values
    return Line._make((*line[:-4], page, face, alike, is_numbered))


def _alike(line: Line, glyphs: Glyphs, face: Face) -> int:
    """How many characters of a line from the first one on have a font."""
    alike = 0
    for first, length in line.runs:
        if alike > _RUN_IN or glyphs.face(first) != face:
            break
        if glyphs.face(first + length - 1) == face:
            alike += length
            continue
        low, high = 0, length - 1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if glyphs.face(first + middle) == face else (low, middle)
        return alike + high
    return alike


class _Block(Record):
    """What is read as a whole: lines, and the rectangle that they fill."""

    lines: list[Line]
    box: Box


_NOWHERE = Box(0, 0, 0, 0)


def lines(runs: Sequence[Run], drawn: Sequence[Grid], levels: Sequence[Rule], height: float) -> list[Line]:
    """The lines of a page in reading order; what is set aslant comes last. `levels` are the level lines that are drawn on it."""
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
    found = [line for block in _ordered(free, blocks, levels, grid_number) for line in block.lines]
    found += [_line([piece], region, slanted=True) for row in _aslant(aslant) for piece in row]
    return found


def _held(runs: Iterable[Run], drawn: Sequence[Grid]) -> tuple[list[Run], list[list[tuple[GridCell, Run]]]]:
    """The runs outside of all grids, and those of each grid with their cells."""
    if not drawn:
        return list(runs), []
    free: list[Run] = []
    held: list[list[tuple[GridCell, Run]]] = [[] for _ in drawn]
    beside: dict[tuple[int, float], list[GridCell]] = {}
    for run in runs:
        y = run.baseline + 0.3 * run.size
        x = (run.lefts[0] + run.right) / 2
        at = next((at for at, grid in enumerate(drawn) if grid.box.holds(x, y)), None)
        if at is None:
            free.append(run)
        else:
            cells = beside.get((at, y))
            if cells is None:
                cells = beside[at, y] = [cell for cell in drawn[at].cells if cell.box.bottom <= y <= cell.box.top] or list(drawn[at].cells)
            held[at] += _split(run, cells)
    return free, held


def _split(run: Run, cells: Sequence[GridCell]) -> Iterator[tuple[GridCell, Run]]:
    """The parts of a run that stand in different cells; a letter is where its middle is."""
    left, right = run.lefts[0], run.right
    whole = next((cell for cell in cells if cell.box.left <= left and right <= cell.box.right), None)
    if whole is not None:
        yield whole, run
        return
    step = (right - left) / len(run.lefts)
    start = 0
    owner: GridCell | None = None
    for at, begin in enumerate(run.lefts):
        x = begin + step / 2
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
    """The lines of a frame, cell by cell."""
    cells: dict[int, list[Run]] = {}
    for cell, run in sorted(members, key=lambda member: member[0].row):
        cells.setdefault(cell.row, []).append(run)
    return [line._replace(framed=number) for number, runs in enumerate(cells.values(), 1) for row in _settled(rows(runs)) for line in _lines(row, region)]


def _table(grid: Grid, members: Sequence[tuple[GridCell, Run]], number: int, region: int) -> list[Line]:
    """The lines of the cells, row by row."""
    held: dict[int, list[Run]] = {}
    for cell, run in members:
        held.setdefault(id(cell), []).append(run)
    found: list[Line] = []
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    if cells[0].columns == grid.columns:
        # a cell over all columns on top is the title of the table or box
        found += [line._replace(framed=1) for row in rows(held.pop(id(cells[0]), ())) for line in _lines(row, region)]
    for at, cell in enumerate(cells):
        place = Place(number, cell.row, cell.column, cell.rows, cell.columns, grid.edges)
        found += [_line(row, region + at, place=place) for row in rows(held[id(cell)], widest=100)] if id(cell) in held else ()
    return found


def _line(pieces: Sequence[Piece], region: int, *, place: Place | None = None, slanted: bool = False) -> Line:
    if len(pieces) == 1:
        only = pieces[0]
        return Line(
            only.text,
            only.left,
            only.right,
            only.baseline,
            only.size,
            region,
            only.first,
            only.marks,
            only.runs,
            only.otherwise,
            place,
            0,
            slanted,
            only.is_run_on,
        )
    text: list[str] = []
    marks: list[Span] = []
    otherwise: list[int] = []
    length = 0
    for piece in pieces:
        marks += [mark.shifted(length) for mark in piece.marks]
        otherwise += [length + at for at in piece.otherwise]
        text.append(piece.text)
        length += len(piece.text) + 1
    main = max(pieces, key=lambda piece: len(piece.text))
    right = max(piece.right for piece in pieces)
    runs = tuple(run for piece in pieces for run in piece.runs)
    return Line(
        "\t".join(text), pieces[0].left, right, main.baseline, main.size, region, pieces[0].first, tuple(marks), runs, tuple(otherwise), place, slanted=slanted
    )


def _ordered(free: Sequence[Run], blocks: list[_Block], levels: Sequence[Rule], grids: int) -> list[_Block]:
    """The lines outside of frames and the blocks, from the top; in two columns where the page has them."""
    parted = rows(free)
    pieces = [piece for row in parted for piece in row]
    gutter = _gutter(pieces)
    if gutter is None:
        settled = _settled(parted)
        tables = list(aligned(settled, levels)) if any(len(row) > 1 for row in settled) else []
        if not tables and not blocks:
            return [_Block([line for row in sorted(settled, key=_below_top) for line in _lines(row, 0)], _NOWHERE)]
        return sorted([*_alone(settled, tables, grids), *blocks], key=_height)
    found: list[_Block] = []
    columns: tuple[list[_Block], list[_Block]] = ([], [])
    everything: list[_Block] = [*blocks]
    sides: tuple[list[list[Piece]], list[list[Piece]]] = ([], [])
    for row in parted:
        before, behind = [piece for piece in row if piece.right <= gutter], [piece for piece in row if piece.left >= gutter]
        if len(before) + len(behind) < len(row):
            everything.append(_Block(_lines(row, 0), _box(row)))
            continue
        for side, of in zip(sides, (before, behind), strict=True):
            if of:
                side.append(of)
    everything += [_Block(_lines(row, region), _box(row)) for region, side in enumerate(sides) for row in _settled(side)]
    for block in sorted(everything, key=_height):
        if block.box.right <= gutter + 2:
            columns[0].append(block)
        elif block.box.left >= gutter - 2:
            columns[1].append(block)
        else:
            found += [*columns[0], *columns[1], block]
            columns = ([], [])
    return [*found, *columns[0], *columns[1]]


def _alone(parted: list[list[Piece]], tables: Sequence[Aligned], grids: int) -> Iterator[_Block]:
    """Each line by itself, but for those that are rows of a table without lines between its cells."""
    at = 0
    for number, table in enumerate(tables):
        yield from (_Block(_lines(row, 0), _box(row)) for row in parted[at : table.start])
        held: dict[tuple[int, int], list[Piece]] = {}
        for row, pieces in zip(table.rows, parted[table.start : table.stop], strict=True):
            for piece in pieces:
                held.setdefault((row, table.column(piece)), []).append(piece)
        inside: list[Line] = []
        for cell, ((row, column), pieces) in enumerate(sorted(held.items(), key=lambda item: item[0])):
            place = Place(grids + number, row, column, edges=table.edges)
            inside += [_line([piece], _ALIGNED * (number + 1) + cell, place=place) for piece in pieces]
        boxes = [_box(row) for row in parted[table.start : table.stop]]
        yield _Block(inside, Box(min(box.left for box in boxes), boxes[-1].bottom, max(box.right for box in boxes), boxes[0].top))
        at = table.stop
    yield from (_Block(_lines(row, 0), _box(row)) for row in parted[at:])


def _box(row: Sequence[Piece]) -> Box:
    return Box(row[0].left, row[0].bottom, row[-1].right, row[0].top)


def _settled(parted: list[list[Piece]]) -> list[list[Piece]]:
    """Rows in which a wide gap stays only where it parts cells: in a line of running text, no line beside it has one at the same place."""
    if not any(len(row) > 1 for row in parted):
        return parted
    long = [piece for row in parted for piece in row if len(piece.text) >= _SENTENCE] or [piece for row in parted for piece in row]
    left, right = min(piece.left for piece in long), max(row[-1].right for row in parted)
    found: list[list[Piece]] = []
    for at, row in enumerate(parted):
        beside = parted[max(at - 1, 0) : at] + parted[at + 1 : at + 2]
        running = len(row) > 1 and _is_running(row, left, right) and not any(_has_gap(other, row) for other in beside)
        found.append(_joined(row) if running else row)
    return found


def _is_running(row: Sequence[Piece], left: float, right: float) -> bool:
    """Whether a line runs from one margin to the other, and most of it is one long piece or two."""
    size = row[0].size
    filled = sum(piece.right - piece.left for piece in row)
    ends = row[-1].right >= right - _SHORT * size or len(row[0].text) >= _SENTENCE
    return row[0].left <= left + _SHORT * size and ends and max(len(piece.text) for piece in row) >= _SENTENCE and filled >= 0.8 * (row[-1].right - row[0].left)


def _has_gap(row: Sequence[Piece], other: Sequence[Piece]) -> bool:
    """Whether two rows have a gap at the same place."""
    gaps = [(before.right, after.left) for before, after in pairwise(other)]
    return any(start < after.left and before.right < stop for before, after in pairwise(row) for start, stop in gaps)


def _joined(row: Sequence[Piece]) -> list[Piece]:
    """The pieces of a line of running text as one, but where a paragraph begins behind the gap."""
    found = [row[0]]
    for piece in row[1:]:
        last = found[-1]
        if _begins(last, piece):
            found.append(piece._replace(is_run_on=True))
            continue
        between = "" if piece.text[0] in OPENING_MARKS or last.text[-1] in LEADING_MARKS else " "
        shift = len(last.text) + len(between)
        marks = (*last.marks, *(mark.shifted(shift) for mark in piece.marks))
        otherwise = (*last.otherwise, *(shift + at for at in piece.otherwise))
        text = last.text + between + piece.text
        found[-1] = last._replace(text=text, right=piece.right, marks=marks, runs=last.runs + piece.runs, otherwise=otherwise)
    return found


def _begins(last: Piece, piece: Piece) -> bool:
    """Whether a paragraph begins behind a gap: a sentence has ended, and a number or the width of an indent opens the next one."""
    numbered = ordinal_at(piece.text, 0, len(piece.text)) is not None
    if not last.text.endswith(_ENDS):
        # a heading, and below it on the same line the first of its items
        return numbered and len(last.text) <= _HEADING and ordinal_at(last.text, 0, len(last.text)) is not None
    gap = (piece.left - last.right) / max(last.size, 1)
    return numbered or (last.text.endswith("。") and gap >= _INDENT)


def _lines(row: Sequence[Piece], region: int) -> list[Line]:
    """The lines of a row: one, or one for each paragraph that begins in it."""
    if len(row) == 1:
        return [_line(row, region)]
    found: list[Line] = []
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at].is_run_on:
            found.append(_line(row[start:at], region)._replace(is_run_on=row[start].is_run_on))
            start = at
    return found


def _height(block: _Block) -> float:
    return -block.box.top


def _below_top(row: Sequence[Piece]) -> float:
    return -row[0].top


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where two columns of text part; None where lines run over the whole page, or the pieces are cells of a table."""
    if len(pieces) < 2 * _FEW_LINES:
        return None
    lefts, rights = sorted([piece.left for piece in pieces]), sorted([piece.right for piece in pieces])
    left, right = lefts[0], rights[-1]
    middle, width = (left + right) / 2, right - left
    # what begins before a place and does not end there crosses it
    gutter = min((middle + step * 0.02 * width for step in range(-6, 7)), key=lambda x: (bisect_left(lefts, x) - bisect_right(rights, x), abs(x - middle)))
    before = [piece for piece in pieces if piece.right <= gutter]
    behind = [piece for piece in pieces if piece.left >= gutter]
    if min(len(before), len(behind)) * 4 < len(pieces) or (len(pieces) - len(before) - len(behind)) * 4 > len(pieces):
        return None
    filled = (
        sum(piece.right - piece.left for piece in before) / len(before) / (gutter - left),
        sum(piece.right - piece.left for piece in behind) / len(behind) / (right - gutter),
    )
    return gutter if min(filled) >= _FILLS else None


def _aslant(runs: Sequence[Run]) -> list[list[Piece]]:
    """What is turned against the page, one piece for each word as it was set."""
    found: list[list[Piece]] = []
    for run in runs:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and last.size == run.size
            and (run.left - last.left) ** 2 + (run.baseline - last.baseline) ** 2 < (3 * len(last.text) * run.size) ** 2
        ):
            found[-1][-1] = last._replace(text=last.text + run.text, right=max(last.right, run.right))
        else:
            found.append([Piece(run.text, run.left, run.right, run.baseline, run.size, run.first)])
    return found
