"""Sections with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.endings import break_off
from planlint.facts.numbering.sequences import numbered
from planlint.patterns import compiled
from planlint.phrases.ordinals import Heads
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan

_STOPPED = compiled(r"(?:[。；：！？.．｡][”’]?|[。；！？.．｡](?:[（(〔][^。]*[）)〕][。；]?)+)$")
_NEAR = 160
_LONGEST_HEADING = 40
_LONGEST_TITLE = 20
_SHORT_TITLE = 8


@check_kind("number", "title", needs=numbered)
class EmptySectionCheck(Record):
    """Reports a heading followed at once by another of its level or above.

    Lists of single lines are no sections: a heading counts where one of its siblings has a body or sections below. A sentence of two
    clauses is a statement, and so is a short one among long ones or beside headings that run into their text (10.完善某项制度。). A sentence in
    which the whole text breaks off is no heading.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each empty section, at its heading."""
        judged: dict[int, bool] = {}
        for node in nodes:
            if node.ordinal is None or Heads.SECTION not in node.ordinal.family.row.heads or node.parent is None or not self._is_empty(plan, node):
                continue
            if node.children[0] is plan.fact(break_off):
                continue
            if node.parent.index not in judged:
                judged[node.parent.index] = self._holds_sections(plan, node.parent)
            if judged[node.parent.index] and not self._is_statement(plan, node):
                yield Match(node.children[0].content, {"number": node.ordinal.text, "title": node.short_title})

    def _holds_sections(self, plan: Plan, parent: Node) -> bool:
        """Whether most of the numbered children have something in them; entries of a list end with semicolons and are no sections."""
        children = list(parent.numbered)
        if any(plan.text_of(child.children[0]).endswith("；") for child in children if child.children):
            return False
        filled = sum(not self._is_empty(plan, child) for child in children)
        return filled * 2 > len(children) - 1

    def _is_empty(self, plan: Plan, node: Node) -> bool:
        body = [child for child in node.children[1:] if child.kind is not Kind.FRONT]
        if node.run_in or body or node.kind is not Kind.HEADING or node.is_item:
            return False
        if len(node.title) > _LONGEST_HEADING:
            return False
        return not self._is_stopped(plan, node) or len(node.title) <= _LONGEST_TITLE

    def _is_stopped(self, plan: Plan, node: Node) -> bool:
        """Whether the line comes to a stop, before a bracket with bodies, deadline or score too."""
        return _STOPPED.search(plan.text_of(node.children[0])[-_NEAR:]) is not None

    def _is_statement(self, plan: Plan, node: Node) -> bool:
        """Whether the line says all it has to: a list has longer statements, or no heading with a stop of its own."""
        if not self._is_stopped(plan, node):
            return False
        if "，" in node.title or node.parent is None:
            return True
        others = [child for child in node.parent.numbered if child is not node and not child.run_in and self._is_stopped(plan, child)]
        if any(len(child.title) > _LONGEST_TITLE for child in others):
            return True
        headed = any(len(child.children) > 1 for child in others)
        return not headed and len(node.title) > _SHORT_TITLE
