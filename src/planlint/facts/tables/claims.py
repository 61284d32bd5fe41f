"""The targets of tables in a form in which they can be held against those of the text."""

from __future__ import annotations

from planlint.facts.tables.targets import TableTarget, table_targets
from planlint.facts.targets.agreement import Claim, claim_of
from planlint.syntax.nodes import Plan


def table_claims(plan: Plan) -> list[Claim]:
    """The targets of tables that name a year and one number for the end of it, in order; sums over the period and yearly rates are left out."""
    found = (claim_of(plan.text, tabled.target) for tabled in plan.fact(table_targets) if _is_of_the_end(tabled))
    return [claim for claim in found if claim is not None and claim.special]


def _is_of_the_end(tabled: TableTarget) -> bool:
    return not tabled.rate and not tabled.cumulative and tabled.low == tabled.high and tabled.low is not None
