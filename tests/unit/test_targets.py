"""What the text sets as targets, and what it does not."""

from __future__ import annotations

import pytest

from planlint.facts.targets.amounts import amounts
from planlint.facts.targets.running import targets
from planlint.facts.targets.target import Target
from planlint.syntax import read
from planlint.text.source import Source


def _targets(text: str) -> list[Target]:
    return targets(read(Source(text)))


def _told(text: str) -> list[tuple[object, ...]]:
    return [(t.year, t.indicator, t.comparator, t.value, t.unit) for t in _targets(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2027年，再生水利用率达到28%。", (2027, "再生水利用率", "=", 28, "%")),
        ("到二〇二七年，再生水利用率达到百分之二十八。", (2027, "再生水利用率", "=", 28, "%")),
        ("到２０２７年，再生水利用率达到２８．５％。", (2027, "再生水利用率", "=", 28.5, "%")),
        ("到2027年,再生水利用率达到28\U001001b05%以上.", (2027, "再生水利用率", ">=", 28.5, "%")),
        ("到2027年，遴选出30家节水标杆企业。", (2027, "节水标杆企业", "=", 30, "家")),
        ("到2027年，节水产业产值达到三万亿元。", (2027, "节水产业产值", "=", 3, "万亿元")),
        ("到2027年，城市建成区绿化覆盖率42%。", (2027, "城市建成区绿化覆盖率", "=", 42, "%")),
        ("到2027年，全省60%以上的县节水器具普及率达到95%。", (2027, "60%以上的县节水器具普及率", "=", 95, "%")),
        ("到2027年底，全市再生水利用率力争提升至28%以上。", (2027, "再生水利用率", ">=", 28, "%")),
        ("到2027年，公共供水管网漏损率控制在8%以内。", (2027, "公共供水管网漏损率", "<=", 8, "%")),
        ("到2027年，绿道里程不少于1,200公里。", (2027, "绿道里程", ">=", 1200, "公里")),
        ("到2027年，海绵城市面积占比超过45%。", (2027, "海绵城市面积占比", ">", 45, "%")),
        ("到2027年，每万人拥有公交车辆12标台，轨道客流占比40%左右。", (2027, "轨道客流占比", "~", 40, "%")),
        ("到2027年，电网备用率保持在10—15%。", (2027, "电网备用率", "=", "10—15", "%")),
        ("到2027年，机组供电煤耗降至290克标准煤/千瓦时以下。", (2027, "机组供电煤耗", "<=", 290, "克标准煤/千瓦时")),
        ("2030年，废纸回收量达到1.8亿吨。", (2030, "废纸回收量", "=", 1.8, "亿吨")),
        ("“十五五”期间，新建驿站120座。", (2030, "新建驿站", "=", 120, "座")),
        ("到2027年，培育50家节水服务企业。", (2027, "节水服务企业", "=", 50, "家")),
        ("到2027年，建成高标准梯田25万亩。", (2027, "高标准梯田", "=", 25, "万亩")),
        ("到2027年，推广甲醇汽车累计达到800台（套）。", (2027, "甲醇汽车", "=", 800, "台（套）")),
        ("到2027年，90%以上的行政村通公交并实现电子支付。", (2027, "行政村通公交并", ">=", 90, "%")),
        ("力争实现2027年瓦斯利用率50%目标要求。", (2027, "瓦斯利用率", "=", 50, "%")),
        ("到2027年，开发推广万种节水产品。", (2027, "节水产品", "=", 10000, "种")),
        ("到2027年，新能源环卫车保有量达到环卫车总量的30%。", (2027, "新能源环卫车保有量占环卫车总量比重", "=", 30, "%")),
        ("到2027年，用水强度降幅完成省下达目标任务。", (2027, "用水强度降幅", "=", "省下达目标任务", None)),
        ("确保渔业领域排放在2030年前达峰。", (2030, "渔业领域排放", "before", 2030, "年")),
    ],
)
def test_a_target_is_read_with_its_year_indicator_and_value(text: str, expected: tuple[object, ...]) -> None:
    assert expected in _told(text)


def test_a_change_has_its_direction_and_base() -> None:
    (target,) = _targets("到2027年，单位产值用水量较2020年下降16%。")
    assert (target.indicator, target.change, target.base_year, target.value) == ("单位产值用水量", "decrease", 2020, 16)


def test_values_strung_together_are_shared_out() -> None:
    told = _told("到2027年，再生铜、再生锌产量分别达到40万吨、15万吨。")
    assert told == [(2027, "再生铜产量", "=", 40, "万吨"), (2027, "再生锌产量", "=", 15, "万吨")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("到2027年，城市、县城、重点建制镇污水处理率分别达到95%、90%、75%。", ["城市污水处理率", "县城污水处理率", "重点建制镇污水处理率"]),
        ("到2030年，婴儿死亡率、孕产妇死亡率分别下降到4.0‰、8/10万。", ["婴儿死亡率", "孕产妇死亡率"]),
        ("到2030年，实现“护理人员达到2000名左右，床位达到500张”的目标。", ["护理人员", "床位"]),
        ("到2027年，氨氮、化学需氧量、总磷排放量分别下降5%、6%、7%。", ["氨氮排放量", "化学需氧量排放量", "总磷排放量"]),
    ],
)
def test_what_is_measured_of_all_is_named_for_each(text: str, names: list[str]) -> None:
    assert [target.indicator for target in _targets(text)] == names


def test_a_bound_behind_the_last_value_holds_for_all() -> None:
    told = _told("到2030年，客车和货车排放强度分别比2020年下降25%和20%以上。")
    assert [(indicator, comparator) for _, indicator, comparator, _, _ in told] == [("客车排放强度", ">="), ("货车排放强度", ">=")]


def test_two_years_strung_together_have_a_value_each() -> None:
    told = _told("2027年和2030年，全市短途铁路货运占比分别提升至15%、20%以上。")
    assert [(year, value) for year, _, _, value, _ in told] == [(2027, 15), (2030, 20)]


def test_an_indicator_left_out_is_that_of_the_target_before() -> None:
    one, other = _targets("到2027年，再生水利用率达到28%，2030年进一步提升至35%。")
    assert (other.year, other.indicator, other.value, other.elided) == (2030, one.indicator, 35, True)


def test_counted_things_go_on_without_their_verb() -> None:
    told = _told("到2027年，培育节水型企业200家、节水标杆园区10个。")
    assert [(indicator, value) for _, indicator, _, value, _ in told] == [("节水型企业", 200), ("节水标杆园区", 10)]


def test_a_sentence_behind_a_dated_target_keeps_its_year() -> None:
    told = _told("到2027年，再生水利用率达到28%。污泥处置率达到95%。")
    assert [year for year, *_ in told] == [2027, 2027]


def test_a_heading_gives_its_year_to_what_stands_below() -> None:
    told = _told("一、到2027年的目标\n再生水利用率达到28%。\n")
    assert told == [(2027, "再生水利用率", "=", 28, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "年用水量5万吨以上的单位安装在线监测设备。",
        "容积率大于等于3.5的小区不再加建。",
        "淘汰35蒸吨及以下燃煤锅炉。",
        "落实《2030年前碳达峰行动方案》和5G基站部署。",
        "截至2020年底，再生水利用率达到18%。",
        "依据《条例》（2021年修订）第12条和X政发〔2022〕25号办理。",
        "运距在500公里以上（占比达到30%）的货物优先走铁路。",
        "（市水利局、市财政局按职责分工负责）",
        "给排水专业第一批5个领域改造。",
    ],
)
def test_thresholds_titles_glosses_and_the_past_are_no_targets(text: str) -> None:
    assert _targets(text) == []


def test_what_a_target_rests_on_is_none() -> None:
    assert _told("到2027年，在总结试点经验的基础上，建成高标准梯田25万亩。") == [(2027, "高标准梯田", "=", 25, "万亩")]
    assert [told[1] for told in _told("到2027年，在保障供水的前提下供水行业碳排放达到峰值。")] == ["供水行业碳排放"]
    assert [told[3] for told in _told("到2027年，在新建建筑100%执行节水标准的基础上，打造一批示范项目。")] == [None]


def test_a_figure_that_sets_nothing_is_no_part_of_the_next_name() -> None:
    assert _told("到2027年，其中人工造林3万亩、封山育林4万亩。") == []


def test_a_part_goes_on_with_the_verb_of_the_whole() -> None:
    told = _told("到2027年，完成造林12万亩，其中人工造林3万亩、封山育林4万亩。")
    assert [(indicator, value) for _, indicator, _, value, _ in told] == [("造林", 12), ("人工造林", 3), ("封山育林", 4)]


def test_a_share_for_named_places_is_scoped() -> None:
    text = "到2027年，确保东部新区、临港片区50%的城市社区建成便民驿站；30%的城市社区建成口袋公园。"
    assert [(target.indicator, target.scoped) for target in _targets(text)] == [("城市社区", True), ("城市社区", False)]


def test_the_year_before_the_document_is_history() -> None:
    assert _told("临水政发〔2023〕5号\n\n临水市节水实施方案\n\n2021年再生水利用率达到18%。到2027年，再生水利用率达到28%。\n") == [
        (2027, "再生水利用率", "=", 28, "%")
    ]


def test_trends_are_targets_in_words() -> None:
    target = _targets("到2027年，河湖水质明显改善，地下水位稳步上升，单位产值用水量持续下降。")[2]
    assert (target.indicator, target.comparator, target.change, target.value) == ("单位产值用水量", "qualitative", "decrease", None)


def test_what_is_brought_about_is_a_part_of_the_name() -> None:
    assert [told[1] for told in _told("到2027年，农村地区基本实现散煤全替代，节水机制基本建立。")] == ["农村地区基本实现散煤全替代", "节水机制"]


def test_spans_are_places_of_the_text() -> None:
    text = "到2027年，再生水利用率达到28%。"
    (target,) = _targets(text)
    assert (target.span.of(text), target.indicator_span.of(text), target.value_span.of(text)) == ("再生水利用率达到28%", "再生水利用率", "28%")
    assert target.year_span is not None
    assert target.year_span.of(text) == "2027"


def test_a_cut_line_does_not_cut_the_target() -> None:
    (target,) = _targets("一、工作目标\n\n系统推进节水型城市建设，完善再生水管网和价格机制，到2027年，全市再生水利用\n率达到28%。\n")
    assert (target.year, target.value, target.indicator) == (2027, 28, "再生水利用率")


@pytest.mark.parametrize("text", ["较2018年一2026年多<。", "比2020年2024年2028年少。", "较2020年、2025年、2027年增长。"])
def test_years_in_a_row_are_read_without_a_fault(text: str) -> None:
    assert all(found.span.start < found.span.stop for found in _targets(text))


def test_chapters_on_what_an_earlier_plan_reached_set_nothing() -> None:
    title = "某县水利发展规划（2026—2030年）\n"
    told = "“十四五”规划实施情况\n到2025年，农村自来水普及率达到92%。\n"
    assert _targets(f"{title}一、{told}") == []
    assert [target.value for target in _targets(f"{title}一、“十五五”目标\n到2030年，农村自来水普及率达到95%。\n")] == [95]


def test_a_malformed_figure_is_no_value() -> None:
    assert [target.value for target in _targets("到2027年，公共充电桩达到1，200个。")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2027年，培育4个百亿级园区、6个十亿级园区，创建30家标杆企业、20个标杆车间。",
            [("百亿级园区", 4), ("十亿级园区", 6), ("标杆企业", 30), ("标杆车间", 20)],
        ),
        ("建设12个回收基地和3个分拣基地。", [("回收基地", 12), ("分拣基地", 3)]),
        ("到2027年，集聚节水服务机构80家、风险投资基金12亿元。", [("节水服务机构", 80), ("风险投资基金", 12)]),
        ("到2027年，新建供水管网300公里、雨水管网120公里。", [("新建供水管网", 300), ("雨水管网", 120)]),
        ("到2027年，建设9个水厂和泵站、闸坝等改造项目。", [("水厂和泵站、闸坝等改造项目", 9)]),
        ("到2027年，培育30家企业、建设管网。", [("企业", 30)]),
    ],
)
def test_an_enumeration_goes_on_with_its_verb_in_both_orders(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(target.indicator, target.value) for target in _targets(text)] == expected


def test_what_is_measured_of_a_part_is_told_before() -> None:
    text = "到2027年，农村自来水普及率达到95%以上，其中平原地区达到98%以上，山区达到88%左右。"
    assert [(target.indicator, target.value, target.scoped) for target in _targets(text)] == [
        ("农村自来水普及率", 95, False),
        ("平原地区农村自来水普及率", 98, True),
        ("山区农村自来水普及率", 88, True),
    ]


def test_another_place_has_the_measure_of_the_one_before() -> None:
    told = _told("到2027年，沿江下游城市生活垃圾处理率达到95%，上游城市达到90%以上。")
    assert [(indicator, value) for _, indicator, _, value, _ in told] == [("沿江下游城市生活垃圾处理率", 95), ("上游城市生活垃圾处理率", 90)]


@pytest.mark.parametrize(
    ("text", "comparator"), [("到2027年，装机容量达到约30万千瓦。", "~"), ("到2027年，培育至少3家节水企业。", ">="), ("到2027年，新建管网近300公里。", "~")]
)
def test_a_word_before_the_figure_bounds_it(text: str, comparator: str) -> None:
    assert [target.comparator for target in _targets(text)] == [comparator]


def test_a_range_may_have_its_scale_twice() -> None:
    assert [target.value for target in _targets("到2027年，储水能力达到5万～6万吨。")] == ["5—6"]


def test_the_first_chapter_may_tell_what_was_reached() -> None:
    text = "某县水利规划\n一、水利发展形势\n（一）水利发展取得明显成效\n自来水普及率达到92%。\n二、主要任务\n（一）全面提升供水成效\n自来水普及率达到95%。\n"
    assert [target.value for target in _targets(text)] == [95]


def test_a_run_of_years_has_a_value_each() -> None:
    told = _told("2024至2027年再生水利用率分别达到20%、22%、25%、28%。")
    assert [(year, value) for year, _, _, value, _ in told] == [(2024, 20), (2025, 22), (2026, 25), (2027, 28)]


def test_a_plan_for_one_year_sets_what_is_to_be_done_within_it() -> None:
    text = "云溪县节水2026年行动计划\n一、重点任务\n全年新建管网30公里。年底前，60%以上的机关完成改造。2026年，全县人均用水量同比下降1.2%。\n"
    assert [(target.year, target.value) for target in _targets(text)] == [(2026, 30), (2026, 60), (2026, 1.2)]


def test_a_figure_without_a_unit_is_one_of_a_ratio() -> None:
    assert _told("到2027年，新建数据中心电能利用效率不高于1.25。") == [(2027, "新建数据中心电能利用效率", "<=", 1.25, None)]
    assert all(target.value is None for target in _targets("到2027年，水厂达到12。"))


def test_amounts_of_each_year() -> None:
    assert [(target.indicator, target.value) for target in _targets("每年推动30万平方米以上的老旧管网片区改造。")] == [("每年老旧管网片区改造", 30)]
    assert [(target.indicator, target.value) for target in _targets("每年优先选择20家以上的节水企业开展示范。")] == [("每年节水企业", 20)]


def test_a_goal_that_work_turns_around_is_none() -> None:
    assert _targets("围绕2030年前碳达峰目标，调整结构。") == []
    assert [target.indicator for target in _targets("2030年前供水行业碳排放达到峰值。")] == ["供水行业碳排放"]


def test_goals_in_lines_keep_the_time_of_the_line_above() -> None:
    told = _told("一、主要目标\n到2027年，节水体系基本形成。\n——再生水利用率达到28%。\n二、重点任务\n（一）治污。污泥处置率达到95%。\n")
    assert [(year, value) for year, _, _, value, _ in told if value] == [(2027, 28), (None, 95)]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("淘汰35蒸吨以下的燃煤锅炉。", "threshold"),
        ("建筑面积大于3万平方米的公共建筑按二星级建设。", "threshold"),
        ("对通过评估的企业给予30万元奖励。", "investment"),
        ("按不超过贷款额的4%给予贴息。", "investment"),
        ("规划总投资60亿元。", "investment"),
        ("截至2025年底，再生水利用率达到21%。", "achieved"),
        ("再生水管网由30公里延伸到全部园区。", "baseline"),
        ("新建水厂占比从“十四五”初期的53%起步。", "baseline"),
        ("用水量5万吨以上的重点单位和已建成投产的项目接入平台。", "threshold"),
        ("300张床位以下的机构设置医务室。", "threshold"),
        ("建有一所床位不低于500张、重点服务失能老人的养护中心。", "threshold"),
        ("每年补助运营经费，最高不超过5万元。", "investment"),
        ("对年交易量超过5万吨的平台，给予奖励。", "threshold"),
        ("云溪县节水管理办法\n第一条 单次取水期限最长不超过12个月。\n", "threshold"),
    ],
)
def test_figures_that_are_no_targets_are_told_apart(text: str, purpose: str) -> None:
    plan = read(Source(text))
    assert targets(plan) == []
    assert [found.purpose.value for found in amounts(plan)] == [purpose]


def test_what_was_reached_is_named_as_a_target_is() -> None:
    plan = read(Source("截至2025年底，再生水利用率达到21%，较2020年提高6个百分点。"))
    told = [(found.purpose.value, found.indicator, found.value, found.change, found.base_year) for found in amounts(plan)]
    assert told == [("achieved", "再生水利用率", 21, None, None), ("achieved", "再生水利用率", 6, "increase", 2020)]


def test_a_sentence_on_what_has_been_goes_on_until_a_time_ahead() -> None:
    text = "“十四五”以来，供水能力大幅提升。农村自来水普及率达到92%。到2030年，自来水普及率达到95%。"
    assert [(target.year, target.value) for target in _targets(text) if target.value] == [(2030, 95)]


def test_a_change_has_its_start_and_its_end() -> None:
    plan = read(Source("到2027年，再生水利用率由2020年的18%提高到2027年的28%。"))
    told = [(found.purpose.value, found.indicator, found.value, found.year) for found in amounts(plan)]
    assert told == [("baseline", "再生水利用率", 18, 2020), ("target", "再生水利用率", 28, 2027)]


def test_two_peaks_in_a_clause_have_a_time_each() -> None:
    told = _told("有条件的县2025年前实现供水企业碳达峰、全县供水行业碳排放2030年前尽早达峰。")
    assert [(year, indicator) for year, indicator, *_ in told] == [(2025, "供水企业"), (2030, "供水行业碳排放")]


@pytest.mark.parametrize("text", ["结合实际制定2027年推动碳达峰工作方案。", "到2027年，推动碳达峰、碳中和工作取得进展。", "到2027年，助力实现碳达峰目标。"])
def test_a_peak_without_a_time_of_its_own_is_a_field_of_work(text: str) -> None:
    assert [target for target in _targets(text) if target.comparator == "before"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，在2020年的基础上单位产值用水量下降5%。", ("单位产值用水量", 5, "decrease")),
        ("新建数据中心电能利用效率（PUE）达到1.3以下。", ("新建数据中心电能利用效率（PUE）", 1.3, None)),
        ("到2027年，灌区设施配套率保持100%。", ("灌区设施配套率", 100, None)),
        ("到2027年，完成5万亩灌区节水改造。", ("灌区节水改造", 5, None)),
        ("储能配建比例不低于装机容量的10%。", ("储能配建比例", 10, None)),
        ("到2027年，推进60个以上的合同节水项目。", ("合同节水项目", 60, None)),
        ("每年建成不少于500亩的节水示范林。", ("每年节水示范林", 500, None)),
        ("不低于85%的行政村建成节水型村庄。", ("行政村", 85, None)),
        ("为有效推动2027年再生水利用率达到50%打下基础。", ("再生水利用率", 50, None)),
        ("对困难家庭实施节水设施改造，每年完成不少于1200户。", ("每年节水设施改造", 1200, None)),
        ("每年改造规模不低于200户。", ("每年改造规模", 200, None)),
        ("到2027年，城镇新建建筑100%执行节水标准。", ("城镇新建建筑", 100, None)),
        ("近郊泵站100%完成自动化改造。", ("近郊泵站", 100, None)),
    ],
)
def test_other_ways_to_say_a_target(text: str, expected: tuple[str, float, str | None]) -> None:
    (target,) = _targets(text)
    assert (target.indicator, target.value, target.change) == expected


def test_a_clause_with_a_figure_is_no_target_in_words() -> None:
    assert _targets("到2027年，建成每小时推送1次的预警平台。") == []


def test_what_another_period_reached_is_past() -> None:
    text = "一、主要目标\n到2027年，用水效率明显提升。\n二、工作基础\n“十三五”期间，全县供水能力达30万吨/日，自来水普及率92%。\n"
    plan = read(Source(text))
    assert [(found.purpose.value, found.value) for found in amounts(plan) if found.value] == [("achieved", 30), ("achieved", 92)]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("到2027年，再生水利用率达到28%。", (28, 28)),
        ("到2027年，再生水利用率不低于28%。", (28, None)),
        ("到2027年，管网漏损率控制在8%以内。", (None, 8)),
        ("到2027年，电网备用率保持在10—15%。", (10, 15)),
        ("到2027年，用水强度降幅完成省下达目标任务。", (None, None)),
    ],
)
def test_a_value_has_bounds(text: str, bounds: tuple[float | None, float | None]) -> None:
    (target,) = _targets(text)
    assert target.bounds == bounds
