"""reviewdog's diagnostic format, as one object."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.reporters import rdf
from planlint.reporters.encoding import encode, encode_items
from planlint.reporters.style import Style
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.session import Report


def render(report: Report, style: Style) -> Iterator[str]:
    """One result; each finding has a line of its own."""
    yield f'{{"source": {encode(rdf.SOURCE)}, "diagnostics": ['
    yield from encode_items(rdf.diagnostics(report))
    yield "]}\n"
