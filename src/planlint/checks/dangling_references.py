"""References to what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.annexes import annexes
from planlint.facts.document import document
from planlint.facts.references import Reference, What, references, targets_of
from planlint.syntax.nodes import Kind, Node, Plan

_UNITS = {What.ANNEX: "附件", What.TABLE: "附表", What.BOX: "专栏"}


@check_kind("reference", "last")
class DanglingReferencesCheck(NamedTuple):
    """Reports a reference to an annex, box, part, chapter, section or article of a number that the document has not.

    An annex that the document lists is there, though its text may be elsewhere. Parts and articles are judged where the document
    numbers such; annexes and boxes also where it has none, if it is a plan by its title.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the reference."""
        for reference in plan.fact(references):
            numbers = self._numbers(plan, reference.what)
            if reference.target is None and reference.value not in numbers and self._judged(plan, reference, numbers):
                yield Match(reference.span, {"reference": self._named(plan, reference), "last": self._last(reference.what, numbers)})

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the plan refers to nothing in itself."""
        return not plan.fact(references)

    def _numbers(self, plan: Plan, what: What) -> set[int]:
        numbers = set(plan.fact(targets_of)[what])
        if what is What.ANNEX:
            numbers |= {annex.number for annex in plan.fact(annexes).listed}
            # an annex without a number is the only one, and is meant by 附件1 as well
            numbers |= {1} if 0 in numbers else set()
        return numbers

    def _judged(self, plan: Plan, reference: Reference, numbers: set[int]) -> bool:
        if reference.what is What.TABLE:
            return False
        if reference.what in _UNITS:
            return bool(numbers) or (plan.fact(document).genre is not None and plan.leaf_at(reference.span.start).part.kind is not Kind.NOTICE)
        return len(numbers) >= 2

    def _named(self, plan: Plan, reference: Reference) -> str:
        written = "".join(reference.span.of(plan.text).split())
        return written if not written[0].isdigit() else f"{_UNITS.get(reference.what, '')}{written}"

    def _last(self, what: What, numbers: set[int]) -> str:
        if not numbers:
            return "全文没有这样的编号"
        last = max(numbers)
        return f"只到{_UNITS[what]}{last}" if what in _UNITS else f"只到第{last}{what.value}"
