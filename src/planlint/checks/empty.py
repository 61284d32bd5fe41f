"""Sections with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.ordinals import Family

_TOP = (Family.PART, Family.CHAPTER, Family.SECTION, Family.HAN, Family.HAN_BRACKET)


@check_kind("number", "title")
class EmptySectionCheck(NamedTuple):
    """Reports a heading followed at once by another of its level or above.

    Lists of single lines are no sections: a heading counts where one of its siblings has a body or sections below.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each empty section, at its heading."""
        for node in nodes:
            if node.ordinal is None or node.ordinal.family not in _TOP or not self._is_empty(plan, node):
                continue
            if self._is_list_entry(plan, node):
                continue
            siblings = [other for other in node.parent.numbered if other is not node] if node.parent is not None else []
            filled = [other for other in siblings if not self._is_empty(plan, other)]
            if filled and len(filled) * 2 > len(siblings):
                yield Match(node.children[0].content, {"number": node.ordinal.text, "title": node.title})

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan has no headings."""
        return all(node.ordinal is None for node in plan.nodes)

    def _is_list_entry(self, plan: Plan, node: Node) -> bool:
        """Entries of a list end with semicolons, the last one with a stop."""
        siblings = list(node.parent.numbered) if node.parent is not None else []
        return any(plan.text_of(other.children[0]).endswith("；") for other in siblings if other.children)

    def _is_empty(self, plan: Plan, node: Node) -> bool:
        if node.run_in or len(node.children) > 1 or node.kind is not Kind.HEADING:
            return False
        written = plan.text_of(node.children[0])
        return written[-1:] not in "。；：" or len(node.title) <= 20
