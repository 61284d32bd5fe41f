"""The tasks of one file, in the forms that they can be written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planlint.cli.listings.records import cell_record, line_of, located
from planlint.cli.listings.sheets import Cell, Sheet
from planlint.facts.agencies.identities import Identity, identified
from planlint.facts.agencies.registry import Registry
from planlint.facts.tasks.tabled import listed_tasks
from planlint.facts.tasks.task import Task, plain_name
from planlint.phrases.bodies import Body, Duty
from planlint.record import Record
from planlint.reporters.duties import DUTIES, columns, when
from planlint.reporters.duties import names as names_of
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Kind, Plan
from planlint.text.spans import Span
from planlint.text.widths import cells, cut
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_LABEL = 60
_NUMBER, _LEAST = 16, 8
_TITLE, _PARTS = 4, {Duty.LEAD: 3, Duty.RESPONSIBLE: 4, Duty.SUPPORTING: 4}


def tasks_of(path: str, plan: Plan, known: Registry) -> TasksOf:
    """The tasks of the plan of a file, their bodies by a registry."""
    return TasksOf(path, plan, listed_tasks(plan), identified(plan, known))


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

    def line(self, task: Task) -> int:
        """The line on disk, from 1, in which a task starts."""
        return line_of(self.plan, task.node.content if task.row == 1 else task.measure)

    def sheet(self, language: str) -> Sheet:
        """The tasks for spreadsheet programs; what is inherited or implied says from where."""
        return headings(language)._replace(rows=[self._row(task, language) for task in self.tasks])

    def _row(self, task: Task, language: str) -> tuple[Cell, ...]:
        return (
            self.path,
            self.line(task),
            numbered(task.path),
            task.title,
            self.measure(task),
            *("、".join(task.named(duty)) for duty in Duty),
            "、".join(names_of(task.implied)),
            when(task, language),
            numbered(task.inherited_from),
            " ".join(self.written(task).split("\n")),
        )

    def draw(self, console: Console, language: str) -> None:
        """A table; columns that would be empty are left out."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        console.print(Text(visible(self.path), style="bold"))
        if not self.tasks:
            console.print("no tasks" if language == "en" else "没有任务")
            return
        duties = [duty for duty in Duty if duty is Duty.RESPONSIBLE or any(body.duty is duty for task in self.tasks for body in task.bodies)]
        numbers = [visible(numbered(task.path)) for task in self.tasks]
        deadlines = [when(task, language) or "" for task in self.tasks]
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
        for task, number, deadline in zip(self.tasks, numbers, deadlines, strict=True):
            row = [Text(number), Text(cut(visible(self.label(task)), _LABEL)), *(_bodies(task, duty, widths[duty]) for duty in duties)]
            table.add_row(*row, *([deadline] if last else []))
        console.print(table)
        draw_notes(console, self, language)


def headings(language: str) -> Sheet:
    """The sheet of tasks without its rows."""
    zh = ("文件", "行", "序号", "任务", "事项", *DUTIES["zh"].values(), "另由", "完成时限", "承自", "原文")
    en = ("File", "Line", "Number", "Task", "Measure", *DUTIES["en"].values(), "Implied", "Deadline", "Inherited from", "As written")
    return Sheet("tasks" if language == "en" else "任务", en if language == "en" else zh, ())


def draw_notes(console: Console, file: TasksOf, language: str) -> None:
    """How many tasks and bodies there are, and who answers for tasks that do not name them."""
    from rich.text import Text

    english = language == "en"
    implied = {task.implied_by: task.implied for task in file.tasks if task.implied_by is not None}
    for path, bodies in implied.items():
        names, number = visible("、".join(names_of(bodies))), visible(numbered(path))
        console.print(Text(f"as {number} says, also: {names}" if english else f"按{number}，各项任务另由{names}落实", style="dim"))
    alone = sum(not task.bodies for task in file.tasks)
    count, named = sum(task.row == 1 for task in file.tasks), len(columns(file.tasks))
    zh = f"{count}项任务，{named}个单位" + (f"；{alone}项没有写单位" if alone else "")
    en = f"{count} tasks, {named} bodies" + (f"; {alone} tasks name none" if alone else "")
    console.print(Text(en if english else zh, style="dim"))


def numbered(path: Sequence[str] | None) -> str:
    """The numbers of a task and of what it stands in, as one."""
    return "".join(path or ())


def _row_span(task: Task) -> Span:
    """A list with what it stands behind."""
    return Span(task.measure.start, max(task.measure.stop, *(span.stop for span in task.written)))


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
        text.append(f"\n↑ {visible(numbered(task.inherited_from))}", style="dim")
    return text
