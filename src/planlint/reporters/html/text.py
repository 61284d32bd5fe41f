"""The plan's own text in blocks, with the findings at their words and the repairs as tracked changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from planlint.findings.diagnostic import Diagnostic
from planlint.patterns import compiled
from planlint.phrases.times import is_date
from planlint.record import Record
from planlint.syntax.lines import Line, is_organ
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.tables import Table, tables
from planlint.text.source import Source
from planlint.text.spans import Edit, Span, non_overlapping

BREAK = "\n"
"""The text of a piece that ends a line."""

_LINE_END = compiled(r"[ \t\u3000]*[\r\n][ \t\u3000\r\n]*")
_UNSEEN = "↵"
_BLANK = "␣"
_MOST_CELLS = 1000
_PAGE_FURNITURE = (Kind.CONTENTS, Kind.FRONT, Kind.TITLE, Kind.CODE)


class Piece(Record):
    """A stretch of text that is shown in one way.

    `notes` are the numbers of the findings that speak of it, `change` is “del” or “ins” in a repair, `strong` marks a title that its
    text goes on behind. `first` are those of the findings that have no words before it.
    """

    text: str
    notes: tuple[int, ...] = ()
    change: str = ""
    strong: bool = False
    first: tuple[int, ...] = ()


class Cell(Record):
    """A cell of a table: its pieces, how many rows and columns it takes, and whether it is one of the head."""

    pieces: Sequence[Piece]
    rows: int
    columns: int
    is_header: bool


class Block(Record):
    """A title, heading, paragraph or table. `kind` is that of its leaf, `level` that of a heading, 0 for all others.

    `number` is its place among the blocks of the file, `chapter` that of its chapter, `notes` the numbers of the findings that begin in it.
    """

    number: int
    kind: str
    level: int
    chapter: int
    pieces: Sequence[Piece]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[int]


class Chapter(Record):
    """A chapter: its title, its first block, and the numbers of the findings in it."""

    title: str
    block: int
    notes: list[int]


class Text(Record):
    """The text of a file: its blocks, its chapters, for each node of the tree that begins one the number of its block, and the findings with words."""

    blocks: list[Block]
    chapters: list[Chapter]
    places: dict[int, int]
    marked: frozenset[int]


def text_of(source: Source, plan: Plan | None, findings: Sequence[Diagnostic]) -> Text:
    """The blocks of a source, in order; without a plan every line is one. Findings go by their place in the sequence."""
    return _Setter(source, plan, findings).text()


class _Stretch(Record):
    """A stretch of the source that makes a block, with the leaves of the tree that it holds: of a table many, else one, none without a plan."""

    span: Span
    leaves: Sequence[Node]
    table: Table | None = None

    @property
    def leaf(self) -> Node | None:
        """The first leaf."""
        return self.leaves[0] if self.leaves else None


class _Marks(Record):
    """By offset the findings that begin, those that end, and those that have no length."""

    opened: dict[int, list[int]]
    closed: dict[int, list[int]]
    empty: dict[int, list[int]]


class _Setter:
    """Cuts the source where the tree, the findings and the repairs ask for it."""

    def __init__(self, source: Source, plan: Plan | None, findings: Sequence[Diagnostic]) -> None:
        self._source = source
        self._plan = plan
        self._findings = findings
        self._begun: set[int] = set()
        changes = {edit: number for number, found in enumerate(findings) if found.fix is not None for edit in found.fix.edits if _is_seen(source, edit)}
        self._changes = non_overlapping(changes)
        self._change_starts = [edit.span.start for edit in self._changes]
        self._changed_by = changes
        self._by_start = sorted(range(len(findings)), key=lambda number: findings[number].span)
        self._next = 0
        self._open: list[int] = []
        self._read = list(plan.view.edits()) if plan is not None else []
        self._read_starts = [edit.span.start for edit in self._read]
        self._layout = {edit.span for edit in source.layout}

    def text(self) -> Text:
        """The whole text."""
        blocks: list[Block] = []
        chapters: list[Chapter] = []
        places: dict[int, int] = {}
        for stretch in self._stretches():
            title = self._opens(stretch.leaf)
            if title is not None or not chapters:
                chapters.append(Chapter(title or "", len(blocks), []))
            block = self._block(stretch, len(blocks), len(chapters) - 1)
            if block.kind == Kind.FRONT:
                block = block._replace(kind=_kind_of_front(self._plan, stretch.leaf))
            if not block.pieces and not block.rows and not block.notes:
                continue
            for node in (*stretch.leaves, *self._begun_by(stretch.leaf)):
                places.setdefault(node.index, block.number)
            chapters[-1].notes.extend(block.notes)
            blocks.append(block)
        return Text(blocks, chapters, places, frozenset(_marked(blocks)))

    def _stretches(self) -> Iterator[_Stretch]:
        """The source in order, without a gap."""
        plan, length = self._plan, len(self._source.text)
        if plan is None:
            starts = [*self._source.line_starts, length]
            yield from (_Stretch(Span(start, stop), ()) for start, stop in pairwise(starts))
            return
        found = plan.fact(tables)
        table_starts = [table.span.start for table in found]
        starts = [plan.view.locate(Span(leaf.span.start, leaf.span.start)).start for leaf in plan.leaves]
        edges = [0, *starts[1:], length]
        held: list[Node] = []
        table: Table | None = None
        begun = 0
        for at, leaf in enumerate(plan.leaves):
            last, table = table, _table_at(found, table_starts, leaf)
            if last is not None and table is not last:
                yield _Stretch(Span(begun, edges[at]), held, last)
            if table is None:
                yield _Stretch(Span(edges[at], max(edges[at], edges[at + 1])), (leaf,))
            elif table is last:
                held.append(leaf)
            else:
                held, begun = [leaf], edges[at]
        if table is not None:
            yield _Stretch(Span(begun, length), held, table)

    def _opens(self, leaf: Node | None) -> str | None:
        """The title of the chapter that a leaf opens, None where it opens none."""
        for node in self._begun_by(leaf):
            if node.level == 1 and not node.is_item:
                return node.label
            if node.kind in (Kind.NOTICE, Kind.PLAN, Kind.ANNEX) and node.title:
                return node.short_title
        return None

    def _begun_by(self, leaf: Node | None) -> Iterator[Node]:
        """The nodes whose first leaf this is, the nearest first."""
        node = leaf
        while node is not None and node.parent is not None and node.parent.children[0] is node:
            yield node.parent
            node = node.parent

    def _block(self, stretch: _Stretch, number: int, chapter: int) -> Block:
        span, leaf, table = stretch.span, stretch.leaf, stretch.table
        last = span.stop == len(self._source.text)
        while self._next < len(self._by_start) and (last or self._start(self._by_start[self._next]) < span.stop):
            self._open.append(self._by_start[self._next])
            self._next += 1
        here = self._open
        notes = [at for at in here if at not in self._begun]
        if table is not None:
            rows, pieces = list(self._rows(table, here)), []
        else:
            rows, pieces = [], self._pieces(span, here, _lead_in(self._plan, leaf), to_end=last)
        self._begun.update(notes)
        self._open = [at for at in here if self._findings[at].span.stop > span.stop]
        return Block(number, _kind(leaf, table), _level(leaf) if table is None else 0, chapter, pieces, rows, notes)

    def _start(self, number: int) -> int:
        return self._findings[number].span.start

    def _rows(self, table: Table, here: Sequence[int]) -> Iterator[list[Cell]]:
        assert self._plan is not None
        rows: defaultdict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            place = self._plan.view.locate(cell.span)
            pieces = self._pieces(place, [at for at in here if self._findings[at].span.start <= place.stop], None, to_end=True)
            self._begun.update(at for piece in pieces for at in piece.notes)
            rows[cell.row].append(Cell(pieces, min(cell.rows, _MOST_CELLS), min(cell.columns, _MOST_CELLS), cell.is_header))
        yield from rows.values()

    def _pieces(self, span: Span, here: Sequence[int], strong: Span | None, *, to_end: bool) -> list[Piece]:
        """A stretch cut where findings, repairs and what the reader leaves out begin and end, without the blanks around it.

        What is inserted at its very end belongs to it with `to_end`, else to the stretch that follows.
        """
        made = list(self._cut(span, here, strong, to_end=to_end))
        seen = {at for piece in made for at in piece.notes if piece.text.strip()}
        begun = {at for at in here if at not in self._begun}
        shown: list[Piece] = []
        for piece in _trimmed(made):
            missing = [at for at in piece.notes if at in begun and at not in seen]
            if missing and not piece.text.strip():
                piece = piece._replace(text=_UNSEEN if BREAK in piece.text or not piece.text else _BLANK)
            if not piece.text:
                continue
            first = tuple(at for at in piece.notes if at in begun)
            begun.difference_update(first)
            shown.append(piece._replace(first=first))
        return shown

    def _cut(self, span: Span, here: Sequence[int], strong: Span | None, *, to_end: bool) -> Iterator[Piece]:
        """The pieces of a stretch between all places where something begins or ends."""
        edits = self._within(self._changes, self._change_starts, span)
        read = self._within(self._read, self._read_starts, span)
        marks = self._marks(span, here)
        points = {span.start, span.stop, *marks.opened, *marks.closed, *marks.empty}
        points |= {point for edit in (*edits, *read) for point in edit.span if span.start < point < span.stop}
        points |= {point for point in strong or () if span.start < point < span.stop}
        changes, reading = _Cursor(edits), _Cursor(read)
        active: dict[int, None] = {}
        for start, stop in pairwise([*sorted(points), span.stop]):
            for number in marks.closed.get(start, ()):
                del active[number]
            if start in marks.empty:
                yield Piece("", tuple(marks.empty.pop(start)))
            active |= dict.fromkeys(marks.opened.get(start, ()))
            change = changes.at(start)
            if change is not None and change.span == (start, start) and (start < stop or to_end):
                yield Piece(_in_one_line(change.text), (self._changed_by[change],), "ins")
            if start < stop:
                text = self._shown(start, stop, reading.at(start))
                piece = Piece(text, tuple(active), strong=strong is not None and strong.start <= start < strong.stop)
                last = change is not None and stop == min(change.span.stop, span.stop)
                yield from self._changed(piece, change, last=last) if change is not None and change.span.stop > start else (piece,)

    def _marks(self, span: Span, here: Sequence[int]) -> _Marks:
        """Where findings begin and end in a stretch, and where those stand that have no length."""
        marks = _Marks({}, {}, {})
        for number in here:
            place = self._findings[number].span
            start, stop = max(place.start, span.start), min(place.stop, span.stop)
            if start < stop:
                marks.opened.setdefault(start, []).append(number)
                marks.closed.setdefault(stop, []).append(number)
            elif place.length == 0 and span.start <= place.start <= span.stop and number not in self._begun:
                marks.empty.setdefault(place.start, []).append(number)
        return marks

    def _changed(self, piece: Piece, change: Edit, *, last: bool) -> Iterator[Piece]:
        """A piece that a repair takes out, and behind the last of them what it puts in its place."""
        number = self._changed_by[change]
        notes = piece.notes if number in piece.notes else (number, *piece.notes)
        yield Piece(piece.text if piece.text.strip() else _BLANK * len(piece.text), notes, "del")
        if last and change.text:
            yield Piece(_in_one_line(change.text), (number,), "ins")

    def _within(self, edits: Sequence[Edit], starts: Sequence[int], span: Span) -> Sequence[Edit]:
        """The edits that touch a stretch; they are in order and apart."""
        first = bisect_left(starts, span.start)
        if first and edits[first - 1].span.stop > span.start:
            first -= 1
        return edits[first : bisect_right(starts, span.stop)]

    def _shown(self, start: int, stop: int, read: Edit | None) -> str:
        """The text of a stretch: without the ends of lines that the reader joins and what it leaves out as layout of the page."""
        text = self._source.text[start:stop]
        if read is None or read.span.stop <= start:
            return _LINE_END.sub(BREAK, text)
        if read.span in self._layout:
            return read.text if start == read.span.start else ""
        if not text.strip():
            return read.text if _LINE_END.search(text) else text
        return " ".join(text.split()) if _LINE_END.search(text) else text


class _Cursor:
    """Tells the edit at a place, for places that only go on."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._at = 0

    def at(self, offset: int) -> Edit | None:
        """The edit that begins at or holds an offset; None where there is none."""
        while self._at < len(self._edits) and self._edits[self._at].span.stop <= offset and self._edits[self._at].span.start < offset:
            self._at += 1
        edit = self._edits[self._at] if self._at < len(self._edits) else None
        return edit if edit is not None and edit.span.start <= offset else None


def _is_seen(source: Source, edit: Edit) -> bool:
    """Whether a change can be seen in a line: one that only joins lines or parts them can't."""
    old = edit.span.of(source.text)
    return bool(edit.text.strip() or old.strip()) or (bool(old) and not edit.text and _LINE_END.search(old) is None)


def _in_one_line(text: str) -> str:
    return _UNSEEN.join(text.splitlines()) or text


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the blanks before the first and behind the last that has text."""
    filled = [at for at, piece in enumerate(pieces) if piece.text.strip()]
    if not filled:
        return [piece for piece in pieces if piece.notes]
    first, last = filled[0], filled[-1]
    made = [piece for at, piece in enumerate(pieces) if first <= at <= last or piece.notes]
    return [
        piece._replace(text=_stripped(piece.text, start=piece is pieces[first], end=piece is pieces[last])) if not piece.change else piece for piece in made
    ]


def _stripped(text: str, *, start: bool, end: bool) -> str:
    text = text.lstrip() if start else text
    return text.rstrip() if end else text


def _marked(blocks: Sequence[Block]) -> Iterator[int]:
    for block in blocks:
        for pieces in (block.pieces, *(cell.pieces for row in block.rows for cell in row)):
            for piece in pieces:
                yield from piece.first


def _table_at(found: Sequence[Table], starts: Sequence[int], leaf: Node) -> Table | None:
    """The table whose cells a leaf holds."""
    at = bisect_right(starts, leaf.content.stop) - 1
    if at < 0 or found[at].span.stop < leaf.content.start:
        return None
    return found[at]


def _lead_in(plan: Plan | None, leaf: Node | None) -> Span | None:
    """The number and title before a text that goes on in the same line."""
    if plan is None or leaf is None or leaf.kind is not Kind.HEAD or leaf.parent is None or not leaf.parent.run_in:
        return None
    return plan.view.locate(Span(leaf.content.start, leaf.parent.title_span.stop))


def _kind(leaf: Node | None, table: Table | None) -> str:
    if table is not None:
        return "table"
    if leaf is None:
        return "paragraph"
    if leaf.kind is Kind.HEAD:
        return "paragraph" if leaf.parent is not None and leaf.parent.run_in else "heading"
    return leaf.kind.value if leaf.kind in _PAGE_FURNITURE else "paragraph"


def _kind_of_front(plan: Plan | None, leaf: Node | None) -> str:
    """What a line around the text is: who it is addressed to, who signs it and when, or another one."""
    if plan is None or leaf is None:
        return Kind.FRONT.value
    if plan.text_of(leaf).endswith(("：", ":")):
        return "addressee"
    line = Line(leaf.span.start, leaf.content.start, leaf.content.stop, None)
    follows = any(above.kind is Kind.PARAGRAPH for above in leaf.parent.children[: leaf.parent.children.index(leaf)]) if leaf.parent is not None else False
    if not follows:
        return Kind.FRONT.value
    return "signature" if is_organ(plan.text, line) or is_date(plan.text, *line.content) else "annexes"


def _level(leaf: Node | None) -> int:
    if leaf is None or leaf.kind is not Kind.HEAD or leaf.parent is None or leaf.parent.run_in:
        return 0
    return max(leaf.parent.level, 1)
