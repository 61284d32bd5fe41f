"""Results of more files than are held in memory."""

from __future__ import annotations

from planlint.cli.results import Results
from planlint.session import FileResult
from planlint.text.source import Source


def _results(number: int) -> list[FileResult]:
    return [FileResult(f"{at}.txt", Source(f"第{at}份\n", f"{at}.txt"), None, []) for at in range(number)]


def test_results_come_in_order_as_often_as_they_are_asked_for() -> None:
    found = Results(_results(250))
    assert len(found) == 250
    for _ in range(2):
        assert [(result.path, result.source.text) for result in found] == [(f"{at}.txt", f"第{at}份\n") for at in range(250)]


def test_two_can_go_through_them_at_a_time() -> None:
    found = Results(_results(120))
    assert all(one.path == other.path for one, other in zip(found, found, strict=True))


def test_each_can_be_asked_for() -> None:
    found = Results(f"{at}" for at in range(250))
    assert [found.at(at) for at in (0, 99, 249, 100, 101, 3)] == ["0", "99", "249", "100", "101", "3"]


def test_few_are_held_as_they_are() -> None:
    made = _results(3)
    assert list(Results(made)) == made
    assert len(Results([])) == 0
