"""`planlint tasks --by body`: the bodies that some files name, each with its tasks."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import chain

from planlint.cli.listings.pieces import json_list, json_piece
from planlint.cli.listings.records import Look
from planlint.cli.listings.sheets import Cell, Sheet, csv_head, csv_rows, xlsx_pieces
from planlint.cli.listings.tasks_of import TasksOf, numbered, tasks_of
from planlint.cli.results import Results
from planlint.facts.agencies.identities import Identity
from planlint.facts.agencies.registry import registry
from planlint.facts.tasks.task import Task, plain_name
from planlint.phrases.bodies import Body, Duty
from planlint.record import Record
from planlint.reporters.duties import DUTIES, MARKS, when
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Plan
from planlint.text.widths import cells, cut
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_LEAST = 8


class Part(Record):
    """A body, the ways in which a list names it, and one task of it; `due` is the deadline for people."""

    identity: Identity
    names: tuple[str, ...]
    path: str
    line: int
    number_path: tuple[str, ...]
    title: str
    label: str
    row: int
    measure: str
    duty: Duty
    deadline: str | None
    ongoing: bool
    due: str | None
    implied: bool


class Bodies(Record):
    """The tasks of some files, body by body; a body that is written in several ways is one."""

    registries: tuple[str, ...]

    def piece(self, path: str, plan: Plan, look: Look) -> list[Part]:
        """What bodies have to do in a plan, in the order of the text."""
        file = tasks_of(path, plan, registry(self.registries))
        return [part for task in file.tasks for part in _parts(file, task, look.language)]

    def written(self, pieces: Iterable[list[Part]], look: Look) -> Iterator[str | bytes]:
        """The bodies when all are there, by schema planlint/bodies@1 for programs."""
        found = _Gathered(pieces)
        match look.form:
            case "json":
                return json_list("planlint/bodies@1", "bodies", (json_piece([_record(body, found.parts(body))]) for body in found.bodies))
            case "csv":
                sheet = _headings(look.language)
                return chain([csv_head(sheet)], (csv_rows(_rows(body, found.parts(body), look.language)) for body in found.bodies))
            case "xlsx":
                rows = (row for body in found.bodies for row in _rows(body, found.parts(body), look.language))
                return xlsx_pieces(_headings(look.language)._replace(rows=rows))
            case _:
                return _drawn(found, look)


class _Named(Record):
    """A body: its identity, the ways in which it is written, the first one first, and the numbers of its parts."""

    identity: Identity
    names: dict[str, None]
    numbers: array[int]

    @property
    def name(self) -> str:
        """The way in which it is written first."""
        return next(iter(self.names))


class _Gathered:
    """The parts of all files by body; the bodies come in the order in which they are first named."""

    def __init__(self, pieces: Iterable[list[Part]]) -> None:
        self.files = 0
        self._bodies: dict[str, _Named] = {}
        self._parts = Results(self._entered(pieces))

    @property
    def bodies(self) -> Collection[_Named]:
        """All bodies."""
        return self._bodies.values()

    def parts(self, body: _Named) -> Iterator[Part]:
        """The parts of a body, in the order of the files."""
        return map(self._parts.at, body.numbers)

    def _entered(self, pieces: Iterable[list[Part]]) -> Iterator[Part]:
        number = 0
        for piece in pieces:
            self.files += 1
            for part in piece:
                body = self._bodies.setdefault(part.identity.id, _Named(part.identity, {}, array("Q")))
                body.names.update(dict.fromkeys(part.names))
                body.numbers.append(number)
                number += 1
                yield part


def _parts(file: TasksOf, task: Task, language: str) -> Iterator[Part]:
    """A part for each body of a task, which may be named more than once."""
    named: dict[str, list[str]] = {}
    first: dict[str, tuple[Identity, Body]] = {}
    for body in (*task.bodies, *task.implied):
        identity = file.identity(body)
        named.setdefault(identity.id, []).append(plain_name(body))
        first.setdefault(identity.id, (identity, body))
    ongoing = task.due is not None and task.due.ongoing
    for identity, body in first.values():
        yield Part(
            identity,
            tuple(dict.fromkeys(named[identity.id])),
            file.path,
            file.line(task),
            tuple(task.path),
            task.title,
            file.label(task),
            task.row,
            file.measure(task),
            body.duty,
            task.deadline,
            ongoing,
            when(task, language),
            body in task.implied,
        )


def _record(body: _Named, parts: Iterable[Part]) -> dict[str, object]:
    return {
        "id": body.identity.id,
        "name": body.name,
        "names": list(body.names),
        "region": body.identity.region,
        "region_code": body.identity.code,
        "tasks": [
            {
                "path": part.path,
                "number_path": part.number_path,
                "title": part.title,
                "row": part.row,
                "measure": part.measure,
                "duty": part.duty.value,
                "deadline": part.deadline,
                "ongoing": part.ongoing,
                "implied": part.implied,
            }
            for part in parts
        ],
    }


def _headings(language: str) -> Sheet:
    zh = ("单位", "编号", "区划", "职责", "文件", "行", "序号", "任务", "事项", "完成时限")
    en = ("Body", "Id", "Region", "Duty", "File", "Line", "Number", "Task", "Measure", "Deadline")
    return Sheet("bodies" if language == "en" else "单位", en if language == "en" else zh, ())


def _rows(body: _Named, parts: Iterable[Part], language: str) -> Iterator[tuple[Cell, ...]]:
    """A row for each task of a body."""
    for part in parts:
        duty = DUTIES[language][part.duty]
        where = part.path, part.line, numbered(part.number_path)
        yield body.name, body.identity.id, body.identity.region, duty, *where, part.title, part.measure, part.due


def _drawn(found: _Gathered, look: Look) -> Iterator[str]:
    """The name of each body with how many tasks it has, and its tasks below it."""
    if not found.bodies:
        yield "no tasks with bodies\n" if look.language == "en" else "没有写明单位的任务\n"
    for body in found.bodies:
        yield look.drawn(partial(_draw, body, found))
    yield look.drawn(_draw_legend)


def _draw(body: _Named, found: _Gathered, console: Console, language: str) -> None:
    from rich.text import Text

    count = f"{len(body.numbers)} tasks" if language == "en" else f"{len(body.numbers)}项"
    console.print(Text(visible("，".join(body.names)), style="bold"), Text(count, style="dim"))
    for part in found.parts(body):
        name = visible(f"{part.path} ") if found.files > 1 else ""
        room = max(console.width - 4 - (cells(part.due) + 2 if part.due else 0), _LEAST)
        line = f"  {MARKS[part.duty]} {cut(name + visible(numbered(part.number_path) + part.label), room)}"
        console.print(Text(line + (f"  {part.due}" if part.due else "")))


def _draw_legend(console: Console, language: str) -> None:
    from rich.text import Text

    console.print(Text("  ".join(f"{mark} {DUTIES[language][duty]}" for duty, mark in MARKS.items()), style="dim"))
