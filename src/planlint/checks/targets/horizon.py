"""Goals that name no time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.document import document, main_part
from planlint.patterns import compiled
from planlint.phrases.times import periods_in, years_in
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_WORDS_OF_TIME = compiled(r"[一二两三四五六七八九十\d]+[ ]?(?:年|个月)|近期|中期|远期|年底|年末|月底|每年|20\d\d|本世纪|阶段")


def _tells_no_year(plan: Plan) -> bool:
    """Whether the title of a plan names neither years nor one."""
    title = main_part(plan).title
    return plan.fact(document).period is None and next(years_in(title, Span(0, len(title))), None) is None


@check_kind("title", needs=_tells_no_year)
class HorizonCheck(Record):
    """Reports goals without year, period or any word of time, where the title names no years either."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match, at the heading of the goals."""
        goals = [node for node in main_part(plan).walk() if node.role == "goals" and node.kind is Kind.HEADING]
        goals = [node for node in goals if node.run_in or len(node.children) > 1]
        if goals and not any(self._is_timed(plan, node) for node in goals):
            yield Match(goals[0].title_span, {"title": goals[0].title})

    def _is_timed(self, plan: Plan, node: Node) -> bool:
        if next(years_in(plan.text, node.content), None) is not None or periods_in(plan.text, node.content):
            return True
        return _WORDS_OF_TIME.search(plan.text, node.content.start, node.content.stop) is not None
