"""Patterns of paths, as git reads them in a .gitignore."""

from __future__ import annotations

import os
from collections.abc import Iterable

from planlint.patterns import DOTALL, compiled, escape
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


def anchored(pattern: str, folder: str) -> str:
    """The pattern as it is kept: one with a “/” in it starts at the folder; any other is a name, at whatever depth."""
    inside = pattern.strip("/")
    if "/" not in pattern.rstrip("/"):
        return inside
    return f"{_literal(os.path.realpath(folder).replace(os.sep, '/').rstrip('/'))}/{inside}"


class Globs:
    """Some patterns, to ask whether one of them matches. Names count from the folder `root` on, for what lies below it."""

    def __init__(self, patterns: Iterable[str], root: str) -> None:
        known = list(patterns)
        self._root = os.path.join(os.path.realpath(root), "")
        self._paths = _joined(_pattern(pattern) for pattern in known if "/" in pattern)
        self._names = _joined(f"(?:.*/)?{_pattern(pattern)}" for pattern in known if "/" not in pattern)

    def match(self, path: str) -> bool:
        """Whether a pattern matches an absolute path, or a folder above it."""
        below = path.removeprefix(self._root)
        return _fits(self._paths, path) or _fits(self._names, below)


def _joined(patterns: Iterable[str]) -> regex.Pattern[str] | None:
    alternatives = "|".join(patterns)
    return compiled(f"(?:{alternatives})(?:/.*)?", DOTALL) if alternatives else None


def _fits(pattern: regex.Pattern[str] | None, path: str) -> bool:
    return pattern is not None and pattern.fullmatch(path.replace(os.sep, "/")) is not None


def _literal(folder: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in folder)


def _pattern(glob: str) -> str:
    """The regular expression of an anchored pattern: `*` and `?` stay within a name, `**` goes through folders, `[…]` is one of some characters."""
    written: list[str] = []
    at = 0
    while at < len(glob):
        end = glob.find("]", at + 2) if glob[at] == "[" else -1
        if glob.startswith("**/", at):
            written.append("(?:[^/]+/)*")
            at += 3
        elif glob.startswith("**", at):
            written.append(".*")
            at += 2
        elif glob[at] == "*":
            written.append("[^/]*")
            at += 1
        elif glob[at] == "?":
            written.append("[^/]")
            at += 1
        elif end > 0:
            written.append(_class(glob[at + 1 : end]))
            at = end + 1
        else:
            written.append(escape(glob[at]))
            at += 1
    return "".join(written)


def _class(inside: str) -> str:
    negated = inside[:1] in ("!", "^") and len(inside) > 1
    body = "".join(c if c == "-" else escape(c) for c in inside[negated:])
    return f"[^/{body}]" if negated else f"[{body}]"
