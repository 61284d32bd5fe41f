"""The count of work tells what grows faster than what it is done on."""

from __future__ import annotations

from work import calls, growth


def test_calls_of_python_and_c_are_counted() -> None:
    assert calls(lambda: [abs(number) for number in range(100)]) - calls(lambda: None) >= 100


def test_linear_is_one_and_quadratic_is_as_many_times() -> None:
    assert 0.9 < growth(range, lambda numbers: [abs(number) for number in numbers], 1_000) < 1.1
    assert growth(range, lambda numbers: [abs(number) for number in numbers for _ in numbers], 50) > 3.5
