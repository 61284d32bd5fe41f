"""Stretches of a text that are written in a language of Latin letters, whatever Chinese names they hold."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.text.spans import Span

_WORDS = compiled(r"[A-Za-z][a-z'’-]*(?:[ \n,;:/()“”\"-]+[A-Za-z][a-z'’-]*){2,}")
_HAN = compiled(r"\p{Han}")
_LETTER = compiled(r"[A-Za-z]")
_LETTERS_A_CHARACTER = 2


def latin_stretches(text: str, *, gap: str = "\n") -> list[Span]:
    """The stretches between two gaps, in order, that are Latin prose."""
    found: list[Span] = []
    judged = 0
    for m in _WORDS.finditer(text):
        if m.start() < judged:
            continue
        before, behind = text.rfind(gap, judged, m.start()), text.find(gap, m.end())
        start, judged = before + len(gap) if before >= 0 else judged, behind if behind >= 0 else len(text)
        if is_latin(text, start, judged):
            found.append(Span(start, judged))
    return found


def is_latin(text: str, start: int, stop: int) -> bool:
    """Whether a stretch has more in words that follow each other in Latin letters than in Chinese, of which a character is worth two letters."""
    letters = sum(len(_LETTER.findall(m[0])) for m in _WORDS.finditer(text, start, stop))
    return letters > 0 and letters > _LETTERS_A_CHARACTER * len(_HAN.findall(text, start, stop))
