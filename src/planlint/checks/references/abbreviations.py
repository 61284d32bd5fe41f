"""Short forms made with 以下简称."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.references.citations import Abbreviation, abbreviations
from planlint.messages import said
from planlint.patterns import V1, compiled
from planlint.phrases.titles import title_spans
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span
from planlint.typed import Literal

_QUOTES = compiled(r"[“”\"《》]")
_BODY = compiled(r"(?:组|部|办|室|班|会|中心|局|委)[”》]?$")
_WITHIN_NAME = compiled(r"[\p{Han}--[进施展强化善动立设成用守行合于在由按经向对和与及将把以为据照实]]", V1)


@check_kind(
    "short",
    "problem",
    needs=abbreviations,
    parameters={
        "report": (
            "报告哪几种：重复简称（twice）、简称后没有用到（unused）、简称之前已经使用（before）",
            "what to report: short forms made twice, never used, used before they are made",
        ),
        "least": ("简称之前已经使用的，至少多少个字才判断", "from how many characters on a use before counts"),
    },
)
class AbbreviationsCheck(Record):
    """Reports a short form that is made twice in one part, that is never used, or that is used before it is made.

    Words that are used before are judged from `least` characters on, or in 《》: 方案 and 规划 are words of their own.
    """

    report: tuple[Literal["twice", "unused", "before"], ...] = ("twice", "unused", "before")
    least: int = 4

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the place where the form is made or first used."""
        made: dict[tuple[int, str], Abbreviation] = {}
        for found in plan.fact(abbreviations):
            part = plan.leaf_at(found.span.start).part.index
            first = made.setdefault((part, found.short), found)
            if first is not found:
                if "twice" in self.report:
                    yield Match(found.span, {"short": found.short, "problem": said("abbreviation.already")}, ((first.span, said("abbreviation.first")),))
            elif "unused" in self.report and not self._is_used(plan.text, found):
                yield Match(found.span, {"short": found.short, "problem": said("abbreviation.unused")})
            elif "before" in self.report and (early := self._used_before(plan, found)) is not None:
                yield Match(early, {"short": found.short, "problem": said("abbreviation.early")}, ((found.span, said("abbreviation.made")),))

    def _is_used(self, text: str, found: Abbreviation) -> bool:
        """Whether the form comes again; a quoted part of it may stand with another noun: “两高”项目, “两高”产业."""
        core = max(_QUOTES.split(found.short), key=len) if "“" not in found.short else _QUOTES.split(found.short.partition("“")[2])[0]
        return text.find(core or found.short, found.span.stop) >= 0

    def _used_before(self, plan: Plan, found: Abbreviation) -> Span | None:
        if (len(found.short) < self.least and "《" not in found.short) or _BODY.search(found.short):
            return None
        made_in = plan.leaf_at(found.span.start)
        at = plan.text.find(found.short, made_in.part.span.start, found.span.start - 1)
        while at >= 0:
            span = Span(at, at + len(found.short))
            if self._stands_alone(plan, span):
                same = plan.leaf_at(at) is made_in and plan.text.find("。", at, found.span.start) < 0
                return None if same else span
            at = plan.text.find(found.short, at + 1, found.span.start - 1)
        return None

    def _stands_alone(self, plan: Plan, span: Span) -> bool:
        """Whether the words are used in running text, not in a title or in a longer name."""
        leaf = plan.leaf_at(span.start)
        if leaf.kind in (Kind.TITLE, Kind.FRONT) or (leaf.parent is not None and leaf.kind is Kind.HEAD and span.stop <= leaf.parent.title_span.stop):
            return False
        if _WITHIN_NAME.search(plan.text, max(span.start - 1, 0), span.start) and not plan.text.startswith("《", span.start):
            return False
        return not any(title.covers(span) and title != span for title in title_spans(plan.text))
