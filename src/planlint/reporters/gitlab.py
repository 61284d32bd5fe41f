"""GitLab's Code Quality report, which it shows in merge requests."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from planlint.findings.diagnostic import Severity
from planlint.reporters.encoding import encode_items
from planlint.reporters.paths import from_checkout
from planlint.reporters.sentence import sentence
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_DIGITS = 32


def render(report: Report, style: Style) -> Iterator[str]:
    """One array; each finding has a line of its own."""
    yield "["
    yield from encode_items(_issues(report))
    yield "]\n"


def _issues(report: Report) -> Iterator[dict[str, object]]:
    seen: dict[str, int] = {}
    for file in report.files:
        path = from_checkout(file.path)
        for diagnostic in file.diagnostics:
            key = f"{path}\0{diagnostic.code}\0{diagnostic.fingerprint}"
            number = seen[key] = seen.get(key, 0) + 1
            start, end = file.source.places(diagnostic.span)
            yield {
                "description": f"{diagnostic.code} {sentence(diagnostic, file.source, report.language)}",
                "check_name": diagnostic.code,
                "fingerprint": sha256(f"{key}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS],
                "severity": _SEVERITIES[diagnostic.severity],
                "location": {
                    "path": path,
                    "lines": {"begin": start.line, "end": end.line},
                    "positions": {
                        "begin": {"line": start.line, "column": start.column},
                        "end": {"line": end.line, "column": end.column},
                    },
                },
            }
