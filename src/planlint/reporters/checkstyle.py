"""Checkstyle's XML, which many build servers read."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.markup import xml
from planlint.reporters.paths import from_here
from planlint.reporters.sentence import sentence
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One element a file, those without findings among them, and in it one a finding."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    for file in report.files:
        yield f'<file name="{xml(from_here(file.path))}">\n'
        for diagnostic in file.diagnostics:
            at = file.source.place(diagnostic.span.start)
            message = xml(sentence(diagnostic, file.source, report.language))
            yield (
                f'<error line="{at.line}" column="{at.column}" severity="{diagnostic.severity.label}" message="{message}" source="planlint.{xml(diagnostic.code)}"/>\n'
            )
        yield "</file>\n"
    yield "</checkstyle>\n"
