"""The text of a plan without what is said aside: cited titles and glosses in brackets."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.syntax.nodes import Plan

HIDDEN = "\N{WHITE CIRCLE}"
"""Stands for each character that is hidden."""

_ASIDE = compiled(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》|(?<!\d[ ]?[台套家个项座处辆])[（(][^（）()\n]*(?:[（(][^（）()\n]*[）)][^（）()\n]*)*[）)]")


def without_asides(plan: Plan) -> str:
    """The text of the view in plain figures, of the same length, with titles 《…》 and brackets hidden; a unit such as 台（套） keeps its own."""
    text = plain_figures(plan.text)
    return _ASIDE.sub(lambda m: HIDDEN * len(m[0]), text) if "《" in text or "（" in text or "(" in text else text
