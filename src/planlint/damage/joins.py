"""Where a line of text goes on in the next one: by an ordered table of reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from planlint.damage.set_lines import LONG, SetLine, ends_a_list
from planlint.patterns import compiled
from planlint.phrases.bodies import organs
from planlint.phrases.marks import LEADING_MARKS, OPENING_MARKS
from planlint.phrases.metadata import below_article, is_beside_article
from planlint.phrases.ordinals import Family, ends_with_heading
from planlint.phrases.quantities import calls_for_figure, is_cut_quantity
from planlint.phrases.times import DATE, is_date
from planlint.phrases.words import is_word
from planlint.reasons import Reason, decided
from planlint.record import Record
from planlint.text.spans import Span

_PAUSES = frozenset("、，,（《〈“‘〔【—")
_BRACKETS = compiled(r"[（(《〔“）)》〕”]")
_CLOSES = {"）": "（", ")": "（", "》": "《", "〕": "〔", "”": "“"}
_FRESH = compiled(r"——|--|[•·●○■□◆▲★➢*]|[|｜]|#{1,6} |[-+] |附(?:件|表|录)|专栏|\d{4}[ ]?年[ ]?\d{1,2}[ ]?月[ ]?(?:\d{1,2}[ ]?日)?$")
_MAXIM = compiled(r"[^，。；、]{2,10}，[^，。；、]{2,10}(?:，[^，。；、]{2,10})*。(?=.)|到[ ]?20\d\d[ ]?年|(?:到)?“十\p{Han}{1,2}”")
PREAMBLE = compiled(r"(?:为了?|按照|根据|依据|现将)(?!准|止|主|重)")
"""How the first sentence of a plan or a notice opens: 为贯彻落实…, 根据…."""
_COLUMNS = compiled(r"[\p{Han}）][ \u3000]{2,}[\p{Han}（]")
_BETWEEN_WORDS = compiled(r"(?<=[\p{Han}）])[ \u3000](?=[\p{Han}（])")
_BETWEEN_FIGURES = compiled(r"(?<=[0-9A-Za-z%％/）)])[ ](?=[0-9A-Za-z≥≤<>＜＞±\-+\[［/])")
_GAPS = 2
_SELDOM = 8
_HABIT = 2
_OFTEN = 8
_LONGEST_WORD = 4

_BEHIND_A_CUT_NUMBER = frozenset("。，；、")
_DATED = compiled(DATE)
_COPIED = "主抄分印"
_COPIES = compiled(rf"[{_COPIED}][ \u3000]*[送报][ \u3000]*[：:]")
_COMMAS = frozenset(",，")
_LAST_FIGURE = compiled(r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?$")
_SLACK = 5
_INDENT = 4
_CLAUSE_FILLS = 0.7
_SHORT = 40
_WRAPPED_LINES = 6
_WRAPPED_SHARE = 0.6
_STRETCH = 48
_DEEP = 5
_NARROWEST = 36
_WIDEST_PAGE = 120
_SURELY_WRAPPED = 12
_NUMBERED = 5


class Joint(Record):
    """Two lines that follow each other, the one `after` them, and what is known where they meet.

    `paragraph` holds the lines that go on in `above`, and that one. `widest` is the width at which the neighbourhood is wrapped, if it is. `begun` tells that a sentence has
    come to its end anywhere before.
    """

    page: Page
    paragraph: Paragraph
    above: SetLine
    below: SetLine
    after: SetLine | None
    widest: int | None
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
    def first(self) -> bool:
        """Whether the upper line begins a paragraph."""
        return len(self.paragraph.lines) == 1

    @property
    def inside(self) -> bool:
        """Whether a bracket is open."""
        opened = self.paragraph.opened
        return opened is not None and len(self.paragraph.lines) - opened.line <= _DEEP

    @property
    def is_wide(self) -> bool:
        """Whether the upper line fills the page; the first one of a paragraph is shorter by an indent that may be lost."""
        if self.widest is None:
            return False
        lost = _INDENT if self.first and self.above.indent < 2 and self.above.ordinal is None else 0
        return self.above.reach >= self.widest - _SLACK - lost

    @property
    def is_full(self) -> bool:
        """Whether the upper line fills the page, or most of it in a paragraph that has clauses: what can't be broken may have been next."""
        if self.widest is None or not self.paragraph.has_clauses:
            return self.is_wide
        return self.above.reach >= self.widest * _CLAUSE_FILLS


class Paragraph:
    """The lines of a paragraph up to one that may go on in the next; brackets are looked for when they are asked for, for most lines they are not."""

    def __init__(self, line: SetLine) -> None:
        self.lines = [line]
        self.has_clauses = line.has_clauses
        self._opened: list[Opened] = []
        self._read = 0
        self._list_ends = False

    def add(self, line: SetLine) -> None:
        """Go on in another line."""
        self.lines.append(line)
        self.has_clauses = self.has_clauses or line.has_clauses

    @property
    def opened(self) -> Opened | None:
        """The last of the brackets that are open."""
        self._read_on()
        return self._opened[-1] if self._opened else None

    @property
    def list_ends(self) -> bool:
        """Whether the last line ends with a bracket that closes one behind a stop, as lists of bodies do."""
        self._read_on()
        return self._list_ends

    def _read_on(self) -> None:
        for at in range(self._read, len(self.lines)):
            self._list_ends = self._ends_list(at, self.lines[at])
        self._read = len(self.lines)

    def _ends_list(self, at: int, line: SetLine) -> bool:
        """Keep the brackets that are open at the end of a line; whether it ends with one that closes a list."""
        text, opened = line.text, self._opened
        list_ends = False
        for m in _BRACKETS.finditer(text, line.start, line.stop):
            mark = m[0]
            if mark not in _CLOSES:
                opened.append(Opened("（" if mark == "(" else mark, m.start(), at, m.start() == line.start))
            elif opened and opened[-1].mark == _CLOSES[mark]:
                place = opened.pop().place
                list_ends = m.end() == line.stop and _is_behind_stop(text, place)
        return list_ends


class Opened(Record):
    """A bracket that is open: its mark and place, the index of its line in the paragraph, and whether it leads that line."""

    mark: str
    place: int
    line: int
    leads: bool


def joints(page: Page, rules: Sequence[Reason[Joint]], apart: Sequence[Reason[Joint]] | None = None) -> Iterator[tuple[SetLine, SetLine]]:
    """The lines that go on in the next one, each with that next one; `apart` are the rules where a blank line parts them, if they are others."""
    lines = page.lines
    if not lines:
        return
    paragraph = Paragraph(lines[0])
    begun = False
    for at, (above, below) in enumerate(pairwise(lines)):
        joint = Joint(page, paragraph, above, below, lines[at + 2] if at + 2 < len(lines) else None, page.widths[at], begun)
        if decided(rules if apart is None or above.block == below.block else apart, joint, otherwise=False):
            paragraph.add(below)
            yield above, below
        else:
            paragraph = Paragraph(below)
        begun = begun or above.ended


class Page:
    """The lines of a text and what they tell of how it was set."""

    def __init__(self, text: str, lines: Sequence[SetLine]) -> None:
        self.text = text
        self.lines = lines
        self.rows = _rows(text, lines)
        running = [line for line in lines if line.start not in self.rows] if self.rows else lines
        self.width = _wrap_width(running)
        self.widths = _local_widths(lines, self.rows, self.width)
        indented = sum(line.indent >= 2 for line in lines if line.reach >= LONG)
        self.indents = indented >= 3 and (self.width is None or indented * 2 < len(lines))
        numbered = [above.block != below.block for above, below in pairwise(lines) if below.ordinal is not None]
        self.blocks = len(numbered) >= _NUMBERED and sum(numbered) * 10 >= len(numbered) * 9

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether most lines of the text are of one length and come to no stop, as no paragraphs are."""
        if self.width is None:
            return False
        full = sum(self.width - _SLACK <= line.width <= self.width + _SLACK and not line.ended for line in self.lines)
        return full >= _SURELY_WRAPPED and full * 2 >= sum(line.width >= _NARROWEST for line in self.lines)

    @cached_property
    def addressees(self) -> frozenset[int]:
        """Where the lines begin that name those that a notice is sent to: the last one ends with a colon, those above it with a pause."""
        found: set[int] = set()
        inside = False
        for line in reversed(self.lines):
            paused = inside and self.text[line.stop - 1] in "，,、" and not line.has_full_stop
            inside = line.ordinal is None and (paused or line.is_addressee)
            if inside:
                found.add(line.start)
        return frozenset(found)

    @cached_property
    def below_article(self) -> int:
        """Where the lines begin that a site sets below the article; the end of the text where there are none."""
        return below_article(self.text, [line.content for line in self.lines])

    @cached_property
    def copies(self) -> frozenset[int]:
        """Where the lines begin that go on with the list of those who get a copy, which is set below its first name."""
        found: set[int] = set()
        inside = False
        for above, below in pairwise(self.lines):
            inside = not above.ended and (inside or (self.text[above.start] in _COPIED and _COPIES.match(self.text, above.start, above.stop) is not None))
            if inside:
                found.add(below.start)
        return frozenset(found)

    @cached_property
    def commas(self) -> frozenset[int]:
        """The values of the numbers that a comma parts from what they open."""
        return frozenset(line.ordinal.value for line in self.lines if line.ordinal is not None and line.ordinal.mark in _COMMAS)

    @cached_property
    def leaves_stops_out(self) -> bool:
        """Whether paragraphs that are known to end, since a number or a label opens the next line, often come to no stop."""
        ends = [above.ended for above, below in pairwise(self.lines) if above.is_sentence and (below.ordinal is not None or _opens_labelled(below))]
        return ends.count(False) >= _HABIT and ends.count(False) * _OFTEN > len(ends)

    @cached_property
    def verses(self) -> frozenset[int]:
        """Where the lines begin that stand below another of a verse: three short lines and more, each of whole clauses."""
        verse = [False, *(line.is_verse for line in self.lines), False]
        goes_on = [False, *(self.text[line.stop - 1] in _COMMAS for line in self.lines), False]
        # of three in a row, the upper two end with a comma; a line may be the second or the third one
        third = [at for at in range(3, len(verse)) if all(verse[at - 2 : at + 1]) and goes_on[at - 2] and goes_on[at - 1]]
        return frozenset(self.lines[at - 1].start for last in third for at in (last - 1, last))

    @cached_property
    def labels(self) -> Counter[str]:
        """How many lines open with each thing that looks like a label."""
        return Counter(line.label for line in self.lines if line.label is not None)


def _is_row(joint: Joint) -> bool:
    rows = joint.page.rows
    return joint.above.start in rows or joint.below.start in rows


def _has_tab(text: str, line: SetLine) -> bool:
    """Whether a tab parts or ends the cells of the line; the tab behind a number does neither."""
    start = line.start if line.ordinal is None else line.ordinal.span.stop + len(line.ordinal.gap)
    return text.find("\t", start, line.stop + 1) >= 0


def _rows(text: str, lines: Sequence[SetLine]) -> frozenset[int]:
    """Where the lines begin that are rows of a table or signatures side by side: tabs or wide gaps part them, or narrow ones next to another such line.

    Where running text has gaps between its words, as recognised text for marks that were lost, narrow ones tell nothing.
    """
    whole = {at for at, line in enumerate(lines) if _has_tab(text, line)} if "\t" in text else set()
    spaced = [at for at, line in enumerate(lines) if line.has_blanks and not line.has_clauses]
    whole.update(at for at in spaced if _COLUMNS.search(text, lines[at].start, lines[at].stop) is not None)
    narrow = {at for at in spaced if _is_parted(text, lines[at])}
    if narrow and not _runs_with_gaps(text, lines):
        whole |= {at for at in narrow if not narrow.isdisjoint((at - 1, at + 1))}
    return frozenset(lines[at].start for at in whole)


def _runs_with_gaps(text: str, lines: Sequence[SetLine]) -> bool:
    """Whether an eighth of the lines of running text have gaps between words."""
    running = [line for line in lines if line.has_clauses]
    return sum(line.has_blanks and _BETWEEN_WORDS.search(text, line.start, line.stop) is not None for line in running) * _SELDOM >= len(running)


def _is_parted(text: str, line: SetLine) -> bool:
    """Whether several narrow gaps part the line, between words or between figures."""
    if text.find(" ", line.start, line.stop) < 0:
        return False
    return any(len(gap.findall(text, line.start, line.stop)) >= _GAPS for gap in (_BETWEEN_WORDS, _BETWEEN_FIGURES))


def _has_number(joint: Joint) -> bool:
    ordinal = joint.below.ordinal
    if ordinal is None:
        return not joint.is_full and joint.below.opens_with_decimal
    return not (ordinal.family in (Family.ANNEX, Family.BOX) and joint.is_full and joint.inside)


def _cuts_a_number(joint: Joint) -> bool:
    """Whether the number that seems to open the lower line is the second half of a word: 第⏎一，统筹; 见附表⏎（二）。"""
    ordinal, text, below = joint.below.ordinal, joint.text, joint.below
    if ordinal is None or joint.above.ended:
        return False
    behind = ordinal.span.stop + len(ordinal.gap)
    if joint.last == "第" or (behind < below.stop and text[behind] in _BEHIND_A_CUT_NUMBER):
        return True
    return ordinal.mark in _COMMAS and joint.is_wide and joint.page.commas.isdisjoint((ordinal.value - 1, ordinal.value + 1))


def _cuts_off_a_value(joint: Joint) -> bool:
    """Whether a figure stands alone in a line between its sentence and its unit: 控制在⏎35⏎微克/立方米以下."""
    text, above, below, after = joint.text, joint.above, joint.below, joint.after
    if below.is_figure:
        return after is not None and calls_for_figure(text, above.stop) and above.is_sentence and is_cut_quantity(text, below.content, after.content)
    figure = _LAST_FIGURE.search(text, above.start, above.stop) if joint.last.isdecimal() else None
    return figure is not None and not joint.first and is_cut_quantity(text, Span(figure.start(), above.stop), below.content)


def _is_of_an_imprint(joint: Joint) -> bool:
    """Whether a line is a date or a document number alone, the lower one is who signs above a date, or goes on with
    those who get a copy or with when a law was amended."""
    text, below, after = joint.text, joint.below, joint.after
    if below.start in joint.page.copies or joint.above.is_imprint or below.is_imprint:
        return True
    if _DATED.match(text, below.start, below.stop) and (opened := joint.paragraph.opened) is not None and opened.leads:
        return True
    return after is not None and _is_signature(joint) and is_date(text, *after.content)


def _is_fresh(joint: Joint) -> bool:
    if joint.is_full and (joint.last in _PAUSES or (joint.opening in "（〔" and joint.last == "。")):
        return False
    return _FRESH.match(joint.text, joint.below.start, joint.below.stop) is not None


def _opens_with_label(joint: Joint) -> bool:
    """Whether the lower line opens with a label, whatever its words; behind a full line, one that stands before more lines than one."""
    line = joint.below
    if joint.is_full and (joint.inside or joint.last in _PAUSES or (joint.opening in "（〔" and joint.last == "。")):
        return False
    if line.is_labelled:
        return True
    return line.label is not None and (not joint.is_full or joint.page.labels[line.label] > 1)


def _opens_labelled(line: SetLine) -> bool:
    return line.is_labelled or line.label is not None


def _is_set_in(joint: Joint) -> bool:
    page = joint.page
    return page.indents and page.width is not None and joint.below.indent >= 2 and joint.above.block == joint.below.block


def _opens_a_letter(joint: Joint) -> bool:
    """Whether the lower line, below a title, names those that the document is sent to or begins its first sentence.

    A title may have clauses (关于深化改革，优化环境的意见); a first sentence that has them and goes on fills its line.
    """
    if joint.begun or joint.last in _PAUSES or joint.above.ordinal is not None:
        return False
    if PREAMBLE.match(joint.text, joint.below.start, joint.below.stop):
        return not (joint.paragraph.has_clauses and joint.is_full)
    return not joint.paragraph.has_clauses and joint.below.is_addressee


def _pauses(joint: Joint) -> bool:
    """Whether the upper line ends with a pause or an opening mark, and is neither a list of addressees nor what a site sets beside an article (字体：【)."""
    if joint.last not in _PAUSES:
        return False
    return joint.is_full or (joint.below.start not in joint.page.addressees and not is_beside_article(joint.text, *joint.above.content))


def _goes_on_in_bracket(joint: Joint) -> bool:
    return joint.is_wide and joint.inside and not ends_a_list(joint.text, joint.above.start, joint.above.stop)


def _closes(joint: Joint) -> bool:
    """Whether the lower line closes a bracket before it opens one."""
    m = _BRACKETS.search(joint.text, joint.below.start, joint.below.stop)
    return m is not None and m[0] in _CLOSES and m[0] != "”"


def _fills_the_line(joint: Joint) -> bool:
    """A full line that ends a sentence goes on when the next is no paragraph's first."""
    above, below = joint.above, joint.below
    if not above.ended or not joint.is_full or joint.last not in "。；，" or joint.page.indents or joint.widest is None or _is_signature(joint):
        return False
    room = _SLACK if joint.opening in "（〔“《" else 1
    return above.reach >= joint.widest - room and below.block == above.block and below.indent == above.indent


def _ends_a_labelled_list(joint: Joint) -> bool:
    return joint.is_full and joint.last in organs() and joint.above.is_labelled


def _opens_no_paragraph(joint: Joint) -> bool:
    """Whether first lines are set in, or stand behind a blank line, and the lower line, behind a full one, is and does not."""
    page, below = joint.page, joint.below
    if page.width is None or not joint.is_wide or joint.above.block != below.block or _is_signature(joint):
        return False
    return page.blocks or (page.indents and below.indent < 2)


def _cuts_a_word(joint: Joint) -> bool:
    """Whether a word of the dictionary stands over the line end, and whole words do not stand on both sides of it."""
    text, end, start = joint.text, joint.above.stop, joint.below.start
    if is_word(text[end - 2 : end]) and is_word(text[start : start + 2]):
        return False
    over = ((before, behind) for before in range(1, _LONGEST_WORD) for behind in range(1, _LONGEST_WORD + 1 - before))
    return any(is_word(text[end - before : end] + text[start : start + behind]) for before, behind in over)


def _is_signature(joint: Joint) -> bool:
    """Whether the lower line is short and no part of a sentence, as the name of who signs is."""
    return joint.below.width < _SHORT and not (joint.below.ended or joint.below.has_clauses) and joint.opening not in OPENING_MARKS


def _carries_on(joint: Joint) -> bool:
    """Whether the lower line can be the rest of a sentence: it comes to a stop itself and does not open a paragraph."""
    text, line = joint.text, joint.below
    if (joint.page.indents and line.indent >= 2) or _MAXIM.match(text, line.start, line.stop):
        return False
    return line.has_clauses and (line.ended or line.has_full_stop or line.width >= 2 * LONG)


PRINTED: tuple[Reason[Joint], ...] = (
    Reason("row", False, _is_row),
    Reason("below-article", False, lambda joint: joint.below.start >= joint.page.below_article),
    Reason("cut-number", True, _cuts_a_number),
    Reason("number", False, _has_number),
    Reason("imprint", False, _is_of_an_imprint),
    Reason("leading-mark", True, lambda joint: joint.opening in LEADING_MARKS),
    Reason("fresh", False, _is_fresh),
    Reason("label", False, _opens_with_label),
    Reason("set-in", False, _is_set_in),
    Reason("letter", False, _opens_a_letter),
    Reason("value", True, _cuts_off_a_value),
    Reason("figure", False, lambda joint: joint.above.is_figure or joint.below.is_figure),
    Reason("verse", False, lambda joint: joint.last in _COMMAS and joint.below.start in joint.page.verses),
    Reason("pause", True, _pauses),
    Reason("bracket", True, _goes_on_in_bracket),
    Reason("list-closed", False, lambda joint: joint.last in _CLOSES and joint.paragraph.list_ends),
    Reason("no-first-line", True, _opens_no_paragraph),
    Reason("full-stop-at-margin", True, _fills_the_line),
    Reason("stop", False, lambda joint: joint.above.ended),
    Reason("bracket-unwrapped", True, lambda joint: (joint.is_full or joint.above.width >= LONG) and joint.inside),
    Reason("label-above", False, _ends_a_labelled_list),
    Reason("full", True, lambda joint: joint.is_full),
    Reason("heading-at-end", False, lambda joint: ends_with_heading(joint.text, *joint.above.content)),
    Reason("cut-word", True, lambda joint: joint.above.is_sentence and _carries_on(joint) and _cuts_a_word(joint)),
    Reason("no-stops", False, lambda joint: joint.page.leaves_stops_out),
    Reason("sentence", True, lambda joint: joint.above.is_sentence and _carries_on(joint)),
)

"""How lines are joined where any line end may be that of a page."""

PARAGRAPHS: tuple[Reason[Joint], ...] = (
    Reason("row", False, _is_row),
    Reason("number", False, lambda joint: joint.below.ordinal is not None),
    Reason("leading-mark", True, lambda joint: joint.opening in LEADING_MARKS),
    Reason("fresh", False, _is_fresh),
    Reason("label", False, _opens_with_label),
    Reason("opening-mark", True, lambda joint: joint.last in OPENING_MARKS and not is_beside_article(joint.text, *joint.above.content)),
    Reason(
        "bracket",
        True,
        lambda joint: joint.inside and joint.paragraph.has_clauses and not joint.above.ended and joint.text[joint.above.start] not in "（(" and _closes(joint),
    ),
)
"""How paragraphs are joined where each line end is meant: only where the next one plainly goes on."""


def _is_behind_stop(text: str, place: int) -> bool:
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place > 0 and text[place - 1] in "。；"


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


def _local_widths(lines: Sequence[SetLine], rows: frozenset[int], whole: int | None) -> list[int | None]:
    """For each line the width at which its neighbourhood is wrapped: its stretch of the text, its block, or the whole."""
    widths: list[int | None] = []
    for first in range(0, len(lines), _STRETCH):
        stretch = lines[first : first + _STRETCH]
        local = _wrap_width([line for line in stretch if line.start not in rows])
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
    if len(widths) < 3 or not LONG <= max(widths) <= _WIDEST_PAGE:
        return None
    even = min(widths[1:-1]) >= max(widths) - _SLACK and widths[0] >= max(widths) - _SLACK - _INDENT
    return max(widths) if even else None
