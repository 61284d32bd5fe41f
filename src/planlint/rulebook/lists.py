r"""Lists of rules/data that the patterns of rules name: `\L<names_surnames>` is any word of the list `surnames` in names.yaml."""

from __future__ import annotations

import re

import regex

from planlint import data
from planlint.patterns import V0, compiled

_NAMED = re.compile(r"\\L<(?P<file>[a-z]+)_(?P<list>[a-z_]+)>")


class UnknownList(Exception):
    """A pattern names a list that there is not: its name, and those that the file has; none where there is no such file."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known


def compiled_with_lists(written: str) -> regex.Pattern[str]:
    """The pattern of a rule, compiled with the lists it names.

    Raises UnknownList, and what regex.compile raises.
    """
    named = {f"{m['file']}_{m['list']}": _words(m["file"], m["list"]) for m in _NAMED.finditer(written)}
    return compiled(written, V0, named)


def _words(file: str, key: str) -> list[str]:
    try:
        lists = data.load(file)
    except OSError:
        raise UnknownList(f"{file}_{key}", ()) from None
    known = {name: words for name, words in lists.items() if isinstance(words, list) and all(isinstance(word, str) for word in words)}
    if key not in known:
        raise UnknownList(f"{file}_{key}", tuple(f"{file}_{name}" for name in known))
    return known[key]
