"""Findings with the line they stand in, for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.closing import closing
from planlint.reporters.escape import visible
from planlint.reporters.excerpt import excerpt
from planlint.reporters.style import Palette, Style, palette
from planlint.reporters.tallies import tallies
from planlint.reporters.titles import titles
from planlint.reporters.totals import totals
from planlint.reporters.whereabouts import named
from planlint.reporters.wording import Wording, fixable, repairable, wording
from planlint.text.source import Source
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import FileResult, Report

_SHOWN = 3
_NARROWEST = 40


def render(report: Report, style: Style) -> Iterator[str]:
    """One piece of text a finding, a blank line after each, then the closing.

    In a file the reason of a kind is told once, and after three findings of a kind the others are named by their places.
    """
    known = titles(report)
    for file in report.files:
        yield from _Printer(file, known, report.language, style).pieces()
    if style.summary:
        yield from closing(tallies(report), totals(report), repairable(report), style, report.language)


class _Printer:
    """Prints the findings of one file."""

    def __init__(self, file: FileResult, known: Mapping[str, str], language: str, style: Style) -> None:
        self._file = file
        self._known = known
        self._language = language
        self._style = style
        self._words: Wording = wording(language)
        self._colors: Palette = palette(style)
        self._path = visible(file.path)

    def pieces(self) -> Iterator[str]:
        seen: Counter[str] = Counter()
        folded: dict[str, list[Diagnostic]] = {}
        for diagnostic in self._file.diagnostics:
            seen[diagnostic.code] += 1
            if seen[diagnostic.code] <= _SHOWN:
                yield "\n".join(self._lines(diagnostic, reasons=seen[diagnostic.code] == 1)) + "\n\n"
            else:
                folded.setdefault(diagnostic.code, []).append(diagnostic)
        for others in folded.values():
            yield "\n".join(self._folded(others)) + "\n\n"

    def _lines(self, diagnostic: Diagnostic, *, reasons: bool) -> Iterator[str]:
        words, colors, source = self._words, self._colors, self._file.source
        yield self._head(diagnostic) + words.colon + visible(words.message(diagnostic))
        yield self._place(diagnostic)
        if diagnostic.section:
            yield f"  {colors.faint}{visible(' › '.join(diagnostic.section))}{colors.reset}"
        if source.text:
            yield from self._excerpt(diagnostic, source)
        for span, message in diagnostic.related:
            at = source.place(span.start)
            yield f"  {colors.faint}{words.related}{self._path}:{at.line}:{at.column}: {visible(message)}{colors.reset}"
        if diagnostic.fix is not None and self._style.show_fixes:
            before, after = words.repair(diagnostic.fix)
            yield f"  {colors.fix}{before}{visible(diagnostic.fix.title)}{after}{colors.reset}"
        if reasons:
            yield from self._reason(diagnostic)

    def _head(self, diagnostic: Diagnostic) -> str:
        colors = self._colors
        title = visible(self._known.get(diagnostic.code, diagnostic.name))
        return f"{colors.of(diagnostic.severity)}{self._words.severity(diagnostic.severity)}{colors.reset} {colors.bold}{title}{colors.reset}"

    def _place(self, diagnostic: Diagnostic) -> str:
        colors, source = self._colors, self._file.source
        line, column = source.place(diagnostic.span.start)
        star = f" {colors.fix}[*]{colors.reset}" if fixable(diagnostic) else ""
        whereabouts = named(source, diagnostic.span.start, self._language)
        where = f" {colors.faint}{whereabouts}{colors.reset}" if whereabouts else ""
        return f"  {self._path}:{line}:{column}: {colors.faint}{diagnostic.code}{colors.reset}{star}{where}"

    def _excerpt(self, diagnostic: Diagnostic, source: Source) -> Iterator[str]:
        colors = self._colors
        line, _ = source.place(diagnostic.span.start)
        shown = excerpt(source, diagnostic.span, self._style.width - len(str(line)) - 5)
        blank = " " * len(str(line))
        yield f"  {colors.faint}{line} |{colors.reset} {shown.text}".rstrip()
        yield f"  {colors.faint}{blank} |{colors.reset} {' ' * shown.before}{colors.of(diagnostic.severity)}{'^' * shown.marked}{colors.reset}"

    def _reason(self, diagnostic: Diagnostic) -> Iterator[str]:
        """Why this is reported, and on what basis."""
        words, reason = self._words, " ".join(diagnostic.why.split())
        told = words.why + reason + (words.on_basis.format(basis=diagnostic.basis) if diagnostic.basis else "") if reason else ""
        if not reason and diagnostic.basis:
            told = words.basis + diagnostic.basis
        if told:
            for line in _wrapped(visible(told), max(self._style.width - 2, _NARROWEST)):
                yield f"  {self._colors.faint}{line}{self._colors.reset}"

    def _folded(self, others: Sequence[Diagnostic]) -> Iterator[str]:
        """Findings of one kind by their places alone."""
        first = others[0]
        yield f"{self._head(first)}{self._words.colon}{self._words.others.format(count=len(others))}"
        places = [self._file.source.place(diagnostic.span.start) for diagnostic in others]
        line = ""
        for place in (f"{self._path}:{at.line}:{at.column}" if number == 0 else f"{at.line}:{at.column}" for number, at in enumerate(places)):
            if line and len(line) + len(place) + 3 > self._style.width:
                yield f"  {line}"
                line = ""
            line += f" {place}" if line else place
        yield f"  {line}"


# the reasons of a rule are the same in each file that it finds something in
@lru_cache(maxsize=512)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    from planlint.damage.wrapping import wrapped

    return tuple(wrapped(text, width))
