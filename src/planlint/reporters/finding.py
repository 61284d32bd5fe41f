"""One finding as planlint/report@1 has it."""

from __future__ import annotations

from planlint.findings.diagnostic import Diagnostic, Fix
from planlint.reporters.whereabouts import located
from planlint.text.source import Place, Source
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import FileResult

_EXCERPT = 80


def finding(diagnostic: Diagnostic, file: FileResult) -> dict[str, object]:
    """The object for a finding; lines and columns from 1 in code points, offsets from 0."""
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
    excerpt = span.of(source.text) if span.length <= _EXCERPT else source.text[span.start : span.start + _EXCERPT - 1] + "…"
    # a byte that is no character of its file is kept as a lone surrogate, which strict readers of JSON refuse
    return excerpt.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not excerpt.isprintable() else excerpt


def _fix(source: Source, fix: Fix) -> dict[str, object]:
    return {
        "applicability": fix.applicability.value,
        "title": fix.title,
        "edits": [{**_range(source, span), "text": text} for span, text in fix.edits],
    }


def _range(source: Source, span: Span) -> dict[str, object]:
    start, end = source.places(span)
    return {"start": _place_fields(source, start, span.start), "end": _place_fields(source, end, span.stop)}


def _place_fields(source: Source, place: Place, offset: int) -> dict[str, object]:
    return {"line": place.line, "column": place.column, "offset": offset, **located(source, offset)}
