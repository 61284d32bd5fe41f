"""Titles that a plan or its cover notice lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.document import main_part
from planlint.messages import said
from planlint.patterns import compiled
from planlint.phrases.times import is_date
from planlint.phrases.titles import is_document_number
from planlint.record import Record
from planlint.syntax.lines import Line, is_addressee, is_bracketed, is_organ
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_SENTENCE = compiled(r"[，。；：:]")
_BULLET = compiled(r"[•·●■◆*]")
"""What opens the entries of a page's head (• 索引号：…), below which the title is not looked for."""
_SHORTEST, _LONGEST = 6, 60


def _parts(plan: Plan) -> Sequence[Node]:
    return plan.parts


@check_kind("part", needs=_parts)
class MissingTitleCheck(Record):
    """Reports a plan with chapters that has no title, and a notice that opens with its addressees."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match for each part, at its first line."""
        for part in plan.parts:
            if part.title:
                continue
            first = next(node for node in part.walk() if not node.children)
            if _BULLET.match(plan.text, first.content.start):
                continue
            if part.kind is Kind.NOTICE and self._opens_with_addressees(plan, part):
                yield Match(Span(first.content.start, min(first.content.stop, first.content.start + 20)), {"part": said("title.notice")})
            elif part is main_part(plan) and part.kind is Kind.PLAN and self._has_chapters(part) and not self._is_title(plan, first):
                yield Match(Span(first.content.start, min(first.content.stop, first.content.start + 20)), {"part": said("title.plan")})

    def _opens_with_addressees(self, plan: Plan, part: Node) -> bool:
        for node in part.walk():
            if not node.children:
                return is_addressee(plan.text, Line(node.span.start, node.content.start, node.content.stop, node.ordinal))
        return False

    def _is_title(self, plan: Plan, leaf: Node) -> bool:
        """Whether the line is a title of a kind that is not known: short, without a mark, and no signature, date or number."""
        line = Line(leaf.span.start, leaf.content.start, leaf.content.stop, leaf.ordinal)
        if leaf.kind is not Kind.FRONT or leaf.ordinal is not None or not _SHORTEST <= leaf.content.length <= _LONGEST:
            return False
        other = is_organ(plan.text, line) or is_date(plan.text, *line.content) or is_document_number(plan.text, *line.content) or is_bracketed(plan.text, line)
        return not other and _SENTENCE.search(plan.text, line.start, line.stop) is None

    def _has_chapters(self, part: Node) -> bool:
        chapters = list(part.numbered)
        return len(chapters) >= 3 and any(chapter.role is not None for chapter in chapters)
