"""Marks: those that open and close, those that stop, and where a stretch of text comes to its end."""

from __future__ import annotations

SENTENCE_STOPS = frozenset("。！？；：!?;:…")
"""The marks at which a sentence, or a clause that can stand in a line of its own, comes to its end."""

OPENING_MARKS = frozenset("（(《〈“‘〔【「『[")
CLOSING_MARKS = frozenset("”’）》〉】〕」』)]")
PAUSES = frozenset("，。、；：？！")
"""The full-width marks behind a clause or a word."""
LEADING_MARKS = PAUSES | CLOSING_MARKS
"""The full-width marks, and those that close, which no line begins with."""
GAP = r"[ \u3000\u00a0\t]"
"""The pattern of a blank within a line."""

_DOTS = frozenset("．.｡")


def last_place(text: str, start: int, stop: int) -> int:
    """The place of the last character of a stretch that is no closing mark, no icon of a private font and no space; at least its start."""
    at = stop - 1
    while at > start and (text[at] in CLOSING_MARKS or "\ue000" <= text[at] <= "\uf8ff" or text[at].isspace()):
        at -= 1
    return at


def is_dot(text: str, at: int) -> bool:
    """Whether the character is a full stop in another dress, behind Chinese: 。 written . or ． or ｡."""
    return text[at] in _DOTS and at > 0 and text[at - 1] > "\u2e7f"
