"""Which reader a file needs: told by the end of its name, or by the user."""

from __future__ import annotations

import os
from importlib import import_module

from planlint.formats import plain
from planlint.formats.unreadable import Unreadable
from planlint.text.source import Source

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
}
"""The ends of names, and the formats they stand for."""

_READERS = {"docx": "planlint.formats.docx", "html": "planlint.formats.html", "pdf": "planlint.formats.pdf"}

FORMATS = ("text", "markdown", *_READERS)
"""The formats that can be read."""


def format_of(path: str, format: str | None = None) -> str:
    """The format that a file is read in: the one that is given, else that of its name, else plain text."""
    return format or SUFFIXES.get(os.path.splitext(path)[1].lower(), "text")


def read(path: str, raw: bytes, *, encoding: str | None = None, format: str | None = None) -> Source:
    """The source that the bytes of a file stand for, read in its format.

    Raises Unreadable.
    """
    kind = format_of(path, format)
    if kind not in _READERS:
        text, codec, bom = plain.decode(raw, encoding=encoding)
        return Source(text, path, encoding=codec, bom=bom, format=kind)
    source: Source = import_module(_READERS[kind]).read(raw, path)
    return source


__all__ = ["FORMATS", "SUFFIXES", "Unreadable", "format_of", "read"]
