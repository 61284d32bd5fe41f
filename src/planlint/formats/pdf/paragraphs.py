"""Which printed lines go on in the next one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from itertools import pairwise
from statistics import median

from planlint.formats.pdf.page import Line
from planlint.phrases.clauses import has_clauses
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record

_FEW_LINES = 8
_SIZES = 0.12
_STOPS = tuple("。！？；：.!?;:”）)》｡．")
_FULL_STOPS = tuple("。｡")
_ENDS = tuple("。；！？｡")
_SENTENCE = 12
_SHORT = 2.2
_MOST = 0.6
_FARTHEST = 3.6
_SET_IN = 3.5
_BRACKETS = (("（", "）"), ("《", "》"), ("“", "”"))
_HAN_ON = "\u2e80"
_Column = tuple[int, int]
_Measured = tuple[Line, float]
"""A line and how wide a Han character of it is."""


class Settled(Record):
    """What the setting of lines tells: pairs of lines that are one paragraph, by index, and lines of which it does not tell whether they begin one."""

    joined: frozenset[tuple[int, int]]
    doubtful: frozenset[int]


def settled(lines: Sequence[Line], kept: Sequence[int], entries: Container[int]) -> Settled:
    """Which of the lines at some places are one paragraph: the first one runs to the right margin, and the next one begins at the left one.

    A line that is set in, or of another size, begins a paragraph; so does a numbered one behind a full stop. Lines of a cell are one.
    """
    margins = _margins_of([lines[at] for at in kept if lines[at].place is None])
    joined: set[tuple[int, int]] = set()
    doubtful: set[int] = set()
    running = False
    # whether the last two lines are even
    before: bool | None = False
    for place, (above, below) in enumerate(pairwise(kept)):
        one, other = lines[above], lines[below]
        last, before = before, None
        if one.place is not None or other.place is not None:
            goes_on = one.page == other.page and one.place == other.place and _goes_on_in_cell(one, other)
            begins = not goes_on
        elif above in entries or below in entries or _are_parted(one, other):
            goes_on, begins = False, True
        else:
            running = running or has_clauses(one.text, 0, len(one.text))
            before = _is_even(one, other)
            even = before or (_is_even(lines[kept[place - 1]], one) if last is None else last)
            pair = _Pair(one, other, margins[_column(one)], margins[_column(other)], is_even=even, is_running=running)
            goes_on = pair.goes_on()
            begins = not goes_on and pair.begins()
        running = goes_on
        if goes_on:
            joined.add((above, below))
        elif not begins and not one.text.rstrip().endswith(_ENDS):
            doubtful.add(below)
    return Settled(frozenset(joined), frozenset(doubtful))


def _are_parted(one: Line, other: Line) -> bool:
    """Whether a line of a frame stands between two lines, as between a box and the text below it or two cells of a box."""
    return one.framed != other.framed if one.page == other.page else bool(one.framed) != bool(other.framed)


def _is_even(one: Line, other: Line) -> bool:
    """Whether two lines of a sentence end at the same place, as full ones do."""
    near = one.page == other.page and one.region == other.region and abs(one.right - other.right) <= 0.5 * one.size
    return near and len(one.text) >= _SENTENCE <= len(other.text) and not one.text.rstrip().endswith(_STOPS)


def _column(line: Line) -> _Column:
    return line.page, line.region


def _goes_on_in_cell(above: Line, below: Line) -> bool:
    """Lines of a cell go on but for a paragraph that ends or a number that begins one."""
    return not above.text.rstrip().endswith(("。", "；", ";")) or (
        below.left < above.left + 0.5 * above.size and ordinal_at(below.text, 0, len(below.text)) is None
    )


def _margins_of(lines: Sequence[Line]) -> dict[_Column, _Margins]:
    """The margins of each column: those of the document where it has few lines, or lines that come near them and none that reach them."""
    columns: dict[_Column, list[_Measured]] = {}
    free: list[_Measured] = []
    for line in lines:
        measured = line, _letter(line)
        columns.setdefault(_column(line), []).append(measured)
        if not line.framed:
            free.append(measured)
    found: dict[_Column, _Margins] = {}
    whole = _margins(free) if free else None
    for column, members in columns.items():
        if whole is None or members[0][0].framed:
            found[column] = _margins(members)
            continue
        own = whole if len(members) < _FEW_LINES else _margins(members)
        near = 3 * own.letter
        left = whole.left if 0 <= own.left - whole.left < near else own.left
        right = whole.right if 0 <= whole.right - own.right < near else own.right
        found[column] = own._replace(left=left, right=right, indent=whole.indent)
    return found


class _Margins(Record):
    """`indent` is how far first lines are set in, 0 where none is."""

    left: float
    right: float
    letter: float
    pitch: float
    indent: float

    @property
    def sets_in(self) -> bool:
        """Whether first lines are set in."""
        return self.indent > 0


def _margins(measured: Sequence[_Measured]) -> _Margins:
    """Where lines begin and end, how wide a letter is, how far lines are apart, and whether any is set in."""
    lines = [line for line, _ in measured]
    letter = median([letter for _, letter in measured])
    long = [line for line in lines if len(line.text) >= 12] or list(lines)
    left = _outermost([line.left for line in long], letter)
    right = -_outermost([-line.right for line in long], 2.6 * letter)
    following = [
        (above, below)
        for above, below in pairwise(lines)
        if below.baseline < above.baseline - 0.5 * letter and above.page == below.page and above.region == below.region
    ]
    filled = [
        (above, below)
        for above, below in following
        if above.right >= right - _SHORT * letter and below.left < left + 0.8 * letter and below.baseline > above.baseline - _FARTHEST * above.size
    ]
    gaps = [above.baseline - below.baseline for above, below in filled or following]
    indents = [above.left - left for above, _ in filled if 1.2 * letter < above.left - left < 4.5 * letter]
    return _Margins(left, right, letter, median(gaps) if gaps else 2 * letter, median(indents) if indents else 0.0)


def _letter(line: Line) -> float:
    """How wide a Han character of the line is, in points: figures and Latin letters count half."""
    text = line.text
    width = len(text) - 0.5 * sum(map(_HAN_ON.__gt__, text))
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


def _is_open(text: str) -> bool:
    """Whether a bracket or a quotation mark that is opened in a line is not closed in it."""
    for opening, closing in _BRACKETS:
        at = text.rfind(opening)
        if at >= 0 and at > text.rfind(closing):
            return True
    return False


class _Pair(Record):
    """Two lines, one below the other, with the margins of their columns.

    `is_even` tells that the first one ends where one beside it does, `is_running` that its paragraph has clauses or more lines.
    """

    above: Line
    below: Line
    margins: _Margins
    following: _Margins
    is_even: bool
    is_running: bool

    def goes_on(self) -> bool:
        """Whether both are lines of one paragraph."""
        above, below = self.above, self.below
        if below.page - above.page > 1 or below.is_run_on or not _alike(above.size, below.size) or "\t" in above.text or "\t" in below.text:
            return False
        ended = above.text.rstrip().endswith(_STOPS)
        numbered = below.is_numbered
        if (numbered and (ended or not self.margins.sets_in or not self._is_flush())) or not self._is_beneath(ended=ended):
            return False
        if not numbered and not ended and _is_open(above.text) and self._is_full():
            # a bracket is closed where it was opened, however far the next line is set in
            return True
        if not self._is_beside(ended=ended):
            return False
        if self._is_full():
            # where no first line is set in, only the end of a sentence tells the end of a paragraph that fills its last line
            return self.margins.sets_in or not above.text.rstrip().endswith(_FULL_STOPS)
        if not self.is_running or ended or numbered or not self._is_flush() or not self._is_next():
            return False
        # where first lines are set in, what is not goes on; and so does what the end of a page breaks off
        return self.margins.sets_in or (_column(self.above) != _column(self.below) and len(self.above.text) >= _SENTENCE)

    def begins(self) -> bool:
        """Whether the second line surely begins a paragraph: in the midst of a line, set in where first lines are, or with a number."""
        below, following = self.below, self.following
        set_in = following.sets_in and below.left > following.left + 1.2 * following.letter
        return below.is_run_on or set_in or below.is_numbered

    def _is_full(self) -> bool:
        width = (self.above.right - self.above.left) / max(self.above.size, 1)
        reaches = self.above.right >= self.margins.right - _SHORT * self.margins.letter
        margins = self.margins
        # names or bodies may end at one place by chance, the clauses of a sentence hardly do
        even = self.is_even and self.is_running and self.above.right > margins.left + _MOST * (margins.right - margins.left)
        return even or (reaches and (width >= _SENTENCE or self.above.framed > 0 or self.above.is_run_on))

    def _is_flush(self) -> bool:
        """Whether the second line begins at the left margin, where no first line does."""
        return self.below.left <= self.following.left + 0.8 * self.following.letter

    def _is_next(self) -> bool:
        """Whether the second line is no further below than lines of one paragraph usually are."""
        return _column(self.above) != _column(self.below) or self.above.baseline - self.below.baseline <= 1.2 * self.margins.pitch

    def _is_beside(self, *, ended: bool) -> bool:
        """Whether the second line begins where the rest of a paragraph does: at the margin, or below the first one that is set in like it."""
        above, below = self.above, self.below
        if below.left > self.following.left + 1.2 * self.following.letter:
            block = not self.margins.sets_in or (self.is_even and not ended and self._is_full())
            return block and above.region == below.region and abs(below.left - above.left) < 0.6 * self.margins.letter
        # what is set to the right, as signatures and dates are, is no paragraph
        farthest = max(_SET_IN * self.margins.letter, self.margins.indent + self.margins.letter)
        return above.is_run_on or above.left <= self.margins.left + farthest

    def _is_beneath(self, *, ended: bool) -> bool:
        """Whether the second line is as far below as lines of a paragraph are, or stands at the top of the next column or page."""
        if _column(self.above) != _column(self.below):
            return True
        gap = self.above.baseline - self.below.baseline
        if gap <= 0.3 * self.margins.pitch:
            return False
        return gap < 1.7 * self.margins.pitch or (not ended and self.is_running and gap < _FARTHEST * self.above.size)
