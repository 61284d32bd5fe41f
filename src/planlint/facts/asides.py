"""The text of a plan without what is said aside: cited titles and glosses in brackets."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.quantities import malformed_in
from planlint.syntax.nodes import Plan
from planlint.text.spans import Edit, Span, apply

HIDDEN = "\N{WHITE CIRCLE}"
"""Stands for each character that is hidden."""

_ASIDE = compiled(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|(?<!\d[ ]?[台套家个项座处辆])[（(][^（）()\n]*(?:[（(][^（）()\n]*[）)][^（）()\n]*)*[）)]")
_STOP = compiled(r"(?<=[\p{Han}）”%])[.．｡](?=[\p{Han}\s“（]|$)")


def without_asides(plan: Plan) -> str:
    """The text of the view in plain figures and stops (．for 。), of the same length, with titles 《…》 and brackets hidden, and figures that are none; a unit such as 台（套） keeps its own."""
    text = _STOP.sub("。", plain_figures(plan.text))
    text = apply(text, [Edit(span, HIDDEN * span.length) for span in malformed_in(text, Span(0, len(text)))])
    return _ASIDE.sub(lambda m: HIDDEN * len(m[0]), text) if "《" in text or "（" in text or "(" in text else text
