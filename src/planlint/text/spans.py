"""Places in a text and replacements of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from planlint.record import Record


class _Range(Record):
    start: int
    stop: int


class Span(_Range):
    """A half-open range of code points, counted from 0.

    Raises ValueError when it would end before it starts or start before the text.
    """

    __slots__ = ()

    def __new__(cls, start: int, stop: int) -> Span:
        """A span; raises ValueError as the class says."""
        if stop < start or start < 0:
            raise ValueError(f"no span from {start} to {stop}")
        return tuple.__new__(cls, (start, stop))

    @property
    def length(self) -> int:
        """How many code points the span holds."""
        return self.stop - self.start

    def covers(self, other: Span) -> bool:
        """Whether every place of the other span lies in this one."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.stop and other.start < self.stop

    def shifted(self, by: int) -> Span:
        """The same length of text, further on by so many code points."""
        return Span(self.start + by, self.stop + by)

    def of(self, text: str) -> str:
        """The text that the span covers."""
        return text[self.start : self.stop]


class Edit(Record):
    """One replacement: the text of the span gives way to another text."""

    span: Span
    text: str


def apply(text: str, edits: tuple[Edit, ...] | list[Edit]) -> str:
    """The text with the edits made; they are given in order and do not overlap.

    Raises ValueError when two of them overlap or they are out of order.
    """
    pieces: list[str] = []
    at = 0
    for span, new in edits:
        if span.start < at:
            raise ValueError(f"edits overlap at {span.start}")
        pieces += (text[at : span.start], new)
        at = span.stop
    pieces.append(text[at:])
    return "".join(pieces)


def non_overlapping(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, without those that overlap one that begins before, or a longer one that begins at the same place."""
    made: list[Edit] = []
    stop = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, -edit.span.stop)):
        if edit.span.start >= stop:
            made.append(edit)
            stop = edit.span.stop
    return made


def touches(spans: Sequence[Span]) -> Callable[[Span], bool]:
    """A test whether a span overlaps one of the spans, which are in order and apart."""
    stops = [span.stop for span in spans]

    def test(span: Span) -> bool:
        at = bisect_left(stops, span.start + 1)
        return at < len(spans) and spans[at].start < span.stop

    return test


def within(spans: Sequence[Span]) -> Callable[[Span], bool]:
    """A test whether a span lies in one of the spans, which are in order and apart."""
    stops = [span.stop for span in spans]

    def test(span: Span) -> bool:
        at = bisect_left(stops, span.stop)
        return at < len(spans) and spans[at].covers(span)

    return test


class Written(Record):
    """A line that holds anything: where it begins, and its text without the spaces around it."""

    at: int
    start: int
    stop: int


def written_lines(text: str) -> Iterator[Written]:
    """The lines of a text that hold anything, in order; they end with \\r, \\n or both."""
    at = 0
    for line in (text.replace("\r", "\n") if "\r" in text else text).split("\n"):
        content = line.strip()
        if content:
            start = at + len(line) - len(line.lstrip())
            yield Written(at, start, start + len(content))
        at += len(line) + 1


def holds(text: str, signs: Iterable[str]) -> bool:
    """Whether any of some signs stands in a text; one pattern of all of them takes longer."""
    return any(sign in text for sign in signs)


def lines_at(text: str, offsets: Iterable[int]) -> Iterator[Span]:
    """The lines of a text, in order and each once, that hold any of some offsets, which are in order; without their ends."""
    stop = -1
    for offset in offsets:
        if offset > stop:
            stop = text.find("\n", offset)
            stop = stop if stop >= 0 else len(text)
            yield Span(text.rfind("\n", 0, offset) + 1, stop)


def lines_with(text: str, sign: str) -> Iterator[Span]:
    """The lines of a text that hold a sign, in order, without their ends."""
    at = text.find(sign)
    while at >= 0:
        stop = text.find("\n", at)
        stop = stop if stop >= 0 else len(text)
        yield Span(text.rfind("\n", 0, at) + 1, stop)
        at = text.find(sign, stop)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start < made[-1].stop:
            made[-1] = Span(made[-1].start, max(made[-1].stop, span.stop))
        else:
            made.append(span)
    return made
