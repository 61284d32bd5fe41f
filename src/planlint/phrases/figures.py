"""Figures in plain dress: a text with full-width digits, letters and percent signs made plain, and decimal points that are other signs."""

from __future__ import annotations

from functools import lru_cache

from planlint import data
from planlint.patterns import compiled

POINT = "\U001001b0"
"""What some converters of fonts leave of a decimal point: a character of the private use area."""

_POINTS = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_PLAIN = {ord(sign) + 0xFEE0: sign for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%/"}
# patterns that begin with one range each are many times faster than one that begins with all of them
_DRESSED = tuple(map(compiled, ("[０-９]", "[Ａ-Ｚ]", "[ａ-ｚ]", "％", "／", rf"[0-9][．·•・{_POINTS}](?=[0-9])")))
_SHORT = 200


def plain_figures(text: str) -> str:
    """The text in which figures are plain: ６２．５％ and 62·5% read 62.5%. It is as long as the text, so that places agree.

    A raised dot is a decimal point only before a unit or 万: “5·12” is a date.
    """
    return _plain(text) if len(text) <= _SHORT else _of_a_plan(text)


@lru_cache(maxsize=16)
def _of_a_plan(text: str) -> str:
    """The same for a text that is long, kept: all that read a plan ask for it."""
    return _plain(text)


def _plain(text: str) -> str:
    if not any(dressed.search(text) for dressed in _DRESSED):
        return text
    units = data.load("quantities")
    measured = "|".join(sorted({*units["ratio"], *units["measured"]} - {"年"}, key=lambda unit: (-len(unit), unit)))
    point = compiled(rf"(?<=[0-9])(?:[．{_POINTS}](?=[0-9])|[·•・](?=[0-9]+[ ]?(?:[百千万亿]|{measured})))")
    return point.sub(".", text.translate(_PLAIN))
