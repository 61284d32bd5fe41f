"""Characters two by two, as numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planlint.text.pairs import pairs

_TEXTS = st.text(alphabet="推进实\U00020000\U0010ffff \ud800", max_size=12)


@given(_TEXTS, _TEXTS)
def test_the_same_two_have_the_same_number_in_every_text(one: str, other: str) -> None:
    numbers = {first + second: number for first, second, number in zip(one, one[1:], pairs(one), strict=False)}
    assert len(pairs(other)) == max(len(other) - 1, 0)
    for first, second, number in zip(other, other[1:], pairs(other), strict=False):
        assert numbers.get(first + second, number) == number


def test_two_that_differ_have_other_numbers() -> None:
    assert len(set(pairs("推进进推推实"))) == 5
