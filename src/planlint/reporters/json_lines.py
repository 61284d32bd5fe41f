"""The findings of planlint/report@1 for programs that read line by line."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.encoding import encode
from planlint.reporters.finding import finding
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One object a line, those that stand under “diagnostics” in JSON; nothing where there is no finding."""
    for file in report.files:
        for diagnostic in file.every_diagnostic:
            yield encode(finding(diagnostic, file)) + "\n"
