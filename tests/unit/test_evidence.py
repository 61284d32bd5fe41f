"""What a file says of its lines decides what they are in the tree, where it says something."""

from __future__ import annotations

import pytest

from planlint.facts.endings import break_off
from planlint.facts.numbering.sequences import FaultKind, faults
from planlint.formats.reading import read as source_of
from planlint.syntax import read
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.evidence import Cell, Evidence, LineKind, ListItem
from planlint.text.source import Source
from word_files import word_file


def plan_of(*lines: str) -> Plan:
    """The plan of lines of which those that begin with # are headings of a level, with > entries of the contents, with | cells of a row."""
    evidence: list[Evidence] = []
    texts: list[str] = []
    at = row = 0
    for line in lines:
        text = line.lstrip("#>|")
        level = len(line) - len(line.lstrip("#"))
        if level:
            evidence.append(Evidence(at, LineKind.HEADING, level))
        elif line[0] == ">":
            evidence.append(Evidence(at, LineKind.CONTENTS))
        elif line[0] == "|":
            row += 1
            evidence.append(Evidence(at, LineKind.CELL, cell=Cell(1, row, 1)))
        texts.append(text)
        at += len(text) + 1
    return read(Source("\n".join(texts), format="docx", evidence=tuple(evidence)))


def tree(plan: Plan) -> list[tuple[int, str]]:
    """The headings with how many stand above them."""
    return [(sum(above.kind is Kind.HEADING for above in node.ancestors()), node.label) for node in plan.nodes if node.kind is Kind.HEADING]


def leaves(plan: Plan, kind: Kind) -> list[str]:
    return [plan.text_of(leaf) for leaf in plan.leaves if leaf.kind is kind]


def test_lists_in_the_body_count_beside_headings_that_the_file_marks() -> None:
    plan = plan_of(
        "#1.接口",
        "##1.1 对接",
        "接口提供：",
        "1.号码",
        "2.姓名",
        "以明文传递。",
        "##1.2 同步",
        "定时同步。",
        "#2.后台",
        "##2.1 存储",
        "1.本地",
        "2.异地",
        "##2.2 备份",
    )
    assert tree(plan) == [
        (0, "1.接口"),
        (1, "1.1对接"),
        (2, "1.号码"),
        (2, "2.姓名"),
        (1, "1.2同步"),
        (0, "2.后台"),
        (1, "2.1存储"),
        (2, "1.本地"),
        (2, "2.异地"),
        (1, "2.2备份"),
    ]
    assert plan.fact(faults) == []
    assert [node.label for node in plan.nodes if node.is_item] == ["1.号码", "2.姓名", "1.本地", "2.异地"]


@pytest.mark.parametrize("lines", [("#一、目标", "二、任务", "#三、保障"), ("#一、目标", "#二、任务", "三、保障"), ("一、目标", "#二、任务", "三、保障")])
def test_a_heading_that_somebody_forgot_to_mark_is_one_all_the_same(lines: tuple[str, ...]) -> None:
    plan = plan_of(*lines)
    assert [depth for depth, _ in tree(plan)] == [0, 0, 0]
    assert not any(node.is_item for node in plan.nodes)


def test_a_marked_heading_may_begin_with_a_latin_word() -> None:
    plan = plan_of("#1 总则", "##1.1 数据库", "存储。", "##1.2 web框架", "开发。", "##1.3 运维", "值守。", "#2 附则")
    assert [label for _, label in tree(plan)] == ["1总则", "1.1数据库", "1.2web框架", "1.3运维", "2附则"]


def test_entries_of_the_contents_are_neither_sections_nor_annexes() -> None:
    plan = plan_of("青禾县供水实施方案", ">一、任务", ">附件：清单", "一、任务", "建设管网。", "附件", "清单", "泵站一座。")
    assert leaves(plan, Kind.CONTENTS) == ["一、任务", "附件：清单"]
    assert tree(plan) == [(0, "一、任务")]
    assert [part.kind for part in plan.parts] == [Kind.PLAN, Kind.ANNEX]


def test_cells_are_no_title_and_begin_no_part() -> None:
    plan = plan_of("青禾县供水实施方案", "|单位实施方案", "|附件1", "一、任务", "建设管网。")
    assert plan.parts[0].title == "青禾县供水实施方案"
    assert len(plan.parts) == 1
    assert leaves(plan, Kind.TABLE) == ["单位实施方案", "附件1"]
    assert plan_of("供水项目经费申请表", "|学院", "|团队", "|实施方案").parts[0].title == ""


def first(plan: Plan) -> Node:
    [fault] = plan.fact(faults)
    return fault.node


def test_a_list_that_restarts_is_at_fault_where_it_does_so() -> None:
    plan = plan_of("第一章 总则", "第二章 组织", "第一章 申报", "第二章 监督", "第五章 附则")
    [fault] = plan.fact(faults)
    assert (fault.kind, fault.node.label, fault.expected, [node.label for node in fault.rest]) == (
        FaultKind.DUPLICATE,
        "第一章申报",
        "第三章",
        ["第一章申报", "第二章监督"],
    )


def test_two_lists_under_one_heading_are_two_lists() -> None:
    assert plan_of("1.甲", "2.乙", "1.丙", "2.丁", "3.戊").fact(faults) == []


def test_a_title_over_several_centred_paragraphs_is_one_title() -> None:
    lines = ("青禾县人民政府", "关于印发城区供水管网改造", "和二次供水设施建设实施方案的通知", "各乡镇人民政府：", "现将方案印发给你们，请认真执行。")
    body = "".join(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>' for line in lines[:3])
    body += "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines[3:])
    assert read(source_of("a.docx", word_file(body))).parts[0].title == "".join(lines[:3])


def test_a_line_set_smaller_than_the_text_is_not_where_the_text_breaks_off() -> None:
    text = "青禾县供水实施方案\n一、任务\n建设管网，改造泵站，完善制度。\n本文件由示例系统生成，扫码阅读更方便"
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def cut(last: float) -> bool:
        evidence = tuple(Evidence(start, size=last if start == starts[-1] else 16, alike=9) for start in starts)
        return read(Source(text, format="docx", evidence=evidence)).fact(break_off) is not None

    assert (cut(16), cut(10.5)) == (True, False)


def test_a_figure_that_the_file_counts_is_a_number_without_a_mark() -> None:
    text = "供水技术要求\n3 管网\n3.1 改造老旧管网。\n4 泵站\n5 个项目纳入计划。\n"
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")][:5]
    evidence = tuple(Evidence(start, list=ListItem("1") if index in (1, 2, 3) else None) for index, start in enumerate(starts))
    assert [label for _, label in tree(read(Source(text, format="docx", evidence=evidence)))] == ["3管网", "3.1改造老旧管网", "4泵站"]


def test_what_is_centred_and_large_is_the_title_where_no_line_names_a_kind_of_document() -> None:
    lines = ("青禾县水利局", "把水留住的十年", "县水函〔2026〕3号", "王某代表：", "您提出的建议收悉，现答复如下。")
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    evidence = tuple(Evidence(start, size=22 if at < 2 else 16, alike=len(lines[at]), align="center" if at < 3 else "") for at, start in enumerate(starts))
    assert read(Source("\n".join(lines), format="docx", evidence=evidence)).parts[0].title == "".join(lines[:2])
    assert read(Source("\n".join(lines), format="docx")).parts[0].title == ""
