"""Figures with units, and the forms of indicators."""

from __future__ import annotations

import pytest

from planlint.phrases.horizons import horizons_in
from planlint.phrases.indicators import key, shared_out, trimmed
from planlint.phrases.quantities import quantities_in
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
    ],
)
def test_a_figure_is_read_with_unit_and_bound(text: str, expected: tuple[object, ...]) -> None:
    (found,) = quantities_in(text, _whole(text))
    assert (found.value, found.unit, found.bound) == expected


@pytest.mark.parametrize("text", ["2025年", "5G基站", "〔2022〕25号", "1.2.3", "“5+N”格局", "第12条", "几十百姓"])
def test_years_numbers_and_names_are_no_quantities(text: str) -> None:
    assert list(quantities_in(text, _whole(text))) == []


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
    ],
)
def test_words_around_an_indicator_are_left_out(text: str, expected: str) -> None:
    assert trimmed(text, _whole(text)).of(text) == expected


def test_members_of_a_coordination_share_its_last_noun() -> None:
    text = "溶剂型涂料、油墨使用比例"
    assert shared_out(text, _whole(text), 2) == ["溶剂型涂料使用比例", "油墨使用比例"]
    assert shared_out(text, _whole(text), 3) is None


def test_two_ways_of_writing_an_indicator_have_one_key() -> None:
    assert key("全市绿色建筑占新建建筑的比例") == key("绿色建筑占新建建筑比重")
    assert key("再生水利用率") != key("再生水利用量")
