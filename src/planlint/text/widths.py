"""How many cells of a terminal a text takes."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Me", "Zl", "Zp"))


class _Cells(dict[str, int]):
    """The cells of each character met so far."""

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in _UNSEEN or "\u1160" <= character <= "\u11ff":
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = width
        return width


_CELLS = _Cells()


def cells(text: str) -> int:
    """How many cells a text takes: wide and full-width characters two, combining, invisible and control characters none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_CELLS.__getitem__, text))


def cut(text: str, limit: int) -> str:
    """The text in at most so many cells; where something had to go, “…” is its last character.

    Nothing is left of a text that has no room at all.
    """
    if cells(text) <= limit:
        return text
    if limit < 1:
        return ""
    room = limit - 1
    for at, character in enumerate(text):
        room -= _CELLS[character]
        if room < 0:
            return text[:at] + "…"
    return text
