"""Spaces that Chinese text does not have."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from planlint.check import Match, check_kind
from planlint.messages import said
from planlint.patterns import MULTILINE, compiled
from planlint.phrases.bodies import names_issuer
from planlint.phrases.clauses import has_clauses
from planlint.phrases.latin import is_latin
from planlint.phrases.mottos import caesuras
from planlint.phrases.times import ends_with_date
from planlint.phrases.titles import title_spans
from planlint.reasons import Reason, decided
from planlint.record import Record
from planlint.syntax.lines import is_spaced_row
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Edit, Span, touches

_SPACE = compiled(r"(?<=\S)[ \u3000]+(?=\S)")
_WIDE = "\u3000"
_AT_EDGE = compiled(r"^(?: (?=[^\s])|[ \t]+(?=\r?$))", MULTILINE)
_BLANKS = (" ", "\t")
_HAN = compiled(r"\p{Han}")
_MARKS = frozenset("，。、；：？！（）《》〈〉“”‘’〔〕【】")
_FIGURES = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%％℃+＋")
_NAMED = compiled(r"[部厅局署院委会]|政府|办公室|关于")
_LABEL = compiled(r"(?:专栏|附?[表图件])[ ]?[0-9０-９一二三四五六七八九十]{0,3}(?:[-—－.．][0-9]{1,2})?")
_DIVISION = compiled(r"第[ ]?[0-9一二三四五六七八九十百]{1,5}[ ]?[编篇章节条]$")
_PERSON = compiled(r"\p{Han}[：:][^\n]*(?<=[：: 、处科室局部厅委])\p{Han}[ ]+\p{Han}$")
"""A name of two characters, drawn out to the width of three, that ends a line with a label: 联系人：张 某."""
_DRAWN = compiled(r"[ \t\u3000]*\p{Han}[ ]+\p{Han}(?:[ ]+\p{Han})?[ ]*")
_SPREAD = compiled(r"(?:\p{Han} +){1,3}\p{Han}[：:]")
_VALUE = compiled(r"[［\[（(]?[-+＋－—~～<>≤≥]?[0-9０-９][0-9０-９.,．，]*[%％‰]?[］\]）)]?|[-—–/]|\d{4}[ ]?年?")
_LABEL_WIDTH = 10
_COLUMNS = 3
_NAME_WIDTH = 6
_FEW = 2


class _Line:
    """A line that holds spaces, and how it is set: each thing is read once, however many spaces ask."""

    def __init__(self, layout: _Layout, leaf: Node) -> None:
        self._layout = layout
        self.leaf = leaf
        self.text: str = layout.plan.text
        self.start: int = leaf.content.start
        self.stop: int = leaf.content.stop

    @cached_property
    def is_latin(self) -> bool:
        return is_latin(self.text, self.start, self.stop)

    @cached_property
    def is_row(self) -> bool:
        """Whether the line is a row of cells by itself."""
        return self.leaf.kind is Kind.PARAGRAPH and is_spaced_row(self.text, self.start, self.stop)

    @cached_property
    def is_bare(self) -> bool:
        """Whether the line is a paragraph without a sentence."""
        return self.leaf.kind is Kind.PARAGRAPH and not has_clauses(self.text, self.start, self.stop)

    @cached_property
    def is_imprint(self) -> bool:
        return self.is_bare and ends_with_date(self.text, self.start, self.stop)

    @cached_property
    def is_in_columns(self) -> bool:
        """Whether the line is one of several in a row that hold no sentence and as many cells, or end in values."""
        return self.is_bare and self._layout.sets_in_columns(self.leaf)

    @cached_property
    def spread_label(self) -> int:
        """Where a label in columns that opens the line ends (总 指 挥：); the start of the line where there is none."""
        spread = _SPREAD.match(self.text, self.start)
        return spread.end() if spread is not None else self.start

    @cached_property
    def person(self) -> range:
        """The places of a name behind a label that is drawn out."""
        person = _PERSON.search(self.text, self.start, self.stop)
        return range(person.end() - _NAME_WIDTH, person.end()) if person is not None else range(0)

    @cached_property
    def is_drawn_out(self) -> bool:
        """Whether two or three characters are drawn out behind the number of the line (总 则)."""
        return _DRAWN.fullmatch(self.text, max(self.start, self.number_ends), self.stop) is not None

    @cached_property
    def number_ends(self) -> int:
        """Where the number of the heading ends that the line belongs to; 0 where it has none."""
        parent = self.leaf.parent
        return parent.ordinal.span.stop if parent is not None and parent.ordinal is not None else 0


class _Layout:
    """How the lines of a plan are set: a line without a sentence goes by itself and by the lines beside it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._places = {leaf.index: at for at, leaf in enumerate(plan.leaves)}
        self._in_columns: dict[int, bool] = {}
        self._line: _Line | None = None

    def line(self, leaf: Node) -> _Line:
        """The line that a leaf is; spaces come in order, so that the last one is kept."""
        if self._line is None or self._line.leaf is not leaf:
            self._line = _Line(self, leaf)
        return self._line

    def sets_in_columns(self, leaf: Node) -> bool:
        """Whether a leaf is one of several lines in a row that hold no sentence and as many cells, or end in values."""
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
        while start < len(self.plan.leaves) and (cells := self._cells(start)):
            run.append((self.plan.leaves[start], cells))
            start += 1
        return run

    def _cells(self, at: int) -> list[str]:
        """The pieces between the spaces of a line; none where it holds a sentence or too few."""
        leaf = self.plan.leaves[at]
        start, stop = leaf.content
        if leaf.kind not in (Kind.PARAGRAPH, Kind.TABLE) or has_clauses(self.plan.text, start, stop):
            return []
        cells = self.plan.text[start:stop].split()
        return cells if len(cells) >= _COLUMNS else []


def _has_values(cells: list[str]) -> bool:
    """Whether a line ends in values: two and more of its cells are figures alone, the last among them."""
    return sum(_VALUE.fullmatch(cell) is not None for cell in cells) >= _FEW and _VALUE.fullmatch(cells[-1]) is not None


class _Places(Record):
    """What stands at places of a plan: cited titles, lost characters, the caesuras of mottos."""

    in_title: Callable[[Span], bool]
    in_lost: Callable[[Span], bool]
    caesuras: frozenset[Span]


class Space(Record):
    """A space at its place in a line; `before` and `after` are the characters beside it."""

    span: Span
    line: _Line
    places: _Places
    plan: Plan

    @property
    def before(self) -> str:
        """The character before the space."""
        return self.line.text[self.span.start - 1]

    @property
    def after(self) -> str:
        """The character behind it."""
        return self.line.text[self.span.stop]

    @property
    def from_start(self) -> int:
        """How many characters of the line stand before it."""
        return self.span.start - self.line.start

    @property
    def has_wide(self) -> bool:
        """Whether it holds an ideographic space."""
        return _WIDE in self.line.text[self.span.start : self.span.stop]

    @property
    def is_gap(self) -> bool:
        """Whether it is two columns wide and more."""
        return self.span.length > 1 or self.has_wide

    @property
    def is_at_figure(self) -> bool:
        """Whether a figure or a letter stands beside it."""
        return self.before in _FIGURES or self.after in _FIGURES

    @property
    def is_at_mark(self) -> bool:
        """Whether a Chinese mark stands beside it."""
        return self.before in _MARKS or self.after in _MARKS

    @property
    def is_chinese(self) -> bool:
        """Whether what stands on one of its sides is Chinese, and on the other nothing that is neither Chinese nor a figure."""
        sides = (self.before, self.after)
        if self.is_at_mark:
            return True
        return any(map(_HAN.match, sides)) and all(side in _FIGURES or _HAN.match(side) for side in sides)


def _parts_issuers(space: Space) -> bool:
    """Whether two bodies stand beside each other, in a title or in a line of issuers."""
    text, span = space.line.text, space.span
    if not names_issuer(text[max(span.start - 12, 0) : span.start]):
        return False
    after = text[span.stop : span.stop + 24].split()
    return space.places.in_title(span) or (bool(after) and _NAMED.search(after[0]) is not None)


MEANT: tuple[Reason[Space], ...] = (
    Reason("between-others", True, lambda it: not it.is_chinese),
    Reason("caesura", True, lambda it: it.span in it.places.caesuras),
    Reason("behind-number", True, lambda it: it.span.start <= it.line.number_ends),
    Reason("behind-label", True, lambda it: _LABEL.fullmatch(it.line.text, it.line.start, it.span.start) is not None),
    Reason("behind-division", True, lambda it: _DIVISION.search(it.line.text, max(it.line.start, it.span.start - 8), it.span.start) is not None),
    Reason("gap-behind-label", True, lambda it: it.is_gap and it.from_start <= _LABEL_WIDTH),
    Reason("in-latin", True, lambda it: it.line.is_latin),
    Reason("in-row", True, lambda it: it.line.is_row),
    Reason("in-columns", True, lambda it: it.line.is_in_columns),
    Reason("imprint", True, lambda it: it.line.is_imprint),
    Reason("spread-label", True, lambda it: it.span.stop < it.line.spread_label),
    Reason("drawn-out", True, lambda it: it.line.is_drawn_out),
    Reason("drawn-out-person", True, lambda it: it.span.start in it.line.person),
    Reason("wide-at-mark", True, lambda it: it.has_wide and it.is_at_mark and not it.is_at_figure),
    Reason("between-issuers", True, _parts_issuers),
    Reason("lost-character", True, lambda it: it.places.in_lost(it.plan.view.locate(it.span))),
)
"""Why a space in Chinese text is meant."""


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
        for space in _spaces(plan, nodes):
            if not decided(MEANT, space, otherwise=False):
                around = text[max(space.span.start - 4, 0) : space.span.stop + 4].strip().replace("\n", "")
                yield Match(space.span, {"text": around}, edits=(Edit(space.span, ""),), group="figures" if space.is_at_figure else None)
        if plan.view.source.format == "text":
            yield from _at_edges(plan)


def _spaces(plan: Plan, nodes: Sequence[Node]) -> Iterator[Space]:
    """The spaces within the lines of some nodes, in order."""
    wanted = {node.index for node in nodes if node.kind in (Kind.HEAD, Kind.PARAGRAPH)}
    in_lost = touches([wound.span for wound in plan.damage if wound.kind == "lost-character"])
    places = _Places(touches(title_spans(plan.text)), in_lost, frozenset(caesuras(plan.text)))
    layout = _Layout(plan)
    for m in _SPACE.finditer(plan.text):
        leaf = plan.leaf_at(m.start())
        if leaf.index in wanted:
            yield Space(Span(*m.span()), layout.line(leaf), places, plan)


def _at_edges(plan: Plan) -> Iterator[Match]:
    """A single space that opens a line, or a line of spaces: damage where only one or two lines have it."""
    source = plan.view.source.text
    if not source.startswith(_BLANKS) and not any(f"\n{blank}" in source for blank in _BLANKS):
        return
    opening: list[Span] = []
    empty: list[Span] = []
    for m in _AT_EDGE.finditer(source):
        (opening if m.end() < len(source) and source[m.end()] not in "\r\n" else empty).append(Span(*m.span()))
    for group in (opening, empty):
        if 0 < len(group) <= _FEW:
            for span in group:
                yield Match(span, {"text": said("spacing.edge" if group is opening else "spacing.empty")}, edits=(Edit(span, ""),), in_source=True)
