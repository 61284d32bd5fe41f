"""The numbers that open a line of a plan: 第一章, 一、, （一）, 1., （1）, ①, 1.1, 专栏3, 附件2."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import regex

from planlint.patterns import compiled
from planlint.phrases.numerals import to_int
from planlint.text.spans import Span


class Family(StrEnum):
    """A way of numbering. The order of the members is the usual order of levels (GB/T 9704-2012, 7.3.3)."""

    PART = "篇"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    ARABIC = "1."
    ARABIC_BRACKET = "（1）"
    CIRCLED = "①"
    DECIMAL = "1.1"
    BOX = "专栏"
    ANNEX = "附件"

    @property
    def rank(self) -> int:
        """0 for the family that usually stands at the top; the more the deeper."""
        return _RANKS[self]


MARKS = {Family.HAN: "、", Family.HAN_BRACKET: "", Family.ARABIC: ".．", Family.ARABIC_BRACKET: "", Family.CIRCLED: ""}
"""The marks that may stand behind a number of a family (GB/T 9704-2012, 7.3.3); empty where none may."""

_RANKS = {family: rank for rank, family in enumerate(Family)}


class Ordinal(NamedTuple):
    """A number at the start of a line.

    `text` is the number as written, without spaces; `numeral` the figure alone; `mark` what stands between the figure and
    the title (“、”, “.”, “．”, or nothing); `gap` the spaces after it; `span` the number without the spaces around it.
    `values` are the figures of a decimal number (1.2 → 1, 2); `value` is the last of them.
    """

    family: Family
    text: str
    numeral: str
    mark: str
    gap: str
    value: int
    values: tuple[int, ...]
    span: Span

    @property
    def is_well_marked(self) -> bool:
        """Whether the mark is one that the family takes; a family without a rule takes any."""
        allowed = MARKS.get(self.family)
        return allowed is None or ((self.mark in allowed if allowed else not self.mark) and (bool(self.mark) or not allowed))


_HAN = "零〇一二三四五六七八九十百千"
_SHAPES = compiled(
    rf"""[ \t\u3000\u00a0]*(?:\#{{1,6}}[ \t]+|\*\*)?(?:
      (?P<formal>第[ \t]*(?P<formal_numeral>[{_HAN}0-9０-９]{{1,6}})[ \t]*(?P<unit>[篇章节条]|部[ \t]*分))(?P<formal_mark>[、.．：:]?)(?P<formal_gap>[ \t\u3000]*)(?![，。款项第的至])
    | (?P<decimal>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?P<decimal_mark>\.?)(?P<decimal_gap>[ \t\u3000]+)(?=\p{{Han}})
    | (?P<han>[{_HAN}]{{1,7}})[ \t]?(?P<han_mark>[、.．]|,(?![0-9])|，)(?P<han_gap>[ \t\u3000]*)
    | (?P<han_bracket>[（(][ \t]*(?P<han_bracket_numeral>[{_HAN}]{{1,7}})[ \t]*[）)])(?P<han_bracket_mark>[、.．，,：:]?)(?P<han_bracket_gap>[ \t\u3000]*)
    | (?P<arabic>[0-9０-９]{{1,3}})(?P<arabic_gap_before>[ \t]?)(?P<arabic_mark>[.．、](?:(?![0-9０-９])|(?=(?:19|20)[0-9]{{2}}[ ]?年)))(?P<arabic_gap>[ \t\u3000]*)
    | (?P<arabic_bracket>[（(][ \t]*(?P<arabic_bracket_numeral>[0-9０-９]{{1,3}})[ \t]*[）)]|[⑴-⒇])(?P<arabic_bracket_mark>[、.．，,：:]?)(?P<arabic_bracket_gap>[ \t\u3000]*)
    | (?P<half_bracket>(?P<half_bracket_numeral>[0-9]{{1,2}})[）)])(?P<half_bracket_mark>)(?P<half_bracket_gap>[ \t\u3000]*)
    | (?P<circled>[①-⑳㉑-㉟㊱-㊿])(?P<circled_mark>[、.．]?)(?P<circled_gap>[ \t\u3000]*)
    | (?P<box>专[ \t]*栏[ \t]*(?P<box_numeral>[{_HAN}0-9０-９]{{0,4}})(?P<box_of_chapter>[-—–－.．][0-9]{{1,2}})?)(?P<box_mark>[：:]?)(?P<box_gap>[ \t\u3000]*)
    | (?P<annex>附(?:[ \t]*(?:件|表|录)|(?=[：:]))[ \t]*(?P<annex_numeral>[{_HAN}0-9０-９]{{0,3}}))(?P<annex_mark>[：:]?)(?P<annex_gap>[ \t\u3000]*)
    )""",
    regex.VERBOSE,
)
_OPENING = frozenset("第零〇一二三四五六七八九十百千（(专附#*⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇0123456789０１２３４５６７８９ \t\u3000\u00a0")
_GROUPS = {
    "han": Family.HAN,
    "han_bracket": Family.HAN_BRACKET,
    "arabic": Family.ARABIC,
    "arabic_bracket": Family.ARABIC_BRACKET,
    "half_bracket": Family.ARABIC_BRACKET,
    "circled": Family.CIRCLED,
    "box": Family.BOX,
    "annex": Family.ANNEX,
}
_WITH_NUMERAL = frozenset({"han_bracket", "arabic_bracket", "half_bracket", "box", "annex"})
_UNITS = {"篇": Family.PART, "部": Family.PART, "章": Family.CHAPTER, "节": Family.SECTION, "条": Family.ARTICLE}
_LIST_OF_NUMERALS = compiled(rf"[{_HAN}]+[、，]")
_UNIT_AFTER_FIGURE = compiled(r"[ \t]*(?:[万亿年月日%％℃倍元吨亩米克升]|公[里斤顷]|平方|立方|千[瓦克米伏]|[个家辆]|项(?!目)|户(?!外|籍))")


def ordinal_at(text: str, start: int, stop: int) -> Ordinal | None:
    """The number that opens the line from start to stop, or None.

    A quantity or a date is no number: `1.8亿吨`, `13.5%`, `5G`, `2025年`; nor is an enumeration such as 一、二、三产业.
    """
    if start >= stop or (text[start] not in _OPENING and not "①" <= text[start] <= "㊿"):
        return None
    found = _SHAPES.match(text, start, stop)
    if found is None or found.lastgroup is None:
        return None
    # every shape ends with its gap
    group = found.lastgroup.removesuffix("_gap")
    if group == "formal":
        return _ordinal(_UNITS[found["unit"][0]], found, "formal", found["formal_numeral"])
    if group == "decimal":
        return None if counts_something(text, found.end("decimal"), stop) else _decimal(found)
    family = _GROUPS[group]
    numeral = found[f"{group}_numeral"] if group in _WITH_NUMERAL else None
    if numeral is None:
        numeral = found[group]
    elif group == "box" and found["box_of_chapter"]:
        # 专栏3-1 counts within chapter 3, in no sequence of its own
        numeral = ""
    if family is Family.HAN and (_LIST_OF_NUMERALS.match(text, found.end(), stop) or (found["han_mark"] in ",，" and found.end() == stop)):
        return None
    return _ordinal(family, found, group, numeral)


def counts_something(text: str, at: int, stop: int) -> bool:
    """Whether a unit stands behind a figure that ends there: 1.8亿吨, 3个."""
    return _UNIT_AFTER_FIGURE.match(text, at, stop) is not None


def _ordinal(family: Family, found: regex.Match[str], group: str, numeral: str) -> Ordinal | None:
    value = to_int("".join(numeral.split())) if numeral else 0
    if value is None or (value == 0 and numeral):
        return None
    mark = found[f"{group}_mark"] or ""
    span = Span(found.start(group), max(found.end(group), found.end(f"{group}_mark")))
    return Ordinal(family, "".join(found[group].split()) + mark, numeral, mark, found[f"{group}_gap"], value, (value,), span)


def _decimal(found: regex.Match[str]) -> Ordinal | None:
    figures = found["decimal"].split(".")
    if any(figure.startswith("0") for figure in figures):
        return None
    values = tuple(int(figure) for figure in figures)
    span = Span(found.start("decimal"), found.end("decimal_mark"))
    return Ordinal(Family.DECIMAL, found["decimal"], found["decimal"], found["decimal_mark"], found["decimal_gap"], values[-1], values, span)
