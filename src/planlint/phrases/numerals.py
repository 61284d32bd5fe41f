"""Numbers as plans write them: Chinese, in either width of digits, circled, bracketed, dotted and Roman."""

from __future__ import annotations

LARGEST = 9_999

_HAN = "零一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10}
_ZEROS = "零〇○◯"
_ROWS = ("0123456789", "０１２３４５６７８９")
_ARABIC = frozenset("".join(_ROWS))
_ARABIC_FIGURES = str.maketrans(_ROWS[1] + _ZEROS, _ROWS[0] + "0" * len(_ZEROS))
_HAN_FIGURES = str.maketrans(_HAN + "〇○◯OＯ", _ROWS[0] + "0" * 5)
_SERIES = (
    ("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50), ("❶", 1, 10), ("⓫", 11, 20), ("㊀", 1, 10),
    ("⑴", 1, 20), ("㈠", 1, 10), ("⒈", 1, 20), ("Ⅰ", 1, 12), ("ⅰ", 1, 12),
)  # fmt: skip
_SINGLE = {chr(ord(sign) + value - first): value for sign, first, last in _SERIES for value in range(first, last + 1)}
_SINGLE |= {c: value for row in (_HAN, *_ROWS) for value, c in enumerate(row)}
_SINGLE |= {"〇": 0, "⓪": 0, "两": 2, "十": 10, "廿": 20, "卅": 30}


def to_int(text: str) -> int | None:
    """The value of a numeral from 0 to 9,999: 一百二十, 廿一, 二〇二五, 120, １２０, ①, ⑴, ⒈, ㈠, Ⅳ; None when it is none.

    Brackets and spaces around a numeral are no part of it. None as well where two readings are open:
    二五 may be 二到五, 一百五 may be 一百五十.
    """
    if len(text) == 1:
        return _SINGLE.get(text)
    figures = text.translate(_ARABIC_FIGURES)
    if _is_ascii_figures(figures) and text.strip(_ZEROS):
        return _bounded(figures)
    if len(text) > 9:
        return None
    figures = text.translate(_HAN_FIGURES)
    if _is_ascii_figures(figures) and _ARABIC.isdisjoint(text):
        return _bounded(figures) if len(figures) > 2 or (figures[1] == "0" and figures[0] != "0") else None
    return _spelled(text.replace("廿", "二十").replace("卅", "三十"))


def to_chinese(value: int) -> str:
    """The Chinese numeral of a value from 1 to 9,999: 10 is 十, 110 一百一十, 2005 二千零五.

    Raises ValueError for any other value.
    """
    if not 1 <= value <= LARGEST:
        raise ValueError(f"{value} is not from 1 to {LARGEST}")
    written = ""
    rest = value
    for unit, size in (*_UNITS.items(), ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            written += _HAN[digit] + unit
        elif written and rest and not written.endswith("零"):
            written += "零"
    return written[1:] if written.startswith("一十") else written


def _is_ascii_figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _bounded(figures: str) -> int | None:
    """The value of ASCII figures; they are counted first, since int() raises where there are thousands of them."""
    significant = figures.lstrip("0") or "0"
    return int(significant) if len(significant) <= 4 else None


def _spelled(text: str) -> int | None:
    """The value of a numeral with units, 十 to 千, each smaller than the one before it."""
    value, digit, unit, zero = 0, "", LARGEST + 1, False
    for character in text:
        if smaller := _UNITS.get(character):
            if smaller >= unit or (smaller > 10 and not digit) or (smaller == 10 and digit == "两"):
                return None
            value += _SINGLE[digit or "一"] * smaller
            digit, unit, zero = "", smaller, False
        elif digit:
            return None
        elif character in "零〇":
            if zero or not value:
                return None
            zero = True
        elif character in _HAN or character == "两":
            digit = character
        else:
            return None
    if not digit:
        return None if zero else value or None
    if digit == "两" or (unit > 10 and not zero):
        return None
    return value + _SINGLE[digit]
