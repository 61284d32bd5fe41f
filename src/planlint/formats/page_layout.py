"""The layout of printed pages: which lines are furniture, and which go on in the next one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from planlint.patterns import compiled
from planlint.text.ordinals import ordinal_at

_NUMBER = compiled(r"[—\-–－·.\s]*(?:第[ ]?)?\d{1,4}(?:[ ]?页)?(?:[ ]?[/／][ ]?\d{1,4}|[ ]?共[ ]?\d{1,4}[ ]?页)?[—\-–－·.\s]*")
_DIGITS = compiled(r"\d+")
_EDGE = 2
_LEAST_PAGES = 3
_FEW_LINES = 8
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
            len(pages) >= _LEAST_PAGES and repeated[_like(text, lines[at]), is_top] * 2 > len(pages) and len(written) <= 60
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
    blocks: dict[int, list[TextLine]] = {}
    for line in kept:
        blocks.setdefault(line.page, []).append(line)
    # a page of few lines, such as one of signatures, tells nothing of its margins
    whole = _margins(text, kept) if kept else None
    margins = {page: whole if whole and len(members) < _FEW_LINES else _margins(text, members) for page, members in blocks.items()}
    for above, below in pairwise(kept):
        if _goes_on(text, above, below, margins[above.page], margins[below.page]):
            yield above, below


class _Margins(NamedTuple):
    left: float
    right: float
    letter: float
    pitch: float


def _margins(text: str, lines: Sequence[TextLine]) -> _Margins:
    """Where lines begin and end on a page, how wide a letter is, and how far lines are apart."""
    letter = median(_letter(text, line) for line in lines)
    long = [line for line in lines if line.stop - line.start >= 12] or list(lines)
    left = min(_usual([line.left for line in long], letter), min(line.left for line in long) + letter)
    right = max(line.right for line in long)
    ordered = sorted(lines, key=lambda line: -line.top)
    gaps = [above.bottom - below.bottom for above, below in pairwise(ordered) if above.bottom - below.bottom > 0.5 * letter]
    return _Margins(left, right, letter, median(gaps) if gaps else 2 * letter)


def _letter(text: str, line: TextLine) -> float:
    """How wide a Han character of the line is, in points: figures and Latin letters count half."""
    width = sum(1.0 if character > "\u2e7f" else 0.5 for character in text[line.start : line.stop].strip())
    return (line.right - line.left) / width if width else line.height


def _usual(values: Sequence[float], tolerance: float) -> float:
    """The value that most of the others are near."""
    return max(values, key=lambda value: (sum(abs(value - other) < tolerance / 2 for other in values), -value))


def _goes_on(text: str, above: TextLine, below: TextLine, margins: _Margins, following: _Margins) -> bool:
    if below.page - above.page > 1 or abs(above.height - below.height) > 0.35 * max(above.height, below.height, 1):
        return False
    # what is set to the right, as signatures and dates are, is no paragraph, and what is set in begins one
    if above.left > margins.left + 3.5 * margins.letter or below.left > following.left + 1.2 * following.letter:
        return False
    if above.page == below.page and not 0.3 * margins.pitch < above.bottom - below.bottom < 1.7 * margins.pitch:
        return False
    if above.right < margins.right - 2.2 * margins.letter:
        return False
    written = text[above.start : above.stop].rstrip()
    start = below.start + len(text[below.start : below.stop]) - len(text[below.start : below.stop].lstrip())
    return not (written.endswith(tuple(_STOPS)) and ordinal_at(text, start, below.stop) is not None)
