"""Headings that end with a stop beside siblings that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.messages import said
from planlint.phrases.ordinals import Family
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span


def _alone(plan: Plan) -> list[Node]:
    """The headings that stand alone in their line."""
    return [node for node in plan.nodes if node.kind is Kind.HEADING and _stands_alone(node)]


def _stands_alone(node: Node) -> bool:
    return not node.run_in and len(node.children) > 1 and 0 < len(node.title) <= 40 and "，" not in node.title[12:]


@check_kind("title", "habit", needs=_alone)
class HeadingStopCheck(Record):
    """Reports, among siblings that all stand alone, those that end unlike most of the others of their level in the plan."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each heading in the minority, at its end."""
        groups: dict[tuple[int, Family], list[Node]] = {}
        for node in nodes:
            if node.kind is Kind.HEADING and node.ordinal is not None and node.parent is not None and _stands_alone(node) and not self._opens_list(plan, node):
                groups.setdefault((node.parent.index, node.ordinal.family), []).append(node)
        for group in groups.values():
            stopped = [node for node in group if self._is_stopped(plan, node)]
            plain = [node for node in group if not self._is_stopped(plan, node)]
            fewer = min(stopped, plain, key=len)
            if len(group) >= 3 and fewer and len(fewer) * 3 <= len(group):
                habit = said("heading-stop.without" if fewer is stopped else "heading-stop.with")
                for node in fewer:
                    end = node.children[0].content.stop
                    yield Match(Span(end - 1, end), {"title": node.title, "habit": habit})

    def _opens_list(self, plan: Plan, node: Node) -> bool:
        return plan.text_of(node.children[0]).endswith(("：", ":"))

    def _is_stopped(self, plan: Plan, node: Node) -> bool:
        return plan.text_of(node.children[0]).endswith("。")
