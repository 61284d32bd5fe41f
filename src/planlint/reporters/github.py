"""Workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.findings.diagnostic import Diagnostic, Severity
from planlint.reporters.escape import visible
from planlint.reporters.paths import from_checkout
from planlint.reporters.rows import severest_first
from planlint.reporters.sentence import sentence
from planlint.reporters.style import Style
from planlint.text.source import Source
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One command a finding, the severest first: GitHub shows no more than the first ten of a kind."""
    paths = {file.path: from_checkout(file.path) for file in report.files}
    for file, diagnostic in severest_first(report):
        yield _command(diagnostic, file.source, paths[file.path], report.language)


def _command(diagnostic: Diagnostic, source: Source, path: str, language: str) -> str:
    start, end = source.places(diagnostic.span)
    place = f"line={start.line},endLine={end.line}"
    # GitHub drops an annotation over several lines that has columns
    if start.line == end.line:
        place += f",col={start.column},endColumn={end.column}"
    title = _property(f"planlint ({diagnostic.code})")
    text = _data(f"{path}:{start.line}:{start.column}: {diagnostic.code} {sentence(diagnostic, source, language)}")
    return f"::{_COMMANDS[diagnostic.severity]} title={title},file={_property(path)},{place}::{text}\n"


def _data(text: str) -> str:
    return visible(_without_line_ends(text))


def _property(text: str) -> str:
    return visible(_without_line_ends(text).replace(":", "%3A").replace(",", "%2C"))


def _without_line_ends(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
