"""The times by which a text wants things done: 到2025年, 2030年前, “十四五”期间; and those that it measures from: 较2020年."""

from __future__ import annotations

from collections.abc import Iterator

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.numerals import to_int
from planlint.phrases.times import YEAR, YEAR_SIGNS, year_value
from planlint.record import Record
from planlint.text.signs import matches, places
from planlint.text.spans import Span

_YEAR = compiled(
    rf"(?<!\d)(?:(?P<first>{YEAR})[ ]?年?[ ]?(?P<joint>(?:—|–|－|-|~|～|至|到|―|─|和|与|、)+)[ ]?)?"
    rf"(?P<year>{YEAR})[ ]?年(?:底|末|度)*(?:之?前)?"
    r"(?:[ ]?(?P<compared>相比|为基期|为基数|为基准|的?基础上|同期)|(?P<start>起|以来|开始|后|之后|版|本|第|\d(?![\d.]*[ ]?(?:[%％万亿]|个?百分点|(?![月日号年季])\p{Han}))|[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?月))?"
)
_BASE = compiled(r"(?:相较于?|相对于?|对比|比照|同|在|较|比|与|以)\s?$")
_LONGEST_BASE = 4
_WITHIN = compiled(r"(?<![0-9每去前明今])(?:全年|年内|年底前?|年末前?)(?![\p{Han}]?(?:度假|龄))|(?<![年每0-9])(?:1[0-2]|[1-9])月(?:底|末)?前")
_PERIOD = compiled(
    r"(?P<base>较|比)?(?:[“\"](?P<name>十[一二三四五六七]五|[一二三四五六七八九]五|十五)[”\"]|(?<![一二三四五六七八九十])(?P<name>十[一二三四五六七]五)(?=[期时末前头]))"
    r"(?P<tail>期间|时期|末期|期末|末年?|规划期|[前头](?P<count>[一二两三四五])年)?"
)


class Horizon(Record):
    """A time that governs what follows it in its sentence, or, when `base` is true, one that something is measured from.

    `span` is the time as written with the words that belong to it; `digits` its last year or the name of its period alone.
    `years` holds the years it names: two in 2025年和2030年, the last one of 2021—2025年. `period` is the five-year plan it names instead.
    `first` is the first year of a run (2021—2025年).
    """

    span: Span
    digits: Span
    years: tuple[int, ...]
    period: str | None
    base: bool
    first: int | None = None


def horizons_in(text: str, within: Span) -> list[Horizon]:
    """The times of a stretch of text, in order; 2022年起, 2022年6月, 2019年本 and plans merely named (“十四五”规划) are none."""
    plain = plain_figures(text)
    return sorted([*_years(plain, within), *_periods(plain, within)])


def within_year(text: str, within: Span, year: int) -> Iterator[Horizon]:
    """The times in a stretch of a text about one year that do not name it: 全年, 年内, 年底前, 6月底前."""
    for m in _WITHIN.finditer(plain_figures(text), within.start, within.stop):
        yield Horizon(Span(*m.span()), Span(*m.span()), (year,), None, False)


def _years(text: str, within: Span) -> Iterator[Horizon]:
    if text.find("年", within.start, within.stop) < 0:
        return
    behind = within.start
    for m in matches(_YEAR, text, places(text, YEAR_SIGNS, *within), within.stop):
        before = _BASE.search(text, max(behind, m.start() - _LONGEST_BASE), m.start())
        behind = m.end()
        if m["start"]:
            continue
        last = year_value(m["year"])
        years = (year_value(m["first"]), last) if m["first"] and m["joint"] in "和与、" else (last,)
        preposition = before[0].strip() if before is not None else ""
        base = bool(m["compared"]) or preposition not in ("", "同", "在", "与", "以")
        start = before.start() if base and before is not None else m.start()
        first = year_value(m["first"]) if m["first"] and len(years) == 1 else None
        yield Horizon(Span(start, m.end()), Span(*m.span("year")), years, None, base, first)


def _periods(text: str, within: Span) -> Iterator[Horizon]:
    if text.find("五", within.start, within.stop) < 0:
        return
    years: dict[str, list[int]] = data.load("periods")
    for m in _PERIOD.finditer(text, within.start, within.stop):
        known = years.get(m["name"])
        if known is not None and m["tail"]:
            last = known[0] + (to_int(m["count"]) or 1) - 1 if m["count"] else known[1]
            yield Horizon(Span(*m.span()), Span(*m.span("name")), (last,), m["name"], m["base"] is not None)
