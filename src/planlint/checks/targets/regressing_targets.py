"""Later targets that fall back behind earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.targets.agreement import Claim, claims
from planlint.messages import said
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan

_BETTER_HIGH = compiled(r"(?:率|比重|覆盖率|产量|能力|容量|面积|蓄积量|里程|规模)$")
_BETTER_LOW = compiled(
    r"能耗|煤耗|水耗|电耗|消耗|排放|强度|浓度|漏损|损失|损耗|线损|产销差|死亡|事故|发生率|病|失业|淘汰|污染|用水量|煤炭|天数|不|缺|弃|空置|流失|退化"
)


@check_kind("indicator", "year", "value", "earlier", "other", needs=claims)
class RegressingTargetsCheck(Record):
    """Reports a target that is weaker than that of an earlier year, by the direction of its own words (提升至, 不低于, 降至)."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at its value."""
        last: dict[object, Claim] = {}
        for claim in sorted(plan.fact(claims), key=lambda claim: claim.target.year or 0):
            if claim.target.change is not None:
                continue
            about = (plan.leaf_at(claim.target.span.start).part.index, claim.about)
            before = last.get(about)
            last[about] = claim
            if before is not None and self._falls_back(before, claim) and self._comparable(plan, before, claim):
                target, other = claim.target, before.target
                texts = [plan.text[found.value_span.start : found.value_span.stop] for found in (target, other)]
                values = {"indicator": target.indicator, "year": str(target.year), "value": texts[0], "earlier": str(other.year), "other": texts[1]}
                yield Match(target.value_span, values, ((other.value_span, said("regressing-target.other", year=str(other.year), value=texts[1])),))

    def _comparable(self, plan: Plan, before: Claim, claim: Claim) -> bool:
        """Whether both are of one paragraph, or say in full what they measure."""
        if plan.leaf_at(before.target.span.start) is plan.leaf_at(claim.target.span.start):
            return True
        return claim.special and before.special and not claim.target.elided and not before.target.elided

    def _falls_back(self, before: Claim, claim: Claim) -> bool:
        assert before.target.year is not None and claim.target.year is not None
        if claim.target.year <= before.target.year or claim.amount == before.amount:
            return False
        rising = self._direction(before, claim)
        return rising is not None and rising != (claim.amount > before.amount)

    def _direction(self, before: Claim, claim: Claim) -> bool | None:
        """Whether more is better, as the words of both or of the later one say; None when they don't."""
        signs = {before.target.comparator, claim.target.comparator}
        if claim.target.rising is not None:
            return claim.target.rising
        if before.target.rising is not None:
            return before.target.rising
        if signs <= {">=", ">"}:
            return True
        if signs <= {"<=", "<"}:
            return False
        name = claim.about[0]
        up = signs <= {"=", "~", ">=", ">"} and _BETTER_HIGH.search(name) is not None and _BETTER_LOW.search(name) is None
        return True if up else None
