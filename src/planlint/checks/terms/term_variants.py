"""One term in two forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planlint.check import Match, check_kind
from planlint.facts.terms.forms import forms_in, spans_of
from planlint.facts.terms.variants import Variants, variants
from planlint.messages import Words, said
from planlint.phrases.boundaries import stands_alone
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span

_NONE: Mapping[str, str] = {}


@check_kind(
    "form",
    "other",
    parameters={
        "variants": ("同一用语的两种写法", "pairs of forms of one term"),
        "preferred": ("不用的写法和要用的写法", "forms and what is preferred to them"),
        "allowed": ("放过的词", "words to leave alone"),
    },
)
class TermVariantsCheck(Record):
    """Reports the rarer of two forms of one term, and any form where another one is `preferred`. Of a pair that is listed only the first one
    is reported, where it is not the usual one.

    Pairs are those of `variants`, and others that need no list: 领导小组 and 工作领导小组 of one name, 各县（市、区） and
    各县（区、市）, two characters changed about. Places where an `allowed` word stands are left out.
    """

    variants: Mapping[str, str] = _NONE
    preferred: Mapping[str, str] = _NONE
    allowed: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each place of a form that should be another one, those of one form as a group; the other form is related."""
        found = list(self._variants(plan))
        wanted = {node.index for node in nodes} if found else set()
        reported: set[int] = set()
        for form, other, spans, related in found:
            for span in spans:
                if plan.leaf_at(span.start).index in wanted and reported.isdisjoint(range(span.start, span.stop)):
                    reported.update(range(span.start, span.stop))
                    yield Match(span, {"form": form, "other": other}, related, group=f"{form}\0{other}")

    def _variants(self, plan: Plan) -> Iterator[tuple[str, str, Iterable[Span], tuple[tuple[Span, Words], ...]]]:
        for form in forms_in(plan, self.preferred):
            other = self.preferred[form]
            yield form, other, self._places(plan, form, other), _related(next(spans_of(plan, other), None))
        for rarer, others in (*self._listed(plan), *plan.fact(variants)):
            form, other = rarer[0].of(plan.text), others[0].of(plan.text)
            if form not in (self.preferred.get(other), self.variants.get(other)) and not any(word in form for word in self.allowed):
                yield form, other, rarer, _related(others[0])

    def _listed(self, plan: Plan) -> Iterator[Variants]:
        for form in forms_in(plan, self.variants):
            other = self.variants[form]
            if other in plan.text:
                one, two = self._places(plan, form, other), list(spans_of(plan, other, right=form, allowed=self.allowed))
                if two and 0 < len(one) <= len(two):
                    yield Variants(tuple(one), tuple(two))

    def _places(self, plan: Plan, form: str, right: str) -> list[Span]:
        return [span for span in spans_of(plan, form, right=right, allowed=self.allowed) if stands_alone(plan.text, span)]


def _related(other: Span | None) -> tuple[tuple[Span, Words], ...]:
    return () if other is None else ((other, said("term-variants.other")),)
