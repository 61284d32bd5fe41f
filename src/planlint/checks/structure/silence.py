"""Texts whose structure was not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.document import document, main_part
from planlint.facts.numbering.unread import unread_series
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.roles import is_plan_genre
from planlint.text.spans import Span


@check_kind(
    "problem",
    parameters={"least": ("正文至少多少字才判断", "from how many characters on a text is judged")},
)
class SilenceCheck(Record):
    """Reports a plan of at least `least` characters in which no chapter was found, and lines that look numbered and were not read so."""

    least: int = 1000

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match: at the first of the lines, or at the first line of the text."""
        found = plan.fact(unread_series)
        if found is not None:
            yield Match(found.span, {"problem": said("silence.unread", number=found.span.of(plan.text), count=found.lines)})
        elif self._is_bare(plan):
            first = next(leaf for leaf in main_part(plan).walk() if not leaf.children)
            yield Match(Span(first.content.start, min(first.content.stop, first.content.start + 20)), {"problem": said("silence.chapters")})

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the text is too short to have chapters."""
        return len(plan.text) < self.least

    def _is_bare(self, plan: Plan) -> bool:
        """Whether a plan has much text and nothing that heads it."""
        if not is_plan_genre(plan.fact(document).genre) or any(node.kind is Kind.HEADING for node in plan.nodes):
            return False
        return sum(leaf.content.length for leaf in main_part(plan).walk() if leaf.kind is Kind.PARAGRAPH) >= self.least
