"""Numbers that stand by what precedes and follows them, tabs that part no cells, levels turned round, lists begun inside a line."""

from __future__ import annotations

import pytest

from planlint.facts.numbering.sequences import faults
from planlint.syntax import read
from planlint.syntax.nodes import Kind, Plan
from planlint.text.source import Source

BODY = "新建便民驿站12座，延长开放时间。\n"


def plan_of(text: str) -> Plan:
    return read(Source(text))


def outline(plan: Plan) -> list[str]:
    """The numbers of a plan, each behind as many dots as there are numbers above it."""
    return ["." * (node.level - 1) + node.ordinal.text for node in plan.nodes if node.ordinal is not None]


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(fault.kind.value, fault.expected) for fault in faults(plan)]


@pytest.mark.parametrize("lead", ["■", "◆ ", "• ", "※", "→", "\uf075", "\uf0b7\t", "* ", ">", "2", "“"])
def test_what_stands_before_a_number_does_not_hide_it(lead: str) -> None:
    plan = plan_of(f"一、任务\n{lead}（一）建设驿站\n{BODY}（二）改造公厕\n{BODY}（三）清理楼道\n{BODY}")
    assert outline(plan) == ["一、", ".（一）", ".（二）", ".（三）"]
    assert told(plan) == []


@pytest.mark.parametrize("number", ["（二）", "2（二）", "l", "二，"])
def test_a_number_that_fills_no_gap_stays_text_where_it_is_doubtful(number: str) -> None:
    plan = plan_of(f"一、任务\n（一）建设驿站，保障质量第\n{number}位的要求。\n（二）改造公厕\n{BODY}二、保障\n{BODY}")
    assert ".二，" not in outline(plan)
    assert told(plan) in ([], [("duplicate", "（三）")])


def test_a_cut_word_is_no_number() -> None:
    plan = plan_of("一、任务\n坚持质量第\n一，统筹保护和发展。\n详见附表\n（二）。项目共24项。\n二、保障\n压实责任。\n")
    assert outline(plan) == ["一、", "二、"]


@pytest.mark.parametrize("numbers", [("一 ", "二 ", "三 "), ("1 ", "2 ", "3 "), ("一，", "二，", "三，"), ("Ⅰ、", "Ⅱ、", "Ⅲ、"), ("1、", "2、", "3、")])
def test_chapters_are_read_in_any_dress(numbers: tuple[str, ...]) -> None:
    plan = plan_of("青禾县便民驿站方案\n" + "".join(f"{number}建设安排\n（一）建设驿站\n{BODY}（二）改造公厕\n{BODY}" for number in numbers))
    assert [line.count(".（") for line in outline(plan)].count(1) == 6
    assert told(plan) == []


def test_items_that_begin_with_a_figure_are_items() -> None:
    plan = plan_of("一、任务\n1.4月底前完成排查。\n2.10月底前完成整改。\n3.100个村建立台账。\n4.24小时值班。\n5.2026年总结。\n6.建立机制。\n")
    assert outline(plan) == ["一、", ".1.", ".2.", ".3.", ".4.", ".5.", ".6."]


def test_amounts_are_no_items() -> None:
    plan = plan_of("一、资金\n1.2亿元用于堤防。\n2.5亿元用于水库。\n3.6万人受益。\n")
    assert outline(plan) == ["一、"]


def test_a_bracket_that_closes_the_line_above_is_no_number() -> None:
    plan = plan_of("一、指标\n年均浓度（微克/m\n3） 35 31 完成\n平均浓度（微克/m\n3） 80 70 完成\n二、保障\n压实责任。\n")
    assert outline(plan) == ["一、", "二、"]


@pytest.mark.parametrize(
    "line",
    ["（一）\t建设驿站。新建12座。", "（一）建设驿站。\t\t新建12座。", "（一）建设驿站。\t（责任单位：县城管局）", "\t（一）建设驿站。新建12座。"],
)
def test_one_tab_in_a_numbered_line_is_no_table(line: str) -> None:
    assert outline(plan_of(f"一、任务\n{line}\n（二）改造公厕。改造3座。\n")) == ["一、", ".（一）", ".（二）"]


def test_rows_with_as_many_tabs_are_a_table() -> None:
    plan = plan_of("一、任务\n1.\t新建驿站\t12座\n2.\t改造公厕\t3座\n二、保障\n压实责任。\n")
    assert outline(plan) == ["一、", "二、"]
    assert sum(node.kind is Kind.TABLE for node in plan.nodes) == 2


def test_a_chapter_and_its_first_article_stand_in_one_line() -> None:
    plan = plan_of("第一章　总则　　第一条　为了规范驿站管理，制定本办法。\n第二条　本办法适用于驿站。\n第二章　附则　　第三条　自公布之日起施行。\n")
    assert outline(plan) == ["第一章", ".第一条", ".第二条", "第二章", ".第三条"]
    assert next(node.title for node in plan.nodes if node.ordinal is not None) == "总则"


def test_articles_run_on_through_chapters_and_sections_and_have_articles_of_their_own() -> None:
    plan = plan_of(
        "第一章 总则\n第一条 甲。\n第一条之一 乙。\n第一条之二 丙。\n第二章 管理\n第一节 计划\n第二条 丁。\n第二节 监督\n第三条 戊。\n第三章 附则\n第四条 己。\n"
    )
    assert told(plan) == []


def test_a_general_chapter_counts_for_itself_and_tasks_run_on() -> None:
    plan = plan_of("一、要求\n（一）甲\n（二）乙\n二、工业\n（一）丙\n（二）丁\n三、农业\n（三）戊\n四、保障\n（四）己\n")
    assert told(plan) == []


def test_items_run_on_where_the_level_above_them_is_left_out() -> None:
    plan = plan_of("一、任务\n（一）甲\n1.子。\n2.丑。\n（二）乙\n3.寅。\n二、保障\n4.卯。\n5.辰。\n")
    assert told(plan) == []


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("（一）建设驿站：1.新建12座。\n", []),
        ("（一）建设驿站\n注：1.驿站含流动驿站。\n", []),
        ("（一）建设驿站。明确目标。1.新建12座。\n", [("hidden", "1.")]),
        ("（一）建设驿站。明确目标。\n", [("gap", "1.")]),
    ],
)
def test_a_missing_number_is_looked_for(before: str, found: list[tuple[str, str]]) -> None:
    assert told(plan_of(f"一、任务\n{before}2.改造3座。\n3.开放夜间服务。\n（二）清理楼道\n")) == found


def test_a_list_that_begins_inside_a_line_goes_on_below_it() -> None:
    plan = plan_of("一、议题\n听取汇报。\n二、讨论\n逐项讨论。\n三、决定\n会议决定，一、原则同意方案。\n二、同意上报。\n三、成立专班。\n四、其他\n散会。\n")
    assert outline(plan) == ["一、", "二、", "三、", ".二、", ".三、", "四、"]
    assert told(plan) == []


def test_a_box_has_numbers_of_its_own() -> None:
    plan = plan_of("一、任务\n（一）甲\n1.子。\n专栏1：工程\n一、结构工程\n（1）丑。\n（2）寅。\n二、能力工程\n（1）卯。\n（2）辰。\n二、保障\n压实责任。\n")
    assert told(plan) == []


def test_a_box_goes_on_over_the_page() -> None:
    plan = plan_of("一、任务\n专栏1 重点工程\n建设驿站。\n专栏1 重点工程（续）\n改造公厕。\n专栏2 重点项目\n清理楼道。\n二、保障\n压实责任。\n")
    assert sum(node.kind is Kind.BOX for node in plan.nodes) == 2
    assert told(plan) == []
