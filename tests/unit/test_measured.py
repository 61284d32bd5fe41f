"""How often rules were right on published documents, as their pages and SARIF say it."""

from __future__ import annotations

import pytest

from planlint import data
from planlint.rulebook.measured import Measured, measured
from planlint.rulebook.page import explain
from planlint.rulebook.store import load_rules


@pytest.mark.parametrize(
    ("true", "arguable", "wrong", "precision"),
    [
        (20, 0, 0, "very-high"),
        (19, 30, 1, "very-high"),
        (19, 0, 0, "high"),
        (18, 0, 2, "high"),
        (9, 0, 1, "high"),
        (5, 0, 0, "medium"),
        (7, 0, 3, "medium"),
        (69, 0, 31, "low"),
        (0, 0, 5, "low"),
        (4, 9, 0, None),
        (0, 0, 0, None),
    ],
)
def test_precision_takes_a_share_and_enough_findings(true: int, arguable: int, wrong: int, precision: str | None) -> None:
    assert Measured(true, arguable, wrong, 100).precision == precision


def test_every_rule_that_was_measured_is_there() -> None:
    assert set(data.load("accuracy")["rules"]) <= {rule.code for rule in load_rules()}


def test_a_page_shows_what_was_measured() -> None:
    rule = next(rule for rule in load_rules() if rule.code == "PUN010")
    known = measured("PUN010")
    assert known is not None
    assert f"- 实测：{known.documents} 份公开文件里判读 {known.judged} 处：属实 {known.true}，" in explain(rule)
    assert f"- Measured: {known.judged} findings judged in {known.documents} published documents: {known.true} true, " in explain(rule, "en")


def test_a_rule_of_which_nothing_is_known_has_no_figures() -> None:
    assert measured("USR001") is None
