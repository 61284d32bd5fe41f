"""The words of planlint's own in a report, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planlint.findings.diagnostic import Applicability, Diagnostic, Fix, Severity
from planlint.record import Record

if TYPE_CHECKING:
    from planlint.session import Report


class Wording(Record):
    """The words of one language; `occurrences`, `on_basis`, `not_applicable_rule`, `others` and `more` are templates, `columns` the heads of a table."""

    severities: tuple[str, str, str]
    occurrences: str
    related: str
    fix: str
    suggestion: str
    automatic: str
    unsafe: str
    why: str
    basis: str
    on_basis: str
    colon: str
    others: str
    next: str
    outside: str
    not_applicable: str
    not_applicable_rule: str
    separator: str
    columns: tuple[str, str, str, str]
    more: str

    def severity(self, severity: Severity) -> str:
        """The name of a severity."""
        return self.severities[severity - 1]

    def repair(self, fix: Fix) -> tuple[str, str]:
        """What stands before and after the title of a repair."""
        if fix.applicability is Applicability.SAFE:
            return self.fix, self.automatic
        return (self.fix, self.unsafe) if fix.applicability is Applicability.UNSAFE else (self.suggestion, "")

    def message(self, diagnostic: Diagnostic) -> str:
        """The message of a finding, with the number of places it stands for; not yet fit for a terminal."""
        if diagnostic.occurrences == 1:
            return diagnostic.message
        return diagnostic.message + self.occurrences.format(count=diagnostic.occurrences)


_ZH = Wording(
    severities=("建议", "存疑", "错误"),
    occurrences="（共 {count} 处）",
    related="相关：",
    fix="修复：",
    suggestion="改法：",
    automatic=" [可自动修复]",
    unsafe=" [需 --unsafe-fixes]",
    why="为什么：",
    basis="依据：",
    on_basis="（依据：{basis}）",
    colon="：",
    others="另有 {count} 处",
    next="下一步：",
    outside="（章节以外）",
    not_applicable="不适用：",
    not_applicable_rule="{code}（{count} 个文件）",
    separator="、",
    columns=("位置", "规则", "严重程度", "问题"),
    more="另有 {count} 个问题没有列出。",
)
_EN = Wording(
    severities=("info", "warning", "error"),
    occurrences=" ({count} places)",
    related="related: ",
    fix="fix: ",
    suggestion="suggestion: ",
    automatic=" [automatic]",
    unsafe=" [needs --unsafe-fixes]",
    why="why: ",
    basis="basis: ",
    on_basis=" (basis: {basis})",
    colon=": ",
    others="{count} more",
    next="next: ",
    outside="(outside of sections)",
    not_applicable="not applicable: ",
    not_applicable_rule="{code} (files: {count})",
    separator=", ",
    columns=("Place", "Rule", "Severity", "Finding"),
    more="{count} more not listed.",
)


def wording(language: str) -> Wording:
    """The words of "zh" or "en"."""
    return _EN if language == "en" else _ZH


def fixable(diagnostic: Diagnostic) -> bool:
    """Whether `--fix` alone repairs the finding."""
    return diagnostic.fix is not None and diagnostic.fix.applicability is Applicability.SAFE


def repairable(report: Report) -> list[str]:
    """The paths of the files in which `--fix` alone repairs something."""
    return [file.path for file in report.files if any(map(fixable, file.diagnostics))]


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
