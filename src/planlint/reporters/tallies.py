"""How often each rule has found something."""

from __future__ import annotations

from planlint.record import Record
from planlint.reporters.titles import titles
from planlint.reporters.wording import fixable
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planlint.findings.diagnostic import Diagnostic
    from planlint.session import Report


class Tally(Record):
    """The findings of one rule: what it is called, the number of its highest severity, how many there are, and how many of them `--fix` repairs."""

    code: str
    name: str
    title: str
    severity: int
    findings: int
    fixable: int


def tallies(report: Report) -> list[Tally]:
    """One tally for each rule that found something, by importance."""
    return tallies_of((found for file in report.files for found in file.diagnostics), titles(report))


def tallies_of(diagnostics: Iterable[Diagnostic], named: Mapping[str, str]) -> list[Tally]:
    """The same of some findings; `named` has the titles of rules by code."""
    return together(Tally(one.code, one.name, named.get(one.code, one.name), int(one.severity), 1, int(fixable(one))) for one in diagnostics)


def together(found: Iterable[Tally]) -> list[Tally]:
    """Those of one rule made one; the severest first, then the most frequent."""
    counted: dict[str, Tally] = {}
    for one in found:
        known = counted.get(one.code)
        if known is not None:
            one = known._replace(severity=max(known.severity, one.severity), findings=known.findings + one.findings, fixable=known.fixable + one.fixable)
        counted[one.code] = one
    return sorted(counted.values(), key=lambda tally: (-tally.severity, -tally.findings, tally.code))
