"""Spaces that Chinese text does not have."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import regex

from planlint.check import Match, check_kind
from planlint.messages import said
from planlint.patterns import compiled
from planlint.phrases.bodies import names_issuer
from planlint.phrases.latin import is_latin
from planlint.phrases.mottos import caesuras
from planlint.phrases.titles import title_spans
from planlint.record import Record
from planlint.syntax.lines import is_spaced_row
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Edit, Span, touches

_SPACE = compiled(r"(?<=\S)[ \u3000]+(?=\S)")
_WIDE = "\u3000"
_AT_EDGE = compiled(r"^(?: (?=[^\s])|[ \t]+(?=\r?$))", regex.MULTILINE)
_HAN = compiled(r"\p{Han}")
_MARK = compiled(r"[，。、；：？！（）《》〈〉“”‘’〔〕【】]")
_FIGURE = compiled(r"[0-9A-Za-z%％℃+＋]")
_NAMED = compiled(r"[部厅局署院委会]|政府|办公室|关于")
_LABEL = compiled(r"(?:专栏|附?[表图件])[ ]?[0-9０-９一二三四五六七八九十]{0,3}(?:[-—－.．][0-9]{1,2})?")
_DIVISION = compiled(r"第[ ]?[0-9一二三四五六七八九十百]{1,5}[ ]?[编篇章节条]$")
_PERSON = compiled(r"\p{Han}[：:][^\n]*(?<=[：: 、处科室局部厅委])\p{Han}[ ]+\p{Han}$")
"""A name of two characters, drawn out to the width of three, that ends a line with a label: 联系人：张 某."""
_DRAWN = compiled(r"[ \t\u3000]*\p{Han}[ ]+\p{Han}(?:[ ]+\p{Han})?[ ]*")
_SENTENCE = compiled(r"[，。；]")
_SPREAD = compiled(r"(?:\p{Han} +){1,3}\p{Han}[：:]")
_VALUE = compiled(r"[［\[（(]?[-+＋－—~～<>≤≥]?[0-9０-９][0-9０-９.,．，]*[%％‰]?[］\]）)]?|[-—–/]|\d{4}[ ]?年?")
_YEARS = compiled(r"[0-9]{4}[ ]?年?[ ]+[0-9]{4}(?![0-9])")
_IMPRINT = compiled(
    r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})[ ]?年[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ ]?月(?:[ ]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ ]?日)?[ ]*(?:印发|印|制|发布)?$"
)
_LABEL_WIDTH = 10
_COLUMNS = 3
_NAME_WIDTH = 6
_FEW = 2


class _Leaf(Record):
    """What the spaces of a leaf have in common: it is read once, however many it has.

    `spread` is where a name in columns ends, `drawn` where a heading of two or three characters is drawn out (总 则), or a name behind a label; `is_set` tells that its words stand in columns: each of its spaces parts two of them.
    """

    leaf: Node
    spread: int
    has_sentence: bool
    is_set: bool
    drawn: range

    def sets(self, space: Span, width: int) -> bool:
        """Whether a space of a width in columns sets what stands before it apart, as the months of a timetable are, names in columns, or the cells
        of a row.
        """
        if width > 1 and (space.start - self.leaf.content.start <= _LABEL_WIDTH or not self.has_sentence):
            return True
        return self.is_set or space.stop < self.spread or space.start in self.drawn


class _Layout:
    """How the lines of a plan are set, each read once: a line without a sentence goes by itself and by the lines beside it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._text = plan.text
        self._places = {leaf.index: at for at, leaf in enumerate(plan.leaves)}
        self._in_columns: dict[int, bool] = {}
        self._known: _Leaf | None = None

    def of(self, leaf: Node) -> _Leaf:
        """What is known of a leaf."""
        if self._known is None or self._known.leaf is not leaf:
            start, stop = leaf.content
            spread = _SPREAD.match(self._text, start)
            has_sentence = _SENTENCE.search(self._text, start, stop) is not None
            ends = spread.end() if spread is not None else start
            self._known = _Leaf(leaf, ends, has_sentence, self._is_set(leaf, has_sentence=has_sentence), self._drawn(leaf))
        return self._known

    def _drawn(self, leaf: Node) -> range:
        start, stop = leaf.content
        if (person := _PERSON.search(self._text, start, stop)) is not None:
            return range(person.end() - _NAME_WIDTH, person.end())
        number = leaf.parent.ordinal if leaf.parent is not None else None
        if number is not None and start <= number.span.start:
            start = number.span.stop
        return range(start, stop) if _DRAWN.fullmatch(self._text, start, stop) is not None else range(0)

    def _is_set(self, leaf: Node, *, has_sentence: bool) -> bool:
        start, stop = leaf.content
        if is_latin(self._text, start, stop):
            return True
        if leaf.kind is not Kind.PARAGRAPH:
            return False
        if is_spaced_row(self._text, start, stop):
            return True
        if has_sentence:
            return False
        return _YEARS.search(self._text, start, stop) is not None or _IMPRINT.search(self._text, start, stop) is not None or self._is_in_columns(leaf)

    def _is_in_columns(self, leaf: Node) -> bool:
        """Whether the line is one of several in a row that hold no sentence and as many cells, or end in values."""
        if leaf.index not in self._in_columns:
            run = self._run(self._places[leaf.index])
            alike = any(len(above) == len(below) for (_, above), (_, below) in itertools.pairwise(run))
            found = len(run) > 1 and (alike or any(_has_values(cells) for _, cells in run))
            self._in_columns |= dict.fromkeys((member.index for member, _ in run), found)
            self._in_columns.setdefault(leaf.index, False)
        return self._in_columns[leaf.index]

    def _run(self, at: int) -> list[tuple[Node, list[str]]]:
        """The lines around a place, it among them, that have cells and no sentence."""
        start = at
        while start > 0 and self._cells(start - 1):
            start -= 1
        run: list[tuple[Node, list[str]]] = []
        while start < len(self._plan.leaves) and (cells := self._cells(start)):
            run.append((self._plan.leaves[start], cells))
            start += 1
        return run

    def _cells(self, at: int) -> list[str]:
        """The pieces between the spaces of a line; none where it holds a sentence or too few."""
        leaf = self._plan.leaves[at]
        start, stop = leaf.content
        if leaf.kind not in (Kind.PARAGRAPH, Kind.TABLE) or _SENTENCE.search(self._text, start, stop) is not None:
            return []
        cells = self._text[start:stop].split()
        return cells if len(cells) >= _COLUMNS else []


def _has_values(cells: list[str]) -> bool:
    """Whether a line ends in values: two and more of its cells are figures alone, the last among them."""
    return sum(_VALUE.fullmatch(cell) is not None for cell in cells) >= _FEW and _VALUE.fullmatch(cells[-1]) is not None


@check_kind("text", repairs=True)
class SpacingCheck(Record):
    """Reports spaces between Chinese characters, at Chinese marks, and alone at the edge of a line.

    Spaces between figures or letters and Chinese are one habit of the text and reported once. Titles, signatures and tables
    are set with spaces, and so are imprints, joint issuers (中共中央 国务院), lists of names in columns (组  长：…, 总 指 挥：…) and what follows a label (专栏1 便民驿站).
    Whether words stand in columns is told by their line and the lines beside it. A space in place of a lost character is no stray one, and an
    ideographic space behind a mark opens a paragraph that another line holds.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each space; the fix takes it out."""
        text = plan.text
        if " " not in text and _WIDE not in text:
            return
        wanted = {node.index for node in nodes if node.kind in (Kind.HEAD, Kind.PARAGRAPH)}
        in_title = touches(title_spans(text))
        in_lost = touches([wound.span for wound in plan.damage if wound.kind == "lost-character"])
        in_motto = set(caesuras(text))
        layout = _Layout(plan)
        for m in _SPACE.finditer(text):
            leaf, span = plan.leaf_at(m.start()), Span(*m.span())
            if leaf.index not in wanted or span in in_motto or self._follows_number(leaf, m.start()) or _LABEL.fullmatch(text, leaf.content.start, m.start()):
                continue
            if layout.of(leaf).sets(span, span.length + m[0].count(_WIDE)) or _DIVISION.search(text, max(leaf.content.start, span.start - 8), span.start):
                continue
            group = self._kind(text, m.start(), m.end())
            if group is None or (group == "marks" and _WIDE in m[0]) or self._parts_names(plan, span, named=in_title(span)) or in_lost(plan.view.locate(span)):
                continue
            shown = text[max(span.start - 4, 0) : span.stop + 4].strip().replace("\n", "")
            yield Match(span, {"text": shown}, edits=(Edit(span, ""),), group="figures" if group == "figures" else None)
        if plan.view.source.format == "text":
            yield from self._at_edges(plan)

    def _follows_number(self, leaf: Node, at: int) -> bool:
        """The space behind a number belongs to its style."""
        return leaf.parent is not None and leaf.parent.ordinal is not None and at <= leaf.parent.ordinal.span.stop

    def _kind(self, text: str, start: int, stop: int) -> str | None:
        before, after = text[start - 1], text[stop]
        han_before, han_after = _HAN.match(before) is not None, _HAN.match(after) is not None
        if han_before and han_after:
            return "words"
        if _MARK.match(before) or _MARK.match(after):
            return "figures" if _FIGURE.match(before) or _FIGURE.match(after) else "marks"
        if (han_before and _FIGURE.match(after)) or (_FIGURE.match(before) and han_after):
            return "figures"
        return None

    def _parts_names(self, plan: Plan, space: Span, *, named: bool) -> bool:
        """Whether two bodies stand beside each other, in a title or in a line of issuers."""
        if not names_issuer(plan.text[max(space.start - 12, 0) : space.start]):
            return False
        after = plan.text[space.stop : space.stop + 24].split()
        return named or (bool(after) and _NAMED.search(after[0]) is not None)

    def _at_edges(self, plan: Plan) -> Iterator[Match]:
        """A single space that opens a line, or a line of spaces: damage where only one or two lines have it."""
        source = plan.view.source.text
        opening: list[Span] = []
        empty: list[Span] = []
        for m in _AT_EDGE.finditer(source):
            (opening if m.end() < len(source) and source[m.end()] not in "\r\n" else empty).append(Span(*m.span()))
        for group in (opening, empty):
            if 0 < len(group) <= _FEW:
                for span in group:
                    yield Match(span, {"text": said("spacing.edge" if group is opening else "spacing.empty")}, edits=(Edit(span, ""),), in_source=True)
