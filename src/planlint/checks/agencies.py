"""Tasks without responsible agencies, agencies named twice, and the form of their lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.agencies import AgencyList, agency_lists
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.ordinals import Family
from planlint.text.spans import Edit, Span

_TASK_FAMILIES = (Family.HAN, Family.HAN_BRACKET, Family.ARABIC, Family.SECTION, Family.ARTICLE)


@check_kind("number", "title", "body", "count", repairs=True)
class AgenciesCheck(NamedTuple):
    """Reports one thing about agency lists: a task that lacks one (“missing”), a body named twice in one (“duplicate”),
    a list set as a paragraph of its own (“detached”), or one without the duty that the others end with (“unclosed”).

    A task with nothing below its heading is no task yet. Another lacks a list when at least `share` percent of the `several` or more tasks like it have one; lists above it, below it
    and those of closing chapters count.
    """

    report: Literal["missing", "duplicate", "detached", "unclosed"]
    share: int = 80
    several: int = 4

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """The matches: at the task's title, the second name, or the list."""
        lists = plan.fact(agency_lists)
        match self.report:
            case "missing":
                yield from self._missing(plan, lists)
            case "duplicate":
                for found in lists:
                    yield from self._duplicates(plan, found)
            case "detached":
                yield from self._detached(plan, lists)
            case "unclosed":
                yield from self._unclosed(lists)

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan has no agency list at all."""
        return not plan.fact(agency_lists)

    def _missing(self, plan: Plan, lists: list[AgencyList]) -> Iterator[Match]:
        own = {found.node.index for found in lists if found.node is not None}
        covered = {index for index in own for index in self._covered(plan.nodes[index])}
        groups: dict[tuple[int, int, Family], list[Node]] = {}
        for node in plan.nodes:
            if node.ordinal is not None and node.ordinal.family in _TASK_FAMILIES and node.kind is Kind.HEADING and self._is_task(node):
                groups.setdefault((node.part.index, node.level, node.ordinal.family), []).append(node)
        for members in groups.values():
            without = [node for node in members if node.index not in covered]
            if len(members) - len(without) < self.several or (len(members) - len(without)) * 100 < self.share * len(members):
                continue
            siblings = Counter(id(node.parent) for node in members)
            served = Counter(id(node.parent) for node in members if node.index in covered)
            for node in without:
                if not node.run_in and len(node.children) == 1:
                    continue
                others = siblings[id(node.parent)] - 1
                if others and served[id(node.parent)] * 2 <= others:
                    continue
                if not others and self._alone_without(node, members, covered):
                    continue
                ordinal = node.ordinal
                assert ordinal is not None
                span = Span(ordinal.span.start, max(ordinal.span.stop, node.title_span.stop))
                count = str(len(members) - len(without))
                yield Match(span, {"number": ordinal.text, "title": node.title, "body": "", "count": count})

    def _alone_without(self, node: Node, members: list[Node], covered: set[int]) -> bool:
        """A task that is the only one of its section is judged by its neighbours before and behind."""
        at = members.index(node)
        near = members[max(at - 1, 0) : at] + members[at + 1 : at + 2]
        return not all(other.index in covered for other in near)

    def _covered(self, node: Node) -> Iterator[int]:
        """A list speaks for its own node, for those above it, and for those below it that have none."""
        for below in node.walk():
            yield below.index
        for above in node.ancestors():
            yield above.index

    def _is_task(self, node: Node) -> bool:
        """Whether the node stands outside of the chapters that give directions or carry the plan out."""
        sections = data.load("sections")
        idle = {*sections["opening"], *sections["closing"]}
        chapters = [above for above in (node, *node.ancestors()) if above.ordinal is not None]
        return chapters[-1].role not in idle and node.role not in sections["opening"]

    def _duplicates(self, plan: Plan, found: AgencyList) -> Iterator[Match]:
        seen: dict[str, Span] = {}
        for at, body in enumerate(found.bodies):
            name = "".join(body.name.split())
            first = seen.setdefault(name, body.span)
            if first is not body.span and len(name) >= 3:
                start = found.bodies[at - 1].span.stop
                joint = plan.text[start : body.span.start]
                edits = (Edit(Span(start, body.span.stop), ""),) if joint == "、" else ()
                yield Match(body.span, {"number": "", "title": "", "body": name, "count": ""}, ((first, "首次列出"),), edits)

    def _detached(self, plan: Plan, lists: list[AgencyList]) -> Iterator[Match]:
        """Lists set apart where most lists stand behind the text of their task."""
        bracketed = [found for found in lists if not self._is_label_line(plan, found)]
        apart = [found for found in bracketed if found.detached]
        if len(bracketed) - len(apart) < self.several or len(apart) * 3 > len(bracketed):
            return
        for found in apart:
            leaf = plan.leaf_at(found.span.start)
            above = plan.leaf_at(max(leaf.span.start - 1, 0))
            if above.kind in (Kind.PARAGRAPH, Kind.HEAD) and plan.text[above.content.stop - 1] == "。":
                gap = Span(above.content.stop, found.span.start)
                yield Match(found.span, {"number": "", "title": "", "body": "", "count": str(len(bracketed))}, edits=(Edit(gap, ""),))

    def _unclosed(self, lists: list[AgencyList]) -> Iterator[Match]:
        bracketed = [found for found in lists if not found.labelled]
        labelled = [found for found in lists if found.labelled]
        if len(bracketed) >= self.several and 0 < len(labelled) * 5 <= len(bracketed):
            for found in labelled:
                yield Match(found.span, {"number": "", "title": "", "body": "", "count": str(len(bracketed))})

    def _is_label_line(self, plan: Plan, found: AgencyList) -> bool:
        return plan.text[found.span.start] not in "（(〔［["
