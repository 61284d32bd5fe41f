"""One line a finding, for editors, grep and people in a hurry."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.escape import visible
from planlint.reporters.style import Style, palette
from planlint.reporters.totals import summary
from planlint.reporters.whereabouts import named
from planlint.reporters.wording import fixable, wording
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """`path:line:column: CODE [*] message` for each finding, then the summary."""
    words = wording(report.language)
    colors = palette(style)
    star = f" {colors.fix}[*]{colors.reset}"
    for file in report.files:
        path = f"{colors.bold}{visible(file.path)}{colors.reset}"
        for diagnostic in file.diagnostics:
            at = file.source.place(diagnostic.span.start)
            place = named(file.source, diagnostic.span.start, report.language)
            before = f"{colors.faint}{place}{colors.reset} " if place else ""
            code = f"{colors.of(diagnostic.severity)}{diagnostic.code}{colors.reset}{star if fixable(diagnostic) else ''}"
            yield f"{path}:{at.line}:{at.column}: {code} {before}{visible(words.message(diagnostic))}\n"
    if style.summary:
        yield summary(report) + "\n"
