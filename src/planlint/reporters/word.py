"""Findings as the comments of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planlint.findings.diagnostic import Diagnostic, Severity
from planlint.formats.docx_write import Comment
from planlint.reporters.tallies import Tally, tallies_of
from planlint.reporters.totals import numbers_of, totals_of
from planlint.reporters.wording import wording
from planlint.text.source import Source
from planlint.text.spans import Span


def comments(diagnostics: Sequence[Diagnostic], source: Source, named: Mapping[str, str], *, repaired: int, language: str) -> Iterator[Comment]:
    """A comment that sums up on the first line of the text, and one for each finding; none where nothing was found.

    A comment says what is wrong and how to mend it; the first one of a kind also says why, in one line. `named` has the titles of rules by
    code, `repaired` counts the changes that stand in the file as revisions.
    """
    if not diagnostics:
        return
    yield Comment(_first_line(source), "\n".join(_sum(diagnostics, named, repaired, language)))
    told: set[str] = set()
    for diagnostic in diagnostics:
        yield Comment(diagnostic.span, "\n".join(_lines(diagnostic, named, language, reasons=diagnostic.code not in told)))
        told.add(diagnostic.code)


def _lines(diagnostic: Diagnostic, named: Mapping[str, str], language: str, *, reasons: bool) -> Iterator[str]:
    words = wording(language)
    title = named.get(diagnostic.code, diagnostic.name)
    yield f"{words.severity(diagnostic.severity)} {title}{words.colon}{words.message(diagnostic)} [{diagnostic.code}]"
    if diagnostic.fix is not None:
        yield words.suggestion + diagnostic.fix.title
    why = " ".join(diagnostic.why.split())
    if reasons and why:
        yield words.why + why + (words.on_basis.format(basis=diagnostic.basis) if diagnostic.basis else "")
    elif reasons and diagnostic.basis:
        yield words.basis + diagnostic.basis


def _sum(diagnostics: Sequence[Diagnostic], named: Mapping[str, str], repaired: int, language: str) -> Iterator[str]:
    """How many findings there are, of which kinds, and how to let one stand."""
    english = language == "en"
    words = wording(language)
    numbers = numbers_of(totals_of(diagnostics), language)
    yield f"planlint found {numbers}." if english else f"planlint 检查：发现 {numbers}。"
    if repaired:
        yield f"{repaired} repairs are tracked changes: accept or reject them one by one." if english else f"另有 {repaired} 处已改成修订，可逐条接受或拒绝。"
    kinds = tallies_of(diagnostics, named)
    for severity in sorted(Severity, reverse=True):
        of = [_counted(tally) for tally in kinds if tally.severity == severity]
        if of:
            yield words.severity(severity) + words.colon + words.separator.join(of)
    code = diagnostics[0].code
    yield (
        f"The reason stands with the first finding of each kind. To let a finding stand, comment there: planlint: ignore[{code}] and the reason."
        if english
        else f"每种问题只在第一处写明理由。某处要保留不改，在那里加一条批注：planlint: ignore[{code}] 理由。"
    )


def _counted(tally: Tally) -> str:
    return f"{tally.title} {tally.findings}" if tally.findings > 1 else tally.title


def _first_line(source: Source) -> Span:
    """The first line that has text; the beginning where none has."""
    text = source.text
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return Span(0, 0)
    return source.line_span(source.position(start).line)
