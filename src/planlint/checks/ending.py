"""How paragraphs and the text itself end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.agencies import agency_lists
from planlint.patterns import compiled
from planlint.syntax.lines import Line, ends_with_stop
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.ordinals import Family
from planlint.text.spans import Span

_CLAUSE = compiled(r"[，。；]")
_OPEN = compiled(r"[（(〔《“][^）)〕》”]*$")
_NEAR = 200
_FULL_STOP = compiled(r"[。；！？][^。；！？]{0,4}$")


@check_kind("tail")
class EndingCheck(NamedTuple):
    """Reports running text that does not come to a stop: a paragraph (of="paragraph"), or the whole text (of="text").

    A paragraph is running text when it holds a full stop of its own or, below a heading, is at least `least` characters long
    with clauses in it. Headings, tables, signatures, labels and agency lists are none.
    """

    of: Literal["paragraph", "text"]
    least: int = 40

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """Matches at the last character of each paragraph, or of the text."""
        if not plan.leaves:
            return
        last = self._last(plan)
        if self.of == "text":
            if last is not None and self._is_cut(plan, last):
                yield self._match(plan, last)
            return
        lists = {leaf.index for found in plan.fact(agency_lists) if (leaf := plan.leaf_at(found.span.start)) and found.span.stop >= leaf.content.stop - 1}
        for node in nodes:
            if node.index not in lists and self._lacks_stop(plan, node) and not (node is last and self._is_cut(plan, node)):
                yield self._match(plan, node)

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the text is empty."""
        return not plan.leaves

    def _match(self, plan: Plan, node: Node) -> Match:
        stop = node.content.stop
        start = max(node.content.start, stop - 6)
        return Match(Span(stop - 1, stop), {"tail": plan.text[start:stop]})

    def _last(self, plan: Plan) -> Node | None:
        return next((leaf for leaf in reversed(plan.leaves) if leaf.content.length), None)

    def _lacks_stop(self, plan: Plan, node: Node) -> bool:
        if node.kind not in (Kind.PARAGRAPH, Kind.HEAD) or self._in_annex(node):
            return False
        text, content = plan.text, node.content
        if content.length < self.least or self._stopped(plan, node):
            return False
        if node.kind is Kind.HEAD and node.parent is not None:
            return node.parent.run_in and text.find("。", content.start, content.stop - 1) >= 0
        return text.find("。", content.start, content.stop) >= 0 or (
            _CLAUSE.search(text, content.start, content.stop) is not None and self._below_heading(node)
        )

    def _stopped(self, plan: Plan, node: Node) -> bool:
        content = node.content
        if plan.text[content.stop - 1] in "）〕”》）)":
            inside = plan.text[content.start : content.stop]
            return _FULL_STOP.search(inside) is not None or (inside[-1] in "）〕)" and "。" in inside)
        return ends_with_stop(plan.text, Line(content.start, content.start, content.stop, None))

    def _below_heading(self, node: Node) -> bool:
        return node.parent is not None and node.parent.ordinal is not None and node.parent.ordinal.family is not Family.BOX

    def _in_annex(self, node: Node) -> bool:
        return node.part.kind is Kind.ANNEX or any(above.kind is Kind.BOX for above in node.ancestors())

    def _is_cut(self, plan: Plan, node: Node) -> bool:
        """Whether the text breaks off: inside an open bracket, or in a running sentence without a stop."""
        if node.kind not in (Kind.PARAGRAPH, Kind.HEAD) or self._in_annex(node):
            return False
        written = plan.text_of(node)
        if _OPEN.search(written[-_NEAR:]) and len(written) >= 8:
            return True
        if self._stopped(plan, node):
            return written[-1] in "，、" and len(written) >= 8
        sentences = "。" in written[:-1] or (len(written) >= 16 and _CLAUSE.search(written) is not None)
        return (sentences and self._below_heading(node)) or (len(written) >= self.least and "。" in written[:-1])
