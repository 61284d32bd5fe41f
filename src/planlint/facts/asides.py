"""The text of a plan without what is said aside: cited titles and glosses in brackets."""

from __future__ import annotations

from collections.abc import Iterable

from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.quantities import malformed_in
from planlint.syntax.nodes import Plan
from planlint.text.signs import matches, places
from planlint.text.spans import Edit, Span, apply

HIDDEN = "\N{WHITE CIRCLE}"
"""Stands for each character that is hidden."""

_OPENING, _POINTS = "《（(", ".．｡"
_ASIDE = compiled(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|(?<!\d[ ]?[台套家个项座处辆])[（(][^（）()\n]*(?:[（(][^（）()\n]*[）)][^（）()\n]*)*[）)]")
_STOP = compiled(rf"(?<=[\p{{Han}}）”%])[{_POINTS}](?=[\p{{Han}}\s“（]|$)")


def without_asides(plan: Plan) -> str:
    """The text of the view in plain figures and stops (．for 。), of the same length, with titles 《…》 and brackets hidden, and figures that are none; a unit such as 台（套） keeps its own."""
    plain = plain_figures(plan.text)
    end = len(plain)
    text = apply(plain, [Edit(Span(*m.span()), "。") for m in matches(_STOP, plain, places(plain, _POINTS, 0, end), end)])
    text = _hidden(text, malformed_in(text, Span(0, end)))
    return _hidden(text, (Span(*m.span()) for m in matches(_ASIDE, text, places(text, _OPENING, 0, end), end)))


def _hidden(text: str, spans: Iterable[Span]) -> str:
    return apply(text, [Edit(span, HIDDEN * span.length) for span in spans])
