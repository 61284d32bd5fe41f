"""The stretches of a Markdown text that are no prose: front matter, code, comments, addresses of links."""

from __future__ import annotations

import regex

from planlint.patterns import compiled
from planlint.text.spans import Span

_LITERAL = compiled(
    r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$|^[ \t]*(```|~~~)[^\n]*\n.*?^[ \t]*\1[ \t]*$|`[^`\n]+`|<!--.*?-->|(?<=\])\([^()\s]*\)",
    regex.MULTILINE | regex.DOTALL,
)


def literal_spans(text: str) -> list[Span]:
    """The spans that must be left as they are, in order."""
    return [Span(*m.span()) for m in _LITERAL.finditer(text)]
