"""Compiled patterns, kept between runs: compiling planlint's own takes three times as long as checking a plan."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable

import regex

from planlint import keeping

_Key = tuple[str, int]


class _Store:
    """The patterns compiled so far, from the user's cache folder and in this process."""

    def __init__(self) -> None:
        folder = keeping.folder()
        self._path = os.path.join(folder, "patterns.pickle") if folder is not None else None
        self._stamp = (regex.__version__, sys.version)
        self._patterns = self._read()
        self._grown = False

    def compiled(self, pattern: str, flags: int) -> regex.Pattern[str]:
        # a flag of regex is a type of regex, which the unpickler does not know
        key = pattern, int(flags)
        found = self._patterns.get(key)
        if found is None:
            found = self._patterns[key] = regex.compile(pattern, flags)
            self._grown = True
        return found

    def keep(self) -> None:
        if self._grown and self._path is not None:
            keeping.keep(self._path, pickle.dumps((self._stamp, self._patterns), pickle.HIGHEST_PROTOCOL))
            self._grown = False

    def _read(self) -> dict[_Key, regex.Pattern[str]]:
        """What an earlier run kept; a file that is damaged, another's, or of another release of regex counts as none."""
        written = keeping.read(self._path) if self._path is not None else None
        if written is None:
            return {}
        try:
            stamp, patterns = keeping.unpickled(written)
        except (pickle.PickleError, AttributeError, ImportError, ValueError, TypeError):
            return {}
        found: dict[_Key, regex.Pattern[str]] = patterns if stamp == self._stamp else {}
        return found


_store = _Store()


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """The compiled form of one of planlint's own patterns. Raises regex.error for a pattern that is wrong."""
    return _store.compiled(pattern, flags)


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, the longest first."""
    return "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def keep() -> None:
    """Keep what this process compiled for later ones; where there is no folder to keep it in, nothing happens."""
    _store.keep()
