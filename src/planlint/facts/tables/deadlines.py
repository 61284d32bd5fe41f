"""The years by which the rows of task tables are due."""

from __future__ import annotations

from planlint.facts.aims import Aim
from planlint.facts.tables.rows import task_rows
from planlint.phrases.times import times_in
from planlint.syntax.nodes import Plan


def due_years(plan: Plan) -> list[Aim]:
    """The last year of each cell of deadlines, in order; a merged cell counts once."""
    cells = dict.fromkeys(row.deadline for row in plan.fact(task_rows) if row.deadline is not None)
    last = (max(times_in(plan.text, cell), key=lambda time: time.year, default=None) for cell in cells)
    return sorted(Aim(time.digits, time.year) for time in last if time is not None)
