"""Damage to lines: sentences cut by page ends and hard wraps, and what a page prints around its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planlint.damage.damage import Damage
from planlint.patterns import compiled
from planlint.phrases.labels import label_at
from planlint.phrases.ordinals import Family, Ordinal, ordinal_at
from planlint.text.spans import Edit, Span
from planlint.text.widths import cells

_LINE = compiled(r"[^\r\n]+")
_PAGE_NUMBER = compiled(r"[—–―─－\-‐]{1,2}[ ]*\d{1,4}[ ]*[—–―─－\-‐]{1,2}|第[ ]*\d{1,4}[ ]*页(?:[ ]*[,，/]?[ ]*共[ ]*\d{1,4}[ ]*页)?|\d{1,3}[ ]*/[ ]*\d{1,3}")
_BARE_NUMBER = compiled(r"\d{1,3}")
_STOPS = frozenset("。！？；：!?;:…")
_CLOSING = frozenset("”’）》〉】〕」』)]")
_PAUSES = frozenset("、，,（《〈“‘〔【—")
_OPENING_MARKS = frozenset("（《〈“‘〔【")
_LEADING_MARKS = frozenset("，。、；：？！）》〉”’】〕%％")
_UNITS = frozenset("年月日%％万亿个项家吨倍元处座所条辆人户公千平")
_BODY_ENDS = frozenset("厅局委部办署会院府行司")
_BRACKETS = compiled(r"[（(《〔“）)》〕”]")
_CLOSES = {"）": "（", ")": "（", "》": "《", "〕": "〔", "”": "“"}
_FRESH = compiled(r"——|--|[•·●○■□◆▲★➢*]|[|｜]|#{1,6} |[-+] |附(?:件|表|录)|专栏|\d{4}[ ]?年[ ]?\d{1,2}[ ]?月[ ]?(?:\d{1,2}[ ]?日)?$")
_MAXIM = compiled(r"[^，。；、]{2,10}，[^，。；、]{2,10}(?:，[^，。；、]{2,10})*。(?=.)|到[ ]?20\d\d[ ]?年|(?:到)?“十\p{Han}{1,2}”")
PREAMBLE = compiled(r"(?:为了?|按照|根据|依据|现将)(?!准|止|主|重)")
"""How the first sentence of a plan or a notice opens: 为贯彻落实…, 根据…."""
_LIST_END = compiled(r"(?:(?:负责|落实|配合|牵头)[^（）〔〕]{0,30}|[。；][（〔](?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*)[）〕]$")
_CLAUSE = compiled(r"[，。；]")
_COLUMNS = compiled(r"[\p{Han}）][ \u3000]{2,}[\p{Han}（]")
_CLAUSE_OR_ITEM = compiled(r"[，。；、]")
_LATIN_EDGE = compiled(r"[A-Za-z]")
_DATE_LINE = compiled(r"[\d〇零○一二三四五六七八九十]{2,4}[ ]?年[ ]?[\d一二三四五六七八九十]{1,3}[ ]?月(?:[ ]?[\d一二三四五六七八九十]{1,3}[ ]?日)?")

_SLACK = 5
_INDENT = 4
_CLAUSE_FILLS = 0.7
_LONG = 40
_WRAPPED_LINES = 6
_WRAPPED_SHARE = 0.6
_STRETCH = 48
_DEEP = 5
_NARROWEST = 36
_WIDEST_PAGE = 120
_TOO_WIDE = 70


class _Line(NamedTuple):
    """A line that holds anything; `width` is in cells, and of a line longer than any page only that it is.

    `ended` tells that it comes to a stop, or ends with a list of responsible agencies behind one.
    """

    start: int
    stop: int
    indent: int
    width: int
    ordinal: Ordinal | None
    block: int
    ended: bool


def damaged_lines(text: str, *, markdown: bool = False) -> list[Damage]:
    """Broken lines, page furniture and marks at the edge of a line, in order.

    Where the whole text is hard-wrapped its broken lines bear one group. Addressees, signatures, headings and lists are not broken.
    """
    lines = _lines(text)
    furniture = _furniture(text, lines)
    body = [line for line in lines if line not in furniture] if furniture else lines
    found = [_printed(text, line) for line in furniture]
    page = _Page(text, body, markdown=markdown)
    joints = list(page.joints())
    long = sum(line.width >= _NARROWEST for line in body)
    wrapped = page.width is not None or len(joints) * 2 > long
    group = "wrapped" if wrapped and len(joints) > _WRAPPED_LINES else None
    found += [_joint(text, above, below, group) for above, below in joints]
    found.sort(key=lambda wound: wound.span)
    return found


def _lines(text: str) -> list[_Line]:
    """The lines that hold anything; `block` tells runs of lines apart that blank lines part."""
    lines: list[_Line] = []
    block = 0
    last = 0
    for m in _LINE.finditer(text):
        content = m[0].strip()
        if not content:
            continue
        indent = len(m[0]) - len(m[0].lstrip())
        start = m.start() + indent
        stop = start + len(content)
        if lines and text.count("\n", last, start) + text.count("\r", last, start) - text.count("\r\n", last, start) > 1:
            block += 1
        width = cells(content[:_TOO_WIDE])
        if width <= _WIDEST_PAGE and len(content) > _TOO_WIDE:
            width = cells(content[:_WIDEST_PAGE])
        lines.append(_Line(start, stop, indent, width, ordinal_at(text, start, stop), block, _ended(text, start, stop)))
        last = stop
    return lines


def _furniture(text: str, lines: list[_Line]) -> set[_Line]:
    """Page numbers, and the running heads that stand beside them at least three times."""
    numbers = {line for line in lines if line.width <= 24 and _PAGE_NUMBER.fullmatch(text, line.start, line.stop)}
    bare = [i for i, line in enumerate(lines) if line.width <= 3 and _BARE_NUMBER.fullmatch(text, line.start, line.stop)]
    for at in bare:
        if 0 < at < len(lines) - 1 and _cuts_a_sentence(text, lines[at - 1], lines[at + 1]):
            numbers.add(lines[at])
    if len(numbers) < 3:
        return numbers
    beside: dict[str, list[_Line]] = {}
    for at, line in enumerate(lines):
        if line in numbers:
            for near in (at - 1, at + 1):
                if 0 <= near < len(lines) and lines[near].ordinal is None and lines[near].width <= 60 and lines[near] not in numbers:
                    beside.setdefault(text[lines[near].start : lines[near].stop], []).append(lines[near])
    for repeated in beside.values():
        if len(repeated) >= 3 and text[repeated[0].stop - 1] not in _STOPS:
            numbers.update(repeated)
    return numbers


def _cuts_a_sentence(text: str, above: _Line, below: _Line) -> bool:
    return (
        above.width >= 24
        and not above.ended
        and below.ordinal is None
        and below.width >= 8
        and _CLAUSE_OR_ITEM.search(text, below.start, below.stop) is not None
    )


def _printed(text: str, line: _Line) -> Damage:
    start = line.start - line.indent
    stop = line.stop
    while stop < len(text) and text[stop] in " \t\u3000":
        stop += 1
    if text.startswith("\r\n", stop):
        stop += 2
    elif stop < len(text) and text[stop] in "\r\n":
        stop += 1
    return Damage("page-furniture", Span(line.start, line.stop), (Edit(Span(start, stop), ""),), True, text[line.start : line.stop])


def _ended(text: str, start: int, stop: int) -> bool:
    at = stop - 1
    while at > start and text[at] in _CLOSING:
        at -= 1
    return text[at] in _STOPS or (at < stop - 1 and _LIST_END.search(text, start, stop) is not None)


def _joint(text: str, above: _Line, below: _Line, group: str | None) -> Damage:
    gap = Span(above.stop, below.start)
    latin = _LATIN_EDGE.match(text, above.stop - 1) and _LATIN_EDGE.match(text, below.start)
    edge = text[below.start] in _LEADING_MARKS - {"%", "％"} or text[above.stop - 1] in _OPENING_MARKS
    kind = "mark-at-line-edge" if edge and group is None else "broken-line"
    shown = Span(max(above.start, above.stop - 4), min(below.stop, below.start + 4))
    note = text[shown.start : above.stop] + text[below.start : shown.stop]
    return Damage(kind, shown, (Edit(gap, " " if latin else ""),), True, note, group)


class _Page:
    """The lines of a text and what they tell of how it was set."""

    def __init__(self, text: str, lines: list[_Line], *, markdown: bool) -> None:
        self._text = text
        self._lines = lines
        self._markdown = markdown
        self._tabbed = "\t" in text
        self._gapped = _COLUMNS.search(text) is not None
        self.width = _wrap_width(text, lines)
        self._widths = _local_widths(text, lines, self.width)
        indented = sum(line.indent >= 2 for line in lines if line.width >= _LONG)
        self._begun = False
        self._indents = indented >= 3 and (self.width is None or indented * 2 < len(lines))

    def joints(self) -> Iterator[tuple[_Line, _Line]]:
        """The lines that go on in the next one, each with that next one."""
        opened: list[tuple[str, int]] = []
        since = 0
        running = False
        self._begun = False
        for at, (above, below) in enumerate(zip(self._lines, self._lines[1:], strict=False)):
            _track(self._text, above, at, opened)
            running = running or _CLAUSE.search(self._text, above.start, above.stop) is not None
            if self._goes_on(at, above, below, inside=bool(opened) and at - opened[-1][1] < _DEEP, first=since == 0, running=running):
                since += 1
                yield above, below
            else:
                opened.clear()
                since = 0
                running = False
            self._begun = self._begun or above.ended

    def _goes_on(self, at: int, above: _Line, below: _Line, *, inside: bool, first: bool, running: bool) -> bool:
        text = self._text
        if self._tabbed and (_is_row(text, above) or _is_row(text, below)):
            return False
        if self._gapped and (_is_set_in_columns(text, above) or _is_set_in_columns(text, below)):
            return False
        last, opening = text[above.stop - 1], text[below.start]
        full = self._is_full(at, above, first=first, running=running)
        if below.ordinal is not None and not (inside and full and below.ordinal.family in (Family.ANNEX, Family.BOX)):
            return False
        if opening in _LEADING_MARKS:
            return not (above.ended and opening in "%％") and below.ordinal is None and last not in "：:"
        if self._markdown and (opening in "|#>-*" or last == "|" or above.indent >= 4):
            return False
        bracketed = opening in "（〔" and full and last == "。"
        if not bracketed and not (full and last in _PAUSES) and (_FRESH.match(text, below.start, below.stop) or _labelled(text, below)):
            return False
        if self._indents and below.indent >= 2 and above.block == below.block and self.width is not None:
            return False
        if not running and last not in _PAUSES and (self._is_addressee(below) or (not self._begun and PREAMBLE.match(text, below.start, below.stop))):
            return False
        if last in _PAUSES:
            return below.width >= 4 and (full or not self._is_addressee(below))
        wide = self._is_full(at, above, first=first, running=False)
        if inside and wide and not _LIST_END.search(text, above.start, above.stop):
            return True
        if above.ended:
            return full and last in "。；，" and not self._indents and self._goes_on_full(at, above, below)
        if _DATE_LINE.fullmatch(text, above.start, above.stop) or _labelled(text, below):
            return False
        if inside:
            return full or above.width >= _LONG
        if full:
            return not (_labelled(text, above) and last in _BODY_ENDS)
        broken_figure = last not in "%％0123456789" or opening in _UNITS
        return broken_figure and self._is_sentence(above) and self._carries_on(below)

    def _is_full(self, at: int, line: _Line, *, first: bool, running: bool) -> bool:
        """Whether the line fills the page, or is of a wrapped paragraph that has clauses and has not come to a stop.

        The first line of a paragraph is shorter by an indent that may be lost, and by what can't be broken.
        """
        widest = self._widths[at]
        if widest is None:
            return False
        if running:
            return not first or line.width >= widest * _CLAUSE_FILLS
        lost = _INDENT if first and line.indent < 2 and line.ordinal is None else 0
        return line.width >= widest - _SLACK - lost

    def _goes_on_full(self, at: int, above: _Line, below: _Line) -> bool:
        """A full line that ends a sentence goes on when the next is no paragraph's first."""
        widest = self._widths[at]
        room = _SLACK if self._text[below.start] in "（〔“《" else 1
        return widest is not None and above.width >= widest - room and below.block == above.block and below.indent == above.indent

    def _is_addressee(self, line: _Line) -> bool:
        """Those that a notice is sent to may stand in lines of their own; the last one ends with a colon."""
        return self._text[line.stop - 1] in "：:" and self._text.find("。", line.start, line.stop) < 0

    def _is_sentence(self, line: _Line) -> bool:
        """Whether the line is of running text: long, or with clauses in it, and no heading."""
        text = self._text
        if line.ordinal is not None:
            return text.find("。", line.start, line.stop) >= 0
        return line.width >= _LONG and _CLAUSE.search(text, line.start, line.stop) is not None

    def _carries_on(self, line: _Line) -> bool:
        """Whether the line can be the rest of a sentence: it comes to a stop itself and does not open a paragraph."""
        text = self._text
        if (self._indents and line.indent >= 2) or _MAXIM.match(text, line.start, line.stop):
            return False
        return _CLAUSE.search(text, line.start, line.stop) is not None and (
            line.ended or text.find("。", line.start, line.stop) >= 0 or line.width >= 2 * _LONG
        )


def _labelled(text: str, line: _Line) -> bool:
    """Whether a label opens the line, be it in the bracket of its list."""
    starts = (line.start, line.start + 1) if text[line.start] in "（(〔［[【" else (line.start,)
    return any(label_at(text, start, line.stop) is not None for start in starts)


def _is_row(text: str, line: _Line) -> bool:
    """Whether the line is a row of a table: a tab parts or ends its cells. The tab behind a number is none of those."""
    start = line.start if line.ordinal is None else line.ordinal.span.stop + len(line.ordinal.gap)
    return text.find("\t", start, line.stop + 1) >= 0


def _is_set_in_columns(text: str, line: _Line) -> bool:
    """Whether wide gaps part the line and no clause does, as where several bodies sign side by side."""
    return _COLUMNS.search(text, line.start, line.stop) is not None and _CLAUSE.search(text, line.start, line.stop) is None


def _track(text: str, line: _Line, at: int, opened: list[tuple[str, int]]) -> None:
    """Keep the marks that are open at the end of the line, each with the line that opened it."""
    for m in _BRACKETS.finditer(text, line.start, line.stop):
        mark = m[0]
        if mark in _CLOSES:
            if opened and opened[-1][0] == _CLOSES[mark]:
                opened.pop()
        else:
            opened.append(("（" if mark == "(" else mark, at))


def _wrap_width(text: str, lines: list[_Line]) -> int | None:
    """The width in cells at which the whole text is hard-wrapped, or None."""
    open_widths = sorted(line.width for line in lines if line.width >= _NARROWEST and not line.ended)
    if len(open_widths) < _WRAPPED_LINES:
        return None
    best, count, first = 0, 0, 0
    for last, width in enumerate(open_widths):
        while open_widths[first] < width - _SLACK:
            first += 1
        if last - first + 1 > count and width <= _WIDEST_PAGE:
            best, count = width, last - first + 1
    widest = sum(line.width > best + 8 for line in lines)
    return best if count >= _WRAPPED_SHARE * len(open_widths) and widest * 10 <= len(lines) else None


def _local_widths(text: str, lines: list[_Line], whole: int | None) -> list[int | None]:
    """For each line the width at which its neighbourhood is wrapped: its stretch of the text, its block, or the whole."""
    widths: list[int | None] = []
    for first in range(0, len(lines), _STRETCH):
        stretch = lines[first : first + _STRETCH]
        local = _wrap_width(text, stretch)
        widths += [whole if local is None else local] * len(stretch)
    first = 0
    for last in range(1, len(lines) + 1):
        if last == len(lines) or lines[last].block != lines[first].block:
            width = _block_width(lines[first:last])
            if width is not None:
                widths[first:last] = [width] * (last - first)
            first = last
    return widths


def _block_width(block: list[_Line]) -> int | None:
    """The width of a block of three lines and more whose lines, but for the first and the last, are all about as wide."""
    widths = [line.width for line in block]
    if len(widths) < 3 or not _LONG <= max(widths) <= _WIDEST_PAGE:
        return None
    even = min(widths[1:-1]) >= max(widths) - _SLACK and widths[0] >= max(widths) - _SLACK - _INDENT
    return max(widths) if even else None
