"""The tasks of a plan: what is to be done, who answers for it, and by when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from planlint import data
from planlint.facts.agencies import AgencyList, agency_lists
from planlint.facts.chapters import TASK_FAMILIES, hands_out
from planlint.facts.document import year_of
from planlint.phrases.bodies import Body, Duty
from planlint.phrases.deadlines import labelled_deadline, written_deadline
from planlint.phrases.titles import title_spans
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span


class Task(NamedTuple):
    """One task of a plan.

    `node` bears its number and title, `path` the numbers down to it as written (二、（四）1.). `written` holds the lists it answers
    to, in order, and `bodies` those they name; when they stand at another node and speak for this one, `inherited_from` is that
    node's path. `implied` are bodies that a list elsewhere names for all tasks (以下均需…落实), `implied_by` the path of its node.
    `collective` tells that no body is named but such as 各有关部门. `deadline` is written 2025-12-31, 2025-12 or 2025, as far as
    the text tells.
    """

    node: Node
    path: tuple[str, ...]
    title: str
    role: str | None
    bodies: tuple[Body, ...]
    implied: tuple[Body, ...]
    written: tuple[Span, ...]
    collective: bool
    inherited_from: tuple[str, ...] | None
    implied_by: tuple[str, ...] | None
    deadline: str | None

    def named(self, duty: Duty) -> tuple[str, ...]:
        """The bodies with a duty, as written without spaces, each once; those that are only implied are left out."""
        return tuple(dict.fromkeys(plain_name(body) for body in self.bodies if body.duty is duty))


def tasks(plan: Plan) -> list[Task]:
    """The tasks of a plan, in order.

    They are the nodes that carry a list of agencies, and the lowest numbered nodes outside of the chapters that give directions
    or carry the plan out. A node whose list only speaks for the tasks below it is none itself.
    """
    return _Reader(plan).tasks()


def number_path(node: Node) -> tuple[str, ...]:
    """The numbers from the outermost node down to this one, as written without spaces."""
    numbered = [above.ordinal.text for above in (node, *node.ancestors()) if above.ordinal is not None]
    return tuple(reversed(numbered))


def plain_name(body: Body) -> str:
    """The name of a body without the spaces that stand in it."""
    return "".join(body.name.split())


class _Reader:
    """Brings the lists of a plan and its numbered nodes together."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._titles = title_spans(plan.text)
        self._since = year_of(plan)
        self._lists: dict[int, list[AgencyList]] = {}
        lists = plan.fact(agency_lists)
        sections = _closing_sections(plan, lists)
        for found in lists:
            if found.node is not None:
                holder = sections.get(found.node.index, found.node)
                self._lists.setdefault(holder.index, []).append(found)
        self._depth = max((self._plan.nodes[index].level for index in self._lists), default=0)
        self._blankets = [found for found in lists if found.blanket]
        self._first_leads = next((found.span.start for found in lists if found.first_leads), None)

    def tasks(self) -> list[Task]:
        nodes = {node.index: node for node in self._lowest()}
        served = {above.index for node in nodes.values() if node.index not in self._lists for above in node.ancestors()}
        nodes |= {index: self._plan.nodes[index] for index in self._lists if index not in served}
        return [self._task(nodes[index]) for index in sorted(nodes)]

    def _lowest(self) -> Iterator[Node]:
        """The numbered nodes that have none below them, where tasks are handed out."""
        has_plan = any(part.kind is Kind.PLAN for part in self._plan.parts)
        for node in self._plan.nodes:
            if not _is_numbered(node) or any(_is_numbered(below) for below in node.walk() if below is not node):
                continue
            kind = node.part.kind
            if kind is not Kind.ANNEX and not (kind is Kind.NOTICE and has_plan) and not _is_in_box(node) and _is_task(node):
                yield self._raised(node)

    def _raised(self, node: Node) -> Node:
        """The node itself, or the one above it that stands as deep as the deepest list, when no list speaks for it."""
        holders = (node, *node.ancestors())
        if not self._depth or any(above.index in self._lists for above in holders):
            return node
        return next((above for above in holders if _is_numbered(above) and above.level <= self._depth), node)

    def _task(self, node: Node) -> Task:
        holder = next((above for above in (node, *node.ancestors()) if above.index in self._lists), None)
        lists = self._lists[holder.index] if holder is not None else []
        deadline = self._deadline(node, lists)
        bodies = tuple(body for found in lists for body in self._led(found))
        blanket = self._blanket(node)
        implied = blanket.implied if blanket is not None else ()
        if holder is None and blanket is not None and hands_out(node):
            holder, lists = blanket.node, [blanket]
            bodies, implied = implied or self._led(blanket), ()
        return Task(
            node,
            number_path(node),
            node.title,
            next((above.role for above in (node, *node.ancestors()) if above.role is not None), None),
            bodies,
            implied,
            tuple(found.span for found in lists),
            bool(bodies) and all(body.is_collective for body in bodies),
            number_path(holder) if holder is not None and holder is not node else None,
            number_path(blanket.node) if implied and blanket is not None and blanket.node is not None else None,
            deadline,
        )

    def _blanket(self, node: Node) -> AgencyList | None:
        """The last list before the end of the node that speaks for all tasks from there on."""
        at = bisect_left(self._blankets, node.span.stop, key=lambda found: found.span.start)
        return self._blankets[at - 1] if at else None

    def _led(self, found: AgencyList) -> tuple[Body, ...]:
        """The bodies of a list; the first of each group leads where the plan says so."""
        if self._first_leads is None or found.span.start < self._first_leads or any(body.duty is Duty.LEAD for body in found.bodies):
            return found.bodies
        text = self._plan.text
        led = []
        for at, body in enumerate(found.bodies):
            opens = at == 0 or "；" in text[found.bodies[at - 1].span.stop : body.span.start]
            led.append(body._replace(duty=Duty.LEAD) if opens and body.duty is Duty.RESPONSIBLE else body)
        return tuple(led)

    def _deadline(self, node: Node, lists: list[AgencyList]) -> str | None:
        text = self._plan.text
        below = next((child.span.start for child in node.numbered if _is_numbered(child)), node.content.stop)
        own = Span(node.content.start, max(below, node.content.start))
        told = labelled_deadline(text, own) or max((labelled_deadline(text, found.span) or "" for found in lists), default="")
        return told or written_deadline(text, own, self._titles, self._since)


def _closing_sections(plan: Plan, lists: list[AgencyList]) -> dict[int, Node]:
    """The sections whose list stands behind the last of their items, by the index of that item.

    A list closes its section, not the item, where no other item of sections on this level has one and it is so in two of them or
    more; one is enough when the list is a paragraph of its own and a section beside it, one without items, has a list too.
    """
    carriers = {found.node.index: found for found in lists if found.node is not None}
    nodes = (plan.nodes[index] for index in carriers)
    parents = {node.parent.index: node.parent for node in nodes if node.parent is not None and _items(node.parent)[-1:] == [node]}
    levels: dict[int, list[Node]] = {}
    for parent in parents.values():
        items = _items(parent)
        if len(items) >= 2 and parent.ordinal is not None and not any(_items(item) for item in items):
            levels.setdefault(parent.level, []).append(parent)
    sections: dict[int, Node] = {}
    for members in levels.values():
        if any(item.index in carriers for section in members for item in (section, *_items(section)[:-1])):
            continue
        if len(members) >= 2 or _is_list_of(members[0], carriers):
            sections |= {_items(section)[-1].index: section for section in members}
    return sections


def _is_list_of(section: Node, carriers: dict[int, AgencyList]) -> bool:
    """Whether the list at the last item of a section looks like one of the section: apart, and beside sections with lists."""
    beside = _items(section.parent) if section.parent is not None else []
    return carriers[_items(section)[-1].index].detached and any(other.index in carriers and not _items(other) for other in beside)


def _items(node: Node) -> list[Node]:
    return [child for child in node.numbered if _is_numbered(child)]


def _is_numbered(node: Node) -> bool:
    return node.ordinal is not None and node.ordinal.family in TASK_FAMILIES


def _is_in_box(node: Node) -> bool:
    return any(above.kind is Kind.BOX for above in (node, *node.ancestors()))


def _is_task(node: Node) -> bool:
    opening = data.load("sections")["opening"]
    return hands_out(node) and not any(above.role in opening for above in node.ancestors())
