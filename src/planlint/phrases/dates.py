"""Years, days and periods that a text names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planlint import data
from planlint.patterns import compiled
from planlint.text.spans import Span

_NAMED = compiled(r"[“\"]?(?<![二三四五六七八九十])(?P<name>十[一二三四五六七]五|(?<=[“\"])[一二三四五六七八九十]五(?=[”\"])|十五(?=[”\"]))[”\"]?")
_SPAN = compiled(r"(?P<first>(?:19|20)\d\d)[ ]?年?[ ]?(?:—|–|－|-|~|～|至|到|―|─|­)+[ ]?(?P<last>(?:19|20)\d\d)[ ]?年")
_DAY = compiled(r"(?:(?P<year>(?:19|20)\d\d)[ ]?年[ ]?)?(?<!\d)(?P<month>\d{1,2})[ ]?月[ ]?(?P<day>\d{1,2})[ ]?日")
_MONTH = compiled(r"(?P<year>(?:19|20)\d\d)[ ]?年[ ]?(?P<month>\d{1,2})[ ]?月(?![ ]?\d)")
_YEAR = compiled(r"(?<!\d)(?P<year>(?:19|20)\d\d)[ ]?年")
_TITLES = compiled(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Period(NamedTuple):
    """A stretch of years that a text names: a five-year plan by its `name` (None for plain years), and its years, both included.

    `years` is None for a plan that the table does not know.
    """

    span: Span
    name: str | None
    years: tuple[int, int] | None


class Day(NamedTuple):
    """A day of the calendar as written; `year` is None when it is not told."""

    span: Span
    year: int | None
    month: int
    day: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; 29 February passes when the year is not told."""
        if not 1 <= self.month <= 12 or not 1 <= self.day <= _LENGTHS[self.month - 1]:
            return False
        if (self.month, self.day) != (2, 29) or self.year is None:
            return True
        return self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0)


class Year(NamedTuple):
    """A year of four digits as written, with 年."""

    span: Span
    year: int


def periods_in(text: str, within: Span) -> list[Period]:
    """The five-year plans and spans of years named in a stretch of text, in order. 十五五 is no 十五."""
    years: dict[str, list[int]] = data.load("periods")
    found = [Period(Span(*m.span("name")), m["name"], _pair(years.get(m["name"]))) for m in _NAMED.finditer(text, within.start, within.stop)]
    for m in _SPAN.finditer(text, within.start, within.stop):
        found.append(Period(Span(*m.span()), None, (int(m["first"]), int(m["last"]))))
    return sorted(found)


def days_in(text: str) -> Iterator[Day]:
    """The days named with month and day, in order."""
    for m in _DAY.finditer(text):
        yield Day(Span(*m.span()), int(m["year"]) if m["year"] else None, int(m["month"]), int(m["day"]))


def months_in(text: str) -> Iterator[Day]:
    """The months named with their year and no day; the day counts as the first."""
    for m in _MONTH.finditer(text):
        yield Day(Span(*m.span()), int(m["year"]), int(m["month"]), 1)


def years_in(text: str, within: Span) -> Iterator[Year]:
    """The years of four digits in a stretch of text, in order."""
    for m in _YEAR.finditer(text, within.start, within.stop):
        yield Year(Span(*m.span()), int(m["year"]))


def title_spans(text: str) -> list[Span]:
    """The spans of cited titles, 《…》 with what they nest; a year in one is no date of the text."""
    return [Span(*m.span()) for m in _TITLES.finditer(text)] if "《" in text else []


def _pair(years: list[int] | None) -> tuple[int, int] | None:
    return (years[0], years[1]) if years else None
