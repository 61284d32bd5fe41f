"""Tables: their cells from every format, what their columns mean, and the targets of their rows."""

from __future__ import annotations

import pytest

from planlint.facts.tables.columns import read_tables
from planlint.facts.tables.lists import every_list
from planlint.facts.tables.rows import task_rows
from planlint.facts.tables.targets import TableTarget, listed_targets, table_figures, table_targets
from planlint.facts.tables.values import figure_in
from planlint.facts.tasks.pairs import pairs, untabled
from planlint.facts.tasks.tabled import listed_tasks, table_tasks
from planlint.formats.reading import read as source_of
from planlint.phrases.bodies import Duty
from planlint.syntax import read
from planlint.syntax.nodes import Plan
from planlint.syntax.tables import cell_at, tables
from planlint.text.spans import Span

OPENING = "云溪市节水规划（2026—2030年）\n一、主要指标\n到2030年，用水更省。\n"
MARKDOWN = OPENING + "\n|序号|指标|单位|2025年|2030年|属性|\n|---|---|---|---|---|---|\n|1|管网漏损率|%|11|≤8|约束性|\n"
TABS = OPENING + "序号\t指标\t单位\t2025年\t2030年\t属性\n1\t管网漏损率\t%\t11\t≤8\t约束性\n"
GAPS = OPENING + "序号    指标    单位    2025年    2030年    属性\n1    管网漏损率    %    11    ≤8    约束性\n2    节水企业    家    3    30    预期性\n"
HTML = (
    "<p>云溪市节水规划（2026—2030年）</p><p>一、主要指标</p><table><tr><td>序号</td><td>指标</td><td>单位</td><td>2025年</td><td>2030年</td>"
    "<td>属性</td></tr><tr><td>1</td><td>管网漏损率</td><td>%</td><td>11</td><td>≤8</td><td>约束性</td></tr></table>"
)


def _plan(text: str, name: str = "a.txt") -> Plan:
    return read(source_of(name, text.encode()))


def _rows(*rows: str, name: str = "a.txt", opening: str = OPENING) -> list[TableTarget]:
    return table_targets(_plan(opening + "\n".join("\t".join(row.split("|")) for row in rows) + "\n", name))


def _told(found: list[TableTarget]) -> list[tuple[object, ...]]:
    return [(t.target.indicator, t.target.year, t.target.comparator, t.target.value, t.target.unit) for t in found]


@pytest.mark.parametrize(("text", "name"), [(MARKDOWN, "a.md"), (TABS, "a.txt"), (GAPS, "a.txt"), (HTML, "a.html")])
def test_a_row_is_a_target_in_every_format(text: str, name: str) -> None:
    found = table_targets(_plan(text, name))[0]
    assert _told([found]) == [("管网漏损率", 2030, "<=", 8, "%")]
    assert (found.base_year, found.base and found.base.value, found.binding) == (2025, 11, True)


def test_a_cell_has_a_place() -> None:
    plan = _plan(TABS)
    assert [len(row) for row in tables(plan)[0].rows] == [6, 6]
    assert cell_at(plan, plan.text.index("≤8")) == (1, 2, 5)
    assert cell_at(plan, 0) is None


def test_a_running_text_without_tables_has_none() -> None:
    plan = _plan("一、目标\n到2030年，管网漏损率降至8%。\n（一）加强管理。落实责任。\n")
    assert tables(plan) == []
    assert [listed.table for listed in listed_targets(plan)] == [None]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("≥75", (75, None, ">=", False)),
        ("[16]", (16, None, "=", True)),
        ("【1.5】", (1.5, None, "=", True)),
        ("10%左右", (10, "%", "~", False)),
        ("不低于90", (90, None, ">=", False)),
        ("35以上", (35, None, ">=", False)),
        ("0.6—0.8", ("0.6—0.8", None, "=", False)),
        ("2000万平方米", (2000, "万平方米", "=", False)),
        ("1,250", (1250, None, "=", False)),
        ("50%（城区60%）", (50, "%", "=", False)),
        ("完成国家下达目标", ("国家下达目标", None, "=", False)),
        ("稳中向好", (None, None, "qualitative", False)),
        ("累计500", (500, None, "=", True)),
        ("降至8以下", (8, None, "<=", False)),
        ("≥ 95 %", (95, "%", ">=", False)),
        ("比2025年降低16%", (16, "%", "=", False)),
    ],
)
def test_a_cell_says_a_value(cell: str, expected: tuple[object, ...]) -> None:
    figure = figure_in(cell, Span(0, len(cell)))
    assert figure is not None
    assert (figure.value, figure.unit, figure.comparator, figure.cumulative) == expected


@pytest.mark.parametrize("cell", ["", "—", "——", "-", "/", "…"])
def test_a_dash_is_no_value(cell: str) -> None:
    assert figure_in(cell, Span(0, len(cell))) is None


def test_units_stand_in_names_heads_or_above_the_table() -> None:
    assert _told(_rows("指标|2030年", "管网漏损率（%）*|8", "年用水量①（亿立方米）|12")) == [
        ("管网漏损率", 2030, "=", 8, "%"),
        ("年用水量", 2030, "=", 12, "亿立方米"),
    ]
    assert _told(_rows("单位：万吨", "指标|2030年目标", "再生水产量|20"))[0][4] == "万吨"
    assert _told(_rows("指标|2030年目标（家）", "节水企业|20"))[0][4] == "家"


def test_abbreviations_in_names_are_no_units() -> None:
    assert _told(_rows("指标|2030年", "水质指数（WQI）|80")) == [("水质指数（WQI）", 2030, "=", 80, None)]


def test_heads_of_two_rows_are_read_together() -> None:
    found = _rows("指标|单位|目标|目标", "||2028年|2030年", "管网漏损率|%|9|8")
    assert _told(found) == [("管网漏损率", 2028, "=", 9, "%"), ("管网漏损率", 2030, "=", 8, "%")]


def test_spanned_heads_and_names_hold_for_what_they_span() -> None:
    page = (
        "<p>云溪市节水规划（2026—2030年）</p><table><tr><td rowspan=2>类别</td><td colspan=2 rowspan=2>指标</td><td colspan=2>目标值</td></tr>"
        "<tr><td>2028年</td><td>2030年</td></tr>"
        "<tr><td rowspan=2>供水</td><td rowspan=2>供水普及率（%）</td><td>城区</td><td>97</td><td>99</td></tr><tr><td>乡镇</td><td>85</td><td>92</td></tr>"
        "<tr><td>节水</td><td colspan=2>再生水利用率（%）</td><td colspan=2>完成省下达目标</td></tr></table>"
    )
    told = _told(table_targets(_plan(page, "a.html")))
    assert ("城区供水普及率", 2030, "=", 99, "%") in told
    assert ("乡镇供水普及率", 2028, "=", 85, "%") in told
    assert [row for row in told if row[0] == "再生水利用率"] == [("再生水利用率", 2028, "=", "省下达目标", None)]


def test_groups_repeated_heads_and_row_numbers_are_no_indicators() -> None:
    rows = [
        "<td>指标</td><td>2025年</td><td>2030年</td>",
        "<td colspan=3>一、供水</td>",
        "<td>1.供水普及率（%）</td><td>90</td><td>95</td>",
        "<td>指标</td><td>2025年</td><td>2030年</td>",
        "<td colspan=3>二、节水</td>",
        "<td>2.漏损率（%）</td><td>11</td><td>8</td>",
    ]
    found = table_targets(_plan(f"<p>云溪市节水规划（2026—2030年）</p><table><tr>{'</tr><tr>'.join(rows)}</tr></table>", "a.html"))
    assert [(t.target.indicator, t.groups) for t in found] == [("供水普及率", ("一、供水",)), ("漏损率", ("二、节水",))]


def test_a_part_carries_the_name_of_its_whole() -> None:
    assert [row[0] for row in _told(_rows("指标|单位|2030年", "用水总量|亿立方米|12", "其中：再生水|亿立方米|2"))] == ["用水总量", "用水总量中再生水"]


def test_values_parted_by_strokes_are_shared_out() -> None:
    assert _told(_rows("指标|单位|2030年", "氮排放量、磷排放量|万吨|3.5/0.4")) == [("氮排放量", 2030, "=", 3.5, "万吨"), ("磷排放量", 2030, "=", 0.4, "万吨")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("≥90%，其中县级市≥95%", [("管网覆盖率", ">=", 90, None), ("县级市管网覆盖率", ">=", 95, None)]),
        (
            "上游地区≥40%，中游地区≥60%（其中城区最高≥75%）",
            [("上游地区管网覆盖率", ">=", 40, None), ("中游地区管网覆盖率", ">=", 60, None), ("城区管网覆盖率", ">=", 75, None)],
        ),
        ("≥70%，或较2020年提高5个百分点以上", [("管网覆盖率", ">=", 70, None), ("管网覆盖率", ">=", 5, "increase")]),
        ("城市社区：≥65农村社区：≥50", [("城市社区管网覆盖率", ">=", 65, None), ("农村社区管网覆盖率", ">=", 50, None)]),
        ("城市社区：≥65", [("城市社区管网覆盖率", ">=", 65, None)]),
        ("定期普查，管网在册比例≥65%", [("管网覆盖率", ">=", 65, None)]),
        ("超大、特大城市≤1.2倍；其他城市≤1倍", [("超大、特大城市管网覆盖率", "<=", 1.2, None), ("其他城市管网覆盖率", "<=", 1, None)]),
        ("新建管网合格率100%，旧管网检修率95%", [("新建管网合格率", "=", 100, None), ("旧管网检修率", "=", 95, None)]),
        ("2030年前基本覆盖", [("管网覆盖率", "qualitative", None, None)]),
    ],
)
def test_a_cell_with_several_figures_sets_a_target_for_each_part(cell: str, expected: list[tuple[object, ...]]) -> None:
    told = [(t.target.indicator, t.target.comparator, t.target.value, t.target.change) for t in _rows("指标|2030年", f"管网覆盖率（%）|{cell}")]
    assert told == expected


def test_a_part_of_a_row_that_a_page_cut_off_belongs_to_the_row() -> None:
    rows = ("指标|单位|2030年|属性", "可再生水消费|%|城区：≥20|约束性", "比重|||", "||农村：≥10|", "管网漏损率|%|8|约束性")
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    found = table_targets(_plan(f"<p>云溪市节水规划（2026—2030年）</p><table>{cells}</table>", "a.html"))
    assert [(row[0], row[3], row[4]) for row in _told(found)] == [
        ("城区可再生水消费比重", 20, "%"),
        ("农村可再生水消费比重", 10, "%"),
        ("管网漏损率", 8, "%"),
    ]


def test_columns_of_the_base_and_of_what_was_reached_have_a_kind() -> None:
    def kinds(*rows: str) -> list[tuple[object, ...]]:
        plan = _plan(OPENING + "\n".join("\t".join(row.split("|")) for row in rows) + "\n")
        return [(found.target.purpose.value, found.target.year, found.target.value) for found in table_figures(plan)]

    assert kinds("指标|2025年|2030年", "用水量（亿立方米）|15|14") == [("target", 2030, 14), ("baseline", 2025, 15)]
    assert kinds("指标|2015年|2020年|年均/累计", "用水量（亿立方米）|15|14|-1.4%") == [("baseline", 2015, 15), ("achieved", 2020, 14)]
    assert kinds("“十四五”指标完成情况", "指标|规划目标|“十四五”末现状|完成情况", "漏损率（%）|12|11|完成") == [("target", 2025, 12), ("achieved", 2025, 11)]


def test_numbers_of_two_levels_are_no_part_of_a_name() -> None:
    assert [row[0] for row in _told(_rows("指标|2030年", "1 供水普及率|95%", "1.1城区供水普及率|99%", "2节水企业数量|30家"))] == [
        "供水普及率",
        "城区供水普及率",
        "节水企业数量",
    ]


def test_what_an_earlier_plan_aimed_at_has_its_own_time() -> None:
    found = _rows("“十四五”指标完成情况", "指标|规划目标|“十四五”末现状|完成情况", "漏损率（%）|12|11|完成")
    assert _told(found) == [("漏损率", 2025, "=", 12, "%")]


def test_columns_of_what_was_reached_alone_set_no_targets() -> None:
    assert _rows("指标|2015年|2020年|年均/累计", "用水量（亿立方米）|15|14|-1.4%") == []


def test_a_table_without_head_goes_on_with_the_one_above() -> None:
    page = (
        "<p>云溪市节水规划（2026—2030年）</p><table><tr><td>指标</td><td>2025年</td><td>2030年</td></tr><tr><td>漏损率（%）</td><td>11</td><td>8</td></tr></table>"
        "<table><tr><td>节水</td><td>再生水利用率（%）</td><td>20</td><td>30</td></tr><tr><td>节水</td><td>节水企业（家）</td><td>3</td><td>30</td></tr></table>"
    )
    assert [row[0] for row in _told(table_targets(_plan(page, "a.html")))] == ["漏损率", "再生水利用率", "节水企业"]


def test_a_table_of_as_many_columns_goes_on_with_the_one_above() -> None:
    head = "<tr><td>指标</td><td>2025年</td><td>2030年</td></tr><tr><td>绿化覆盖率</td><td>35%</td><td>40%</td></tr>"
    rest = "<tr><td>公园面积</td><td>20公顷</td><td>30公顷</td></tr><tr><td>绿道长度</td><td>20公里</td><td>30公里</td></tr>"
    found = table_targets(_plan(f"<p>云溪市绿化规划（2026—2030年）</p><p>一、主要指标</p><table>{head}</table><table>{rest}</table>", "a.html"))
    assert [(one.target.indicator, one.target.value) for one in found] == [("绿化覆盖率", 40), ("公园面积", 30), ("绿道长度", 30)]


@pytest.mark.parametrize(("head", "row"), [("指标|2027年", "绿化覆盖率|40%"), ("指标|2024年|2027年", "绿化覆盖率|35%|40%")])
def test_the_only_year_of_a_plan_without_period_and_date_is_its_goal(head: str, row: str) -> None:
    found = _rows(head, row, opening="云溪市绿化工作实施方案\n一、主要目标\n绿化更好。\n")
    assert _told(found) == [("绿化覆盖率", 2027, "=", 40, "%")]


def test_columns_mean_what_their_cells_are() -> None:
    def meanings(*rows: str) -> list[str]:
        plan = _plan(OPENING + "\n".join("\t".join(row.split("|")) for row in rows) + "\n")
        return [column.meaning.value for column in read_tables(plan)[0].columns]

    assert meanings("规划指标|目标值", "漏损率|8", "普及率|95") == ["indicator", "goal"]
    assert meanings("指标|规划指标", "漏损率|8%", "普及率|95%") == ["indicator", "goal"]
    assert meanings("序号|任务|单位|时限", "1|修管网|市水务局|2027年底", "2|建水厂|市水务局|2028年") == ["number", "task", "bodies", "deadline"]


def test_bodies_in_cells_are_lists_with_the_duty_of_their_column() -> None:
    plan = _plan(OPENING + "序号\t重点任务\t牵头单位\t配合单位\n1\t修管网\t市水务局\t市财政局、市住建局\n2\t建水厂\t市水务局\t\n")
    assert [[(body.name, body.duty.value) for body in found.bodies] for found in every_list(plan)] == [
        [("市水务局", "lead")],
        [("市财政局", "supporting"), ("市住建局", "supporting")],
        [("市水务局", "lead")],
    ]


def test_a_row_of_tasks_has_its_title_groups_and_cells() -> None:
    rows = task_rows(_plan(OPENING + "序号\t类别\t任务\t责任单位\t完成时限\n1\t供水\t修管网\t市水务局\t2027年底\n"))
    assert [(row.label, row.title, row.groups, row.deadline is not None) for row in rows] == [("1", "修管网", ("供水",), True)]


def test_rows_of_task_tables_are_tasks() -> None:
    plan = _plan(
        OPENING + "二、重点任务\n序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t修管网\t市水务局\t市财政局\t2027年底\n2\t建水厂\t市水务局\t/\t长期坚持\n"
    )
    told = [(task.path, task.title, task.named(Duty.LEAD), task.named(Duty.SUPPORTING), task.deadline) for task in table_tasks(plan)]
    assert told == [
        (("二、", "1"), "修管网", ("市水务局",), ("市财政局",), "2027-12"),
        (("二、", "2"), "建水厂", ("市水务局",), (), None),
    ]
    assert [cell_at(plan, task.node.content.start) for task in table_tasks(plan)] == [(1, 2, 2), (1, 3, 2)]


def test_a_merged_task_is_the_group_of_its_rows() -> None:
    page = (
        "<p>云溪市节水方案</p><table><tr><td>序号</td><td>任务</td><td>主要内容</td><td>责任单位</td></tr>"
        "<tr><td rowspan=2>1</td><td rowspan=2>修管网</td><td>查漏损</td><td rowspan=2>市水务局牵头，市财政局配合</td></tr><tr><td>换旧管</td></tr></table>"
    )
    rows = task_rows(_plan(page, "a.html"))
    assert [(row.label, row.title, row.groups) for row in rows] == [("1", "查漏损", ("修管网",)), ("1", "换旧管", ("修管网",))]
    assert [task.named(Duty.LEAD) for task in table_tasks(_plan(page, "a.html"))] == [("市水务局",), ("市水务局",)]


def test_columns_of_years_are_bases_or_goals_by_their_words_and_the_time_of_the_plan() -> None:
    assert _told(_rows("指标|2024年完成|2025年预计|2026年目标", "节水企业（家）|3|5|8")) == [("节水企业", 2026, "=", 8, "家")]
    assert [(t.target.value, t.base and t.base.value) for t in _rows("指标|现状值（2025年）|目标值（2030年）", "节水企业（家）|3|8")] == [(8, 3)]
    assert _told(_rows("指标|“十四五”末|“十五五”末", "节水企业（家）|3|8")) == [("节水企业", 2030, "=", 8, "家")]
    assert [row[1:4] for row in _told(_rows("指标|2027年|2030年|2035年", "节水企业（家）|3|8|20"))] == [(2027, "=", 3), (2030, "=", 8), (2035, "=", 20)]


def test_rates_and_sums_stand_in_one_column() -> None:
    found = _rows("指标|2025年|2030年|年均增速〔累计〕|属性", "用水强度降低（%）|—|—|〔16〕|约束性", "节水产值增长（%）|6|—|7|预期性")
    assert [(t.target.indicator, t.target.change, t.target.value, t.cumulative, t.rate) for t in found] == [
        ("用水强度", "decrease", 16, True, False),
        ("节水产值", "increase", 7, False, True),
    ]


def test_a_rate_has_its_own_unit() -> None:
    assert [(row[0], row[3], row[4]) for row in _told(_rows("指标|单位|2030年|年均增速（%）", "供水能力|万吨/日|40|6"))] == [
        ("供水能力", 40, "万吨/日"),
        ("供水能力", 6, "%"),
    ]


def test_a_unit_that_the_whole_stands_before_is_the_unit() -> None:
    assert _told(_rows("指标|2030年", "危废处置率（100%）|97"))[0][3:] == (97, "%")


def test_a_scale_in_a_cell_goes_before_the_unit_of_its_row() -> None:
    assert _told(_rows("指标|单位|2030年", "服务人口|人|1.2万")) == [("服务人口", 2030, "=", 1.2, "万人")]


def test_rows_that_name_places_measure_what_the_head_says() -> None:
    rows = ("地区|2030年节水企业目标（家）", "城东区|8", "城西区|5")
    assert _told(_rows(*rows)) == [("城东区节水企业", 2030, "=", 8, "家"), ("城西区节水企业", 2030, "=", 5, "家")]


def test_rows_that_are_years_have_their_indicators_in_the_head() -> None:
    found = _rows("年份|再生水利用率（%）|节水企业（家）", "2024年|20|3", "2028年|25|8", "2030年|30|20")
    assert _told(found) == [
        ("再生水利用率", 2028, "=", 25, "%"),
        ("节水企业", 2028, "=", 8, "家"),
        ("再生水利用率", 2030, "=", 30, "%"),
        ("节水企业", 2030, "=", 20, "家"),
    ]


def test_a_goal_for_each_kind_goes_with_the_name_of_the_kind() -> None:
    page = (
        "<p>云溪市节水规划（2026—2030年）</p><table><tr><td rowspan=2>指标名称</td><td rowspan=2>单位</td><td colspan=2>参考值</td></tr>"
        "<tr><td>小学</td><td>中学</td></tr><tr><td>人均用水量</td><td>升</td><td>≤25</td><td>≤30</td></tr></table>"
    )
    assert [(row[0], row[3]) for row in _told(table_targets(_plan(page, "a.html")))] == [("小学人均用水量", 25), ("中学人均用水量", 30)]


_HANDED_OUT = [("一、1", "完善管网", ("市水务局",)), ("二、2", "培育企业", ("市商务局",))]


@pytest.mark.parametrize(
    "rows",
    [
        "序号\t重点任务\t牵头单位\n一、完善设施\n1\t完善管网\t市水务局\n二、强化管理\n2\t培育企业\t市商务局\n",
        "序号\t重点任务\t牵头单位\n一、完善设施方面\n1\t完善管网\t市水务局\n二、强化管理方面\n2\t培育企业\t市商务局\n",
    ],
)
def test_titles_of_groups_without_tabs_do_not_part_a_table(rows: str) -> None:
    plan = _plan(f"云溪市方案\n一、总体要求\n做好工作。\n附件：重点任务分工表\n{rows}")
    assert [("".join(task.path), task.title, task.named(Duty.LEAD)) for task in table_tasks(plan)] == _HANDED_OUT


def test_rows_that_gaps_set_are_no_sections() -> None:
    rows = "序号    重点任务    牵头单位\n1    完善管网    市水务局\n2    建设水厂    市城管局\n3    培育企业    市商务局\n"
    plan = _plan(f"云溪市方案\n一、总体要求\n做好工作。\n附件：重点任务分工表\n{rows}")
    assert [(task.path, task.title) for task in table_tasks(plan)] == [(("1",), "完善管网"), (("2",), "建设水厂"), (("3",), "培育企业")]


def test_the_head_of_a_column_tells_who_leads() -> None:
    rows = "序号\t重点任务\t责任单位（牵头单位列首位）\n1\t完善管网\t市水务局、市财政局\n2\t建设水厂\t市城管局\n"
    plan = _plan(f"云溪市方案\n一、总体要求\n做好工作。\n附件：重点任务分工表\n{rows}")
    assert [(task.named(Duty.LEAD), task.named(Duty.RESPONSIBLE)) for task in table_tasks(plan)] == [(("市水务局",), ("市财政局",)), (("市城管局",), ())]


_BODY = "云溪市方案\n一、重点任务\n（一）完善管网。更新老旧管网，消除漏点，三年内完成全部改造。（市水务局负责）\n（二）建设水厂。新建水厂3座。（市住建局负责）\n二、保障措施\n（一）加强宣传。讲好故事。\n"


@pytest.mark.parametrize(
    ("row", "written", "told"),
    [
        ("1\t完善管网\t市水务局", "完善管网", True),
        ("1\t（一）完善管网\t市水务局", "完善管网", True),
        ("1\t更新老旧管网，消除漏点，三年内完成全部改造\t市水务局", "完善管网", True),
        ("1\t加强宣传\t市教育局", None, True),
        ("1\t架设桥梁\t市交通局", None, False),
    ],
)
def test_a_row_repeats_the_item_with_its_title_or_its_words(row: str, written: str | None, told: bool) -> None:
    (pair,) = pairs(_plan(f"{_BODY}附件：分工表\n序号\t重点任务\t牵头单位\n{row}\n"))
    assert (pair.written[0].title if pair.written else None, pair.is_told) == (written, told)


def test_rows_of_one_item_are_held_against_nothing() -> None:
    found = pairs(
        _plan(f"{_BODY}附件：分工表\n序号\t重点任务\t内容\t牵头单位\n1\t完善管网\t换管\t市水务局\n2\t完善管网\t检漏\t市住建局\n3\t建设水厂\t三座\t市住建局\n")
    )
    assert [pair.one is not None for pair in found] == [False, False, True]


def test_a_task_of_the_text_that_no_row_repeats_is_told() -> None:
    assert [task.title for task in untabled(_plan(f"{_BODY}附件：分工表\n序号\t重点任务\t牵头单位\n1\t完善管网\t市水务局\n"))] == ["建设水厂"]


def test_a_chapter_whose_tasks_a_table_hands_out_is_none() -> None:
    plan = _plan("云溪市方案\n一、总体要求\n做好工作。\n二、重点任务\n任务见附件。\n附件：分工表\n序号\t重点任务\t牵头单位\n1\t完善管网\t市水务局\n")
    assert [task.title for task in listed_tasks(plan)] == ["完善管网"]


def test_a_cell_may_say_that_it_is_as_above_or_that_there_is_nothing() -> None:
    rows = "序号\t任务\t责任单位\t牵头单位\t完成时限\n1\t修路\t县交通局、县住建局\t县交通局\t2026年\n2\t架桥\t同上\t无\t同上\n"
    found = table_tasks(_plan(f"云溪市方案\n一、总体要求\n做好工作。\n附件：分工表\n{rows}"))
    assert [(task.named(Duty.LEAD), task.named(Duty.RESPONSIBLE), task.deadline) for task in found] == [
        (("县交通局",), ("县住建局",), "2026"),
        ((), ("县交通局", "县住建局"), "2026"),
    ]
