"""The targets that the running text of a plan sets."""

from __future__ import annotations

from planlint.facts.agencies.lists import agency_lists
from planlint.facts.asides import without_asides
from planlint.facts.retrospect import in_retrospect
from planlint.facts.targets.money import is_paid
from planlint.facts.targets.paragraphs import Paragraph, Setting
from planlint.facts.targets.target import Purpose, Target
from planlint.facts.targets.times import first_year, time_of_heading, year_of_title
from planlint.phrases.horizons import Horizon
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span


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
    ahead: dict[int, Horizon | None] = {}
    for leaf in plan.leaves:
        if leaf.kind not in (Kind.HEAD, Kind.PARAGRAPH, Kind.BOX) or leaf.content.start in apart:
            continue
        goals = next((node for node in leaf.ancestors() if node.role == "goals"), None)
        time = time_of_heading(leaf) or (ahead.get(goals.index) if goals is not None else None)
        is_over = in_retrospect(plan, leaf)
        paragraph = Paragraph(plan.text, text, _body(leaf), Setting(issued, year, time, in_goals=goals is not None, is_over=is_over))
        found += paragraph.read()
        if goals is not None and not is_over:
            ahead[goals.index] = paragraph.time
    return sorted((target for target in found if not is_paid(text, target)), key=lambda target: target.span)


def _body(leaf: Node) -> Span:
    heading = leaf.parent
    if leaf.kind is Kind.HEAD and heading is not None and heading.ordinal is not None:
        return Span(min(max(leaf.content.start, heading.ordinal.span.stop), leaf.content.stop), leaf.content.stop)
    return leaf.content
