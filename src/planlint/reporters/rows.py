"""Findings as rows of a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.markup import markdown
from planlint.reporters.sentence import sentence
from planlint.reporters.totals import summary
from planlint.reporters.wording import wording
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import FileResult, Report

Found = tuple["FileResult", Diagnostic]
"""A finding and the file it is in."""


def findings_of(report: Report) -> Iterator[Found]:
    """The findings that count, in the order of the report."""
    return ((file, diagnostic) for file in report.files for diagnostic in file.diagnostics)


def severest_first(report: Report) -> list[Found]:
    """The same, the severest first, of equals the surest."""
    return sorted(findings_of(report), key=lambda one: (-one[1].severity, -one[1].confidence))


def title(report: Report) -> str:
    """A heading with the totals, and the blank line after it."""
    return f"## planlint: {summary(report)}\n" if report.language == "en" else f"## planlint：{summary(report)}\n"


def table(findings: Iterable[Found], language: str) -> Iterator[str]:
    """A blank line, the head of the table and one row a finding."""
    words = wording(language)
    places, rules, severities, messages = words.columns
    yield f"\n| {places} | {rules} | {severities} | {messages} |\n| --- | --- | --- | --- |\n"
    for file, diagnostic in findings:
        at = file.source.place(diagnostic.span.start)
        text = markdown(sentence(diagnostic, file.source, language))
        yield f"| {markdown(file.path)}:{at.line}:{at.column} | {diagnostic.code} | {words.severity(diagnostic.severity)} | {text} |\n"
