"""Which words Chinese has and how common they are, by jieba's dictionary, read without loading jieba."""

from __future__ import annotations

import os
import sys
from bisect import bisect_left
from functools import cache, lru_cache

_DICTIONARY = os.path.join("jieba", "dict.txt")
_NEAR = 1024
_APART = 2048
_LONGEST = 80
# each plan asks for some dozens of words that none before it has asked for: all of 20,000 plans would be 200 MB
_KEPT = 8_192


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


@lru_cache(maxsize=_KEPT)
def _entry(word: str) -> tuple[int, str]:
    """The count and the class of a word; 0 and none for one that the dictionary has not."""
    stretch = _stretch(word[:2]) if word and "一" <= min(word) <= max(word) <= "鿿" else None
    if stretch is None:
        return 0, ""
    lines, key = _entries()[stretch], word.encode()
    at = lines.find(b"\n%b " % key)
    if at < 0:
        return 0, ""
    count, kind = lines[at + len(key) + 2 : lines.index(b"\n", at + 1)].split()
    return int(count), kind.decode()


@lru_cache(maxsize=_KEPT)
def _stretch(head: str) -> slice | None:
    """Where the words stand that begin with two characters, or the one that is a single character, between line ends; None where there are none."""
    key = b"\n" + (head if len(head) > 1 else f"{head} ").encode()
    # a few entries stand some lines before the place where their order wants them; no word of Han characters is the first
    start = max((bisect_left(_landmarks(), key) - 1) * _APART - _NEAR, 0)
    around = _entries()[start : bisect_left(_landmarks(), key + b"\xff") * _APART + _LONGEST]
    at = around.find(key)
    return slice(start + at, start + around.find(b"\n", around.rfind(key) + 1) + 1) if at >= 0 else None


@cache
def _landmarks() -> list[bytes]:
    """The first line that begins behind each of some places of the dictionary, which lie as far apart as each other."""
    entries = _entries()
    around = (entries[at : at + _LONGEST] for at in range(0, len(entries), _APART))
    return [line[line.find(b"\n") :] for line in around]


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
