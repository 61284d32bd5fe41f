"""Text from documents and paths, made fit to be shown: it can't move a cursor, turn the writing round or start a line."""

from __future__ import annotations

import regex

from planlint.patterns import compiled

_HIDDEN = compiled(r"[\p{C}\p{Zl}\p{Zp}]")


def visible(text: str) -> str:
    """The text in one line, its controls, format characters, surrogates and unassigned code points as \\x1b, \\u202e or \\U000e0001."""
    return text if text.isprintable() else _HIDDEN.sub(_escaped, text)


def _escaped(match: regex.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
