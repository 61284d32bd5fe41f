"""How often each rule has found something."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters.escape import visible
from planlint.reporters.style import Style, palette
from planlint.reporters.tallies import tallies
from planlint.reporters.totals import summary
from planlint.reporters.wording import wording
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """Number, code, severity, title of each rule, [*] where `--fix` repairs all of its findings, [-] where it repairs some.

    The rules that some files gave nothing to judge follow in one line, then the summary.
    """
    words = wording(report.language)
    colors = palette(style)
    found = sorted(tallies(report), key=lambda tally: -tally.findings)
    count_width = max((len(str(tally.findings)) for tally in found), default=0)
    code_width = max((len(tally.code) for tally in found), default=0)
    for tally in found:
        star = "[*]" if tally.fixable == tally.findings else "[-]" if tally.fixable else "[ ]"
        yield (
            f"{tally.findings:>{count_width}}  {colors.of(tally.severity)}{tally.code:<{code_width}}{colors.reset}"
            f"  {colors.fix}{star}{colors.reset}  {words.severity(tally.severity)}  {visible(tally.title)}\n"
        )
    if report.not_applicable:
        rules = (words.not_applicable_rule.format(code=code, count=count) for code, count in sorted(report.not_applicable.items()))
        yield words.not_applicable + words.separator.join(rules) + "\n"
    yield summary(report) + "\n"
