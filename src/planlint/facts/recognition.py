"""Whether a text was made by optical character recognition (OCR), as scanned documents are."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.text.source import written_length
from planlint.text.spans import Span

_GAP = compiled(r"(?<=[\p{Han}，。；、])[ ]+(?=\p{Han})|(?<=\p{Han})[ ]+(?=[，。；、)）])")
_ODD = frozenset(("halfwidth-punctuation", "straight-quote", "mixed-width-pair"))
_LEAST_GAPS = 12
_GAPS_PER_THOUSAND = 12
_LEAST_ODD = 5


class Recognition(Record):
    """A text that reads like a recognised one: the first place that shows it, and how many places do."""

    span: Span
    signs: int


def recognition(plan: Plan) -> Recognition | None:
    """The signs of recognition in the source of a plan; None for a text as people write it.

    The reader of a format may know (a remark “ocr-text”); else spaces that stand within sentences where a mark was lost, more than
    twelve in a thousand characters, tell it together with marks of the wrong width.
    """
    source = plan.view.source
    told = next((remark for remark in source.remarks if remark.kind == "ocr-text"), None)
    if told is not None:
        return Recognition(told.span, told.number)
    text = source.text
    length = written_length(text)
    # cheaper than the pattern by far, and no text as people write it has so many spaces
    if text.count(" ") * 1000 < _GAPS_PER_THOUSAND * length:
        return None
    behind_numbers = {plan.view.locate(node.ordinal.span).stop for node in plan.nodes if node.ordinal is not None}
    gaps = [Span(*m.span()) for m in _GAP.finditer(text) if m.start() not in behind_numbers]
    odd = sum(damage.number for damage in plan.damage if damage.kind in _ODD)
    if len(gaps) < _LEAST_GAPS or len(gaps) * 1000 < _GAPS_PER_THOUSAND * length or odd < _LEAST_ODD:
        return None
    return Recognition(gaps[0], len(gaps) + odd)
