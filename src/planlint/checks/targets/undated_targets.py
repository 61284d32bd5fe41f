"""Targets that name no year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.document import document
from planlint.facts.targets.running import targets
from planlint.facts.targets.target import Target
from planlint.patterns import compiled
from planlint.phrases.times import years_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span

_TIMED = compiled(r"(?:20\d\d[ ]?|[当全本半一二两三四五]|每)年|\d[ ]?月|季度|近期|中期|远期|阶段|每|“十[一二三四五六七]五”")
_REACHED = compiled(r"(?:达到?|[提升增长上降少减低]\w{0,2}[到至])[ ]?$")


def _targets_of_no_year(plan: Plan) -> list[Target]:
    """The targets of a plan whose title does not tell when it ends."""
    facts = plan.fact(document)
    title = facts.title or ""
    is_told = facts.period is not None or next(years_in(title, Span(0, len(title))), None) is not None
    return [] if is_told else plan.fact(targets)


@check_kind(
    "indicator",
    "value",
    needs=_targets_of_no_year,
    parameters={
        "several": ("至少有多少个目标写明年份才判断", "how many targets must be dated"),
    },
)
class UndatedTargetsCheck(Record):
    """Reports a share that is to be reached (达到, 提高到) in an item that names no year, nor is there one above it.

    Plans whose title names their years need none, nor do plans with fewer than `several` dated targets.
    """

    several: int = 3

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the value."""
        found = plan.fact(targets)
        if sum(target.year is not None for target in found) < self.several:
            return
        for target in found:
            if target.year is None and target.change is None and self._is_share(target) and self._is_reached(plan, target):
                yield Match(target.value_span, {"indicator": target.indicator, "value": target.value_span.of(plan.text)})

    def _is_share(self, target: Target) -> bool:
        return target.unit is not None and target.unit[0] in "%％" and isinstance(target.value, (int, float))

    def _is_reached(self, plan: Plan, target: Target) -> bool:
        text, at = plan.text, target.value_span.start
        leaf = plan.leaf_at(at)
        if _REACHED.search(text, leaf.content.start, at) is None:
            return False
        item = next((node for node in leaf.ancestors() if node.ordinal is not None), leaf)
        return _TIMED.search(text, item.content.start, item.content.stop) is None
