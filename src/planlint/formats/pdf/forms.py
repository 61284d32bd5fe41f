"""Characters that are written as one and set as another: marks of ASCII in full squares, full-width figures in half ones.

Typesetting systems of newspapers and gazettes set `,` for a comma that fills its square, and full-width figures from narrow fonts.
What a reader sees is told by how wide a character is set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from planlint.formats.pdf.glyphs import Run
from planlint.patterns import MULTILINE, compiled
from planlint.text.spans import Edit, Span

_OTHERWISE = compiled(r"[,.;:!?()«»．０-９]")
_SQUARE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "«": "《", "»": "》"}
_PAIRS = ("()", "«»")
_ZERO = compiled(r"(?<=[一二三四五六七八九])○|○(?=[一二三四五六七八九])")
_POINT = compiled(r"(?<=[0-9０-９])\U001001B0(?=[0-9０-９])")
_FIGURES = {chr(ord("０") + figure): str(figure) for figure in range(10)}
_STOP = compiled(r"(?<=[\p{Han}）)》»”’％%］\]])(?<!^[一二三四五六七八九十]{1,3})[.．](?![A-Za-z0-9])", MULTILINE)
_LATIN = compiled(r"(?<=[A-Za-z0-9 ])[,;:!?()](?=[A-Za-z0-9 ])")
_WIDE = 0.8
_NARROW = 0.72


def set_otherwise(run: Run) -> Iterator[int]:
    """The places in a run of characters whose width is not that of what is written."""
    if _OTHERWISE.search(run.text) is None:
        return
    for m in _OTHERWISE.finditer(run.text):
        at = m.start()
        following = run.lefts[at + 1] if at + 1 < len(run.lefts) else run.right
        width = (following - run.lefts[at]) / (run.size or 1)
        if 0 < width <= _NARROW if m[0] in _FIGURES else width >= _WIDE:
            yield at


def seen_as(text: str, otherwise: Iterable[int]) -> Iterator[Edit]:
    """The edits that make of a text what is seen of it, where characters at the given places are set as others.

    A mark is another one all over a document in which most of its kind are: where two marks meet they are set closer. Between Latin
    letters it stays, and so does a point that is none of a sentence. Such systems set a circle for the zero of a year, and a
    letter of their own for a decimal point.
    """
    counts = Counter(text[at] for at in otherwise)
    if not counts:
        return
    figures = sum(counts[figure] for figure in _FIGURES) * 2 > sum(map(text.count, _FIGURES))
    known = {mark for mark, number in counts.items() if (figures if mark in _FIGURES else number * 2 > text.count(mark))}
    known |= set(_FIGURES) if figures else set()
    yield from (Edit(Span(*m.span()), ".") for m in _POINT.finditer(text))
    known |= {other for pair in _PAIRS for other in pair if known & set(pair)}
    if not known:
        return
    for m in _ZERO.finditer(text):
        yield Edit(Span(*m.span()), "〇")
    for m in _OTHERWISE.finditer(text):
        mark, at = m[0], m.start()
        if mark not in known:
            continue
        if mark in ".．":
            seen = "。" if _STOP.match(text, at) else None
        else:
            seen = _FIGURES.get(mark) or (None if _LATIN.match(text, at) else _SQUARE[mark])
        if seen is not None:
            yield Edit(Span(at, at + 1), seen)
