"""How many findings there are, and the line of a report that says it."""

from __future__ import annotations

from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planlint.findings.diagnostic import Diagnostic
    from planlint.session import Report


class Totals(Record):
    """How many findings there are, by severity and by what repairs them."""

    errors: int
    warnings: int
    infos: int
    safe: int
    unsafe: int


def totals(report: Report) -> Totals:
    """The numbers of a report."""
    return totals_of(diagnostic for file in report.files for diagnostic in file.diagnostics)


def totals_of(diagnostics: Iterable[Diagnostic]) -> Totals:
    """The numbers of some findings."""
    from planlint.findings.diagnostic import Applicability

    counts = [0, 0, 0]
    safe = unsafe = 0
    for diagnostic in diagnostics:
        counts[diagnostic.severity - 1] += 1
        if diagnostic.fix is not None:
            safe += diagnostic.fix.applicability is Applicability.SAFE
            unsafe += diagnostic.fix.applicability is Applicability.UNSAFE
    return Totals(counts[2], counts[1], counts[0], safe, unsafe)


def summary(report: Report) -> str:
    """The last line of a report, without its line end."""
    return summary_of(totals(report), report.language)


def summary_of(numbers: Totals, language: str) -> str:
    """The last line of a report with these numbers, without its line end."""
    if language == "en":
        return _english(numbers)
    if not numbers.errors + numbers.warnings + numbers.infos:
        return "未发现问题。"
    text = "发现 " + numbers_of(numbers, language)
    if numbers.safe:
        text += f"，其中 {numbers.safe} 处可用 --fix 修复"
    if numbers.unsafe:
        text += f"，{'另有' if numbers.safe else '其中'} {numbers.unsafe} 处可用 --unsafe-fixes 修复"
    return text + "。"


def numbers_of(numbers: Totals, language: str) -> str:
    """How many findings there are by severity, in words: 3 处错误、1 处建议."""
    if language == "en":
        counted = (
            (numbers.errors, "{} error" if numbers.errors == 1 else "{} errors"),
            (numbers.warnings, "{} warning" if numbers.warnings == 1 else "{} warnings"),
            (numbers.infos, "{} of information"),
        )
        return ", ".join(_parts(counted))
    return "、".join(_parts(((numbers.errors, "{} 处错误"), (numbers.warnings, "{} 处存疑"), (numbers.infos, "{} 处建议"))))


def _english(numbers: Totals) -> str:
    if not numbers.errors + numbers.warnings + numbers.infos:
        return "No problems found."
    text = "Found " + numbers_of(numbers, "en")
    if numbers.safe:
        text += f"; {numbers.safe} fixable with --fix"
    if numbers.unsafe:
        text += f"; {numbers.unsafe} {'more ' if numbers.safe else ''}fixable with --unsafe-fixes"
    return text + "."


def _parts(counted: Iterable[tuple[int, str]]) -> list[str]:
    return [template.format(count) for count, template in counted if count]
