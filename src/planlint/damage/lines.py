"""Damage to lines: sentences cut by page ends and hard wraps, and what a page prints around its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.damage.damage import Damage
from planlint.damage.furniture import furniture
from planlint.damage.joins import PARAGRAPHS, PRINTED, Joint, Page, joints
from planlint.damage.set_lines import SetLine, joined, set_lines
from planlint.enums import Enum
from planlint.patterns import compiled
from planlint.phrases.marks import LEADING_MARKS, OPENING_MARKS
from planlint.reasons import Reason
from planlint.text.spans import Edit, Span

_LATIN_EDGE = compiled(r"[A-Za-z]")
_WRAPPED_LINES = 6
_LONG = 36
_SHOWN = 4
_PASSES = 12


class LineEnds(Enum):
    """What the end of a line is in a format: PRINTED where any may be that of a page (plain text), SOFT where a blank line alone parts
    paragraphs (Markdown), MEANT where each line end does (Word, web pages), SETTLED where the reader has joined all that goes on (PDF)."""

    PRINTED = "printed"
    SOFT = "soft"
    MEANT = "meant"
    SETTLED = "settled"


def damaged_lines(text: str, *, ends: LineEnds = LineEnds.PRINTED) -> list[Damage]:
    """Broken lines, page furniture and marks at the edge of a line, in order.

    Where the whole text is hard-wrapped its broken lines bear one group. Addressees, signatures, headings and lists are not broken.
    Where line ends are meant, to join two lines or to take one out is for a person to decide.
    """
    lines = set_lines(text)
    out = furniture(text, lines)
    found = [_printed(text, line) for line in out.lines]
    found += [Damage("page-furniture", span, (Edit(span, ""),), True, span.of(text)) for span in out.glued]
    if ends is LineEnds.MEANT:
        found = [wound._replace(doubtful=True) for wound in found]
    body = [line for line in lines if line not in out.lines] if out.lines else lines
    found += _broken(text, body, ends) if ends is not LineEnds.SETTLED else ()
    found.sort(key=lambda wound: wound.span)
    return found


def _broken(text: str, body: Sequence[SetLine], ends: LineEnds) -> Iterator[Damage]:
    """Each place where a line goes on in the next one."""
    page = Page(text, body)
    as_printed = ends is not LineEnds.MEANT or page.is_wrapped
    pairs = _pairs(page, PRINTED if as_printed else PARAGRAPHS, PARAGRAPHS if ends is LineEnds.SOFT else None)
    long = sum(line.width >= _LONG for line in body)
    wrapped = as_printed and (page.width is not None or len(pairs) * 2 > long)
    group = "wrapped" if wrapped and len(pairs) > _WRAPPED_LINES else None
    for above, below in pairs:
        doubtful = ends is LineEnds.MEANT or (ends is LineEnds.SOFT and above.block != below.block)
        yield _joint(text, above, below, group)._replace(doubtful=doubtful)


def _pairs(page: Page, rules: Sequence[Reason[Joint]], apart: Sequence[Reason[Joint]] | None) -> list[tuple[SetLine, SetLine]]:
    """The lines that go on in the next one, until what was joined goes on no more: a second reading finds nothing new.

    No real text was seen to need more than five passes; a text made to need one a line is not read so often.
    """
    pairs: list[tuple[SetLine, SetLine]] = []
    for _ in range(_PASSES):
        found = list(joints(page, rules, apart))
        if not found:
            break
        pairs += found
        page = Page(page.text, _merged(page.lines, {below.start for _, below in found}))
    return pairs


def _merged(lines: Sequence[SetLine], going_on: set[int]) -> list[SetLine]:
    """The lines, those that begin at the given places being parts of the ones before."""
    merged: list[SetLine] = []
    for line in lines:
        if line.start in going_on:
            merged[-1] = joined(merged[-1], line)
        else:
            merged.append(line)
    return merged


def _printed(text: str, line: SetLine) -> Damage:
    start = line.start - line.indent
    stop = line.stop
    while stop < len(text) and text[stop] in " \t\u3000":
        stop += 1
    if text.startswith("\r\n", stop):
        stop += 2
    elif text.startswith(("\n", "\r"), stop):
        stop += 1
    return Damage("page-furniture", Span(line.start, line.stop), (Edit(Span(start, stop), ""),), True, text[line.start : line.stop])


def _joint(text: str, above: SetLine, below: SetLine, group: str | None) -> Damage:
    gap = Span(above.stop, below.start)
    latin = _LATIN_EDGE.match(text, above.stop - 1) and _LATIN_EDGE.match(text, below.start)
    edge = text[below.start] in LEADING_MARKS or text[above.stop - 1] in OPENING_MARKS
    kind = "mark-at-line-edge" if edge and group is None else "broken-line"
    shown = Span(max(above.start, above.stop - _SHOWN), min(below.stop, below.start + _SHOWN))
    # where more lines are joined, only the two that meet are shown
    before, behind = text[shown.start : above.stop].splitlines()[-1], text[below.start : shown.stop].splitlines()[0]
    shown = Span(above.stop - len(before), below.start + len(behind))
    note = before + behind
    return Damage(kind, shown, (Edit(gap, " " if latin else ""),), True, note, group)
