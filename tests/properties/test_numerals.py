"""Laws of numerals: what is written is read, and nothing makes reading fail."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planlint.phrases.numerals import to_chinese, to_int

VALUES = st.integers(1, 9999)


@given(VALUES)
def test_what_is_written_in_chinese_is_read_back(value: int) -> None:
    assert to_int(to_chinese(value)) == value


@given(VALUES, st.lists(st.booleans(), min_size=4, max_size=4))
def test_the_width_of_digits_does_not_matter(value: int, wide: list[bool]) -> None:
    written = "".join(chr(ord(c) + 0xFEE0) if is_wide else c for c, is_wide in zip(str(value), wide, strict=False))
    assert to_int(written) == value


@given(st.integers(1000, 9999), st.sampled_from("〇零○"))
def test_a_year_digit_by_digit_is_read(year: int, zero: str) -> None:
    written = str(year).translate(str.maketrans("0123456789", zero + "一二三四五六七八九"))
    assert to_int(written) == year


@given(st.integers(20, 39))
def test_a_contracted_ten_is_worth_the_spelled_one(value: int) -> None:
    assert to_int(to_chinese(value).replace("二十", "廿").replace("三十", "卅")) == value


@given(st.text(st.sampled_from("〇零○一二两三九十百千万廿卅0９①⑴Ⅳ第、 "), max_size=12) | st.text())
def test_any_text_has_a_value_in_bounds_or_none(text: str) -> None:
    value = to_int(text)
    assert value is None or 0 <= value <= 9999


@given(VALUES, VALUES)
def test_two_values_are_never_written_alike(one: int, other: int) -> None:
    assert (to_chinese(one) == to_chinese(other)) == (one == other)
