"""Tasks without responsible agencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.lists import AgencyList, agency_lists
from planlint.facts.agencies.unclosed import written_lists
from planlint.facts.chapters import TASK_FAMILIES, hands_out
from planlint.facts.document import document
from planlint.facts.endings import break_off
from planlint.phrases.ordinals import Family
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.roles import is_plan_genre
from planlint.text.spans import Span


def _lists_of_tasks(plan: Plan) -> Sequence[AgencyList]:
    """The lists of bodies of a document that hands out tasks."""
    genre = plan.fact(document).genre
    return plan.fact(agency_lists) if genre in (None, "通知") or is_plan_genre(genre) else ()


@check_kind(
    "task",
    "count",
    needs=_lists_of_tasks,
    parameters={
        "share": ("同级任务至少百分之多少写有责任单位，才报告没有写的", "the percentage of like tasks that must have a list"),
        "several": ("至少多少项任务写有责任单位", "how many tasks must have a list"),
    },
)
class MissingAgencyCheck(Record):
    """Reports a task without an agency list where at least `share` percent of the `several` or more tasks like it have one.

    Lists above a task and below it speak for it too; directions, closing chapters and tasks without a body need none.
    """

    share: int = 80
    several: int = 4

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each task that lacks a list, at its number and title."""
        covered = self._covered(plan)
        for members in self._tasks(plan).values():
            served = [node for node in members if node.index in covered]
            if len(served) < self.several or len(served) * 100 < self.share * len(members):
                continue
            siblings = Counter(id(node.parent) for node in members)
            siblings_served = Counter(id(node.parent) for node in served)
            for at, node in enumerate(members):
                if node.index in covered or self._is_unfinished(plan, node):
                    continue
                others = siblings[id(node.parent)] - 1
                if others and siblings_served[id(node.parent)] * 2 <= others:
                    continue
                if not others and not self._stands_among(members, at, covered):
                    continue
                yield self._match(node, len(served))

    def _match(self, node: Node, served: int) -> Match:
        assert node.ordinal is not None
        span = Span(node.ordinal.span.start, max(node.ordinal.span.stop, node.title_span.stop))
        return Match(span, {"task": node.label, "count": str(served)})

    def _covered(self, plan: Plan) -> set[int]:
        """The indices of the nodes that a list speaks for: its own, those above it and those below it."""
        covered: set[int] = set()
        for found in plan.fact(written_lists):
            if found.node is not None and found.node.index not in covered:
                covered.update(below.index for below in found.node.walk())
                covered.update(above.index for above in found.node.ancestors())
        return covered

    def _tasks(self, plan: Plan) -> dict[tuple[int, int, Family], list[Node]]:
        """The tasks of a plan by part, level and family of number."""
        groups: dict[tuple[int, int, Family], list[Node]] = {}
        for node in plan.nodes:
            if node.ordinal is not None and node.ordinal.family in TASK_FAMILIES and node.kind is Kind.HEADING and hands_out(node):
                groups.setdefault((node.part.index, node.level, node.ordinal.family), []).append(node)
        return groups

    def _is_unfinished(self, plan: Plan, node: Node) -> bool:
        """Whether nothing stands below the heading, or the whole text breaks off in the task."""
        if not node.run_in and len(node.children) == 1:
            return True
        cut = plan.fact(break_off)
        return cut is not None and node.span.covers(cut.span)

    def _stands_among(self, members: list[Node], at: int, covered: set[int]) -> bool:
        """A task that is the only one of its section is judged by its neighbours before and behind."""
        near = members[max(at - 1, 0) : at] + members[at + 1 : at + 2]
        return all(other.index in covered for other in near)
