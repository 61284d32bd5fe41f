"""From a view to the tree of a plan. Total and lossless: any text gives a tree whose leaves spell it."""

from __future__ import annotations

from itertools import chain

from planlint.patterns import compiled
from planlint.phrases.ordinals import Family, Ordinal, ordinal_at
from planlint.phrases.times import is_date
from planlint.phrases.titles import is_document_number
from planlint.syntax.decimals import with_decimals
from planlint.syntax.items import with_items
from planlint.syntax.lines import (
    Line,
    ends_with_stop,
    is_organ,
    opens_preamble,
    read_lines,
    run_in_end,
    with_evidence,
)
from planlint.syntax.neighbours import with_neighbours
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.parts import ANNEX_LIST, Part, split
from planlint.syntax.roles import role_of
from planlint.text.evidence import LineKind
from planlint.text.spans import Span
from planlint.text.view import View

_LIST_IN_LINE = compiled(r"[：:，](?P<list>一、|[（(][一1][）)]|1[.．、](?![0-9])|①)")
_CONTINUED = compiled(r"[（(]?续[表上]?[0-9一二三四五]?[）)]?$")
_EDGE = compiled(r"[*#\s]+")
_LONGEST_HEADING = 60
_FAR = 30


def parse(view: View) -> Plan:
    """The tree of a text. Where the source has evidence of it, what its formatting makes headings, rows or code is that."""
    text = view.text
    lines = with_items(with_neighbours(text, with_decimals(text, with_evidence(view, read_lines(text)))))
    root = Node(Kind.DOCUMENT, Span(0, len(text)), Span(0, len(text)))
    for part in split(text, lines):
        _Builder(text, part, root).build()
    _close(root, len(text))
    return Plan(view, root)


def _following(lines: list[Line]) -> dict[int, Ordinal]:
    """The next number of the same family behind each, by where that begins; the numbers of decimals count by themselves on each level."""
    found: dict[int, Ordinal] = {}
    last: dict[tuple[Family, int], Ordinal] = {}
    for line in reversed(lines):
        if line.ordinal is not None:
            key = (line.ordinal.family, len(line.ordinal.values))
            if key in last:
                found[line.ordinal.span.start] = last[key]
            last[key] = line.ordinal
    return found


def _decimals(lines: list[Line]) -> list[int]:
    """For each line the first figure of the next number like 1.1 behind it, 0 where there is none."""
    found = [0] * len(lines)
    last = 0
    for at in range(len(lines) - 1, -1, -1):
        found[at] = last
        ordinal = lines[at].ordinal
        if ordinal is not None and len(ordinal.values) > 1 and ordinal.family is Family.DECIMAL:
            last = ordinal.values[0]
    return found


def _close(root: Node, length: int) -> None:
    """Give every node the span of its leaves, and its parent."""
    following = length
    for node in reversed(list(root.walk())):
        if node.children:
            node.span = Span(node.children[0].span.start, node.children[-1].span.stop)
            node.content = Span(node.children[0].content.start, node.children[-1].content.stop)
        else:
            node.span = Span(min(node.span.start, following), following)
            following = node.span.start
        for child in node.children:
            child.parent = node
    if not root.children:
        root.span = Span(0, length)
        return
    node = root
    while node.children:
        node.span = Span(0, node.span.stop)
        node = node.children[0]
    node.span = Span(0, node.span.stop)


class _Builder:
    """Builds one part line by line; the stack holds the open numbered nodes, outermost first."""

    def __init__(self, text: str, part: Part, root: Node) -> None:
        self._text = text
        self._part = part
        self._top = root
        if part.kind is not Kind.DOCUMENT:
            self._top = Node(part.kind, part.lines[0].content, part.lines[0].content)
            root.children.append(self._top)
        self._stack: list[Node] = []
        self._depths: list[int] = []
        self._box: Node | None = None
        self._following = _following(part.lines)
        self._decimals = _decimals(part.lines)
        self._index = 0
        self._turned: set[tuple[Family, Family]] = set()
        self._begun: dict[Family, Node] = {}
        self._listed = 0
        self._suspended: list[Node] = []
        self._suspended_depths: list[int] = []

    def build(self) -> None:
        """Add the lines of the part to the tree."""
        for index, line in enumerate(self._part.lines):
            self._index = index
            if index in self._part.contents and index >= self._part.head:
                self._leaf(Kind.CONTENTS, line)
            elif line.said is LineKind.CODE:
                self._leaf(Kind.CODE, line)
            elif index < self._part.head and not (line.level and index not in self._part.title):
                self._front(index, line)
            else:
                self._body(line)
                self._note_lists(line)

    def _front(self, index: int, line: Line) -> None:
        self._lists_annex(line)
        if index in self._part.title:
            title = self._leaf(Kind.TITLE, line)
            written = _EDGE.sub("", self._text[line.start : line.stop])
            title.title, title.title_span = written, line.content
            self._top.title += written
            begun = index == self._part.title[0]
            self._top.title_span = line.content if begun else Span(self._top.title_span.start, line.stop)
        elif index in self._part.contents:
            self._leaf(Kind.CONTENTS, line)
        elif line.is_row and (self._top.kind is Kind.ANNEX or index > max(self._part.title, default=len(self._part.lines))):
            self._leaf(Kind.TABLE, line)
        else:
            self._leaf(Kind.FRONT if self._is_front(line) else Kind.PARAGRAPH, line)

    def _is_front(self, line: Line) -> bool:
        text = self._text
        if line.ordinal is not None and line.ordinal.family is Family.ANNEX:
            return True
        if text[line.stop - 1] in "：:" and text.find("。", line.start, line.stop) < 0:
            return True
        return not ends_with_stop(text, line) and line.stop - line.start <= 60 and not opens_preamble(text, line)

    def _body(self, line: Line) -> None:
        ordinal = None if self._lists_annex(line) else line.ordinal
        if ordinal is not None and ordinal.family is Family.BOX:
            self._open_box(line, ordinal)
        elif ordinal is not None and ordinal.family is not Family.ANNEX and not line.is_row:
            self._numbered(line, ordinal, line.level)
        elif line.level and line.stop - line.start <= _LONGEST_HEADING and not ends_with_stop(self._text, line):
            self._unnumbered_heading(line, line.level)
        elif line.is_row:
            self._leaf(Kind.TABLE, line)
        elif self._is_signature(line):
            self._leaf(Kind.FRONT, line)
        else:
            self._leaf(Kind.PARAGRAPH, line)

    def _lists_annex(self, line: Line) -> bool:
        """Whether the line goes on with a list of annexes that “附件：1.…” began."""
        if line.ordinal is None or line.ordinal.family is not Family.ARABIC:
            self._listed = 1 if ANNEX_LIST.match(self._text, line.start, line.stop) else 0
            return False
        if not self._listed or line.ordinal.value != self._listed + 1:
            return False
        self._listed += 1
        return True

    def _is_signature(self, line: Line) -> bool:
        text = self._text
        return is_date(text, *line.content) or is_document_number(text, *line.content) or (self._top.kind is Kind.NOTICE and is_organ(text, line))

    def _leaf(self, kind: Kind, line: Line) -> Node:
        node = Node(kind, Span(line.at, line.stop), line.content)
        self._holder().children.append(node)
        return node

    def _holder(self) -> Node:
        if self._stack:
            return self._stack[-1]
        return self._box or self._top

    def _numbered(self, line: Line, ordinal: Ordinal, depth: int) -> None:
        if self._box is not None and self._leaves_box(ordinal):
            self._close_box()
        if line.is_item:
            self._unwind_items(ordinal)
        else:
            self._unwind(ordinal, depth)
        content = line.content
        node = Node(Kind.HEADING, content, content)
        node.ordinal = ordinal
        node.is_item = line.is_item
        self._entitle(node, line, Span(ordinal.after, line.stop))
        self._open(node, line, depth)

    def _entitle(self, node: Node, line: Line, rest: Span) -> None:
        text = self._text
        end = run_in_end(text, rest.start, rest.stop)
        node.run_in = end is not None
        stop = end if end is not None else rest.stop
        title = text[rest.start : stop].strip("* \t")
        node.title = title.rstrip("。；;：:")
        start = text.find(node.title, rest.start, stop) if node.title else rest.start
        node.title_span = Span(start, start + len(node.title))
        node.role = role_of(node.title)

    def _open(self, node: Node, line: Line, depth: int) -> None:
        self._holder().children.append(node)
        above = next((open_node.level for open_node in chain(reversed(self._stack), reversed(self._outside)) if open_node.level), 0)
        node.level = above + 1 if node.ordinal is not None else 0
        self._stack.append(node)
        self._depths.append(depth)
        node.children.append(Node(Kind.HEAD, Span(line.at, line.stop), line.content))

    def _unnumbered_heading(self, line: Line, depth: int) -> None:
        while self._stack and (self._depths[-1] >= depth or self._depths[-1] == 0):
            self._pop()
        node = Node(Kind.HEADING, line.content, line.content)
        self._entitle(node, line, line.content)
        self._open(node, line, depth)

    def _unwind_items(self, ordinal: Ordinal) -> None:
        """Close items that the number does not belong to; a heading that the file marks stays open whatever an item is numbered."""
        first = next((at + 1 for at in reversed(range(len(self._stack))) if self._depths[at]), 0)
        same = (at for at, node in enumerate(self._stack[first:], first) if node.ordinal is not None and node.ordinal.family is ordinal.family)
        at = next(same, None)
        while len(self._stack) > first and (len(self._stack) > at if at is not None else self._outranks(ordinal, 0)):
            self._pop()

    def _unwind(self, ordinal: Ordinal, depth: int) -> None:
        """Close what the number does not belong to: down to its own family, or to one that usually stands above it."""
        while depth and self._stack and self._stack[-1].is_item:
            self._pop()
        families = [node.ordinal.family if node.ordinal is not None else None for node in self._stack]
        if ordinal.family is Family.DECIMAL:
            self._unwind_decimal(ordinal)
        elif ordinal.family in families:
            at = self._sibling(ordinal, [at for at, family in enumerate(families) if family is ordinal.family])
            while len(self._stack) > at:
                self._pop()
        else:
            while self._stack and self._outranks(ordinal, depth) and not self._is_turned(ordinal):
                self._pop()

    def _sibling(self, ordinal: Ordinal, places: list[int]) -> int:
        """How much of the stack stays open: down to the node of the family that the number goes on from.

        Where none does, and a list of the family has begun inside the line of an open node (会议决定，一、…), it goes on below that.
        """
        chapter = self._decimal_chapter(places)
        for at in places:
            other = self._stack[at].ordinal
            if other is not None and ordinal.value == other.value + 1 and (at != chapter or not self._goes_on_with(other)):
                return at
        if chapter is not None and ordinal.value == 1:
            return next(at for at in range(chapter + 1, len(self._stack)) if self._is_decimal(at)) + 1
        begun = self._begun.get(ordinal.family)
        if begun is not None and ordinal.value == 2 and len(places) == 1 and begun in self._stack:
            return self._stack.index(begun) + 1
        return places[0]

    def _decimal_chapter(self, places: list[int]) -> int | None:
        """The place of a chapter 2. that 2.1 stands open below: a list there may be numbered 1. too."""
        at = places[0]
        above = self._stack[at].ordinal
        below = next((node.ordinal for node in self._stack[at + 1 :] if node.ordinal is not None and node.ordinal.family is Family.DECIMAL), None)
        return at if above is not None and below is not None and below.values[0] == above.value else None

    def _is_decimal(self, at: int) -> bool:
        ordinal = self._stack[at].ordinal
        return ordinal is not None and ordinal.family is Family.DECIMAL

    def _goes_on_with(self, chapter: Ordinal) -> bool:
        """Whether the next number like 1.1 still stands in the chapter."""
        return self._decimals[self._index] == chapter.value

    def _note_lists(self, line: Line) -> None:
        """Remember which lists begin inside the line, behind a colon or a comma."""
        for m in _LIST_IN_LINE.finditer(self._text, line.start, line.stop):
            ordinal = ordinal_at(self._text, m.start("list"), line.stop)
            if ordinal is not None and self._stack:
                self._begun[ordinal.family] = self._stack[-1]

    def _is_turned(self, ordinal: Ordinal) -> bool:
        """Whether the number stands below the open one though its family usually stands above: 1.总体要求 over （一）指导思想.

        The first chapter tells it for the whole part: it is 1., a list opens below it, and then comes 2.
        """
        top = self._stack[-1].ordinal
        if top is None:
            return False
        pair = (top.family, ordinal.family)
        if pair not in self._turned and len(self._stack) == 1 and top.value == ordinal.value == 1 and len(top.values) == 1:
            upcoming = self._following.get(top.span.start)
            if upcoming is not None and upcoming.value == 2 and len(upcoming.values) == 1 and self._opens_list(ordinal, upcoming):
                self._turned.add(pair)
        return pair in self._turned

    def _opens_list(self, ordinal: Ordinal, end: Ordinal) -> bool:
        """Whether the next number of the family is the second of a list that goes on before the end, or none stands before it."""
        upcoming = self._following.get(ordinal.span.start)
        return upcoming is None or upcoming.value == (2 if upcoming.span.start < end.span.start else 1)

    def _outranks(self, ordinal: Ordinal, depth: int) -> bool:
        top = self._stack[-1].ordinal
        if top is None:
            return 0 < depth <= self._depths[-1]
        if top.family is Family.DECIMAL:
            # what is bracketed or circled stands below 1.1 as it does below 1., and so does a list that begins with 1.
            return ordinal.family.rank < Family.ARABIC.rank or (ordinal.family is Family.ARABIC and ordinal.value > 1)
        return ordinal.family.rank < top.family.rank

    def _unwind_decimal(self, ordinal: Ordinal) -> None:
        within = self._within_decimal()
        while self._stack:
            top = self._stack[-1].ordinal
            if top is None or (top.family.rank < Family.ARABIC.rank and not (within and (Family.DECIMAL, top.family) in self._turned)):
                return
            if top.family is Family.DECIMAL and len(top.values) < len(ordinal.values):
                return
            if top.family is Family.ARABIC and ordinal.values[0] == top.value and not self._within_decimal():
                return
            self._pop()

    def _within_decimal(self) -> bool:
        return any(node.ordinal is not None and node.ordinal.family is Family.DECIMAL for node in self._stack)

    def _pop(self) -> None:
        self._stack.pop()
        self._depths.pop()

    @property
    def _outside(self) -> list[Node]:
        return self._suspended if self._box is not None else []

    def _open_box(self, line: Line, ordinal: Ordinal) -> None:
        if self._is_continued(line, ordinal):
            self._leaf(Kind.HEAD, line)
            return
        if self._box is not None:
            self._close_box()
        box = Node(Kind.BOX, line.content, line.content)
        if ordinal.value:
            box.ordinal = ordinal
        self._entitle(box, line, Span(ordinal.after, line.stop))
        self._holder().children.append(box)
        box.children.append(Node(Kind.HEAD, Span(line.at, line.stop), line.content))
        self._suspended, self._suspended_depths = self._stack, self._depths
        self._stack, self._depths = [], []
        self._box = box

    def _is_continued(self, line: Line, ordinal: Ordinal) -> bool:
        """Whether the line is the head of the open box once more, as a page repeats it."""
        if self._box is None or self._box.ordinal is None or self._box.ordinal.value != ordinal.value:
            return False
        written = _CONTINUED.sub("", "".join(self._text[ordinal.after : line.stop].split()))
        return not written or written == "".join(self._box.title.split())

    def _leaves_box(self, ordinal: Ordinal) -> bool:
        """A number that goes on with a sequence outside the box, and not with one inside, is the end of the box."""
        inside = [node.ordinal for node in self._box.numbered if node.ordinal] if self._box else []
        within = [*inside, *(node.ordinal for node in self._stack if node.ordinal is not None)]
        outside = [node.ordinal for node in self._suspended if node.ordinal is not None]
        if any(o.family is ordinal.family and ordinal.value == o.value + 1 for o in within):
            # where the number would go on with both, a chapter is one of the text when the number does not come once more
            both = any(o.family is ordinal.family and ordinal.value == o.value + 1 for o in outside)
            return both and ordinal.family.rank <= Family.HAN.rank and not self._comes_again(ordinal)
        if inside and all(o.family.rank > ordinal.family.rank for o in inside):
            return True
        same = [o for o in outside if o.family is ordinal.family]
        if same:
            return ordinal.value > 1
        return any(o.family.rank > ordinal.family.rank for o in outside) or (not outside and ordinal.family.rank <= Family.HAN.rank)

    def _comes_again(self, ordinal: Ordinal) -> bool:
        """Whether the number comes once more before its family begins anew."""
        upcoming = self._following.get(ordinal.span.start)
        for _ in range(_FAR):
            if upcoming is None or upcoming.value <= ordinal.value:
                break
            upcoming = self._following.get(upcoming.span.start)
        return upcoming is not None and upcoming.value == ordinal.value

    def _close_box(self) -> None:
        self._stack, self._depths = self._suspended, self._suspended_depths
        self._box = None
