"""The line that a finding stands in, cut to the terminal."""

from __future__ import annotations

from planlint.record import Record
from planlint.reporters.escape import steers, visible
from planlint.text.source import Source
from planlint.text.spans import Span
from planlint.text.widths import cells

_TAB = "    "
_ELLIPSIS = "…"
_NARROWEST = 16


class Excerpt(Record):
    """One line as it is shown; the marked place takes `marked` cells, at least one, after `before` cells."""

    text: str
    before: int
    marked: int


def excerpt(source: Source, span: Span, room: int) -> Excerpt:
    """The first line of a span in no more than `room` cells (16 at least), cut around the place where it is too long.

    A tab is shown as four spaces; of a span over several lines the mark runs to the end of the first.
    """
    room = max(room, _NARROWEST)
    line = source.line_span(source.position(span.start).line)
    text = source.text
    start = min(span.start, line.stop)
    stop = min(max(span.stop, start), line.stop)
    # a character takes one cell at least, but for combining ones: this much text fills the room however long the line is
    first = max(line.start, start - room)
    last = min(line.stop, stop + room)
    commands = steers(text[first:last])
    before = _printable(text[first:start], commands=commands)
    marked = _printable(text[start : min(stop, start + room)], commands=commands)
    after = _printable(text[stop:last], commands=commands)
    before_cells, marked_cells, after_cells = _cells_up_to(before, room), cells(marked), _cells_up_to(after, room)
    if before_cells + marked_cells + after_cells <= room and line.length <= room:
        return Excerpt(before + marked + after, before_cells, max(marked_cells, 1))
    marked_room = room - min(before_cells, room // 4)
    if marked_cells > marked_room or stop - start > room:
        marked, after, after_cells = _head(marked, marked_room, cut_off=True), "", 0
        marked_cells = cells(marked)
    around = room - marked_cells
    before_room = max(around // 2, around - after_cells)
    before = _tail(before, before_room, cut_off=first > line.start)
    before_cells = cells(before)
    after = _head(after, around - before_cells, cut_off=last < line.stop and after != "")
    return Excerpt(before + marked + after, before_cells, max(marked_cells, 1))


def _cells_up_to(text: str, room: int) -> int:
    """The cells of a text, or a number beyond the room for a text that is too long to count."""
    return len(text) + 1 if len(text) >= room else cells(text)


def _printable(text: str, *, commands: bool) -> str:
    shown = text if text.isprintable() else visible(text.replace("\t", _TAB))
    # the signs of a command may stand on both sides of where the text is cut into pieces
    return shown.replace("[", r"\x5b") if commands else shown


def _head(text: str, room: int, *, cut_off: bool) -> str:
    """As much of the beginning as there is room for, with an ellipsis where text is missing."""
    if not cut_off and cells(text) <= room:
        return text
    room -= cells(_ELLIPSIS)
    if room < 0:
        return ""
    stop = min(len(text), room // 2)
    left = room - cells(text[:stop])
    while stop < len(text) and (width := cells(text[stop])) <= left:
        left -= width
        stop += 1
    return text[:stop] + _ELLIPSIS


def _tail(text: str, room: int, *, cut_off: bool) -> str:
    """As much of the end as there is room for, with an ellipsis where text is missing."""
    if not cut_off and cells(text) <= room:
        return text
    room -= cells(_ELLIPSIS)
    if room < 0:
        return ""
    start = max(0, len(text) - room // 2)
    left = room - cells(text[start:])
    while start > 0 and (width := cells(text[start - 1])) <= left:
        left -= width
        start -= 1
    return _ELLIPSIS + text[start:]
