"""One indicator with two values for one year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.tables.claims import table_claims
from planlint.facts.targets.agreement import Claim, claims
from planlint.messages import Words, said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan

_AT_LEAST = frozenset((">=", ">"))
_AT_MOST = frozenset(("<=", "<"))


@check_kind("indicator", "year", "value", "other", "where", needs=claims)
class ConflictingTargetsCheck(Record):
    """Reports a target whose value is at odds with that of an earlier one: same indicator, year and unit.

    Indicators of general words alone (产业规模) mean another thing in each section: shares are compared within it, amounts not at all.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each target at odds with the first of its kind, at its value."""
        yield from self._with_tables(plan)
        first: dict[object, Claim] = {}
        for claim in plan.fact(claims):
            target = claim.target
            if target.elided or (not claim.special and (claim.about[1] != "%" or target.scoped)):
                continue
            leaf = plan.leaf_at(target.span.start)
            within = leaf.part if claim.special else leaf.parent or leaf
            other = first.setdefault((within.index, target.year, claim.about), claim)
            if other is not claim and self._differ(other, claim):
                yield self._match(plan, claim, other, said("conflicting-target.before"))

    def _with_tables(self, plan: Plan) -> Iterator[Match]:
        """One match for each target of the text at odds with the one that a table sets, wherever that stands."""
        tabled: dict[object, Claim] = {}
        for claim in plan.fact(table_claims):
            tabled.setdefault((claim.target.year, claim.about), claim)
        for claim in plan.fact(claims):
            other = tabled.get((claim.target.year, claim.about))
            if other is not None and claim.special and not claim.target.elided and self._differ(other, claim):
                yield self._match(plan, claim, other, said("conflicting-target.table"))

    def _match(self, plan: Plan, claim: Claim, other: Claim, where: Words) -> Match:
        mine, theirs = (found.target.value_span.of(plan.text) for found in (claim, other))
        values: dict[str, str | Words] = {"indicator": claim.target.indicator, "year": str(claim.target.year), "value": mine, "other": theirs, "where": where}
        return Match(claim.target.value_span, values, ((other.target.value_span, said("conflicting-target.other", value=theirs)),))

    def _differ(self, one: Claim, other: Claim) -> bool:
        if one.amount == other.amount:
            return False
        signs = {one.target.comparator, other.target.comparator}
        low, high = sorted((one, other), key=lambda claim: claim.amount)
        if signs <= _AT_LEAST or signs <= _AT_MOST or not signs & (_AT_LEAST | _AT_MOST):
            return True
        return low.target.comparator not in _AT_LEAST and high.target.comparator not in _AT_MOST
