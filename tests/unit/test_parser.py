"""The tree of a text, written as an outline: kind, number and title, indented by depth."""

from __future__ import annotations

from textwrap import dedent

import pytest

from planlint.syntax import read
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.source import Source
from planlint.text.spans import Span


def plan_of(text: str, *, format: str = "text") -> Plan:
    return read(Source(dedent(text), format=format))


def outline(text: str, *, format: str = "text") -> str:
    """All nodes but the heads of headings; leaves by their text."""
    plan = plan_of(text, format=format)
    lines: list[str] = []

    def add(node: Node, depth: int) -> None:
        if node.kind is Kind.HEAD:
            return
        shown = f"{node.ordinal.text} {node.title}" if node.ordinal else node.title or ("" if node.children else plan.text_of(node))
        lines.append(f"{'  ' * depth}{node.kind.value} {shown}".rstrip())
        for child in node.children:
            add(child, depth + 1)

    for child in plan.root.children:
        add(child, 0)
    return "\n".join(lines)


def is_outline(text: str, expected: str, *, format: str = "text") -> None:
    assert outline(text, format=format) == dedent(expected).strip("\n")


def heading(line: str) -> Node:
    return next(node for node in plan_of(f"一、重点任务\n{line}\n").nodes if node.level == 2)


def test_the_annex_that_a_notice_names_is_no_part_of_its_own() -> None:
    is_outline(
        """\
        甲县人民政府关于印发水网建设实施方案的通知
        各乡镇人民政府：
        现印发给你们，请认真组织实施。
        附件：甲县水网建设实施方案

        甲县人民政府
        2024年3月5日

        附件

        甲县水网建设实施方案

        一、总体要求
        坚持系统治理。
        """,
        """
        notice 甲县人民政府关于印发水网建设实施方案的通知
          title 甲县人民政府关于印发水网建设实施方案的通知
          front 各乡镇人民政府：
          paragraph 现印发给你们，请认真组织实施。
          front 附件：甲县水网建设实施方案
          front 甲县人民政府
          front 2024年3月5日
        plan 甲县水网建设实施方案
          front 附件
          title 甲县水网建设实施方案
          heading 一、 总体要求
            paragraph 坚持系统治理。
        """,
    )


def test_a_signature_ends_a_plan_and_another_title_begins_the_next() -> None:
    is_outline(
        """\
        甲县水网建设实施方案
        一、总体要求
        坚持系统治理。
        2024年3月5日
        乙县路网建设工作方案
        一、总体要求
        坚持适度超前。
        """,
        """
        plan 甲县水网建设实施方案
          title 甲县水网建设实施方案
          heading 一、 总体要求
            paragraph 坚持系统治理。
            front 2024年3月5日
        plan 乙县路网建设工作方案
          title 乙县路网建设工作方案
          heading 一、 总体要求
            paragraph 坚持适度超前。
        """,
    )


def test_a_title_cited_in_the_text_begins_no_plan() -> None:
    plan = plan_of("甲县水网建设实施方案\n一、总体要求\n坚持系统治理。\n二、重点任务\n制定水网建设工作方案\n补齐短板。\n三、保障措施\n加强领导。\n")
    assert [part.title for part in plan.parts] == ["甲县水网建设实施方案"]


def test_a_notice_with_chapters_and_no_plan_is_the_plan() -> None:
    plan = plan_of("甲县人民政府关于做好水网建设工作的通知\n各乡镇人民政府：\n现将有关事项通知如下。\n一、提高认识\n加强领导。\n2024年3月5日\n")
    assert [part.kind for part in plan.parts] == [Kind.PLAN]


def test_a_list_of_annexes_at_the_end_bears_no_numbers() -> None:
    is_outline(
        """\
        甲县水网建设实施方案
        一、总体要求
        坚持系统治理。
        附件：1.任务分工表
        　　　2.指标表
        　　　3.名单
        """,
        """
        plan 甲县水网建设实施方案
          title 甲县水网建设实施方案
          heading 一、 总体要求
            paragraph 坚持系统治理。
            paragraph 附件：1.任务分工表
            paragraph 2.指标表
            paragraph 3.名单
        """,
    )


def test_a_short_annex_before_another_is_an_annex() -> None:
    plan = plan_of("甲县水网建设实施方案\n一、总体要求\n坚持系统治理。\n附件1\n任务清单\n一、建渠由县水务局负责。\n附件2\n名单\n甲、乙。\n")
    assert [part.kind for part in plan.parts] == [Kind.PLAN, Kind.ANNEX, Kind.ANNEX]


def test_a_title_may_take_several_lines() -> None:
    is_outline(
        """\
        中共甲县委办公室
        甲县人民政府办公室
        关于加快推进水网建设
        促进城乡供水一体化的
        实施意见
        （试行）

        为完善水网，提出如下意见。
        一、总体要求
        坚持系统治理。
        """,
        """
        plan 中共甲县委办公室甲县人民政府办公室关于加快推进水网建设促进城乡供水一体化的实施意见（试行）
          title 中共甲县委办公室
          title 甲县人民政府办公室
          title 关于加快推进水网建设
          title 促进城乡供水一体化的
          title 实施意见
          title （试行）
          paragraph 为完善水网，提出如下意见。
          heading 一、 总体要求
            paragraph 坚持系统治理。
        """,
    )


def test_the_years_below_a_title_belong_to_it() -> None:
    plan = plan_of("甲县水网建设三年行动计划\n（2024—2026年）\n一、总体要求\n坚持系统治理。\n")
    assert plan.parts[0].title == "甲县水网建设三年行动计划（2024—2026年）"
    assert plan.parts[0].title_span == Span(0, 25)


@pytest.mark.parametrize("gap", ["……………", "......", "\t", "　　"])
def test_entries_of_a_table_of_contents_have_page_numbers(gap: str) -> None:
    is_outline(
        f"""\
        甲县水网建设规划
        目  录
        一、总体要求{gap}1
        二、重点任务{gap}3
        一、总体要求
        坚持系统治理。
        二、重点任务
        补齐短板。
        """,
        f"""
        plan 甲县水网建设规划
          title 甲县水网建设规划
          contents 目  录
          contents 一、总体要求{gap}1
          contents 二、重点任务{gap}3
          heading 一、 总体要求
            paragraph 坚持系统治理。
          heading 二、 重点任务
            paragraph 补齐短板。
        """,
    )


def test_entries_without_page_numbers_end_where_the_first_comes_again() -> None:
    is_outline(
        """\
        甲县水网建设规划
        目录
        一、总体要求
        （一）指导思想
        二、重点任务
        一、总体要求
        （一）指导思想。坚持系统治理。
        二、重点任务
        补齐短板。
        """,
        """
        plan 甲县水网建设规划
          title 甲县水网建设规划
          contents 目录
          contents 一、总体要求
          contents （一）指导思想
          contents 二、重点任务
          heading 一、 总体要求
            heading （一） 指导思想
          heading 二、 重点任务
            paragraph 补齐短板。
        """,
    )


def test_chapters_and_sections_stand_above_han_numbers() -> None:
    plan = plan_of("第一章　总则\n第一节　背景\n一、水情\n水网初成。\n第二节　目标\n到2030年建成。\n第二章　任务\n第一节　骨干\n新建渠道。\n")
    assert [(node.level, node.label) for node in plan.nodes if node.level] == [
        (1, "第一章总则"),
        (2, "第一节背景"),
        (3, "一、水情"),
        (2, "第二节目标"),
        (1, "第二章任务"),
        (2, "第一节骨干"),
    ]


def test_six_families_make_five_levels_below_the_first() -> None:
    plan = plan_of("一、任务\n（一）网络\n1.骨干\n（1）东渠\n①首部。新建闸门。\n②中段。新建渠道。\n（2）西渠\n2.支渠\n（二）调度\n")
    assert [(node.level, node.label) for node in plan.nodes if node.level] == [
        (1, "一、任务"),
        (2, "（一）网络"),
        (3, "1.骨干"),
        (4, "（1）东渠"),
        (5, "①首部"),
        (5, "②中段"),
        (4, "（2）西渠"),
        (3, "2.支渠"),
        (2, "（二）调度"),
    ]


def test_the_paragraphs_of_a_heading_are_its_children() -> None:
    is_outline(
        """\
        一、总体要求
        坚持系统治理。
        （一）目标
        到2027年建成。
        到2030年达标。
        二、任务
        """,
        """
        plan
          heading 一、 总体要求
            paragraph 坚持系统治理。
            heading （一） 目标
              paragraph 到2027年建成。
              paragraph 到2030年达标。
          heading 二、 任务
        """,
    )


@pytest.mark.parametrize(
    ("line", "title", "run_in"),
    [
        ("（一）推进水（含雨水。再生水）利用。统筹配置。", "推进水（含雨水。再生水）利用", True),
        ("（一）落实《水法。总则》规定。依法建设。", "落实《水法。总则》规定", True),
        ("（一）完善网络。（责任单位：县水务局）", "完善网络", True),
        ("（一）明确分工；压实责任。", "明确分工；压实责任", False),
        ("（一）强化管护： 落实责任。", "强化管护", True),
        ("（一）按照省市有关部门关于水网建设的统一安排：落实责任。", "按照省市有关部门关于水网建设的统一安排：落实责任", False),
        ("（一）完善网络（骨干", "完善网络（骨干", False),
        ("（一）　完善网络　", "完善网络", False),
        ("（一）", "", False),
    ],
)
def test_a_title_is_parted_from_its_body(line: str, title: str, run_in: bool) -> None:
    found = heading(line)
    assert (found.title, found.run_in) == (title, run_in)


def test_the_place_of_a_title_leaves_out_number_and_body() -> None:
    text = "一、重点任务\n（一） 完善网络。补齐短板。\n"
    found = next(node for node in plan_of(text).nodes if node.level == 2)
    assert (found.title_span, found.title_span.of(text)) == (Span(11, 15), "完善网络")


def test_a_box_holds_its_own_numbers_and_ends_where_those_around_go_on() -> None:
    is_outline(
        """\
        甲县水网建设实施方案
        一、重点任务
        （一）完善网络。补齐短板。
        专栏1 骨干工程
        1.东干渠。新建渠道。
        2.西干渠。改造渠道。
        （二）优化调度。统一调度。
        二、保障措施
        加强领导。
        """,
        """
        plan 甲县水网建设实施方案
          title 甲县水网建设实施方案
          heading 一、 重点任务
            heading （一） 完善网络
              box 专栏1 骨干工程
                heading 1. 东干渠
                heading 2. 西干渠
            heading （二） 优化调度
          heading 二、 保障措施
            paragraph 加强领导。
        """,
    )


def test_a_box_ends_at_a_number_that_stands_above_its_own() -> None:
    is_outline(
        """\
        一、重点任务
        专栏1：骨干工程
        东干渠新建渠道。
        专栏2：灌区工程
        1.东灌区。配套渠系。
        （一）完善网络。补齐短板。
        """,
        """
        plan
          heading 一、 重点任务
            box 专栏1： 骨干工程
              paragraph 东干渠新建渠道。
            box 专栏2： 灌区工程
              heading 1. 东灌区
            heading （一） 完善网络
        """,
    )


def test_decimal_numbers_nest_below_arabic_ones() -> None:
    plan = plan_of("1. 总则\n1.1 目的\n规范建设。\n1.2 依据\n依法建设。\n2. 任务\n2.1 建设\n2.1.1 渠道\n新建渠道。\n")
    assert [(node.level, node.label) for node in plan.nodes if node.level] == [
        (1, "1.总则"),
        (2, "1.1目的"),
        (2, "1.2依据"),
        (1, "2.任务"),
        (2, "2.1建设"),
        (3, "2.1.1渠道"),
    ]


def test_single_figures_head_decimals_and_lists_stand_below_them() -> None:
    plan = plan_of(
        "1 总则\n1.1 分类\n（1）水灾。防汛。\n（2）旱灾。抗旱。\n1.2 分级\n1.2.1 水灾分级\n1.分四级。\n1.2.2 旱灾分级\n"
        "2 组织体系\n2.1领导机构\n统一领导。\n2.2办事机构\n综合协调。\n3　附则\n自印发之日起实施。\n"
    )
    assert [(node.level, node.label) for node in plan.nodes if node.level] == [
        (1, "1总则"),
        (2, "1.1分类"),
        (3, "（1）水灾"),
        (3, "（2）旱灾"),
        (2, "1.2分级"),
        (3, "1.2.1水灾分级"),
        (4, "1.分四级"),
        (3, "1.2.2旱灾分级"),
        (1, "2组织体系"),
        (2, "2.1领导机构"),
        (2, "2.2办事机构"),
        (1, "3附则"),
    ]


def test_parts_named_so_stand_above_chapters() -> None:
    is_outline(
        """\
        甲县水网建设工作方案
        第一部分 总体要求
        一、工作目标
        建成水网。
        第二部分 保障措施
        一、加强组织领导。成立专班。
        """,
        """
        plan 甲县水网建设工作方案
          title 甲县水网建设工作方案
          heading 第一部分 总体要求
            heading 一、 工作目标
              paragraph 建成水网。
          heading 第二部分 保障措施
            heading 一、 加强组织领导
        """,
    )


def test_a_line_that_opens_with_a_figure_is_no_heading_where_nothing_numbers_by_decimals() -> None:
    plan = plan_of("一、重点任务\n（一）完善网络\n2.1公里渠道完工\n3 东干渠\n")
    assert [node.label for node in plan.nodes if node.level] == ["一、重点任务", "（一）完善网络"]


def test_markdown_headings_nest_by_their_depth_with_numbers_or_without() -> None:
    is_outline(
        """\
        # 甲县水网建设实施方案

        为完善水网，制定本方案。

        ## 一、总体要求

        ### 基本原则

        因地制宜。

        ## 保障措施

        1. 加强领导。
        2. 强化督查。
        """,
        """
        plan 甲县水网建设实施方案
          title 甲县水网建设实施方案
          paragraph 为完善水网，制定本方案。
          heading 一、 总体要求
            heading 基本原则
              paragraph 因地制宜。
          heading 保障措施
            heading 1. 加强领导
            heading 2. 强化督查
        """,
        format="markdown",
    )


def test_a_bold_run_in_title_is_a_title() -> None:
    plan = plan_of("**一、总体要求**\n\n坚持系统治理。\n\n**（一）目标。** 到2027年建成。\n", format="markdown")
    assert [(node.label, node.run_in) for node in plan.nodes if node.level] == [("一、总体要求", False), ("（一）目标", True)]


def test_what_a_fence_holds_is_code_in_markdown_only() -> None:
    text = "```\n一、总体要求\n```\n"
    assert {node.kind for node in plan_of(text, format="markdown").leaves} == {Kind.CODE}
    assert Kind.CODE not in {node.kind for node in plan_of(text).leaves}


@pytest.mark.parametrize("text", ["", "\n\n　\n", "。", "一、", "附件", "专栏", "目录", "---", "\ufffd", "（", "一、\r二、\r\n三、"])
def test_any_text_is_spelt_by_its_leaves(text: str) -> None:
    plan = plan_of(text)
    assert "".join(leaf.span.of(plan.text) for leaf in plan.leaves) == plan.text


def test_blank_lines_belong_to_what_stands_before_them() -> None:
    plan = plan_of("\n\n一、总体要求\n\n坚持系统治理。\n\n")
    assert [(leaf.span, leaf.content) for leaf in plan.leaves] == [(Span(0, 10), Span(2, 8)), (Span(10, 19), Span(10, 17))]


def test_the_leaf_at_a_place_and_the_section_around_it() -> None:
    plan = plan_of("一、任务\n（一）网络\n新建渠道。\n二、保障\n")
    at = plan.text.index("渠道")
    assert plan.text_of(plan.leaf_at(at)) == "新建渠道。"
    assert plan.section(at) == ("一、任务", "（一）网络")
    assert plan.section(len(plan.text)) == ("二、保障",)


def test_a_broken_heading_is_read_whole_through_its_damage() -> None:
    plan = plan_of("一、总@@ 体@@ 要求\n坚持系统治理。\n(二)重点任务\n")
    assert plan.nodes[2].title == "总体要求"
    assert [node.ordinal.text for node in plan.nodes if node.ordinal] == ["一、", "（二）"]
