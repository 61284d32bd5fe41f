"""Times that a text names, in every notation: 2027年6月30日, 二〇二七年底, 2026-10-30, 2026年6—12月, 第三季度, “十四五”末."""

from __future__ import annotations

from collections.abc import Iterator

from planlint import data
from planlint.patterns import V1, VERBOSE, compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.numerals import to_int
from planlint.record import Record
from planlint.text.signs import matches, places
from planlint.text.spans import Span, lines_with, merged, touches
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_ZERO = "〇○零◯ОOo0"
YEAR = rf"(?:(?:19|20)[0-9]{{2}}|(?:一九|二[{_ZERO}])[{_ZERO}一二三四五六七八九]{{2}})"
"""The pattern of a year's digits: 2027, 二〇二七, 二零二七."""
_MONTH = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_G = "[ \u3000]{0,2}"
_TO = r"(?:—|–|－|-|~|～|至|到|―|─|\u00ad)+"
ISO_DAY = rf"(?<![0-9A-Za-z.\-/]){YEAR}(?P<mark>[\-./])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}(?![0-9]|[.\-/][0-9])"
DATE = rf"(?:{YEAR}{_G}年{_G}{_MONTH}{_G}月(?:{_G}{_DAY}{_G}[日号])?|{ISO_DAY})"
"""The pattern of a date with its month and, mostly, its day, alone on a line or in it; for a text in plain figures."""
YEAR_SIGNS = "12一二"
"""What years begin with."""
OPENINGS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十第上下年")
"""What times begin with."""
_ALONE = compiled(rf"[（(]?(?:发布|印发|成文)?(?:日期|时间)?[：:]?[ ]?{DATE}(?:印发)?[）)]?")
_AT_END = compiled(rf"{DATE}{_G}(?:印发|印|制|发布)?$")
_STRIPPED = compiled(r"(?P<year>20\d\d)(?:(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])|(?P<month>[2-9])(?P<day>[12]\d|3[01]))")
_LONGEST_DATE = 24
_DATE_ENDS = frozenset("月日号印发）)0123456789０１２３４５６７８９")
"""What a date alone ends with: most lines end with other characters."""

_TIME = compiled(
    rf"""
    (?<![0-9])(?:(?P<first>{YEAR}){_G}年?{_G}{_TO}{_G})?(?P<year>{YEAR}){_G}年(?:度(?!假))?
    (?:{_G}的?{_G}(?:
        (?:{_MONTH}{_G}月?{_G}{_TO}{_G})?(?P<month>{_MONTH}){_G}月份?(?:{_G}的?{_G}(?:(?P<day>{_DAY}){_G}[日号]|[上中下]旬|月?(?P<close>[底末终初])))?
      | (?:第?{_G}(?P<quarter>[一二三四1-4]){_G}季度?|[Qq](?P<quarter>[1-4])(?![0-9A-Za-z]))(?P<close>[底末初])?
      | (?P<half>上半年|年中|中(?![\p{{Han}}--[前完建实达基力底]]))
      | (?P<end>年?[底末终]|下半年|岁末)
      | (?P<inside>年?[初内])
    ))?
    """,
    VERBOSE | V1,
)
_MARK = compiled(r"[\-./]")
_YEARLESS = compiled(
    rf"""
    (?<![0-9一二三四五六七八九十年每去今明\-—–~～至到、第])(?:
        (?P<month>{_MONTH}){_G}月份?(?:{_G}(?:(?P<day>{_DAY}){_G}[日号]|月?[底末终]|[上中下]旬))?
      | (?:第?{_G}(?P<quarter>[一二三四1-4]){_G}季度?)[底末]?
      | (?P<half>上半年)
      | (?P<end>年[底末终]|下半年)
    )
    """,
    VERBOSE,
)
_YEARLESS_SIGNS = ("月", "季", "上半年", "下半年", "年底", "年末")
_WRITTEN_OUT = compiled(
    rf"""
    (?<![0-9A-Za-z.\-/])(?P<year>{YEAR})(?:
        (?P<mark>[\-./])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})(?![0-9]|[.\-/][0-9])
      | [\-./](?P<month>0?[1-9]|1[0-2])(?={_G}(?:月|之?前|底|$|[；。，）)]))
      | (?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])(?={_G}(?:之?前|以前|$|[；。，）)]))
    )
    """,
    VERBOSE,
)
_NAMED = compiled(
    r"五(?:(?<=(?<![二三四五六七八九十])(?P<name>十[一二三四五六七]五))|(?=[”\"])(?<=(?<![二三四五六七八九十])(?P<name>十五)|[“\"](?P<name>[一二三四五六七八九十]五)))"
)
_SPAN = compiled(rf"(?P<first>{YEAR})[ ]?年?[ ]?{_TO}[ ]?(?P<last>{YEAR})[ ]?年")
_DAYS = compiled(rf"(?:(?P<year>{YEAR}){_G}年{_G})?(?<![0-9一二三四五六七八九十])(?P<month>{_MONTH}){_G}月{_G}(?P<day>{_DAY}){_G}[日号](?!线|楼|文)")
_NO_MONTH = compiled(r"(?<!\d)\d{4}年(?:1[0-2]|0?[1-9])[底末]")
_ISO_DAYS = compiled(ISO_DAY)
_MONTHS = compiled(rf"(?P<year>{YEAR}){_G}年{_G}(?P<month>{_MONTH}){_G}月(?!{_G}[0-9一二三四五六七八九十])")
_NO_QUARTER = compiled(rf"(?:{YEAR}{_G}年{_G}第?|(?<!连续|之后|以来)第){_G}[5-9五六七八九]{_G}季度")
_CLOCK = compiled(r"(?<![0-9:：.])(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})(?![0-9:：.%])")
_OF_A_DAY = compiled(rf"(?:每[日天]|上午|下午|早上?|晚上?|凌晨|中午|当[日天]|[日号]|[0-9][:：][0-9]{{2}}{_G}{_TO}){_G}$")
_YEARS = compiled(rf"(?<!\d)(?P<year>{YEAR})[ ]?年")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WRITTEN_ZEROS = str.maketrans(dict.fromkeys(_ZERO, "〇"))


def is_date(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is a date alone, with its month at least: in brackets, behind 发布日期：, before 印发."""
    if not 0 < stop - start <= _LONGEST_DATE or text[stop - 1] not in _DATE_ENDS:
        return False
    return _ALONE.fullmatch(plain_figures(text), start, stop) is not None


def stripped_date(text: str, start: int, stop: int) -> tuple[int, int, int] | None:
    """Year, month and day of a date alone that has lost its 年月日: 20240506, 2023410. None where a stretch is none."""
    found = _STRIPPED.fullmatch(text, start, stop)
    return (int(found["year"]), int(found["month"]), int(found["day"])) if found is not None else None


def ends_with_date(text: str, start: int, stop: int) -> bool:
    """Whether a date ends a stretch, as in a signature or an imprint: 某局办公室 2025年4月2日印发."""
    return _AT_END.search(plain_figures(text), max(start, stop - _LONGEST_DATE), stop) is not None


class Time(Record):
    """A time with its year, as written; one that runs over a stretch counts by its end (2026年6—12月 is December).

    `digits` are those of the year. `month` and `day` are None where they are not told; `sharp` tells that the words say more than the
    year (年底, 第三季度, 6月, 年内).
    """

    span: Span
    digits: Span
    first: int | None
    year: int
    month: int | None
    day: int | None
    sharp: bool

    @property
    def iso(self) -> str:
        """The time as far as it is told: 2025-12-31, 2025-12, 2025. A month or day that there is not is left out."""
        if self.month is None or not 1 <= self.month <= 12:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        day = f"-{self.day:02}" if _is_in_calendar(self.year, self.month, self.day) else ""
        return f"{self.year:04}-{self.month:02}{day}"


class Yearless(Record):
    """A time within a year that is not named: 6月底, 年底, 第三季度. `day` is None where it is not told."""

    span: Span
    month: int
    day: int | None

    def iso(self, year: int | None) -> str | None:
        """The time in a year, as `Time.iso` writes it; None without one."""
        if year is None:
            return None
        return f"{year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day is not None and _is_in_calendar(year, self.month, self.day) else "")


class Period(Record):
    """A stretch of years that a text names: a five-year plan by its `name` (None for plain years), and its years, both included.

    `years` is None for a plan that the table does not know.
    """

    span: Span
    name: str | None
    years: tuple[int, int] | None


class Year(Record):
    """A year of four digits as written, with 年."""

    span: Span
    year: int


def times_in(text: str, within: Span) -> list[Time]:
    """The times with a year in a stretch of text, in order."""
    plain = plain_figures(text)
    has_year = plain.find("年", within.start, within.stop) >= 0
    starts = places(plain, YEAR_SIGNS, *within)
    found = [_time(m) for m in matches(_TIME, plain, starts, within.stop)] if has_year else []
    found += [_written_out(m) for m in matches(_WRITTEN_OUT, plain, starts, within.stop)]
    return sorted(found)


def yearless_in(text: str, within: Span) -> Iterator[Yearless]:
    """The months, quarters and ends of a year in a stretch of text that stand without the year; 明年6月 is of another year and none."""
    plain = plain_figures(text)
    if not any(plain.find(sign, within.start, within.stop) >= 0 for sign in _YEARLESS_SIGNS):
        return
    is_taken = touches(merged(time.span for time in times_in(text, within)))
    for m in _YEARLESS.finditer(plain, within.start, within.stop):
        span = Span(*m.span())
        if is_taken(span):
            continue
        month = (to_int(m["month"]) or 0) if m["month"] else _QUARTERS[m["quarter"]] if m["quarter"] else 6 if m["half"] else 12
        if 1 <= month <= 12:
            yield Yearless(span, month, to_int(m["day"]) if m["day"] else None)


def year_value(written: str) -> int:
    """The year that digits of YEAR name."""
    value = to_int(written if written.isdigit() else written.translate(_WRITTEN_ZEROS))
    assert value is not None
    return value


def periods_in(text: str, within: Span) -> list[Period]:
    """The five-year plans and spans of years named in a stretch of text, in order. 十五五 is no 十五."""
    plain = plain_figures(text)
    years: dict[str, list[int]] = data.load("periods")
    named = (m for m in _NAMED.finditer(plain, within.start, within.stop) if m.start("name") >= within.start)
    found = [Period(Span(*m.span("name")), m["name"], _pair(years.get(m["name"]))) for m in named]
    for m in matches(_SPAN, plain, places(plain, YEAR_SIGNS, *within), within.stop):
        found.append(Period(Span(*m.span()), None, (year_value(m["first"]), year_value(m["last"]))))
    return sorted(found)


def years_in(text: str, within: Span) -> Iterator[Year]:
    """The years of four digits in a stretch of text, in order."""
    for m in _YEARS.finditer(plain_figures(text), within.start, within.stop):
        yield Year(Span(*m.span()), year_value(m["year"]))


def impossible_in(text: str) -> list[Span]:
    """The places of times that there are not: 2月30日, 2025-02-29, 十三月, 第五季度, 每日25:30, 2025年8底.

    29 February passes where the year is not told.
    """
    plain = plain_figures(text)
    found = [Span(*m.span()) for m in _NO_QUARTER.finditer(plain)] if "季" in plain else []
    for line in lines_with(plain, "月"):
        found += [Span(*m.span()) for m in _MONTHS.finditer(plain, *line) if not 1 <= (to_int(m["month"]) or 0) <= 12]
        found += [Span(*m.span()) for m in _DAYS.finditer(plain, *line) if not _is_day(m["year"], m["month"], m["day"])]
    for end in "底末":
        found += [Span(*m.span()) for line in lines_with(plain, end) for m in _NO_MONTH.finditer(plain, *line)]
    found += [Span(*m.span()) for m in _ISO_DAYS.finditer(plain) if not _is_day(*_MARK.split(m[0]))]
    found += [Span(*m.span()) for m in _CLOCK.finditer(plain) if _is_no_clock(m) and _OF_A_DAY.search(plain, max(m.start() - 12, 0), m.start())]
    return sorted(set(found))


def _time(m: regex.Match[str]) -> Time:
    first = year_value(m["first"]) if m["first"] else None
    month, day = None, None
    if m["month"]:
        month, day = to_int(m["month"]), to_int(m["day"]) if m["day"] else None
    elif m["quarter"]:
        month = _QUARTERS[m["quarter"]]
    elif m["half"]:
        month = 6
    elif m["end"]:
        month = 12
    return Time(Span(*m.span()), Span(*m.span("year")), first, year_value(m["year"]), month, day, month is not None or m["inside"] is not None)


def _written_out(m: regex.Match[str]) -> Time:
    return Time(Span(*m.span()), Span(*m.span("year")), None, year_value(m["year"]), int(m["month"]), int(m["day"]) if m["day"] else None, True)


def _is_day(year: str | None, month: str, day: str) -> bool:
    """Whether the calendar has the day that was found, or it is no figure."""
    value, length = to_int(month), to_int(day)
    if value is None or length is None:
        return True
    return _is_in_calendar(year_value(year) if year else None, value, length)


def _is_in_calendar(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= _LENGTHS[month - 1]:
        return False
    if (month, day) != (2, 29) or year is None:
        return True
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _is_no_clock(m: regex.Match[str]) -> bool:
    return int(m["hour"]) > 24 or int(m["minute"]) > 59


def _pair(years: list[int] | None) -> tuple[int, int] | None:
    return (years[0], years[1]) if years else None
