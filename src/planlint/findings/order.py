"""Findings in another order than that of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planlint.findings.diagnostic import Diagnostic


def by_importance(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings of a file, the severest first, of equals the kind that is found most often; those of a kind in the order of the text."""
    counts = Counter(diagnostic.code for diagnostic in diagnostics)
    return sorted(diagnostics, key=lambda one: (-one.severity, -counts[one.code], one.code, one.span))
