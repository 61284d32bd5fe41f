"""Numbers that stand by their neighbours alone: what precedes and follows them in their family tells that they are numbers."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.enums import Enum
from planlint.patterns import compiled
from planlint.phrases import numerals
from planlint.phrases.ordinals import Family, Ordinal, counts_something, ordinal_at
from planlint.reasons import Reason, decided
from planlint.record import Record
from planlint.syntax.lines import Line, ends_with_stop, is_spaced_row
from planlint.text.spans import Span

_STRAY = compiled(r"(?:[0-9０-９]{1,3}|[“”‘’\"'])[ \t\u3000]?(?=[（(一二三四五六七八九十第])")
_BARE = compiled(rf"(?P<numeral>{numerals.HAN.shape}|[0-9]{{1,2}})(?P<gap>[ \t\u3000]+)(?=[\p{{Han}}“《])")
_FIGURE = compiled(r"(?P<numeral>[0-9]{1,3})(?P<mark>[.．])(?=[0-9])")
_LONGEST_HEADING = 40


class Doubt(Enum):
    """Why a number is not sure by itself."""

    STRAY = "a page number or a quotation mark stands before it"
    BARE = "it has no mark"
    FIGURE = "what it counts begins with a figure"
    CLOSING = "its bracket may close one of the line above"
    COMMA = "a comma stands behind it, as behind a word that a line end has cut"


class _Candidate(Record):
    at: int
    ordinal: Ordinal
    doubt: Doubt | None


def with_neighbours(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those with a doubtful number where it fills a gap in its family, and those whose number only looked like one without it."""
    found = [candidate for at, line in enumerate(lines) if (candidate := _candidate(text, at, line)) is not None]
    if all(candidate.doubt is None for candidate in found):
        return list(lines)
    result = list(lines)
    last: dict[Family, tuple[int, Doubt | None]] = {}
    for candidate, after in zip(found, _following(found), strict=True):
        family = candidate.ordinal.family
        if candidate.doubt is not None:
            following = (after.ordinal.value, after.doubt) if after is not None else (None, None)
            doubtful = Doubtful(candidate.ordinal.value, candidate.doubt, *last.get(family, (0, None)), *following)
            taken = decided(NUMBERS, doubtful, otherwise=False)
            result[candidate.at] = lines[candidate.at]._replace(ordinal=candidate.ordinal if taken else None)
            if not taken:
                continue
        last[family] = (candidate.ordinal.value, candidate.doubt)
    return result


class Doubtful(Record):
    """A number that is not sure, between `last` and `following`, the values before and behind it in its family; 0 and None where there are none.

    `last_doubt` and `following_doubt` tell why those two are not sure themselves.
    """

    value: int
    doubt: Doubt | None
    last: int
    last_doubt: Doubt | None
    following: int | None
    following_doubt: Doubt | None

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from the last one; where a series of such numbers is under way, one may be missing from it."""
        if self.value == self.last + 1:
            return True
        return self.value == self.last + 2 and self.last > 1 and self.last_doubt is self.doubt and self.doubt in (Doubt.BARE, Doubt.CLOSING)

    @property
    def is_followed(self) -> bool:
        """Whether the next one goes on from it."""
        return self.following == self.value + 1


NUMBERS: tuple[Reason[Doubtful], ...] = (
    Reason("next-goes-on-without", False, lambda it: it.last > 0 and it.following == it.last + 1),
    # 1.2亿元 and 2.5亿元 are amounts, not items, where no item that is sure stands beside them
    Reason("amounts", False, lambda it: it.doubt is Doubt.FIGURE and it.is_followed and it.following_doubt is not None and it.last == 0),
    Reason("first", True, lambda it: it.value == 1 and it.is_followed),
    Reason("between", True, lambda it: it.goes_on and it.is_followed),
    Reason("behind-none", False, lambda it: it.last == 0),
    Reason("stray", True, lambda it: it.goes_on and it.doubt is Doubt.STRAY),
    Reason("last-of-alike", True, lambda it: it.goes_on and it.doubt is it.last_doubt is not Doubt.FIGURE),
)
"""Whether a doubtful number is one."""


def _following(found: Sequence[_Candidate]) -> list[_Candidate | None]:
    """For each candidate the next of its family that is sure, or doubtful for the same reason."""
    result: list[_Candidate | None] = [None] * len(found)
    upcoming: dict[Family, dict[Doubt | None, _Candidate]] = {}
    for index in range(len(found) - 1, -1, -1):
        candidate = found[index]
        nexts = upcoming.setdefault(candidate.ordinal.family, {})
        near = [nexts[doubt] for doubt in {None, candidate.doubt} if doubt in nexts]
        result[index] = min(near, key=lambda other: other.at, default=None)
        nexts[candidate.doubt] = candidate
    return result


def _candidate(text: str, at: int, line: Line) -> _Candidate | None:
    if line.is_row or is_spaced_row(text, line.start, line.stop):
        return None
    if line.ordinal is not None and len(line.ordinal.values) > 1:
        return None
    if line.ordinal is not None:
        comma = line.ordinal.mark in ("，", ",")
        return _Candidate(at, line.ordinal, Doubt.CLOSING if line.ordinal.family is Family.HALF_BRACKET else Doubt.COMMA if comma else None)
    if (m := _STRAY.match(text, line.start, line.stop)) is not None:
        ordinal = ordinal_at(text, m.end(), line.stop)
        # a figure before 1. makes another figure of it, and before 第一条 it may count something
        if ordinal is not None and ordinal.family.row.level in (1, 2):
            return _Candidate(at, ordinal._replace(lead=text[line.start : m.end()].strip()), Doubt.STRAY)
        return None
    if (m := _FIGURE.match(text, line.start, line.stop)) is not None:
        value = int(m["numeral"])
        span = Span(m.start(), m.end())
        return _Candidate(at, Ordinal(Family.ARABIC, m[0], m["numeral"], m["mark"], "", value, (value,), span, Span(*m.span("numeral"))), Doubt.FIGURE)
    if line.stop - line.start <= _LONGEST_HEADING and not ends_with_stop(text, line) and (m := _BARE.match(text, line.start, line.stop)) is not None:
        family, script = (Family.DECIMAL, numerals.ARABIC) if numerals.ARABIC.wrote(m["numeral"]) else (Family.HAN, numerals.HAN)
        bare = script.read(m["numeral"])
        if bare and not (family is Family.DECIMAL and counts_something(text, m.end("numeral"), line.stop)):
            span = Span(*m.span("numeral"))
            return _Candidate(at, Ordinal(family, m["numeral"], m["numeral"], "", m["gap"], bare, (bare,), span, span), Doubt.BARE)
    return None
