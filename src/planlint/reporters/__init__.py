"""The forms in which findings are given out, one module each.

Every module named in FORMATS has `render(report, style)`; its pieces joined are the whole output, which ends with one newline.
"""

from __future__ import annotations

FORMATS: dict[str, str] = {
    "full": "planlint.reporters.full",
    "concise": "planlint.reporters.concise",
    "grouped": "planlint.reporters.grouped",
    "json": "planlint.reporters.json",
    "github": "planlint.reporters.github",
    "sarif": "planlint.reporters.sarif",
}
"""The name of each output format and the module that prints it, to be imported when it is asked for."""

STATISTICS = "planlint.reporters.statistics"
"""The module that prints a count for each rule instead of the findings."""
