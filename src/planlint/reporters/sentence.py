"""What a finding says, in one line."""

from __future__ import annotations

from planlint.findings.diagnostic import Diagnostic
from planlint.reporters.escape import visible
from planlint.reporters.whereabouts import named
from planlint.reporters.wording import wording
from planlint.text.source import Source


def sentence(diagnostic: Diagnostic, source: Source, language: str) -> str:
    """The message, after page, paragraph or cell where the file has them."""
    message = visible(wording(language).message(diagnostic))
    place = named(source, diagnostic.span.start, language)
    return f"{place} {message}" if place else message
