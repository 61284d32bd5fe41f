"""Tables without lines between their cells: rows whose pieces stand below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planlint.formats.pdf.lines import Piece
from planlint.formats.pdf.rules import Rule
from planlint.record import Record

_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_APART = 3.2
_BESIDE = 12.0
_WIDE = 0.5


class Aligned(Record):
    """Lines from `start` to `stop` that are rows of a table; the columns end at `edges`, and `rows` holds the row of each line from 1."""

    start: int
    stop: int
    edges: tuple[float, ...]
    rows: tuple[int, ...]

    def column(self, piece: Piece) -> int:
        """The column of a piece, from 1."""
        middle = (piece.left + piece.right) / 2
        return max(1, min(len(self.edges) - 1, sum(edge <= middle for edge in self.edges)))


def aligned(lines: Sequence[Sequence[Piece]], levels: Sequence[Rule]) -> Iterator[Aligned]:
    """The tables among the lines of a page: three rows of three columns and more, or rows between two level lines of the same width."""
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and (len(lines[stop]) > 1 or (stop > at and _is_rest(lines[stop], lines[stop - 1]))) and _is_near(lines, at, stop):
            stop += 1
        found = _table(lines, at, stop, levels) if stop - at >= 2 else None
        if found is not None:
            yield found
        at = max(stop, at + 1)


def _is_near(lines: Sequence[Sequence[Piece]], first: int, at: int) -> bool:
    if at == first:
        return True
    above, below = lines[at - 1][0], lines[at][0]
    return above.baseline - below.baseline <= _APART * max(above.size, below.size)


def _is_rest(line: Sequence[Piece], above: Sequence[Piece]) -> bool:
    """Whether a line holds nothing but the rest of a cell behind the first one."""
    return line[0].left > above[0].right


def _table(lines: Sequence[Sequence[Piece]], start: int, stop: int, levels: Sequence[Rule]) -> Aligned | None:
    columns = _columns(lines[start:stop])
    if len(columns) < 2:
        return None
    rows: list[int] = []
    for line in lines[start:stop]:
        begins = line[0].left < columns[0][1] or not rows
        rows.append((rows[-1] if rows else 0) + begins)
    ruled = _between_levels(lines[start], lines[stop - 1], levels)
    if rows[-1] < (2 if ruled else _LEAST_ROWS) or (len(columns) < _LEAST_COLUMNS and not ruled):
        return None
    between = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    return Aligned(start, stop, (columns[0][0], *between, columns[-1][1]), tuple(rows))


def _columns(lines: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """Where pieces stand below one another, from left to right; none where one piece reaches over most of the table."""
    pieces = sorted((piece.left, piece.right) for line in lines for piece in line)
    width = max(right for _, right in pieces) - pieces[0][0]
    found: list[tuple[float, float]] = []
    for left, right in pieces:
        if right - left > _WIDE * width:
            return []
        if found and left < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _between_levels(first: Sequence[Piece], last: Sequence[Piece], levels: Sequence[Rule]) -> bool:
    """Whether level lines of the same width stand above the first row and below the last."""
    left, right = first[0].left, first[-1].right
    wide = [rule for rule in levels if rule.start <= left + _BESIDE and rule.stop >= right - _BESIDE]
    above = [rule for rule in wide if first[0].top - 2 <= rule.at <= first[0].top + 2 * first[0].size]
    below = [rule for rule in wide if last[0].bottom - 2 * last[0].size <= rule.at <= last[0].bottom + 2]
    return any(abs(one.start - other.start) < _BESIDE and abs(one.stop - other.stop) < _BESIDE for one in above for other in below)
