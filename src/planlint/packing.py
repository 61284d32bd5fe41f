"""Results as they are kept between runs: plain values, without what their source and their rules tell anyway."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from zlib import compress, decompress

from planlint.facts.document import Document
from planlint.findings.diagnostic import Applicability, Diagnostic, Fix, Related, Severity, Suppression
from planlint.messages import basis_in
from planlint.rule import Rule
from planlint.text.spans import Edit, Span
from planlint.typed import Any


def packed(facts: Document | None, not_applicable: list[str], found: Iterable[Diagnostic]) -> bytes:
    """What is known of a document, the codes of rules that had nothing to judge, and the findings, as bytes."""
    values: list[Any] = []
    for d in found:
        related = [(*span, message) for span, message in d.related]
        fix = (d.fix.applicability.value, d.fix.title, [(*span, text) for span, text in d.fix.edits]) if d.fix is not None else None
        suppressed = tuple(d.suppressed) if d.suppressed is not None else None
        values.append((d.code, int(d.severity), d.message, *d.span, d.occurrences, d.section, related, fix, d.fingerprint, suppressed))
    # a repair of a text full of leftover markers is thousands of edits
    return compress(marshal.dumps((tuple(facts) if facts is not None else None, not_applicable, values)), 1)


def unpacked(kept: bytes, rules: Mapping[str, Rule], path: str, language: str) -> tuple[Document | None, list[str], list[Diagnostic]]:
    """The same again, of a document of that path, with rules by code and messages in that language."""
    facts, not_applicable, found = marshal.loads(decompress(kept))
    return Document(*facts) if facts is not None else None, not_applicable, [_diagnostic(values, rules[values[0]], path, language) for values in found]


def _diagnostic(values: Any, rule: Rule, path: str, language: str) -> Diagnostic:
    code, severity, message, start, stop, occurrences, section, related, fix, fingerprint, suppressed = values
    return Diagnostic(
        path,
        code,
        rule.name,
        Severity(severity),
        rule.confidence,
        message,
        Span(start, stop),
        occurrences,
        section,
        tuple(Related(Span(start, stop), words) for start, stop, words in related),
        Fix(Applicability(fix[0]), fix[1], tuple(Edit(Span(start, stop), text) for start, stop, text in fix[2])) if fix is not None else None,
        basis_in(rule.basis, language),
        rule.why.in_language(language),
        fingerprint,
        Suppression(*suppressed) if suppressed is not None else None,
    )
