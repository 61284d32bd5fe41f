"""Where the words of a text begin and end, as they most likely divide by the counts of jieba's dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log

from planlint.phrases.words import frequency
from planlint.text.spans import Span

_AROUND = 6
_LONGEST_WORD = 4
_RARE = 10
_USUAL = 1000
"""How often a known word counts at the least: 我县 is one word, though 我 and 县 are common ones."""
_WORDS_COUNTED = 60_101_967
_NOWHERE = Span(1_000, 1_000)


def stands_alone(text: str, span: Span) -> bool:
    """Whether words begin and end with a place, as they most likely divide there: 峻工 in 严峻工作 is an end and a beginning.

    What stands there may be no word of the dictionary.
    """
    start, around = _window(text, span)
    ends = _word_ends(around, Span(span.start - start, span.stop - start), frozenset())
    return span.start - start in ends and span.stop - start in ends


def is_crossed(text: str, span: Span) -> bool:
    """Whether a word of two characters goes over an end of a place and leaves a word of it: 按|排风 for 按排, but not 天燃|气管 for 天燃气.

    Nothing goes over its start that begins inside a more common word: 良好|坏境 has no 好坏.
    """
    before, behind = text[max(span.start - 1, 0) : span.start + 1], text[span.stop - 1 : span.stop + 1]
    left, right = text[span.start + 1 : span.stop], text[span.start : span.stop - 1]
    above = text[max(span.start - 2, 0) : span.start]
    edges = ((before, left), (behind, right)) if frequency(above) <= frequency(before) else ((behind, right),)
    return any(len(edge) == 2 and frequency(edge) > 0 and frequency(rest) > 0 for edge, rest in edges)


def is_joint(text: str, start: int, stop: int) -> bool:
    """Whether what stands at a place is a word of its own: the 和 of 甲和乙, not that of 和谐 or 缓和."""
    return parts_words(text, start) and parts_words(text, stop)


def parts_words(text: str, at: int) -> bool:
    """Whether no word goes over a place: 水|污染 is parted, 水污|染 is cut."""
    start, around = _window(text, Span(at, at))
    return at - start in _word_ends(around, _NOWHERE, frozenset())


def word_ends(text: str, known: frozenset[str] = frozenset()) -> frozenset[int]:
    """Where the words of a short stretch most likely end, its beginning included; `known` words count as usual ones."""
    return _word_ends(text, _NOWHERE, known)


def _window(text: str, span: Span) -> tuple[int, str]:
    start = max(span.start - _AROUND, 0)
    return start, text[start : span.stop + _AROUND]


@lru_cache(maxsize=4096)
def _word_ends(text: str, form: Span, known: frozenset[str]) -> frozenset[int]:
    """Where the words of a text most likely end, its beginning included.

    The form counts as a rare word where it is none; no larger word may hold it.
    """
    best = [(0.0, 0)]
    for stop in range(1, len(text) + 1):
        best.append(max(_steps(text, stop, form, known, best)))
    ends = {0}
    at = len(text)
    while at:
        start = best[at][1]
        ends.add(at)
        if text[start:at] not in known:
            ends.update(inner for inner in range(start + 2, at - 1) if _is_phrase(text[start:at], inner - start))
        at = start
    return frozenset(ends)


def _is_phrase(word: str, at: int) -> bool:
    """Whether what the dictionary has as one rare word are two words of their own: 全面|实现, 更新|改造."""
    return frequency(word) <= _RARE and min(frequency(word[:at]), frequency(word[at:])) > _RARE


def _steps(text: str, stop: int, form: Span, known: frozenset[str], best: Sequence[tuple[float, int]]) -> Iterator[tuple[float, int]]:
    """For each word that may end at a place: how likely the text is up to there, and where the word begins."""
    first, last = form
    for start in range(max(stop - max(_LONGEST_WORD, last - first), 0), stop):
        word = text[start:stop]
        count = frequency(word)
        if count < _USUAL and word in known:
            count = _USUAL
        if start <= first and last <= stop:
            count = max(count, _RARE) if stop - start == last - first else 0
        if count or stop - start == 1:
            yield best[start][0] + log(max(count, 1) / _WORDS_COUNTED), start
