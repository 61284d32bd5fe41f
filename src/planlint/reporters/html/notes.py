"""A finding as its note in the margin tells it."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.findings.diagnostic import Diagnostic, Fix
from planlint.record import Record
from planlint.reporters.whereabouts import named
from planlint.reporters.wording import wording
from planlint.text.source import Source

_AROUND = 8
_LONGEST = 60
_LINE_END = "↵"


class Change(Record):
    """A repair as a tracked change: text that stays, text that goes, text that comes, in this order; `kind` is "", “del” or “ins”."""

    kind: str
    text: str


class Note(Record):
    """One finding for a reader. `number` is its place in its file, from 0; `severity` the label that programs use, `word` the one for people.

    `place` says where it stands; `related` are further places with what is to see there. `repair` is empty where there is none to show;
    `more` counts the changes of it that are not shown. `applied` tells who makes it: safe, unsafe or display.
    """

    number: int
    code: str
    name: str
    title: str
    severity: str
    word: str
    message: str
    place: str
    section: Sequence[str]
    related: Sequence[tuple[str, str]]
    repair: Sequence[Change]
    more: int
    fix: str
    applied: str
    why: str
    basis: str
    fingerprint: str


def note_of(number: int, found: Diagnostic, source: Source, title: str, language: str) -> Note:
    """The note for a finding, the title of whose rule is given."""
    words = wording(language)
    repair, more = _repair(source, found.fix) if found.fix is not None else ([], 0)
    return Note(
        number,
        found.code,
        found.name,
        title,
        found.severity.label,
        words.severity(found.severity),
        words.message(found),
        place(source, found.span.start, language),
        found.section,
        [(place(source, span.start, language), message) for span, message in found.related],
        repair,
        more,
        found.fix.title if found.fix is not None else "",
        found.fix.applicability.value if found.fix is not None else "",
        found.why,
        found.basis,
        found.fingerprint,
    )


def place(source: Source, offset: int, language: str) -> str:
    """Where an offset stands, as a person names it: page, paragraph or cell, else the line; empty where nothing was read."""
    if not source.text:
        return ""
    line = source.place(offset).line
    return named(source, offset, language) or (f"line {line}" if language == "en" else f"第{line}行")


def _repair(source: Source, fix: Fix) -> tuple[list[Change], int]:
    """The first changes of a repair with some text around them, as many as fit, and how many more there are."""
    if not fix.edits:
        return [], 0
    text, first = source.text, fix.edits[0].span
    line = source.line_span(source.position(first.start).line)
    start = max(first.start - _AROUND, line.start)
    shown = [edit for at, edit in enumerate(fix.edits) if at == 0 or edit.span.stop - start <= _LONGEST]
    stop = shown[-1].span.stop
    changes = [Change("", ("…" if start > line.start else "") + _line(text[start : first.start]))]
    at = first.start
    for span, new in shown:
        changes += [Change("", _line(text[at : span.start])), Change("del", _seen(_short(span.of(text)))), Change("ins", _seen(_short(new)))]
        at = span.stop
    after = text[stop : stop + _AROUND].split("\n")[0].split("\r")[0]
    changes.append(Change("", after + ("…" if len(after) == _AROUND else "")))
    return [change for change in changes if change.text], len(fix.edits) - len(shown)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\r", "")


def _seen(text: str) -> str:
    """A text that goes or comes, with signs for what can't be seen."""
    text = text.replace("\r\n", _LINE_END).replace("\r", _LINE_END).replace("\n", _LINE_END)
    return text if text.strip() else "␣" * len(text)
