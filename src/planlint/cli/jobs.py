"""How many processes a call asks for, and how far they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from planlint.messages import UserError
from planlint.typed import TypeVar

_Value = TypeVar("_Value")
_MANY = 20


def jobs_for(asked: str | None, paths: Sequence[str]) -> int:
    """How many processes some files are worth, or as many as are asked for. Raises UserError for what is no number."""
    if asked is None or asked == "auto":
        from planlint.pool import suitable

        return suitable(paths)
    if not (asked.isascii() and asked.isdecimal() and int(asked)):
        raise UserError(f"--jobs 应为大于零的整数，此处为“{asked}”", f"--jobs takes a whole number above zero, not “{asked}”")
    return int(asked)


def watched(items: Iterable[_Value], paths: Sequence[str], language: str, *, quiet: bool) -> Iterable[_Value]:
    """The items made of some files, with a line on standard error that tells how far the run is, where they are many and a person is watching."""
    if len(paths) <= _MANY or quiet or not sys.stderr.isatty() or os.environ.get("CI"):
        return items
    from planlint.cli.progress import Progress

    return Progress(paths, language).over(items)
