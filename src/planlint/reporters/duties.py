"""What lists of tasks call the duties of bodies, and which body has which."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.facts.tasks.task import Task, plain_name
from planlint.phrases.bodies import Body, Duty

MARKS = {Duty.LEAD: "●", Duty.RESPONSIBLE: "○", Duty.SUPPORTING: "△"}
"""The mark of each duty in a matrix."""

DUTIES = {
    "zh": {Duty.LEAD: "牵头单位", Duty.RESPONSIBLE: "责任单位", Duty.SUPPORTING: "配合单位"},
    "en": {Duty.LEAD: "Lead", Duty.RESPONSIBLE: "Responsible", Duty.SUPPORTING: "Supporting"},
}
"""The name of each duty."""

_RANKS = {duty: rank for rank, duty in enumerate(Duty)}


def columns(listed: Sequence[Task]) -> list[str]:
    """The bodies of some tasks in the order in which they are first named."""
    return list(dict.fromkeys(name for task in listed for name in names((*task.bodies, *task.implied))))


def duties(task: Task) -> dict[str, Duty]:
    """The duty of each body of a task; of several the first one in the order of duties."""
    found: dict[str, Duty] = {}
    for body in sorted((*task.bodies, *task.implied), key=lambda body: _RANKS[body.duty]):
        found.setdefault(plain_name(body), body.duty)
    return found


def names(bodies: Sequence[Body]) -> tuple[str, ...]:
    """The names of bodies as lists give them, each once."""
    return tuple(dict.fromkeys(plain_name(body) for body in bodies))


def when(task: Task, language: str) -> str | None:
    """The deadline for people."""
    return ("ongoing" if language == "en" else "长期") if task.due is not None and task.due.ongoing else task.deadline
