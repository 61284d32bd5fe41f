"""Years, days and periods read from a text."""

from __future__ import annotations

import pytest

from planlint.phrases.dates import Day, Period, Year, days_in, months_in, periods_in, title_spans, years_in
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
    ("text", "day"),
    [
        ("2024年2月30日前", Day(Span(0, 10), 2024, 2, 30)),
        ("于 2024 年 12 月 5 日印发", Day(Span(2, 17), 2024, 12, 5)),
        ("每年6月31日", Day(Span(2, 7), None, 6, 31)),
    ],
)
def test_a_day_is_read_with_its_year_or_without(text: str, day: Day) -> None:
    assert list(days_in(text)) == [day]


@pytest.mark.parametrize("text", ["2024年12月", "二月三日", "12月至次年3月", "3个月5日", "2024.2.30"])
def test_what_names_no_day_is_no_day(text: str) -> None:
    assert list(days_in(text)) == []


@pytest.mark.parametrize("text", ["1月31日", "4月30日", "12月31日", "2月29日", "2024年2月29日", "2000年2月29日", "2023年2月28日"])
def test_a_day_of_the_calendar_exists(text: str) -> None:
    assert [day.exists for day in days_in(text)] == [True]


@pytest.mark.parametrize("text", ["1月32日", "1月0日", "2月30日", "4月31日", "9月31日", "13月1日", "0月1日", "2023年2月29日", "1900年2月29日"])
def test_another_day_does_not_exist(text: str) -> None:
    assert [day.exists for day in days_in(text)] == [False]


def test_a_month_with_its_year_counts_as_its_first_day() -> None:
    assert list(months_in("2024年9月底前，2025年3月1日起")) == [Day(Span(0, 7), 2024, 9, 1)]


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
