"""The lines that a page draws, and the grids of cells that they part it into."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import compress, repeat

from planlint.formats.pdf.library import Matrix, Page, place, quick
from planlint.record import Record

_THIN = 3.5
_SHORTEST = 4.0
_NEAR = 3.0
_MOST_RULES = 6_000
_MOST_SEGMENTS = 400
_MOST_CELLS = 20_000
_DEPTH = 3
_PICTURE = 0.7
_INVISIBLE = 3
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE, _MOVE = 0, 2


class Rule(Record):
    """A line drawn level or upright: its place across, and where it starts and stops along itself, in points."""

    at: float
    start: float
    stop: float


class Box(Record):
    """A rectangle of a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


class GridCell(Record):
    """A cell of a grid: its row and column from 1, how many of them it takes up, and its rectangle."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


class Grid(Record):
    """Cells that ruled lines part: where the columns begin and end, and the cells by row and column."""

    box: Box
    edges: tuple[float, ...]
    rows: int
    cells: tuple[GridCell, ...]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.edges) - 1


class Drawn:
    """What is drawn on a page besides its text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        number = quick("FPDFPage_CountObjects", ctypes.c_int)(page.shape)
        things = list(map(quick("FPDFPage_GetObject", ctypes.c_void_p), repeat(page.shape, number), range(number)))
        kinds = list(map(quick("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p), things))
        self._text = things[kinds.index(_TEXT)] if _TEXT in kinds else None
        self._things = list(compress(zip(things, kinds, strict=True), map(_TEXT.__ne__, kinds)))

    @cached_property
    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The level and the upright lines of the page, those that go on in one another as one; none where there are more than tables have."""
        level, upright = self._rules()
        return (_merged(level), _merged(upright)) if len(level) + len(upright) <= _MOST_RULES else ([], [])

    def grids(self) -> list[Grid]:
        """The grids that the drawn lines make, from the top; a frame around a text is one of a single cell."""
        level, upright = self.rules
        if len(level) < 2:
            return []
        found = [grid for levels, uprights in _groups(level, upright) if (grid := _grid(levels, uprights)) is not None]
        found.sort(key=lambda grid: -grid.box.top)
        return [grid for grid in found if not any(_inside(grid.box, other.box) for other in found if other is not grid)]

    def is_scan(self) -> bool:
        """Whether one picture fills the page and its text is not painted, as in a scan with a layer of recognised text."""
        if self._text is None or quick("FPDFTextObj_GetTextRenderMode", ctypes.c_int)(place(self._text)) != _INVISIBLE:
            return False
        sides = _Sides()
        for thing, of in self._things:
            if of == _IMAGE and sides.read(thing):
                left, bottom, right, top = sides.values
                if (right - left) * (top - bottom) >= _PICTURE * self._page.width * self._page.height:
                    return True
        return False

    def _rules(self) -> tuple[list[Rule], list[Rule]]:
        """The level and the upright lines of the page: thin rectangles, strokes, and the edges of framed ones."""
        found = _Rules()
        for thing, of in self._things:
            if of == _PATH:
                found.add(thing, None)
            elif of == _FORM:
                found.add_form(thing, None, 1)
        return found.level, found.upright


def _inside(box: Box, other: Box) -> bool:
    return other.left - _NEAR <= box.left and box.right <= other.right + _NEAR and other.bottom - _NEAR <= box.bottom and box.top <= other.top + _NEAR


class _Sides:
    """Room for the four sides of a thing on a page."""

    def __init__(self) -> None:
        self._values = (ctypes.c_float * 4)()
        self._places = [ctypes.byref(self._values, 4 * at) for at in range(4)]

    def read(self, thing: int) -> bool:
        """Ask for the sides of a thing; tells whether it has any."""
        return bool(quick("FPDFPageObj_GetBounds", ctypes.c_int)(place(thing), *self._places))

    @property
    def values(self) -> list[float]:
        """Left, bottom, right and top, in points."""
        return list(self._values)


class _Rules:
    """Gathers the lines of paths."""

    def __init__(self) -> None:
        self._sides = _Sides()
        self.level: list[Rule] = []
        self.upright: list[Rule] = []

    def add_form(self, form: int, placed: Matrix | None, depth: int) -> None:
        """Take the paths of a form, set where the form is."""
        matrix = _matrix(form) if placed is None else _product(_matrix(form), placed)
        number = quick("FPDFFormObj_CountObjects", ctypes.c_int)(place(form))
        get = quick("FPDFFormObj_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
        for at in range(min(number, _MOST_RULES)):
            thing = get(form, at)
            kind = quick("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)(thing)
            if kind == _PATH:
                self.add(thing, matrix)
            elif kind == _FORM and depth < _DEPTH:
                self.add_form(thing, matrix, depth + 1)

    def add(self, path: int, placed: Matrix | None) -> None:
        """Take the lines of one path."""
        if len(self.level) + len(self.upright) > _MOST_RULES or not self._sides.read(path):
            return
        left, bottom, right, top = self._sides.values
        if placed is not None:
            (left, bottom), (right, top) = _moved(placed, left, bottom), _moved(placed, right, top)
            left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
        if right - left < _THIN or top - bottom < _THIN:
            self._line(left, bottom, right, top)
            return
        if right - left < _SHORTEST or top - bottom < _SHORTEST or not _is_stroked(path):
            return
        number = quick("FPDFPath_CountSegments", ctypes.c_int)(place(path))
        if number > _MOST_SEGMENTS:
            return
        self._segments(path, number, placed)

    def _segments(self, path: int, number: int, placed: Matrix | None) -> None:
        matrix = _matrix(path)
        x, y = ctypes.c_float(), ctypes.c_float()
        begun = last = (0.0, 0.0)
        for at in range(number):
            segment = place(quick("FPDFPath_GetPathSegment", ctypes.c_void_p)(place(path), at))
            quick("FPDFPathSegment_GetPoint", ctypes.c_int)(segment, ctypes.byref(x), ctypes.byref(y))
            point = _moved(matrix, x.value, y.value)
            point = point if placed is None else _moved(placed, *point)
            kind = quick("FPDFPathSegment_GetType", ctypes.c_int)(segment)
            if kind == _MOVE:
                begun = point
            elif kind == _LINE:
                self._between(last, point)
            if quick("FPDFPathSegment_GetClose", ctypes.c_int)(segment):
                self._between(point, begun)
            last = point

    def _between(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        left, right = sorted((one[0], other[0]))
        bottom, top = sorted((one[1], other[1]))
        if right - left < 1 or top - bottom < 1:
            self._line(left, bottom, right, top)

    def _line(self, left: float, bottom: float, right: float, top: float) -> None:
        if top - bottom <= right - left:
            self.level.append(Rule((bottom + top) / 2, left, right))
        else:
            self.upright.append(Rule((left + right) / 2, bottom, top))


def _matrix(thing: int) -> Matrix:
    """The matrix of a path or a form."""
    matrix = Matrix()
    quick("FPDFPageObj_GetMatrix", ctypes.c_int)(place(thing), ctypes.byref(matrix))
    return matrix


def _is_stroked(path: int) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(quick("FPDFPath_GetDrawMode", ctypes.c_int)(place(path), ctypes.byref(mode), ctypes.byref(stroke))) and bool(stroke.value)


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f


def _product(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that moves as the first does and then as the second."""
    return Matrix(
        one.a * other.a + one.b * other.c,
        one.a * other.b + one.b * other.d,
        one.c * other.a + one.d * other.c,
        one.c * other.b + one.d * other.d,
        one.e * other.a + one.f * other.c + other.e,
        one.e * other.b + one.f * other.d + other.f,
    )


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines put together that lie on one another or go on where another stops, as the edges of cells drawn one by one do."""
    found: list[Rule] = []
    ordered = sorted(rules)
    at = 0
    while at < len(ordered):
        stop = at + 1
        while stop < len(ordered) and ordered[stop].at - ordered[stop - 1].at < 1.0 and ordered[stop].at - ordered[at].at < _NEAR:
            stop += 1
        place = sum(rule.at for rule in ordered[at:stop]) / (stop - at)
        pieces = sorted((rule.start, rule.stop) for rule in ordered[at:stop])
        start, end = pieces[0]
        for begin, finish in pieces[1:]:
            if begin > end + _NEAR:
                found.append(Rule(place, start, end))
                start, end = begin, finish
            else:
                end = max(end, finish)
        found.append(Rule(place, start, end))
        at = stop
    return [rule for rule in found if rule.stop - rule.start >= _SHORTEST]


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Level and upright lines that touch one another, directly or by others."""
    owner = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    heights = [rule.at for rule in level]
    for at, rule in enumerate(upright, len(level)):
        low, high = bisect_right(heights, rule.start - _NEAR), bisect_right(heights, rule.stop + _NEAR)
        for other in range(low, high):
            if level[other].start - _NEAR <= rule.at <= level[other].stop + _NEAR:
                owner[root(at)] = root(other)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(owner)):
        levels, uprights = members.setdefault(root(at), ([], []))
        if at < len(level):
            levels.append(level[at])
        else:
            uprights.append(upright[at - len(level)])
    yield from members.values()


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """The grid of lines that touch one another; None where they enclose nothing."""
    if len(level) < 2 or not upright:
        return None
    box = Box(min(rule.start for rule in level), min(rule.at for rule in level), max(rule.stop for rule in level), max(rule.at for rule in level))
    columns = _places([box.left, box.right, *(rule.at for rule in upright)])
    rows = _places([rule.at for rule in level])[::-1]
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > _MOST_CELLS or box.right - box.left < 20 or box.top - box.bottom < 8:
        return None
    cells = tuple(_cells(columns, rows, level, upright))
    return Grid(box, tuple(columns), len(rows) - 1, cells)


def _places(values: Sequence[float]) -> list[float]:
    """The values in order, those that are near to one another as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _cells(columns: list[float], rows: list[float], level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[GridCell]:
    """The cells, from the top left: what no line parts is one."""
    wide, high = len(columns) - 1, len(rows) - 1
    taken = [[False] * wide for _ in range(high)]
    for row in range(high):
        for column in range(wide):
            if taken[row][column]:
                continue
            last = column
            while last + 1 < wide and not taken[row][last + 1] and not _parts(upright, columns[last + 1], (rows[row] + rows[row + 1]) / 2):
                last += 1
            lowest = row
            while (
                lowest + 1 < high
                and not any(_parts(level, rows[lowest + 1], (columns[at] + columns[at + 1]) / 2) for at in range(column, last + 1))
                and not any(_parts(upright, columns[at], (rows[lowest + 1] + rows[lowest + 2]) / 2) for at in range(column + 1, last + 1))
            ):
                lowest += 1
            for y in range(row, lowest + 1):
                for x in range(column, last + 1):
                    taken[y][x] = True
            yield GridCell(row + 1, column + 1, lowest - row + 1, last - column + 1, Box(columns[column], rows[lowest + 1], columns[last + 1], rows[row]))


def _parts(rules: Sequence[Rule], at: float, across: float) -> bool:
    """Whether one of the lines stands at a place and covers a point along it."""
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= across <= rule.stop + _NEAR for rule in rules)
