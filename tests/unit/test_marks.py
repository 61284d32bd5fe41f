"""Half-width marks, and where they are the habit of a text."""

from __future__ import annotations

import pytest

from planlint.damage.marks import damaged_marks

_TASK = "（一）改造小区{stop}更新管网{comma}整治楼道{stop}\n"


def _groups(text: str) -> dict[str, set[str | None]]:
    groups: dict[str, set[str | None]] = {}
    for wound in damaged_marks(text):
        groups.setdefault(wound.span.of(text), set()).add(wound.group)
    return groups


@pytest.mark.parametrize(("stop", "comma", "groups"), [(".", "，", {".": {"halfwidth"}}), ("。", ",", {",": {"halfwidth"}}), ("｡", "，", {"｡": {"halfwidth"}})])
def test_stops_or_commas_that_are_half_width_all_over_are_one_habit(stop: str, comma: str, groups: dict[str, set[str | None]]) -> None:
    assert _groups(_TASK.format(stop=stop, comma=comma) * 10) == groups


@pytest.mark.parametrize("half", [4, 12])
def test_a_mark_that_is_full_width_too_is_none(half: int) -> None:
    assert _groups(_TASK.format(stop=".", comma="，") * half + _TASK.format(stop="。", comma="，") * half) == {".": {None}}


def test_marks_that_few_sentences_have_are_told_one_by_one() -> None:
    assert _groups("更新管网;整治楼道，检修泵站。\n" * 12) == {";": {None}}
