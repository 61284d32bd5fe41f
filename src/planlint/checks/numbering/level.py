"""Levels of numbering that a plan skips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.phrases.ordinals import Family
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan

_LEVELS = sorted((family for family in Family if family.row.level), key=lambda family: family.row.level)


def _levels(plan: Plan) -> set[Family]:
    """The families of numbers that a plan uses outside of annexes, where they are three and more."""
    used = {node.ordinal.family for node in plan.nodes if node.ordinal is not None and node.part.kind is not Kind.ANNEX}
    return used if len(used) > 2 else set()


@check_kind("number", "above", "missing", needs=_levels)
class LevelCheck(Record):
    """Reports a number that stands right below one two levels up, where the plan uses the level between elsewhere."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for the first number of each group that skips a level."""
        used = plan.fact(_levels)
        boxed = {below.index for box in plan.nodes if box.kind is Kind.BOX for below in box.walk()}
        for node in nodes:
            above = node.parent
            if node.ordinal is None or above is None or above.ordinal is None or node.ordinal.value != 1 or node.index in boxed:
                continue
            missing = self._missing(above.ordinal.family, node.ordinal.family, used)
            if missing is not None and node is next(above.numbered, None) and self._is_heading(node):
                yield Match(node.ordinal.span, {"number": node.ordinal.text, "above": above.ordinal.text, "missing": missing.written(1)})

    def _missing(self, above: Family, below: Family, used: set[Family]) -> Family | None:
        if above not in _LEVELS or below not in _LEVELS:
            return None
        between = _LEVELS[_LEVELS.index(above) + 1 : _LEVELS.index(below)]
        if above is Family.HAN and below is Family.ARABIC:
            return None
        return next((family for family in between if family in used), None)

    def _is_heading(self, node: Node) -> bool:
        """A heading stands alone or opens a paragraph; the entries of a list in a sentence do neither."""
        return node.run_in or (bool(node.title) and len(node.title) <= 30)
