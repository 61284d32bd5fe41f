"""The chapters of a plan that look back: on the state of things, on what an earlier plan has reached."""

from __future__ import annotations

from planlint import data
from planlint.facts.document import document, year_of
from planlint.phrases.times import periods_in
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span


def in_retrospect(plan: Plan, leaf: Node) -> bool:
    """Whether a leaf stands in a chapter on the background or, in the first one, on what was reached, or below a heading that names a five-year plan or years before the plan's own."""
    headings = [above for above in leaf.ancestors() if above.ordinal is not None]
    if any(above.role == "background" or _is_over(plan, above.title) for above in headings):
        return True
    ends = tuple(data.load("sections")["looking_back"])
    return any(above.title.endswith(ends) for above in headings) and _is_first(headings[-1])


def _is_first(chapter: Node) -> bool:
    """Whether a chapter is the first one, where plans tell how things stand; further on, 取得明显成效 is what is wanted."""
    return chapter.parent is not None and next(iter(chapter.parent.numbered), None) is chapter


def _is_over(plan: Plan, title: str) -> bool:
    if "五" not in title and "年" not in title:
        return False
    period = plan.fact(document).period
    since = period[0] if period is not None else year_of(plan)
    ends = [found.years[1] for found in periods_in(title, Span(0, len(title))) if found.years is not None]
    return since is not None and bool(ends) and max(ends) < since
