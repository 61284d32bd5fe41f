"""How many terminal cells a text takes."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """The width in cells: wide East Asian characters take two, combining and control characters none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.combining(character) or unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me") else 1
