"""The report as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote

from planlint import __version__
from planlint.findings.diagnostic import Applicability, Diagnostic, Fix, Severity
from planlint.formats.format import format_named
from planlint.messages import basis_in
from planlint.reporters.encoding import encode, encode_items
from planlint.reporters.paths import below, checkout
from planlint.reporters.style import Style
from planlint.reporters.whereabouts import located
from planlint.reporters.wording import wording
from planlint.rulebook.measured import measured
from planlint.text.source import Source
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.rule import Rule
    from planlint.session import FileResult, Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "planlint/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One log with one run; each result has a line of its own."""
    descriptors = [_descriptor(rule, report.language) for rule in report.rules]
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    for file in report.files:
        for diagnostic in file.every_diagnostic:
            if diagnostic.code not in index:
                index[diagnostic.code] = len(descriptors)
                descriptors.append(_descriptor_of_finding(diagnostic))
    artifacts = {_uri(file.path): _artifact(file) for file in report.files}
    numbers = {uri: number for number, uri in enumerate(artifacts)}
    driver = {
        "name": "planlint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": descriptors,
    }
    run = {
        "tool": {"driver": driver},
        "language": "en" if report.language == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": True}],
        "artifacts": list(artifacts.values()),
    }
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{encode(run)[:-1]},\n"results": ['
    results = (_results(file, numbers, index, report.language) for file in report.files)
    yield from encode_items(chain.from_iterable(results))
    yield "]}]}\n"


def _artifact(file: FileResult) -> dict[str, object]:
    location: dict[str, object] = {"location": {"uri": _uri(file.path)}}
    return {**location, "encoding": file.source.encoding} if format_named(file.source.format).is_text else location


def _descriptor(rule: Rule, language: str) -> dict[str, object]:
    why = rule.why.in_language(language)
    title = rule.title.in_language(language)
    return _described(rule.code, rule.name, title, why, basis_in(rule.basis, language), rule.severity)


def _descriptor_of_finding(diagnostic: Diagnostic) -> dict[str, object]:
    """What there is to say of a rule that is not among the active ones, such as one for a file that can't be read."""
    return _described(diagnostic.code, diagnostic.name, diagnostic.name, diagnostic.why, diagnostic.basis, diagnostic.severity)


def _described(code: str, name: str, title: str, why: str, basis: str, severity: Severity) -> dict[str, object]:
    reason = "\n\n".join(part for part in (why, basis) if part) or title
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why or title},
        "help": {"text": reason},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        **_precision(code),
    }


def _precision(code: str) -> dict[str, object]:
    """How often the rule was right on published documents, as code scanning knows it; empty where too little was judged."""
    found = measured(code)
    return {"properties": {"precision": found.precision}} if found is not None and found.precision is not None else {}


def _results(file: FileResult, numbers: dict[str, int], index: dict[str, int], language: str) -> Iterator[dict[str, object]]:
    words = wording(language)
    uri = _uri(file.path)
    place: dict[str, object] = {"uri": uri, "index": numbers[uri]}
    of_text = format_named(file.source.format).is_text
    # GitHub computes its own hash of the line from the file, which it can't of a Word document, a PDF or a web page
    fingerprints = (_FINGERPRINT,) if of_text else (_FINGERPRINT, "primaryLocationLineHash")
    seen: dict[str, int] = {}
    for diagnostic in file.every_diagnostic:
        repeats = seen[diagnostic.fingerprint] = seen.get(diagnostic.fingerprint, 0) + 1
        location: dict[str, object] = {"physicalLocation": _physical(place, file.source, diagnostic.span)}
        if whereabouts := located(file.source, diagnostic.span.start):
            location["properties"] = whereabouts
        if diagnostic.section:
            location["logicalLocations"] = [{"name": diagnostic.section[-1], "fullyQualifiedName": " › ".join(diagnostic.section)}]
        result: dict[str, object] = {
            "ruleId": diagnostic.code,
            "ruleIndex": index[diagnostic.code],
            "level": _LEVELS[diagnostic.severity],
            "message": {"text": _text(words.message(diagnostic))},
            "locations": [location],
            "partialFingerprints": dict.fromkeys(fingerprints, f"{diagnostic.fingerprint}:{repeats}"),
            "properties": {"confidence": diagnostic.confidence.label},
        }
        if diagnostic.suppressed is not None:
            kind = "inSource" if diagnostic.suppressed.kind == "inline" else "external"
            result["suppressions"] = [{"kind": kind, "justification": diagnostic.suppressed.reason or diagnostic.suppressed.kind}]
        if diagnostic.related:
            result["relatedLocations"] = [
                {"id": id, "physicalLocation": _physical(place, file.source, span), "message": {"text": _text(message)}}
                for id, (span, message) in enumerate(diagnostic.related, start=1)
            ]
        if of_text and diagnostic.fix is not None and diagnostic.fix.edits and diagnostic.fix.applicability is not Applicability.DISPLAY:
            result["fixes"] = [_fix(place, file.source, diagnostic.fix)]
        yield result


def _physical(place: dict[str, object], source: Source, span: Span) -> dict[str, object]:
    return {"artifactLocation": place, "region": _region(source, span)}


def _region(source: Source, span: Span) -> dict[str, object]:
    start, end = source.places(span)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.length,
    }


def _fix(place: dict[str, object], source: Source, fix: Fix) -> dict[str, object]:
    replacements = [{"deletedRegion": _region(source, span), "insertedContent": {"text": text}} for span, text in fix.edits]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
    }


def _text(message: str) -> str:
    """A message in which a document's “[…](…)” is no link."""
    return message.replace("[", "\\[").replace("]", "\\]") if "](" in message else message


def _uri(path: str) -> str:
    """The path as a reference relative to the checkout, or as a file URI where it does not lie in it."""
    named = below(checkout(), path).replace(os.sep, "/")
    return "file://" + quote(os.fsencode("/" + named.lstrip("/"))) if os.path.isabs(named) else quote(os.fsencode(named))
