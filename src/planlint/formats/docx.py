"""Word files: a paragraph or a row of a table a line, with the way back to the runs that hold each character."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.formats.docx_numbering import Number, Numbering, glyph
from planlint.formats.docx_styles import Dress, Style, Styles, alignment, indent_of, is_on, outline_level
from planlint.formats.package import Package, W
from planlint.formats.unreadable import Unreadable
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record
from planlint.text.evidence import Align, Cell, Evidence, LineKind, ListItem
from planlint.text.source import Note, Origin, Remark, Source
from planlint.text.spans import Edit, Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "planlint"
"""Who comments and changes in planlint's name: what it did itself is nothing to tell of a file."""

MOST_PARAGRAPHS = 200_000
"""How many paragraphs are read."""

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_P, _R, _T, _TBL, _TR, _TC = map(_tag, ("p", "r", "t", "tbl", "tr", "tc"))
_PPR, _RPR, _SDT_CONTENT, _BOX, _VAL, _ID = map(_tag, ("pPr", "rPr", "sdtContent", "txbxContent", "val", "id"))
_SDT, _TAB, _POSITIONED_TAB, _BREAK, _RETURN, _NO_BREAK_HYPHEN, _SYMBOL = map(_tag, ("sdt", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym"))
_FIELD, _FIELD_SIMPLE, _RUBY, _FOOTNOTE, _ENDNOTE = map(_tag, ("fldChar", "fldSimple", "ruby", "footnoteReference", "endnoteReference"))
_ALTERNATE, _CHOICE, _FALLBACK = (f"{{{_COMPATIBILITY}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_FORMULAS = frozenset((f"{{{_MATH}}}oMath", f"{{{_MATH}}}oMathPara"))
_ADDED = frozenset((_tag("ins"), _tag("moveTo")))
_REMOVED = frozenset((_tag("del"), _tag("moveFrom")))
_WRAPPERS = frozenset(map(_tag, ("hyperlink", "smartTag", "customXml", "dir", "bdo"))) | _ADDED
_SHAPES = frozenset(map(_tag, ("drawing", "pict", "object")))
_BREAKS_OF_PAGES = frozenset(("page", "column"))
_COMMENT_START, _COMMENT_END, _COMMENT_REFERENCE = map(_tag, ("commentRangeStart", "commentRangeEnd", "commentReference"))
_NOTES = frozenset(("footnote", "endnote"))
_PARTS_WITH_TEXT = frozenset(("footnotes", "endnotes"))
_CHANGED_BY = _tag("author")
_KINDS_OF_PARTS = {"textbox": LineKind.BOX, "footnote": LineKind.NOTE, "endnote": LineKind.NOTE}
_FIELD_CODE = _tag("instrText")
_CONTENTS_FIELD = "TOC"
_CONTENTS_GALLERY = "Table of Contents"
_NEAR = 8
_RUNNING = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千〇○章节条篇甲乙丙丁戊己庚辛壬癸") | frozenset(
    map(chr, (*range(65, 91), *range(97, 123)))
)
_BLANKS = str.maketrans("\n\r\t\v\f", "     ")
_SYMBOLS = {
    **{0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xA5: "∞"},
    **{0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x6C: "λ", 0x6D: "μ", 0x57: "Ω", 0x77: "ω", 0x70: "π", 0x73: "σ", 0x53: "Σ", 0x71: "θ"},
}


class Stretch(Record):
    """Characters of the text that one element of the file holds.

    `node` is the element in a run that prints them; None for what no run holds: a number that Word counts, a formula.
    They begin at character `skip` of what the node prints. What is `fixed` is made by Word from something else, such as a field.
    `host` is the element of a run of the body at which a text box or note hangs that holds them.
    """

    start: int
    text: str
    node: _Element | None
    fixed: bool = False
    skip: int = 0
    host: _Element | None = None

    @property
    def stop(self) -> int:
        """Where the characters end in the text."""
        return self.start + len(self.text)


class _Piece(Record):
    """Characters of the paragraph that is being read, as a stretch has them; `run` is the number of the run, 0 for none."""

    text: str
    node: _Element | None
    fixed: bool
    run: int
    skip: int = 0


class _Field:
    """A field that is open: its code as far as it was read, and whether that is being read rather than the result."""

    __slots__ = ("code", "in_code")

    def __init__(self, code: str = "", *, in_code: bool = True) -> None:
        self.code = code
        self.in_code = in_code

    @property
    def is_contents(self) -> bool:
        """Whether the field makes a table of contents, or of tables or figures."""
        return self.code.split(maxsplit=1)[:1] == [_CONTENTS_FIELD]


class _Extra(Record):
    """A text box or a note that is to be read behind what it hangs at."""

    part: str
    content: _Element
    host: _Element
    paragraph: int
    cell: tuple[int, int, int] | None


class Placed(Record):
    """A paragraph of the file and the part of the text that it gives; `number` characters at its start are a number that Word counts."""

    start: int
    stop: int
    element: _Element
    number: int
    in_cell: bool


class Told(Record):
    """Something that there is to tell of the file: how often, and where first."""

    number: int
    start: int
    stop: int


def read(raw: bytes, name: str, *, format: str = "docx") -> Source:
    """The text of a Word file; `format` is that of the file which it was made from.

    Each paragraph of the body is a line, empty ones too, and each row of a table, its cells apart by tabs. A line break in a
    paragraph ends a line as well, but not in a cell. What stands in text boxes and notes comes behind the paragraph or table
    at which they hang; headers and footers are left out. Numbers that Word counts are printed, with a space where they need one.
    Tracked changes are read as accepted; fields as they were last shown; hidden text is left out.
    Raises Unreadable.
    """
    walk = Walk(Package(raw))
    return Source(
        walk.text,
        name,
        format=format,
        origins=tuple(walk.origins),
        layout=tuple(walk.layout),
        evidence=tuple(walk.evidence),
        remarks=tuple(Remark(kind, Span(told.start, told.stop), told.number) for kind, told in sorted(walk.told.items())),
        notes=tuple(_comments(walk)),
    )


def _comments(walk: Walk) -> Iterator[Note]:
    """The comments in the file, each at the paragraphs that it is about."""
    name = walk.package.related(walk.package.main, "comments")
    if name is None:
        return
    words = {
        comment.get(_ID): "\n".join("".join(text.text or "" for text in paragraph.iter(_T)) for paragraph in comment.iter(_P))
        for comment in walk.package.tree(name).iter(_tag("comment"))
    }
    opened: dict[str | None, int] = {}
    for placed in walk.paragraphs:
        for mark in placed.element.iter(_COMMENT_START, _COMMENT_END, _COMMENT_REFERENCE):
            number = mark.get(_ID)
            if mark.tag == _COMMENT_START:
                opened.setdefault(number, placed.start)
            elif number in words:
                yield Note(Span(opened.get(number, placed.start), placed.stop), words.pop(number))


def printed(node: _Element) -> str:
    """The characters that an element of a run prints outside of tables; those of a text without the spaces that Word drops."""
    tag = node.tag
    if tag == _T:
        written = node.text or ""
        if not written.isprintable():
            written = written.translate(_BLANKS)
        return written if node.get(_SPACE) == "preserve" else written.strip(" ")
    if tag in (_TAB, _POSITIONED_TAB):
        return "\t"
    if tag in (_BREAK, _RETURN):
        return "\n"
    if tag == _NO_BREAK_HYPHEN:
        return "-"
    return _symbol(node) if tag == _SYMBOL else ""


class Walk:
    """One pass through a file: its text, and where every character of it comes from."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.root = package.tree(package.main)
        if self.root.tag != _tag("document"):
            raise package.other_kind()
        self.parts = {package.main: self.root}
        self.stretches: list[Stretch] = []
        self.paragraphs: list[Placed] = []
        self.origins: list[Origin] = []
        self.layout: list[Edit] = []
        self.evidence: list[Evidence] = []
        self.told: dict[str, Told] = {}
        styles, numbering = (self._related(kind) for kind in ("styles", "numbering"))
        self._styles = Styles(styles)
        self._numbering = Numbering(numbering, self._styles.lists())
        self._pieces: list[str] = []
        self._length = 0
        self._begun = self._joins = False
        self._count = self._body_paragraphs = self._tables = self._paragraph = self._run_number = 0
        self._cell: tuple[int, int, int] | None = None
        self._part: str | None = None
        self._host: _Element | None = None
        self._fields: list[_Field] = []
        self._fields_end = _fields_end(self.root)
        self._in_contents = 0
        self._is_contents = False
        self._extras: list[_Extra] = []
        self._flushing = False
        self._notes: dict[str, dict[str, _Element]] = {}
        self._seen_notes: set[tuple[str, str]] = set()
        self._line: list[_Piece] = []
        self._line_length = 0
        self._fresh: list[str] = []
        self._runs_hide = _hides(self.root) or (styles is not None and _hides(styles))
        body = self.root.find(_tag("body"))
        if body is not None:
            self._blocks(body)
        self._flush()
        self.text = "".join(self._pieces)

    def _related(self, kind: str) -> _Element | None:
        name = self.package.related(self.package.main, kind)
        if name is None:
            return None
        root = self.package.tree(name)
        if kind in _PARTS_WITH_TEXT:
            self.parts[name] = root
        return root

    def _blocks(self, parent: _Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._read_paragraph(child)
                if self._extras and not self._joins:
                    self._flush()
            elif tag == _TBL:
                self._joins = False
                self._flush()
                self._read_table(child)
                self._flush()
            elif tag == _SDT:
                lists = _lists_contents(child)
                self._in_contents += lists
                for content in child.findall(_SDT_CONTENT):
                    self._blocks(content)
                self._in_contents -= lists
            elif tag == _ALTERNATE:
                chosen = _chosen(child)
                if chosen is not None:
                    self._blocks(chosen)
            elif tag in _WRAPPERS:
                self._blocks(child)

    def _flush(self) -> None:
        """Read the text boxes and notes that hang at what was read last, and then those that hang at these."""
        if self._flushing:
            return
        self._flushing = True
        while self._extras:
            waiting, self._extras = self._extras, []
            fields, self._fields = self._fields, []
            for extra in waiting:
                self._part, content, self._host, self._paragraph, self._cell = extra
                self._joins = False
                self._blocks(content)
            self._part = self._host = self._cell = None
            self._joins, self._fields = False, fields
        self._flushing = False

    def _read_paragraph(self, element: _Element) -> None:
        properties, gone = self._read_content(element)
        if gone and not self._line and not self._extras:
            self._settle(self._length)
            return
        joined = self._joins
        if not joined:
            self._begin_line()
            if self._part is None:
                self._body_paragraphs += 1
                self._paragraph = self._body_paragraphs
        if self._part in _NOTES:
            self._drop_gap()
        start = self._length
        number = None if joined or (not self._line and _ends_section(properties)) else self._number(properties)
        prefix = self._prefix(number)
        self._put_line(prefix)
        self.paragraphs.append(Placed(start, self._length, element, len(prefix), False))
        if not joined and self._length > start:
            self.evidence += self._said(properties, start, len(prefix), number and number.place)
        if self._part is None and not joined and not prefix and any(piece.text == "\t" for piece in self._line[:_NEAR]):
            self._close_gap(start)
        self._joins = gone

    def _read_content(self, element: _Element) -> tuple[_Element | None, bool]:
        """Read the runs of a paragraph; its properties come back, and whether its end is deleted, so that the next goes on in its line."""
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            raise Unreadable(
                f"段落超过 {MOST_PARAGRAPHS:,} 个；拆成几个文件后再检查",
                f"holds more than {MOST_PARAGRAPHS:,} paragraphs; split it into several files and check those",
            )
        self._line = []
        self._line_length = self._run_number = 0
        self._is_contents = self._in_contents > 0
        self._inline(element, fixed=False)
        while self._fields and self._fields[-1].in_code:
            self._fields.pop()
        properties = element.find(_PPR)
        mark = properties.find(_RPR) if properties is not None else None
        gone = False
        for change in mark if mark is not None else ():
            gone = gone or change.tag in _REMOVED
            if change.tag in _REMOVED or change.tag in _ADDED:
                self._note_change(change, self._line_length)
        return properties, gone

    def _begin_line(self) -> None:
        if self._begun:
            self._pieces.append("\n")
            self._length += 1
        self._begun = True

    def _inline(self, parent: _Element, *, fixed: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._read_run(child, fixed=fixed)
            elif tag in _WRAPPERS:
                start = self._line_length
                self._inline(child, fixed=fixed)
                if tag in _ADDED:
                    self._note_change(child, start)
            elif tag in _REMOVED:
                self._note_change(child, self._line_length)
            elif tag == _FIELD_SIMPLE:
                self._fields.append(_Field(child.get(_tag("instr"), ""), in_code=False))
                self._inline(child, fixed=True)
                self._fields.pop()
            elif tag == _SDT:
                for content in child.findall(_SDT_CONTENT):
                    self._inline(content, fixed=fixed)
            elif tag == _ALTERNATE:
                chosen = _chosen(child)
                if chosen is not None:
                    self._inline(chosen, fixed=fixed)
            elif tag in _FORMULAS:
                self._add("".join(text.text or "" for text in child.iter(f"{{{_MATH}}}t")).translate(_BLANKS), None, fixed=True)

    def _read_run(self, run: _Element, *, fixed: bool) -> None:
        self._run_number += 1
        hidden = self._runs_hide and self._is_hidden(run)
        if hidden and any(child.tag == _T and child.text for child in run):
            self._note("hidden-text", self._line_length, self._line_length)
        for child in run:
            tag = child.tag
            if tag == _RPR:
                continue
            if tag == _FIELD:
                self._turn_field(child.get(_tag("fldCharType")))
            elif tag == _FIELD_CODE and self._fields:
                self._fields[-1].code += child.text or ""
            elif hidden or (self._fields and any(field.in_code for field in self._fields)):
                continue
            elif tag == _T or tag in (_TAB, _POSITIONED_TAB, _RETURN, _NO_BREAK_HYPHEN, _SYMBOL):
                self._add(printed(child), child, fixed=fixed)
            elif tag == _BREAK:
                if self._line or child.get(_tag("type")) not in _BREAKS_OF_PAGES:
                    self._add("\n", child, fixed=fixed)
            elif tag in _SHAPES or tag == _ALTERNATE:
                self._extras += [self._extra("textbox", box, child) for box in _boxes(child)]
            elif tag == _FOOTNOTE:
                self._hang_note("footnote", child)
            elif tag == _ENDNOTE:
                self._hang_note("endnote", child)
            elif tag == _RUBY:
                for base in child.findall(_tag("rubyBase")):
                    self._inline(base, fixed=True)

    def _is_hidden(self, run: _Element) -> bool:
        properties = run.find(_RPR)
        if properties is None:
            return False
        own = properties.find(_tag("vanish"))
        if own is not None:
            return is_on(own)
        named = properties.find(_tag("rStyle"))
        return named is not None and self._styles.style(named.get(_VAL, "")).hidden

    def _turn_field(self, kind: str | None) -> None:
        """Keep count of the fields that are open, and of which of them the code is being read rather than the result."""
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_code = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _hang_note(self, kind: str, reference: _Element) -> None:
        name = reference.get(_ID, "")
        if (kind, name) in self._seen_notes:
            return
        self._seen_notes.add((kind, name))
        if kind not in self._notes:
            root = self._related(f"{kind}s")
            self._notes[kind] = {} if root is None else {note.get(_ID, ""): note for note in root.findall(_tag(kind))}
        note = self._notes[kind].get(name)
        if note is not None:
            self._extras.append(self._extra(kind, note, reference))

    def _extra(self, part: str, content: _Element, host: _Element) -> _Extra:
        in_body = self._part is None and self._cell is None
        paragraph = self._body_paragraphs + (not self._joins) if in_body else self._paragraph
        return _Extra(part, content, host if self._host is None else self._host, paragraph, self._cell)

    def _add(self, text: str, node: _Element | None, *, fixed: bool) -> None:
        if text:
            self._line.append(_Piece(text, node, fixed or bool(self._fields), self._run_number if node is not None else 0))
            self._line_length += len(text)
            if self._fields and self._fields_end:
                self._is_contents = self._is_contents or any(field.is_contents for field in self._fields)

    def _note(self, kind: str, start: int, stop: int) -> None:
        """Count something to tell; its place is one of the line that is being read until that is put behind the text."""
        known = self.told.get(kind)
        if known is None:
            self.told[kind] = Told(1, start, stop)
            self._fresh.append(kind)
        else:
            self.told[kind] = known._replace(number=known.number + 1)

    def _note_change(self, change: _Element, start: int) -> None:
        """Count a tracked change of somebody, whose text begins at a place of the line that is being read."""
        if change.get(_CHANGED_BY) != AUTHOR:
            self._note("tracked-changes", start, self._line_length)

    def _settle(self, base: int) -> None:
        for kind in self._fresh:
            told = self.told[kind]
            self.told[kind] = told._replace(start=told.start + base, stop=told.stop + base)
        self._fresh = []

    def _number(self, properties: _Element | None) -> Number | None:
        named = properties.find(_tag("pStyle")) if properties is not None else None
        style_id = named.get(_VAL) if named is not None else None
        style = self._styles.style(style_id)
        number, at = style.number, None
        if number is not None:
            at = self._numbering.level_of(number, style.numbered_by)
            at = style.at if at is None else at
        own = properties.find(_tag("numPr")) if properties is not None else None
        if own is not None:
            own_number, own_level = own.find(_tag("numId")), own.find(_tag("ilvl"))
            number = own_number.get(_VAL) if own_number is not None else number
            written = own_level.get(_VAL, "") if own_level is not None else ""
            at = int(written) if written in tuple("012345678") else (at or 0)
        return None if number is None else self._numbering.count(number, at or 0)

    def _prefix(self, number: Number | None) -> str:
        """A number as text, behind it a space where the text would run into it."""
        if number is None or not number.text:
            return ""
        last, first = number.text[-1], self._line[0].text[0] if self._line else " "
        if number.gap and not first.isspace() and (last in _RUNNING or (last == "." and first in "0123456789")):
            return f"{number.text} "
        return number.text

    def _originate(self, run: int) -> None:
        """Tell where the text from here on comes from."""
        origin = Origin(self._length, None, None, self._paragraph, run or None, self._cell, self._part)
        if self.origins and self.origins[-1].start == self._length:
            self.origins.pop()
        self.origins.append(origin)

    def _drop_gap(self) -> None:
        """Leave out the spaces that Word sets between the mark of a note and its text."""
        while self._line and not self._line[0].text.strip():
            del self._line[0]
        if self._line:
            first = self._line[0]
            kept = first.text.lstrip()
            self._line[0] = first._replace(text=kept, skip=len(first.text) - len(kept))

    def _put_line(self, prefix: str) -> None:
        """Put a number and what was read of a paragraph behind the text."""
        if prefix or not self._line:
            self._originate(0)
        if prefix:
            self.stretches.append(Stretch(self._length, prefix, None, True, 0, self._host))
            self._pieces.append(prefix)
            self._length += len(prefix)
        if self._fresh:
            self._settle(self._length)
        last = -1
        for text, node, fixed, run, skip in self._line:
            if run != last:
                self._originate(run)
                last = run
            self.stretches.append(Stretch(self._length, text, node, fixed, skip, self._host))
            self._pieces.append(text)
            self._length += len(text)

    def _said(self, properties: _Element | None, start: int, number: int, place: ListItem | None) -> Iterator[Evidence]:
        """What the paragraph that was put last says of each of its lines that is not empty; the first is what its style makes of it."""
        style, align, indent = self._style(properties)
        kind, level = self._kind(style, properties)
        for at, dress, alike in self._dressed(style, number):
            yield Evidence(start + at, kind, level, place, None, dress.font, dress.size, dress.bold is True, alike, align, indent)
            if kind is LineKind.HEADING:
                kind = LineKind.TEXT
            level, place, indent = 0, None, 0

    def _style(self, properties: _Element | None) -> tuple[Style, Align, float]:
        """The style of a paragraph, how it is aligned, and how far its first line is set in."""
        named = properties.find(_tag("pStyle")) if properties is not None else None
        style = self._styles.style(named.get(_VAL) if named is not None else None)
        if properties is None:
            return style, style.align, style.indent.points(style.dress.size)
        return style, alignment(properties) or style.align, indent_of(properties).over(style.indent).points(self._styles.dress(style, None).size)

    def _kind(self, style: Style, properties: _Element | None) -> tuple[LineKind, int]:
        """What a paragraph is, and the level of the heading or entry."""
        if self._part is not None:
            return _KINDS_OF_PARTS[self._part], 0
        if self._is_contents or style.contents:
            return LineKind.CONTENTS, style.contents
        if style.title:
            return LineKind.TITLE, 0
        own = outline_level(properties) if properties is not None else None
        level = style.level if own is None else own
        return (LineKind.HEADING if level else LineKind.TEXT), level

    def _dressed(self, style: Style, number: int) -> Iterator[tuple[int, Dress, int]]:
        """The lines of the paragraph that was read last that are not empty: where each begins, how, and how far it goes on like that."""
        begin, at = 0, number
        dress: Dress | None = None
        alike, goes_on = number, True
        for text, node, *_ in self._line:
            if text == "\n":
                if at > begin:
                    yield begin, dress or Dress(), alike
                begin, dress, alike, goes_on = at + 1, None, 0, True
            elif goes_on and text.isspace():
                alike += len(text)
            elif goes_on:
                run = _run_of(node)
                found = self._styles.dress(style, run.find(_RPR) if run is not None else None)
                goes_on = dress in (None, found)
                dress = dress or found
                alike += len(text) if goes_on else 0
            at += len(text)
        if at > begin:
            yield begin, dress or Dress(), alike

    def _close_gap(self, start: int) -> None:
        """Read a tab behind a number as a space, so that the line is not taken for a row of a table."""
        line = "".join(piece.text for piece in self._line[:_NEAR])
        ordinal = ordinal_at(line, 0, len(line))
        if ordinal is None:
            return
        at = line.find("\t", ordinal.span.stop, ordinal.span.stop + len(ordinal.gap))
        if at >= 0:
            self.layout.append(Edit(Span(start + at, start + at + 1), " "))

    def _read_table(self, table: _Element) -> None:
        self._tables += 1
        number, cell, paragraph = self._tables, self._cell, self._paragraph
        merged: dict[int, int] = {}
        for at, row in enumerate(_undeleted(table, _TR), 1):
            self._begin_line()
            self._read_row(row, number, at, merged)
        self._cell, self._paragraph = cell, paragraph

    def _read_row(self, row: _Element, table: int, at: int, merged: dict[int, int]) -> None:
        """Read a row; `merged` has for each column the evidence of the cell above into which others may be merged."""
        column = 1 + _count(row.find(f"{_tag('trPr')}/{_tag('gridBefore')}"))
        is_header = is_on(row.find(f"{_tag('trPr')}/{_tag('tblHeader')}"))
        first = True
        for cell in _undeleted(row, _TC):
            properties = cell.find(_tag("tcPr"))
            wide = max(1, _count(properties.find(_tag("gridSpan")))) if properties is not None else 1
            if properties is not None and _continues(properties, "hMerge"):
                self._widen(at, wide)
                column += wide
                continue
            if not first:
                self._pieces.append("\t")
                self._length += 1
            first = False
            self._cell, self._paragraph = (table, at, column), 1
            self._originate(0)
            goes_on = properties is not None and _continues(properties, "vMerge")
            if not goes_on or not self._lengthen(merged.get(column), at):
                merged[column] = len(self.evidence)
                self.evidence.append(Evidence(self._length, LineKind.CELL, cell=Cell(table, at, column, 1, wide, is_header)))
            if not goes_on:
                self._read_cell(cell)
            column += wide

    def _widen(self, row: int, wide: int) -> None:
        """Let the cell that was begun last take up more columns, where it stands in this row."""
        said = self.evidence[-1] if self.evidence else None
        if said is not None and said.cell is not None and said.cell.row == row:
            self.evidence[-1] = said._replace(cell=said.cell._replace(columns=said.cell.columns + wide))

    def _lengthen(self, above: int | None, row: int) -> bool:
        """Let the cell above go on in a row, where there is one that reaches it."""
        said = self.evidence[above] if above is not None else None
        if above is None or said is None or said.cell is None or said.cell.row + said.cell.rows != row:
            return False
        self.evidence[above] = said._replace(cell=said.cell._replace(rows=said.cell.rows + 1))
        return True

    def _read_cell(self, cell: _Element) -> None:
        """Put the paragraphs of a cell behind the text, apart by spaces, empty ones too; those of tables within it follow where they stand."""
        first, joins, dressed = True, False, False
        for self._paragraph, element in enumerate(_paragraphs_of(cell), 1):
            properties, gone = self._read_content(element)
            if gone and not self._line:
                self._settle(self._length)
                continue
            self._line = [piece._replace(text=piece.text.translate(_BLANKS)) for piece in self._line]
            prefix = "" if joins else self._prefix(self._number(properties))
            if not first and not joins:
                self._pieces.append(" ")
                self._length += 1
            start = self._length
            self._put_line(prefix)
            if start < self._length and not dressed:
                self._dress_cell(properties, len(prefix))
                dressed = True
            self.paragraphs.append(Placed(start, self._length, element, len(prefix), True))
            first, joins = False, gone

    def _dress_cell(self, properties: _Element | None, number: int) -> None:
        """Tell how the first paragraph of the cell that was begun last is set."""
        style, align, indent = self._style(properties)
        _, dress, alike = next(self._dressed(style, number))
        self.evidence[-1] = self.evidence[-1]._replace(font=dress.font, size=dress.size, bold=dress.bold is True, alike=alike, align=align, indent=indent)


def _hides(root: _Element) -> bool:
    return next(root.iter(_tag("vanish")), None) is not None


def _ends_section(properties: _Element | None) -> bool:
    """Whether a section ends with the paragraph: one that holds nothing else shows no number, and counts none."""
    return properties is not None and properties.find(_tag("sectPr")) is not None


def _fields_end(root: _Element) -> bool:
    """Whether every field that begins ends: else what follows the one that does not would all be its result."""
    kinds = [mark.get(_tag("fldCharType")) for mark in root.iter(_FIELD)]
    return kinds.count("begin") == kinds.count("end")


def _lists_contents(control: _Element) -> bool:
    """Whether a content control holds a table of contents."""
    gallery = control.find(f"{_tag('sdtPr')}/{_tag('docPartObj')}/{_tag('docPartGallery')}")
    return gallery is not None and gallery.get(_VAL) == _CONTENTS_GALLERY


def _run_of(node: _Element | None) -> _Element | None:
    """The run that an element stands in; None for what no run holds."""
    while node is not None and node.tag != _R:
        node = node.getparent()
    return node


def _chosen(alternate: _Element) -> _Element | None:
    """The alternative that a reader of today shows; the one for old readers where only that has text in a box."""
    choice, fallback = alternate.find(_CHOICE), alternate.find(_FALLBACK)
    if choice is None:
        return fallback
    if fallback is not None and next(choice.iter(_BOX, _T), None) is None and next(fallback.iter(_BOX), None) is not None:
        return fallback
    return choice


def _boxes(shape: _Element) -> Iterator[_Element]:
    """The contents of the text boxes of a shape, each once, but not those inside another."""
    if shape.tag == _BOX:
        yield shape
    elif shape.tag == _ALTERNATE:
        chosen = _chosen(shape)
        if chosen is not None:
            yield from _boxes(chosen)
    else:
        for child in shape:
            yield from _boxes(child)


def _undeleted(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row that are not deleted, within controls as well."""
    for child in parent:
        if child.tag == tag:
            if not _is_deleted(child):
                yield child
        elif child.tag == _SDT:
            for content in child.findall(_SDT_CONTENT):
                yield from _undeleted(content, tag)
        elif child.tag in _WRAPPERS:
            yield from _undeleted(child, tag)


def _is_deleted(part: _Element) -> bool:
    name = ("trPr", "del") if part.tag == _TR else ("tcPr", "cellDel")
    return part.find("/".join(map(_tag, name))) is not None


def _paragraphs_of(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        tag = child.tag
        if tag == _P:
            yield child
        elif tag == _TBL:
            for row in _undeleted(child, _TR):
                for cell in _undeleted(row, _TC):
                    yield from _paragraphs_of(cell)
        elif tag == _SDT:
            for content in child.findall(_SDT_CONTENT):
                yield from _paragraphs_of(content)
        elif tag in _WRAPPERS:
            yield from _paragraphs_of(child)


def _continues(properties: _Element, name: str) -> bool:
    """Whether a cell goes on with the one above or before it, into which it is merged."""
    merged = properties.find(_tag(name))
    return merged is not None and merged.get(_VAL, "continue") != "restart"


def _count(element: _Element | None) -> int:
    written = element.get(_VAL, "") if element is not None else ""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0


def _symbol(node: _Element) -> str:
    written = node.get(_tag("char"), "")
    if not 1 <= len(written) <= 4 or not all(c in "0123456789abcdefABCDEF" for c in written):
        return "□"
    code = int(written, 16)
    if node.get(_tag("font"), "") == "Symbol":
        return _SYMBOLS.get(code & 0xFF, "□")
    character = glyph(chr(code if code > 0xFF else code + 0xF000))
    return character if character.isprintable() and not 0xD800 <= ord(character) <= 0xDFFF else "□"
