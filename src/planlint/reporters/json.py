"""The report for other programs: schema planlint/report@1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planlint import __version__
from planlint.diagnostic import Diagnostic, Fix
from planlint.reporters.encoding import encode, encode_items
from planlint.reporters.style import Style
from planlint.reporters.whereabouts import told
from planlint.reporters.wording import totals
from planlint.text.source import Source
from planlint.text.spans import Span

if TYPE_CHECKING:
    from planlint.session import FileResult, Report

_EXCERPT = 80


def render(report: Report, style: Style) -> Iterator[str]:
    """One object; each file and each finding has a line of its own."""
    numbers = totals(report)
    yield f'{{"schema": "planlint/report@1", "tool": {encode({"name": "planlint", "version": __version__})},\n'
    yield '"files": ['
    yield from encode_items(_file(file) for file in report.files)
    yield '],\n"diagnostics": ['
    yield from encode_items(_diagnostic(diagnostic, file) for file in report.files for diagnostic in file.every_diagnostic)
    counts = {
        "files": len(report.files),
        "error": numbers.errors,
        "warning": numbers.warnings,
        "info": numbers.infos,
        "fixable": numbers.safe,
        "suppressed": sum(len(file.suppressed) for file in report.files),
    }
    yield f'],\n"summary": {encode(counts)}}}\n'


def _file(file: FileResult) -> dict[str, object]:
    facts = file.facts
    return {
        "path": file.path,
        "format": file.source.format,
        "encoding": file.source.encoding,
        "genre": facts.genre if facts is not None else None,
        "title": facts.title if facts is not None else None,
        "date": facts.date if facts is not None else None,
        "period": facts.period if facts is not None else None,
    }


def _diagnostic(diagnostic: Diagnostic, file: FileResult) -> dict[str, object]:
    source = file.source
    return {
        "path": file.path,
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.label,
        "confidence": diagnostic.confidence.label,
        "message": diagnostic.message,
        "excerpt": _excerpt(source, diagnostic.span),
        "occurrences": diagnostic.occurrences,
        **_range(source, diagnostic.span),
        "section": diagnostic.section,
        "related": [{"path": file.path, **_range(source, span), "message": message} for span, message in diagnostic.related],
        "fix": _fix(source, diagnostic.fix) if diagnostic.fix is not None else None,
        "fingerprint": diagnostic.fingerprint,
        "suppressed": diagnostic.suppressed._asdict() if diagnostic.suppressed is not None else None,
    }


def _excerpt(source: Source, span: Span) -> str:
    if span.length <= _EXCERPT:
        return span.of(source.text)
    return source.text[span.start : span.start + _EXCERPT - 1] + "…"


def _fix(source: Source, fix: Fix) -> dict[str, object]:
    return {
        "applicability": fix.applicability.value,
        "title": fix.title,
        "edits": [{**_range(source, span), "text": text} for span, text in fix.edits],
    }


def _range(source: Source, span: Span) -> dict[str, object]:
    return {"start": _place(source, span.start), "end": _place(source, span.stop)}


def _place(source: Source, offset: int) -> dict[str, object]:
    line, column, _ = source.position(offset)
    return {"line": line, "column": column, "offset": offset, **told(source, offset)}
