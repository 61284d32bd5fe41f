"""Comparisons as plain values, by schema planlint/compare@1; positions are those of the files on disk."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.compare.against import Against, Side, TargetOf, TaskOf
from planlint.compare.changes import Changes, Kind
from planlint.compare.measures import Place
from planlint.compare.relations import Match, Relation
from planlint.compare.remarks import shown_value
from planlint.facts.document import document
from planlint.facts.targets.target import Target
from planlint.findings.diagnostic import Diagnostic
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span

Fields = dict[str, object]
SCHEMA = "planlint/compare@1"


def against_record(found: Sequence[Against], questions: Sequence[Diagnostic]) -> Fields:
    """A draft against its superior plans, and the questions it raises."""
    draft = found[0].draft
    return {
        "schema": SCHEMA,
        "mode": "against",
        "draft": _of_side(draft),
        "superiors": [_of_superior(one) for one in found],
        "questions": [_question(question, draft.plan) for question in questions],
    }


def changes_record(found: Changes, told: Sequence[Diagnostic]) -> Fields:
    """A new draft beside an old one, change by change."""
    return {
        "schema": SCHEMA,
        "mode": "with",
        "new": _of_side(found.new),
        "old": _of_side(found.old),
        "summary": {"changes": len(found.differences), "renumbered": found.renumbered, **_counts(found)},
        "changes": [
            {
                "kind": one.kind.value,
                "place": one.place,
                "before": one.before,
                "now": one.now,
                "old": located(found.old.plan, one.old) if one.old is not None else None,
                "new": located(found.new.plan, one.new) if one.new is not None else None,
                "share": one.share,
                "number": one.number,
                "message": diagnostic.message,
                "fingerprint": diagnostic.fingerprint,
                "suppressed": diagnostic.suppressed._asdict() if diagnostic.suppressed is not None else None,
            }
            for one, diagnostic in zip(found.differences, told, strict=True)
        ],
    }


def _counts(found: Changes) -> Fields:
    return {kind.value: sum(one.kind is kind for one in found.differences) for kind in Kind}


def located(plan: Plan, span: Span) -> Fields:
    """Where a span of a plan starts and ends on disk."""
    there = plan.view.locate(span)
    start, end = plan.view.source.places(there)
    return {
        "start": {"line": start.line, "column": start.column, "offset": there.start},
        "end": {"line": end.line, "column": end.column, "offset": there.stop},
    }


def _of_side(side: Side) -> Fields:
    return {"path": side.path, "title": side.plan.fact(document).title}


def _of_superior(found: Against) -> Fields:
    return {
        **_of_side(found.superior),
        "summary": {"tasks": len(found.tasks), **{relation.value: found.count(relation) for relation in Relation}},
        "tasks": [_task(found, task) for task in found.tasks],
        "targets": [_target(found, target) for target in found.targets],
        "added_tasks": [{**place_record(found.draft, added.place), "sure": added.sure} for added in found.added_tasks],
        "added_targets": [target_record(found.draft.plan, target) for target in found.added_targets],
    }


def place_record(side: Side, place: Place) -> Fields:
    """A place of a plan: number, title, position."""
    return {"number_path": place.path, "title": place.title, **located(side.plan, place.span)}


def _task(found: Against, task: TaskOf) -> Fields:
    of, places = task.taken, found.draft.places
    pairing, leads, deadline = of.pairing, task.bodies.leads, task.deadline
    return {
        **place_record(found.superior, of.place),
        "relation": of.relation.value,
        "reason": of.reason,
        "counterpart": place_record(found.draft, places[pairing.own]) if pairing.own is not None else None,
        "host": place_record(found.draft, places[pairing.host]) if pairing.host is not None else None,
        "likeness": round(pairing.likeness, 3),
        "measures": [_measure(found, match) for match in of.matches],
        "bodies": {
            "missing": [
                {"name": gap.name, "duty": gap.duty.value, "elsewhere": places[gap.elsewhere].path if gap.elsewhere is not None else None}
                for gap in task.bodies.missing
            ],
            "extra": task.bodies.extra,
            "left": task.bodies.left,
            "leads": {"superior": leads[0], "draft": leads[1]} if leads is not None else None,
        },
        "deadline": {"superior": deadline.asked.iso, "draft": deadline.said.iso if deadline.said is not None else None} if deadline is not None else None,
    }


def _measure(found: Against, match: Match) -> Fields:
    nearest: Fields | None = None
    if match.clause is not None and match.place is not None:
        place = found.draft.places[match.place]
        nearest = {"text": match.clause.text, "number_path": place.path, "title": place.title, **located(found.draft.plan, match.clause.span)}
    return {
        "text": match.measure.text,
        **located(found.superior.plan, match.measure.span),
        "scope": match.scope.value,
        "state": match.state.value,
        "change": match.change.value if match.change is not None else None,
        "score": match.score,
        "nearest": nearest,
    }


def _target(found: Against, of: TargetOf) -> Fields:
    pair = of.pair
    return {
        "number_path": found.superior.places[of.place].path if of.place is not None else (),
        "standing": pair.standing.value,
        "superior": target_record(found.superior.plan, pair.asked),
        "draft": target_record(found.draft.plan, pair.said) if pair.said is not None else None,
        "kept": {"text": of.kept.text, **located(found.draft.plan, of.kept.span)} if of.kept is not None else None,
    }


def target_record(plan: Plan, target: Target) -> Fields:
    """A target: what, by when, how much, and where."""
    low, high = target.bounds
    return {
        "indicator": target.indicator,
        "year": target.year,
        "period": target.period,
        "comparator": target.comparator,
        "change": target.change,
        "low": low,
        "high": high,
        "unit": target.unit,
        "value_text": shown_value(target, plan),
        "text": target.span.of(plan.text),
        **located(plan, target.span),
    }


def _question(question: Diagnostic, plan: Plan) -> Fields:
    source = plan.view.source
    start, end = source.places(question.span)
    return {
        "code": question.code,
        "name": question.name,
        "message": question.message,
        "start": {"line": start.line, "column": start.column, "offset": question.span.start},
        "end": {"line": end.line, "column": end.column, "offset": question.span.stop},
        "section": question.section,
        "fingerprint": question.fingerprint,
        "suppressed": question.suppressed._asdict() if question.suppressed is not None else None,
    }
