"""The numbers that Word counts and no run of the text holds, as they are printed."""

from __future__ import annotations

from collections.abc import Callable

from planlint.formats.package import W
from planlint.phrases import numerals
from planlint.phrases.numerals import to_chinese
from planlint.record import Record
from planlint.text.evidence import ListItem
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
"""How many levels a list has."""

_VAL = f"{{{W}}}val"
_DEEPEST_LINK = 20
_LONGEST_TEXT = 64
_LARGEST_LETTER = 780
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FIGURES = str.maketrans("0123456789", "○一二三四五六七八九")
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千", "零壹貳參肆伍陸柒捌玖拾佰仟")


class Level(Record):
    """How one level of a list is counted and printed; `restart` is the level from 1 below which it goes on counting, 0 for never."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    gap: bool = True
    restart: int | None = None
    legal: bool = False
    style: str | None = None


class Number(Record):
    """What is printed before a paragraph, whether a tab or space follows it, and its place in its list."""

    text: str
    gap: bool
    place: ListItem


class _List(Record):
    """A list as paragraphs refer to it: the definition whose counters it shares, the starts of its own, and its levels."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """The lists of a file, counted paragraph by paragraph in the order of the document."""

    def __init__(self, root: _Element | None, lists_of_styles: dict[str, str]) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root, lists_of_styles)

    def level_of(self, number: str, style: str) -> int | None:
        """The level of a list that belongs to a style; None when none does."""
        found = self._lists.get(number)
        return next((at for at, level in found.levels.items() if level.style == style), None) if found else None

    def count(self, number: str, at: int) -> Number | None:
        """The number of the next paragraph of a list, at a level from 0; None for a list that does not exist."""
        found = self._lists.get(number)
        if found is None or not 0 <= at < LEVELS:
            return None
        levels = found.levels
        counters = self._counters.setdefault(found.definition, [None] * LEVELS)
        level = levels.get(at, Level())
        begins = at in found.starts and (number, at) not in self._begun
        last = counters[at]
        if begins:
            self._begun.add((number, at))
            counters[at] = found.starts[at]
        else:
            counters[at] = level.start if last is None else last + 1
        for below in range(at + 1, LEVELS):
            restart = levels.get(below, Level()).restart
            if restart is None or at < restart:
                counters[below] = None
        place = ListItem(found.definition, at + 1, begins and last is not None)
        return Number(self._printed(levels, counters, level), level.gap, place)

    def _printed(self, levels: dict[int, Level], counters: list[int | None], level: Level) -> str:
        if level.format == "bullet":
            return level.text
        text = level.text
        for place in range(LEVELS):
            mark = f"%{place + 1}"
            if mark in text:
                shown = levels.get(place, Level())
                value = counters[place]
                form = "decimal" if level.legal and shown.format != "none" else shown.format
                text = text.replace(mark, formatted(shown.start if value is None else value, form))
        return text

    def _read(self, root: _Element, lists_of_styles: dict[str, str]) -> None:
        links: dict[str, str] = {}
        for definition in root.findall(f"{{{W}}}abstractNum"):
            name = definition.get(f"{{{W}}}abstractNumId", "")
            self._levels[name] = {_number(level.get(f"{{{W}}}ilvl")): _level(level) for level in definition.findall(f"{{{W}}}lvl")}
            link = definition.find(f"{{{W}}}numStyleLink")
            if link is not None:
                links[name] = link.get(_VAL, "")
        definitions = {}
        for item in root.findall(f"{{{W}}}num"):
            definition_id = item.find(f"{{{W}}}abstractNumId")
            if definition_id is not None:
                definitions[item.get(f"{{{W}}}numId", "")] = (definition_id.get(_VAL, ""), item)
        for name, (definition_name, item) in definitions.items():
            for _ in range(_DEEPEST_LINK):
                linked = definitions.get(lists_of_styles.get(links.get(definition_name, ""), ""))
                if linked is None:
                    break
                definition_name = linked[0]
            levels = self._levels.get(definition_name)
            if levels is not None:
                self._lists[name] = _with_overrides(definition_name, levels, item)


def _with_overrides(definition: str, levels: dict[int, Level], item: _Element) -> _List:
    starts: dict[int, int] = {}
    own = dict(levels)
    for override in item.findall(f"{{{W}}}lvlOverride"):
        at = _number(override.get(f"{{{W}}}ilvl"))
        level = override.find(f"{{{W}}}lvl")
        start = override.find(f"{{{W}}}startOverride")
        if level is not None:
            own[at] = _level(level)
        if start is not None:
            starts[at] = _number(start.get(_VAL))
    return _List(definition, starts, own if own != levels else levels)


def _level(level: _Element) -> Level:
    def value(name: str) -> str | None:
        child = level.find(f"{{{W}}}{name}")
        return None if child is None else child.get(_VAL, "")

    restart = value("lvlRestart")
    legal = value("isLgl")
    form = value("numFmt")
    text = (value("lvlText") or "")[:_LONGEST_TEXT]
    return Level(
        _number(value("start")),
        form or "decimal",
        "".join(map(glyph, text)) if form == "bullet" else text,
        value("suff") != "nothing",
        None if restart is None else _number(restart),
        legal is not None and legal not in ("0", "false", "off"),
        value("pStyle"),
    )


def _number(text: str | None) -> int:
    """A number of the file: up to nine figures, 0 for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) <= 9 else 0


class _Printed(Record):
    """How a format prints the values from 1 to `last`, and how it prints others."""

    last: int
    write: Callable[[int], str]
    beyond: Callable[[int], str] = str


def formatted(value: int, form: str) -> str:
    """A value as a format of ST_NumberFormat (ISO/IEC 29500-1, 17.18.59) prints it; in figures where the format has no sign for it."""
    printed = _FORMS.get(form)
    if printed is None:
        return _OTHERS.get(form, str)(value)
    return printed.write(value) if 1 <= value <= printed.last else printed.beyond(value)


def _in_han_figures(value: int) -> str:
    return str(value).translate(_FIGURES)


def _letters(value: int) -> str:
    """A to Z, AA to ZZ, AAA …."""
    rounds, at = divmod(value - 1, 26)
    return chr(ord("A") + at) * (rounds + 1)


def _counted(value: int) -> str:
    """The Chinese numeral of a value with 一 before a leading 十, as sums of money have it."""
    counted = to_chinese(value)
    return f"一{counted}" if counted.startswith("十") else counted


_THOUSANDS = _Printed(9999, to_chinese, _in_han_figures)
_TENS = _Printed(99, to_chinese, _in_han_figures)
_CIRCLED = _Printed(20, numerals.CIRCLED.write)
_FORMS = {
    **dict.fromkeys(("chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand", "koreanCounting"), _THOUSANDS),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _TENS),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _CIRCLED),
    "decimalEnclosedParen": _Printed(20, numerals.BRACKETED.write),
    "decimalEnclosedFullstop": _Printed(20, numerals.DOTTED.write),
    "ideographEnclosedCircle": _Printed(10, lambda value: chr(ord("㊀") + value - 1)),
    "ideographTraditional": _Printed(10, numerals.STEMS.write),
    "ideographZodiac": _Printed(12, lambda value: _BRANCHES[value - 1]),
    "ideographZodiacTraditional": _Printed(60, lambda value: numerals.STEMS.write((value - 1) % 10 + 1) + _BRANCHES[(value - 1) % 12]),
    "chineseLegalSimplified": _Printed(9999, lambda value: _counted(value).translate(_LEGAL)),
    **dict.fromkeys(("ideographLegalTraditional", "japaneseLegal"), _Printed(9999, lambda value: _counted(value).translate(_LEGAL_TRADITIONAL))),
    "upperLetter": _Printed(_LARGEST_LETTER, _letters),
    "lowerLetter": _Printed(_LARGEST_LETTER, lambda value: _letters(value).lower()),
    "upperRoman": _Printed(3999, numerals.to_roman),
    "lowerRoman": _Printed(3999, lambda value: numerals.to_roman(value).lower()),
}
_DIGITS = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital")
_OTHERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_DIGITS, lambda value: _in_han_figures(value).replace("○", "〇")),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), numerals.FULL_WIDTH.write),
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02}",
    "numberInDash": lambda value: f"- {value} -",
}
"""How formats print any value."""


_GLYPHS = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0xA8: "□", 0x6D: "○", 0xA1: "○", 0xA7: "▪", 0x9F: "•", 0x75: "◆", 0x76: "❖"},
    **{0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xFC: "√", 0xFE: "☑", 0xFD: "☒", 0x52: "☑", 0x51: "☒", 0xA3: "□", 0xB7: "•", 0xB2: "□", 0xAB: "★"},
}


def glyph(character: str) -> str:
    """What a character of a symbol font looks like, for those that bullets and boxes to tick are made of; □ for others in private use."""
    code = ord(character)
    return _GLYPHS.get(code - 0xF000, "□") if 0xF000 <= code <= 0xF0FF else character
