"""One term spoilt in a clean plan: exactly that is found, at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.findings.diagnostic import Severity
from strategies import Printed, diagnostics, errors_and_warnings, plans

_TYPOS = [("抓紧布署巡查。", "布署"), ("清理台帐。", "台帐"), ("修缮天燃气管道。", "天燃气"), ("营造良好坏境。", "坏境"), ("做到相辅相承。", "相辅相承")]
_PAIRS = [
    ("清运畜禽粪污。清运畜禽粪污。", "清运禽畜粪污。", "禽畜"),
    ("市爱国卫生运动领导小组统筹。市爱国卫生运动领导小组检查。", "报市爱国卫生运动工作领导小组。", "市爱国卫生运动工作领导小组"),
    ("各县（市、区）巡查。各县（市、区）自查。", "各县（区、市）报送。", "各县（区、市）"),
]


def added(plan: Printed, at: int, sentence: str) -> Printed:
    row = plan.rows[at]
    return plan.with_row(at, row._replace(text=row.text + sentence))


@pytest.mark.parametrize(("sentence", "typo"), _TYPOS)
@settings(max_examples=10)
@given(plans(), st.integers(0, 10_000))
def test_a_typo_is_found_in_its_line(sentence: str, typo: str, plan: Printed, pick: int) -> None:
    rows = plan.at(text=True)
    at = rows[pick % len(rows)]
    broken = added(plan, at, sentence)
    assert errors_and_warnings(broken.text) == [("TRM003", broken.line(at))]
    assert [broken.text[found.span.start : found.span.stop] for found in diagnostics(broken.text) if found.code == "TRM003"] == [typo]


@pytest.mark.parametrize(("usual", "odd", "form"), _PAIRS)
@settings(max_examples=10)
@given(plans(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_odd_form_of_a_term_is_found_wherever_the_usual_one_stands(usual: str, odd: str, form: str, plan: Printed, one: int, other: int) -> None:
    rows = plan.at(text=True)
    broken = added(added(plan, rows[one % len(rows)], usual), rows[other % len(rows)], odd)
    found = [found for found in diagnostics(broken.text) if found.code == "TRM002"]
    assert [broken.text[one.span.start : one.span.stop] for one in found] == [form]
    assert found[0].severity is Severity.INFO
    assert errors_and_warnings(broken.text) == []


@given(plans())
def test_a_clean_plan_has_neither_typos_nor_variants(plan: Printed) -> None:
    assert [found.code for found in diagnostics(plan.text) if found.code in ("TRM002", "TRM003")] == []
