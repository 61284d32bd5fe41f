"""Numerals read and written."""

from __future__ import annotations

import pytest

from planlint.phrases.numerals import to_chinese, to_int, to_number


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十五", 15), ("二十", 20), ("一百一十", 110), ("一百二十", 120), ("二千零五", 2005), ("九千九百九十九", 9999)],
)
def test_chinese_numerals_with_units_are_read(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(("text", "value"), [("一百〇五", 105), ("一千零一十", 1010), ("一百十五", 115), ("一千五十", 1050)])
def test_usual_variants_of_zero_and_ten_are_read(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(("text", "value"), [("廿", 20), ("廿一", 21), ("卅", 30), ("一百廿五", 125)])
def test_contracted_tens_are_read(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(("text", "value"), [("两", 2), ("两百", 200), ("两千零五", 2005)])
def test_liang_is_two(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize("text", ["二〇二五", "二零二五", "二○二五", "二◯二五", "2〇25", "2025", "２０２５", "２０25"])
def test_a_year_is_read_digit_by_digit_whatever_its_zero_and_widths(text: str) -> None:
    assert to_int(text) == 2025


def test_a_year_with_the_letter_o_for_zero_is_read() -> None:
    assert to_int("二OO六") == 2006
    assert to_int("二ＯＯ六") == 2006


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("①", 1), ("⑳", 20), ("㉑", 21), ("㉟", 35), ("㊱", 36), ("㊿", 50), ("⓪", 0), ("❶", 1), ("❿", 10), ("⓫", 11), ("⓴", 20),
        ("⑴", 1), ("⒇", 20), ("⒈", 1), ("⒛", 20), ("㈠", 1), ("㈩", 10), ("㊀", 1), ("㊉", 10), ("Ⅰ", 1), ("Ⅳ", 4), ("Ⅻ", 12), ("ⅻ", 12),
    ],
)  # fmt: skip
def test_single_signs_are_read(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(("text", "value"), [("〇", 0), ("零", 0), ("0", 0), ("007", 7), ("0000012", 12), ("〇〇七", 7)])
def test_zeros_before_a_number_do_not_count(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize("text", ["", " ", "甲", "一、", "（一）", " 1", "1.2", "-1", "1e3", "百", "千", "万", "亿", "②③", "Ⅹ Ⅰ", "一①"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert to_int(text) is None


@pytest.mark.parametrize("text", ["²", "٣", "¾", "१२", "𝟏𝟐", "ⅷⅷ"])
def test_digits_of_other_scripts_have_no_value(text: str) -> None:
    assert to_int(text) is None


@pytest.mark.parametrize("text", ["二五", "三四", "一百五", "两千五", "2二", "1百"])
def test_what_can_be_read_in_two_ways_has_no_value(text: str) -> None:
    assert to_int(text) is None


@pytest.mark.parametrize("text", ["十百", "十十", "一百二百", "二三十", "廿十", "零五", "一百零", "一百零零五", "十两", "两十", "○", "○○"])
def test_malformed_chinese_has_no_value(text: str) -> None:
    assert to_int(text) is None


@pytest.mark.parametrize("text", ["10000", "一万", "二〇二五〇", "9" * 5000])
def test_more_than_9999_has_no_value(text: str) -> None:
    assert to_int(text) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (100, "一百"), (105, "一百零五"), (110, "一百一十"), (111, "一百一十一"),
     (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百"), (2005, "二千零五"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_chinese_numerals_are_written(value: int, text: str) -> None:
    assert to_chinese(value) == text


@pytest.mark.parametrize("value", [0, -1, 10_000])
def test_no_numeral_is_written_outside_1_to_9999(value: int) -> None:
    with pytest.raises(ValueError, match="9999"):
        to_chinese(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三万亿", 3000000000000),
        ("二十万亿", 20000000000000),
        ("一万五千亿", 1500000000000),
        ("两百", 200),
        ("一万零一十二", 10012),
        ("一点五七", 1.57),
        ("六", 6),
        ("一百九十万零三千九百七十一", 1903971),
        ("百", None),
        ("一万五", None),
        ("三点", None),
        ("万亿", None),
    ],
)
def test_an_amount_of_any_size_is_read(text: str, value: float | None) -> None:
    assert to_number(text) == value


@pytest.mark.parametrize(("first", "last"), ["①⑳", "㉑㉟", "㊱㊿", "❶❿", "⓫⓴", "㊀㊉", "⑴⒇", "㈠㈩", "⒈⒛", "ⅠⅫ", "ⅰⅻ"])
def test_a_series_of_signs_ends_with_its_last(first: str, last: str) -> None:
    assert to_int(last) == (to_int(first) or 0) + ord(last) - ord(first)
    assert to_int(chr(ord(last) + 1)) in (None, 1)
