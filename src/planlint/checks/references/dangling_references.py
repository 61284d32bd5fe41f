"""References to what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.references.inside import Reference, What, references
from planlint.messages import Words, said
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span, touches

_QUOTATION = compiled(r"“[^“”\n]*。”|\"[^\"\n]*。\"")
_SEVERAL = 3


@check_kind("reference", "last", needs=references)
class DanglingReferencesCheck(Record):
    """Reports a reference to an annex, box, part, chapter, section or article of a number that the document has not.

    Divisions are judged where the document numbers such, and beyond the last of them. A document that has no annex or box at all,
    and refers to several, was published without them; so was one that has a single one without a number. What a quotation of whole
    sentences refers to is in the document quoted.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the reference; the last that there is goes with it. References to one thing are one finding."""
        in_quotation = touches([Span(*m.span()) for m in _QUOTATION.finditer(plan.text)])
        own = [reference for reference in plan.fact(references) if not in_quotation(reference.span)]
        named: dict[What, set[int]] = {}
        missing: dict[What, set[int]] = {}
        for reference in own:
            named.setdefault(reference.what, set()).add(reference.value)
            if reference.target is None:
                missing.setdefault(reference.what, set()).add(reference.value)
        for reference in own:
            what = reference.what
            if reference.target is None and self._is_judged(plan, reference, named[what], missing[what]):
                related = ((self._last(reference), said("dangling-reference.last")),) if reference.known else ()
                yield Match(
                    reference.span,
                    {"reference": self._named(plan, reference), "last": self._range(reference)},
                    related,
                    group=f"{reference.what.value}{reference.value}",
                )

    def _is_judged(self, plan: Plan, reference: Reference, named: set[int], missing: set[int]) -> bool:
        """Whether a reference to nothing is a fault, by the numbers that references of its kind name, and those that are missing."""
        if reference.what.is_division:
            return len(reference.known) >= 2 and reference.value > max(reference.known)
        if reference.known and not self._is_single(reference):
            return True
        if reference.known:
            return len(missing) < _SEVERAL
        if reference.what is What.TABLE or plan.leaf_at(reference.span.start).part.kind is Kind.NOTICE:
            return False
        return len(named) == 1

    def _named(self, plan: Plan, reference: Reference) -> str:
        written = "".join(reference.span.of(plan.text).split())
        return written if reference.what.is_division or written.startswith(reference.what) else reference.what + written

    def _is_single(self, reference: Reference) -> bool:
        """Whether there is only one of its kind, without a number."""
        last = max(reference.known)
        return last == 0 or (last == 1 and 0 in reference.known and reference.known[0] == reference.known[1])

    def _last(self, reference: Reference) -> Span:
        return reference.known[max(reference.known)]

    def _range(self, reference: Reference) -> Words:
        what = reference.what.value
        if not reference.known:
            return said("dangling-reference.none", what=what)
        last = max(reference.known)
        if reference.what.is_division:
            return said("dangling-reference.division", last=last, what=what)
        return said("dangling-reference.single", what=what) if self._is_single(reference) else said("dangling-reference.reach", what=what, last=last)
