"""Work spread over processes, and what comes back from them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planlint.cli.check.work import Made, ToCheck
from planlint.jobs import CarriedError, spread, suitable
from planlint.rulebook.store import load_rules
from planlint.session import Session


class Stubborn(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(one)


class Raises:
    """A check that fails on some texts."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def run(self, plan, nodes):
        if "落实" in plan.text:
            raise self.error
        return iter(())

    def not_applicable(self, plan) -> bool:
        return False


def length(path: str) -> tuple[int, int]:
    return len(path), os.getpid()


def dies(path: str) -> int:
    if path == "7" and os.getpid() != HERE:
        os._exit(9)
    return int(path)


HERE = os.getpid()


def test_results_come_in_the_order_of_the_paths() -> None:
    found = list(spread(length, ["x" * number for number in range(50)], 3))
    assert [size for size, _ in found] == list(range(50))
    assert HERE not in {process for _, process in found}


def test_one_job_stays_in_this_process() -> None:
    assert {process for _, process in spread(length, ["a", "b"], 1)} == {HERE}


def test_where_a_process_dies_the_rest_is_done_here() -> None:
    assert list(spread(dies, [str(number) for number in range(20)], 2)) == list(range(20))


def test_few_bytes_are_not_worth_a_second_process(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{number}.txt") for number in range(10)]
    for path in paths:
        Path(path).write_bytes(bytes(49_000))
    assert suitable(paths) == 1
    for path in paths:
        Path(path).write_bytes(bytes(51_000))
    assert suitable(paths) == len(os.sched_getaffinity(0))
    assert suitable([*paths[:1], str(tmp_path / "gone")]) == 1


@pytest.mark.parametrize(("error", "kind"), [(ValueError("out of luck"), ValueError), (Stubborn("out of luck", "x"), CarriedError)])
def test_a_failing_check_is_carried_back_with_its_traceback(tmp_path: Path, error: Exception, kind: type[Exception]) -> None:
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    Path(paths[0]).write_text("一、要求\n抓紧落实。\n", encoding="utf-8")
    Path(paths[1]).write_text("一、要求\n抓紧做。\n", encoding="utf-8")
    rule = next(rule for rule in load_rules() if rule.code == "PUN003")._replace(check=Raises(error))
    done = list(spread(ToCheck(Session([rule]), None), paths, 2))
    first, second = (made for made in done if isinstance(made, Made))
    (failure,) = first.told.failures
    assert (failure.path, failure.code, type(failure.error)) == (paths[0], "PUN003", kind)
    assert "out of luck" in str(failure.error)
    assert "raise self.error" in failure.error.__notes__[0]
    assert second.told.failures == []


def test_the_file_on_which_a_process_dies_is_given_up_and_another_process_does_the_rest() -> None:
    found = list(spread(dies_or_tells, [str(number) for number in range(20)], 2, lost=lambda path: (int(path), None)))
    assert [number for number, _ in found] == list(range(20))
    assert [number for number, process in found if process is None] == [7]
    assert HERE not in {process for _, process in found}


def test_an_error_of_the_work_comes_back_with_its_traceback() -> None:
    with pytest.raises(ValueError, match="no number") as raised:
        list(spread(raises, ["a", "b", "c"], 2))
    assert "in raises" in raised.value.__notes__[0]


def test_results_are_given_before_all_files_are_done(tmp_path: Path) -> None:
    """The second file waits for what the first result brings about."""
    flag = tmp_path / "flag"
    results = spread(Waits(str(flag)), ["first", "second", *"abcdefgh"], 2)
    assert next(results) == "first"
    flag.touch()
    assert list(results) == ["second", *"abcdefgh"]


def test_no_process_is_far_ahead_of_what_is_given_out(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{number}") for number in range(400)]
    results = spread(touches, paths, 2)
    next(results)
    assert len(list(tmp_path.iterdir())) < 200
    assert list(results) == paths[1:]


def dies_or_tells(path: str) -> tuple[int, int | None]:
    return dies(path), os.getpid()


def raises(path: str) -> str:
    raise ValueError("no number")


def touches(path: str) -> str:
    Path(path).touch()
    return path


class Waits:
    def __init__(self, flag: str) -> None:
        self.flag = flag

    def __call__(self, path: str) -> str:
        while path == "second" and not os.path.exists(self.flag):
            os.sched_yield()
        return path
