"""The tasks of a plan, those of its tables among them."""

from __future__ import annotations

from planlint.facts.document import plan_year
from planlint.facts.tables.rows import TaskRow, task_rows
from planlint.facts.tasks.running import tasks
from planlint.facts.tasks.task import Task, each_once
from planlint.phrases.deadlines import told_deadline
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import merged, within


def listed_tasks(plan: Plan) -> list[Task]:
    """All tasks of a plan, those of the running text and those of tables, in order. The node of one of a table is the cell of its title.

    Where tables hand the tasks out, the chapter that says so (二、重点任务 见附件) is none itself.
    """
    tabled = table_tasks(plan)
    held = within(merged(row.table.table.span for row in plan.fact(task_rows)))
    running = (task for task in plan.fact(tasks) if not held(task.node.content))
    kept = (task for task in running if not (tabled and not task.bodies and task.node.role == "tasks"))
    return sorted((*kept, *tabled), key=lambda task: task.node.content.start)


def table_tasks(plan: Plan) -> list[Task]:
    """The tasks of the tables of a plan, a row a task, in order."""
    return [_task(plan, row) for row in plan.fact(task_rows)]


def _task(plan: Plan, found: TaskRow) -> Task:
    leaf = plan.leaf_at(found.cell.span.start)
    node = Node(Kind.TABLE, found.cell.span, found.cell.span)
    node.parent, node.index = leaf.parent, leaf.index
    bodies = each_once(body for cell in found.lists for body in cell.bodies)
    return Task(
        node=node,
        path=_path(leaf, found),
        title=found.title,
        role=next((above.role for above in leaf.ancestors() if above.role is not None), None),
        row=1,
        rows=1,
        measure=found.cell.span,
        bodies=bodies,
        implied=(),
        written=tuple(cell.span for cell in found.lists),
        collective=bool(bodies) and all(body.is_collective for body in bodies),
        inherited_from=None,
        implied_by=None,
        due=told_deadline(plan.text, found.deadline, plan_year(plan)) if found.deadline is not None else None,
    )


def _path(leaf: Node, found: TaskRow) -> tuple[str, ...]:
    """The numbers of the sections that a table stands in, of the groups of a row that are numbered as sections are, and of the row itself."""
    table, groups = found.table.table.span, {group.start for group in found.row.groups}
    sections = (above for above in (leaf, *leaf.ancestors()) if not table.covers(above.content) or above.content.start in groups)
    numbers = tuple(above.ordinal.text for above in sections if above.ordinal is not None)[::-1]
    return (*numbers, found.label) if found.label else numbers
