"""The tasks of the running text of a plan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from planlint import data
from planlint.facts.agencies.lists import AgencyList
from planlint.facts.agencies.unclosed import written_lists
from planlint.facts.chapters import hands_out
from planlint.facts.document import plan_year, year_of
from planlint.facts.tasks.holders import held_lists, is_numbered
from planlint.facts.tasks.task import Task, each_once, number_path
from planlint.phrases.bodies import Body
from planlint.phrases.deadlines import Deadline, labelled_deadline, latest, listed_deadline, written_deadline
from planlint.phrases.labels import Topic, label_at
from planlint.phrases.rosters import led
from planlint.phrases.titles import title_spans
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_MARKS = frozenset("，。；、：,;:.）)】］]〕")


def tasks(plan: Plan) -> list[Task]:
    """The tasks of a plan, in order: a row for each list of agencies, and for each item that has none.

    Items are the nodes that carry lists, and the lowest numbered nodes outside of the chapters that give directions or carry the plan
    out. A node whose list only speaks for the tasks below it is none itself.
    """
    return _Reader(plan).tasks()


class _Reader:
    """Brings the lists of a plan and its numbered nodes together."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._titles = title_spans(plan.text)
        self._since = year_of(plan)
        self._year = plan_year(plan)
        lists = plan.fact(written_lists)
        self._lists = plan.fact(held_lists)
        self._depth = max((self._plan.nodes[index].level for index in self._lists), default=0)
        self._blankets = [found for found in lists if found.blanket and not found.earlier]
        self._closing = [found for found in lists if found.blanket and found.earlier and found.node is not None]
        self._declared = next((found for found in lists if found.leading), None)

    def tasks(self) -> list[Task]:
        nodes = {node.index: node for node in self._lowest()}
        served = {above.index for node in nodes.values() if node.index not in self._lists for above in node.ancestors()}
        nodes |= {index: self._plan.nodes[index] for index in self._lists if index not in served}
        return [task for index in sorted(nodes) for task in self._rows(nodes[index])]

    def _lowest(self) -> Iterator[Node]:
        """The numbered nodes that have none below them, where tasks are handed out."""
        has_plan = any(part.kind is Kind.PLAN for part in self._plan.parts)
        for node in self._plan.nodes:
            if not is_numbered(node) or any(is_numbered(below) for below in node.walk() if below is not node):
                continue
            kind = node.part.kind
            if kind is not Kind.ANNEX and not (kind is Kind.NOTICE and has_plan) and not _is_in_box(node) and _is_task(node):
                yield self._raised(node)

    def _raised(self, node: Node) -> Node:
        """The node itself, or the one above it that stands as deep as the deepest list, when no list speaks for it."""
        holders = (node, *node.ancestors())
        if not self._depth or any(above.index in self._lists for above in holders):
            return node
        return next((above for above in holders if is_numbered(above) and above.level <= self._depth), node)

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
        below = next((child.span.start for child in node.numbered if is_numbered(child)), node.content.stop)
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
        bodies = each_once(body for found in lists for body in self._led(found))
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
        """The list behind a node that speaks for its chapter up to there, else the last one before its end that speaks for all from there on."""
        closing = next((found for found in self._closing if found.span.stop >= node.span.start and _chapter(found.node or node) is _chapter(node)), None)
        if closing is not None:
            return closing
        at = bisect_left(self._blankets, node.span.stop, key=lambda found: found.span.start)
        return self._blankets[at - 1] if at else None

    def _led(self, found: AgencyList) -> tuple[Body, ...]:
        """The bodies of a list; some of them lead where a list before it declares which ones do."""
        declared = self._declared
        if declared is None or declared.leading is None or found.span.start <= declared.span.start:
            return found.bodies
        return led(self._plan.text, found.bodies, declared.leading)

    def _due(self, region: Span, lists: list[AgencyList]) -> Deadline | None:
        """The deadline that a label in the text of a task or in its lists gives, else the one that its sentences tell."""
        text = self._plan.text
        own = labelled_deadline(text, region, self._year)
        theirs = latest(due for found in lists if (due := labelled_deadline(text, found.span, self._year)) is not None)
        clauses = latest(due for found in lists if (due := listed_deadline(text, found.span, self._year)) is not None)
        told = [due for due in (own, theirs, clauses, written_deadline(text, region, self._titles, self._since, self._year)) if due is not None]
        return next((due for due in told if due.is_told), told[0] if told else None)


def _chapter(node: Node) -> Node:
    """The outermost numbered node around a node."""
    return [above for above in (node, *node.ancestors()) if above.ordinal is not None or above is node][-1]


def _is_in_box(node: Node) -> bool:
    return any(above.kind is Kind.BOX for above in (node, *node.ancestors()))


def _is_task(node: Node) -> bool:
    opening = data.load("sections")["opening"]
    return hands_out(node) and not any(above.role in opening for above in node.ancestors())
