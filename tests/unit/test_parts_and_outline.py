"""What the parser makes of whole texts: parts, headings, boxes, tables."""

from __future__ import annotations

import pytest

from planlint.syntax import read
from planlint.syntax.nodes import Kind, Plan
from planlint.text.source import Source


def _plan(text: str, *, format: str = "text") -> Plan:
    return read(Source(text, format=format))


def _outline(plan: Plan) -> list[tuple[int, str, str]]:
    return [(node.level, node.ordinal.text, node.title) for node in plan.nodes if node.ordinal is not None]


_NOTICE = """云溪市人民政府办公室
关于印发云溪市冷链物流发展实施方案的通知
云政办发〔2024〕12号
各县（市、区）人民政府，市政府各部门：
《云溪市冷链物流发展实施方案》已经市政府同意，现印发给你们，请认真贯彻执行。
云溪市人民政府办公室
2024年5月6日
"""
_PLAN = """云溪市冷链物流发展实施方案
为落实上级部署，制定本方案。
一、总体要求
到2027年，建成冷库10座。
二、重点任务
（一）建设冷库。布局产地冷库。
（二）培育主体。支持龙头企业。
三、保障措施
加强组织领导。
"""
_ANNEX = """附件1
重点任务清单
一、建设类
新建冷库，由市商务局牵头。
二、培育类
支持龙头企业，由市农业农村局牵头。
"""


def test_a_cover_notice_a_plan_and_an_annex_are_parts_of_their_own() -> None:
    plan = _plan(_NOTICE + _PLAN + _ANNEX)
    assert [(part.kind, part.title) for part in plan.parts] == [
        (Kind.NOTICE, "云溪市人民政府办公室关于印发云溪市冷链物流发展实施方案的通知"),
        (Kind.PLAN, "云溪市冷链物流发展实施方案"),
        (Kind.ANNEX, "重点任务清单"),
    ]


def test_numbering_begins_anew_with_each_part() -> None:
    plan = _plan(_PLAN + _ANNEX)
    assert [number for level, number, _ in _outline(plan) if level == 1] == ["一、", "二、", "三、", "一、", "二、"]


_RULES = "云溪市节水办法\n\n第一章 总则\n\n第一条 为节约用水，制定本办法。\n\n第二章 附则\n\n第二条 本办法自印发之日起施行。\n"


def test_a_second_first_chapter_opens_a_text_of_its_own() -> None:
    plan = _plan(f"{_RULES}\n{_RULES.replace('节水', '供水')}")
    assert [part.title for part in plan.parts] == ["云溪市节水办法", "云溪市供水办法"]


_HANDED_OUT = "云溪市人民政府关于印发节水工作方案的通知\n\n各县人民政府：\n\n现将节水工作方案印发给你们，请认真落实。\n\n云溪市人民政府\n2026年3月5日\n\n"


@pytest.mark.parametrize("body", ["推广节水器具，建设节水型社区。\n", "一、推广器具\n\n建设节水型社区。\n\n二、加强宣传\n\n做好引导。\n"])
def test_a_title_below_a_notice_opens_a_plan_with_numbers_from_one_or_without_any(body: str) -> None:
    plan = _plan(f"{_HANDED_OUT}云溪市节水工作方案\n\n完善制度，加强监管。\n\n{body}")
    assert [part.kind for part in plan.parts] == [Kind.NOTICE, Kind.PLAN]


def test_a_title_whose_numbers_go_on_from_others_opens_no_plan() -> None:
    plan = _plan(f"{_HANDED_OUT}云溪市节水工作方案\n\n完善制度，加强监管。\n\n二、推广器具\n\n建设节水型社区。\n\n三、加强宣传\n\n做好引导。\n")
    assert [part.kind for part in plan.parts] == [Kind.PLAN]


def test_several_plans_in_one_file_are_told_apart() -> None:
    plan = _plan(_PLAN + _PLAN.replace("冷链物流", "充电设施"))
    assert [part.title for part in plan.parts] == ["云溪市冷链物流发展实施方案", "云溪市充电设施发展实施方案"]


@pytest.mark.parametrize(
    ("line", "title", "run_in"),
    [
        ("（一）建设冷库。布局产地冷库。", "建设冷库", True),
        ("（一）建设冷库", "建设冷库", False),
        ("（一）建设冷库。", "建设冷库", False),
        ("（一）落实“一库一策。分类施策”要求。布局产地冷库。", "落实“一库一策。分类施策”要求", True),
        ("（一）主要目标：到2027年，建成冷库10座。", "主要目标", True),
    ],
)
def test_a_run_in_title_ends_at_the_first_stop_outside_of_brackets_and_quotes(line: str, title: str, run_in: bool) -> None:
    plan = _plan(f"一、重点任务\n{line}\n")
    heading = next(node for node in plan.nodes if node.ordinal is not None and node.ordinal.text == "（一）")
    assert (heading.title, heading.run_in) == (title, run_in)


def test_levels_come_from_the_nesting_of_families() -> None:
    plan = _plan("一、总体要求\n1.坚持统筹。健全机制。\n2.坚持创新。激发活力。\n二、重点任务\n（一）建设冷库\n1.布局产地冷库。抓紧选址。\n")
    assert [(level, number) for level, number, _ in _outline(plan)] == [(1, "一、"), (2, "1."), (2, "2."), (1, "二、"), (2, "（一）"), (3, "1.")]


def test_quantities_at_the_start_of_a_line_are_no_numbers() -> None:
    plan = _plan("一、主要目标\n1.8亿吨产能完成改造。\n2025年底前完成。\n5G网络全覆盖。\n13.5%的降幅如期实现。\n")
    assert [number for _, number, _ in _outline(plan)] == ["一、"]


def test_numbers_inside_a_box_do_not_disturb_those_around_it() -> None:
    text = "一、重点任务\n（一）建设冷库。布局产地冷库。\n专栏1 冷库工程\n1.产地冷库。新建10座。\n2.销地冷库。新建5座。\n（二）培育主体。支持龙头企业。\n"
    plan = _plan(text)
    box = next(node for node in plan.nodes if node.kind is Kind.BOX)
    assert [node.title for node in box.numbered] == ["产地冷库", "销地冷库"]
    assert [(level, number) for level, number, _ in _outline(plan)][-1] == (2, "（二）")


def test_a_list_of_annexes_bears_no_numbers_of_the_outline() -> None:
    plan = _plan(_NOTICE.replace("云溪市人民政府办公室\n2024", "附件：1.任务清单\n2.项目清单\n云溪市人民政府办公室\n2024") + _PLAN)
    assert [number for level, number, _ in _outline(plan) if level == 1] == ["一、", "二、", "三、"]


def test_decimal_numbers_nest_by_their_figures() -> None:
    plan = _plan("1. 总则\n1.1 编制目的\n规范处置。\n1.2 编制依据\n1.2.1 法律依据\n依法编制。\n2. 组织体系\n2.1 领导机构\n")
    assert [(level, number) for level, number, _ in _outline(plan)] == [
        (1, "1."), (2, "1.1"), (2, "1.2"), (3, "1.2.1"), (1, "2."), (2, "2.1"),
    ]  # fmt: skip


def test_markdown_headings_tables_code_and_front_matter_are_known() -> None:
    text = "---\ntitle: 草稿\n---\n# 云溪市冷链物流发展实施方案\n\n## 一、重点任务\n\n| 任务 | 责任单位 |\n|---|---|\n| 冷库 | 市商务局 |\n\n```\n一、不是标题\n```\n"
    plan = _plan(text, format="markdown")
    assert [(number, title) for _, number, title in _outline(plan)] == [("一、", "重点任务")]
    assert plan.parts[0].title == "云溪市冷链物流发展实施方案"
    assert sum(node.kind is Kind.TABLE for node in plan.nodes) == 2


def test_a_table_of_contents_is_no_outline() -> None:
    plan = _plan(
        "云溪市冷链物流发展规划\n目录\n第一章 发展基础……1\n第二章 总体要求……3\n第一章 发展基础\n冷库总量居全省前列。\n第二章 总体要求\n坚持统筹推进。\n"
    )
    assert [number for _, number, _ in _outline(plan)] == ["第一章", "第二章"]


@pytest.mark.parametrize(
    ("title", "role"),
    [("总体要求", "overall"), ("加强组织领导", "implementation"), ("强化保障措施", "safeguards"), ("重点任务及分工", "tasks"), ("建设冷链设施", None)],
)
def test_a_role_is_told_by_the_title_behind_its_verbs(title: str, role: str | None) -> None:
    plan = _plan(f"一、{title}\n抓好落实。\n")
    assert next(node for node in plan.nodes if node.ordinal is not None).role == role


def test_a_number_with_a_dot_and_nothing_else_is_the_label_of_an_annex() -> None:
    text = "县政府关于口岸用地的批复\n\n县自然资源局：\n现批复如下，请遵照执行。\n附件1.用地坐标\n2.桥面坐标\n县政府\n2026年3月20日\n附件1.\n用地坐标\n1\t15172.5\n附件2.\n桥面坐标\n1\t132.4\n"
    plan = read(Source(text))
    assert [plan.text_of(part).split("\n")[0] for part in plan.parts] == ["县政府关于口岸用地的批复", "附件1.", "附件2."]


@pytest.mark.parametrize(("line", "title"), [("2025", "云溪市2025年节水工作方案"), ("20250506", "年节水工作方案")])
def test_a_figure_alone_in_a_line_is_part_of_a_title_where_it_is_no_date_that_lost_its_words(line: str, title: str) -> None:
    plan = _plan(f"云溪市\n{line}\n年节水工作方案\n\n一、总体要求\n\n推广节水器具。\n\n二、重点任务\n\n改造老旧管网。\n")
    assert plan.parts[0].title == title
