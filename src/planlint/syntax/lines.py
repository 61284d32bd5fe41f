"""The lines of a view as the parser reads them: what each is, before any is given its place in the tree."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, groupby

from planlint.damage.joins import PREAMBLE
from planlint.formats.format import format_named
from planlint.patterns import compiled, escape
from planlint.phrases.bodies import names_issuer
from planlint.phrases.marks import CLOSING_MARKS, OPENING_MARKS, is_dot, last_place
from planlint.phrases.metadata import Field, entry_at, is_beside_article
from planlint.phrases.ordinals import Family, Ordinal, ordinal_at
from planlint.phrases.times import is_date
from planlint.phrases.titles import is_document_number
from planlint.record import Record
from planlint.syntax.roles import genre_of
from planlint.text.evidence import Evidence, LineKind
from planlint.text.spans import Span, written_lines
from planlint.text.view import View

_STOPS = frozenset("。！？；：，、!?;:,")
_FIGURES_APART = compiled(r"[0-9%％≥≤<>—\-+] +[0-9%％≥≤<>—\-+]")
_WORDS_APART = compiled(r"[\p{Han}）)](?= +[\p{Han}（(])")

_PARTING_TAB = compiled(r"(?<![。；])\t+|(?<=[。；])\t+(?![（(〔\t])")
_ARTICLE_IN_LINE = compiled(r"(?<=\p{Han})[ \t\u3000]+(?=第[一二三四五六七八九十百零〇0-9]{1,6}条[ \t\u3000])")
_TITLE_MARKS = compiled(f"[{''.join(map(escape, sorted(OPENING_MARKS | CLOSING_MARKS)))}。：:；]")
_LONGEST_TITLE = 80
_CELLS = 4
_LONGEST_CHAPTER = 40


class Line(Record):
    """One line that holds anything. `start` and `stop` bound its text, `at` the line with its indentation.

    `level` is that of the heading which the file makes of it, 0 for none, and `said` what else the file says that it is; `is_row` tells
    that it is a row of a table, `is_entitled` that it is set as a title is, `is_counted` that the file itself counts it, `is_item` that its number is one of a list in the body and no
    heading.
    """

    at: int
    start: int
    stop: int
    ordinal: Ordinal | None
    level: int = 0
    said: LineKind = LineKind.TEXT
    is_row: bool = False
    is_entitled: bool = False
    is_counted: bool = False
    is_item: bool = False

    @property
    def content(self) -> Span:
        """The span of the text without the spaces around it."""
        return Span(self.start, self.stop)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    lines: list[Line] = []
    for at, start, stop in written_lines(text):
        lines += _articles(text, Line(at, start, stop, ordinal_at(text, start, stop)))
    return lines


def with_evidence(view: View, lines: list[Line]) -> list[Line]:
    """The lines with what the file says of them: headings, code, quotations, contents, boxes, rows of tables.

    Where the format tells cells, what it says of them holds; else a line with a tab in it is a row, but for a tab that stands by itself in
    a numbered line.
    """
    evidence = view.source.evidence
    size = view.source.size
    told = {view.find(one.start): one for one in evidence if _says_something(one) and one.cell is None}
    if _is_set_in_quotes(lines, told):
        told = {at: one for at, one in told.items() if one.kind is not LineKind.QUOTE}
    cells = sorted(view.find(one.start) for one in evidence if one.cell is not None)
    if told:
        lines = [_line_as_told(line, one, size) if (one := told.get(line.start, told.get(line.at))) is not None else line for line in lines]
    if cells:
        return [_row(view.text, line) if _holds(cells, line) else line for line in lines]
    return _with_rows(view.text, lines, tabled=format_named(view.source.format).tells_cells)


def _is_set_in_quotes(lines: list[Line], told: dict[int, Evidence]) -> bool:
    """Whether most of a text stands in quotations, and other lines between them, so that they are how it is set and cite nothing."""
    quoted = [(one := told.get(line.start, told.get(line.at))) is not None and one.kind is LineKind.QUOTE for line in lines]
    if sum(is_quoted for is_quoted, _ in groupby(quoted)) < 2:
        return False
    return sum(line.content.length for line in compress(lines, quoted)) * 2 > sum(line.content.length for line in lines)


def _says_something(one: Evidence) -> bool:
    return one.kind is not LineKind.TEXT or one.list is not None or one.align == "center"


def _line_as_told(line: Line, one: Evidence, size: float) -> Line:
    if one.kind in (LineKind.CODE, LineKind.QUOTE):
        return line._replace(said=one.kind, ordinal=None)
    return line._replace(
        said=one.kind,
        level=one.level if one.kind is LineKind.HEADING else 0,
        is_entitled=one.kind is LineKind.TITLE or (one.align == "center" and (one.bold or one.size > size > 0)),
        is_counted=one.list is not None,
    )


def _row(text: str, line: Line) -> Line:
    """The line as a row of a table; the head of a box that is drawn as a table stays one."""
    if line.ordinal is not None and line.ordinal.family is Family.BOX and text.find("\t", line.start, line.stop) < 0:
        return line
    return line._replace(is_row=True, ordinal=None)


def _holds(cells: list[int], line: Line) -> bool:
    at = bisect_left(cells, line.at)
    return at < len(cells) and cells[at] < line.stop


def _with_rows(text: str, lines: list[Line], *, tabled: bool) -> list[Line]:
    """The lines, rows of tables marked as such. In a numbered line one tab is no table: the line beside it has as many."""
    tabs = [_tabs(text, line) for line in lines]
    widths = [_width(text, line) if tabs[at] else 0 for at, line in enumerate(lines)]
    found: list[Line] = []
    for at, line in enumerate(lines):
        lone = line.ordinal is not None and widths[at] not in (widths[at - 1] if at else 0, widths[at + 1] if at + 1 < len(lines) else 0)
        row = (tabs[at] and not lone) or (text[line.start] == "|" and text[line.stop - 1] == "|" and line.stop - line.start > 1)
        found.append(line._replace(is_row=True) if row or (tabled and text.startswith("\t", line.stop)) else line)
    return found


def _tabs(text: str, line: Line) -> int:
    """How many cells the tabs of a line part; one behind a number, or between a stop and a bracket, parts none."""
    if text.find("\t", line.start, line.stop) < 0:
        return 0
    start = line.ordinal.after if line.ordinal is not None else line.start
    return sum(1 for _ in _PARTING_TAB.finditer(text, start, line.stop))


def _width(text: str, line: Line) -> int:
    """How many tabs a line has behind its number, those of empty cells at its end too."""
    start = line.ordinal.after if line.ordinal is not None else line.start
    end = text.find("\n", line.stop)
    return text.count("\t", start, end if end >= 0 else len(text))


def _articles(text: str, line: Line) -> list[Line]:
    """The line, or the chapter and the first article that stand in one line: 第一章　总则　　第一条 ….."""
    if line.ordinal is None or line.ordinal.family not in (Family.CHAPTER, Family.SECTION):
        return [line]
    m = _ARTICLE_IN_LINE.search(text, line.ordinal.after, min(line.stop, line.ordinal.after + _LONGEST_CHAPTER))
    if m is None or (ordinal := ordinal_at(text, m.end(), line.stop)) is None:
        return [line]
    return [line._replace(stop=m.start()), Line(m.start(), m.end(), line.stop, ordinal)]


def ends_with_stop(text: str, line: Line) -> bool:
    """Whether the line comes to a stop or a pause, behind closing brackets too."""
    at = last_place(text, line.start, line.stop)
    return text[at] in _STOPS or is_dot(text, at)


def is_metadata(text: str, line: Line) -> bool:
    """Whether the line is one that a register or a database of laws sets above a document: 发文字号：…, 时效性：…."""
    entry = entry_at(text, line.start, line.stop)
    return entry is not None and entry.field is not Field.SITE


def is_bracketed(text: str, line: Line) -> bool:
    """Whether the whole line stands in brackets, as （此件公开发布） or （2024—2026年） does."""
    return text[line.start] in "（(〔" and text[line.stop - 1] in "）)〕"


def is_organ(text: str, line: Line) -> bool:
    """Whether the line reads like a signature: it is short and ends as the name of a body does."""
    written = text[line.start : line.stop]
    return len(written) <= 60 and "关于" not in written and not ends_with_stop(text, line) and names_issuer(written)


def is_addressee(text: str, line: Line) -> bool:
    """Whether the line names those that a notice is sent to: it ends with a colon, holds no full stop, and is no control of a page (分享到：)."""
    if line.ordinal is not None or text[line.stop - 1] not in "：:" or text.find("。", line.start, line.stop) >= 0:
        return False
    return not is_beside_article(text, *line.content)


def title_genre(text: str, line: Line) -> str | None:
    """The genre of the document that the line entitles, or None when it is no title."""
    if line.stop - line.start > 90 or (line.ordinal is not None and line.ordinal.family is not Family.ANNEX):
        return None
    if ends_with_stop(text, line) or is_date(text, *line.content) or is_document_number(text, *line.content):
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


def run_in_end(text: str, start: int, stop: int) -> int | None:
    """Where a run-in title ends: at the first 。 outside brackets and quotes, with text behind it. None when there is none."""
    depth = 0
    for m in _TITLE_MARKS.finditer(text, start, min(stop, start + _LONGEST_TITLE)):
        at, mark = m.start(), m[0]
        if mark in OPENING_MARKS:
            depth += 1
        elif mark in CLOSING_MARKS:
            depth = max(depth - 1, 0)
        elif depth == 0 and mark in "。：:" and at + 1 < stop:
            return at if mark == "。" or at - start <= 16 else None
        elif depth == 0 and mark == "；":
            return None
    return None
