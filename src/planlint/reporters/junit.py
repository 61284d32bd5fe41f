"""JUnit's XML, in which a finding is a test that failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.markup import xml
from planlint.reporters.paths import from_here
from planlint.reporters.sentence import sentence
from planlint.reporters.style import Style

if TYPE_CHECKING:
    from planlint.session import FileResult, Report


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
        for diagnostic in file.diagnostics:
            yield _case(diagnostic, file, path, report.language)
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _case(diagnostic: Diagnostic, file: FileResult, path: str, language: str) -> str:
    line, column, _ = file.source.position(diagnostic.span.start)
    code = xml(diagnostic.code)
    message = xml(sentence(diagnostic, file.source, language))
    return (
        f'<testcase name="{code} {line}:{column}" classname="{path}" file="{path}" line="{line}" time="0">\n'
        f'<failure type="{diagnostic.severity.label}" message="{message}">{path}:{line}:{column}: {code} {message}</failure>\n'
        "</testcase>\n"
    )
