"""How much work something is, counted rather than timed: no clock, no neighbour and no slow machine changes it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

_Size = TypeVar("_Size")


def calls(act: Callable[[], object]) -> int:
    """How many functions, of Python and of C, are called while something is done."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


def growth(make: Callable[[int], _Size], act: Callable[[_Size], object], small: int, times: int = 4) -> float:
    """How many times the work grows, by the growth of what it is done on: 1 is linear, `times` is quadratic."""
    less, more = make(small), make(small * times)
    # what is made once in a process is no part of it
    act(less)
    return calls(lambda: act(more)) / (calls(lambda: act(less)) * times)
