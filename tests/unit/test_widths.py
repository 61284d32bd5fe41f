"""Cells of a terminal."""

from __future__ import annotations

import pytest

from planlint.text.widths import cells, cut


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("方案", 4), ("（一）", 6), ("２０", 4), ("5G网络", 6), ("ｱ", 1)])
def test_wide_and_full_width_characters_take_two_cells(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize("text", ["“", "·", "①", "α"])
def test_ambiguous_characters_take_one_cell(text: str) -> None:
    assert cells(text) == 1


@pytest.mark.parametrize("text", ["\u200b", "\ufeff", "\u0301", "\ufe0f", "\n", "\t", "\x00", "\u2028", "\x1b"])
def test_combining_invisible_and_control_characters_take_none(text: str) -> None:
    assert cells("案" + text) == 2


@pytest.mark.parametrize("text", ["😀", "\U00020000"])
def test_wide_characters_outside_the_bmp_take_two_cells(text: str) -> None:
    assert cells(text) == 2


def test_a_control_character_among_ascii_takes_no_cell() -> None:
    assert cells("a\tb\n") == 2


def test_a_text_that_fits_is_not_cut() -> None:
    assert cut("实施方案", 8) == "实施方案"


def test_a_text_that_is_too_wide_ends_in_an_ellipsis() -> None:
    assert cut("实施方案", 7) == "实施方…"


def test_a_wide_character_is_never_halved() -> None:
    assert cut("实施方案", 6) == "实施…"


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert cut("e\u0301ab", 2) == "e\u0301…"


def test_only_the_ellipsis_is_left_where_there_is_room_for_no_more() -> None:
    assert cut("方案", 1) == "…"


def test_nothing_is_left_where_there_is_no_room() -> None:
    assert cut("方案", 0) == ""
