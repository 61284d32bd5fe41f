"""Lines of text from runs of characters: by baseline, with what stands above or below it as part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from string import ascii_letters, digits

from planlint.formats.pdf.forms import set_otherwise
from planlint.formats.pdf.glyphs import TOUCHING, Run
from planlint.patterns import compiled
from planlint.phrases.marks import LEADING_MARKS, OPENING_MARKS
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record
from planlint.text.spans import Span

_SAME = 0.25
_SMALLER = 0.8
_REACH = 0.7
_BELOW = -0.45
_ABOVE = 0.95
_CELL = 1.5
_SPACE = 0.6
_WIDE_SPACE = 1.0
_WORD_SPACE = 0.18
_HALF = 0.5
_HAN_ON = "\u2e7f"
_LONGEST_NUMBER = 8
_SPREAD = 0.25
_BUCKET = 6.0
_TOUCHING = 0.05
_TYPED = compiled(r"[ \u3000\u00a0]{2,}")
_DECIMAL = compiled(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\p{Han}|[“《])")
_LETTERS = frozenset(ascii_letters + digits)
_DRAWN_OUT = compiled(r"\p{Han}{1,2}[：:]")
_MARK = compiled(r"[\[〔(（]?(?:\d{1,2}|\*{1,3})[\]〕)）]?|[①-⑳]|[*†‡§]{1,3}|注\d{0,2}")
_UNIT = compiled(r"[A-Za-z0-9)）]$")
_LEADER = compiled(r"[.·…．‥・\-—_－]{3,}[. ·…]*$")


_FIRST, _SIZE = attrgetter("first"), attrgetter("size")


class Piece(Record):
    """A stretch of a line without a wide gap: its text and its place in points; `first` is that of its first character on the page.

    `marks` are the places in the text where footnotes are referred to, `runs` the places of its runs among the characters of the page
    and their lengths, `otherwise` the places of characters that are set as others; `is_run_on` tells that a paragraph begins with it.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    first: int
    marks: tuple[Span, ...] = ()
    runs: tuple[tuple[int, int], ...] = ()
    otherwise: tuple[int, ...] = ()
    is_run_on: bool = False

    @property
    def bottom(self) -> float:
        """Where the letters end below."""
        return self.baseline - 0.15 * self.size

    @property
    def top(self) -> float:
        """Where the letters end above."""
        return self.baseline + 0.85 * self.size


class _Row:
    """Runs that stand on one baseline, with small ones that belong to them."""

    __slots__ = ("baseline", "runs", "scripts", "size")

    def __init__(self, run: Run) -> None:
        self.baseline = run.baseline
        self.size = run.size
        self.runs = [run]
        self.scripts: set[int] = set()

    def takes(self, run: Run) -> bool:
        """Whether a run of the same size or smaller belongs to the line, on its baseline or beside one of its letters."""
        rise = (run.baseline - self.baseline) / self.size
        if run.size >= _SMALLER * self.size:
            return abs(rise) <= _SAME
        if abs(rise) <= 0.08:
            return True
        return _BELOW <= rise <= _ABOVE - 0.5 * run.size / self.size and any(
            -0.3 * self.size < run.left - other.right < _REACH * self.size or -0.3 * self.size < other.left - run.right < 0.3 * self.size for other in self.runs
        )

    def add(self, run: Run) -> None:
        """Take a run in."""
        if run.size < _SMALLER * self.size and abs(run.baseline - self.baseline) > 0.08 * self.size:
            self.scripts.add(run.first)
        self.runs.append(run)


def rows(runs: Iterable[Run], *, widest: float = _CELL) -> list[list[Piece]]:
    """The lines that runs make, from the top; each in pieces that gaps part which are wider than so many letters."""
    found: list[_Row] = []
    buckets: dict[int, list[_Row]] = {}
    ordered = sorted(sorted(runs, key=_FIRST), key=_SIZE, reverse=True)
    largest = ordered[0].size if ordered else 0.0
    last: _Row | None = None
    for run in ordered:
        if last is not None and run.size == last.size and abs(run.baseline - last.baseline) < _TOUCHING:
            last.runs.append(run)
            continue
        at = int(run.baseline // _BUCKET)
        reach = 1 + int((largest if run.size < _SMALLER * largest else _SAME * run.size) // _BUCKET)
        # letters of a damaged file may be of any size
        around = range(at - reach, at + reach + 1) if reach < len(buckets) else buckets.copy()
        near = [row for bucket in around for row in buckets.get(bucket, ()) if row.takes(run)]
        if near:
            last = min(near, key=lambda row: (abs(row.baseline - run.baseline), -len(row.runs)))
            last.add(run)
        else:
            last = _Row(run)
            found.append(last)
            buckets.setdefault(at, []).append(last)
    found.sort(key=lambda row: -row.baseline)
    return [pieces for row in found if (pieces := list(_pieces(row, widest)))]


def _pieces(row: _Row, widest: float) -> Iterator[Piece]:
    runs = row.runs
    if len(runs) == 1:
        text = runs[0].text
        if not (text[0].isspace() or text[-1].isspace() or text[0].isdigit() or _has_typed_gap(text)):
            # most lines are one run
            yield _plain(runs[0])
            return
    runs = sorted(runs, key=_by_place)
    if any(_has_typed_gap(run.text) for run in runs):
        runs = [part for run in runs for part in _unspaced(run)]
    runs = _numbered(_stripped(_once(runs)))
    if not runs:
        return
    gaps = [(after.left - before.right) / max(row.size, 1) for before, after in pairwise(runs)]
    usual = _usual(runs, gaps)
    spread = _is_spread(runs, gaps)
    start = 0
    for at, gap in enumerate(gaps, 1):
        drawn_out = at == 1 and len(runs[0].text.strip()) == 1 and _DRAWN_OUT.match(runs[1].text) is not None
        wide = gap - usual >= widest and not spread and not drawn_out and runs[at - 1].text.strip() and runs[at].text.strip()
        if wide and not (start == 0 and _is_number(runs[:at])) and not _is_leader(runs[at - 1], runs[at]):
            yield _piece(row, runs[start:at], usual)
            start = at
    yield _piece(row, runs[start:], usual)


def _by_place(run: Run) -> float:
    return run.lefts[0]


def _numbered(runs: list[Run]) -> list[Run]:
    """The runs of a line with a decimal number in front by itself, where a gap parts it from the heading."""
    m = _DECIMAL.match(runs[0].text) if runs else None
    if m is None:
        return runs
    first, at = runs[0], m.end()
    figure = first.lefts[1] - first.lefts[0]
    if first.lefts[at] - first.lefts[at - 1] < figure + TOUCHING * first.size:
        return runs
    number = first.part(0, at)._replace(right=first.lefts[at - 1] + figure)
    return [number, first.part(at, len(first.text)), *runs[1:]]


def _has_typed_gap(text: str) -> bool:
    """Whether several spaces stand in a row."""
    return (" " in text or "\u3000" in text or "\u00a0" in text) and _TYPED.search(text) is not None


def _unspaced(run: Run) -> Iterator[Run]:
    """The parts of a run between several spaces in a row, without those at the ends."""
    text = run.text
    if not _has_typed_gap(text):
        yield run
        return
    start = 0
    for m in _TYPED.finditer(text):
        if m.start() > start:
            yield run.part(start, m.start())
        start = m.end()
    if start < len(text):
        yield run.part(start, len(text))


def _stripped(runs: list[Run]) -> list[Run]:
    """Runs of a line without the spaces at its ends."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if not runs:
        return runs
    first = len(runs[0].text) - len(runs[0].text.lstrip())
    if first:
        runs = [runs[0].part(first, len(runs[0].text)), *runs[1:]]
    last = len(runs[-1].text.rstrip())
    return [*runs[:-1], runs[-1].part(0, last)] if last < len(runs[-1].text) else runs


def _once(runs: list[Run]) -> list[Run]:
    """The runs without those that are painted a second time on the same place, as for a shadow or a bold look."""
    if not any(after.lefts[0] < before.right - 0.5 * before.size for before, after in pairwise(runs)):
        return runs
    found: list[Run] = []
    for run in runs:
        if not any(run.text == other.text and abs(run.left - other.left) < 0.2 * run.size for other in found[-3:]):
            found.append(run)
    return found


def _usual(runs: Sequence[Run], gaps: Sequence[float]) -> float:
    """The gap between letters that are set apart evenly, as in a title; 0 where they are not."""
    if len(gaps) < 3 or sum(len(run.text) for run in runs) > 2 * len(runs):
        return 0.0
    middle = median(gaps)
    even = sum(abs(gap - middle) <= _SPREAD for gap in gaps)
    return middle if middle > 0.2 and even * 10 >= 7 * len(gaps) else 0.0


def _is_spread(runs: Sequence[Run], gaps: Sequence[float]) -> bool:
    """Whether a word of few letters is drawn out, as 目　　录 and 通　　知 are."""
    return (
        len(runs) <= 6
        and len(runs[0].text) == 1
        and all(len(run.text) == 1 and run.text > "\u2e7f" for run in runs)
        and max(gaps, default=0) - min(gaps, default=0) < 0.6
    )


def _is_number(runs: Sequence[Run]) -> bool:
    """Whether runs are the number of a heading alone."""
    text = "".join(run.text for run in runs).strip()
    if len(text) > 10:
        return False
    ordinal = ordinal_at(text + "　项", 0, len(text) + 2)
    return ordinal is not None and ordinal.span.stop >= len(text)


def _is_list_number(run: Run) -> bool:
    """Whether a run is a number with a mark and nothing else: the gap behind it is that of a list, and no character that anyone wrote."""
    if len(run.text) > _LONGEST_NUMBER:
        return False
    ordinal = ordinal_at(run.text + "项", 0, len(run.text) + 1)
    return ordinal is not None and ordinal.family.row.level > 0 and ordinal.span.stop == len(run.text)


def _is_leader(before: Run, after: Run) -> bool:
    """Whether dots lead from one run to the other, as in a table of contents."""
    return _LEADER.search(before.text) is not None or _LEADER.match(after.text) is not None


def _plain(run: Run) -> Piece:
    """The piece that one run makes by itself."""
    return Piece(run.text, run.lefts[0], run.right, run.baseline, run.size, run.first, (), run.stretches, tuple(set_otherwise(run)))


def _piece(row: _Row, runs: list[Run], usual: float) -> Piece:
    runs = _stripped(runs)
    if len(runs) == 1:
        return _plain(runs[0])
    size = row.size
    pieces: list[str] = []
    raised: list[Span] = []
    otherwise: list[int] = []
    length = 0
    last: Run | None = None
    for run in runs:
        between = _between(last, run, (run.left - last.right) / size - usual, row, is_first=last is runs[0]) if last is not None else ""
        if run.first in row.scripts and run.baseline > row.baseline:
            start = raised.pop().start if raised and raised[-1].stop == length else length
            raised.append(Span(start, length + len(between) + len(run.text)))
        otherwise += [length + len(between) + at for at in set_otherwise(run)]
        pieces += (between, run.text)
        length += len(between) + len(run.text)
        last = run
    text = "".join(pieces)
    marks = tuple(span for span in raised if _is_mark(text[: span.start], span.of(text)))
    biggest = max((run for run in runs if run.first not in row.scripts), key=lambda run: len(run.text), default=runs[0])
    runs_of = tuple([stretch for run in runs for stretch in run.stretches])
    right = max([run.right for run in runs])
    return Piece(text, runs[0].lefts[0], right, biggest.baseline, biggest.size, runs[0].first, marks, runs_of, tuple(otherwise))


def _between(last: Run, run: Run, gap: float, row: _Row, *, is_first: bool) -> str:
    """What stands between two runs that are apart by so many letters: nothing, or a space where the gap is one of words."""
    if run.first in row.scripts or last.first in row.scripts:
        return " " if gap >= _SPACE else ""
    before, after = last.text[-1], run.text[0]
    if gap < _WORD_SPACE and not is_first:
        return ""
    if is_first and (gap >= TOUCHING or after in OPENING_MARKS) and _is_decimal(last.text, run.text):
        return " "
    if before.isspace() or after.isspace() or (is_first and after > _HAN_ON and _is_list_number(last)):
        return ""
    if before in _LETTERS and after in _LETTERS and not (before.isdigit() and after.isdigit()):
        return " " if gap >= _WORD_SPACE else ""
    if before in _LETTERS or after in _LETTERS:
        return " " if gap >= _WIDE_SPACE else ""
    # the mark fills half of its square
    return " " if gap - _HALF * (after in OPENING_MARKS) - _HALF * (before in LEADING_MARKS) >= _SPACE else ""


def _is_decimal(text: str, following: str) -> bool:
    """Whether a run is a decimal number in front of a heading."""
    m = _DECIMAL.match(text + following)
    return m is not None and m.end() == len(text)


def _is_mark(before: str, text: str) -> bool:
    """Whether raised letters refer to a footnote: a figure or a sign behind words; behind a unit or a formula it is part of it."""
    return _MARK.fullmatch(text.strip()) is not None and not (_UNIT.search(before) and text.strip().isdigit())
