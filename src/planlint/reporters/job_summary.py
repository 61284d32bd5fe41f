"""What GitHub shows under a finished job: the totals and the severest findings, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.rows import severest_first, table, title
from planlint.reporters.style import Style
from planlint.reporters.wording import wording
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report

# GitHub takes no more than 1 MiB a step
_MOST = 100


def render(report: Report, style: Style) -> Iterator[str]:
    """The totals as a heading, a row for each of the hundred severest findings, and how many more there are."""
    yield title(report)
    findings = severest_first(report)
    if findings:
        yield from table(findings[:_MOST], report.language)
    if len(findings) > _MOST:
        yield "\n" + wording(report.language).more.format(count=len(findings) - _MOST) + "\n"
