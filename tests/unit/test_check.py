"""What a kind of check declares of itself."""

from __future__ import annotations

from typing import NamedTuple

from planlint.check import check_kind
from planlint.syntax import read
from planlint.syntax.nodes import Node, Plan
from planlint.text.source import Source

BARE, NUMBERED = read(Source("各乡镇要抓好落实。\n")), read(Source("一、总体要求\n抓好落实。\n二、重点任务\n抓好落实。\n"))


def numbers(plan: Plan) -> list[Node]:
    return [node for node in plan.nodes if node.ordinal is not None]


@check_kind(needs=numbers)
class Needing(NamedTuple):
    """Needs numbers."""


@check_kind()
class Needless(NamedTuple):
    """Needs nothing."""


@check_kind(needs=numbers)
class Own(NamedTuple):
    """Judges by its parameter whether it applies."""

    least: int = 1

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the text is too short."""
        return len(plan.text) < self.least


def test_a_check_does_not_apply_to_a_plan_without_what_it_needs() -> None:
    assert (Needing().not_applicable(BARE), Needing().not_applicable(NUMBERED)) == (True, False)


def test_a_check_that_needs_nothing_applies_to_any_plan() -> None:
    assert not Needless().not_applicable(BARE)


def test_a_check_may_judge_by_its_parameters_whether_it_applies() -> None:
    assert (Own(1).not_applicable(BARE), Own(100).not_applicable(BARE)) == (False, True)
