"""The tasks of tables beside those of the text that they repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planlint.facts.tables.rows import TaskRow, task_rows
from planlint.facts.tasks.running import tasks
from planlint.facts.tasks.tabled import table_tasks
from planlint.facts.tasks.task import Task
from planlint.patterns import compiled
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import merged, within

_DROPPED = compiled(r"[^\p{L}\p{N}]")
_SHORTEST = 4
_WORDS = 12


class Pair(Record):
    """A task of a table and the item of the text that it repeats: the title is the same, that of its group is, or its words stand there.

    `written` are the rows of that item, a row a list; empty where the text has none. `is_told` tells that the text at least has a heading
    with that title, or the words. `is_only` tells that no other row of a table repeats the item.
    """

    tabled: Task
    written: tuple[Task, ...]
    is_told: bool
    is_only: bool

    @property
    def one(self) -> Task | None:
        """The task of the text where it has one list and one row of a table repeats it, so that both can be held against each other."""
        return self.written[0] if len(self.written) == 1 and self.is_only else None


def pairs(plan: Plan) -> list[Pair]:
    """The tasks of tables in order, each with what the text has of it."""
    if not plan.fact(task_rows):
        return []
    items = _Items(plan)
    found = [(tabled, items.of(row)) for tabled, row in zip(table_tasks(plan), plan.fact(task_rows), strict=True)]
    count = Counter(node.index for _, node in found if node is not None)
    return [
        Pair(tabled, items.rows(node), node is not None or items.tells(tabled.title), node is not None and count[node.index] == 1) for tabled, node in found
    ]


def untabled(plan: Plan) -> list[Task]:
    """The tasks of the text that no row of a table repeats, beside others in their section that rows repeat; the first row of each."""
    there = {task.node.index for pair in plan.fact(pairs) for task in pair.written}
    parents = {task.node.parent.index for pair in plan.fact(pairs) for task in pair.written if task.node.parent is not None}
    written = (task for task in _written(plan) if task.row == 1)
    return [task for task in written if task.node.index not in there and task.node.parent is not None and task.node.parent.index in parents]


class _Items:
    """The items of the text by their titles and their words."""

    def __init__(self, plan: Plan) -> None:
        self._rows: dict[int, list[Task]] = {}
        self._titles: dict[str, set[int]] = {}
        self._nodes: dict[int, Node] = {}
        for task in _written(plan):
            self._rows.setdefault(task.node.index, []).append(task)
            self._titles.setdefault(_plain(task.title), set()).add(task.node.index)
            self._nodes[task.node.index] = task.node
        self._words = {index: _plain(node.span.of(plan.text)) for index, node in self._nodes.items()}
        held = within(merged(row.table.table.span for row in plan.fact(task_rows)))
        self._told = {_plain(node.title) for node in plan.nodes if node.title and not held(node.content)}
        self._text = _plain("\n".join(leaf.content.of(plan.text) for leaf in plan.leaves if not held(leaf.content)))

    def of(self, row: TaskRow) -> Node | None:
        """The item that a row repeats, the only one with its title, with that of its group, or with its words."""
        for title in (row.title, *reversed(row.groups)):
            indices = self._titles.get(_plain(_without_number(title)), set())
            if len(indices) == 1 and len(_plain(title)) >= _SHORTEST:
                return self._nodes[next(iter(indices))]
        words = _plain(row.title)
        if len(words) < _WORDS:
            return None
        holding = [index for index, text in self._words.items() if words in text]
        return self._nodes[holding[0]] if len(holding) == 1 else None

    def rows(self, node: Node | None) -> tuple[Task, ...]:
        """The tasks of an item, a row a list."""
        return tuple(self._rows[node.index]) if node is not None else ()

    def tells(self, title: str) -> bool:
        """Whether the text has a heading with a title, task or not, or its words."""
        plain = _plain(_without_number(title))
        return plain in self._told or (len(plain) >= _WORDS and plain in self._text)


def _written(plan: Plan) -> Iterator[Task]:
    """The tasks of the running text, those outside of task tables."""
    held = within(merged(row.table.table.span for row in plan.fact(task_rows)))
    return (task for task in plan.fact(tasks) if not held(task.node.content))


def _without_number(title: str) -> str:
    ordinal = ordinal_at(title, 0, len(title))
    return title[ordinal.span.stop :] if ordinal is not None else title


def _plain(title: str) -> str:
    return _DROPPED.sub("", title)
