"""Where a plan writes a word: as a word of its own, in the plan's own wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import log
from operator import add

from planlint.patterns import compiled
from planlint.phrases.words import frequency
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span

_SET_APART = compiled(r"《[^《》\r\n]*(?:《[^《》\r\n]*》[^《》\r\n]*)*》|(?:https?://|www\.)[^\s，。；、（）《》“”]+")
_AROUND = 5
_LONGEST_WORD = 4
_RARE = 10
_WORDS_COUNTED = 60_101_967


def bigrams(plan: Plan) -> frozenset[str]:
    """Every two characters that stand side by side in the text: what is not among them need not be searched for."""
    return frozenset(map(add, plan.text, plan.text[1:]))


def written(plan: Plan, forms: Iterable[str]) -> list[str]:
    """The forms, of two characters and more, that the text may hold: all their pairs of characters are in it."""
    known = plan.fact(bigrams)
    return [form for form in forms if form[:2] in known and form[-2:] in known]


def places(plan: Plan, form: str, *, right: str = "", allowed: Collection[str] = ()) -> Iterator[Span]:
    """Where a form stands in the plan's own wording: not in titles (《》) and addresses.

    A place is left out where the form is a part of the right one, or shares a character with an allowed one.
    """
    text = plan.text
    at = text.find(form)
    while at >= 0:
        span = Span(at, at + len(form))
        if not _is_part(text, span, right) and not any(_stands_at(text, span, word) for word in allowed) and not _is_apart(plan, span):
            yield span
        at = text.find(form, span.stop)


def stands_alone(text: str, span: Span) -> bool:
    """Whether words begin and end with a place, as they most likely divide there: 峻工 in 严峻工作 is an end and a beginning."""
    start = max(span.start - _AROUND, 0)
    ends = _word_ends(text[start : span.stop + _AROUND], Span(span.start - start, span.stop - start))
    return span.start - start in ends and span.stop - start in ends


def _word_ends(text: str, form: Span) -> set[int]:
    """Where the words of a text most likely end, its beginning included.

    The form counts as a rare word where it is none; no larger word may hold it.
    """
    best = [(0.0, 0)]
    for stop in range(1, len(text) + 1):
        best.append(max(_steps(text, stop, form, best)))
    ends = {0}
    at = len(text)
    while at:
        ends.add(at)
        at = best[at][1]
    return ends


def _steps(text: str, stop: int, form: Span, best: Sequence[tuple[float, int]]) -> Iterator[tuple[float, int]]:
    """For each word that may end at a place: how likely the text is up to there, and where the word begins."""
    for start in range(max(stop - max(_LONGEST_WORD, form.length), 0), stop):
        count = frequency(text[start:stop])
        if start <= form.start and form.stop <= stop:
            count = max(count, _RARE) if stop - start == form.length else 0
        if count or stop - start == 1:
            yield best[start][0] + log(max(count, 1) / _WORDS_COUNTED), start


def set_apart(plan: Plan) -> list[Span]:
    """The titles in 《》 and the addresses, in order: what they say is not the plan's own wording."""
    return [Span(*m.span()) for m in _SET_APART.finditer(plan.text)]


def _is_part(text: str, span: Span, right: str) -> bool:
    at = right.find(span.of(text)) if right else -1
    return at >= 0 and text.startswith(right, max(span.start - at, 0))


def _stands_at(text: str, span: Span, word: str) -> bool:
    """Whether a word stands at a place and is not merely a part of what stands there."""
    at = text.find(word, max(span.start - len(word) + 1, 0), span.stop + len(word) - 1)
    return at >= 0 and (at < span.start or at + len(word) > span.stop or len(word) == span.length)


def _is_apart(plan: Plan, span: Span) -> bool:
    return any(apart.start < span.stop and span.start < apart.stop for apart in plan.fact(set_apart))
