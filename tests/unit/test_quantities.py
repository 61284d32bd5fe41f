"""Figures with units, and the forms of indicators."""

from __future__ import annotations

import pytest

from planlint.phrases.horizons import horizons_in
from planlint.phrases.indicators import key, shared_out, trimmed
from planlint.phrases.quantities import comparable, quantities_in
from planlint.text.spans import Span


def _whole(text: str) -> Span:
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.5%", (13.5, "%", None)),
        ("1,150万元", (1150, "万元", None)),
        ("5个百分点", (5, "个百分点", None)),
        ("1200 千瓦时", (1200, "千瓦时", None)),
        ("80万吨/日左右", (80, "万吨/日", "~")),
        ("5 个—6 个", ("5—6", "个", None)),
        ("翻一番", ("翻一番", None, None)),
        ("百家以上", (100, "家", ">=")),
        ("15万亩以下", (15, "万亩", "<=")),
        ("三万亿元", (3, "万亿元", None)),
        ("一万五千亿元", (15000, "亿元", None)),
        ("一点五亿元", (1.5, "亿元", None)),
        ("两千两百个", (2200, "个", None)),
        ("一百二十条以上", (120, "条", ">=")),
        ("一百九十万零三千九百七十一个", (1903971, "个", None)),
        ("一万零一十二个", (10012, "个", None)),
        ("百分之六", (6, "%", None)),
        ("百分之一点五七以内", (1.57, "%", "<=")),
        ("千分之三", (3, "‰", None)),
        ("8/10万以下", (8, "/10万", "<=")),
        ("12.5/十万", (12.5, "/十万", None)),
        ("６２．５％", (62.5, "%", None)),
        ("62\U001001b05%", (62.5, "%", None)),
        ("62·5%", (62.5, "%", None)),
        ("1·8万个", (1.8, "万个", None)),
        ("62．5万吨", (62.5, "万吨", None)),
    ],
)
def test_a_figure_is_read_with_unit_and_bound(text: str, expected: tuple[object, ...]) -> None:
    (found,) = quantities_in(text, _whole(text))
    assert (found.value, found.unit, found.bound) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025年",
        "5G基站",
        "〔2022〕25号",
        "1.2.3",
        "“5+N”格局",
        "第12条",
        "几十百姓",
        "三项制度",
        "一个中心",
        "数百家",
        "二十多个",
        "二十大",
        "第二十条",
        "三分之一",
        "二三十个",
        "八百里",
        "“5·12”地震",
    ],
)
def test_years_numbers_and_names_are_no_quantities(text: str) -> None:
    assert list(quantities_in(text, _whole(text))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, "万亿元"), (10000, "亿元")),
        ((500, "公里"), (500, "千米")),
        ((3, "‰"), (0.3, "%")),
        ((8, "/十万"), (8, "/10万")),
        ((2, "/万"), (20, "/10万")),
        ((2, "万千瓦"), (20, "兆瓦")),
        ((5, "吨/日"), (5000, "公斤/天")),
        ((1, "平方公里"), (100, "公顷")),
        ((1.2, "万个"), (12000, "个")),
        ((3, "百分点"), (3, "个百分点")),
        ((2, "余家"), (2, "家")),
    ],
)
def test_units_that_measure_the_same_compare(one: tuple[float, str], other: tuple[float, str]) -> None:
    assert comparable(*one) == comparable(*other)


@pytest.mark.parametrize(("one", "other"), [((3, "%"), (3, "‰")), ((3, "%"), (3, "个百分点")), ((5, "亿立方米"), (5, "亿吨")), ((5, "吨/日"), (5, "吨/年"))])
def test_other_units_do_not(one: tuple[float, str], other: tuple[float, str]) -> None:
    assert comparable(*one) != comparable(*other)


def test_a_figure_without_unit_takes_part_in_a_list() -> None:
    found = list(quantities_in("达到3、5万吨", _whole("达到3、5万吨")))
    assert [(figure.value, figure.unit) for figure in found] == [(3, None), (5, "万吨")]


@pytest.mark.parametrize(
    ("text", "years", "base"),
    [
        ("到2025年底", (2025,), False),
        ("2021—2025年", (2025,), False),
        ("2025年和2030年", (2025, 2030), False),
        ("“十四五”末", (2025,), False),
        ("“十五五”前三年", (2028,), False),
        ("到二〇二七年底", (2027,), False),
        ("到２０２７年", (2027,), False),
        ("较2020年下降", (2020,), True),
        ("与2020年相比", (2020,), True),
        ("在2020年基础上", (2020,), True),
    ],
)
def test_times_are_read_with_what_they_are_for(text: str, years: tuple[int, ...], base: bool) -> None:
    (found,) = horizons_in(text, _whole(text))
    assert (found.years, found.base) == (years, base)


@pytest.mark.parametrize("text", ["2022年起新建", "（2019年本）"[1:-1], "“十四五”规划", "2023年2月1日", "2021年以来"])
def test_starts_versions_dates_and_names_of_plans_are_no_horizons(text: str) -> None:
    assert horizons_in(text, _whole(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争全市再生水利用率", "再生水利用率"),
        ("要使供水强度要再", "供水强度"),
        ("将军山绿化率均", "将军山绿化率"),
        ("并网规模分别", "并网规模"),
        ("在建项目数", "在建项目数"),
        ("储能产能", "储能产能"),
        ("全面实现集中供水率", "集中供水率"),
        ("确保重点领域产能比例", "重点领域产能比例"),
        ("努力争取全市集中供水率", "集中供水率"),
        ("发电量的约", "发电量的"),
        ("碳排放强度努力争取", "碳排放强度"),
    ],
)
def test_words_around_an_indicator_are_left_out(text: str, expected: str) -> None:
    assert trimmed(text, _whole(text)).of(text) == expected


@pytest.mark.parametrize(
    "name",
    [
        *(
            "到访率",
            "到位率",
            "到岗率",
            "到课率",
            "到账率",
            "到货量",
            "前置审批率",
            "前端投入",
            "前瞻布局数",
            "前沿技术成果",
            "前十企业占比",
            "并网装机",
            "并购数",
            "并发数",
        ),
        *(
            "末端配送覆盖率",
            "末梢血检率",
            "在建项目数",
            "在岗职工数",
            "在校生数",
            "在园幼儿数",
            "在网率",
            "约束性指标完成率",
            "将军山绿化率",
            "于都县绿化率",
            "且末县绿化率",
        ),
        *("要素保障率", "使用比例", "让利规模", "底泥清淤量", "底数核查率", "至少数民族乡镇通达率"[1:], "都市圈通勤率", "再生水利用率", "同时在线人数"[2:]),
        *("社区签到", "合同履约", "门诊预约", "企业兼并", "单产亩均", "市场需求", "综合供应", "古都", "内需", "外资签约", "服务效应", "人均"),
    ],
)
def test_no_name_is_cut_inside_a_word(name: str) -> None:
    assert trimmed(name, _whole(name)).of(name) == name
    for before in ("到", "力争全市", "使全省", "底，"):
        if before == "到" and name.startswith("底"):
            continue  # 到底 is a word too
        text = f"{before}{name}"
        assert trimmed(text, Span(len(before) if before == "底，" else 0, len(text))).of(text) == name


def test_members_of_a_coordination_share_its_last_noun() -> None:
    text = "溶剂型涂料、油墨使用比例"
    assert shared_out(text, _whole(text), 2) == ["溶剂型涂料使用比例", "油墨使用比例"]
    assert shared_out(text, _whole(text), 3) is None
    text = "村庄规划普及率和居民参与率"
    assert shared_out(text, _whole(text), 2) == ["村庄规划普及率", "居民参与率"]


def test_two_ways_of_writing_an_indicator_have_one_key() -> None:
    assert key("全市绿色建筑占新建建筑的比例") == key("绿色建筑占新建建筑比重")
    assert key("再生水利用率") != key("再生水利用量")
