"""The lines of a view as the parser reads them: what each is, before any is given its place in the tree."""

from __future__ import annotations

from typing import NamedTuple

from planlint.damage.joins import PREAMBLE
from planlint.patterns import compiled
from planlint.phrases.ordinals import Family, Ordinal, ordinal_at
from planlint.phrases.stops import is_dot, last_place
from planlint.syntax.roles import genre_of
from planlint.text.spans import Span

_LINE = compiled(r"[^\r\n]+")
_STOPS = frozenset("。！？；：，、!?;:,")
_CLOSING = frozenset("”’）》〉】〕」』)]")
_OPENERS = frozenset("（(《〈“‘〔【「『[")
_DOCUMENT_NUMBER = compiled(r"[—\-（(]*[\p{Han}]{1,14}[ ]?[〔\[（(﹝【][ ]?\d{4}[ ]?[〕\]）)﹞】][ ]?第?[ ]?\d{1,5}[ ]?号[）)]?")
_DATE = compiled(
    r"[（(]?(?:发布|印发|成文)?(?:日期|时间)?[：:]?[ ]?(?:\d{4}|[〇零○一二三四五六七八九]{4})[ ]?年[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?月(?:[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?日)?(?:印发)?[）)]?"
)
_ORGAN = compiled(r"(?:委员会|办公厅|办公室|人民政府|[厅局委部署]|中心|集团|公司|行|会|院)$")
_CONTENTS_ENTRY = compiled(r".{2,60}?(?:[.…·．。]{2,}|[ \t\u3000]{2,}|\t)[ \t]*\d{1,3}$")
_FIGURES_APART = compiled(r"[0-9%％≥≤<>—\-+] +[0-9%％≥≤<>—\-+]")
_WORDS_APART = compiled(r"[\p{Han}）)](?= +[\p{Han}（(])")

_CELLS = 4


class Line(NamedTuple):
    """One line that holds anything. `start` and `stop` bound its text, `at` the line with its indentation."""

    at: int
    start: int
    stop: int
    ordinal: Ordinal | None

    @property
    def content(self) -> Span:
        """The span of the text without the spaces around it."""
        return Span(self.start, self.stop)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    lines: list[Line] = []
    for m in _LINE.finditer(text):
        content = m[0].strip()
        if content:
            start = m.start() + len(m[0]) - len(m[0].lstrip())
            stop = start + len(content)
            lines.append(Line(m.start(), start, stop, ordinal_at(text, start, stop)))
    return lines


def ends_with_stop(text: str, line: Line) -> bool:
    """Whether the line comes to a stop or a pause, behind closing brackets too."""
    at = last_place(text, line.start, line.stop)
    return text[at] in _STOPS or is_dot(text, at)


def is_document_number(text: str, line: Line) -> bool:
    """Whether the line is a document number (发文字号) alone."""
    return line.stop - line.start <= 40 and _DOCUMENT_NUMBER.fullmatch(text, line.start, line.stop) is not None


def is_date(text: str, line: Line) -> bool:
    """Whether the line is a date alone."""
    return line.stop - line.start <= 24 and _DATE.fullmatch(text, line.start, line.stop) is not None


def is_bracketed(text: str, line: Line) -> bool:
    """Whether the whole line stands in brackets, as （此件公开发布） or （2024—2026年） does."""
    return text[line.start] in "（(〔" and text[line.stop - 1] in "）)〕"


def is_organ(text: str, line: Line) -> bool:
    """Whether the line reads like a signature: it is short and ends as the name of a body does."""
    written = text[line.start : line.stop]
    return len(written) <= 60 and "关于" not in written and not ends_with_stop(text, line) and _ORGAN.search(written) is not None


def is_addressee(text: str, line: Line) -> bool:
    """Whether the line names those that a notice is sent to: it ends with a colon and holds no full stop."""
    return line.ordinal is None and text[line.stop - 1] in "：:" and text.find("。", line.start, line.stop) < 0


def title_genre(text: str, line: Line) -> str | None:
    """The genre of the document that the line entitles, or None when it is no title."""
    if line.stop - line.start > 90 or (line.ordinal is not None and line.ordinal.family is not Family.ANNEX):
        return None
    if ends_with_stop(text, line) or is_date(text, line) or is_document_number(text, line):
        return None
    written = text[line.start : line.stop].lstrip("#* \t").rstrip("* ")
    return None if opens_preamble(text, line) else genre_of(written)


def is_spaced_row(text: str, start: int, stop: int) -> bool:
    """Whether a line reads like a row of a table whose cells are parted by spaces: four cells and more, mostly of several letters.

    Figures stand beside figures in it, or words beside words where it holds no sentence; a text that sets its figures apart from its
    words has neither.
    """
    written = text[start:stop]
    cells = written.split()
    if len(cells) < _CELLS or any(mark in written for mark in "。；") or sum(len(cell) > 1 for cell in cells) * 2 < len(cells):
        return False
    return _FIGURES_APART.search(written) is not None or ("，" not in written and len(_WORDS_APART.findall(written)) > 1)


def opens_preamble(text: str, line: Line) -> bool:
    """Whether the line reads like the first sentence of a plan: 为…，制定本方案."""
    return PREAMBLE.match(text, line.start, line.stop) is not None and text.find("，", line.start, line.stop) >= 0


def is_contents_entry(text: str, line: Line) -> bool:
    """Whether the line is an entry of a table of contents: a title, dots or a gap, a page number."""
    return line.stop - line.start <= 90 and _CONTENTS_ENTRY.fullmatch(text, line.start, line.stop) is not None


def run_in_end(text: str, start: int, stop: int) -> int | None:
    """Where a run-in title ends: at the first 。 outside brackets and quotes, with text behind it. None when there is none."""
    depth = 0
    for at in range(start, min(stop, start + 80)):
        mark = text[at]
        if mark in _OPENERS:
            depth += 1
        elif mark in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 and mark in "。：:" and at + 1 < stop:
            return at if mark == "。" or at - start <= 16 else None
        elif depth == 0 and mark in "；":
            return None
    return None
