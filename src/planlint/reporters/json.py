"""The report for other programs: schema planlint/report@1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import regex

from planlint import __version__
from planlint.diagnostic import Diagnostic, Fix
from planlint.reporters.style import Style
from planlint.reporters.wording import totals
from planlint.text.source import Source
from planlint.text.spans import Span

if TYPE_CHECKING:
    from planlint.session import FileResult, Report

_EXCERPT = 80
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def render(report: Report, style: Style) -> Iterator[str]:
    """One object in one line."""
    numbers = totals(report)
    document = {
        "schema": "planlint/report@1",
        "tool": {"name": "planlint", "version": __version__},
        "files": [_file(file) for file in report.files],
        "diagnostics": [_diagnostic(diagnostic, file) for file in report.files for diagnostic in file.diagnostics],
        "summary": {
            "files": len(report.files),
            "error": numbers.errors,
            "warning": numbers.warnings,
            "info": numbers.infos,
            "fixable": numbers.safe,
            "suppressed": 0,
        },
    }
    yield encode(document) + "\n"
