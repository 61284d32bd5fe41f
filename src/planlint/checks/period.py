"""Years, days and periods that can't be right."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.dates import (
    Period,
    days_in,
    months_in,
    periods_in,
    title_spans,
    years_in,
)
from planlint.facts.document import document, main_part, year_of
from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_AIM = compiled(
    r"(?:力争|争取|确保)?[ ]?到[ ]?(?P<year>20\d\d)[ ]?年(?:底|末)?(?:前)?(?=[，,]|[^，。；]{0,24}(?:达到|提高到|提升到|降低到|下降|不低于|不高于|实现|建成|完成|力争|基本|控制在|形成))|(?P<year>20\d\d)[ ]?年(?:底|末)?前(?=[，,]|[^，。；]{0,16}(?:完成|实现|建成|达到))"
)
_PAST = compiled(r"截至|截止|已经?|曾|比[ ]?20\d\d|较[ ]?20\d\d|以来|基础上|自[ ]?20\d\d")
_DISTANT = (2035, 2050, 2060)
_BETWEEN = compiled(r"[”\"]?(?:期间|时期|规划)?[（(，,：:]?(?:即|，即)?[ ]?$")
_BEFORE_NAME = compiled(r"[（(]?[，,、]?(?:即)?(?:我[国省市县区])?(?:国家)?[“\"]?$")


@check_kind("text", "expected", "year")
class PeriodCheck(NamedTuple):
    """Reports one thing about time: a five-year plan beside years that are not its own (“mismatch”), a target year before the
    document's own year (“past”), one outside the period in the title (“outside”), a day that does not exist (“impossible”),
    or goals that name no time at all (“no-horizon”).
    """

    report: Literal["mismatch", "past", "outside", "impossible", "no-horizon"]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """The matches, at the year, period, day or heading."""
        match self.report:
            case "mismatch":
                yield from self._mismatches(plan)
            case "past":
                yield from self._past(plan)
            case "outside":
                yield from self._outside(plan)
            case "impossible":
                yield from self._impossible(plan)
            case "no-horizon":
                yield from self._no_horizon(plan)

    def not_applicable(self, plan: Plan) -> bool:
        """Whether there is no year to measure by."""
        if self.report == "past":
            return year_of(plan) is None
        if self.report == "outside":
            return plan.fact(document).period is None
        return False

    def _mismatches(self, plan: Plan) -> Iterator[Match]:
        """A named plan and a span of years that explain one another: “十四五”（2021—2025年）, 2021—2025年“十四五”期间."""
        text = plan.text
        if "五" not in text:
            return
        found = periods_in(text, Span(0, len(text)))
        for one, other in itertools.pairwise(found):
            named, plain = (one, other) if one.name else (other, one)
            if named.name is None or plain.name is not None or named.years is None or plain.years is None:
                continue
            if plain.years != named.years and self._explains(text, one, other) and not self._is_part(text, named, plain):
                expected = f"{named.years[0]}—{named.years[1]}年"
                yield Match(plain.span, {"text": f"“{named.name}”", "expected": expected, "year": plain.span.of(text)}, ((named.span, f"“{named.name}”"),))

    def _explains(self, text: str, one: Period, other: Period) -> bool:
        between = text[one.span.stop : other.span.start]
        pattern = _BETWEEN if one.name else _BEFORE_NAME
        return len(between) <= 8 and pattern.fullmatch(between) is not None

    def _is_part(self, text: str, named: Period, plain: Period) -> bool:
        """Years inside the plan are a part of it (“十四五”前三年 2021—2023年) when words between them say so, never in brackets."""
        assert named.years is not None and plain.years is not None
        inside = named.years[0] <= plain.years[0] and plain.years[1] <= named.years[1]
        bracketed = any(mark in text[named.span.stop : plain.span.start] for mark in "（(")
        return inside and not bracketed

    def _aims(self, plan: Plan) -> Iterator[tuple[Span, int]]:
        """The years that the text aims at, outside of cited titles and of the annexes."""
        titles = title_spans(plan.text)
        for m in _AIM.finditer(plan.text):
            span = Span(*m.span("year"))
            leaf = plan.leaf_at(span.start)
            if leaf.part.kind is Kind.ANNEX or any(title.covers(span) for title in titles):
                continue
            if self._looks_back(plan, leaf, span):
                continue
            yield Span(span.start, span.stop), int(m["year"])

    def _looks_back(self, plan: Plan, leaf: Node, span: Span) -> bool:
        """Whether the clause tells of what has been: a baseline, or a chapter on what was achieved."""
        if any(above.role == "background" for above in leaf.ancestors()):
            return True
        start = max(plan.text.rfind(mark, leaf.content.start, span.start) for mark in "。；")
        clause_end = min((at for at in (plan.text.find(mark, span.stop, leaf.content.stop) for mark in "，。；") if at >= 0), default=leaf.content.stop)
        return _PAST.search(plan.text, max(start, leaf.content.start), clause_end) is not None

    def _past(self, plan: Plan) -> Iterator[Match]:
        issued = year_of(plan)
        if issued is None:
            return
        for span, year in self._aims(plan):
            if year < issued:
                yield Match(span, {"text": f"{year}年", "expected": "", "year": f"{issued}年"})

    def _outside(self, plan: Plan) -> Iterator[Match]:
        period = plan.fact(document).period
        if period is None:
            return
        named = set(periods_of(plan))
        for span, year in self._aims(plan):
            later = year > period[1] and year not in _DISTANT and not any(first <= year <= last for first, last in named)
            if later or year < period[0]:
                yield Match(span, {"text": f"{year}年", "expected": f"{period[0]}—{period[1]}年", "year": str(year)})

    def _impossible(self, plan: Plan) -> Iterator[Match]:
        for day in days_in(plan.text):
            if not day.exists:
                yield Match(day.span, {"text": day.span.of(plan.text), "expected": "", "year": ""})
        for month in months_in(plan.text):
            if not 1 <= month.month <= 12:
                yield Match(month.span, {"text": month.span.of(plan.text), "expected": "", "year": ""})

    def _no_horizon(self, plan: Plan) -> Iterator[Match]:
        """Goals without year, period or any word of time, where the title names no years either."""
        if plan.fact(document).period is not None:
            return
        goals = [node for node in main_part(plan).walk() if node.role == "goals" and node.kind is Kind.HEADING]
        timed = [node for node in goals if self._is_timed(plan, node)]
        if goals and not timed:
            yield Match(goals[0].title_span, {"text": goals[0].title, "expected": "", "year": ""})

    def _is_timed(self, plan: Plan, node: Node) -> bool:
        if next(years_in(plan.text, node.content), None) is not None or periods_in(plan.text, node.content):
            return True
        return _WORDS_OF_TIME.search(plan.text, node.content.start, node.content.stop) is not None


_WORDS_OF_TIME = compiled(r"[一二两三四五六七八九十\d]+[ ]?(?:年|个月)|近期|中期|远期|年底|年末|月底|每年|20\d\d|本世纪|阶段")


def periods_of(plan: Plan) -> list[tuple[int, int]]:
    """The years of the five-year plans that the main text speaks of, besides the one in the title."""
    found = periods_in(plan.text, main_part(plan).span)
    known: dict[str, list[int]] = data.load("periods")
    return [(known[p.name][0], known[p.name][1]) for p in found if p.name in known]
