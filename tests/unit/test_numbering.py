"""Sequences of numbers: what counts on from what, and what is wrong."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planlint.facts.numbering.sequences import faults, sequences
from planlint.formats.reading import read as source_of
from planlint.phrases.ordinals import ordinal_at
from planlint.syntax import read
from planlint.syntax.nodes import Node, Plan
from planlint.text.source import Source
from word_files import word_file


def plan_of(text: str) -> Plan:
    return read(Source(text))


def listed(numbers: str) -> Plan:
    """A plan of one heading for each of the numbers, which are parted by spaces."""
    return plan_of("".join(f"{number}甲乙丙丁\n" for number in numbers.split()))


def number(node: Node | None) -> str:
    return node.ordinal.text if node is not None and node.ordinal is not None else ""


def told(plan: Plan) -> list[tuple[str, str, str, str]]:
    """Each fault: its kind, the number, the one before it and the one expected."""
    return [(fault.kind.value, number(fault.node), number(fault.previous), fault.expected) for fault in faults(plan)]


def counted(plan: Plan) -> list[tuple[str, str]]:
    """Each sequence: its mode, and its numbers parted by spaces."""
    return [(sequence.mode.value, " ".join(number(node) for node in sequence.nodes)) for sequence in sequences(plan)]


@pytest.mark.parametrize(
    "numbers",
    ["一、 二、 三、", "（一） （二） （三）", "1. 2. 3.", "１． ２． ３．", "（1） （2） （3）", "⑴ ⑵ ⑶", "① ② ③", "第一章 第二章 第三章"],
)
def test_numbers_that_count_on_have_no_faults(numbers: str) -> None:
    assert told(listed(numbers)) == []


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ("一、 二、 四、 五、", [("gap", "四、", "二、", "三、")]),
        ("一、 二、 五、 六、 九、", [("gap", "五、", "二、", "三、"), ("gap", "九、", "六、", "七、")]),
        ("一、 二、 二、 三、", [("duplicate", "二、", "二、", "三、")]),
        ("一、 二、 二、 四、", [("duplicate", "二、", "二、", "三、")]),
        ("一、 三、 二、 四、", [("order", "三、", "一、", "二、")]),
        ("一、 二、 四、 三、 五、", [("order", "四、", "二、", "三、")]),
        ("一、 二、 三、 十、 五、 六、", [("order", "十、", "三、", "四、")]),
        ("⑴ ⑵ ⑷", [("gap", "⑷", "⑵", "⑶")]),
        ("① ② ④", [("gap", "④", "②", "③")]),
        ("１． ３．", [("gap", "３．", "１．", "２．")]),
        ("第一章 第三章", [("gap", "第三章", "第一章", "第二章")]),
    ],
)
def test_a_number_that_breaks_its_sequence_is_found_once(numbers: str, found: list[tuple[str, str, str, str]]) -> None:
    assert told(listed(numbers)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("青禾县供水方案\n二、任务\n建设水厂。\n三、保障\n落实资金。\n", [("gap", "二、", "", "一、")]),
        ("二、任务\n建设水厂。\n三、保障\n落实资金。\n", []),
        ("改造管网。\n（三）完善制度。\n四、保障\n（二）落实资金。\n（三）加强监督。\n", [("gap", "（二）", "", "（一）")]),
    ],
)
def test_a_text_without_a_title_may_begin_in_the_middle_of_a_plan(text: str, found: list[tuple[str, str, str, str]]) -> None:
    assert told(plan_of(text)) == found


def test_chapters_of_a_plan_restart_their_sections() -> None:
    plan = plan_of("一、任务\n（一）东\n（二）西\n二、保障\n（一）南\n（三）北\n")
    assert counted(plan) == [("restarting", "一、 二、"), ("restarting", "（一） （二）"), ("restarting", "（一） （三）")]
    assert told(plan) == [("gap", "（三）", "（一）", "（二）")]


def test_numbers_that_run_on_through_chapters_make_one_sequence() -> None:
    plan = plan_of("一、任务\n（一）东\n（二）西\n二、保障\n（三）南\n（三）北\n三、附则\n（四）中\n")
    assert counted(plan) == [("restarting", "一、 二、 三、"), ("continuous", "（一） （二） （三） （三） （四）")]
    assert told(plan) == [("duplicate", "（三）", "（三）", "（四）")]


def test_numbers_that_run_on_may_be_out_of_order() -> None:
    plan = plan_of("一、任务\n（一）东\n（三）西\n（二）中\n二、保障\n（四）南\n（五）北\n三、附则\n（六）外\n")
    assert told(plan) == [("order", "（三）", "（一）", "（二）")]


def test_the_more_frequent_habit_is_that_of_the_plan() -> None:
    plan = plan_of("一、任务\n（一）东\n（二）西\n二、保障\n（三）南\n三、附则\n（一）北\n四、其他\n（一）上\n")
    assert told(plan) == [("gap", "（三）", "", "（一）")]


@pytest.mark.parametrize("unit", ["节", "条"])
def test_sections_and_articles_run_on_through_chapters(unit: str) -> None:
    plan = plan_of(f"第一章 总则\n第一{unit} 东\n第二{unit} 西\n第二章 任务\n第三{unit} 南\n第五{unit} 北\n")
    assert told(plan) == [("gap", f"第五{unit}", f"第三{unit}", f"第四{unit}")]


def test_two_lists_under_one_heading_are_lists_of_their_own() -> None:
    plan = plan_of("（一）任务\n1.东\n2.西\n3.中\n1.南\n2.北\n")
    assert counted(plan) == [("restarting", "（一）"), ("restarting", "1. 2. 3."), ("restarting", "1. 2.")]
    assert told(plan) == []


def test_decimal_numbers_count_below_their_own_heading() -> None:
    plan = plan_of("1. 总则\n1.1 目的\n1.3 依据\n2. 任务\n2.1 建设\n")
    assert told(plan) == [("gap", "1.3", "1.1", "1.2")]


def test_boxes_run_on_through_the_plan_and_count_for_themselves() -> None:
    plan = plan_of("一、任务\n专栏1 东线\n1.甲\n2.乙\n二、保障\n专栏3 西线\n1.丙\n")
    assert told(plan) == [("gap", "专栏3", "专栏1", "专栏2")]


def test_each_plan_of_a_file_counts_for_itself() -> None:
    one = "甲县水网建设实施方案\n一、总体要求\n坚持治理。\n二、任务\n建设水网。\n2024年3月5日\n"
    other = "乙县路网建设实施方案\n一、总体要求\n坚持适度。\n三、任务\n建设路网。\n"
    assert told(plan_of(one + other)) == [("gap", "三、", "一、", "二、")]


def test_the_lines_of_a_form_are_no_list() -> None:
    plan = plan_of("甲县水网建设实施方案\n一、总体要求\n坚持治理。\n附件1\n申报表\n1.姓名\n3.单位\n7.职务\n签名\n盖章\n")
    assert told(plan) == []


def test_the_only_fault_of_a_sequence_knows_what_has_to_be_renumbered() -> None:
    [fault] = faults(listed("一、 二、 四、 五、"))
    assert (fault.value, [number(node) for node in fault.rest]) == (3, ["四、", "五、"])


def test_faults_beside_others_are_not_to_be_renumbered() -> None:
    assert [fault.rest for fault in faults(listed("一、 三、 六、"))] == [(), ()]


@pytest.mark.parametrize(
    ("like", "value", "text"),
    [
        ("（三）", 4, "（四）"),
        ("(三)", 11, "(十一)"),
        ("三、", 20, "二十、"),
        ("3．", 4, "4．"),
        ("３.", 10, "１０."),
        ("（3）", 4, "（4）"),
        ("3）", 4, "4）"),
        ("⑶", 4, "⑷"),
        ("③", 4, "④"),
        ("⑳", 21, "㉑"),
        ("第三章", 4, "第四章"),
        ("第 3 节", 4, "第4节"),
        ("专栏3：", 4, "专栏4："),
    ],
)
def test_a_number_is_written_as_another_one_is(like: str, value: int, text: str) -> None:
    line = f"{like} 甲乙"
    ordinal = ordinal_at(line, 0, len(line))
    assert ordinal is not None
    assert ordinal.written(value) == text


def test_a_list_below_a_heading_goes_on_from_no_number_behind_it() -> None:
    styled = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    plain = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    body = (
        plain.format("青禾县供水方案")
        + styled.format("总体要求")
        + plain.format("（八）加强监督。做好检查。")
        + styled.format("示范带动")
        + styled.format("（二）强化考核")
    )
    plan = read(source_of("plan.docx", word_file(body)))
    assert all(one.index < other.index for found in sequences(plan) for one, other in pairwise(found.nodes))
    assert [fault.node.title for fault in faults(plan)] == ["加强监督", "强化考核"]
