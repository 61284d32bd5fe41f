"""Edits, spans and lines of one text beside each other."""

from __future__ import annotations

from planlint.text.signs import occurrences, places
from planlint.text.spans import Edit, Span, Written, holds, lines_at, non_overlapping, written_lines


def edit(start: int, stop: int, text: str = "") -> Edit:
    return Edit(Span(start, stop), text)


def test_of_edits_that_overlap_the_first_one_is_made() -> None:
    assert non_overlapping([edit(6, 9), edit(3, 5), edit(4, 7)]) == [edit(3, 5), edit(6, 9)]


def test_of_edits_that_begin_at_one_place_the_longer_one_is_made() -> None:
    assert non_overlapping([edit(2, 3, "甲"), edit(2, 5, "乙")]) == [edit(2, 5, "乙")]


def test_what_is_put_in_between_two_edits_is_made_with_them() -> None:
    assert non_overlapping([edit(0, 2), edit(2, 2, "、"), edit(3, 4)]) == [edit(0, 2), edit(2, 2, "、"), edit(3, 4)]


def test_lines_that_hold_something_are_told_without_the_spaces_around_them() -> None:
    assert list(written_lines("一\r\n\u3000 二 \n \t\n三")) == [Written(0, 0, 1), Written(3, 5, 6), Written(11, 11, 12)]
    assert list(written_lines("一\r二\r")) == [Written(0, 0, 1), Written(2, 2, 3)]


def test_the_lines_of_places_are_told_once_each() -> None:
    assert list(lines_at("一，二\n三\n四，，\n", [1, 7, 8])) == [Span(0, 3), Span(6, 9)]


def test_signs_are_found_in_the_order_of_the_text() -> None:
    assert places("(一),(二)", ",()", 0, 7) == [0, 2, 3, 4, 6]
    assert not places("（一）", ",()", 0, 3)
    assert list(places("（一）" * 100, "（一", 3, 8)) == [3, 4, 6, 7]


def test_what_stands_over_itself_is_found_each_time() -> None:
    assert list(occurrences("推进推进推进", "推进推进")) == [0, 2]


def test_a_text_holds_signs_of_any_length() -> None:
    assert holds("见cid", ("?", "cid"))
    assert not holds("见附件", ("?", "cid"))
