"""The report for other programs: schema planlint/report@1."""

from __future__ import annotations

from collections.abc import Iterator

from planlint import __version__
from planlint.reporters.encoding import encode, encode_items
from planlint.reporters.finding import finding
from planlint.reporters.style import Style
from planlint.reporters.totals import totals
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import FileResult, Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One object; each file and each finding has a line of its own."""
    numbers = totals(report)
    yield f'{{"schema": "planlint/report@1", "tool": {encode({"name": "planlint", "version": __version__})},\n'
    yield '"files": ['
    yield from encode_items(_file(file) for file in report.files)
    yield '],\n"diagnostics": ['
    yield from encode_items(finding(diagnostic, file) for file in report.files for diagnostic in file.every_diagnostic)
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
