"""The targets that the running text of a plan sets."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.facts.agencies.lists import agency_lists
from planlint.facts.asides import without_asides
from planlint.facts.document import document
from planlint.facts.retrospect import in_retrospect
from planlint.facts.targets.money import is_paid
from planlint.facts.targets.paragraphs import Setting, read_paragraph
from planlint.facts.targets.target import Purpose, Target
from planlint.facts.targets.times import first_year, time_of_heading, year_of_title
from planlint.facts.targets.vocabulary import words
from planlint.patterns import compiled
from planlint.phrases.clauses import LONGEST
from planlint.phrases.horizons import Horizon
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def targets(plan: Plan) -> list[Target]:
    """The targets of a plan, in order.

    Figures in agency lists, cited titles and brackets are none, nor are thresholds (5000吨以上的单位) and what tells of the past.
    """
    return [target for target in plan.fact(told) if target.purpose is Purpose.TARGET]


def told(plan: Plan) -> list[Target]:
    """The targets of a plan and what it says was reached, in order."""
    text = plan.fact(without_asides)
    apart = {found.span.start for found in plan.fact(agency_lists) if found.detached}
    issued, year = first_year(plan), year_of_title(plan)
    found: list[Target] = []
    above: dict[Node | None, _Above] = {}
    ahead: dict[Node, Horizon | None] = {}
    for leaf in plan.leaves:
        if leaf.kind not in (Kind.HEAD, Kind.PARAGRAPH, Kind.BOX) or leaf.content.start in apart:
            continue
        goals, time, is_over = above.get(leaf.parent) or above.setdefault(leaf.parent, _above(plan, leaf))
        time = time or (ahead.get(goals) if goals is not None else None)
        setting = Setting(issued, year, time, in_goals=goals is not None, is_over=is_over)
        targets, time = read_paragraph(plan.text, text, _body(leaf), setting)
        found += targets
        if goals is not None and not is_over:
            ahead[goals] = time
    sets_norms = plan.fact(document).genre in data.load("sections")["regulations"]
    kept = (target for target in found if not is_paid(text, target))
    return sorted((_of_its_kind(text, target, sets_norms=sets_norms) for target in kept), key=lambda target: target.span)


class _Above(Record):
    """What stands above a leaf: the section of goals that it is in, the time of the nearest heading that names one, and whether its chapter looks back."""

    goals: Node | None
    time: Horizon | None
    is_over: bool


def _above(plan: Plan, leaf: Node) -> _Above:
    goals = next((node for node in leaf.ancestors() if node.role == "goals"), None)
    return _Above(goals, time_of_heading(leaf), in_retrospect(plan, leaf))


def _of_its_kind(text: str, target: Target, *, sets_norms: bool) -> Target:
    """The target, or a threshold where a figure without a year is a norm, or a condition of what is given: 交易额超过1亿元的，给予奖励."""
    if target.purpose is not Purpose.TARGET or target.year is not None or target.value is None:
        return target
    far = min(target.span.stop + LONGEST, len(text))
    stop = min((at for mark in "。\n" if (at := text.find(mark, target.span.stop, far)) >= 0), default=far)
    is_condition = sets_norms or _granting().search(text, target.span.stop, stop) is not None
    return target._replace(purpose=Purpose.THRESHOLD) if is_condition else target


@cache
def _granting() -> regex.Pattern[str]:
    return compiled(words("granting"))


def _body(leaf: Node) -> Span:
    heading = leaf.parent
    if leaf.kind is Kind.HEAD and heading is not None and heading.ordinal is not None:
        return Span(min(max(leaf.content.start, heading.ordinal.span.stop), leaf.content.stop), leaf.content.stop)
    return leaf.content
