"""Where a line of text goes on in the next one: an ordered table of rules, the first of which that speaks decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import regex

from planlint.damage.set_lines import SetLine, ends_a_list
from planlint.patterns import compiled
from planlint.phrases.labels import label_at
from planlint.phrases.ordinals import Family

_PAUSES = frozenset("、，,（《〈“‘〔【—")
OPENING_MARKS = frozenset("（《〈“‘〔【")
LEADING_MARKS = frozenset("，。、；：？！）》〉”’】〕")
_PERCENT = frozenset("%％")
_UNITS = frozenset("年月日%％万亿个项家吨倍元处座所条辆人户公千平")
_BODY_ENDS = frozenset("厅局委部办署会院府行司")
_BRACKETS = compiled(r"[（(《〔“）)》〕”]")
_CLOSES = {"）": "（", ")": "（", "》": "《", "〕": "〔", "”": "“"}
_FRESH = compiled(r"——|--|[•·●○■□◆▲★➢*]|[|｜]|#{1,6} |[-+] |附(?:件|表|录)|专栏|\d{4}[ ]?年[ ]?\d{1,2}[ ]?月[ ]?(?:\d{1,2}[ ]?日)?$")
_MAXIM = compiled(r"[^，。；、]{2,10}，[^，。；、]{2,10}(?:，[^，。；、]{2,10})*。(?=.)|到[ ]?20\d\d[ ]?年|(?:到)?“十\p{Han}{1,2}”")
PREAMBLE = compiled(r"(?:为了?|按照|根据|依据|现将)(?!准|止|主|重)")
"""How the first sentence of a plan or a notice opens: 为贯彻落实…, 根据…."""
_GAP = r"[ \u3000\u00a0\t]"
_LABEL = compiled(
    rf"[—–\-•·●○■□◆◇▲★➢*]{{0,2}}{_GAP}*(?:(?P<words>[（(〔\[［]?\p{{Han}}(?:{_GAP}{{0,4}}[\p{{Han}}、/（）()]){{1,11}}?){_GAP}*[〕\]］]?[：:]|(?P<boxed>[【［]{_GAP}*\p{{Han}}[^】］\r\n]{{1,12}}[】］]))"
)
_CLAUSE = compiled(r"[，。；]")
_COLUMNS = compiled(r"[\p{Han}）][ \u3000]{2,}[\p{Han}（]")
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
_SURELY_WRAPPED = 12


class Joint(NamedTuple):
    """Two lines that follow each other, and what is known where they meet.

    `widest` is the width at which the neighbourhood is wrapped, if it is. `inside` tells that a bracket is open, `first` that `above` begins
    a paragraph, `running` that the paragraph has clauses by now, `begun` that a sentence has come to its end anywhere before.
    """

    page: Page
    above: SetLine
    below: SetLine
    widest: int | None
    inside: bool
    first: bool
    running: bool
    begun: bool

    @property
    def text(self) -> str:
        """The whole text."""
        return self.page.text

    @property
    def last(self) -> str:
        """The last character of the upper line."""
        return self.page.text[self.above.stop - 1]

    @property
    def opening(self) -> str:
        """The first character of the lower line."""
        return self.page.text[self.below.start]

    @property
    def is_wide(self) -> bool:
        """Whether the upper line fills the page; the first one of a paragraph is shorter by an indent that may be lost."""
        if self.widest is None:
            return False
        lost = _INDENT if self.first and self.above.indent < 2 and self.above.ordinal is None else 0
        return self.above.width >= self.widest - _SLACK - lost

    @property
    def is_full(self) -> bool:
        """Whether the upper line fills the page, or is of a wrapped paragraph that has clauses and has not come to a stop."""
        if self.widest is None or not self.running:
            return self.is_wide
        return not self.first or self.above.width >= self.widest * _CLAUSE_FILLS


class JoinRule(NamedTuple):
    """One reason for or against reading two lines as one."""

    name: str
    joins: bool
    holds: Callable[[Joint], bool]


def joints(text: str, lines: Sequence[SetLine], rules: Sequence[JoinRule], apart: Sequence[JoinRule] | None = None) -> Iterator[tuple[SetLine, SetLine]]:
    """The lines that go on in the next one, each with that next one; `apart` are the rules where a blank line parts them, if they are others."""
    page = Page(text, lines)
    opened: list[tuple[str, int]] = []
    first, running, begun = True, False, False
    for at, (above, below) in enumerate(pairwise(lines)):
        _track(text, above, at, opened)
        running = running or _CLAUSE.search(text, above.start, above.stop) is not None
        joint = Joint(page, above, below, page.widths[at], bool(opened) and at - opened[-1][1] < _DEEP, first, running, begun)
        table = rules if apart is None or above.block == below.block else apart
        if next((rule.joins for rule in table if rule.holds(joint)), False):
            first = False
            yield above, below
        else:
            opened.clear()
            first, running = True, False
        begun = begun or above.ended


class Page:
    """The lines of a text and what they tell of how it was set."""

    def __init__(self, text: str, lines: Sequence[SetLine]) -> None:
        self.text = text
        self.width = _wrap_width(lines)
        self.widths = _local_widths(lines, self.width)
        self.is_tabbed = "\t" in text
        self.is_gapped = _COLUMNS.search(text) is not None
        indented = sum(line.indent >= 2 for line in lines if line.width >= _LONG)
        self.indents = indented >= 3 and (self.width is None or indented * 2 < len(lines))
        self._lines = lines

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether most lines of the text are of one length and come to no stop, as no paragraphs are."""
        if self.width is None:
            return False
        full = sum(self.width - _SLACK <= line.width <= self.width + _SLACK and not line.ended for line in self._lines)
        return full >= _SURELY_WRAPPED and full * 2 >= sum(line.width >= _NARROWEST for line in self._lines)

    @cached_property
    def labels(self) -> Counter[str]:
        """How many lines open with each thing that looks like a label."""
        found = (_LABEL.match(self.text, line.start, line.stop) for line in self._lines)
        return Counter(_words_of(m) for m in found if m is not None)


def _is_row(joint: Joint) -> bool:
    return joint.page.is_tabbed and (_has_tab(joint.text, joint.above) or _has_tab(joint.text, joint.below))


def _has_tab(text: str, line: SetLine) -> bool:
    """Whether a tab parts or ends the cells of the line; the tab behind a number does neither."""
    start = line.start if line.ordinal is None else line.ordinal.span.stop + len(line.ordinal.gap)
    return text.find("\t", start, line.stop + 1) >= 0


def _is_set_in_columns(joint: Joint) -> bool:
    return joint.page.is_gapped and (_has_columns(joint.text, joint.above) or _has_columns(joint.text, joint.below))


def _has_columns(text: str, line: SetLine) -> bool:
    """Whether wide gaps part the line and no clause does, as where several bodies sign side by side."""
    return _COLUMNS.search(text, line.start, line.stop) is not None and _CLAUSE.search(text, line.start, line.stop) is None


def _has_number(joint: Joint) -> bool:
    ordinal = joint.below.ordinal
    return ordinal is not None and not (joint.inside and joint.is_full and ordinal.family in (Family.ANNEX, Family.BOX))


def _is_fresh(joint: Joint) -> bool:
    if joint.is_full and (joint.last in _PAUSES or (joint.opening in "（〔" and joint.last == "。")):
        return False
    return _FRESH.match(joint.text, joint.below.start, joint.below.stop) is not None


def _opens_with_label(joint: Joint) -> bool:
    """Whether the lower line opens with a label, whatever its words; behind a full line, one that stands before more lines than one."""
    text, line = joint.text, joint.below
    if joint.is_full and (joint.inside or joint.last in _PAUSES or (joint.opening in "（〔" and joint.last == "。")):
        return False
    if _is_labelled(text, line):
        return True
    m = _LABEL.match(text, line.start, line.stop)
    return m is not None and (not joint.is_full or joint.page.labels[_words_of(m)] > 1)


def _is_labelled(text: str, line: SetLine) -> bool:
    """Whether a known label opens the line, be it in the bracket of its list."""
    starts = (line.start, line.start + 1) if text[line.start] in "（(〔［[【" else (line.start,)
    return any(label_at(text, start, line.stop) is not None for start in starts)


def _words_of(label: regex.Match[str]) -> str:
    return "".join((label["words"] or label["boxed"]).split()).lstrip("（(〔[［")


def _is_set_in(joint: Joint) -> bool:
    page = joint.page
    return page.indents and page.width is not None and joint.below.indent >= 2 and joint.above.block == joint.below.block


def _opens_a_letter(joint: Joint) -> bool:
    if joint.running or joint.last in _PAUSES:
        return False
    return _is_addressee(joint.text, joint.below) or (not joint.begun and PREAMBLE.match(joint.text, joint.below.start, joint.below.stop) is not None)


def _is_addressee(text: str, line: SetLine) -> bool:
    """Those that a notice is sent to may stand in lines of their own; the last one ends with a colon."""
    return text[line.stop - 1] in "：:" and text.find("。", line.start, line.stop) < 0


def _pauses(joint: Joint) -> bool:
    return joint.last in _PAUSES and joint.below.width >= 4 and (joint.is_full or not _is_addressee(joint.text, joint.below))


def _goes_on_in_bracket(joint: Joint) -> bool:
    return joint.inside and joint.is_wide and not ends_a_list(joint.text, joint.above.start, joint.above.stop)


def _closes(joint: Joint) -> bool:
    """Whether the lower line closes a bracket before it opens one."""
    m = _BRACKETS.search(joint.text, joint.below.start, joint.below.stop)
    return m is not None and m[0] in _CLOSES and m[0] != "”"


def _fills_the_line(joint: Joint) -> bool:
    """A full line that ends a sentence goes on when the next is no paragraph's first."""
    above, below = joint.above, joint.below
    if not above.ended or not joint.is_full or joint.last not in "。；，" or joint.page.indents or joint.widest is None:
        return False
    room = _SLACK if joint.opening in "（〔“《" else 1
    return above.width >= joint.widest - room and below.block == above.block and below.indent == above.indent


def _ends_a_labelled_list(joint: Joint) -> bool:
    return joint.is_full and joint.last in _BODY_ENDS and _is_labelled(joint.text, joint.above)


def _is_sentence(text: str, line: SetLine) -> bool:
    """Whether the line is of running text: long, or with clauses in it, and no heading."""
    if line.ordinal is not None:
        return text.find("。", line.start, line.stop) >= 0
    return line.width >= _LONG and _CLAUSE.search(text, line.start, line.stop) is not None


def _carries_on(joint: Joint) -> bool:
    """Whether the lower line can be the rest of a sentence: it comes to a stop itself and does not open a paragraph."""
    text, line = joint.text, joint.below
    if (joint.page.indents and line.indent >= 2) or _MAXIM.match(text, line.start, line.stop):
        return False
    return _CLAUSE.search(text, line.start, line.stop) is not None and (line.ended or text.find("。", line.start, line.stop) >= 0 or line.width >= 2 * _LONG)


PRINTED: tuple[JoinRule, ...] = (
    JoinRule("row", False, _is_row),
    JoinRule("columns", False, _is_set_in_columns),
    JoinRule("bar", False, lambda joint: joint.last in "|｜"),
    JoinRule("number", False, _has_number),
    JoinRule("percent-after-stop", False, lambda joint: joint.opening in _PERCENT and joint.above.ended),
    JoinRule("mark-after-colon", False, lambda joint: joint.opening in LEADING_MARKS | _PERCENT and joint.last in "：:"),
    JoinRule("leading-mark", True, lambda joint: joint.opening in LEADING_MARKS | _PERCENT and joint.below.ordinal is None),
    JoinRule("leading-mark2", False, lambda joint: joint.opening in LEADING_MARKS | _PERCENT),
    JoinRule("fresh", False, _is_fresh),
    JoinRule("label", False, _opens_with_label),
    JoinRule("set-in", False, _is_set_in),
    JoinRule("letter", False, _opens_a_letter),
    JoinRule("pause", True, _pauses),
    JoinRule("pause2", False, lambda joint: joint.last in _PAUSES),
    JoinRule("bracket", True, _goes_on_in_bracket),
    JoinRule("full-stop-at-margin", True, _fills_the_line),
    JoinRule("stop", False, lambda joint: joint.above.ended),
    JoinRule("date", False, lambda joint: _DATE_LINE.fullmatch(joint.text, joint.above.start, joint.above.stop) is not None),
    JoinRule("bracket-unwrapped", True, lambda joint: joint.inside and (joint.is_full or joint.above.width >= _LONG)),
    JoinRule("bracket-short", False, lambda joint: joint.inside),
    JoinRule("label-above", False, _ends_a_labelled_list),
    JoinRule("full", True, lambda joint: joint.is_full),
    JoinRule("figure", False, lambda joint: joint.last in "%％0123456789" and joint.opening not in _UNITS),
    JoinRule("sentence", True, lambda joint: _is_sentence(joint.text, joint.above) and _carries_on(joint)),
)

"""How lines are joined where any line end may be that of a page."""

PARAGRAPHS: tuple[JoinRule, ...] = (
    JoinRule("row", False, _is_row),
    JoinRule("columns", False, _is_set_in_columns),
    JoinRule("number", False, lambda joint: joint.below.ordinal is not None),
    JoinRule("mark-after-colon", False, lambda joint: joint.opening in LEADING_MARKS and joint.last in "：:"),
    JoinRule("leading-mark", True, lambda joint: joint.opening in LEADING_MARKS),
    JoinRule("fresh", False, _is_fresh),
    JoinRule("label", False, _opens_with_label),
    JoinRule("letter", False, _opens_a_letter),
    JoinRule("opening-mark", True, lambda joint: joint.last in OPENING_MARKS),
    JoinRule("bracket", True, lambda joint: joint.inside and not joint.above.ended and joint.text[joint.above.start] not in "（(" and _closes(joint)),
)
"""How paragraphs are joined where each line end is meant: only where the next one plainly goes on."""


def _track(text: str, line: SetLine, at: int, opened: list[tuple[str, int]]) -> None:
    """Keep the marks that are open at the end of the line, each with the line that opened it."""
    for m in _BRACKETS.finditer(text, line.start, line.stop):
        mark = m[0]
        if mark in _CLOSES:
            if opened and opened[-1][0] == _CLOSES[mark]:
                opened.pop()
        else:
            opened.append(("（" if mark == "(" else mark, at))


def _wrap_width(lines: Sequence[SetLine]) -> int | None:
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


def _local_widths(lines: Sequence[SetLine], whole: int | None) -> list[int | None]:
    """For each line the width at which its neighbourhood is wrapped: its stretch of the text, its block, or the whole."""
    widths: list[int | None] = []
    for first in range(0, len(lines), _STRETCH):
        stretch = lines[first : first + _STRETCH]
        local = _wrap_width(stretch)
        widths += [whole if local is None else local] * len(stretch)
    first = 0
    for last in range(1, len(lines) + 1):
        if last == len(lines) or lines[last].block != lines[first].block:
            width = _block_width(lines[first:last])
            if width is not None:
                widths[first:last] = [width] * (last - first)
            first = last
    return widths


def _block_width(block: Sequence[SetLine]) -> int | None:
    """The width of a block of three lines and more whose lines, but for the first and the last, are all about as wide."""
    widths = [line.width for line in block]
    if len(widths) < 3 or not _LONG <= max(widths) <= _WIDEST_PAGE:
        return None
    even = min(widths[1:-1]) >= max(widths) - _SLACK and widths[0] >= max(widths) - _SLACK - _INDENT
    return max(widths) if even else None
