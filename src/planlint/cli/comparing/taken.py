"""What a draft takes up of its superior plans, in the forms that a list can be written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.cli.listings.sheets import Cell, Sheet
from planlint.compare.against import Against, TargetOf, TaskOf
from planlint.compare.records import against_record
from planlint.compare.relations import Match, Relation, Scope, State
from planlint.compare.remarks import line_of, shown_time, shown_value
from planlint.compare.targets import Standing
from planlint.findings.diagnostic import Diagnostic
from planlint.record import Record
from planlint.reporters.answers import CHANGES, RELATIONS, SCOPES, STANDINGS, STATES, written
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Plan
from planlint.text.widths import cut
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_LONGEST = 60


class TakenUp(Record):
    """A draft against one or more superior plans. `everything` shows also what is there and as it was; `raised` are the questions."""

    found: Sequence[Against]
    everything: bool = False
    raised: Sequence[Diagnostic] = ()

    def record(self) -> dict[str, object]:
        """The comparison for programs, by schema planlint/compare@1."""
        return against_record(self.found, self.raised)

    def heading(self, language: str) -> str:
        """What a report of the questions is headed with: how many tasks are taken up."""
        return "; ".join(text for _, text, _ in (_summary(found, language) for found in self.found))

    def sheet(self, language: str) -> Sheet:
        """A row for each measure and each target of the superior plans."""
        zh = ("上级", "序号", "任务", "承接", "举措或目标", "适用", "状态", "本稿", "行", "本稿文字")
        en = ("Superior", "Number", "Task", "Relation", "Measure or target", "Scope", "State", "Draft", "Line", "Text")
        rows = [row for found in self.found for row in (*_measure_rows(found, language), *_target_rows(found, language))]
        return Sheet("compare" if language == "en" else "承接", en if language == "en" else zh, rows)

    def draw(self, console: Console, language: str) -> None:
        """A summary, then what there is to look at: tasks with their measures, targets, bodies, and what the draft adds."""
        from rich.text import Text

        for found in self.found:
            if len(self.found) > 1:
                console.print(Text(visible(found.superior.path), style="bold"))
            for label, text, style in _lines(found, language, everything=self.everything, width=console.width):
                console.print(Text.assemble((label, style), visible(text)), soft_wrap=True)


_Line = tuple[str, str, str]
"""The label of a line, what stands behind it, and the style of the label."""


def _lines(found: Against, language: str, *, everything: bool, width: int) -> Iterator[_Line]:
    yield _summary(found, language)
    for task in found.tasks:
        yield from _task_lines(found, task, language, everything=everything, width=width)
    for target in found.targets:
        if everything or target.pair.standing not in (Standing.EQUAL, Standing.STRONGER):
            yield "指标  " if language != "en" else "target  ", _target_line(found, target, language), "cyan"
    for task in found.tasks:
        yield from _body_lines(found, task, language)
    for added in found.added_tasks:
        note = "" if added.sure else ("（由上级多项任务的内容组成）" if language != "en" else " (of pieces of several tasks)")
        yield "新增  " if language != "en" else "added  ", added.place.label + note, "green"


def _summary(found: Against, language: str) -> _Line:
    names = RELATIONS[language if language == "en" else "zh"]
    shown = [relation for relation in names if relation is not Relation.NOT_APPLICABLE or found.count(relation)]
    counts = " · ".join(f"{names[relation]} {found.count(relation)}" for relation in shown)
    number = len(found.tasks)
    return ("tasks  ", f"{number} tasks: {counts}", "bold") if language == "en" else ("承接情况  ", f"{number}项任务：{counts}", "bold")


def _task_lines(found: Against, task: TaskOf, language: str, *, everything: bool, width: int) -> Iterator[_Line]:
    of = task.taken
    matches = [match for match in of.matches if everything or (match.scope is Scope.OPEN and (match.state is State.NOT_FOUND or match.change is not None))]
    if of.relation is Relation.NOT_APPLICABLE:
        yield RELATIONS[language][of.relation] + "  ", f"{of.place.label}  {of.reason}", "dim"
        return
    if not everything and of.relation is Relation.TAKEN_UP and not matches:
        return
    host = found.draft.places[of.pairing.host] if of.pairing.host is not None and of.relation is not Relation.MISSING else None
    to = f" → {''.join(host.path)}" + (host.title if host.title != of.place.title else "") if host is not None else ""
    lost, number = len(of.not_found), len(of.open)
    told = f"   {lost} of {number} measures not found" if language == "en" else f"   {number}项举措中{lost}项未见"
    yield RELATIONS[language][of.relation] + "  ", of.place.label + to + (told if lost else ""), "yellow" if of.relation is Relation.PARTLY else "bold"
    for match in matches:
        yield _measure_line(found.draft.plan, match, language, width)


def _measure_line(draft: Plan, match: Match, language: str, width: int) -> _Line:
    english = language == "en"
    state = STATES[language][match.state]
    if match.scope is not Scope.OPEN:
        state = SCOPES[language][match.scope]
    label = f"  {state}  "
    quote = f"“{cut(match.measure.text, _LONGEST)}”"
    clause = match.nearest
    if clause is None:
        return label, quote, "red" if match.scope is Scope.OPEN else "dim"
    line, nearest = line_of(draft, clause.span), cut(clause.text, _LONGEST)
    if match.state is State.NOT_FOUND:
        near = f" (nearest: line {line}, “{nearest}”)" if english else f"（全文最近似：第{line}行“{nearest}”）"
        return label, quote + near, "red" if match.scope is Scope.OPEN else "dim"
    how = (f" ({match.change})" if english else f"（{CHANGES['zh'][match.change]}）") if match.change is not None else ""
    at = f"  line {line}" if english else f"  第{line}行"
    return label, f"{quote} → “{nearest}”{how}{at}", "yellow" if match.change is not None else "dim"


def _target_line(found: Against, of: TargetOf, language: str) -> str:
    english = language == "en"
    asked, said = of.pair.asked, of.pair.said
    time = shown_time(asked).in_language("en").strip(" ()")
    words = [asked.indicator, time, f"{'superior' if english else '上级'} {written(asked.comparator, shown_value(asked, found.superior.plan))}"]
    span = said.span if said is not None else of.kept.span if of.kept is not None else None
    if said is not None:
        words.append(f"{'draft' if english else '本稿'} {written(said.comparator, shown_value(said, found.draft.plan))}")
    elif of.kept is not None:
        words.append(f"{'draft' if english else '本稿'} “{of.kept.text}”")
    words.append(STANDINGS[language][of.pair.standing])
    if span is not None:
        line = line_of(found.draft.plan, span)
        words.append(f"line {line}" if english else f"第{line}行")
    return "  ".join(word for word in words if word)


def _body_lines(found: Against, task: TaskOf, language: str) -> Iterator[_Line]:
    bodies, english = task.bodies, language == "en"
    label, path = "单位  " if not english else "bodies  ", "".join(task.taken.place.path)
    if bodies.missing:
        names = "、".join(gap.name for gap in bodies.missing)
        yield label, f"{path}  superior {names}: no counterpart here" if english else f"{path}  上级 {names}  本稿无对应单位", "magenta"
    if bodies.left:
        names = "、".join(bodies.left)
        told = f"{path}  {names} is named still, its measures are gone" if english else f"{path}  {names}仍列入，上级涉及它的举措未写"
        yield label, told, "magenta"
    if bodies.leads is not None:
        asked, said = ("、".join(names) for names in bodies.leads)
        yield label, f"{path}  lead {asked} → {said}" if english else f"{path}  牵头 上级 {asked}  本稿 {said}", "magenta"
    if task.deadline is not None:
        other = task.deadline.said.iso if task.deadline.said is not None else None
        told = (
            f"{path}  superior {task.deadline.asked.iso}  draft {other or 'none'}"
            if english
            else f"{path}  上级 {task.deadline.asked.iso}  本稿 {other or '未写'}"
        )
        yield "时限  " if not english else "deadline  ", told, "magenta"


def _measure_rows(found: Against, language: str) -> Iterator[tuple[Cell, ...]]:
    for task in found.tasks:
        of = task.taken
        for match in of.matches:
            place = found.draft.places[match.place] if match.place is not None else None
            yield (
                found.superior.path,
                "".join(of.place.path),
                of.place.title,
                RELATIONS[language][of.relation],
                match.measure.text,
                SCOPES[language][match.scope],
                STATES[language][match.state] + (f"（{CHANGES[language][match.change]}）" if match.change is not None else ""),
                place.label if place is not None else "",
                line_of(found.draft.plan, match.clause.span) if match.clause is not None else None,
                match.clause.text if match.clause is not None else "",
            )


def _target_rows(found: Against, language: str) -> Iterator[tuple[Cell, ...]]:
    for of in found.targets:
        place = found.superior.places[of.place] if of.place is not None else None
        said, kept = of.pair.said, of.kept
        span = said.span if said is not None else kept.span if kept is not None else None
        yield (
            found.superior.path,
            "".join(place.path) if place is not None else "",
            place.title if place is not None else "",
            "",
            f"{of.pair.asked.indicator} {of.pair.asked.year or ''} {shown_value(of.pair.asked, found.superior.plan)}".strip(),
            "",
            STANDINGS[language][of.pair.standing].partition("，")[0],
            "",
            line_of(found.draft.plan, span) if span is not None else None,
            "".join(span.of(found.draft.plan.text).split()) if span is not None else "",
        )
