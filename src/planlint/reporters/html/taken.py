"""What a plan takes up of a superior one, for its tab of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from planlint.compare.against import Against, TargetOf, TaskOf
from planlint.compare.relations import Match, Relation, Scope, State
from planlint.compare.remarks import Question, Remark, remarks, shown_time, shown_value
from planlint.compare.targets import Standing
from planlint.record import Record
from planlint.reporters.answers import CHANGES, RELATIONS, SCOPES, STANDINGS, STATES, written
from planlint.text.spans import Span

_OF_BODIES = (Question.BODY_MISSING, Question.BODY_LEFT, Question.LEAD_DIFFERS, Question.DEADLINE_LATER)
_KINDS = {State.PRESENT: "present", State.REWORDED: "reworded", State.NOT_FOUND: "lost"}

Placed = Callable[[Span], int | None]
"""Tells the block of the draft's text that a span of it stands in."""


class Measure(Record):
    """A measure of the superior: what became of it (for people, and for the style), its words, the nearest of the draft, and their block."""

    state: str
    kind: str
    text: str
    nearest: str
    block: int | None


class Task(Record):
    """A task of the superior: its label, what became of it, where in the draft, its measures, and what else is to be asked."""

    label: str
    relation: str
    kind: str
    to: str
    block: int | None
    lost: int
    number: int
    measures: Sequence[Measure]
    asked: Sequence[str]


class Goal(Record):
    """A target of the superior: the indicator, its time, what is asked, what the draft says, and how the two stand to one another."""

    indicator: str
    time: str
    asked: str
    said: str
    standing: str
    kind: str
    block: int | None


class TakenUp(Record):
    """A draft against a superior plan. `counts` are the relations with how many tasks stand in each."""

    superior: str
    counts: Sequence[tuple[str, int]]
    tasks: Sequence[Task]
    goals: Sequence[Goal]
    added: Sequence[tuple[str, int | None]]


def taken_up(found: Against, placed: Placed, language: str) -> TakenUp:
    """The comparison in words, with the blocks of the draft that it speaks of."""
    asked = [remark for remark in remarks(found) if remark.question in _OF_BODIES]
    counts = [(word, found.count(relation)) for relation, word in RELATIONS[language].items()]
    return TakenUp(
        found.superior.path,
        [(word, number) for word, number in counts if number],
        [_task(found, task, asked, placed, language) for task in found.tasks],
        [_goal(found, of, placed, language) for of in found.targets],
        [(added.place.label, placed(added.place.span)) for added in found.added_tasks],
    )


def _task(found: Against, task: TaskOf, asked: Iterable[Remark], placed: Placed, language: str) -> Task:
    of = task.taken
    host = found.draft.places[of.pairing.host] if of.pairing.host is not None and of.relation is not Relation.MISSING else None
    return Task(
        of.place.label,
        RELATIONS[language][of.relation],
        of.relation.value,
        host.label if host is not None else of.reason,
        placed(host.span) if host is not None else None,
        len(of.not_found),
        len(of.open),
        [_measure(match, placed, language) for match in of.matches],
        [remark.words.in_language(language) for remark in asked if remark.about[0] == of.place.label],
    )


def _measure(match: Match, placed: Placed, language: str) -> Measure:
    state = STATES[language][match.state]
    if match.change is not None:
        state = CHANGES[language][match.change]
    kind = _KINDS[match.state] if match.state is not State.REWORDED or match.change is not None else "present"
    if match.scope is not Scope.OPEN:
        state, kind = SCOPES[language][match.scope], "others"
    clause = match.nearest
    return Measure(state, kind, match.measure.text, clause.text if clause is not None else "", placed(clause.span) if clause is not None else None)


def _goal(found: Against, of: TargetOf, placed: Placed, language: str) -> Goal:
    asked, said = of.pair.asked, of.pair.said
    span = said.span if said is not None else of.kept.span if of.kept is not None else None
    answer = written(said.comparator, shown_value(said, found.draft.plan)) if said is not None else of.kept.text if of.kept is not None else ""
    fine = of.pair.standing in (Standing.EQUAL, Standing.STRONGER)
    return Goal(
        asked.indicator,
        shown_time(asked).in_language("en").strip(" ()"),
        written(asked.comparator, shown_value(asked, found.superior.plan)),
        answer,
        STANDINGS[language][of.pair.standing],
        "present" if fine else "lost" if of.pair.standing is Standing.NOT_TAKEN_UP else "reworded",
        placed(span) if span is not None else None,
    )
