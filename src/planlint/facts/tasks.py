"""The tasks of a plan: what is to be done, who answers for it, and by when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from planlint import data
from planlint.facts.agencies.lists import AgencyList, agency_lists
from planlint.facts.chapters import TASK_FAMILIES, hands_out
from planlint.facts.document import plan_year, year_of
from planlint.patterns import compiled
from planlint.phrases.bodies import Body, Duty
from planlint.phrases.deadlines import Deadline, labelled_deadline, written_deadline
from planlint.phrases.labels import Topic, label_at
from planlint.phrases.titles import title_spans
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_UP_TO_COMMA = compiled(r"逗号(?:之)?前")
_MARKS = frozenset("，。；、：,;:.）)】］]〕")
_RANKS = {duty: rank for rank, duty in enumerate(Duty)}


class Task(NamedTuple):
    """One list of bodies of a plan with what it answers for, or an item that has none of its own.

    `node` bears the number and title, `path` the numbers down to it as written (二、（四）1.). An item with several lists makes a row for
    each: `row` counts them from 1, of `rows`. `measure` is the stretch of text that the list stands behind.
    `written` holds the list, in as many pieces as it is written in, and `bodies` those it names, each once with the duty that goes first;
    when the list stands at another node and speaks for this one, `inherited_from` is that node's path. `implied` are bodies that a list
    elsewhere names for all tasks (以下均需…落实), `implied_by` the path of its node. `collective` tells that no body is named but such as
    各有关部门. `due` is the deadline as the text tells it.
    """

    node: Node
    path: tuple[str, ...]
    title: str
    role: str | None
    row: int
    rows: int
    measure: Span
    bodies: tuple[Body, ...]
    implied: tuple[Body, ...]
    written: tuple[Span, ...]
    collective: bool
    inherited_from: tuple[str, ...] | None
    implied_by: tuple[str, ...] | None
    due: Deadline | None

    @property
    def deadline(self) -> str | None:
        """The day, month or year by which the task is due, written 2025-12-31, 2025-12 or 2025; None where there is none, as for 长期坚持."""
        return self.due.iso if self.due is not None else None

    def named(self, duty: Duty) -> tuple[str, ...]:
        """The bodies with a duty, as written without spaces, each once; those that are only implied are left out."""
        return tuple(dict.fromkeys(plain_name(body) for body in self.bodies if body.duty is duty))


def tasks(plan: Plan) -> list[Task]:
    """The tasks of a plan, in order: a row for each list of agencies, and for each item that has none.

    Items are the nodes that carry lists, and the lowest numbered nodes outside of the chapters that give directions or carry the plan
    out. A node whose list only speaks for the tasks below it is none itself.
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
        self._year = plan_year(plan)
        self._lists: dict[int, list[AgencyList]] = {}
        lists = plan.fact(agency_lists)
        sections = _closing_sections(plan, lists)
        for found in lists:
            if found.node is not None:
                holder = sections.get(found.node.index, found.node)
                holder = _behind_box(plan, found, holder, lists)
                self._lists.setdefault(holder.index, []).append(found)
        self._depth = max((self._plan.nodes[index].level for index in self._lists), default=0)
        self._blankets = [found for found in lists if found.blanket]
        declared = next((found.span for found in lists if found.first_leads), None)
        self._first_leads = declared.start if declared is not None else None
        self._up_to_comma = declared is not None and _UP_TO_COMMA.search(plan.text, declared.start, declared.stop) is not None

    def tasks(self) -> list[Task]:
        nodes = {node.index: node for node in self._lowest()}
        served = {above.index for node in nodes.values() if node.index not in self._lists for above in node.ancestors()}
        nodes |= {index: self._plan.nodes[index] for index in self._lists if index not in served}
        return [task for index in sorted(nodes) for task in self._rows(nodes[index])]

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

    def _rows(self, node: Node) -> Iterator[Task]:
        """The rows of an item: one for each of its own lists, or one with the lists that speak for it."""
        own = self._own(node)
        lists = self._lists.get(node.index)
        if lists is None:
            yield self._task(node, own, next((above for above in node.ancestors() if above.index in self._lists), None))
            return
        groups = list(self._groups(lists))
        start = own.start
        for row, group in enumerate(groups, 1):
            stop = max(self._behind_labels(group[-1].span.stop, own.stop), start)
            region = Span(start, max(own.stop, stop) if row == len(groups) else stop)
            measure = self._measure(start, group[0].span.start)
            yield self._task(node, region, node, group, measure)._replace(row=row, rows=len(groups))
            start = stop

    def _own(self, node: Node) -> Span:
        """The text of a node down to the first numbered one below it."""
        below = next((child.span.start for child in node.numbered if _is_numbered(child)), node.content.stop)
        return Span(node.content.start, max(below, node.content.start))

    def _groups(self, lists: list[AgencyList]) -> Iterator[list[AgencyList]]:
        """The lists of a node, those together between which nothing stands but labels of other things: 牵头单位：… and 配合单位：…."""
        group: list[AgencyList] = []
        for found in lists:
            if group and self._behind_labels(group[-1].span.stop, found.span.start) < found.span.start:
                yield group
                group = []
            group.append(found)
        yield group

    def _behind_labels(self, at: int, limit: int) -> int:
        """Behind the marks, and the deadlines and persons under labels, that follow a place; no farther than the limit."""
        text = self._plan.text
        while at < limit:
            if text[at].isspace() or text[at] in _MARKS:
                at += 1
                continue
            label = label_at(text, at, limit)
            if label is None or label.topic is Topic.BODIES:
                break
            at = min((end for mark in "。；\n" if (end := text.find(mark, label.span.stop, limit)) >= 0), default=limit)
        return at

    def _measure(self, start: int, stop: int) -> Span:
        text = self._plan.text
        while start < stop and (text[start].isspace() or text[start] in _MARKS):
            start += 1
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        return Span(start, max(stop, start))

    def _task(self, node: Node, region: Span, holder: Node | None, lists: list[AgencyList] | None = None, measure: Span | None = None) -> Task:
        if lists is None:
            lists = self._lists[holder.index] if holder is not None else []
        due = self._due(region, lists)
        bodies = _each_once(body for found in lists for body in self._led(found))
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
            1,
            1,
            measure if measure is not None else self._measure(region.start, region.stop),
            bodies,
            implied,
            tuple(found.span for found in lists),
            bool(bodies) and all(body.is_collective for body in bodies),
            number_path(holder) if holder is not None and holder is not node else None,
            number_path(blanket.node) if implied and blanket is not None and blanket.node is not None else None,
            due,
        )

    def _blanket(self, node: Node) -> AgencyList | None:
        """The last list before the end of the node that speaks for all tasks from there on."""
        at = bisect_left(self._blankets, node.span.stop, key=lambda found: found.span.start)
        return self._blankets[at - 1] if at else None

    def _led(self, found: AgencyList) -> tuple[Body, ...]:
        """The bodies of a list; the first of each group leads where the plan says so, or all that stand before the first comma."""
        if self._first_leads is None or found.span.start < self._first_leads or any(body.duty is Duty.LEAD for body in found.bodies):
            return found.bodies
        text = self._plan.text
        led = []
        if self._up_to_comma and all("，" not in text[one.span.stop : next_.span.start] for one, next_ in zip(found.bodies, found.bodies[1:], strict=False)):
            return found.bodies
        opens = True
        for at, body in enumerate(found.bodies):
            between = text[found.bodies[at - 1].span.stop : body.span.start] if at else ""
            opens = opens and "，" not in between if self._up_to_comma else at == 0 or "；" in between
            led.append(body._replace(duty=Duty.LEAD) if opens and body.duty is Duty.RESPONSIBLE else body)
        return tuple(led)

    def _due(self, region: Span, lists: list[AgencyList]) -> Deadline | None:
        """The deadline that a label in the text of a task or in its lists gives, else the one that its sentences tell."""
        text = self._plan.text
        told = [labelled_deadline(text, span, self._year) for span in (region, *(found.span for found in lists))]
        labelled = next((due for due in told[:1] if due is not None), None) or max((due for due in told[1:] if due is not None), default=None)
        return labelled or written_deadline(text, region, self._titles, self._since, self._year)


def _each_once(bodies: Iterator[Body]) -> tuple[Body, ...]:
    """The bodies of a task, each once: one that leads does not support as well."""
    best: dict[str, Body] = {}
    for body in bodies:
        name = plain_name(body)
        if name not in best or _RANKS[body.duty] < _RANKS[best[name].duty]:
            best[name] = body
    return tuple(sorted(best.values(), key=lambda body: body.span))


def _behind_box(plan: Plan, found: AgencyList, holder: Node, lists: list[AgencyList]) -> Node:
    """The item that a list answers for: the one around a box for a paragraph that ends the box and is the only list in it."""
    box = next((above for above in (*reversed(list(holder.ancestors())), holder) if above.kind is Kind.BOX), None)
    if box is None or not found.detached or plan.leaf_at(box.content.stop - 1) is not plan.leaf_at(found.span.start):
        return holder
    if any(box.content.covers(other.span) for other in lists if other is not found):
        return holder
    return next((above for above in box.ancestors() if above.ordinal is not None), holder)


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
        if len(items) >= 2 and parent.ordinal is not None and items[-1].index in carriers and not any(_items(item) for item in items):
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
