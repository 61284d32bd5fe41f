"""What the head of a column says: its meaning, its year or five-year plan, its unit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from planlint import data
from planlint.enums import StrEnum
from planlint.patterns import compiled
from planlint.phrases.horizons import horizons_in
from planlint.phrases.labels import Rank, Topic, topic_of
from planlint.phrases.times import periods_in
from planlint.record import Record
from planlint.syntax.tables import TableCell
from planlint.text.spans import Span

_BRACKETS = compiled(r"[（(〔［\[【][^（()）〔〕［］\[\]【】]*[）)〕］\]】]")
_NOTES = compiled(r"[①-⑳*＊∗﹡#＃〔〕\[\]0-9]+$")
_YEAR = compiled(r"(?:19|20)\d\d(?:年(?:度|末|底)?)?")
_PLAN = compiled(r"[“\"]?(?:十[一二三四五六七]五|[一二三四五六七八九十]五)[”\"]?(?:期间|时期|末|规划期)?")


class Meaning(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    GROUP = "group"
    INDICATOR = "indicator"
    UNIT = "unit"
    NATURE = "nature"
    BASE = "base"
    GOAL = "goal"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    CHANGE = "change"
    YEAR = "year"
    TASK = "task"
    CONTENT = "content"
    BODIES = "bodies"
    DEADLINE = "deadline"
    OUTCOME = "outcome"
    NOTE = "note"
    OTHER = "other"


class Head(Record):
    """The head of a column, its rows joined from above.

    `meanings` are those that its words allow, the likeliest first; `rank` is that of the bodies below it. `year` is the last year that it
    names, `year_span` the place of its digits, and `period` the five-year plan; `bracketed` is what stands in brackets behind it. `scope` is the lowest row where the one above it tells the meaning (参考值 over 中小学).
    """

    words: str
    meanings: tuple[Meaning, ...]
    rank: Rank | None
    year: int | None
    year_span: Span | None
    period: str | None
    bracketed: str
    scope: str = ""


def head_of(text: str, cells: Sequence[TableCell]) -> Head:
    """What the cells of the head above a column say, from the top to the bottom."""
    words = "".join(plain_words(cell.span.of(text)) for cell in cells)
    times = [time for cell in cells for time in horizons_in(text, cell.span) if not time.base]
    year = next((time for time in reversed(times) if time.period is None), None)
    bare = next(((Span(*m.span()), int(m[0][:4])) for cell in reversed(cells) if (m := _YEAR.match(text, cell.span.start, cell.span.stop))), None)
    periods = [period for cell in cells for period in periods_in(text, cell.span) if period.name is not None]
    year_span, said = (year.digits, year.years[-1]) if year is not None else bare if bare is not None else (None, None)
    lowest = next((plain_words(cell.span.of(text)) for cell in reversed(cells) if cell.span.length), "")
    if said is None and periods and periods[-1].years is not None and not _PLAN.sub("", lowest):
        year_span, said = periods[-1].span, periods[-1].years[1]
    meanings, rank = _meanings(words, lowest, is_dated=said is not None)
    scope = ""
    if meanings == (Meaning.OTHER,) and len(cells) > 1:
        above = plain_words(cells[-2].span.of(text))
        upper, _ = _meanings(words, above, is_dated=said is not None)
        if upper and upper[0] in (Meaning.GOAL, Meaning.BASE, Meaning.YEAR):
            meanings, scope = upper, lowest
    return Head(words, meanings, rank, said, year_span, periods[-1].name if periods else None, _bracketed(text, cells), scope)


def subject_of(words: str) -> str:
    """What the words of a head name besides its time and 目标 or 现状: the subject of a column whose rows name places or years."""
    plain = _PLAN.sub("", _YEAR.sub("", words))
    heads = data.load("tables")["heads"]
    rate = max((word for word in heads["rate"] if plain.endswith(word)), key=len, default="")
    plain = plain.removesuffix(rate)
    goals = sorted((*heads["goal"], *heads["base"]), key=len, reverse=True)
    while (end := next((word for word in goals if plain.endswith(word)), None)) is not None:
        plain = plain.removesuffix(end)
    return plain + rate


def is_years(text: str, head: Span, cells: Sequence[Span]) -> bool:
    """Whether a head is one of years, and each cell below it a year."""
    words = plain_words(head.of(text))
    return words in data.load("tables")["years"] and len(cells) > 1 and all(_YEAR.fullmatch(text, *cell) is not None for cell in cells)


def is_head(text: str, cell: TableCell) -> bool:
    """Whether a cell holds words that head a column, or a year alone."""
    words = plain_words(cell.span.of(text))
    return bool(words) and (
        _YEAR.fullmatch(words) is not None
        or _PLAN.fullmatch(words) is not None
        or _meanings(words, words, is_dated=_YEAR.match(words) is not None)[0] != (Meaning.OTHER,)
    )


def plain_words(written: str) -> str:
    """The words of a head without spaces, brackets and marks of footnotes."""
    plain = _BRACKETS.sub("", "".join(written.split()))
    return plain if _YEAR.fullmatch(plain) else _NOTES.sub("", plain)


def _meanings(words: str, lowest: str, *, is_dated: bool) -> tuple[tuple[Meaning, ...], Rank | None]:
    """The meanings of a head by its words and those of its lowest row, and the rank of bodies below it."""
    bare = _PLAN.sub("", _YEAR.sub("", lowest))
    if is_dated and (not bare or _YEAR.match(lowest)) and not any(lowest.endswith(word) for word in data.load("tables")["heads"]["rate"]):
        return _of_year(words), None
    found = topic_of(lowest)
    if found is not None and found[0] is Topic.BODIES:
        return (Meaning.BODIES,), found[1]
    if found is not None and found[0] is Topic.TIME:
        return (Meaning.DEADLINE,), None
    known, ranks = _words_of_heads()
    ends = next((lowest[at:] for at in range(len(lowest)) if lowest[at:] in known), None)
    if ends is None:
        return (Meaning.OTHER,), None
    return known[ends], ranks.get(ends)


def _of_year(words: str) -> tuple[Meaning, ...]:
    """Whether a year is one of the base or of the goal by the words beside it; both where they do not say."""
    if any(word in words for word in data.load("tables")["past"]):
        return (Meaning.BASE,)
    if any(word in words for word in data.load("tables")["ahead"]):
        return (Meaning.GOAL,)
    return (Meaning.YEAR,)


@cache
def _words_of_heads() -> tuple[dict[str, tuple[Meaning, ...]], dict[str, Rank]]:
    """The words of heads with their meanings, and the rank of those that head bodies."""
    words = data.load("tables")
    known: dict[str, tuple[Meaning, ...]] = {}
    for meaning, heads in words["heads"].items():
        for head in heads:
            known[head] = (*known.get(head, ()), Meaning(meaning))
    ranks: dict[str, Rank] = {}
    for rank, heads in words["bodies"].items():
        for head in heads:
            known[head] = (*known.get(head, ()), Meaning.BODIES)
            ranks[head] = Rank(rank)
    for head in words["times"]:
        known[head] = (*known.get(head, ()), Meaning.DEADLINE)
    return known, ranks


def _bracketed(text: str, cells: Sequence[TableCell]) -> str:
    found = [m[0][1:-1] for cell in cells for m in _BRACKETS.finditer("".join(cell.span.of(text).split()))]
    return found[-1] if found else ""
