"""Each reason for or against a slip by an example that comes out wrong without it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from planlint.checks.agencies import misspelt_agency
from planlint.checks.agencies.misspelt_agency import CERTAINTY, MisspeltAgencyCheck, Weighed
from planlint.reasons import Reason
from planlint.syntax import read
from planlint.text.source import Source

_EXAMPLES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "right-one-beside": (("市合交作流办、市合作交流办",), {}),
    "written-often": (("省教农厅", "省教农厅", "省教农厅"), {}),
    "swapped-in-long": (("县交运通输委、县财政局",), {"县交运通输委": "县交通运输委"}),
    "swapped-without-sense": (("市医中药局、市财政局",), {"市医中药局": "市中医药局"}),
    "left-out-of-two": (("县数局、县财政局", "县数据局"), {"县数局": "县数据局"}),
    "left-out-of-long": (("县行政审服务管理局、县财政局",), {"县行政审服务管理局": "县行政审批服务管理局"}),
    "doubled-in-long": (("县网网信办、县财政局", "县网信办"), {"县网网信办": "县网信办"}),
    "of-closed-set": (("省小利厅、省财政厅",), {"省小利厅": "省水利厅"}),
    "sense-but-vouched": (("市政务服大局、市财政局", "市政务服务局"), {"市政务服大局": "市政务服务局"}),
    "sense": (("县烟草专务局、县财政局",), {}),
    "in-front-of-long": (("县资邮政管理局、县财政局", "县邮政管理局"), {"县资邮政管理局": "县邮政管理局"}),
    "in-front": (("市鑫人防办、市财政局", "市人防办"), {}),
    "long": (("县发小改革委、县财政局",), {"县发小改革委": "县发展改革委"}),
    "strange": (("市发吃改委、市财政局", "市发改委"), {"市发吃改委": "市发改委"}),
}
"""The lists of a plan, and the names in them that are misspelt with the right ones."""


@pytest.mark.parametrize(("name", "lists", "misspelt"), [pytest.param(name, *example, id=name) for name, example in _EXAMPLES.items()])
def test_a_reason_is_needed_for_its_example(name: str, lists: Sequence[str], misspelt: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert _found(lists, CERTAINTY, monkeypatch) == misspelt
    assert _found(lists, [reason for reason in CERTAINTY if reason.name != name], monkeypatch) != misspelt


def test_every_reason_has_an_example() -> None:
    assert [reason.name for reason in CERTAINTY] == list(_EXAMPLES)


def _found(lists: Sequence[str], reasons: Sequence[Reason[Weighed]], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(misspelt_agency, "CERTAINTY", tuple(reasons))
    plan = read(Source("".join(f"完善管网，补齐短板。（{bodies}负责）\n" for bodies in lists)))
    return {found.span.of(plan.text): str(found.values["right"]) for found in MisspeltAgencyCheck().run(plan, plan.leaves)}
