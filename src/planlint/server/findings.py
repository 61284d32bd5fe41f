"""Findings as editors show them, and what is said of one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from planlint.findings.diagnostic import Diagnostic, Severity
from planlint.patterns import compiled
from planlint.reporters.escape import visible
from planlint.reporters.wording import Wording
from planlint.server.positions import position_of, range_of
from planlint.text.source import Source
from planlint.text.spans import Span

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_MARKUP = compiled(r"[\\`*_\[\]<>~|&#]")


def rendered(diagnostic: Diagnostic, source: Source, uri: str, words: Wording, *, related: bool) -> types.Diagnostic:
    """A finding for the editor; `related` tells whether it can show other places beside."""
    others = [types.DiagnosticRelatedInformation(types.Location(uri, range_of(source, other.span)), visible(other.message)) for other in diagnostic.related]
    return types.Diagnostic(
        range_of(source, diagnostic.span),
        visible(words.message(diagnostic)),
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source="planlint",
        related_information=others if related and others else None,
    )


def touching(diagnostics: Iterable[Diagnostic], span: Span) -> list[Diagnostic]:
    """The findings that a selection touches; a cursor touches what it stands in, before or behind."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.span.start <= span.stop and span.start <= diagnostic.span.stop]


def hover(diagnostics: Iterable[Diagnostic], source: Source, offset: int, words: Wording, *, markdown: bool) -> types.Hover | None:
    """What the findings at an offset say, why they are faults, and on what basis; None where there is none."""
    here = [found for found in diagnostics if found.span.start <= offset < max(found.span.stop, found.span.start + 1)]
    if not here:
        return None
    pages = [_page(diagnostic, source, words, markdown=markdown) for diagnostic in here]
    text = ("\n\n---\n\n" if markdown else "\n\n").join(pages)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    smallest = min(here, key=lambda diagnostic: diagnostic.span.length)
    return types.Hover(types.MarkupContent(kind, text), range_of(source, smallest.span))


def _page(diagnostic: Diagnostic, source: Source, words: Wording, *, markdown: bool) -> str:
    severity = words.severity(diagnostic.severity)
    head = f"**{diagnostic.code}** {diagnostic.name} · {severity}" if markdown else f"{diagnostic.code} {diagnostic.name} · {severity}"
    lines = [words.message(diagnostic), diagnostic.why]
    lines += (f"{words.related}{position_of(source, other.span.start).line + 1}: {other.message}" for other in diagnostic.related)
    lines.append(f"{words.basis}{diagnostic.basis}" if diagnostic.basis else "")
    inert = [_MARKUP.sub(r"\\\g<0>", visible(line)) if markdown else visible(line) for line in lines if line]
    return ("\n\n" if markdown else "\n").join((head, *inert))
