"""Years, days and periods read from a text."""

from __future__ import annotations

import pytest

from planlint.phrases.times import Period, Year, impossible_in, periods_in, times_in, year_value, years_in
from planlint.phrases.titles import title_spans
from planlint.text.spans import Span


def periods(text: str) -> list[tuple[str | None, tuple[int, int] | None]]:
    return [(period.name, period.years) for period in periods_in(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "name", "years"),
    [
        ("“十五”期间", "十五", (2001, 2005)),
        ("“十五五”期间", "十五五", (2026, 2030)),
        ("十五五时期", "十五五", (2026, 2030)),
        ("“十四五”规划", "十四五", (2021, 2025)),
        ("十四五规划", "十四五", (2021, 2025)),
        ('"十三五"以来', "十三五", (2016, 2020)),
        ("“九五”期间", "九五", (1996, 2000)),
        ("“一五”时期", "一五", (1953, 1957)),
    ],
)
def test_a_five_year_plan_has_its_years(text: str, name: str, years: tuple[int, int]) -> None:
    assert periods(text) == [(name, years)]


@pytest.mark.parametrize("text", ["五五分成", "二十五五个", "第十五届", "十五条措施", "三五年内", "九五至尊", "一五一十", "四十五五", "“十十五”"])
def test_other_fives_are_no_five_year_plans(text: str) -> None:
    assert periods(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2021—2025年",
        "2021-2025年",
        "2021–2025年",
        "2021～2025年",
        "2021~2025年",
        "2021年—2025年",
        "2021年至2025年",
        "2021年到2025年",
        "2021——2025年",
        "2021 — 2025 年",
    ],
)
def test_a_span_of_years_is_a_period_however_it_is_written(text: str) -> None:
    assert periods_in(text, Span(0, len(text))) == [Period(Span(0, len(text)), None, (2021, 2025))]


def test_two_five_year_plans_side_by_side_are_both_read() -> None:
    assert periods("“十四五”“十五五”") == [("十四五", (2021, 2025)), ("十五五", (2026, 2030))]


def test_periods_come_in_order_and_only_from_the_stretch_asked_for() -> None:
    text = "（2026—2030年）“十五五”规划，“十四五”收官"
    assert [period.span.of(text) for period in periods_in(text, Span(0, len(text)))] == ["2026—2030年", "十五五", "十四五"]
    assert [period.span for period in periods_in(text, Span(12, 17))] == [Span(13, 16)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026年6月30日", "2026-06-30"),
        ("2026年6月30号", "2026-06-30"),
        ("于 2024 年 12 月 5 日印发", "2024-12-05"),
        ("2026年的12月", "2026-12"),
        ("2026年十二月", "2026-12"),
        ("2026年十月三十日前", "2026-10-30"),
        ("二〇二六年十月廿三日", "2026-10-23"),
        ("二零二六年十月", "2026-10"),
        ("二○二六年底", "2026-12"),
        ("２０２６年１０月末", "2026-10"),
        ("2026-10-30前", "2026-10-30"),
        ("2026.10.30前", "2026-10-30"),
        ("2026/1/5", "2026-01-05"),
        ("20261030前", "2026-10-30"),
        ("2026.10前", "2026-10"),
        ("2026年6—12月", "2026-12"),
        ("2026年6月至9月", "2026-09"),
        ("2026—2027年", "2027"),
        ("2026年上半年", "2026-06"),
        ("2026年下半年", "2026-12"),
        ("2026年年中", "2026-06"),
        ("2026年第三季度末", "2026-09"),
        ("2026年三季度中期", "2026-09"),
        ("2026年Q3", "2026-09"),
        ("2026年10月下旬", "2026-10"),
        ("2026年年底", "2026-12"),
        ("2026年度末", "2026-12"),
        ("2026年年初", "2026"),
        ("2026年中央预算", "2026"),
        ("2026年度", "2026"),
        ("2026年2月30日", "2026-02"),
        ("2026年13月", "2026"),
    ],
)
def test_a_time_counts_by_its_end_in_every_notation(text: str, iso: str) -> None:
    assert [time.iso for time in times_in(text, Span(0, len(text)))] == [iso]


@pytest.mark.parametrize("text", ["3个月5日", "达到2026.10亿元", "20261030元", "12026年", "版本2.0.1", "GB/T2026-10-30", "今年年底"])
def test_other_figures_are_no_times(text: str) -> None:
    assert times_in(text, Span(0, len(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "1月31日",
        "4月30日",
        "2月29日",
        "2024年2月29日",
        "2000年2月29日",
        "2023年2月28日",
        "四月三十日",
        "2024-02-29",
        "2026年四季度",
        "连续第五季度增长",
        "近5季度",
        "增长2.30、6.31个百分点",
        "历时13月之久",
        "每日8:30发车",
        "比例为3:75",
        "2月30日线",
        "次年3月",
        "2024.10.31",
    ],
)
def test_times_that_there_are_pass(text: str) -> None:
    assert impossible_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "1月32日",
        "1月0日",
        "2月30日",
        "4月31日",
        "9月31日",
        "13月1日",
        "0月1日",
        "2023年2月29日",
        "1900年2月29日",
        "2024年13月",
        "2026年6月31号",
        "２月３０日",
        "四月三十一日",
        "二〇二六年十三月",
        "2026-02-30",
        "2026.2.30",
        "2026/13/1",
        "第五季度",
        "2026年5季度",
        "2026年 2 月 30 日",
    ],
)
def test_times_that_there_are_not_are_found_in_every_notation(text: str) -> None:
    assert [span.of(text) for span in impossible_in(text)] == [text]


@pytest.mark.parametrize("text", ["25:30", "8:75"])
def test_a_time_of_day_that_there_is_not_is_found_where_a_day_is_spoken_of(text: str) -> None:
    assert [span.of(f"每日{text}发车") for span in impossible_in(f"每日{text}发车")] == [text]
    assert impossible_in(f"比例为{text}") == []


def test_years_are_read_in_the_stretch_asked_for() -> None:
    text = "2020年基础，到2025年"
    assert list(years_in(text, Span(0, len(text)))) == [Year(Span(0, 5), 2020), Year(Span(9, 14), 2025)]
    assert list(years_in(text, Span(6, len(text)))) == [Year(Span(9, 14), 2025)]


@pytest.mark.parametrize("text", ["12025年", "2025个", "3025年", "〔2025〕3号"])
def test_other_figures_are_no_years(text: str) -> None:
    assert list(years_in(text, Span(0, len(text)))) == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("落实《甲县规划（2021—2025年）》和《办法》", ["《甲县规划（2021—2025年）》", "《办法》"]),
        ("《关于印发《甲县规划》的通知》", ["《关于印发《甲县规划》的通知》"]),
        ("《没有收尾", []),
        ("没有书名", []),
    ],
)
def test_cited_titles_are_found_with_what_they_nest(text: str, titles: list[str]) -> None:
    assert [span.of(text) for span in title_spans(text)] == titles


@pytest.mark.parametrize("zero", "〇○零◯ОOo0")
def test_a_year_is_read_with_whatever_stands_for_its_zeros(zero: str) -> None:
    assert year_value(f"二{zero}{zero}三") == 2003
    assert [time.year for time in times_in(f"二{zero}{zero}三年十二月四日", Span(0, 10))] == [2003]
