"""The layout of printed pages: which lines are furniture, and which go on in the next one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from planlint.patterns import compiled
from planlint.phrases.ordinals import ordinal_at

_NUMBER = compiled(r"[—\-–－·.\s]*(?:第[ ]?)?\d{1,4}(?:[ ]?页)?(?:[ ]?[/／][ ]?\d{1,4}|[ ]?共[ ]?\d{1,4}[ ]?页)?[—\-–－·.\s]*")
_DIGITS = compiled(r"\d+")
_EDGE = 2
_LEAST_PAGES = 3
_FEW_LINES = 8
_SIZES = 0.28
_STOPS = "。！？；：.!?;:”）)》"


class TextLine(NamedTuple):
    """A line of a page: its place in the text, the page from 1, and its box in points from the lower left corner."""

    start: int
    stop: int
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How high the letters are together, in points."""
        return self.top - self.bottom


def furniture(text: str, lines: Sequence[TextLine]) -> set[int]:
    """The indices of the lines that are page numbers, running heads or running feet: at the edge of a page, and alike on most of them."""
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        pages.setdefault(line.page, []).append(at)
    edges: list[tuple[int, bool]] = []
    for members in pages.values():
        ordered = sorted(members, key=lambda at: -lines[at].top)
        edges += [(at, True) for at in ordered[:_EDGE]]
        edges += [(at, False) for at in ordered[-_EDGE:] if at not in ordered[:_EDGE]]
    repeated = Counter((_like(text, lines[at]), is_top) for at, is_top in edges)
    found: set[int] = set()
    for at, is_top in edges:
        written = text[lines[at].start : lines[at].stop].strip()
        if (_NUMBER.fullmatch(written) and (len(written) <= 4 or not written.isdigit())) or (
            len(pages) >= _LEAST_PAGES and repeated[_like(text, lines[at]), is_top] * 2 > len(pages) and 4 <= len(written) <= 60
        ):
            found.add(at)
    return found


def _like(text: str, line: TextLine) -> str:
    """The text of a line in which page numbers do not count."""
    return _DIGITS.sub("0", "".join(text[line.start : line.stop].split()))


def joints(text: str, lines: Sequence[TextLine], left_out: set[int]) -> Iterator[tuple[TextLine, TextLine]]:
    """The pairs of lines that are one paragraph: the first one runs to the right margin, and the next one begins at the left one.

    A line that is set in, or of another size, begins a paragraph; so does a numbered one behind a full stop.
    """
    kept = [line for at, line in enumerate(lines) if at not in left_out]
    pages: dict[int, list[TextLine]] = {}
    for line in kept:
        pages.setdefault(line.page, []).append(line)
    places = {page: _columns(members) for page, members in pages.items()}
    columns: dict[_Column, list[TextLine]] = {}
    of_line: dict[int, _Column] = {}
    for line in kept:
        middle = places[line.page]
        column = (line.page, middle is not None and line.left > middle)
        of_line[line.start] = column
        columns.setdefault(column, []).append(line)
    margins = _margins_of(text, kept, columns)
    for above, below in pairwise(kept):
        one, other = of_line[above.start], of_line[below.start]
        if _goes_on(text, above, below, margins[one], margins[other], apart=one != other):
            yield above, below


_Column = tuple[int, bool]


def _columns(lines: Sequence[TextLine]) -> float | None:
    """Where two columns of a page part; None where lines run over the whole of it."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    middle = (left + right) / 2
    before = sum(line.right <= middle for line in lines)
    behind = sum(line.left >= middle - 0.05 * (right - left) for line in lines)
    whole = len(lines) - before - behind
    return middle - 0.05 * (right - left) if min(before, behind) * 4 >= len(lines) and whole * 4 <= len(lines) and len(lines) >= _FEW_LINES else None


def _margins_of(text: str, lines: Sequence[TextLine], columns: Mapping[_Column, Sequence[TextLine]]) -> dict[_Column, _Margins]:
    """The margins of each column: those of the document where it has few lines, or lines that come near them and none that reach them."""
    found: dict[_Column, _Margins] = {}
    if not lines:
        return found
    whole = _margins(text, lines)
    for column, members in columns.items():
        own = whole if len(members) < _FEW_LINES else _margins(text, members)
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


def _margins(text: str, lines: Sequence[TextLine]) -> _Margins:
    """Where lines begin and end on a page, how wide a letter is, how far lines are apart, and whether any is set in."""
    letter = median(_letter(text, line) for line in lines)
    long = [line for line in lines if line.stop - line.start >= 12] or list(lines)
    left = _outermost([line.left for line in long], letter)
    right = -_outermost([-line.right for line in long], letter)
    ordered = sorted(lines, key=lambda line: -line.top)
    gaps = [above.bottom - below.bottom for above, below in pairwise(ordered) if above.bottom - below.bottom > 0.5 * letter]
    sets_in = any(line.left > left + 1.2 * letter for line in lines)
    return _Margins(left, right, letter, median(gaps) if gaps else 2 * letter, sets_in)


def _letter(text: str, line: TextLine) -> float:
    """How wide a Han character of the line is, in points: figures and Latin letters count half."""
    width = sum(1.0 if character > "\u2e7f" else 0.5 for character in text[line.start : line.stop].strip())
    return (line.right - line.left) / width if width else line.height


def _alike(one: float, other: float) -> bool:
    """Whether two sizes are those of one kind of text."""
    return abs(one - other) <= _SIZES * max(one, other, 1)


def _outermost(values: Sequence[float], tolerance: float) -> float:
    """The least value that more than one line in twelve is near, two at least: a table or a mark may stand out into the margin."""
    least = max(2, len(values) // 12)
    ordered = sorted(values)
    near = tolerance / 2
    return next((value for value in ordered if bisect_left(ordered, value + near) - bisect_right(ordered, value - near) >= least), ordered[0])


def _goes_on(text: str, above: TextLine, below: TextLine, margins: _Margins, following: _Margins, *, apart: bool) -> bool:
    if below.page - above.page > 1 or not _alike(above.height, below.height):
        return False
    # what is set to the right, as signatures and dates are, is no paragraph, and what is set in begins one
    if above.left > margins.left + 3.5 * margins.letter or below.left > following.left + 1.2 * following.letter:
        return False
    if not apart and not 0.3 * margins.pitch < above.bottom - below.bottom < 1.7 * margins.pitch:
        return False
    if above.right < margins.right - 2.2 * margins.letter:
        return False
    written = text[above.start : above.stop].rstrip()
    # where no first line is set in, only the end of a sentence tells the end of a paragraph that fills its last line
    if not margins.sets_in and written.endswith("。"):
        return False
    start = below.start + len(text[below.start : below.stop]) - len(text[below.start : below.stop].lstrip())
    return not (written.endswith(tuple(_STOPS)) and ordinal_at(text, start, below.stop) is not None)
