"""Edits and spans of one text beside each other."""

from __future__ import annotations

from planlint.text.spans import Edit, Span, non_overlapping


def edit(start: int, stop: int, text: str = "") -> Edit:
    return Edit(Span(start, stop), text)


def test_of_edits_that_overlap_the_first_one_is_made() -> None:
    assert non_overlapping([edit(6, 9), edit(3, 5), edit(4, 7)]) == [edit(3, 5), edit(6, 9)]


def test_of_edits_that_begin_at_one_place_the_longer_one_is_made() -> None:
    assert non_overlapping([edit(2, 3, "甲"), edit(2, 5, "乙")]) == [edit(2, 5, "乙")]


def test_what_is_put_in_between_two_edits_is_made_with_them() -> None:
    assert non_overlapping([edit(0, 2), edit(2, 2, "、"), edit(3, 4)]) == [edit(0, 2), edit(2, 2, "、"), edit(3, 4)]
