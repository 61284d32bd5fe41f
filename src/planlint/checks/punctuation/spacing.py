"""Spaces that Chinese text does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from planlint.check import Match, check_kind
from planlint.messages import said
from planlint.patterns import compiled
from planlint.phrases.titles import title_spans
from planlint.syntax.lines import is_spaced_row
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Edit, Span

_SPACE = compiled(r"(?<=\S) +(?=\S)")
_AT_EDGE = compiled(r"^(?: (?=[^\s])|[ \t]+(?=\r?$))", regex.MULTILINE)
_HAN = compiled(r"\p{Han}")
_MARK = compiled(r"[，。、；：？！（）《》〈〉“”‘’〔〕【】]")
_FIGURE = compiled(r"[0-9A-Za-z%％℃+＋]")
_ORGAN = compiled(r"(?:中央|国务院|军委|政府|委员会|办公厅|办公室|[省市县区]委|[部厅局署院委会])$")
_NAMED = compiled(r"[部厅局署院委会]|政府|办公室|关于")
_LABEL = compiled(r"(?:专栏|附?[表图件])[ ]?[0-9０-９一二三四五六七八九十]{0,3}")
_SENTENCE = compiled(r"[，。；]")
_SPREAD = compiled(r"(?:\p{Han} +){1,3}\p{Han}[：:]")
_LABEL_WIDTH = 10
_FEW = 2


@check_kind("text", repairs=True)
class SpacingCheck(NamedTuple):
    """Reports spaces between Chinese characters, at Chinese marks, and alone at the edge of a line.

    Spaces between figures or letters and Chinese are one habit of the text and reported once. Titles, signatures and tables
    are set with spaces, and so are joint issuers (中共中央 国务院), lists of names in columns (组  长：…, 总 指 挥：…) and what follows a label (专栏1 便民驿站). A space in place of a lost
    character is no stray one.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each space; the fix takes it out."""
        text = plan.text
        if " " not in text:
            return
        wanted = {node.index for node in nodes if node.kind in (Kind.HEAD, Kind.PARAGRAPH)}
        titles = title_spans(text)
        lost = [wound.span for wound in plan.damage if wound.kind == "lost-character"]
        for m in _SPACE.finditer(text):
            leaf = plan.leaf_at(m.start())
            if leaf.index not in wanted or self._follows_number(leaf, m.start()) or _LABEL.fullmatch(text, leaf.content.start, m.start()):
                continue
            if self._is_set(text, leaf, Span(*m.span())) or ((spread := _SPREAD.match(text, leaf.content.start)) and m.end() < spread.end()):
                continue
            group = self._kind(text, m.start(), m.end())
            if group is None or self._parts_names(plan, titles, m.start()):
                continue
            span = Span(*m.span())
            if lost and any(wound.covers(plan.view.locate(span)) for wound in lost):
                continue
            shown = text[max(span.start - 4, 0) : span.stop + 4].strip().replace("\n", "")
            yield Match(span, {"text": shown}, edits=(Edit(span, ""),), group="figures" if group == "figures" else None)
        if plan.view.source.format == "text":
            yield from self._at_edges(plan)

    def not_applicable(self, plan: Plan) -> bool:
        """Never: any text can hold spaces."""
        return False

    def _is_set(self, text: str, leaf: Node, space: Span) -> bool:
        """Whether a space sets what stands before it apart, as the months of a timetable are, names in columns, or the cells of a row."""
        if space.length > 1 and (space.start - leaf.content.start <= _LABEL_WIDTH or _SENTENCE.search(text, leaf.content.start, leaf.content.stop) is None):
            return True
        return leaf.kind is Kind.PARAGRAPH and is_spaced_row(text, leaf.content.start, leaf.content.stop)

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

    def _parts_names(self, plan: Plan, titles: list[Span], at: int) -> bool:
        before = plan.text[max(at - 12, 0) : at]
        if _ORGAN.search(before) is None:
            return False
        after = plan.text[at : at + 24].split()
        return any(title.start <= at < title.stop for title in titles) or (bool(after) and _NAMED.search(after[0]) is not None)

    def _at_edges(self, plan: Plan) -> Iterator[Match]:
        """A single space that opens a line, or a line of spaces: damage where only one or two lines have it."""
        source = plan.view.source.text
        found = [Span(*m.span()) for m in _AT_EDGE.finditer(source) if source[m.start() : m.end()].strip() == ""]
        opening = [span for span in found if span.stop < len(source) and source[span.stop] not in "\r\n"]
        empty = [span for span in found if span not in opening]
        for group in (opening, empty):
            if 0 < len(group) <= _FEW:
                for span in group:
                    yield Match(span, {"text": said("spacing.edge" if group is opening else "spacing.empty")}, edits=(Edit(span, ""),), in_source=True)
