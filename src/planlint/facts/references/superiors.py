"""The documents that a plan says it carries out."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.facts.document import document, main_part
from planlint.facts.references.citations import Citation, citations
from planlint.patterns import compiled
from planlint.phrases.clauses import sentence_start
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_SHORTEST = 5


def superiors(plan: Plan) -> list[Citation]:
    """The cited documents that the plan names as what it carries out, in order: 根据《…》 before its first chapter, 为贯彻落实《…》.

    Laws and regulations are no plans and are left out, and so are the plan itself and what stands for a title (《意见》).
    """
    opening, own = _opening(plan), "".join((plan.fact(document).title or "").split())
    return [
        cited
        for cited in plan.fact(citations)
        if opening.covers(cited.span) and _is_plan(cited.title) and cited.title != own and _is_carried_out(plan.text, cited)
    ]


def _opening(plan: Plan) -> Span:
    """What stands before the second chapter of the plan: the notice, the preamble, and the chapter that gives directions."""
    chapters = [node for node in main_part(plan).children if node.ordinal is not None]
    return Span(0, chapters[1].span.start if len(chapters) > 1 else len(plan.text))


def _is_carried_out(text: str, cited: Citation) -> bool:
    """Whether the sentence says before the title that the document is carried out."""
    return _words().search(text, sentence_start(text, cited.span.start), cited.span.start) is not None


def _is_plan(title: str) -> bool:
    laws: list[str] = data.load("references")["laws"]
    return len(title) >= _SHORTEST and not title.endswith(tuple(laws))


@cache
def _words() -> regex.Pattern[str]:
    return compiled("|".join(data.load("references")["carried_out"]))
