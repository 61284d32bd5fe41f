"""A text with repairs made, and the way back to the text as it is on disk."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from planlint.text.source import Source
from planlint.text.spans import Edit, Span

# view start, view stop, source start, source stop; where both lengths are the same, characters stand for one another one by one
_Piece = tuple[int, int, int, int]


class View:
    """A Source read through edits: `text` is what the rest of planlint reads.

    Every span of the view answers with a span of the source; nothing is ever searched for again.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self._pieces: list[_Piece] = [(0, len(source.text), 0, len(source.text))]
        self._index()

    @property
    def is_source(self) -> bool:
        """Whether no edit was made: every place is the same in the source."""
        return self.text is self.source.text

    def edited(self, edits: Iterable[Edit]) -> View:
        """A view of the same source with more edits made, their spans being places of this view, in order.

        Raises ValueError when two edits overlap.
        """
        made = list(edits)
        if not made:
            return self
        if all(span.length == len(new) for span, new in made):
            return self._same_length(made)
        view = View.__new__(View)
        view.source = self.source
        view.text, view._pieces = self._spliced(made)
        view._index()
        return view

    def locate(self, span: Span) -> Span:
        """The place in the source of a place in this view.

        Characters of the source that the view leaves out are inside when they lie between two characters of the span.
        """
        if span.length == 0:
            at = self._source_start(span.start) if span.start < len(self.text) else self._source_stop(len(self.text))
            return Span(at, at)
        start = self._source_start(span.start)
        return Span(start, max(start, self._source_stop(span.stop)))

    def locate_edit(self, edit: Edit) -> Edit:
        """The same edit, as one of the source."""
        if edit.span.length == 0 and edit.span.start > 0:
            at = self._source_stop(edit.span.start)
            return Edit(Span(at, at), edit.text)
        return Edit(self.locate(edit.span), edit.text)

    def edits(self) -> Iterator[Edit]:
        """The edits of the source that make this text, in order and apart, none wider than it must be by its ends."""
        text, source = self.text, self.source.text
        at = 0
        # what no piece stands for has been left out
        for view_start, view_stop, source_start, source_stop in (*self._pieces, (len(text), len(text), len(source), len(source))):
            if at < source_start:
                yield Edit(Span(at, source_start), "")
            at = source_stop
            new, old = text[view_start:view_stop], source[source_start:source_stop]
            if new == old:
                continue
            if len(new) == len(old):
                yield from _changed_runs(new, old, source_start)
            else:
                head = _common(new, old)
                tail = _common(new[head:][::-1], old[head:][::-1])
                yield Edit(Span(source_start + head, source_stop - tail), new[head : len(new) - tail])

    def find(self, offset: int) -> int:
        """The place in this view of an offset of the source; one that the view leaves out is where the text goes on."""
        at = bisect_right(self._source_starts, offset) - 1
        if at < 0:
            return 0
        view_start, view_stop, source_start, source_stop = self._pieces[at]
        if view_stop - view_start == source_stop - source_start:
            return min(view_start + offset - source_start, view_stop)
        return view_start if offset == source_start else view_stop

    def _index(self) -> None:
        self._starts = [piece[0] for piece in self._pieces]
        self._stops = [piece[1] for piece in self._pieces]
        self._source_starts = [piece[2] for piece in self._pieces]

    def _same_length(self, edits: list[Edit]) -> View:
        pieces: list[str] = []
        at = 0
        for span, new in edits:
            if span.start < at:
                raise ValueError(f"edits overlap at {span.start}")
            pieces += (self.text[at : span.start], new)
            at = span.stop
        pieces.append(self.text[at:])
        view = View.__new__(View)
        view.source, view.text, view._pieces = self.source, "".join(pieces), self._pieces
        view._starts, view._stops, view._source_starts = self._starts, self._stops, self._source_starts
        return view

    def _spliced(self, edits: list[Edit]) -> tuple[str, list[_Piece]]:
        if self.is_source:
            return self._spliced_source(edits)
        text: list[str] = []
        pieces: list[_Piece] = []
        length = at = 0
        for span, new in edits:
            if span.start < at:
                raise ValueError(f"edits overlap at {span.start}")
            for piece in self._cut(at, span.start, length - at):
                _append(pieces, piece)
            length += span.start - at
            place = self.locate(span)
            text += (self.text[at : span.start], new)
            _append(pieces, (length, length + len(new), place.start, place.stop))
            length += len(new)
            at = span.stop
        for piece in self._cut(at, len(self.text), length - at):
            _append(pieces, piece)
        text.append(self.text[at:])
        return "".join(text), pieces or [(0, 0, 0, 0)]

    def _spliced_source(self, edits: list[Edit]) -> tuple[str, list[_Piece]]:
        """The same for a view without edits, where most are made and every place is its own."""
        text: list[str] = []
        pieces: list[_Piece] = []
        length = at = 0
        for (start, stop), new in edits:
            if start < at:
                raise ValueError(f"edits overlap at {start}")
            if start > at:
                pieces.append((length, length + start - at, at, start))
                length += start - at
            pieces.append((length, length + len(new), start, stop))
            text += (self.text[at:start], new)
            length += len(new)
            at = stop
        if at < len(self.text):
            pieces.append((length, length + len(self.text) - at, at, len(self.text)))
        text.append(self.text[at:])
        return "".join(text), pieces or [(0, 0, 0, 0)]

    def _cut(self, start: int, stop: int, shift: int) -> Iterator[_Piece]:
        """The pieces that make up a stretch of this view, moved on by so many characters."""
        if start == stop:
            return
        for view_start, view_stop, source_start, source_stop in self._pieces[bisect_right(self._stops, start) : bisect_left(self._starts, stop)]:
            if view_start == view_stop:
                if start < view_start < stop:
                    yield view_start + shift, view_stop + shift, source_start, source_stop
                continue
            first, last = max(start, view_start), min(stop, view_stop)
            if view_stop - view_start == source_stop - source_start:
                yield first + shift, last + shift, source_start + first - view_start, source_start + last - view_start
            else:
                yield first + shift, last + shift, source_start, source_stop

    def _source_start(self, offset: int) -> int:
        """Where the character at this offset of the view begins in the source."""
        view_start, view_stop, source_start, source_stop = self._pieces[bisect_right(self._stops, offset)]
        if view_stop - view_start == source_stop - source_start:
            return source_start + offset - view_start
        return source_start

    def _source_stop(self, offset: int) -> int:
        """Where the character before this offset of the view ends in the source."""
        at = bisect_left(self._starts, offset) - 1
        if at < 0:
            return 0
        while at > 0 and self._starts[at] == self._stops[at]:
            at -= 1
        view_start, view_stop, source_start, source_stop = self._pieces[at]
        if view_stop - view_start == source_stop - source_start:
            return source_start + offset - view_start
        return source_stop


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), min(len(one), len(other)))


def _changed_runs(new: str, old: str, start: int) -> Iterator[Edit]:
    """The runs of characters that differ between two texts of one length, the old one beginning at `start`."""
    at = 0
    while at < len(new):
        stop = at
        while stop < len(new) and new[stop] != old[stop]:
            stop += 1
        if stop > at:
            yield Edit(Span(start + at, start + stop), new[at:stop])
        at = stop + 1


def _append(pieces: list[_Piece], piece: _Piece) -> None:
    """Pieces never share a character of the source: what is left of a replacement that is edited again is one piece with the edit."""
    if pieces and piece[2] < pieces[-1][3]:
        last = pieces.pop()
        piece = (last[0], piece[1], last[2], max(last[3], piece[3]))
    pieces.append(piece)
