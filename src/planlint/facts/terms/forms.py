"""Where a plan writes a word: as a word of its own, in the plan's own wording."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import compress

from planlint.patterns import compiled
from planlint.syntax.nodes import Plan
from planlint.text.pairs import pairs
from planlint.text.signs import occurrences
from planlint.text.spans import Span, holds

_PAIR, _WINDOW = 2, 4
# to look for so many forms one by one takes as long as to go through the text once (measured on plans of 40 KB)
_FEW = 300
_SET_APART = compiled(r"《[^《》\r\n]*(?:《[^《》\r\n]*》[^《》\r\n]*)*》|(?:https?://|www\.)[^\s，。；、（）《》“”]+")


def bigrams(plan: Plan) -> frozenset[int]:
    """Every two characters that stand side by side in the text (see text/pairs.py): what is not among them need not be searched for."""
    return frozenset(pairs(plan.text))


def places_of(plan: Plan, forms: Collection[str]) -> dict[str, list[int]]:
    """Where forms of four characters stand, in order, by form."""
    return {form: list(occurrences(plan.text, form)) for form in forms} if len(forms) <= _FEW else _places_of_many(plan.text, forms)


def _places_of_many(text: str, forms: Collection[str]) -> dict[str, list[int]]:
    """The same for forms however many: the text is gone through once."""
    found: dict[str, list[int]] = {form: [] for form in forms}
    windows = list(map(text.__getitem__, map(slice, range(len(text)), range(_WINDOW, len(text) + 1))))
    for at in compress(range(len(windows)), map(found.__contains__, windows)):
        found[windows[at]].append(at)
    return found


def forms_in(plan: Plan, forms: Iterable[str]) -> list[str]:
    """The forms, of two characters and more, that the text may hold: their first two characters and their last are in it."""
    is_known = plan.fact(bigrams).__contains__
    left = list(forms)
    for end in (slice(_PAIR), slice(-_PAIR, None)):
        left = list(compress(left, map(is_known, pairs("".join([form[end] for form in left]))[::2])))
    return left


def holds_any(plan: Plan, forms: Collection[str]) -> bool:
    """Whether the text holds one of some forms, of any length."""
    single = [form for form in forms if len(form) < _PAIR]
    return holds(plan.text, single) or holds(plan.text, forms_in(plan, [form for form in forms if len(form) >= _PAIR]))


def spans_of(plan: Plan, form: str, *, right: str = "", allowed: Collection[str] = ()) -> Iterator[Span]:
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
