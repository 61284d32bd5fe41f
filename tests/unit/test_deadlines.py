"""Deadlines as plans write them."""

from __future__ import annotations

import pytest

from planlint.phrases.deadlines import labelled_deadline, written_deadline
from planlint.phrases.titles import title_spans
from planlint.text.spans import Span


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("完成时限：2025年12月底前", "2025-12"),
        ("完成时限:2025 年 12 月", "2025-12"),
        ("完成时间：2025年6月30日前", "2025-06-30"),
        ("完成期限：2025年底", "2025-12"),
        ("时限要求：2025年第三季度", "2025-09"),
        ("完成时限：2025年上半年", "2025-06"),
        ("完成时限：2025年", "2025"),
        ("完成时限：2024年启动，完成时限：2026年底前", "2026-12"),
        ("完成时限：二〇二六年底前", "2026-12"),
        ("完成时限：2026年Q4", "2026-12"),
        ("完成时限：2026年6—12月", "2026-12"),
        ("完成时限：2026.10.30前", "2026-10-30"),
        ("完成时限：20261030前", "2026-10-30"),
        ("完成时限：２０２６年１２月", "2026-12"),
        ("完成时限：“十四五”末", "2025-12"),
        ("完成时限：2025年3月1日至2026年6月30日", "2026-06-30"),
        ("完成时限：明年6月底前", None),
        ("完成时限：持续推进", None),
        ("建设期限较长", None),
    ],
)
def test_a_label_gives_the_deadline(text: str, deadline: str | None) -> None:
    found = labelled_deadline(text, Span(0, len(text)))
    assert (found and found.iso) == deadline


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("2025年底前完成改造。", "2025-12"),
        ("2025年12月底前，完成全部改造。", "2025-12"),
        ("2025年6月30日前报送方案。", "2025-06-30"),
        ("到2025年，完成改造120座。", "2025"),
        ("到2025年底，建成3座。", "2025-12"),
        ("2024年底前完成摸底，2026年10月底前完成整改。", "2026-10"),
        ("2027年前实现全覆盖。", "2027"),
        ("到2025年，覆盖率达到95%。", None),
        ("截至2024年底，已完成改造30座。", None),
        ("自2024年以来，完成改造30座。", None),
        ("落实《2025年底前完成改造方案》要求。", None),
        ("2024—2026年完成改造。", None),
        ("2019年底前完成改造的继续保持。", None),
        ("二〇二六年三季度末完成改造。", "2026-09"),
        ("2026年6月30号前报送方案。", "2026-06-30"),
        ("限期2026年内完成整改任务。", "2026"),
        ("抓紧落实。\n某县人民政府办公室  2026年3月5日印发\n", None),
        ("抓紧完成。", None),
    ],
)
def test_the_latest_date_by_which_something_is_to_be_done(text: str, deadline: str | None) -> None:
    found = written_deadline(text, Span(0, len(text)), title_spans(text), 2023)
    assert (found and found.iso) == deadline


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("完成期限：6月底", "2026-06"),
        ("完成时限：年底前", "2026-12"),
        ("完成时限：第三季度", "2026-09"),
        ("完成时限：上半年", "2026-06"),
        ("完成时限：9月15日前", "2026-09-15"),
        ("完成时限：2027年6月底", "2027-06"),
        ("完成时限：明年6月底前", None),
        ("完成时限：按上级要求", None),
        ("完成时限 9月底", "2026-09"),
        ("责任单位：县水务局\n完成时限　2027年6月", "2027-06"),
    ],
)
def test_a_month_under_a_label_is_of_the_plan_s_year(text: str, deadline: str | None) -> None:
    found = labelled_deadline(text, Span(0, len(text)), 2026)
    assert (found and found.iso) == deadline


@pytest.mark.parametrize("words", ["长期坚持", "持续推进", "常态化推进"])
def test_what_goes_on_is_told_as_such(words: str) -> None:
    text = f"完成时限：{words}"
    found = labelled_deadline(text, Span(0, len(text)), 2026)
    assert found is not None
    assert (found.iso, found.ongoing) == (None, True)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("4月底前，出台改造方案。", "2026-04"),
        ("3月底前印发方案，9月底前完成验收。", "2026-09"),
        ("年底前建成3座。", "2026-12"),
        ("每年6月底前报送总结。", None),
        ("每季度末前报送进展。", None),
        ("6月开展宣传月活动。", None),
        ("去年底前已建成3座。", None),
        ("2025年4月至6月底前完成。", "2025-06"),
        ("7月汛期前完成清淤。", None),
        ("考虑力争2060年前实现碳中和等因素。", None),
    ],
)
def test_a_month_in_a_sentence_is_of_the_plan_s_year(text: str, deadline: str | None) -> None:
    found = written_deadline(text, Span(0, len(text)), title_spans(text), 2023, 2026)
    assert (found and found.iso) == deadline
