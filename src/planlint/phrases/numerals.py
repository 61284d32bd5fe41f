"""Numbers as plans write them: Chinese, in either width of digits, circled, bracketed, dotted and Roman."""

from __future__ import annotations

from collections.abc import Callable

from planlint.record import Record

LARGEST = 9_999

_HAN = "零一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10}
_ZEROS = "零〇○◯"
_ROWS = ("0123456789", "０１２３４５６７８９")
_WIDENED = str.maketrans(*_ROWS)
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


def to_number(text: str) -> int | float | None:
    """The value of an amount in Chinese numerals of any size: 三万亿, 一万五千亿, 两百, 一百二十点五, 一点五七; None when it is none."""
    whole, point, rest = text.partition("点")
    value = _scaled(whole)
    if value is None or not point:
        return value
    figures = rest.translate(_HAN_FIGURES)
    return float(f"{value}.{figures}") if _is_ascii_figures(figures) else None


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


def _scaled(text: str) -> int | None:
    """The value of a whole number whose 亿 and 万 part it: what stands before one is counted in it."""
    for unit, size in (("亿", 100_000_000), ("万", 10_000)):
        before, found, behind = text.rpartition(unit)
        if found:
            many, rest = _scaled(before), _scaled(behind.removeprefix("零")) if behind else 0
            if many is None or rest is None or rest >= size:
                return None
            # 一万五 is 15,000 and not 10,005
            return None if behind and len(behind) == 1 else many * size + rest
    return _SINGLE.get(text) if len(text) == 1 else to_int(text)


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


class Script(Record):
    """A way to write whole numbers from 1 to `last`: `signs` are its characters, `shape` the pattern of one number, `read` and `write` inverse."""

    signs: str
    shape: str
    last: int
    write: Callable[[int], str]
    read: Callable[[str], int | None]

    def wrote(self, numeral: str) -> bool:
        """Whether a numeral is written in this script."""
        return numeral[:1] in self.signs


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + at) for at in range(count))


def to_roman(value: int) -> str:
    """The Roman numeral of a whole number above 0, in Latin letters."""
    written = ""
    for sign, size in _ROMAN:
        times, value = divmod(value, size)
        written += sign * times
    return written


def _roman_value(numeral: str) -> int | None:
    """The value of a Roman numeral in Latin letters that is written as the rules have it, None for any other run of letters."""
    sizes = [_ROMAN_SIGNS[sign] for sign in numeral]
    value = sum(-size if size < max(sizes[at:]) else size for at, size in enumerate(sizes))
    return value if to_roman(value) == numeral else None


def _single(signs: str) -> Script:
    """The script in which each number up to the last has a sign of its own, in their order."""
    return Script(signs, f"[{signs}]", len(signs), lambda value: signs[value - 1], lambda numeral: signs.find(numeral) + 1 or None)


_ROMAN = (
    ("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1),
)  # fmt: skip
_ROMAN_SIGNS = {"X": 10, "V": 5, "I": 1}
"""The signs of numbers below forty, more than any outline has chapters."""

HAN = Script("零〇一二三四五六七八九十百千", "[零〇一二三四五六七八九十百千]{1,7}", LARGEST, to_chinese, to_int)
ARABIC = Script(_ROWS[0], "[0-9０-９]{1,3}", 999, str, to_int)
FULL_WIDTH = Script(_ROWS[1], "[0-9０-９]{1,3}", 999, lambda value: str(value).translate(_WIDENED), to_int)
CIRCLED = _single(_signs("①", 20) + _signs("㉑", 15) + _signs("㊱", 15))
BRACKETED = _single(_signs("⑴", 20))
DOTTED = _single(_signs("⒈", 20))
HAN_BRACKETED = _single(_signs("㈠", 10))
ROMAN = _single(_signs("Ⅰ", 12))
STEMS = _single("甲乙丙丁戊己庚辛壬癸")
LATIN_ROMAN = Script("XVI", "[XVI]{1,5}", 39, to_roman, _roman_value)
LETTER = Script("l", "l", 1, lambda value: "l" * value, lambda numeral: 1 if numeral == "l" else None)
"""The letter that recognition of characters takes a one for."""
