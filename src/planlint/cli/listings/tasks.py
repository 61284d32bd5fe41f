"""`planlint tasks`: who answers for what, and by when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planlint.cli.listings.records import Destination, Listing, Plans, cell_record, give, line_of, located
from planlint.cli.listings.sheets import Cell, Sheet
from planlint.cli.outputs import BadOutput
from planlint.facts.agencies.identities import Identity, identified
from planlint.facts.agencies.registry import registry
from planlint.facts.tasks.tabled import listed_tasks
from planlint.facts.tasks.task import Task, plain_name
from planlint.phrases.bodies import Body, Duty
from planlint.record import Record
from planlint.reporters.duties import DUTIES, MARKS, columns, when
from planlint.reporters.duties import duties as duties_of
from planlint.reporters.duties import names as names_of
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Kind, Plan
from planlint.text.spans import Span
from planlint.text.widths import cells, cut
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from planlint.settings.config import Config

_NAME, _LABEL = 14, 60
_NUMBER, _LEAST = 16, 8
_TITLE, _PARTS = 4, {Duty.LEAD: 3, Duty.RESPONSIBLE: 4, Duty.SUPPORTING: 4}
_NARROW, _WIDE = 24, 44


class Tasks(Record):
    """The values of one call of `planlint tasks`."""

    files: tuple[str, ...]
    matrix: bool
    by: str | None
    output_format: str | None
    output_file: str | None
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    lang: str | None
    color: str
    config: str | None
    isolated: bool

    def run(self) -> int:
        """List the tasks; 0, or 2 when a file can't be read or written or the call makes no sense."""
        return give(self, self._listing)

    def _listing(self, plans: Plans, config: Config, goal: Destination) -> Listing:
        if self.matrix and goal.format == "json":
            raise BadOutput("--matrix 不能与 json 格式同用", "--matrix can't be used with json")
        if self.matrix and self.by is not None:
            raise BadOutput("--matrix 不能与 --by 同用", "--matrix can't be used with --by")
        known = registry(config.registries)
        found = [TasksOf(path, plan, listed_tasks(plan), identified(plan, known)) for path, plan in plans]
        return Matrix(found) if self.matrix else Bodies(found) if self.by is not None else List(found)


class TasksOf(Record):
    """The tasks of one file."""

    path: str
    plan: Plan
    tasks: list[Task]
    identity: Callable[[Body], Identity]

    def records(self) -> Iterator[dict[str, object]]:
        """The tasks as schema planlint/tasks@2 has them; positions are those of the text on disk."""
        for task in self.tasks:
            yield {
                "path": self.path,
                "number_path": task.path,
                "title": task.title,
                "role": task.role,
                "row": task.row,
                "rows": task.rows,
                "measure": self.measure(task),
                **located(self.plan, task.node.content if task.rows == 1 else _row_span(task)),
                **{duty.value: task.named(duty) for duty in Duty},
                "bodies": [self._body(body) for body in task.bodies],
                "collective": task.collective,
                "written": self.written(task),
                "inherited_from": task.inherited_from,
                **self._due(task),
                "implied": names_of(task.implied),
                "implied_by": task.implied_by,
                "cell": cell_record(self.plan, task.node.content) if task.node.kind is Kind.TABLE else None,
            }

    def _body(self, body: Body) -> dict[str, object]:
        identity = self.identity(body)
        return {
            "name": plain_name(body),
            "id": identity.id,
            "region": identity.region,
            "region_code": identity.code,
            "duty": body.duty.value,
            "rank": body.rank.value,
        }

    def _due(self, task: Task) -> dict[str, object]:
        due = task.due
        words = due.words.of(self.plan.text) if due is not None else None
        return {"deadline": task.deadline, "deadline_text": words, "ongoing": due is not None and due.ongoing}

    def measure(self, task: Task) -> str:
        """What a task's list stands behind, in one line."""
        return "".join(task.measure.of(self.plan.text).splitlines())

    def label(self, task: Task) -> str:
        """What a row of the table is called: the title, or for a further list of an item the words it stands behind."""
        return task.title if task.row == 1 else self.measure(task)

    def written(self, task: Task) -> str:
        """The lists of a task as the text has them, one a line."""
        return "\n".join(span.of(self.plan.text) for span in task.written)


class List(Record):
    """The tasks of some files, one a row."""

    files: Sequence[TasksOf]

    def record(self) -> dict[str, object]:
        """The tasks for programs."""
        return {"schema": "planlint/tasks@2", "tasks": [record for file in self.files for record in file.records()]}

    def sheet(self, language: str) -> Sheet:
        """The tasks for spreadsheet programs; what is inherited or implied says from where."""
        zh = ("文件", "行", "序号", "任务", "事项", *DUTIES["zh"].values(), "另由", "完成时限", "承自", "原文")
        en = ("File", "Line", "Number", "Task", "Measure", *DUTIES["en"].values(), "Implied", "Deadline", "Inherited from", "As written")
        rows = [
            (
                file.path,
                line_of(file.plan, task.node.content if task.row == 1 else task.measure),
                _number(task.path),
                task.title,
                file.measure(task),
                *("、".join(task.named(duty)) for duty in Duty),
                "、".join(names_of(task.implied)),
                when(task, language),
                _number(task.inherited_from),
                " ".join(file.written(task).split("\n")),
            )
            for file in self.files
            for task in file.tasks
        ]
        return Sheet("tasks" if language == "en" else "任务", en if language == "en" else zh, rows)

    def draw(self, console: Console, language: str) -> None:
        """A table for each file; columns that would be empty are left out."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        for file in self.files:
            console.print(Text(visible(file.path), style="bold"))
            if not file.tasks:
                console.print("no tasks" if language == "en" else "没有任务")
                continue
            duties = [duty for duty in Duty if duty is Duty.RESPONSIBLE or any(body.duty is duty for task in file.tasks for body in task.bodies)]
            numbers = [visible(_number(task.path)) for task in file.tasks]
            deadlines = [when(task, language) or "" for task in file.tasks]
            first, last = min(max(map(cells, numbers)), _NUMBER), max(map(cells, deadlines))
            left = console.width - first - (max(last, 8) + 2 if last else 0) - 2 * (len(duties) + 1)
            part = left / (_TITLE + sum(_PARTS[duty] for duty in duties))
            widths = {duty: max(int(part * _PARTS[duty]), _LEAST) for duty in duties}
            table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
            table.add_column("No." if language == "en" else "序号", width=first, overflow="fold", style="cyan")
            table.add_column("Task" if language == "en" else "任务", width=max(int(part * _TITLE), _LEAST), overflow="fold")
            for duty in duties:
                table.add_column(DUTIES[language][duty], width=widths[duty], overflow="fold")
            if last:
                table.add_column("Deadline" if language == "en" else "时限", width=max(last, 8), no_wrap=True)
            for task, number, deadline in zip(file.tasks, numbers, deadlines, strict=True):
                row = [Text(number), Text(cut(visible(file.label(task)), _LABEL)), *(_bodies(task, duty, widths[duty]) for duty in duties)]
                table.add_row(*row, *([deadline] if last else []))
            console.print(table)
            _draw_notes(console, file, language)


class Matrix(Record):
    """The tasks of some files against the bodies that they name."""

    files: Sequence[TasksOf]

    def record(self) -> dict[str, object]:
        """The same tasks as the list; a matrix has no form of its own for programs."""
        return List(self.files).record()

    def sheet(self, language: str) -> Sheet:
        """A row for each task and a column for each body, with the mark of its duty where they meet."""
        bodies = columns([task for file in self.files for task in file.tasks])
        first = ("File", "Number", "Task") if language == "en" else ("文件", "序号", "任务")
        rows: list[tuple[Cell, ...]] = []
        for file in self.files:
            for task in file.tasks:
                duties = duties_of(task)
                marks = (MARKS[duties[body]] if body in duties else None for body in bodies)
                rows.append((file.path, _number(task.path), file.label(task), *marks))
        return Sheet("tasks" if language == "en" else "任务", (*first, *bodies), rows, marks=len(first))

    def draw(self, console: Console, language: str) -> None:
        """A matrix for each file, in as many pieces as the width needs; the last row counts the tasks of each body."""
        from rich.text import Text

        english = language == "en"
        for file in self.files:
            console.print(Text(visible(file.path), style="bold"))
            bodies = columns(file.tasks)
            if not bodies:
                console.print("no tasks with bodies" if english else "没有写明单位的任务")
                continue
            first = max(_NARROW, min(_WIDE, console.width // 2))
            room = max((console.width - first) // 3, 1)
            for start in range(0, len(bodies), room):
                self._draw_piece(console, file, bodies[start : start + room], first, language)
            legend = "  ".join(f"{mark} {DUTIES[language][duty]}" for duty, mark in MARKS.items())
            console.print(Text(legend, style="dim"))
            _draw_notes(console, file, language)

    def _draw_piece(self, console: Console, file: TasksOf, bodies: Sequence[str], width: int, language: str) -> None:
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
            label = Text(cut(visible(_number(task.path) + file.label(task)), width))
            table.add_row(label, *(MARKS[duties[body]] if body in duties else "" for body in bodies))
        console.print(table)


class Bodies(Record):
    """The tasks of some files, body by body; a body that is written in several ways is one."""

    files: Sequence[TasksOf]

    def record(self) -> dict[str, object]:
        """The bodies with their tasks for programs, as schema planlint/bodies@1 has them."""
        return {
            "schema": "planlint/bodies@1",
            "bodies": [
                {
                    "id": identity.id,
                    "name": next(iter(names)),
                    "names": list(names),
                    "region": identity.region,
                    "region_code": identity.code,
                    "tasks": [
                        {
                            "path": file.path,
                            "number_path": task.path,
                            "title": task.title,
                            "row": task.row,
                            "measure": file.measure(task),
                            "duty": duty.value,
                            "deadline": task.deadline,
                            "ongoing": task.due is not None and task.due.ongoing,
                            "implied": implied,
                        }
                        for file, task, duty, implied in work
                    ],
                }
                for identity, names, work in self._gathered()
            ],
        }

    def sheet(self, language: str) -> Sheet:
        """A row for each body and task."""
        zh = ("单位", "编号", "区划", "职责", "文件", "行", "序号", "任务", "事项", "完成时限")
        en = ("Body", "Id", "Region", "Duty", "File", "Line", "Number", "Task", "Measure", "Deadline")
        rows: list[tuple[Cell, ...]] = [
            (
                next(iter(names)),
                identity.id,
                identity.region,
                DUTIES[language][duty],
                file.path,
                line_of(file.plan, task.node.content if task.row == 1 else task.measure),
                _number(task.path),
                task.title,
                file.measure(task),
                when(task, language),
            )
            for identity, names, work in self._gathered()
            for file, task, duty, _ in work
        ]
        return Sheet("bodies" if language == "en" else "单位", en if language == "en" else zh, rows)

    def draw(self, console: Console, language: str) -> None:
        """The name of each body with how many tasks it has, and its tasks below it."""
        from rich.text import Text

        gathered = self._gathered()
        if not gathered:
            console.print("no tasks with bodies" if language == "en" else "没有写明单位的任务")
        for _, names, work in gathered:
            count = f"{len(work)} tasks" if language == "en" else f"{len(work)}项"
            console.print(Text(visible("，".join(names)), style="bold"), Text(count, style="dim"))
            for file, task, duty, _ in work:
                due = when(task, language)
                name = visible(f"{file.path} ") if len(self.files) > 1 else ""
                room = max(console.width - 4 - (cells(due) + 2 if due else 0), _LEAST)
                line = f"  {MARKS[duty]} {cut(name + visible(_number(task.path) + file.label(task)), room)}"
                console.print(Text(line + (f"  {due}" if due else "")))
        legend = "  ".join(f"{mark} {DUTIES[language][duty]}" for duty, mark in MARKS.items())
        console.print(Text(legend, style="dim"))

    def _gathered(self) -> list[tuple[Identity, dict[str, None], list[tuple[TasksOf, Task, Duty, bool]]]]:
        """The bodies in the order in which they are first named, with the ways they are written and their tasks."""
        found: dict[str, tuple[Identity, dict[str, None], list[tuple[TasksOf, Task, Duty, bool]]]] = {}
        for file in self.files:
            for task in file.tasks:
                for body in (*task.bodies, *task.implied):
                    identity = file.identity(body)
                    _, names, work = found.setdefault(identity.id, (identity, {}, []))
                    names.setdefault(plain_name(body))
                    if not any(other is task for _, other, _, _ in work[-1:]):
                        work.append((file, task, body.duty, body in task.implied))
        return list(found.values())


def _row_span(task: Task) -> Span:
    """A list with what it stands behind."""
    return Span(task.measure.start, max(task.measure.stop, *(span.stop for span in task.written)))


def _draw_notes(console: Console, file: TasksOf, language: str) -> None:
    """How many tasks and bodies there are, and who answers for tasks that do not name them."""
    from rich.text import Text

    english = language == "en"
    implied = {task.implied_by: task.implied for task in file.tasks if task.implied_by is not None}
    for path, bodies in implied.items():
        names, number = visible("、".join(names_of(bodies))), visible(_number(path))
        console.print(Text(f"as {number} says, also: {names}" if english else f"按{number}，各项任务另由{names}落实", style="dim"))
    alone = sum(not task.bodies for task in file.tasks)
    count, named = sum(task.row == 1 for task in file.tasks), len(columns(file.tasks))
    zh = f"{count}项任务，{named}个单位" + (f"；{alone}项没有写单位" if alone else "")
    en = f"{count} tasks, {named} bodies" + (f"; {alone} tasks name none" if alone else "")
    console.print(Text(en if english else zh, style="dim"))


def _bodies(task: Task, duty: Duty, width: int) -> Text:
    """The bodies with a duty in lines of so many cells, broken between names where they fit."""
    from rich.text import Text

    lines = [""]
    names = [visible(name) for name in task.named(duty)]
    for at, name in enumerate(names):
        word = name + ("、" if at < len(names) - 1 and cells(name) != width - (width % 2) else "")
        if lines[-1] and cells(lines[-1]) + cells(word) > width:
            lines.append("")
        lines[-1] += word
    text = Text("\n".join(lines))
    if names and task.inherited_from is not None:
        text.append(f"\n↑ {visible(_number(task.inherited_from))}", style="dim")
    return text


def _number(path: Sequence[str] | None) -> str:
    return "".join(path or ())
