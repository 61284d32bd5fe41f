"""Of the findings in a changed file, those that have to do with the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planlint.findings.diagnostic import Diagnostic
from planlint.session import FileResult, Session
from planlint.text.source import Source
from planlint.text.spans import Span
from planlint.vcs import Before, unchanged_lines


def of_changes(result: FileResult, before: Before, session: Session) -> FileResult:
    """The result with those findings alone that touch a changed line, themselves or by a place they speak of, or that were not there before.

    A finding was there when the file as it was has one of the same rule at the same place of the same line, standing for as many places:
    what a deletion has opened was not. A file that could not be read before counts as new.
    """
    then = session.sibling().check(before.path, before.raw)
    if result.facts is None or then.facts is None:
        return result
    same = unchanged_lines(_lines(then.source), _lines(result.source))
    places: Counter[tuple[str, int, int]] = Counter()
    for diagnostic in then.every_diagnostic:
        places[_place_of_finding(diagnostic, then.source)] += diagnostic.occurrences

    def concerned(diagnostic: Diagnostic) -> bool:
        if any(line not in same for line in _touched(diagnostic, result.source)):
            return True
        code, line, column = _place_of_finding(diagnostic, result.source)
        return diagnostic.occurrences > places[code, same[line], column]

    return result._replace(diagnostics=list(filter(concerned, result.diagnostics)), suppressed=list(filter(concerned, result.suppressed)))


def _lines(source: Source) -> list[str]:
    return [source.line_span(number).of(source.text) for number in range(1, len(source.line_starts) + 1)]


def _touched(diagnostic: Diagnostic, source: Source) -> Iterator[int]:
    """The lines, from 0, of a finding, of the places it speaks of and of its repairs."""
    edits = diagnostic.fix.edits if diagnostic.fix is not None else ()
    for span in (diagnostic.span, *(related.span for related in diagnostic.related), *(edit.span for edit in edits)):
        yield from _lines_of(span, source)


def _lines_of(span: Span, source: Source) -> range:
    # a span that ends behind a line end does not touch the next line
    last = max(span.start, span.stop - 1)
    return range(source.position(span.start).line - 1, source.position(last).line)


def _place_of_finding(diagnostic: Diagnostic, source: Source) -> tuple[str, int, int]:
    line, column, _ = source.position(diagnostic.span.start)
    return diagnostic.code, line - 1, column
