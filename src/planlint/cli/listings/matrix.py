"""`planlint tasks --matrix`: tasks against bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from planlint.cli.listings.records import Look
from planlint.cli.listings.sheets import Cell, Sheet, csv_head, csv_rows, xlsx_pieces
from planlint.cli.listings.tasks_of import TasksOf, draw_notes, numbered, tasks_of
from planlint.cli.results import Results
from planlint.facts.agencies.registry import registry
from planlint.record import Record
from planlint.reporters.duties import DUTIES, MARKS, columns
from planlint.reporters.duties import duties as duties_of
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Plan
from planlint.text.widths import cut
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_NAME = 14
_NARROW, _WIDE = 24, 44


class Row(Record):
    """A task with the mark of each of its bodies, in the order in which they are named."""

    path: str
    number: str
    label: str
    marks: dict[str, str]


class Matrix(Record):
    """The tasks of some files against the bodies that they name: for people a matrix for each file, for spreadsheet programs one of all."""

    registries: tuple[str, ...]

    def piece(self, path: str, plan: Plan, look: Look) -> str | list[Row]:
        """The matrix of a file, or the rows that it has in that of all."""
        file = tasks_of(path, plan, registry(self.registries))
        return look.drawn(partial(_draw, file)) if look.form == "table" else _rows(file)

    def written(self, pieces: Iterable[str | list[Row]], look: Look) -> Iterator[str | bytes]:
        """The matrices as they come; that of all when all are there, a row for each task and a column for each body."""
        if look.form == "table":
            return (piece for piece in pieces if isinstance(piece, str))
        return _written(Results(piece for piece in pieces if not isinstance(piece, str)), look)


def _rows(file: TasksOf) -> list[Row]:
    rows = []
    for task in file.tasks:
        duties = duties_of(task)
        rows.append(Row(file.path, numbered(task.path), file.label(task), {body: MARKS[duties[body]] for body in columns([task])}))
    return rows


def _written(files: Results[list[Row]], look: Look) -> Iterator[str | bytes]:
    bodies = list(dict.fromkeys(body for rows in files for row in rows for body in row.marks))
    first = ("File", "Number", "Task") if look.language == "en" else ("文件", "序号", "任务")
    sheet = Sheet("tasks" if look.language == "en" else "任务", (*first, *bodies), (), marks=len(first))

    def cells_of(rows: list[Row]) -> Iterator[Sequence[Cell]]:
        return ((row.path, row.number, row.label, *map(row.marks.get, bodies)) for row in rows)

    if look.form == "csv":
        yield csv_head(sheet)
        yield from (csv_rows(cells_of(rows)) for rows in files)
    else:
        yield from xlsx_pieces(sheet._replace(rows=(row for rows in files for row in cells_of(rows))))


def _draw(file: TasksOf, console: Console, language: str) -> None:
    """The matrix of a file, in as many parts as the width needs; the last row counts the tasks of each body."""
    from rich.text import Text

    english = language == "en"
    console.print(Text(visible(file.path), style="bold"))
    bodies = columns(file.tasks)
    if not bodies:
        console.print("no tasks with bodies" if english else "没有写明单位的任务")
        return
    first = max(_NARROW, min(_WIDE, console.width // 2))
    room = max((console.width - first) // 3, 1)
    for start in range(0, len(bodies), room):
        _draw_part(console, file, bodies[start : start + room], first, language)
    legend = "  ".join(f"{mark} {DUTIES[language][duty]}" for duty, mark in MARKS.items())
    console.print(Text(legend, style="dim"))
    draw_notes(console, file, language)


def _draw_part(console: Console, file: TasksOf, bodies: Sequence[str], width: int, language: str) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0, show_edge=False, show_footer=True)
    all_duties = [duties_of(task) for task in file.tasks]
    table.add_column("Task" if language == "en" else "任务", "Total" if language == "en" else "合计", width=width, vertical="bottom", no_wrap=True)
    for body in bodies:
        name = visible(body)
        upright = "\n".join(name if len(name) <= _NAME else name[: _NAME - 1] + "…")
        count = sum(body in duties for duties in all_duties)
        table.add_column(Text(upright), str(count), width=2, vertical="bottom", no_wrap=True)
    for task, duties in zip(file.tasks, all_duties, strict=True):
        label = Text(cut(visible(numbered(task.path) + file.label(task)), width))
        table.add_row(label, *(MARKS[duties[body]] if body in duties else "" for body in bodies))
    console.print(table)
