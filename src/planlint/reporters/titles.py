"""What rules are called in the language of a report."""

from __future__ import annotations

from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def titles(report: Report) -> dict[str, str]:
    """The title of each rule of a report, by its code."""
    return {rule.code: rule.title.in_language(report.language) for rule in report.rules}
