"""Which words Chinese has and how common they are, by jieba's dictionary, read without loading jieba."""

from __future__ import annotations

import os
import sys
from functools import cache

_DICTIONARY = os.path.join("jieba", "dict.txt")
_NEAR = 1024


def is_word(word: str) -> bool:
    """Whether the dictionary has a word of Han characters."""
    return frequency(word) > 0


def is_proper(word: str) -> bool:
    """Whether a word is the name of a place, a person or a body, by the dictionary's class, or one that the dictionary has not."""
    return _entry(word)[1] in ("", "nr", "ns", "nt", "nz")


def frequency(word: str) -> int:
    """How often the dictionary counts a word of Han characters; 0 for one that it has not, and for anything else.

    Raises FileNotFoundError where jieba is not installed.
    """
    return _entry(word)[0]


@cache
def _entry(word: str) -> tuple[int, str]:
    """The count and the class of a word; 0 and none for one that the dictionary has not."""
    if not word or not all("一" <= character <= "鿿" for character in word):
        return 0, ""
    return _beginning(word[:2]).get(word, (0, ""))


@cache
def _beginning(head: str) -> dict[str, tuple[int, str]]:
    """The words that begin with two characters, or the one that is a single character, with their counts and classes."""
    entries, sought = _entries(), b"\n" + (head if len(head) > 1 else f"{head} ").encode()
    low, high = 0, len(entries)
    while high - low > _NEAR:
        line = entries.rfind(b"\n", low, (low + high) // 2)
        if entries[line : line + len(sought)] < sought:
            low = line
        else:
            high = line
    found: dict[str, tuple[int, str]] = {}
    # a few entries stand some lines away from where their order wants them; no word of Han characters is the first
    at, high = max(low - _NEAR, 0), high + _NEAR
    while (at := entries.find(sought, at, high)) >= 0:
        line, at = at + 1, entries.find(b"\n", at + 1)
        word, count, kind = entries[line:at].decode().split()
        found[word] = int(count), kind
        high = max(high, at + _NEAR)
    return found


@cache
def _entries() -> bytes:
    """The dictionary: a line for each word (the word, its count, its class), in the order of code points."""
    import mmap

    with open(_dictionary_path(), "rb") as file:
        # of bytes and a map only the look-ups are used, which both have
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)  # type: ignore[return-value]


def _dictionary_path() -> str:
    for folder in sys.path:
        path = os.path.join(folder, _DICTIONARY)
        if os.path.isfile(path):
            return path
    from importlib.util import find_spec

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(_DICTIONARY)
    return os.path.join(os.path.dirname(spec.origin), "dict.txt")
