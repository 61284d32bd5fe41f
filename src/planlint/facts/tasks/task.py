"""A task: what is to be done, who answers for it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planlint.phrases.bodies import Body, Duty
from planlint.phrases.deadlines import Deadline
from planlint.record import Record
from planlint.syntax.nodes import Node
from planlint.text.spans import Span

_ORDER = {duty: order for order, duty in enumerate(Duty)}


class Task(Record):
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
        """The bodies with a duty, as written without spaces, each once; those that are only implied are left out.

        One that stands in brackets behind another is written with it: 市交通运输局（市港航局）.
        """
        return tuple(dict.fromkeys(_named(body for body in self.bodies if body.duty is duty)))


def _named(bodies: Iterable[Body]) -> Iterator[str]:
    """The names of bodies, those in brackets with the one before them."""
    name, inside = "", []
    for body in (*bodies, None):
        if body is not None and body.inside and name:
            inside.append(plain_name(body))
            continue
        if name:
            yield f"{name}（{'、'.join(inside)}）" if inside else name
        name, inside = plain_name(body) if body is not None else "", []


def number_path(node: Node) -> tuple[str, ...]:
    """The numbers from the outermost node down to this one, as written without spaces."""
    numbered = [above.ordinal.text for above in (node, *node.ancestors()) if above.ordinal is not None]
    return tuple(reversed(numbered))


def each_once(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """The bodies of a task in order, each once: one that leads does not support as well."""
    best: dict[str, Body] = {}
    for body in bodies:
        name = plain_name(body)
        if name not in best or _ORDER[body.duty] < _ORDER[best[name].duty]:
            best[name] = body
    return tuple(sorted(best.values(), key=lambda body: body.span))


def plain_name(body: Body) -> str:
    """The name of a body without the spaces that stand in it."""
    return "".join(body.name.split())
