"""The figures of a plan that are no targets, told apart: where it starts from, what was reached, thresholds, and quotas of money."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from planlint import data
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.asides import without_asides
from planlint.facts.retrospect import in_retrospect
from planlint.facts.targets.money import clause_around, is_quota
from planlint.facts.targets.running import told
from planlint.facts.targets.target import Purpose, Target
from planlint.facts.targets.times import first_year
from planlint.facts.targets.verbs import Verb, verb_before
from planlint.patterns import alternatives, compiled
from planlint.phrases.clauses import looks_back, sentence_start
from planlint.phrases.horizons import Horizon, horizons_in
from planlint.phrases.indicators import trimmed
from planlint.phrases.quantities import Quantity, quantities_in
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LIMITED = compiled(r"[ ]?(?:[的、]|[\p{Han}]{2})")
_AND_BEYOND = compiled(r"[ ]?(?:\p{Han}{2,4}(?<!级))?[ ]?○*[ ]?及?以[上下](?!\p{Han}?问题)")
_OF_THINGS = compiled(r"[ ]?○*(?:及?以[上下])?[ ]?的?(?P<noun>[^，。；、：！（(○\d]{2,24})")
_ATTRIBUTE = compiled(r"(?:、[^，。；]{2,40})?的\p{Han}")
_FROM = compiled(r"[由从](?:20\d\d[ ]?年|[^，。；\d]){0,16}$")
_BESIDE = 24


def amounts(plan: Plan) -> list[Target]:
    """All figures of a plan that are set, measured from, reached, bounded or paid, in order: its targets, and the others with their `purpose`.

    The indicator of one that is no target is what stands beside it.
    """
    found = plan.fact(told)
    return sorted((*found, *_others(plan, sorted(target.value_span for target in found))), key=lambda target: target.span)


def _others(plan: Plan, taken: list[Span]) -> Iterator[Target]:
    text = plan.fact(without_asides)
    lists = [found.span for found in plan.fact(agency_lists)]
    issued = first_year(plan)
    for leaf in plan.leaves:
        if leaf.kind not in (Kind.HEAD, Kind.PARAGRAPH, Kind.BOX):
            continue
        for figure in quantities_in(text, leaf.content):
            at = bisect_left(taken, figure.span.stop, key=lambda span: span.start)
            if figure.unit is None or (at and taken[at - 1].stop > figure.span.start) or any(span.covers(figure.span) for span in lists):
                continue
            purpose, time = _purpose(plan, text, leaf, figure, issued)
            if purpose is not None:
                yield _told(plan, text, leaf, figure, purpose, time)


def _purpose(plan: Plan, text: str, leaf: Node, figure: Quantity, issued: int | None) -> tuple[Purpose | None, Horizon | None]:
    """What a figure that is no target is for; None where nothing tells."""
    clause = clause_around(text, figure.span, leaf.content.stop, leaf.content.start)
    since = sentence_start(text, figure.span.start, leaf.content.start)
    times = horizons_in(text, Span(since, figure.span.start))
    time = next((time for time in reversed(times) if not time.base), None)
    if is_quota(text, clause, figure.unit):
        return Purpose.INVESTMENT, time
    is_share = figure.unit is not None and figure.unit[0] in "%％"
    if not is_share and _is_attribute(text, figure, clause):
        return Purpose.THRESHOLD, None
    if _FROM.search(text, clause.start, figure.span.start) or any(base.base and base.span.start >= clause.start for base in times):
        return Purpose.BASELINE, next((base for base in reversed(times) if base.base), time)
    if in_retrospect(plan, leaf) or looks_back(text, since, clause.stop, "targets") or (time is not None and issued is not None and time.years[-1] < issued):
        return Purpose.ACHIEVED, time
    if not is_share and _is_threshold(text, figure, clause):
        return Purpose.THRESHOLD, None
    return None, None


def _is_attribute(text: str, figure: Quantity, clause: Span) -> bool:
    """Whether a bound says of which things is spoken: 1万吨标准煤以上的重点用能单位, 床位不低于500张、重点满足失能老人的养护中心."""
    is_bound = figure.bound in (">=", "<=") or _limits().search(text, clause.start, figure.span.start) is not None
    return is_bound and _ATTRIBUTE.match(text, figure.span.stop, clause.stop) is not None


def _is_threshold(text: str, figure: Quantity, clause: Span) -> bool:
    """Whether a figure bounds what is spoken of: 35蒸吨以下燃煤锅炉, 建筑面积大于2万平方米的公共建筑."""
    stop = figure.span.stop
    if _AND_BEYOND.match(text, stop, clause.stop):
        return True
    limited = figure.bound in (">=", "<=") or _limits().search(text, clause.start, figure.span.start) is not None
    return limited and _LIMITED.match(text, stop, clause.stop) is not None


@cache
def _limits() -> regex.Pattern[str]:
    levels = data.load("quantities")["levels"]
    words = alternatives(word for sign in (">=", "<=", ">", "<") for word in levels[sign])
    return compiled(rf"(?:{words})[ ]?$")


def _told(plan: Plan, text: str, leaf: Node, figure: Quantity, purpose: Purpose, time: Horizon | None) -> Target:
    clause = clause_around(text, figure.span, leaf.content.stop, leaf.content.start)
    start = max(clause.start, time.span.stop if time is not None else 0, figure.span.start - _BESIDE)
    verb = verb_before(text, Span(start, figure.span.start)) or Verb(figure.span.start)
    origin = _FROM.search(text, clause.start, figure.span.start) if purpose is Purpose.BASELINE else None
    # 利用率由2020年的18% is named before 由
    name = trimmed(text, Span(clause.start, origin.start()) if origin is not None else Span(start, verb.start))
    things = _OF_THINGS.match(text, figure.span.stop, clause.stop)
    if things is not None and (purpose is Purpose.THRESHOLD or not name.length):
        name = Span(*things.span("noun"))
    if not name.length:
        name = figure.span
    span = Span(min(name.start, figure.span.start), max(name.stop, figure.span.stop))
    return Target(
        span,
        name,
        figure.span,
        time.digits if time is not None else None,
        None,
        time.years[-1] if time is not None else None,
        time.period if time is not None else None,
        None,
        name.of(plan.text),
        False,
        False,
        figure.bound or verb.comparator,
        verb.change,
        verb.rising,
        figure.value,
        figure.unit,
        purpose,
    )
