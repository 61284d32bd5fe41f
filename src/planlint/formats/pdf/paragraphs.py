"""Which printed lines go on in the next one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from planlint.formats.pdf.contents import contents
from planlint.formats.pdf.page import Line
from planlint.phrases.ordinals import ordinal_at

_FEW_LINES = 8
_SIZES = 0.12
_STOPS = "。！？；：.!?;:”）)》｡．"
_FLOW = 2
_Column = tuple[int, int]


def joints(lines: Sequence[Line], left_out: Container[int]) -> Iterator[tuple[int, int]]:
    """The indices of lines that are one paragraph: the first one runs to the right margin, and the next one begins at the left one.

    A line that is set in, or of another size, begins a paragraph; so does a numbered one behind a full stop. Lines of a cell are one.
    """
    kept = [at for at in range(len(lines)) if at not in left_out]
    columns: dict[_Column, list[Line]] = {}
    for at in kept:
        if lines[at].place is None:
            columns.setdefault(_column(lines[at]), []).append(lines[at])
    margins = _margins_of([lines[at] for at in kept if lines[at].place is None and not lines[at].framed], columns)
    entries = contents(lines, left_out)
    for above, below in pairwise(kept):
        if above in entries or below in entries:
            continue
        one, other = lines[above], lines[below]
        if one.place is not None or other.place is not None:
            if one.page == other.page and one.place == other.place and _goes_on_in_cell(one, other):
                yield above, below
        elif one.framed == other.framed and _goes_on(one, other, margins[_column(one)], margins[_column(other)], apart=_column(one) != _column(other)):
            yield above, below


def _column(line: Line) -> _Column:
    return line.page, line.region


def _goes_on_in_cell(above: Line, below: Line) -> bool:
    """Lines of a cell go on but for a paragraph that ends or a number that begins one."""
    return not above.text.rstrip().endswith(("。", "；", ";")) or (below.left < above.left + 0.5 * above.size and ordinal_at(below.text, 0, len(below.text)) is None)


def _margins_of(lines: Sequence[Line], columns: Mapping[_Column, Sequence[Line]]) -> dict[_Column, _Margins]:
    """The margins of each column: those of the document where it has few lines, or lines that come near them and none that reach them."""
    found: dict[_Column, _Margins] = {}
    whole = _margins(lines) if lines else None
    for column, members in columns.items():
        if whole is None or members[0].framed:
            found[column] = _margins(members)
            continue
        own = whole if len(members) < _FEW_LINES else _margins(members)
        near = 3 * own.letter
        left = whole.left if 0 <= own.left - whole.left < near else own.left
        right = whole.right if 0 <= whole.right - own.right < near else own.right
        found[column] = own._replace(left=left, right=right, sets_in=whole.sets_in)
    return found


class _Margins(NamedTuple):
    left: float
    right: float
    letter: float
    pitch: float
    sets_in: bool


def _margins(lines: Sequence[Line]) -> _Margins:
    """Where lines begin and end, how wide a letter is, how far lines are apart, and whether any is set in."""
    letter = median(_letter(line) for line in lines)
    long = [line for line in lines if len(line.text) >= 12] or list(lines)
    left = _outermost([line.left for line in long], letter)
    right = -_outermost([-line.right for line in long], letter)
    ordered = sorted(lines, key=lambda line: (line.page, -line.baseline))
    gaps = [
        above.baseline - below.baseline
        for above, below in pairwise(ordered)
        if above.page == below.page and above.region == below.region and above.baseline - below.baseline > 0.5 * letter
    ]
    sets_in = any(line.left > left + 1.2 * letter for line in lines)
    return _Margins(left, right, letter, median(gaps) if gaps else 2 * letter, sets_in)


def _letter(line: Line) -> float:
    """How wide a Han character of the line is, in points: figures and Latin letters count half."""
    width = sum(1.0 if character > "\u2e7f" else 0.5 for character in line.text)
    return (line.right - line.left) / width if width else line.size


def _alike(one: float, other: float) -> bool:
    """Whether two sizes are those of one kind of text."""
    return abs(one - other) <= _SIZES * max(one, other, 1)


def _outermost(values: Sequence[float], tolerance: float) -> float:
    """The least value that more than one line in twelve is near, two at least: a table or a mark may stand out into the margin."""
    least = max(2, len(values) // 12)
    ordered = sorted(values)
    near = tolerance / 2
    return next((value for value in ordered if bisect_left(ordered, value + near) - bisect_right(ordered, value - near) >= least), ordered[0])


def _goes_on(above: Line, below: Line, margins: _Margins, following: _Margins, *, apart: bool) -> bool:
    if below.page - above.page > 1 or not _alike(above.size, below.size) or "\t" in above.text or "\t" in below.text:
        return False
    # what is set to the right, as signatures and dates are, is no paragraph, and what is set in begins one
    if above.left > margins.left + 3.5 * margins.letter or below.left > following.left + 1.2 * following.letter:
        return False
    if not apart and not 0.3 * margins.pitch < above.baseline - below.baseline < 1.7 * margins.pitch:
        return False
    if above.right < margins.right - 2.2 * margins.letter:
        return False
    written = above.text.rstrip()
    # where no first line is set in, only the end of a sentence tells the end of a paragraph that fills its last line
    if not margins.sets_in and written.endswith("。"):
        return False
    return not (written.endswith(tuple(_STOPS)) and ordinal_at(below.text, 0, len(below.text)) is not None)
