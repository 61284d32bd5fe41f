"""What a plan says, for the tabs of a report beside its text: structure, tasks, targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planlint.facts.tables.targets import Listed, listed_targets
from planlint.facts.tasks.tabled import listed_tasks
from planlint.facts.tasks.task import Task
from planlint.findings.diagnostic import Diagnostic
from planlint.phrases.bodies import Duty
from planlint.record import Record
from planlint.reporters.duties import DUTIES, MARKS, columns, duties, names, when
from planlint.reporters.figures import Time, said, time_of
from planlint.syntax.nodes import Kind, Node, Plan

_FIRST, _LAST = 2020, 2035
_FARTHEST = 30
_RANK = {duty: rank for rank, duty in enumerate(Duty)}
_LONGEST = 60


class Branch(Record):
    """A part or numbered node of the tree: its label, the block where it begins, the findings in it, and what stands below."""

    label: str
    block: int | None
    findings: int
    branches: Sequence[Branch]


class Row(Record):
    """A task of the matrix: `marks` and `ranks` have an entry for each body, the mark of its duty and a number by which it sorts.

    `leads` are the bodies that lead; `alone` tells that no body is named at all; `from_above` the numbers of the node it has them from.
    """

    number: str
    title: str
    block: int | None
    leads: str
    due: str
    alone: bool
    from_above: str
    marks: Sequence[str]
    ranks: Sequence[int]


class Matrix(Record):
    """The tasks against the bodies; `counts` tells for each body of how many tasks it is one, `legend` what the marks mean."""

    bodies: Sequence[str]
    rows: Sequence[Row]
    counts: Sequence[int]
    legend: Sequence[tuple[str, str]]
    is_led: bool

    @property
    def has_deadlines(self) -> bool:
        """Whether a task has a time by which it is due."""
        return any(row.due for row in self.rows)

    @property
    def without_lead(self) -> int:
        """How many tasks no body leads, of a plan that names leads."""
        return sum(not row.leads for row in self.rows) if self.is_led else 0

    @property
    def alone(self) -> int:
        """How many tasks name no body."""
        return sum(row.alone for row in self.rows)


class Point(Record):
    """A value on the line of an indicator: the year, where it lies from 0 to 1000, what is said, and whether it is the base."""

    year: int
    at: int
    words: str
    is_base: bool


class Goal(Record):
    """An indicator: the points of its line, what is said for each of the times of the table, its base in words, and its block."""

    indicator: str
    block: int | None
    base: str
    points: Sequence[Point]
    values: Sequence[Sequence[str]]


class Goals(Record):
    """The targets of a plan by indicator and time; `years` are the marks of the line with their places from 0 to 1000."""

    years: Sequence[tuple[int, int]]
    times: Sequence[str]
    goals: Sequence[Goal]
    number: int

    @property
    def has_bases(self) -> bool:
        """Whether a target says what it is measured from."""
        return any(goal.base for goal in self.goals)


def tree(plan: Plan, places: Mapping[int, int], findings: Sequence[Diagnostic]) -> list[Branch]:
    """The parts and numbered nodes of a plan."""
    counts = [0] * len(plan.nodes)
    for found in findings:
        leaf = plan.leaf_at(plan.view.find(found.span.start))
        for node in (leaf, *leaf.ancestors()):
            counts[node.index] += 1
    return _branches(plan.root, places, counts)


def _branches(node: Node, places: Mapping[int, int], counts: Sequence[int]) -> list[Branch]:
    made: list[Branch] = []
    for child in node.children:
        below = _branches(child, places, counts)
        if child.ordinal is not None or (child.kind in (Kind.NOTICE, Kind.PLAN, Kind.ANNEX, Kind.BOX) and child.title):
            made.append(Branch(child.label, places.get(child.index), counts[child.index], below))
        else:
            made += below
    return made


def matrix(plan: Plan, places: Mapping[int, int], language: str) -> Matrix:
    """The tasks of a plan against the bodies that it names, the bodies with most tasks first."""
    listed = listed_tasks(plan)
    found = [duties(task) for task in listed]
    counts = {body: sum(body in has for has in found) for body in columns(listed)}
    bodies = sorted(counts, key=lambda body: -counts[body])
    rows = [_row(plan, task, has, bodies, places, language) for task, has in zip(listed, found, strict=True)]
    used = {duty for has in found for duty in has.values()}
    legend = [(MARKS[duty], DUTIES[language][duty]) for duty in Duty if duty in used]
    return Matrix(bodies, rows, [counts[body] for body in bodies], legend, Duty.LEAD in used)


def _row(plan: Plan, task: Task, has: Mapping[str, Duty], bodies: Sequence[str], places: Mapping[int, int], language: str) -> Row:
    title = task.title if task.row == 1 else "".join(task.measure.of(plan.text).split())
    return Row(
        "".join(task.path),
        title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…",
        block_of(plan, task.node.content.start, places),
        "、".join(names([body for body in task.bodies if body.duty is Duty.LEAD])),
        when(task, language) or "",
        not has and not task.collective,
        "".join(task.inherited_from or ()),
        [MARKS[has[body]] if body in has else "" for body in bodies],
        [_RANK[has[body]] if body in has else len(_RANK) for body in bodies],
    )


def goals(plan: Plan, places: Mapping[int, int], language: str) -> Goals:
    """The targets of a plan, the indicators in the order of the text."""
    listed = plan.fact(listed_targets)
    by_indicator: dict[str, list[Listed]] = {}
    for found in listed:
        by_indicator.setdefault(found.target.indicator, []).append(found)
    times = sorted({time_of(found.target) for found in listed})
    dated = [time.year for time in times if time.is_dated]
    dated += [base[0] for found in listed if (base := _base(found, language)) is not None and base[0] is not None]
    first = min([_FIRST, *(year for year in dated if year > _FIRST - _FARTHEST)])
    last = max([_LAST, *(year for year in dated if year < _LAST + _FARTHEST)])
    years = range(first, last + 1)
    step = 1 if len(years) <= 20 else 5
    marks = [(year, _at(year, years)) for year in years if (year - first) % step == 0]
    rows = [_goal(plan, name, of, times, years, places, language) for name, of in by_indicator.items()]
    return Goals(marks, [time.label(language) for time in times], rows, len(listed))


def _goal(plan: Plan, name: str, of: Sequence[Listed], times: Sequence[Time], years: range, places: Mapping[int, int], language: str) -> Goal:
    points: dict[tuple[int, bool], list[str]] = {}
    values: dict[Time, list[str]] = {}
    bases: dict[str, None] = {}
    for found in of:
        words = said(plan, found.target, language)
        values.setdefault(time_of(found.target), []).append(words)
        if (due := found.target.year) is not None and due in years:
            points.setdefault((due, False), []).append(words)
        base = _base(found, language)
        if base is not None:
            year, value = base
            bases[f"{value}（{year}）" if value and year else value or str(year)] = None
            if year is not None and year in years:
                points.setdefault((year, True), []).append(value)
    shown = [Point(year, _at(year, years), " / ".join(dict.fromkeys(filter(None, words))), base) for (year, base), words in sorted(points.items())]
    table = [list(dict.fromkeys(values.get(time, ()))) for time in times]
    return Goal(name, block_of(plan, of[0].target.span.start, places), "、".join(bases), shown, table)


def _base(found: Listed, language: str) -> tuple[int | None, str] | None:
    """The year and the value that a target is measured from, where the text or its table tells one of them."""
    if found.table is not None and found.table.base is not None:
        value = found.table.base.value
        return found.table.base_year, f"{value}{found.target.unit or ''}" if value is not None else ""
    return (found.target.base_year, "") if found.target.base_year is not None else None


def _at(year: int, years: range) -> int:
    return round((year - years[0]) * 1000 / max(len(years) - 1, 1))


def block_of(plan: Plan, offset: int, places: Mapping[int, int]) -> int | None:
    """The block of the text that an offset of the plan stands in: that of the leaf, else of the node around it that begins one."""
    leaf = plan.leaf_at(offset)
    return next((places[node.index] for node in (leaf, *leaf.ancestors()) if node.index in places), None)
