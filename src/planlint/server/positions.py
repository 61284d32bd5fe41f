"""Places in a text as editors count them: lines from 0, columns in UTF-16 code units from 0."""

from __future__ import annotations

from lsprotocol import types

from planlint.text.source import Source
from planlint.text.spans import Edit, Span


def position_of(source: Source, offset: int) -> types.Position:
    """The place of an offset."""
    return types.Position(source.position(offset).line - 1, source.utf16_column(offset) - 1)


def range_of(source: Source, span: Span) -> types.Range:
    """The range of a span."""
    return types.Range(position_of(source, span.start), position_of(source, span.stop))


def offset_of(source: Source, position: types.Position) -> int:
    """The offset of a place; one behind the end of its line is that end, one behind the last line is the end of the text."""
    if position.line >= len(source.line_starts):
        return len(source.text)
    line = source.line_span(position.line + 1)
    return min(source.offset_of_utf16(position.line + 1, position.character + 1), line.stop)


def span_of(source: Source, range: types.Range) -> Span:
    """The span of a range, also of one that an editor gives the wrong way round."""
    start, stop = sorted((offset_of(source, range.start), offset_of(source, range.end)))
    return Span(start, stop)


def text_edit(source: Source, edit: Edit) -> types.TextEdit:
    """The edit as an editor makes it; no place lies inside a line end, so one that begins or stops there takes in the whole of it."""
    (start, stop), text = edit
    if _is_inside_line_end(source, start):
        start, text = start - 1, f"\r{text}"
    if _is_inside_line_end(source, stop):
        stop, text = stop + 1, f"{text}\n"
    return types.TextEdit(range_of(source, Span(start, stop)), text)


def _is_inside_line_end(source: Source, offset: int) -> bool:
    return source.text[max(offset - 1, 0) : offset + 1] == "\r\n"
