"""What was printed in any house style is read back, and a plan without a fault is silent."""

from __future__ import annotations

from hypothesis import example, given

from planlint.facts.document import document
from planlint.facts.numbering.sequences import Mode, faults, sequences
from planlint.phrases.ordinals import Family
from strategies import (
    Chapter,
    Draft,
    Entry,
    Printed,
    Style,
    agencies_of,
    diagnostics,
    errors_and_warnings,
    outline_of,
    plan_of,
    plans,
    printed,
)

_TASKS = (
    Entry("补齐社区食堂短板", "改造社区食堂，新建送餐站点。", agencies=("县民政局", "县商务局")),
    Entry("做优邻里空间", "修缮文化广场，用好农家书屋。", agencies=("县财政局",)),
)
_DRAFT = Draft(
    "青禾县社区食堂建设实施方案",
    "为落实《社区服务提升意见》，结合青禾县实际，制定本方案。",
    (
        Chapter("总体要求", "opening", (Entry("指导思想", "管好社区食堂，用好社区食堂。"), Entry("工作目标", "到2027年，新建社区食堂20处。"))),
        Chapter("重点任务", "tasks", _TASKS),
        Chapter("保障措施", "closing", (Entry("加强组织领导", "巡查社区食堂。"), Entry("落实资金支持", "盘活社区食堂。"))),
    ),
)


def test_a_printed_plan_reads_as_plans_do() -> None:
    assert printed(_DRAFT, Style(continuous=True, run_in=True, indented=True)).text == (
        "青禾县社区食堂建设实施方案\n"
        "　　为落实《社区服务提升意见》，结合青禾县实际，制定本方案。\n"
        "　　一、总体要求\n"
        "　　（一）指导思想。管好社区食堂，用好社区食堂。\n"
        "　　（二）工作目标。到2027年，新建社区食堂20处。\n"
        "　　二、重点任务\n"
        "　　（三）补齐社区食堂短板。改造社区食堂，新建送餐站点。（县民政局、县商务局负责）\n"
        "　　（四）做优邻里空间。修缮文化广场，用好农家书屋。（县财政局负责）\n"
        "　　三、保障措施\n"
        "　　（五）加强组织领导。巡查社区食堂。\n"
        "　　（六）落实资金支持。盘活社区食堂。\n"
    )


@given(plans())
@example(printed(_DRAFT, Style(item_mark=None, blank_lines=True, lists=("（责任单位：", "）"))))
def test_the_outline_that_was_printed_is_read_back(plan: Printed) -> None:
    assert outline_of(plan_of(plan.text)) == plan.outline


@given(plans(listed=True))
def test_the_agencies_that_were_printed_are_read_back(plan: Printed) -> None:
    assert agencies_of(plan_of(plan.text)) == plan.agencies


@given(plans())
def test_the_title_that_was_printed_is_read_back(plan: Printed) -> None:
    assert plan_of(plan.text).fact(document).title == plan.rows[0].title


@given(plans())
def test_numbers_that_run_on_are_told_from_numbers_that_restart(plan: Printed) -> None:
    tree = plan_of(plan.text)
    second = {found.mode for found in tree.fact(sequences) if found.family is Family.HAN_BRACKET}
    assert second == {Mode.CONTINUOUS if plan.style.continuous else Mode.RESTARTING}
    assert tree.fact(faults) == []


@given(plans())
def test_a_plan_without_a_fault_is_silent(plan: Printed) -> None:
    assert [(found.code, found.message) for found in diagnostics(plan.text)] == []


@given(plans(line_end="\n"))
def test_line_ends_change_nothing_but_offsets(plan: Printed) -> None:
    faulty = plan.text.replace("，", ",", 3).replace("。\n", "。。\n", 1).replace("（二）", "（三）", 1)
    assert errors_and_warnings(faulty) == errors_and_warnings(faulty.replace("\n", "\r\n")) != []
    assert outline_of(plan_of(plan.text)) == outline_of(plan_of(plan.text.replace("\n", "\r\n")))
