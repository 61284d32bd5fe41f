"""`planlint matrix`: the measures of a superior plan by the plans that carry it out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from planlint.cli import terminal
from planlint.cli.listings.records import Plans, destination, plan_of
from planlint.cli.listings.sheets import Cell, Sheet
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import BadOutput
from planlint.cli.terminal import complain
from planlint.compare.against import Against, TaskOf, against, side
from planlint.compare.records import SCHEMA, against_record
from planlint.compare.relations import Match, Relation, Scope, State
from planlint.facts.agencies.registry import registry
from planlint.formats.reading import Unreadable
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.text.widths import cut
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_MARKS = {State.PRESENT: "●", State.REWORDED: "○", State.NOT_FOUND: "×"}
_RELATIONS = {Relation.TAKEN_UP: "●", Relation.MERGED: "●", Relation.PARTLY: "○", Relation.MISSING: "×", Relation.NOT_APPLICABLE: "－"}
_LABEL = 44


class Matrix(Record):
    """The values of one call of `planlint matrix`."""

    files: tuple[str, ...]
    against: str | None
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
        """Show the matrix; 0, or 2 when a file can't be read or written or the call makes no sense."""
        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated)
            config = settings.config_of(os.curdir)
            language = terminal.language(self.lang or config.lang, os.environ)
            goal = destination(self.output_format, self.output_file, sys.stdout)
            if self.against is None:
                raise BadOutput("用 --against 指明上级方案", "--against names the superior plan")
            superior = side(self.against, plan_of(self.against, piped=False, encoding=self.encoding, format=self.format))
            plans = Plans(self, language, settings.excludes)
            known = registry(config.registries)
            found = [against(superior, side(path, plan), known, config.not_applicable) for path, plan in plans]
        except BadOutput as error:
            return complain(error.zh, error.en, language)
        except Unreadable as error:
            name = visible(str(self.against))
            return complain(f"{name}：{visible(error.reason_zh)}", f"{name}: {visible(error.reason_en)}", language)
        except UserError as error:
            return tell(error, language)
        if not found:
            return 2
        code = goal.give(Grid(found), language=language, color=self.color)
        return 2 if plans.failed else code


class Grid(Record):
    """Several plans against one superior plan: what became of each measure in each."""

    found: Sequence[Against]

    def record(self) -> dict[str, object]:
        """A record of schema planlint/compare@1 for each plan."""
        return {"schema": SCHEMA, "mode": "matrix", "plans": [against_record([one], ()) for one in self.found]}

    def sheet(self, language: str) -> Sheet:
        """A row for each measure, a column for each plan; ● has it, ○ has it in other words, × does not have it."""
        head = ("Number", "Task", "Measure") if language == "en" else ("序号", "任务", "举措")
        rows: list[Sequence[Cell]] = []
        for tasks in zip(*(one.tasks for one in self.found), strict=True):
            place = tasks[0].taken.place
            marks = [_RELATIONS[task.taken.relation] for task in tasks]
            rows.append(("".join(place.path), place.title, "", *marks))
            for matches in _measures(tasks):
                rows.append(("".join(place.path), place.title, matches[0].measure.text, *(_MARKS[match.state] for match in matches)))
        return Sheet("matrix" if language == "en" else "承接", (*head, *self._names()), rows, marks=len(head))

    def draw(self, console: Console, language: str) -> None:
        """A line for each task with its measures below it, a column of marks for each plan."""
        from rich.text import Text

        for number, name in enumerate(self._names(), 1):
            console.print(Text(f"{number}  {visible(name)}", style="bold"), soft_wrap=True)
        for tasks in zip(*(one.tasks for one in self.found), strict=True):
            marks = " ".join(_RELATIONS[task.taken.relation] for task in tasks)
            console.print(Text.assemble((f"{marks}  ", "bold"), visible(tasks[0].taken.place.label)), soft_wrap=True)
            for matches in _measures(tasks):
                marks = " ".join(_MARKS[match.state] for match in matches)
                console.print(Text(f"{marks}    {visible(cut(matches[0].measure.text, _LABEL))}", style="dim"), soft_wrap=True)
        legend = "● taken up  ○ in part or in other words  × not found  － not applicable"
        console.print(Text(legend if language == "en" else "● 已承接  ○ 部分承接或有改动  × 未见  － 不适用", style="dim"))

    def _names(self) -> list[str]:
        return [one.draft.path for one in self.found]


def _measures(tasks: Sequence[TaskOf]) -> list[tuple[Match, ...]]:
    """The measures of a task that are open to the plans' regions, each with what became of it in every plan."""
    return [matches for matches in zip(*(task.taken.matches for task in tasks), strict=True) if matches[0].scope is Scope.OPEN]
