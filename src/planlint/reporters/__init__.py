"""The forms in which findings are given out, one module each.

Every module named in FORMATS has `render(report, style)`; its pieces joined are the whole output, which ends with one newline.
Forms of one line a finding are empty where there is none.
"""

from __future__ import annotations

FORMATS: dict[str, str] = {
    "full": "planlint.reporters.full",
    "concise": "planlint.reporters.concise",
    "grouped": "planlint.reporters.grouped",
    "json": "planlint.reporters.json",
    "json-lines": "planlint.reporters.json_lines",
    "github": "planlint.reporters.github",
    "gitlab": "planlint.reporters.gitlab",
    "sarif": "planlint.reporters.sarif",
    "junit": "planlint.reporters.junit",
    "checkstyle": "planlint.reporters.checkstyle",
    "rdjson": "planlint.reporters.rdjson",
    "rdjsonl": "planlint.reporters.rdjsonl",
    "markdown": "planlint.reporters.markdown",
    "html": "planlint.reporters.html",
}
"""The name of each output format and the module that prints it, to be imported when it is asked for."""

STATISTICS = "planlint.reporters.statistics"
"""The module that prints a count for each rule instead of the findings."""

JOB_SUMMARY = "planlint.reporters.job_summary"
"""The module that prints what GitHub shows under a finished job."""
