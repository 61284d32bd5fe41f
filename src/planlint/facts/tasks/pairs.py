"""The tasks of a table beside those of the text that they repeat."""

from __future__ import annotations

from planlint.facts.tasks.running import tasks
from planlint.facts.tasks.tabled import table_tasks
from planlint.facts.tasks.task import Task
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Plan

_DROPPED = compiled(r"[^\p{L}\p{N}]")
_SHORTEST = 4


class Pair(Record):
    """A task of a table, and the one of the running text with the same title; None where the text has none."""

    tabled: Task
    written: Task | None


def pairs(plan: Plan) -> list[Pair]:
    """The tasks of tables, each with that of the text that bears the same title or begins with it; those that the text has twice are left out."""
    written: dict[str, list[Task]] = {}
    for task in plan.fact(tasks):
        written.setdefault(_plain(task.title), []).append(task)
    found = []
    for tabled in table_tasks(plan):
        same = written.get(_plain(tabled.title), []) if len(_plain(tabled.title)) >= _SHORTEST else []
        if len(same) < 2:
            found.append(Pair(tabled, same[0] if same else None))
    return found


def _plain(title: str) -> str:
    return _DROPPED.sub("", title)
