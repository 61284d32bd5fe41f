"""reviewdog's diagnostic format, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters import rdf
from planlint.reporters.encoding import encode
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One object a line, each with its source; nothing where there is no finding."""
    for diagnostic in rdf.diagnostics(report):
        yield encode({**diagnostic, "source": rdf.SOURCE}) + "\n"
