"""Tables over pages: grids numbered through the document, with rows that count on where one goes on."""

from __future__ import annotations

from collections.abc import Container, Sequence

from planlint.formats.pdf.page import Line
from planlint.text.evidence import Cell

_SAME_EDGE = 4.0


def cells(lines: Sequence[Line], left_out: Container[int]) -> dict[int, Cell]:
    """The cell of each line that begins one, by the index of the line.

    A grid at the top of a page that has as many columns as the one at the foot of the last page, at the same places, goes on with it.
    """
    found: dict[int, Cell] = {}
    table = rows = before = 0
    last: Line | None = None
    seen: set[tuple[int, int, int, int]] = set()
    between = False
    for at, line in enumerate(lines):
        if at in left_out:
            continue
        if line.place is None:
            between = True
            continue
        place = line.place
        if last is None or last.place is None or (last.page, last.place.grid) != (line.page, place.grid):
            goes_on = last is not None and not between and last.page + 1 == line.page and _alike(last, line)
            # the head that is set again counts no row
            before = rows - (place.row - 1) if goes_on else 0
            table += not goes_on
        between = False
        rows = before + place.row + place.rows - 1
        key = (line.page, place.grid, place.row, place.column)
        if key not in seen:
            seen.add(key)
            found[at] = Cell(table, before + place.row, place.column, place.rows, place.columns)
        last = line
    return found


def _alike(above: Line, below: Line) -> bool:
    """Whether two grids have the same columns."""
    one, other = above.place, below.place
    return (
        one is not None
        and other is not None
        and len(one.edges) == len(other.edges)
        and all(abs(edge - place) <= _SAME_EDGE for edge, place in zip(one.edges, other.edges, strict=True))
    )
