"""Findings under the name of their file, in columns."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.closing import closing
from planlint.reporters.escape import visible
from planlint.reporters.sentence import sentence
from planlint.reporters.style import Palette, Style, palette
from planlint.reporters.tallies import tallies
from planlint.reporters.totals import totals
from planlint.reporters.wording import fixable, repairable, wording
from planlint.text.widths import cells
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import FileResult, Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One piece of text a file with findings, a blank line after each, then the closing. The headings above a finding stand before it where they are others."""
    colors = palette(style)
    for file in report.files:
        if file.diagnostics:
            yield "\n".join(_lines(file, report.language, colors)) + "\n\n"
    if style.summary:
        yield from closing(tallies(report), totals(report), repairable(report), style, report.language)


def _lines(file: FileResult, language: str, colors: Palette) -> Iterator[str]:
    words = wording(language)
    yield f"{colors.bold}{visible(file.path)}{colors.reset}"
    positions = [file.source.place(diagnostic.span.start) for diagnostic in file.diagnostics]
    line_width = max(len(str(place.line)) for place in positions)
    column_width = max(len(str(place.column)) for place in positions)
    code_width = max(len(diagnostic.code) for diagnostic in file.diagnostics)
    severity_width = max(map(cells, words.severities))
    padded = [name + " " * (severity_width - cells(name)) for name in words.severities]
    any_fixable = any(map(fixable, file.diagnostics))
    section: tuple[str, ...] = ()
    for place, diagnostic in zip(positions, file.diagnostics, strict=True):
        if diagnostic.section != section:
            section = diagnostic.section
            yield f"  {colors.faint}{visible(' › '.join(section)) or words.outside}{colors.reset}"
        star = "" if not any_fixable else f"{colors.fix}[*]{colors.reset}  " if fixable(diagnostic) else "     "
        yield (
            f"  {place.line:>{line_width}}:{place.column:<{column_width}}"
            f"  {colors.of(diagnostic.severity)}{padded[diagnostic.severity - 1]}{colors.reset}"
            f"  {diagnostic.code:<{code_width}}  {star}{sentence(diagnostic, file.source, language)}"
        )
