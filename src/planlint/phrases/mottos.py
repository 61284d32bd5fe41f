"""Mottos: two clauses in quotes that are set against each other, with a space for the caesura."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.patterns import compiled
from planlint.text.spans import Span

_QUOTED = compiled(r"“([^“”\s]{4,16})([ \u3000])([^“”\s]{4,16})”")


def caesuras(text: str) -> Iterator[Span]:
    """The spaces between the halves of mottos, in order: both have as many characters, from four on; “光伏 储能” are two words."""
    for m in _QUOTED.finditer(text):
        if len(m[1]) == len(m[3]):
            yield Span(*m.span(2))
