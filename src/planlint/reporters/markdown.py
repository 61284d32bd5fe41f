"""Findings as a table in Markdown, for a comment or a page."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.rows import findings_of, table, title
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """The totals as a heading, then one row a finding."""
    yield title(report)
    if any(file.diagnostics for file in report.files):
        yield from table(findings_of(report), report.language)
