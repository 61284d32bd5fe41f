"""Lines that fit a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.damage.wrapping import wrapped
from planlint.text.widths import cells


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("各地要抓紧落实", 8, ["各地要抓", "紧落实"]),
        ("各地要抓紧。落实", 10, ["各地要抓", "紧。落实"]),
        ("默认为 warning，可改", 12, ["默认为", "warning，可", "改"]),
        ("见“一、总体要求”", 6, ["见", "“一、", "总体要", "求”"]),
        ("two words here", 9, ["two words", "here"]),
        ("超过的unbreakable词", 8, ["超过的", "unbreakable", "词"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(text=st.text(st.sampled_from("方案，。“”（）ab .-"), max_size=60), width=st.integers(4, 30))
def test_only_spaces_go_and_no_line_is_too_long_but_for_one_that_can_not_be_broken(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(line) <= width or len(wrapped(line, 1)) == 1 for line in lines)
