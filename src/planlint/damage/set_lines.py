"""The lines of a text as they were set: how wide each is, how far set in, and whether it comes to a stop."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.phrases.marks import SENTENCE_STOPS, is_dot, last_place
from planlint.phrases.ordinals import Ordinal, ordinal_at
from planlint.record import Record
from planlint.text.spans import Span
from planlint.text.widths import cells

_LINE = compiled(r"[^\r\n]+")
_LIST_END = compiled(r"(?:(?:负责|落实|配合|牵头)[^（）〔〕]{0,30}|[。；][（〔](?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*)[）〕]$")

_CONTENTS_ENTRY = compiled(r"[^。；\r\n]{2,60}?(?:[.…·．。‧]{2,}|[ \t\u3000]{3,}|\t)[ \t\u3000]*[（(]?\d{1,3}[）)]?$")
_WIDEST_PAGE = 120
_TOO_WIDE = 70


class SetLine(Record):
    """A line that holds anything; `width` is in cells, and of a line longer than any page only that it is. `reach` is where it ends: the width
    with the indent.

    `block` tells runs of lines apart that blank lines part. `ended` tells that it comes to a stop, or ends with a list of responsible
    agencies behind one.
    """

    start: int
    stop: int
    indent: int
    width: int
    reach: int
    ordinal: Ordinal | None
    block: int
    ended: bool

    @property
    def content(self) -> Span:
        """The span of the line without the spaces around it."""
        return Span(self.start, self.stop)


def set_lines(text: str) -> list[SetLine]:
    """The lines of a text that hold anything, in order."""
    lines: list[SetLine] = []
    block = 0
    last = 0
    for m in _LINE.finditer(text):
        content = m[0].strip()
        if not content:
            continue
        indent = len(m[0]) - len(m[0].lstrip())
        start = m.start() + indent
        stop = start + len(content)
        if lines and _line_ends(text, last, start) > 1:
            block += 1
        width = cells(content[:_TOO_WIDE])
        if width <= _WIDEST_PAGE and len(content) > _TOO_WIDE:
            width = cells(content[:_WIDEST_PAGE])
        lines.append(SetLine(start, stop, indent, width, width + cells(m[0][:indent]), ordinal_at(text, start, stop), block, is_ended(text, start, stop)))
        last = stop
    return lines


def joined(above: SetLine, below: SetLine) -> SetLine:
    """Two lines as the one that they are when nothing parts them."""
    return above._replace(stop=below.stop, width=above.width + below.width, reach=above.reach + below.width, block=below.block, ended=below.ended)


def is_ended(text: str, start: int, stop: int) -> bool:
    """Whether a line comes to a stop, behind closing marks and icons too, or ends with a list of agencies behind one or with the page it stands for."""
    at = last_place(text, start, stop)
    if text[at] in SENTENCE_STOPS or is_dot(text, at) or (at < stop - 1 and ends_a_list(text, start, stop)):
        return True
    return (text[at].isdecimal() and stop - start <= _WIDEST_PAGE) and _CONTENTS_ENTRY.match(text, start, stop) is not None


def ends_a_list(text: str, start: int, stop: int) -> bool:
    """Whether the line ends with a list of agencies in brackets: …。（甲局、乙局负责）."""
    return _LIST_END.search(text, start, stop) is not None


def _line_ends(text: str, start: int, stop: int) -> int:
    return text.count("\n", start, stop) + text.count("\r", start, stop) - text.count("\r\n", start, stop)
