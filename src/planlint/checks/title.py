"""Titles that a plan or its cover notice lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.document import main_part
from planlint.syntax.lines import Line, is_addressee
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span


@check_kind("part")
class MissingTitleCheck(NamedTuple):
    """Reports a plan with chapters that has no title, and a notice that opens with its addressees."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match for each part, at its first line."""
        for part in plan.parts:
            if part.title:
                continue
            first = next(node for node in part.walk() if not node.children)
            if part.kind is Kind.NOTICE and self._opens_with_addressees(plan, part):
                yield Match(Span(first.content.start, min(first.content.stop, first.content.start + 20)), {"part": "通知"})
            elif part is main_part(plan) and part.kind is Kind.PLAN and self._has_chapters(part):
                yield Match(Span(first.content.start, min(first.content.stop, first.content.start + 20)), {"part": "方案"})

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the text has no parts at all."""
        return not plan.parts

    def _opens_with_addressees(self, plan: Plan, part: Node) -> bool:
        for node in part.walk():
            if not node.children:
                return is_addressee(plan.text, Line(node.span.start, node.content.start, node.content.stop, node.ordinal))
        return False

    def _has_chapters(self, part: Node) -> bool:
        chapters = list(part.numbered)
        return len(chapters) >= 3 and any(chapter.role is not None for chapter in chapters)
