"""JUnit's XML, in which a finding is a test that failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.markup import xml
from planlint.reporters.paths import from_here
from planlint.reporters.sentence import sentence
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import FileResult, Report

_DIGITS = 8


def render(report: Report, style: Style) -> Iterator[str]:
    """One suite a file, and in it one case a finding; a file without findings is a case that passed."""
    failures = sum(len(file.diagnostics) for file in report.files)
    tests = sum(max(len(file.diagnostics), 1) for file in report.files)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="planlint" tests="{tests}" failures="{failures}" errors="0" time="0">\n'
    for file in report.files:
        path = xml(from_here(file.path))
        number = len(file.diagnostics)
        yield f'<testsuite name="{path}" tests="{max(number, 1)}" failures="{number}" errors="0" skipped="0" time="0">\n'
        if not file.diagnostics:
            yield f'<testcase name="planlint" classname="{path}" file="{path}" time="0"/>\n'
        for diagnostic, name in zip(file.diagnostics, _names(file.diagnostics), strict=True):
            yield _case(diagnostic, name, file, path, report.language)
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _names(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """A name for each finding that stays the same while lines move: by it programs know a test again."""
    seen: dict[str, int] = {}
    for diagnostic in diagnostics:
        name = f"{diagnostic.code} {diagnostic.name} {diagnostic.fingerprint[:_DIGITS]}"
        number = seen[name] = seen.get(name, 0) + 1
        yield name if number == 1 else f"{name}:{number}"


def _case(diagnostic: Diagnostic, name: str, file: FileResult, path: str, language: str) -> str:
    at = file.source.place(diagnostic.span.start)
    code = xml(diagnostic.code)
    message = xml(sentence(diagnostic, file.source, language))
    return (
        f'<testcase name="{xml(name)}" classname="{path}" file="{path}" line="{at.line}" time="0">\n'
        f'<failure type="{diagnostic.severity.label}" message="{message}">{path}:{at.line}:{at.column}: {code} {message}</failure>\n'
        "</testcase>\n"
    )
