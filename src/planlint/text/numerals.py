"""Figures of every kind that plans number with, as integers and back."""

from __future__ import annotations

_DIGITS = {c: v for v, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}
_SIGNS = (
    {chr(0x2460 + i): i + 1 for i in range(20)}
    | {chr(0x3251 + i): i + 21 for i in range(15)}
    | {chr(0x32B1 + i): i + 36 for i in range(15)}
    | {chr(0x2474 + i): i + 1 for i in range(20)}
    | {chr(0x2488 + i): i + 1 for i in range(20)}
    | {chr(0x3220 + i): i + 1 for i in range(10)}
    | {chr(0x3280 + i): i + 1 for i in range(10)}
    | {chr(0x2160 + i): i + 1 for i in range(12)}
)
_FULL_WIDTH = {ord("０") + i: ord("0") + i for i in range(10)}
_ARABIC = frozenset("0123456789")
_LARGEST = 9999


def to_int(text: str) -> int | None:
    """The value of a figure: 一百二十, 120, １２０, ⑫, 二〇二五; None when the text is no figure up to 9,999."""
    if len(text) == 1 and text in _SIGNS:
        return _SIGNS[text]
    plain = text.translate(_FULL_WIDTH)
    if plain and _ARABIC.issuperset(plain):
        return int(plain) if len(plain) <= 4 else None
    if all(c in _DIGITS for c in plain):
        return _by_digits(plain)
    return _by_units(plain)


def to_chinese(value: int) -> str:
    """The figure in Chinese: 10 is 十, 110 一百一十, 2005 二千零五. Raises ValueError outside 1 to 9,999."""
    if not 1 <= value <= _LARGEST:
        raise ValueError(f"no figure for {value}")
    written = ""
    skipped = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            written += ("零" if skipped and written else "") + "〇一二三四五六七八九"[digit] + name
        skipped = not digit
    return written[1:] if written.startswith("一十") else written


def _by_digits(text: str) -> int | None:
    if not text or len(text) > 4:
        return None
    value = 0
    for c in text:
        value = value * 10 + _DIGITS[c]
    return value


def _by_units(text: str) -> int | None:
    value = 0
    digit: int | None = None
    last = 10000
    for c in text:
        if c in _UNITS:
            unit = _UNITS[c]
            if unit >= last or digit == 0 or (digit is None and (unit != 10 or value)):
                return None
            value += (1 if digit is None else digit) * unit
            last, digit = unit, None
        elif c in _TENS and not value and digit is None:
            value, last = _TENS[c], 10
        elif c in _DIGITS and (digit is None or digit == 0):
            digit = _DIGITS[c]
        else:
            return None
    return value + (digit or 0) if value or digit else None
