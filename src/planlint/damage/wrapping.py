"""Lines of a text that fit a width: Chinese breaks between any two characters, but for the marks that hold on to one."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.phrases.marks import OPENING_MARKS
from planlint.text.widths import cells

_BEGINS_NO_LINE = frozenset("，。、；：？！）】〕》〉”’…—·％．%,.;:?!)]}>")
_ENDS_NO_LINE = OPENING_MARKS | frozenset("{<")


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces and between Chinese characters; a longer word has a line of its own."""
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text):
        size = cells(piece)
        if line and used + cells(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += size
    return [*lines, line.rstrip()] if line else lines


def _pieces(text: str) -> Iterator[str]:
    """What must not be broken, each with the spaces behind it."""
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _BEGINS_NO_LINE or before in _ENDS_NO_LINE:
        return False
    return before == " " or cells(before) == 2 or cells(after) == 2 or before in _BEGINS_NO_LINE - _ASCII or after in _ENDS_NO_LINE - _ASCII


_ASCII = frozenset(map(chr, range(128)))
