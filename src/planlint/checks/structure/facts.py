"""Facts of issue that a document should state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.document import document, main_part
from planlint.patterns import VERBOSE, compiled
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.roles import is_plan_genre
from planlint.text.spans import Span
from planlint.typed import Literal

_CITED = compiled(
    r"""
    《[^《》]{4,} | 〔\d{4}〕\d+号 | (?:决策|工作)?部署 | (?:战略)?决策 | (?:文件|会议|讲话|批示|指示)?精神 | 要求 | 法律 | 法规 | 规定
  | 党中央 | 国务院 | 党的\p{Han}{2,4}大 | 战略
  | (?:国家|全国|上级|[省市县区])(?=[^，。；]{2})[^，。；]{0,24}(?:计划|方案|规划|纲要|意见)(?=[，。；、和及])
    """,
    VERBOSE,
)


@check_kind(
    "title",
    parameters={
        "fact": ("要写明的是什么：依据（basis）、发文字号（number）、成文日期（date）", "what must be stated: the basis, the document number, the date"),
    },
)
class RequiredFactCheck(Record):
    """Reports a document that does not state a fact: what it rests on (basis), its number or its date.

    A basis is sought in the preamble; number and date only in a cover notice.
    """

    fact: Literal["basis", "number", "date"]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """At most one match, at the preamble or the title."""
        place = self._place_without_fact(plan)
        if place is not None:
            yield Match(place, {"title": plan.fact(document).title or ""})

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the document has no preamble, or is no notice."""
        if self.fact == "basis":
            return not is_plan_genre(plan.fact(document).genre) or self._preamble(plan) is None
        return not any(part.kind is Kind.NOTICE for part in plan.parts)

    def _place_without_fact(self, plan: Plan) -> Span | None:
        if self.fact == "basis":
            preamble = self._preamble(plan)
            if preamble is None or _CITED.search(plan.text, preamble.start, preamble.stop):
                return None
            return Span(preamble.start, min(preamble.stop, preamble.start + 20))
        found = plan.fact(document)
        notice = next(part for part in plan.parts if part.kind is Kind.NOTICE)
        missing = found.document_number is None if self.fact == "number" else found.date is None
        return Span(notice.content.start, notice.content.start + 1) if missing else None

    def _preamble(self, plan: Plan) -> Span | None:
        paragraphs = [node for node in main_part(plan).children if node.kind is Kind.PARAGRAPH]
        return Span(paragraphs[0].content.start, paragraphs[-1].content.stop) if paragraphs else None
