"""The parts of a file: a cover notice, plans, annexes; and where each one's front matter ends."""

from __future__ import annotations

import itertools
from collections.abc import Set

from planlint.patterns import compiled
from planlint.phrases.metadata import is_beside_article
from planlint.phrases.ordinals import Family
from planlint.phrases.times import is_date, stripped_date
from planlint.phrases.titles import document_number_in, is_document_number
from planlint.record import Record
from planlint.syntax.contents import contents
from planlint.syntax.lines import (
    Line,
    ends_with_stop,
    is_addressee,
    is_bracketed,
    is_metadata,
    is_organ,
    title_genre,
)
from planlint.syntax.nodes import Kind
from planlint.syntax.roles import is_letter, opens_text
from planlint.text.evidence import LineKind

_HANDED_OUT = compiled(r"印发(?:给|你)|(?:遵照|贯彻|认真)(?:执行|落实|贯彻)|特此通知|组织实施|抓好落实")
ANNEX_LIST = compiled(r"附(?:[ ]?件[：:]?|[：:])[ ]*1[.．、](?=.)")
"""How a list of annexes in one paragraph begins: 附件：1.…; with nothing behind it, 附件1. is the label of the annex."""
_BANNER = compiled(r".{2,40}文[ ]*件$")
_TOP_RANK = Family.HAN_BRACKET.rank
_LOOK_AHEAD = 80
_SIGNED_FOR = compiled(r"签发人|签发[：:]")
_SEVERAL = 3
_TITLE_LINES = 6
_TITLE_WIDTH = 60


class Part(Record):
    """A run of lines. The first `head` of them come before the body; `title` and `contents` are indices among those."""

    kind: Kind
    lines: list[Line]
    head: int
    title: tuple[int, ...]
    contents: frozenset[int]


def split(text: str, lines: list[Line]) -> list[Part]:
    """The parts of a text, in order; every line belongs to exactly one."""
    if not lines:
        return []
    listed = contents(text, lines)
    starts = _starts(text, lines, listed)
    parts: list[Part] = []
    for start, stop in itertools.pairwise([*starts, len(lines)]):
        part = _part(text, lines[start:stop], frozenset(at - start for at in listed if start <= at < stop), following=stop < len(lines), first=start == 0)
        if _is_labelled(part) and any(earlier.kind is Kind.PLAN for earlier in parts):
            part = part._replace(kind=Kind.ANNEX)
        parts.append(part)
    return parts


def _is_labelled(part: Part) -> bool:
    label = part.lines[0].ordinal
    return label is not None and label.family is Family.ANNEX


def _starts(text: str, lines: list[Line], listed: Set[int]) -> list[int]:
    """The indices of the lines that begin a part."""
    starts = [0]
    top_seen = False
    chapters = 0
    divided = any(line.ordinal is not None and line.ordinal.family is Family.PART for line in lines)
    notice = _Notice(text, lines)
    for at, line in enumerate(lines):
        if at <= starts[-1] or line.said is LineKind.CODE or line.is_row or at in listed:
            continue
        if _labels_annex(text, lines, at):
            starts.append(at)
            top_seen, chapters = False, 0
        elif line.ordinal is None and opens_text(title_genre(text, line)) and _opens_plan(text, lines, starts[-1], at, notice, top_seen=top_seen):
            starts.append(_title_start(text, lines, starts[-1], at))
            top_seen, chapters = False, 0
        elif chapters >= _SEVERAL and not divided and _is_first_chapter(lines, at):
            # a second 第一章 behind several chapters opens a text that is bound together with the first
            starts.append(_cover(text, lines, starts[-1], at))
            top_seen = True
        elif line.ordinal is not None and line.ordinal.family.rank <= _TOP_RANK:
            top_seen = True
        if line.ordinal is not None and line.ordinal.family is Family.CHAPTER:
            chapters = line.ordinal.value
    return starts


class _Notice:
    """Tells whether some lines are those of a notice. Each is read once, however many titles stand behind it."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self._text = text
        self._lines = lines
        self._start = self._stop = 0
        self._is_said = self._is_ended = False

    def stands(self, start: int, stop: int) -> bool:
        """Whether one of the lines addresses somebody, bears a date or hands something out, and one ends a sentence; `stop` never goes back."""
        if start != self._start:
            self._start = self._stop = start
            self._is_said = self._is_ended = False
        for at in range(self._stop, stop):
            line = self._lines[at]
            self._is_said = self._is_said or self._says(line)
            self._is_ended = self._is_ended or ends_with_stop(self._text, line)
        self._stop = stop
        return self._is_said and self._is_ended

    def _says(self, line: Line) -> bool:
        text = self._text
        return is_addressee(text, line) or is_date(text, *line.content) or _HANDED_OUT.search(text, line.start, line.stop) is not None


def _is_first_chapter(lines: list[Line], at: int) -> bool:
    """Whether the line is 第一章 and the next chapter the second."""
    ordinal = lines[at].ordinal
    if ordinal is None or ordinal.family is not Family.CHAPTER or ordinal.value != 1:
        return False
    behind = (lines[below].ordinal for below in range(at + 1, len(lines)))
    return next((other.value for other in behind if other is not None and other.family is Family.CHAPTER), None) == 2


def _cover(text: str, lines: list[Line], start: int, at: int) -> int:
    """The line of the title above a first chapter, as far as one stands near; else that of the chapter itself."""
    near = range(at - 1, max(at - _LOOK_AHEAD, start), -1)
    titles = (above for above in near if lines[above].ordinal is None and opens_text(title_genre(text, lines[above])))
    return next(titles, at)


def _labels_annex(text: str, lines: list[Line], at: int) -> bool:
    """Whether the line is the label of an annex, and not a mention of it or an entry of a list of annexes or of the contents."""
    ordinal = lines[at].ordinal
    if ordinal is None or ordinal.family is not Family.ANNEX:
        return False
    if ends_with_stop(text, lines[at]) and text[lines[at].stop - 1] not in "：:":
        return False
    written = lines[at].stop - ordinal.span.stop
    if written > 40:
        return False
    ahead = lines[at + 1 : at + 8]
    if (ANNEX_LIST.match(text, lines[at].start, lines[at].stop) and _begins_list(text, lines, at)) or _lists_on(text, ahead[:3]):
        return False
    if any(is_date(text, *line.content) for line in ahead[:6]) and written > 0:
        return False
    if written > 0:
        return _has_body(text, ahead)
    return bool(ahead)


def _begins_list(text: str, lines: list[Line], at: int) -> bool:
    """Whether the line that opens with 附件：1. begins a list: a colon tells it, or that the next line is item 2."""
    following = lines[at + 1].ordinal if at + 1 < len(lines) else None
    colon = text.find("：", lines[at].start, lines[at].start + 6) >= 0 or text.find(":", lines[at].start, lines[at].start + 6) >= 0
    return colon or (following is not None and following.value == 2)


def _lists_on(text: str, lines: list[Line]) -> bool:
    """Whether another annex is named before any text or table comes."""
    for line in lines:
        if line.is_row:
            return False
        if line.ordinal is not None or ends_with_stop(text, line):
            return line.ordinal is not None and line.ordinal.family is Family.ANNEX
    return False


def _has_body(text: str, lines: list[Line]) -> bool:
    return any(line.ordinal is not None or ends_with_stop(text, line) or "\t" in text[line.start : line.stop] or text[line.start] == "|" for line in lines)


def _opens_plan(text: str, lines: list[Line], start: int, at: int, notice: _Notice, *, top_seen: bool) -> bool:
    """Whether a line that could be a title stands where a new plan begins."""
    if _continues_title(text, lines, start, at):
        return False
    if any(line.ordinal is not None and line.ordinal.family is Family.ANNEX for line in lines[at + 1 : at + 3]):
        return False
    following = next((line.ordinal for line in lines[at + 1 : at + _LOOK_AHEAD] if line.ordinal is not None and line.ordinal.family.rank <= _TOP_RANK), None)
    restarts = following is not None and following.value == 1
    if top_seen:
        signed = any(is_date(text, *line.content) for line in lines[max(at - 4, start) : at]) or _after_label(lines, start, at)
        return restarts and (signed or _is_lone(text, lines, at))
    return (restarts or following is None) and notice.stands(start, at)


def _is_lone(text: str, lines: list[Line], at: int) -> bool:
    """Whether a title stands between a finished text and a preamble or a first heading."""
    above = lines[at - 1]
    below = lines[at + 1] if at + 1 < len(lines) else None
    return ends_with_stop(text, above) and below is not None and (ends_with_stop(text, below) or (below.ordinal is not None and below.ordinal.value == 1))


def _after_label(lines: list[Line], start: int, at: int) -> bool:
    return any(line.ordinal is not None and line.ordinal.family is Family.ANNEX for line in lines[max(at - 3, start) : at])


def _continues_title(text: str, lines: list[Line], start: int, at: int) -> bool:
    """Whether every line since the start of the part could belong to one title with this line."""
    if at - start >= _TITLE_LINES:
        return False
    return all(
        not ends_with_stop(text, line) and not is_date(text, *line.content) and (line.ordinal is None or line.ordinal.family is Family.ANNEX)
        for line in lines[start:at]
    )


def _title_start(text: str, lines: list[Line], start: int, at: int) -> int:
    """The first line of the title that ends at a line, with the label of the annex above it."""
    first = at
    while first - 1 > start and at - first < _TITLE_LINES and _could_be_title(text, lines[first - 1]) and not is_organ(text, lines[first - 1]):
        first -= 1
    above = lines[first - 1]
    if first - 1 > start and above.ordinal is not None and above.ordinal.family is Family.ANNEX and not ends_with_stop(text, above):
        first -= 1
    return first


def _part(text: str, lines: list[Line], contents: frozenset[int], *, following: bool, first: bool) -> Part:
    apart = contents | {at for at, line in enumerate(lines) if line.said is LineKind.CODE}
    head = _head(text, lines, apart)
    title = _title(text, lines[:head], apart)
    return Part(_kind(text, lines, head, title, following=following, first=first), lines, head, title, contents)


def _kind(text: str, lines: list[Line], head: int, title: tuple[int, ...], *, following: bool, first: bool) -> Kind:
    label = lines[0].ordinal
    # a note below the title, （发布稿）, names no genre
    genre = next((found for at in reversed(title) if (found := title_genre(text, lines[at])) is not None), None)
    if label is not None and label.family is Family.ANNEX:
        return Kind.PLAN if opens_text(genre) and any(line.ordinal for line in lines[head:]) else Kind.ANNEX
    if is_letter(genre) or (following and first and genre is None):
        numbered = any(line.ordinal is not None and line.ordinal.family.rank <= _TOP_RANK for line in lines[head:])
        return Kind.NOTICE if following or not numbered else Kind.PLAN
    return Kind.PLAN


def _head(text: str, lines: list[Line], apart: Set[int]) -> int:
    """How many lines come before the first heading that is not a title, an entry of the contents or an annex."""
    for at, line in enumerate(lines):
        if at in apart:
            continue
        ordinal = line.ordinal
        if ordinal is not None and ordinal.family not in (Family.ANNEX,):
            return at
        if at > 0 and (text[line.start] == "|" or (line.level > 1 and title_genre(text, line) is None)):
            return at
    return len(lines)


def _title(text: str, lines: list[Line], apart: Set[int]) -> tuple[int, ...]:
    """The indices of the lines of the title: the run of lines that ends with the name of a kind of document.

    A title that is printed twice counts where it stands first. Where no line names a kind of document, the title is what is set as one.
    """
    opening = _opening(text, lines, apart)
    candidates = [at for at in range(opening) if at not in apart and _names_document(text, lines[at])]
    if not candidates:
        return _set_as_title(text, lines[:opening], apart)
    last = candidates[-1]
    if lines[candidates[0]].content.of(text) == lines[last].content.of(text):
        last = candidates[0]
    first = last
    while first > 0 and first - 1 not in apart and _could_be_title(text, lines[first - 1]):
        first -= 1
    if last + 1 < len(lines) and _qualifies_title(text, lines[last + 1]):
        last += 1
    return tuple(range(first, last + 1))


def _set_as_title(text: str, lines: list[Line], apart: Set[int]) -> tuple[int, ...]:
    """The first run of lines that the file sets as a title: in its style, or centred and larger than the text or bold."""
    first = next((at for at, line in enumerate(lines) if at not in apart and line.is_entitled and _could_be_title(text, line)), len(lines))
    run = itertools.takewhile(lambda at: at not in apart and lines[at].is_entitled and _could_be_title(text, lines[at]), range(first, len(lines)))
    found = tuple(run)
    return found if len(found) <= _TITLE_LINES else ()


def _opening(text: str, lines: list[Line], apart: Set[int]) -> int:
    """How many lines come before the first that ends a sentence or addresses somebody.

    The label of an annex is passed over, and what a site sets beside an article (分享到：).
    """
    at = 1 if lines and lines[0].ordinal is not None else 0
    while at < len(lines) and (at in apart or not ends_with_stop(text, lines[at]) or is_beside_article(text, *lines[at].content)):
        at += 1
    return at


def _names_document(text: str, line: Line) -> bool:
    return line.ordinal is None and not line.is_row and not is_metadata(text, line) and title_genre(text, line) is not None


def _qualifies_title(text: str, line: Line) -> bool:
    """Whether the line is a note that belongs to the title above it: （2024—2026年） or （征求意见稿）, but no date and no number."""
    if line.is_row or not is_bracketed(text, line) or is_document_number(text, *line.content) or is_date(text, *line.content):
        return False
    return any(mark.isdigit() or mark in "试稿" for mark in line.content.of(text))


def _could_be_title(text: str, line: Line) -> bool:
    """Whether the line can be part of a title that is set in several lines."""
    return (
        line.ordinal is None
        and not line.is_row
        and not is_beside_article(text, *line.content)
        and not ends_with_stop(text, line)
        and not is_date(text, *line.content)
        and stripped_date(text, *line.content) is None
        and not is_document_number(text, *line.content)
        and not is_bracketed(text, line)
        and _BANNER.fullmatch(text, line.start, line.stop) is None
        and _SIGNED_FOR.search(text, line.start, line.stop) is None
        and document_number_in(text, line.start, line.stop) is None
        and line.stop - line.start <= _TITLE_WIDTH
    )
