"""The lines of a text as they were set, and what each says by itself: how wide it is, how far set in, whether it comes to a stop, what opens it."""

from __future__ import annotations

from functools import cached_property

from planlint.patterns import compiled
from planlint.phrases.clauses import has_clauses
from planlint.phrases.labels import label_at
from planlint.phrases.marks import GAP, SENTENCE_STOPS, is_dot, last_place
from planlint.phrases.ordinals import Ordinal, counts_something, ordinal_at
from planlint.phrases.times import is_date
from planlint.phrases.titles import is_document_number
from planlint.text.spans import Span, written_lines
from planlint.text.widths import cells

LONG = 40
"""From how many cells on a line with clauses is one of running text."""
# looked for from its end
_LIST_END = compiled(r"(?r)(?:(?:负责|落实|配合|牵头)[^（）〔〕]{0,30}|[。；][（〔](?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*)[）〕]$")
_LIST_CLOSES = "）〕"
_CONTENTS_ENTRY = compiled(r"[^。；\r\n]{2,60}?(?:[.…·．。‧]{2,}|[ \t\u3000]{3,}|\t)[ \t\u3000]*[（(]?\d{1,3}[）)]?$")
_DECIMAL = compiled(r"\d{1,2}(?:\.\d{1,2}){1,3}(?=\p{Han})(?![以左上之])")
_FIGURE = compiled(r"\d{1,6}(?:\.\d{1,3})?")
_MARK = compiled(r"[。；、：！？]")
_LABEL = compiled(
    rf"[—–\-•·●○■□◆◇▲★➢*]{{0,2}}{GAP}*(?:(?P<words>[（(〔\[［]?\p{{Han}}(?:{GAP}{{0,4}}[\p{{Han}}、/（）()]){{1,11}}?){GAP}*[〕\]］]?[：:]|(?P<boxed>[【［]{GAP}*\p{{Han}}[^】］\r\n]{{1,12}}[】］]))"
)
_OPENING_BRACKETS = frozenset("（(〔［[【")
_VERSE = 32
_WIDEST_PAGE = 120
_TOO_WIDE = 70


class SetLine:
    """A line that holds anything; `width` is in cells, and of a line longer than any page only that it is. `reach` is where it ends: the width
    with the indent.

    `block` tells runs of lines apart that blank lines part. `ended` tells that it comes to a stop, or ends with a list of responsible
    agencies behind one.
    """

    def __init__(self, text: str, place: Span, *, indent: int, width: int, reach: int, ordinal: Ordinal | None, block: int, ended: bool) -> None:
        self.text = text
        self.start, self.stop = self.content = place
        self.indent = indent
        self.width = width
        self.reach = reach
        self.ordinal = ordinal
        self.block = block
        self.ended = ended

    @property
    def has_blanks(self) -> bool:
        """Whether a space stands in it."""
        return self.text.find(" ", self.start, self.stop) >= 0 or self.text.find("\u3000", self.start, self.stop) >= 0

    @property
    def has_full_stop(self) -> bool:
        """Whether a full stop stands in it."""
        return self.text.find("。", self.start, self.stop) >= 0

    @property
    def has_clauses(self) -> bool:
        """Whether it holds a mark that parts clauses."""
        return has_clauses(self.text, self.start, self.stop)

    @property
    def is_sentence(self) -> bool:
        """Whether it is of running text: long, or with clauses in it, and no heading."""
        if self.ordinal is not None or self.opens_with_decimal:
            return self.has_full_stop
        return self.width >= LONG and self.has_clauses

    @property
    def opens_with_decimal(self) -> bool:
        """Whether a decimal number opens it without a gap, as in 4.2完善网络; a quantity is none."""
        m = _DECIMAL.match(self.text, self.start, self.stop) if self.text[self.start].isdecimal() else None
        return m is not None and not counts_something(self.text, m.end(), self.stop)

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure alone."""
        return self.text[self.start].isdecimal() and _FIGURE.fullmatch(self.text, self.start, self.stop) is not None

    @property
    def is_imprint(self) -> bool:
        """Whether it is a date or the number of a document alone."""
        return is_date(self.text, self.start, self.stop) or is_document_number(self.text, self.start, self.stop)

    @property
    def is_addressee(self) -> bool:
        """Whether it may name those that a notice is sent to, the last of whom a colon follows."""
        return self.text[self.stop - 1] in "：:" and not self.has_full_stop

    @property
    def is_verse(self) -> bool:
        """Whether it is short and ends with its clause."""
        return self.width <= _VERSE and self.text[self.stop - 1] in "，,；。！" and _MARK.search(self.text, self.start, self.stop - 1) is None

    @cached_property
    def is_labelled(self) -> bool:
        """Whether a known label opens it, be it in the bracket of its list."""
        starts = (self.start, self.start + 1) if self.text[self.start] in _OPENING_BRACKETS else (self.start,)
        return any(label_at(self.text, start, self.stop) is not None for start in starts)

    @cached_property
    def label(self) -> str | None:
        """What looks like a label at its start, whatever its words, without spaces; None where nothing does."""
        m = _LABEL.match(self.text, self.start, self.stop)
        return "".join((m["words"] or m["boxed"]).split()).lstrip("（(〔[［") if m is not None else None


def set_lines(text: str) -> list[SetLine]:
    """The lines of a text that hold anything, in order."""
    lines: list[SetLine] = []
    block = 0
    last = 0
    for at, start, stop in written_lines(text):
        if lines and _line_ends(text, last, start) > 1:
            block += 1
        width = cells(text[start : min(stop, start + _TOO_WIDE)])
        if width <= _WIDEST_PAGE and stop - start > _TOO_WIDE:
            width = cells(text[start : min(stop, start + _WIDEST_PAGE)])
        reach = width + cells(text[at:start])
        ordinal, ended = ordinal_at(text, start, stop), is_ended(text, start, stop)
        lines.append(SetLine(text, Span(start, stop), indent=start - at, width=width, reach=reach, ordinal=ordinal, block=block, ended=ended))
        last = stop
    return lines


def joined(above: SetLine, below: SetLine) -> SetLine:
    """Two lines as the one that they are when nothing parts them."""
    return SetLine(
        above.text,
        Span(above.start, below.stop),
        indent=above.indent,
        width=above.width + below.width,
        reach=above.reach + below.width,
        ordinal=above.ordinal,
        block=below.block,
        ended=below.ended,
    )


def is_ended(text: str, start: int, stop: int) -> bool:
    """Whether a line comes to a stop, behind closing marks and icons too, or ends with a list of agencies behind one or with the page it stands for."""
    at = last_place(text, start, stop)
    if text[at] in SENTENCE_STOPS or is_dot(text, at) or (at < stop - 1 and ends_a_list(text, start, stop)):
        return True
    return (text[at].isdecimal() and stop - start <= _WIDEST_PAGE) and _CONTENTS_ENTRY.match(text, start, stop) is not None


def ends_a_list(text: str, start: int, stop: int) -> bool:
    """Whether the line ends with a list of agencies in brackets: …。（甲局、乙局负责）."""
    return text[stop - 1] in _LIST_CLOSES and _LIST_END.search(text, start, stop) is not None


def _line_ends(text: str, start: int, stop: int) -> int:
    return text.count("\n", start, stop) + text.count("\r", start, stop) - text.count("\r\n", start, stop)
