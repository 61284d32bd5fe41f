"""What the setting of a page says of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from planlint.formats.pdf.furniture import Furniture
from planlint.formats.pdf.page import Line
from planlint.text.evidence import Align, Cell, Evidence, LineKind

_KINDS = {
    Furniture.NUMBER: LineKind.FOOTER,
    Furniture.HEAD: LineKind.HEADER,
    Furniture.FOOT: LineKind.FOOTER,
    Furniture.WATERMARK: LineKind.WATERMARK,
    Furniture.NOTE: LineKind.NOTE,
}
_CENTRED = 1.5
_SET_IN = 3.0
_LEVEL = 1.0


def evidence(
    lines: Sequence[Line],
    starts: Sequence[int],
    kinds: Mapping[int, Furniture],
    entries: Set[int],
    continued: Set[int],
    cells: Mapping[int, Cell],
) -> Iterator[Evidence]:
    """What is known of each line that begins a paragraph, an entry of the contents or a cell; `starts` are the places in the text."""
    edges = _edges(lines, kinds)
    levels = _levels(lines, entries)
    for at, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if at in continued:
            continue
        level, cell = 0, None
        align: Align = ""
        indent: float = 0
        if at in kinds:
            kind = _KINDS[kinds[at]]
        elif at in cells:
            kind, cell = LineKind.CELL, cells[at]
        elif at in entries:
            kind, level = LineKind.CONTENTS, levels.get(at, 0)
        else:
            left, right = edges[line.page, line.region]
            kind = LineKind.BOX if line.framed else LineKind.TEXT
            align, indent = _align(line, left, right), round(max(0.0, line.left - left), 1)
        face = line.face
        yield Evidence(start, kind, level, None, cell, face.name, round(line.size, 1), face.is_bold, line.alike, align, indent)


def _edges(lines: Sequence[Line], kinds: Mapping[int, Furniture]) -> dict[tuple[int, int], tuple[float, float]]:
    """Where the text of each column begins and ends."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for at, line in enumerate(lines):
        if at not in kinds:
            column = line.page, line.region
            edge = found.get(column)
            if edge is None:
                found[column] = line.left, line.right
            elif line.left < edge[0] or line.right > edge[1]:
                found[column] = min(edge[0], line.left), max(edge[1], line.right)
    return found


def _align(line: Line, left: float, right: float) -> Align:
    """How a line that does not fill its column is aligned."""
    before, behind = line.left - left, right - line.right
    if before >= _SET_IN * line.size and abs(before - behind) <= _CENTRED * line.size:
        return "center"
    if before >= _SET_IN * line.size and behind <= _SET_IN * line.size:
        return "right"
    return "left" if behind > _CENTRED * line.size else ""


def _levels(lines: Sequence[Line], entries: Set[int]) -> dict[int, int]:
    """The level of each entry of the contents, by how far it is set in."""
    lefts = sorted({round(lines[at].left / _LEVEL) for at in entries})
    steps = [left for place, left in enumerate(lefts) if place == 0 or left - lefts[place - 1] > 4]
    return {at: sum(step <= round(lines[at].left / _LEVEL) for step in steps) for at in entries}
