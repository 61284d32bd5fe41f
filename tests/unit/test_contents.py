"""Tables of contents of every kind: dots, tabs, spaces, no heading, several pages, lists of tables."""

from __future__ import annotations

import pytest

from planlint.syntax import read
from planlint.syntax.nodes import Kind, Plan
from planlint.text.source import Source

HEADINGS = ("一、现状与形势", "（一）工作成效", "（二）存在问题", "二、总体要求", "三、重点任务", "四、保障措施")
BODY = "".join(f"{heading}\n新建便民驿站12座，延长开放时间。\n" for heading in HEADINGS)
TITLE = "青禾县便民驿站规划\n"


def plan_of(contents: str, body: str = BODY) -> Plan:
    return read(Source(TITLE + contents + body))


def numbers(plan: Plan) -> list[str]:
    return [node.ordinal.text + node.title for node in plan.nodes if node.ordinal is not None]


def entries(plan: Plan) -> int:
    return sum(node.kind is Kind.CONTENTS for node in plan.nodes)


@pytest.mark.parametrize("gap", ["........", "." * 90 + " ", "……………… ", "\t", "    ", " ", " · · · · · · · ", "______"])
@pytest.mark.parametrize("head", ["目 录\n", "目　次\n", ""])
def test_contents_are_no_sections(gap: str, head: str) -> None:
    plan = plan_of(head + "".join(f"{heading}{gap}{page}\n" for page, heading in enumerate(HEADINGS, 4)))
    assert numbers(plan) == list(HEADINGS)
    assert entries(plan) == len(HEADINGS) + bool(head)


def test_contents_without_page_numbers_are_known_by_the_headings() -> None:
    assert numbers(plan_of("目录\n" + "\n".join(HEADINGS) + "\n")) == list(HEADINGS)
    assert numbers(plan_of("\n".join(HEADINGS) + "\n")) == list(HEADINGS)


def test_contents_go_on_over_pages_and_lines() -> None:
    contents = "目录\n一、现状与形势........4\n（一）工作成效........4\nII\n目录（续）\n（二）存在问题以及今后一段时期需要解\n决的困难........6\n二、总体要求........9\n"
    plan = plan_of(contents)
    assert numbers(plan) == list(HEADINGS)
    assert entries(plan) == 8


def test_a_list_of_tables_is_one_too() -> None:
    contents = "表目录\n（一）驿站建设工程表·······················20\n（二）公厕改造工程表·······················21\n"
    assert numbers(plan_of(contents)) == list(HEADINGS)


def test_a_list_of_chapters_inside_the_text_is_none_of_them() -> None:
    body = "第一章 邀请\n欢迎参加。\n第二章 须知\n文件由下列部分组成：\n第一章 邀请\n第二章 须知\n第三章 格式\n第三章 格式\n按表填写。\n"
    plan = plan_of("", body)
    assert numbers(plan) == ["第一章邀请", "第二章须知", "第三章格式"]


@pytest.mark.parametrize(
    "text",
    [
        "一、建设安排\n1.新建驿站12\n2.改造公厕3\n3.清理楼道8\n二、保障措施\n压实责任。\n",
        "一、甲类材料\n1.营业执照\n2.申请表\n3.承诺书\n二、乙类材料\n1.营业执照\n2.申请表\n3.承诺书\n",
        "一、指标\n用水总量 万立方米 1950 2100\n普及率 % 93 96\n覆盖率 % 80 86\n",
    ],
)
def test_lists_and_rows_are_no_contents(text: str) -> None:
    assert entries(plan_of("", text)) == 0


def test_a_list_without_pages_ends_where_its_first_entry_comes_again() -> None:
    listed = "目 录\n1、总则\n1.1 编制目的\n1.2 编制依据\n2、组织体系\n2.1 领导机构\n3、附则\n"
    body = "1. 总 则\n1.1 编制目的\n为了管好路灯，制定本预案。\n1.2 依据\n依据有关法规。\n"
    plan = plan_of(listed, body)
    assert entries(plan) == 7
    assert numbers(plan) == ["1.总 则", "1.1编制目的", "1.2依据"]


def test_sections_below_a_heading_called_contents_are_none_of_it_where_they_have_text() -> None:
    plan = plan_of("目录\n", "一、总体要求\n新建便民驿站12座，延长开放时间。\n二、重点任务\n管好路灯。\n三、总体要求\n")
    assert numbers(plan) == ["一、总体要求", "二、重点任务", "三、总体要求"]


@pytest.mark.parametrize(
    "numbered",
    [
        ("1 总则", "1.1 目的", "1.2 依据", "2 组织", "2.1 机构", "2.2 职责", "3 保障"),
        ("1.总则", "1.1目的", "1.2依据", "2.组织", "2.1机构", "2.2职责", "3.保障"),
    ],
)
def test_contents_without_pages_or_heading_are_known_where_the_text_breaks_off_early(numbered: tuple[str, ...]) -> None:
    text = f"{numbered[0]}\n{numbered[1]}\n为做好防汛工作，制定本预案。\n"
    assert entries(plan_of("\n".join(numbered) + "\n", text)) == len(numbered)
    # a list that comes twice, with no text below either, is none
    assert entries(plan_of("\n".join(numbered) + "\n", "\n".join(numbered) + "\n")) == 0
