"""The years that a plan aims at."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.facts.retrospect import in_retrospect
from planlint.patterns import compiled
from planlint.phrases.clauses import looks_back, sentence_start
from planlint.phrases.figures import plain_figures
from planlint.phrases.times import YEAR, YEAR_SIGNS, year_value
from planlint.phrases.titles import title_spans
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.signs import matches, places
from planlint.text.spans import Span

_AIM = compiled(
    rf"(?<=到[ ]?)(?P<year>{YEAR})[ ]?年(?:底|末)?(?:前)?(?=[，,]|[^，。；]{{0,24}}(?:达到|提高到|提升到|降低到|下降|不低于|不高于|实现|建成|完成|力争|基本|控制在|形成)(?!的))|(?<![0-9])(?P<year>{YEAR})[ ]?年(?:底|末)?前(?=[，,]|[^，。；]{{0,16}}(?:完成|实现|建成|达到)(?!的))"
)


class Aim(Record):
    """A year by which something is to be reached, at the place of its four digits."""

    span: Span
    year: int


def aims(plan: Plan) -> list[Aim]:
    """The years that the text aims at, in order: outside of cited titles, annexes, baselines and chapters that look back."""
    return list(_aims(plan))


def _aims(plan: Plan) -> Iterator[Aim]:
    titles = title_spans(plan.text)
    plain = plain_figures(plan.text)
    for m in matches(_AIM, plain, places(plain, YEAR_SIGNS, 0, len(plain)), len(plain)):
        span = Span(*m.span("year"))
        leaf = plan.leaf_at(span.start)
        if leaf.part.kind is Kind.ANNEX or any(title.covers(span) for title in titles) or _looks_back(plan, leaf, span):
            continue
        yield Aim(span, year_value(m["year"]))


def _looks_back(plan: Plan, leaf: Node, span: Span) -> bool:
    """Whether the clause tells of what has been: a baseline, or a chapter on what was achieved."""
    if in_retrospect(plan, leaf):
        return True
    text, content = plan.text, leaf.content
    start = sentence_start(text, span.start, content.start)
    stop = min((at for mark in "，。；" if (at := text.find(mark, span.stop, content.stop)) >= 0), default=content.stop)
    return looks_back(text, start, stop, "aims")
