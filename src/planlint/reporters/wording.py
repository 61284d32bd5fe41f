"""The words of planlint's own in a report, in both languages."""

from __future__ import annotations

from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.findings.diagnostic import Diagnostic, Fix
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

    def severity(self, severity: int) -> str:
        """The name of a severity."""
        return self.severities[severity - 1]

    def repair(self, fix: Fix) -> tuple[str, str]:
        """What stands before and after the title of a repair."""
        from planlint.findings.diagnostic import Applicability

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
    return diagnostic.fix is not None and diagnostic.fix.is_safe


def repairable(report: Report) -> list[str]:
    """The paths of the files in which `--fix` alone repairs something."""
    return [file.path for file in report.files if any(map(fixable, file.diagnostics))]
