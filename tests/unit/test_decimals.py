"""Outlines numbered 1, 1.1, 1.1.1, with and without spaces behind the numbers."""

from __future__ import annotations

import pytest

from planlint.engine import lint
from planlint.rulebook.store import load_rules
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source

LINES = """\
青禾县防汛应急预案
1 总则
1.1 编制目的
及时处置汛情，保障群众安全。
1.2 工作原则
（1）生命至上。转移群众优先。
（2）分级负责。县乡两级联动。
1.3 适用范围
1.适用于本县境内的洪涝灾害。
2.适用于邻县来水引发的险情。
1.4 预案衔接
与市级预案衔接。
2 组织体系
2.1 领导机构
县防汛抗旱指挥部统一指挥。
2.1.1 组成
由县政府领导任指挥长。
2.1.2 职责
负责组织抢险。
2.2 工作机构
1.8亿元防汛资金由县财政安排。
3个片区各设一处物资库。
3 附则
3.1 解释
由县水利局负责解释。
"""
NUMBERS = ["1", "1.1", "1.2", "（1）", "（2）", "1.3", "1.", "2.", "1.4", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3", "3.1"]
LEVELS = [1, 2, 2, 3, 3, 2, 3, 3, 2, 1, 2, 3, 3, 2, 1, 2]


def plan(text: str) -> Plan:
    return read(Source(text))


def numbered(text: str) -> list[tuple[str, int]]:
    return [(node.ordinal.text, node.level) for node in plan(text).nodes if node.ordinal is not None]


def codes(text: str) -> list[str]:
    rules = [rule for rule in load_rules() if rule.enabled and rule.code.startswith("NUM") and rule.code != "NUM008"]
    return [found.code for found in lint(plan(text), rules, path="a.txt").diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        # as many plans have them: no spaces at all, or only behind some of the numbers
        "\n".join(line.replace(" ", "", 1) for line in LINES.split("\n")),
        "\n".join(line.replace(" ", "", 1) if line.startswith(("1.2", "2 ", "2.1.2")) else line for line in LINES.split("\n")),
    ],
)
def test_every_number_is_read_at_its_level_and_none_is_at_fault(text: str) -> None:
    assert numbered(text) == list(zip(NUMBERS, LEVELS, strict=True))
    assert codes(text) == []


def test_a_gap_among_them_is_one() -> None:
    assert codes(LINES.replace("2.2 工作机构", "2.3 工作机构")) == ["NUM001"]
    assert codes(LINES.replace("3.1 解释", "3.2 解释")) == ["NUM001"]


def test_a_table_of_contents_in_front_changes_nothing() -> None:
    contents = "目 录\n1 总则\n1.1编制目的\n1.2工作原则\n1.3适用范围\n1.4预案衔接\n2 组织体系\n2.1领导机构\n2.2工作机构\n3 附则\n3.1解释\n"
    title, _, rest = LINES.partition("\n")
    assert numbered(f"{title}\n{contents}{rest}") == numbered(LINES)


@pytest.mark.parametrize(
    "text",
    [
        "青禾县防汛工作方案\n一、资金安排\n1.2亿元用于堤防。\n1.5亿元用于水库。\n3.6万人纳入转移名单。\n",
        "青禾县防汛工作方案\n一、资金安排\n2 处险工段限期处置\n3 座水库降低水位运行\n",
        "青禾县防汛工作方案\n一、要求\n1.1编制预案。\n2.4储备物资。\n",
    ],
)
def test_figures_that_open_a_line_are_no_numbers(text: str) -> None:
    assert [number for number, _ in numbered(text)] == ["一、"]


def test_the_first_decimal_of_a_chapter_needs_no_space() -> None:
    text = "青禾县环境规划\n第一章 总则\n1.1 依据\n1.2“十四五”形势\n第二章 任务\n2.1“十四五”任务\n2.2 重点项目\n"
    assert [number for number, _ in numbered(text)] == ["第一章", "1.1", "1.2", "第二章", "2.1", "2.2"]
