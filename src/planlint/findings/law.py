"""The law of safe fixes: what an edit must leave of a text that nobody is asked about.

A safe fix keeps every letter and digit in order but for proved residue, joins no lines but those of a cut sentence, and never makes or
unmakes a heading, an item, a cell, code or a link. Who may not be trusted with that is asked for: its fix is unsafe.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

from planlint.damage.residue import Residue, is_proved
from planlint.findings.diagnostic import Diagnostic
from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Plan
from planlint.text.spans import Edit, Span, apply

_LINE_END = compiled(r"\r\n?|\n")
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))} | {ord("℃"): ord("C"), ord("○"): ord("〇")}
_SHORT = 16
"""A damaged text has thousands of edits that are the same, each of a few characters."""
_TEXT = frozenset((Kind.TITLE, Kind.FRONT, Kind.PARAGRAPH))


def keeps_words(text: str, edit: Edit, residue: Residue | None, furniture: Sequence[Span] = ()) -> bool:
    """Whether an edit of a text leaves its letters, digits and lines as they are, but for residue of the class.

    The end of a cut line may go together with the furniture of pages that stands in it.
    """
    old, new = edit.span.of(text), edit.text
    if residue is Residue.BREAK:
        old = apply(old, [Edit(span.shifted(-edit.span.start), "") for span in _inside(furniture, edit.span)])
    return _keeps_words(old, new, residue) if len(old) <= _SHORT else _keeps_words.__wrapped__(old, new, residue)


@lru_cache(maxsize=4096)
def _keeps_words(old: str, new: str, residue: Residue | None) -> bool:
    if residue is not None and is_proved(residue, old, new):
        return True
    return letters(old) == letters(new) and len(_LINE_END.findall(old)) == len(_LINE_END.findall(new))


def letters(text: str) -> str:
    """The letters and digits of a text, in half width; a circle that is written for a zero is one."""
    return "".join(filter(str.isalnum, text.translate(_HALF)))


def shape(plan: Plan) -> Hashable:
    """What a plan is made of: its letters as they are read, its nodes in reading order, and what its format makes of the text.

    What damage hides is read through it, such as the numbers of pages, which prove each other: one taken out may bring back the rest.
    Paragraphs are left out: where a printed page breaks them is read from the widths of all its lines, which every repair changes.
    """
    nodes = tuple(
        (node.kind, node.level, node.ordinal.family if node.ordinal else None, node.ordinal.value if node.ordinal else 0)
        for node in plan.nodes
        if node.kind not in _TEXT
    )
    read = letters(plan.text)
    if plan.view.source.format != "markdown":
        return read, nodes
    from planlint.formats.markdown import markup

    return read, nodes, markup(plan.view.source.text).shape


def breakers(diagnostics: Sequence[Diagnostic], breaks: Callable[[Sequence[Diagnostic]], bool], enough: Callable[[], bool] = bool) -> list[Diagnostic]:
    """Those whose fixes break a law when they are made, found by halves; once it is `enough`, a half that breaks it is taken whole."""
    if not diagnostics or not breaks(diagnostics):
        return []
    if len(diagnostics) == 1 or enough():
        return list(diagnostics)
    half = len(diagnostics) // 2
    found = [*breakers(diagnostics[:half], breaks, enough), *breakers(diagnostics[half:], breaks, enough)]
    return found or list(diagnostics)


def edits_of(diagnostics: Sequence[Diagnostic]) -> list[Edit]:
    """The edits of their fixes, which are apart from each other, in order."""
    return sorted(edit for diagnostic in diagnostics if diagnostic.fix for edit in diagnostic.fix.edits)


def _inside(spans: Sequence[Span], outer: Span) -> Sequence[Span]:
    """The spans, which are in order and apart, that begin in another one and end in it."""
    found = spans[bisect_left(spans, outer) : bisect_left(spans, Span(outer.stop, outer.stop))]
    return [span for span in found if outer.covers(span)]
