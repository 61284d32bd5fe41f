"""Outlines numbered 1, 1.1, 1.1.1 (GB/T 1.1-2020, 7.3), in which a number may stand without a mark or a space behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.patterns import compiled
from planlint.phrases.ordinals import Family, Ordinal, counts_something
from planlint.record import Record
from planlint.syntax.lines import Line, ends_with_stop
from planlint.text.spans import Span

_NUMBER = compiled(r"(?P<figures>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>\.?)(?P<gap>[ \t\u3000]*)(?:(?=[\p{Han}“《])|(?<=[ \t\u3000])(?=[A-Za-z]))")
_CHAPTERS = (Family.CHAPTER, Family.HAN)
_LEAST = 3
_LONGEST_CHAPTER = 40


class _Number(Record):
    """A line that begins with figures; `sure` tells that its number is one whatever stands around it.

    `chapter` is the number of the chapter (第五章, 五、) that it stands in, 0 for none.
    """

    at: int
    line: Line
    ordinal: Ordinal
    sure: bool
    chapter: int


def with_decimals(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those with a number that stands by nothing but what comes before and behind it.

    1总则, 1.2依据: such a number is one where it goes on from the last one or is the first of its chapter, in a text with at least three
    numbers like 1.1, or where the file itself counts the line.
    """
    found = list(_numbers(text, lines))
    result = list(lines)
    for one in found:
        if one.sure:
            result[one.at] = one.line._replace(ordinal=one.ordinal)
    if sum(len(one.ordinal.values) > 1 for one in found) < _LEAST:
        return result
    last: tuple[int, ...] = ()
    chapters = 0
    for one, following in zip(found, [*found[1:], None], strict=True):
        values = one.ordinal.values
        if not one.sure:
            first_child = following is not None and following.ordinal.values == (*values, 1)
            if len(values) == 1:
                short = one.line.stop - one.line.start <= _LONGEST_CHAPTER and not ends_with_stop(text, one.line)
                if not (first_child and (values[0] == 1 or _follows(values, last))) and not (chapters and short and _follows(values, last)):
                    continue
                chapters += 1
            elif not _follows(values, last) and values != (one.chapter, 1):
                continue
            result[one.at] = one.line._replace(ordinal=one.ordinal)
        last = values
    return result


def _numbers(text: str, lines: Sequence[Line]) -> Iterator[_Number]:
    chapter = 0
    for at, line in enumerate(lines):
        if line.ordinal is not None:
            if line.ordinal.family is Family.DECIMAL:
                yield _Number(at, line, line.ordinal, True, chapter)
            elif line.ordinal.family in _CHAPTERS:
                chapter = line.ordinal.value
            continue
        m = _NUMBER.match(text, line.start, line.stop)
        if m is None or counts_something(text, m.end("figures"), line.stop):
            continue
        figures = m["figures"].split(".")
        if any(figure.startswith("0") for figure in figures):
            continue
        values = tuple(map(int, figures))
        span = Span(m.start(), m.end("mark"))
        figure = Span(m.end("figures") - len(figures[-1]), m.end("figures"))
        ordinal = Ordinal(Family.DECIMAL, m["figures"] + m["mark"], figures[-1], m["mark"], m["gap"], values[-1], values, span, figure)
        yield _Number(at, line, ordinal, line.is_counted, chapter)


def _follows(values: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number may stand next behind the last one: its first child, or the next of it or of one above it."""
    return values == (*last, 1) or any(values == (*last[:depth], last[depth] + 1) for depth in range(len(last)))
