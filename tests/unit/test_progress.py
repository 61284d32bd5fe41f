"""How far a run is, told in a line that is gone when something else is written."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from planlint.cli.progress import Progress


def _shown(seconds: list[float], language: str = "en") -> tuple[list[int], list[str]]:
    """The items that came through, and the lines, by what the clock says at the start and before each item."""
    times: Iterator[float] = iter(seconds)
    stream = io.StringIO()
    paths = [f"稿/{at}.txt" for at in range(len(seconds) - 2)]
    items = list(Progress(paths, language, stream=stream, clock=lambda: next(times)).over(range(len(paths))))
    return items, stream.getvalue().split("\r\x1b[K")


def test_the_line_tells_how_many_are_done_how_fast_how_long_it_will_take_and_which_is_next() -> None:
    items, lines = _shown([0, 0, 2, 4, 6])
    assert items == [0, 1, 2]
    assert lines[1::2] == ["0/3  0%  0.txt", "1/3  33%  0/s  0:04 left  1.txt", "2/3  66%  0/s  0:02 left  2.txt", "3/3  100%  0/s  0:00 left"]
    assert set(lines[::2]) == {""}


def test_a_name_steers_no_terminal() -> None:
    stream = io.StringIO()
    list(Progress(["a\x1b[2J.txt"], "zh", stream=stream, clock=lambda: 0).over([0]))
    assert stream.getvalue().count("\x1b") == 2


def test_it_is_not_drawn_oftener_than_can_be_read() -> None:
    assert _shown([0, 0, 0.01, 0.02, 0.03])[1] == ["", "0/3  0%  0.txt", ""]


@pytest.mark.parametrize(("language", "words"), [("zh", "约剩 2:04:30"), ("en", "2:04:30 left")])
def test_hours_are_told(language: str, words: str) -> None:
    assert words in _shown([0, 0, 7470.0, 7470.01], language)[1][3]
