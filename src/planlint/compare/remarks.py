"""What is to be asked of a draft that is compared: one question a difference, at its place in the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from zlib import adler32, crc32

from planlint.compare.against import Against, Side, TargetOf, TaskOf
from planlint.compare.changes import Kind
from planlint.compare.measures import Place
from planlint.compare.relations import Change, Match, Relation, State
from planlint.compare.targets import Standing
from planlint.enums import StrEnum
from planlint.facts.document import main_part
from planlint.facts.targets.target import Target
from planlint.findings.diagnostic import Confidence, Diagnostic, Severity
from planlint.messages import Words, listed, said
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span


class Question(StrEnum):
    """The kinds of questions, in the order in which a summary counts them."""

    TASK_MISSING = "task-missing"
    TASK_PARTLY = "task-partly"
    MEASURE_NOT_FOUND = "measure-not-found"
    MEASURE_WEAKENED = "measure-weakened"
    MEASURE_LOCALISED = "measure-localised"
    TARGET_NOT_TAKEN_UP = "target-not-taken-up"
    TARGET_WEAKER = "target-weaker"
    TARGET_OTHER_MEASURE = "target-other-measure"
    BODY_MISSING = "body-missing"
    BODY_LEFT = "body-left"
    LEAD_DIFFERS = "lead-differs"
    DEADLINE_LATER = "deadline-later"

    @property
    def code(self) -> str:
        """The code that requests to let a question stand name: CMP001."""
        return f"CMP{list(Question).index(self) + 1:03}"


FAILING: dict[str, frozenset[Question | Kind]] = {
    "missing": frozenset((Question.TASK_MISSING, Kind.TASK_DROPPED)),
    "partly": frozenset((Question.TASK_MISSING, Question.TASK_PARTLY)),
    "measures": frozenset((Question.MEASURE_NOT_FOUND, Kind.TEXT_DROPPED)),
    "targets": frozenset((Question.TARGET_NOT_TAKEN_UP, Question.TARGET_WEAKER, Kind.TARGET_DROPPED, Kind.TARGET_CHANGED)),
    "bodies": frozenset((Question.BODY_MISSING, Question.LEAD_DIFFERS, Kind.BODY_DROPPED, Kind.ROLE_CHANGED, Kind.LEAD_LOST)),
    "leads": frozenset((Question.LEAD_DIFFERS, Kind.LEAD_LOST)),
    "deadlines": frozenset((Question.DEADLINE_LATER, Kind.DEADLINE_CHANGED)),
    "any": frozenset((*Question, *Kind)),
}
"""What a call may fail on, by the word for it."""


class Remark(Record):
    """A question or a change: its kind and words, its place in the view of the draft, and what it is about beside that, such as task and measure."""

    question: Question | Kind
    words: Words
    span: Span
    about: tuple[str, ...]


def remarks(found: Against) -> list[Remark]:
    """The questions that a draft raises beside a superior plan, in the order of the latter: its tasks first, then its targets."""
    return [
        *(remark for task in found.tasks for remark in _of_task(found, task)),
        *(remark for target in found.targets for remark in _of_target(found, target)),
    ]


def diagnostics(asked: Iterable[Remark], draft: Side, language: str) -> list[Diagnostic]:
    """The questions as findings in the draft, in their order."""
    plan = draft.plan
    return [_diagnostic(remark, draft.path, plan, language) for remark in asked]


def known_by(diagnostic: Diagnostic, remark: Remark) -> Diagnostic:
    """The finding with what it is about among the sections above it, so that a baseline tells questions of one place apart."""
    return diagnostic._replace(section=(*diagnostic.section, *remark.about))


def shown_value(target: Target, plan: Plan) -> str:
    """The value of a target as it is written: 15%以上, 大幅提升."""
    return "".join(target.value_span.of(plan.text).split()) or "".join(target.span.of(plan.text).split())


def shown_time(target: Target) -> Words:
    """The year or period of a target, in brackets; empty where it has none."""
    if target.year is None and target.period is None:
        return Words("", "")
    time = f"{target.year}" if target.year is not None else str(target.period)
    return Words(f"（{time}）", f" ({time})")


def line_of(plan: Plan, span: Span) -> int:
    """The line on disk, from 1, in which a span of a plan starts."""
    return plan.view.source.place(plan.view.locate(span).start).line


def _of_task(found: Against, task: TaskOf) -> Iterator[Remark]:
    of, name, draft = task.taken, task.taken.place.label, found.draft
    span = _heading(draft, of.pairing.host)
    if of.relation is Relation.NOT_APPLICABLE:
        return
    if of.relation is Relation.MISSING:
        yield Remark(Question.TASK_MISSING, said("compare.task-missing", task=name), title_of(draft.plan), (name,))
        return
    if of.relation is Relation.PARTLY:
        words = said("compare.task-partly", task=name, number=len(of.open), lost=len(of.not_found))
        yield Remark(Question.TASK_PARTLY, words, span, (name,))
    for match in of.open:
        yield from _of_measure(draft, match, name, span)
    for gap in task.bodies.missing:
        elsewhere = said("compare.elsewhere", place=draft.places[gap.elsewhere].label) if gap.elsewhere is not None else Words("", "")
        yield Remark(Question.BODY_MISSING, said("compare.body-missing", task=name, body=gap.name, elsewhere=elsewhere), span, (name, gap.name))
    for body in task.bodies.left:
        yield Remark(Question.BODY_LEFT, said("compare.body-left", body=body), span, (name, body))
    if task.bodies.leads is not None:
        asked, others = map(listed, task.bodies.leads)
        yield Remark(Question.LEAD_DIFFERS, said("compare.lead-differs", task=name, asked=asked, told=others), span, (name, asked.zh))
    if task.deadline is not None:
        other, due = task.deadline.said, str(task.deadline.asked.iso)
        words = (
            said("compare.deadline-later", task=name, asked=due, told=other.iso)
            if other is not None and other.iso is not None
            else said("compare.deadline-gone", task=name, asked=due)
        )
        yield Remark(Question.DEADLINE_LATER, words, span, (name,))


def _of_measure(draft: Side, match: Match, task: str, heading: Span) -> Iterator[Remark]:
    about = (task, match.measure.text)
    if match.state is State.NOT_FOUND:
        nearest = Words("", "")
        if match.nearest is not None:
            nearest = said("compare.nearest", line=line_of(draft.plan, match.nearest.span), text=match.nearest.text)
        yield Remark(Question.MEASURE_NOT_FOUND, said("compare.measure-not-found", task=task, measure=match.measure.text, nearest=nearest), heading, about)
    elif match.change is not None and match.clause is not None:
        weaker = match.change is Change.WEAKENED
        words = said("compare.measure-weakened" if weaker else "compare.measure-localised", measure=match.measure.text, text=match.clause.text)
        yield Remark(Question.MEASURE_WEAKENED if weaker else Question.MEASURE_LOCALISED, words, match.clause.span, about)


def _of_target(found: Against, of: TargetOf) -> Iterator[Remark]:
    pair, draft = of.pair, found.draft
    indicator, time = pair.asked.indicator, shown_time(pair.asked)
    asked, about = shown_value(pair.asked, found.superior.plan), (pair.asked.indicator, str(pair.asked.year))
    if pair.standing is Standing.NOT_TAKEN_UP:
        words = said("compare.target-not-taken-up", indicator=indicator, time=time, asked=asked)
        yield Remark(Question.TARGET_NOT_TAKEN_UP, words, title_of(draft.plan), about)
    elif of.kept is not None and pair.standing is Standing.WEAKER:
        words = said("compare.target-kept", indicator=indicator, time=time, asked=asked, text=of.kept.text)
        yield Remark(Question.TARGET_WEAKER, words, of.kept.span, about)
    elif pair.said is not None and pair.standing in (Standing.WEAKER, Standing.OTHER_MEASURE):
        weaker = pair.standing is Standing.WEAKER
        told = shown_value(pair.said, draft.plan)
        words = said("compare.target-weaker" if weaker else "compare.target-other-measure", indicator=indicator, time=time, asked=asked, told=told)
        yield Remark(Question.TARGET_WEAKER if weaker else Question.TARGET_OTHER_MEASURE, words, pair.said.span, about)


def _heading(draft: Side, number: int | None) -> Span:
    """The heading of a place of the draft, its title where there is none."""
    if number is None:
        return title_of(draft.plan)
    place: Place = draft.places[number]
    return place.sentences[0].clauses[0].span if place.sentences else place.span


def title_of(plan: Plan) -> Span:
    """Where a plan bears its title; its beginning where it has none."""
    part = main_part(plan)
    return part.title_span if part.title_span.length else Span(part.content.start, min(part.content.start + 1, part.content.stop))


def _diagnostic(remark: Remark, path: str, plan: Plan, language: str) -> Diagnostic:
    section = plan.section(remark.span.start)
    raw = "\0".join((remark.question.code, *section, *remark.about)).encode("utf-8", "surrogatepass")
    return Diagnostic(
        path,
        remark.question.code,
        remark.question.value,
        Severity.INFO,
        Confidence.MEDIUM,
        remark.words.in_language(language),
        plan.view.locate(remark.span),
        1,
        section,
        (),
        None,
        "",
        "",
        f"{crc32(raw):08x}{adler32(raw):08x}",
    )


def failing(asked: Sequence[Remark], words: Iterable[str]) -> bool:
    """Whether some of the questions are of a kind to fail on."""
    kinds = {question for word in words for question in FAILING[word]}
    return any(remark.question in kinds for remark in asked)
