"""Words that are known to be written wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planlint.check import Match, check_kind
from planlint.facts.terms.forms import forms_in, spans_of
from planlint.phrases.boundaries import is_crossed, stands_alone
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_NONE: Mapping[str, str] = {}


@check_kind(
    "form",
    "right",
    repairs=True,
    parameters={
        "typos": ("错的写法和对的写法", "wrong forms and right ones"),
        "allowed": ("放过的词", "words to leave alone"),
    },
)
class TyposCheck(Record):
    """Reports the `typos`, each with its right form, but for places where an `allowed` word stands.

    Where a word crosses the border, as in 公布署名 and 按排风机铭牌, the characters of a typo are no word.
    """

    typos: Mapping[str, str] = _NONE
    allowed: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each place; the fix puts the right form there."""
        found = sorted(self._places_of_typos(plan), key=lambda span: (span.start, -span.stop))
        wanted = {node.index for node in nodes} if found else set()
        stop = 0
        for span in found:
            if span.start >= stop and plan.leaf_at(span.start).index in wanted:
                form = span.of(plan.text)
                yield Match(span, {"form": form, "right": self.typos[form]}, edits=(Edit(span, self.typos[form]),))
                stop = span.stop

    def _places_of_typos(self, plan: Plan) -> Iterator[Span]:
        for form in forms_in(plan, self.typos):
            for span in spans_of(plan, form, right=self.typos[form], allowed=self.allowed):
                if stands_alone(plan.text, span) and not is_crossed(plan.text, span):
                    yield span
