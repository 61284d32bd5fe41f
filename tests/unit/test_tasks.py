"""The tasks of a plan."""

from __future__ import annotations

from planlint.facts.agencies.unclosed import written_lists
from planlint.facts.tasks.holders import held_lists
from planlint.facts.tasks.running import tasks
from planlint.facts.tasks.task import Task
from planlint.phrases.bodies import Duty
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from work import growth


def of(*lines: str) -> list[Task]:
    return tasks(read(Source("\n".join(lines) + "\n")))


def listed(*lines: str) -> list[tuple[str, tuple[str, ...]]]:
    """The number with the title of each task, and the bodies that answer for it."""
    return [("".join(task.path) + task.title, tuple(body.name for body in task.bodies)) for task in of(*lines)]


def test_the_lowest_numbers_are_the_tasks() -> None:
    assert listed("一、总体要求", "（一）指导思想。坚持统筹。", "二、重点任务", "（一）修路。", "1.国道。抓紧。（县交通局负责）", "2.县道。抓紧。（县住建局负责）", "三、保障措施", "（一）加强领导。压实责任。") == [
        ("二、（一）1.国道", ("县交通局",)),
        ("二、（一）2.县道", ("县住建局",)),
    ]  # fmt: skip


def test_without_any_list_the_tasks_have_no_bodies() -> None:
    assert listed("一、工作目标", "修好路。", "二、重点任务", "（一）修路。抓紧。", "（二）架桥。抓紧。", "三、组织实施", "（一）加强领导。压实责任。") == [
        ("二、（一）修路", ()),
        ("二、（二）架桥", ()),
    ]  # fmt: skip


def test_a_closing_chapter_has_tasks_where_it_hands_them_out() -> None:
    assert listed("一、重点任务", "（一）修路。抓紧。（县交通局负责）", "二、保障措施", "（一）加强领导。压实责任。（县政府办公室负责）", "（二）加强宣传。讲好故事。") == [
        ("一、（一）修路", ("县交通局",)),
        ("二、（一）加强领导", ("县政府办公室",)),
    ]  # fmt: skip


def test_a_task_without_a_list_stands_among_those_with_one() -> None:
    assert listed("一、重点任务", "（一）修路。抓紧。（县交通局负责）", "（二）架桥。抓紧。") == [("一、（一）修路", ("县交通局",)), ("一、（二）架桥", ())]


def test_what_a_task_consists_of_is_no_task() -> None:
    assert listed("一、重点任务", "（一）修路。抓紧。（县交通局负责）", "（二）架桥。抓紧。", "1.选址。", "2.施工。") == [
        ("一、（一）修路", ("县交通局",)),
        ("一、（二）架桥", ()),
    ]  # fmt: skip


def test_the_list_of_a_section_speaks_for_its_items() -> None:
    found = of("一、重点任务", "（一）修路。统筹推进。（县交通局负责）", "1.国道。抓紧。", "2.县道。抓紧。（县住建局负责）")
    assert [(task.title, task.named(Duty.RESPONSIBLE), task.inherited_from) for task in found] == [
        ("国道", ("县交通局",), ("一、", "（一）")),
        ("县道", ("县住建局",), None),
    ]


def test_a_section_whose_items_all_have_lists_keeps_its_own() -> None:
    assert listed("一、重点任务", "（一）修路。统筹推进。（县政府办公室负责）", "1.国道。抓紧。（县交通局负责）", "2.县道。抓紧。（县住建局负责）") == [
        ("一、（一）修路", ("县政府办公室",)),
        ("一、（一）1.国道", ("县交通局",)),
        ("一、（一）2.县道", ("县住建局",)),
    ]  # fmt: skip


def test_a_list_behind_the_last_item_of_every_section_is_that_of_the_section() -> None:
    found = of(
        "一、重点任务", "（一）修路。", "1.国道。抓紧。", "2.县道。抓紧。（县交通局负责）", "（二）架桥。", "1.公路桥。抓紧。", "2.人行桥。抓紧。（县住建局负责）"
    )  # fmt: skip
    assert [(task.title, task.bodies[0].name, task.inherited_from) for task in found] == [
        ("国道", "县交通局", ("一、", "（一）")),
        ("县道", "县交通局", ("一、", "（一）")),
        ("公路桥", "县住建局", ("一、", "（二）")),
        ("人行桥", "县住建局", ("一、", "（二）")),
    ]


def test_a_blanket_clause_speaks_for_later_tasks_too() -> None:
    found = of(
        "一、重点任务",
        "（一）修路。抓紧。（县交通局负责。以下均需各乡镇人民政府落实，不再列出）",
        "（二）架桥。抓紧。（县住建局负责）",
        "（三）通航。抓紧。",
    )
    assert [(task.title, [body.name for body in task.bodies], [body.name for body in task.implied]) for task in found] == [
        ("修路", ["县交通局"], ["各乡镇人民政府"]),
        ("架桥", ["县住建局"], ["各乡镇人民政府"]),
        ("通航", ["各乡镇人民政府"], []),
    ]
    assert [(task.inherited_from, task.implied_by) for task in found] == [
        (None, ("一、", "（一）")),
        (None, ("一、", "（一）")),
        (("一、", "（一）"), None),
    ]


def test_the_list_of_a_section_goes_before_its_blanket_clause() -> None:
    found = of("一、重点任务", "（一）修路。统筹推进。（县交通局负责。以下均需各乡镇人民政府落实，不再列出）", "1.国道。抓紧。", "2.县道。抓紧。")
    assert [([body.name for body in task.bodies], [body.name for body in task.implied]) for task in found] == [(["县交通局"], ["各乡镇人民政府"])] * 2


def test_a_list_that_holds_below_too_is_inherited_whole() -> None:
    found = of("一、重点任务", "（一）修路。抓紧。（责任单位：县交通局、县住建局，下同）", "（二）架桥。抓紧。")
    assert [([body.name for body in task.bodies], task.inherited_from) for task in found] == [
        (["县交通局", "县住建局"], None),
        (["县交通局", "县住建局"], ("一、", "（一）")),
    ]


def test_the_body_named_first_leads_where_the_plan_says_so() -> None:
    found = of(
        "一、重点任务", "（一）修路。抓紧。（责任单位：县交通局、县住建局，列首位的为牵头单位，下同）", "（二）架桥。抓紧。（责任单位：县住建局、县财政局）"
    )
    assert [(task.named(Duty.LEAD), task.named(Duty.RESPONSIBLE)) for task in found] == [(("县交通局",), ("县住建局",)), (("县住建局",), ("县财政局",))]


def test_several_lines_of_bodies_and_the_deadline_are_of_one_task() -> None:
    lines = (
        "一、重点任务",
        "1.修路",
        "抓紧修路。",
        "牵头单位：县交通局",
        "责任单位：县住建局、县财政局",
        "完成时限：2025年12月底前",
        "2.架桥",
        "抓紧架桥。",
        "牵头单位：县住建局",
    )
    found = of(*lines)
    assert [(task.named(Duty.LEAD), task.named(Duty.RESPONSIBLE), task.deadline, len(task.written)) for task in found] == [
        (("县交通局",), ("县住建局", "县财政局"), "2025-12", 2),
        (("县住建局",), (), None, 1),
    ]


def test_the_label_says_more_of_a_deadline_than_the_text() -> None:
    [task] = of("一、重点任务", "（一）修路。2024年底前完成勘测。（责任单位：县交通局；完成时限：2025年6月）")
    assert task.deadline == "2025-06"


def test_only_collective_bodies_make_a_task_collective() -> None:
    found = of("一、重点任务", "（一）修路。抓紧。（各有关部门按职责分工负责）", "（二）架桥。抓紧。（县交通局、各有关部门负责）", "（三）通航。抓紧。")
    assert [task.collective for task in found] == [True, False, False]


def test_names_are_written_without_the_spaces_that_stand_in_them() -> None:
    [task] = of("一、重点任务", "（一）修路。抓紧。（县交 通局、县住建局负责）")
    assert task.named(Duty.RESPONSIBLE) == ("县交通局", "县住建局")


def test_the_notice_before_a_plan_and_its_annexes_hand_out_nothing() -> None:
    found = of(
        "关于印发《云溪县道路工作方案》的通知", "各乡镇：", "一、提高认识。抓紧落实。", "二、加强宣传。讲好故事。", "云溪县人民政府", "2024年2月3日",
        "云溪县道路工作方案", "一、重点任务", "（一）修路。抓紧。（县交通局负责）", "（二）架桥。抓紧。（县住建局负责）", "附件", "项目清单", "一、国道", "二、县道",
    )  # fmt: skip
    assert [task.title for task in found] == ["修路", "架桥"]


def test_each_list_of_an_item_is_a_row_with_what_it_stands_behind() -> None:
    text = (
        "（一）修路。修好国道（县交通局负责，完成期限：6月底）。养护县道（县住建局牵头，县财政局配合，完成期限：长期坚持）。年底前建成3座桥。（县水务局负责）"
    )
    plan = read(Source(f"云溪县2026年修路行动方案\n一、重点任务\n{text}\n（二）通航。抓紧。（县交通局负责）\n"))
    found = tasks(plan)
    assert [(task.path[-1], task.row, task.rows, task.measure.of(plan.text), task.deadline) for task in found] == [
        ("（一）", 1, 3, "（一）修路。修好国道", "2026-06"),
        ("（一）", 2, 3, "养护县道", None),
        ("（一）", 3, 3, "年底前建成3座桥。", "2026-12"),
        ("（二）", 1, 1, "（二）通航。抓紧。", None),
    ]
    assert [task.due is not None and task.due.ongoing for task in found] == [False, True, False, False]


def test_a_body_has_one_duty() -> None:
    [task] = of("一、重点任务", "（一）修路。抓紧。（县交通局牵头，县住建局、县交通局配合）")
    assert (task.named(Duty.LEAD), task.named(Duty.SUPPORTING)) == (("县交通局",), ("县住建局",))


def test_lists_below_items_of_a_section_end_nowhere() -> None:
    found = of(
        "一、重点任务",
        "（一）修路。",
        "1.国道。抓紧。",
        "（1）选址。（县交通局负责）",
        "2.县道。抓紧。",
        "（二）架桥。",
        "1.公路桥。（县住建局负责）",
        "2.人行桥。抓紧。",
    )
    assert found


def test_a_list_behind_a_box_answers_for_the_item_around_it() -> None:
    box = ("专栏1 修路工程", "国道工程：修好国道。", "县道工程：修好县道。")
    assert listed("一、重点任务", "（一）修路。抓紧。", *box, "（县交通局、县住建局负责）", "（二）架桥。抓紧。（县水利局负责）") == [
        ("一、（一）修路", ("县交通局", "县住建局")),
        ("一、（二）架桥", ("县水利局",)),
    ]


def test_all_bodies_before_the_comma_lead_where_the_plan_says_so() -> None:
    found = of(
        "一、重点任务",
        "（一）修路。抓紧。〔责任单位：县交通局、县住建局，各乡镇人民政府；逗号前为牵头单位，下同〕",
        "（二）架桥。抓紧。〔责任单位：县水利局、县财政局，各乡镇人民政府〕",
        "（三）通航。抓紧。〔责任单位：县水利局〕",
    )
    assert [(task.named(Duty.LEAD), task.named(Duty.RESPONSIBLE)) for task in found] == [
        (("县交通局", "县住建局"), ("各乡镇人民政府",)),
        (("县水利局", "县财政局"), ("各乡镇人民政府",)),
        ((), ("县水利局",)),
    ]


def test_a_sign_board_is_written_with_its_body() -> None:
    task = of("一、重点任务", "（一）修路。抓紧。（县交通局（县港航局）牵头，县住建局配合）")[0]
    assert task.named(Duty.LEAD) == ("县交通局（县港航局）",)
    assert [body.name for body in task.bodies] == ["县交通局", "县港航局", "县住建局"]


def test_bodies_in_brackets_at_the_end_answer_for_a_task_without_a_word_for_it() -> None:
    assert listed("一、重点任务", "（一）修路。抓紧。（市交通运输局、市住房城乡建设局）", "（二）架桥。抓紧，报主管部门（市财政局）。") == [
        ("一、（一）修路", ("市交通运输局", "市住房城乡建设局")),
        ("一、（二）架桥", ()),
    ]


def test_a_list_behind_its_deadline_is_one() -> None:
    task = of("一、重点任务", "（一）修路。抓紧。（完成时限：长期坚持；责任单位：县交通局）")[0]
    assert (task.named(Duty.RESPONSIBLE), task.due is not None and task.due.ongoing) == (("县交通局",), True)


def test_a_list_behind_the_sentence_of_its_deadline_is_one() -> None:
    task = of("一、重点任务", "（一）修路。抓紧。（完成时限：2026年6月。县交通局牵头，县住建局配合）")[0]
    assert (task.named(Duty.LEAD), task.named(Duty.SUPPORTING), task.deadline) == (("县交通局",), ("县住建局",), "2026-06")


def test_posts_stand_for_their_bodies_where_persons_answer() -> None:
    assert listed("一、重点任务", "（一）修路。抓紧。（责任人：县交通局局长、张某某、县住建局副局长）") == [
        ("一、（一）修路", ("县交通局局长", "县住建局副局长"))
    ]


def test_a_clause_of_the_list_tells_the_deadline() -> None:
    lines = (
        "一、重点任务",
        "（一）修路。抓紧。（县交通局负责，持续推进）",
        "（二）架桥。抓紧。（县交通局负责，2027年完成）",
        "（三）护坡。抓紧。责任单位：县交通局；完成时限：按上级部署",
    )
    assert [(task.due.iso, task.due.ongoing) for task in of(*lines) if task.due is not None] == [(None, True), ("2027", False), (None, False)]


def test_bodies_before_a_clause_for_all_tasks_speak_for_those_behind() -> None:
    first, second = of("一、重点任务", "1.修路。抓紧。（责任单位：县交通局。各镇人民政府，以下各条均涉及）", "2.架桥。抓紧。（责任单位：县住建局）")
    assert (first.named(Duty.RESPONSIBLE), [body.name for body in second.implied]) == (("县交通局", "各镇人民政府"), ["各镇人民政府"])


def test_a_clause_about_what_stands_above_speaks_for_the_tasks_of_its_chapter_before_it() -> None:
    lines = (
        "一、重点任务",
        "（一）修路。抓紧。（县交通局负责）",
        "（二）架桥。抓紧。（县住建局负责。以上任务均需各镇人民政府落实）",
        "二、其他任务",
        "（一）植树。抓紧。（县林业局负责）",
    )
    assert [[body.name for body in task.implied] for task in of(*lines)] == [["各镇人民政府"], ["各镇人民政府"], []]


def test_a_section_is_read_once_however_many_of_its_items_have_a_list() -> None:
    def section(number: int) -> Plan:
        plan = read(Source("一、重点任务\n" + "".join(f"{at}.建设步道。（县住建局负责）\n" for at in range(1, number + 1))))
        plan.fact(written_lists)
        return plan

    assert growth(section, held_lists, 100) < 1.25
