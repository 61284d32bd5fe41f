from __future__ import annotations

from planlint.findings.diagnostic import Confidence, Diagnostic, Severity
from planlint.findings.order import by_importance
from planlint.text.spans import Span


def test_the_severest_come_first_then_what_is_found_most_often_then_the_order_of_the_text() -> None:
    found = [
        one("A1", Severity.INFO, 0),
        one("B1", Severity.WARNING, 1),
        one("C1", Severity.WARNING, 2),
        one("D1", Severity.ERROR, 3),
        one("C1", Severity.WARNING, 4),
    ]
    assert [(diagnostic.code, diagnostic.span.start) for diagnostic in by_importance(found)] == [("D1", 3), ("C1", 2), ("C1", 4), ("B1", 1), ("A1", 0)]


def one(code: str, severity: Severity, at: int) -> Diagnostic:
    return Diagnostic("a.txt", code, "some-rule", severity, Confidence.HIGH, "有误", Span(at, at + 1), 1, (), (), None, "", "", "0" * 16)
