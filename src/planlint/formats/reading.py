"""The text of a file, read in the format that its name or the user tells."""

from __future__ import annotations

from importlib import import_module

from planlint.formats import plain
from planlint.formats.format import format_named, format_of
from planlint.formats.unreadable import Unreadable
from planlint.text.source import Source


def read(path: str, raw: bytes, *, encoding: str | None = None, format: str | None = None) -> Source:
    """The source that the bytes of a file stand for, read in its format.

    Raises Unreadable.
    """
    kind = format_named(format_of(path, format))
    if kind.reader is None:
        text, codec, bom = plain.decode(raw, encoding=encoding)
        return Source(text, path, encoding=codec, bom=bom, format=kind.name)
    source: Source = import_module(kind.reader).read(raw, path)
    return source


def marked_up(source: Source) -> Source:
    """The same source with what the marks of its format mean, where that has marks of its own in the text."""
    markup = format_named(source.format).markup
    if markup is None:
        return source
    told: Source = import_module(markup).marked_up(source)
    return told


__all__ = ["Unreadable", "marked_up", "read"]
