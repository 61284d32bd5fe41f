"""Numbers at the start of a line."""

from __future__ import annotations

import pytest

from planlint.phrases.ordinals import Family, Ordinal, ordinal_at
from planlint.text.spans import Span


def first(line: str) -> Ordinal:
    found = ordinal_at(line, 0, len(line))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "family", "value"),
    [
        ("第一篇 总论", Family.PART, 1),
        ("第十二章 保障措施", Family.CHAPTER, 12),
        ("第 三 章 重点任务", Family.CHAPTER, 3),
        ("第二节　优化布局", Family.SECTION, 2),
        ("第8条 适用范围", Family.ARTICLE, 8),
        ("一、总体要求", Family.HAN, 1),
        ("二十一、组织实施", Family.HAN, 21),
        ("（一）指导思想", Family.HAN_BRACKET, 1),
        ("(十)工作目标", Family.HAN_BRACKET, 10),
        ("（ 三 ）工作目标", Family.HAN_BRACKET, 3),
        ("1.完善网络", Family.ARABIC, 1),
        ("12．完善网络", Family.ARABIC, 12),
        ("３、完善网络", Family.ARABIC, 3),
        ("2.2024年民生实事分解表", Family.ARABIC, 2),
        ("（1）建成站点", Family.ARABIC_BRACKET, 1),
        ("(２)建成站点", Family.ARABIC_BRACKET, 2),
        ("⑶建成站点", Family.BRACKETED, 3),
        ("4）建成站点", Family.HALF_BRACKET, 4),
        ("①建成站点", Family.CIRCLED, 1),
        ("㉑建成站点", Family.CIRCLED, 21),
        ("专栏3 重大工程", Family.BOX, 3),
        ("专栏一：重大工程", Family.BOX, 1),
        ("专栏 重大工程", Family.BOX, 0),
        ("专栏3-1 重大工程", Family.BOX, 0),
        ("第二部分 重点任务", Family.PART, 2),
        ("附：任务分工表", Family.ANNEX, 0),
        ("附件2", Family.ANNEX, 2),
        ("附 件：任务分工表", Family.ANNEX, 0),
        ("附表1 指标体系", Family.ANNEX, 1),
    ],
)
def test_each_way_of_numbering_is_known(line: str, family: Family, value: int) -> None:
    assert (first(line).family, first(line).value) == (family, value)


@pytest.mark.parametrize(
    ("line", "values"),
    [("1.1 建设目标", (1, 1)), ("2.13 建设目标", (2, 13)), ("3.2.1 建设内容", (3, 2, 1)), ("3.2.1. 建设内容", (3, 2, 1))],
)
def test_a_decimal_number_has_a_figure_for_each_level(line: str, values: tuple[int, ...]) -> None:
    found = first(line)
    assert (found.family, found.values, found.value) == (Family.DECIMAL, values, values[-1])


@pytest.mark.parametrize(
    "line",
    [
        "1.8亿吨标准煤",
        "13.5%以上",
        "5G基站全覆盖",
        "2025年底前完成",
        "1.5 万千瓦",
        "3.5 个百分点",
        "1,500户",
        "2.0 版本上线",
        "10个县",
        "第一，加强统筹",
        "第三方评估",
        "第一的位置",
        "第二章第三节所列任务",
        "一、二、三产业融合",
        "一是加强统筹",
        "十四五时期",
        "（十四五期间）",
        "（2025年）完成",
        "1986",
        "百年大计",
        "",
        "总体要求",
    ],
)
def test_what_only_begins_with_a_figure_is_no_number(line: str) -> None:
    assert ordinal_at(line, 0, len(line)) is None


def test_a_number_tells_how_it_is_written() -> None:
    assert first("　　（ 二 ） 主要目标") == Ordinal(Family.HAN_BRACKET, "（二）", "二", "", " ", 2, (2,), Span(2, 7), Span(4, 5))
    assert first("3． 完善网络") == Ordinal(Family.ARABIC, "3．", "3", "．", " ", 3, (3,), Span(0, 2), Span(0, 1))
    assert first("第三章　重点任务") == Ordinal(Family.CHAPTER, "第三章", "三", "", "　", 3, (3,), Span(0, 3), Span(1, 2))


def test_the_span_counts_from_the_start_of_the_text() -> None:
    assert ordinal_at("前言。\n二、重点任务\n", 4, 10) == Ordinal(Family.HAN, "二、", "二", "、", "", 2, (2,), Span(4, 6), Span(4, 5))


def test_a_number_is_not_read_beyond_the_end_of_its_line() -> None:
    assert ordinal_at("（一\n）指导思想", 0, 2) is None


@pytest.mark.parametrize("line", ["## 一、总体要求", "**一、总体要求**"])
def test_marks_of_markdown_may_stand_before_a_number(line: str) -> None:
    assert (first(line).family, first(line).text) == (Family.HAN, "一、")


@pytest.mark.parametrize(
    "line", ["一、总体要求", "（一）指导思想", "1.完善网络", "1．完善网络", "（1）建成站点", "①建成站点", "第一章 总则", "专栏1：重大工程"]
)
def test_the_mark_of_the_standard_is_right(line: str) -> None:
    assert first(line).is_well_marked


@pytest.mark.parametrize("line", ["一.总体要求", "（一）、指导思想", "（一）.指导思想", "1、完善网络", "（1）、建成站点", "①、建成站点"])
def test_another_mark_is_not_right(line: str) -> None:
    assert not first(line).is_well_marked


def test_families_are_ranked_as_plans_nest_them() -> None:
    lines = ["第一篇 总论", "第一章 总则", "第一节 目标", "一、目标", "（一）目标", "1.目标", "（1）目标", "①目标"]
    ranks = [first(line).family.rank for line in lines]
    assert ranks == sorted(ranks) and len(set(ranks)) == len(ranks)
