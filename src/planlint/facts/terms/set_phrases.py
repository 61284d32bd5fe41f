"""Set phrases with one character wrong, left out, added, or two neighbours swapped: 中国人民共和国."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from planlint import data
from planlint.facts.agencies.slips import Kind, slip_between
from planlint.facts.terms.forms import forms_in
from planlint.patterns import compiled
from planlint.phrases.boundaries import parts_words
from planlint.phrases.words import is_word
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.text.signs import occurrences
from planlint.text.spans import Span

_HAN = compiled(r"\p{Han}")
_NUMERALS = frozenset("一二两三四五六七八九十")
_LOOSE = frozenset("的地和与及之以")
_LONG = 12
_SENTENCE_END = compiled(r"[。；！？\n]")


class Slipped(Record):
    """A stretch of text that is one slip away from a set phrase, and the phrase."""

    span: Span
    right: str


class _Half(Record):
    """A phrase that is known by one of its halves; `at` is where in the phrase that half begins."""

    phrase: str
    at: int


def slipped_phrases(plan: Plan) -> list[Slipped]:
    """The slips of set phrases (rules/data/phrases.yaml), in order and apart.

    A slip is in one half of its phrase, so that the other half is found as it is. None is reported in a sentence that has the right form too,
    as one on spelling has.
    """
    found = sorted(_slips(plan), key=lambda slipped: (slipped.span.start, -slipped.span.stop))
    apart: list[Slipped] = []
    for slipped in found:
        if (not apart or slipped.span.start >= apart[-1].span.stop) and not _is_told(plan.text, slipped):
            apart.append(slipped)
    return apart


def _slips(plan: Plan) -> Iterator[Slipped]:
    halves = _halves()
    text = plan.text
    for written_half in forms_in(plan, halves):
        for at in occurrences(text, written_half):
            for half in halves[written_half]:
                yield from _beside(text, at, half, len(written_half))


def _beside(text: str, at: int, half: _Half, length: int) -> Iterator[Slipped]:
    """The slip of the other half of a phrase, where one of its halves stands at a place."""
    phrase = half.phrase
    if text.startswith(phrase, at - half.at):
        return
    is_head = half.at == 0
    rest = phrase[length:] if is_head else phrase[: half.at]
    for size in (len(rest), len(rest) - 1, len(rest) + 1, *((len(rest) - 2,) if len(phrase) >= _LONG else ())):
        start, stop = (at, at + length + size) if is_head else (at - size, at + length)
        if start >= 0 and stop <= len(text) and _is_slip(text, Span(start, stop), phrase):
            yield Slipped(Span(start, stop), phrase)
            return


def _is_slip(text: str, span: Span, phrase: str) -> bool:
    """Whether a stretch is one slip away from a phrase, at a place where no other wording is meant: not at its ends, but for a last character
    that makes no word.
    """
    stretch = span.of(text)
    if len(phrase) - len(stretch) == 2:
        return _lacks_word(stretch, phrase)
    slip = slip_between(stretch, phrase)
    if slip is None:
        return False
    kind, at = slip
    match kind:
        case Kind.CHANGED:
            return at > 0 and _is_other(stretch[at], phrase[at]) and (at < len(stretch) - 1 or _makes_no_word(text, span.stop - 1))
        case Kind.LEFT_OUT:
            return at > 0 and _counts(phrase[at]) and (at < len(stretch) or phrase in data.load("phrases")["whole"])
        case Kind.ADDED:
            return 0 < at < len(stretch) - 1 and _counts(stretch[at])
        case Kind.SWAPPED:
            return at > 0 and all(_counts(character) for character in phrase[at : at + 2])


def _lacks_word(stretch: str, phrase: str) -> bool:
    """Whether a phrase lacks one word of two characters inside."""
    at = next((at for at, (one, other) in enumerate(zip(stretch, phrase, strict=False)) if one != other), len(stretch))
    return 0 < at < len(stretch) and stretch[at:] == phrase[at + 2 :] and is_word(phrase[at : at + 2]) and parts_words(phrase, at)


def _is_other(written: str, right: str) -> bool:
    """Whether a character is wrong in the place of another: numerals and loose words may be meant."""
    return _counts(written) and _counts(right) and not (written in _NUMERALS and right in _NUMERALS)


def _counts(character: str) -> bool:
    return character not in _LOOSE and _HAN.match(character) is not None


def _makes_no_word(text: str, at: int) -> bool:
    """Whether the character at a place makes a word with neither of its neighbours."""
    return not is_word(text[at - 1 : at + 1]) and not is_word(text[at : at + 2])


def _is_told(text: str, slipped: Slipped) -> bool:
    """Whether the sentence has the right form too."""
    start = max((m.end() for m in _SENTENCE_END.finditer(text, max(slipped.span.start - 200, 0), slipped.span.start)), default=max(slipped.span.start - 200, 0))
    end = _SENTENCE_END.search(text, slipped.span.stop)
    return text.find(slipped.right, start, end.start() if end is not None else len(text)) >= 0


@cache
def _halves() -> dict[str, list[_Half]]:
    """The phrases by each of their halves."""
    known: dict[str, list[_Half]] = {}
    for phrase in dict.fromkeys(phrase for phrases in data.load("phrases").values() for phrase in phrases):
        middle = (len(phrase) + 1) // 2
        known.setdefault(phrase[:middle], []).append(_Half(phrase, 0))
        known.setdefault(phrase[middle:], []).append(_Half(phrase, middle))
    return known
