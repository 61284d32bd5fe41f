"""Findings with the line they stand in, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.escape import visible
from planlint.reporters.excerpt import excerpt
from planlint.reporters.style import Palette, Style, palette
from planlint.reporters.whereabouts import named
from planlint.reporters.wording import fixable, summary, wording
from planlint.text.source import Source

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One piece of text a finding, a blank line after each, then the summary."""
    colors = palette(style)
    for file in report.files:
        path = visible(file.path)
        for diagnostic in file.diagnostics:
            yield "\n".join(_lines(diagnostic, file.source, path, report.language, colors, style)) + "\n\n"
    if style.summary:
        yield summary(report) + "\n"


def _lines(diagnostic: Diagnostic, source: Source, path: str, language: str, colors: Palette, style: Style) -> list[str]:
    words = wording(language)
    line, column = source.place(diagnostic.span.start)
    color = colors.of(diagnostic.severity)
    reset, faint = colors.reset, colors.faint
    star = f"{colors.fix}[*]{reset}" if fixable(diagnostic) else ""
    lines = [
        f"{colors.bold}{path}{reset}:{line}:{column}: {color}{diagnostic.code}{reset}{star} {diagnostic.name}"
        f" {color}{words.severity(diagnostic.severity)}{reset}",
    ]
    if whereabouts := named(source, diagnostic.span.start, language):
        lines.append(f"  {faint}{whereabouts}{reset}")
    if source.text:
        shown = excerpt(source, diagnostic.span, style.width - len(str(line)) - 5)
        blank = " " * len(str(line))
        lines.append(f"  {faint}{line} |{reset} {shown.text}".rstrip())
        lines.append(f"  {faint}{blank} |{reset} {' ' * shown.before}{color}{'^' * shown.marked}{reset}")
    if diagnostic.section:
        lines.append(f"  {faint}{visible(' › '.join(diagnostic.section))}{reset}")
    lines.append("  " + visible(words.message(diagnostic)))
    for span, message in diagnostic.related:
        place = source.place(span.start)
        lines.append(f"  {faint}{words.related}{path}:{place.line}:{place.column}: {visible(message)}{reset}")
    if diagnostic.fix is not None and style.show_fixes:
        before, after = words.repair(diagnostic.fix)
        lines.append(f"  {colors.fix}{before}{visible(diagnostic.fix.title)}{after}{reset}")
    if diagnostic.basis:
        lines.append(f"  {faint}{words.basis}{visible(diagnostic.basis)}{reset}")
    return lines
