"""One finding as reviewdog's diagnostic format has it: columns in bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.findings.diagnostic import Applicability, Fix
from planlint.formats.format import format_named
from planlint.reporters.markup import unlinked
from planlint.reporters.paths import from_here
from planlint.reporters.sentence import sentence
from planlint.text.source import Place, Source
from planlint.text.spans import Edit, Span, apply
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report

SOURCE: dict[str, object] = {"name": "planlint"}
"""Who speaks."""

_FARTHEST = 2000


def diagnostics(report: Report) -> Iterator[dict[str, object]]:
    """One object a finding, without its source."""
    for file in report.files:
        path = from_here(file.path)
        for diagnostic in file.diagnostics:
            yield {
                "message": unlinked(sentence(diagnostic, file.source, report.language)),
                "location": {"path": path, "range": _range(file.source, diagnostic.span)},
                "severity": diagnostic.severity.name,
                "code": {"value": diagnostic.code},
                **_suggestions(file.source, diagnostic.fix),
            }


def _range(source: Source, span: Span) -> dict[str, object]:
    start, end = source.places(span)
    return {"start": _place_fields(source, start, span.start), "end": _place_fields(source, end, span.stop)}


def _place_fields(source: Source, place: Place, offset: int) -> dict[str, int]:
    if place != source.position(offset)[:2]:
        # a web page, of which no more than the line is known
        return {"line": place.line, "column": place.column}
    # who reads the file as bytes finds the byte order mark in its first line
    mark = len(source.bom) if place.line == 1 and source.encoding == "utf-8" else 0
    return {"line": place.line, "column": source.byte_column(offset) + mark}


def _suggestions(source: Source, fix: Fix | None) -> dict[str, object]:
    """One replacement that does the whole repair, as each suggestion may be accepted alone.

    None where there is no repair, where its parts lie far from each other, and for a file whose bytes are not the text in UTF-8.
    """
    if fix is None or not fix.edits or fix.applicability is Applicability.DISPLAY:
        return {}
    if source.encoding != "utf-8" or not format_named(source.format).is_text:
        return {}
    whole = Span(fix.edits[0].span.start, max(edit.span.stop for edit in fix.edits))
    if len(fix.edits) > 1 and whole.length > _FARTHEST:
        return {}
    text = apply(whole.of(source.text), [Edit(edit.span.shifted(-whole.start), edit.text) for edit in fix.edits])
    return {"suggestions": [{"range": _range(source, whole), "text": text}]}
