"""Work spread over processes, and what comes back from them: what one item does to its process costs no other item."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, cast

import pytest

import crew
from planlint.cli.check import fix
from planlint.cli.check.run import Run
from planlint.cli.check.work import Made, ToCheck, ToDo
from planlint.pool import CarriedError, Limits, Lost, as_done, in_order, suitable
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


HERE = os.getpid()
WORDS = [f"甲{number}" for number in range(40)]
needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


def test_results_come_in_the_order_of_the_paths() -> None:
    found = list(in_order(length, ["x" * number for number in range(50)], 3, length))
    assert [size for size, _ in found] == list(range(50))
    assert HERE not in {process for _, process in found}


def test_one_job_stays_in_this_process() -> None:
    assert {process for _, process in in_order(length, ["a", "b"], 1, length)} == {HERE}


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
    work = ToCheck(Session([rule]), None)
    done = list(in_order(work, paths, 2, work.lost))
    first, second = (made for made in done if isinstance(made, Made))
    (failure,) = first.told.failures
    assert (failure.path, failure.code, type(failure.error)) == (paths[0], "PUN003", kind)
    assert "out of luck" in str(failure.error)
    assert "raise self.error" in failure.error.__notes__[0]
    assert second.told.failures == []


def test_the_file_on_which_a_process_dies_is_given_up_and_another_process_does_the_rest() -> None:
    found = list(in_order(dies_or_tells, [str(number) for number in range(20)], 2, lambda path: (int(path), None)))
    assert [number for number, _ in found] == list(range(20))
    assert [number for number, process in found if process is None] == [7]
    assert HERE not in {process for _, process in found}


def test_a_repair_that_kills_is_told_as_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for path in paths:
        Path(path).write_text("一、要求\n抓紧落实。\n", encoding="utf-8")
    run = Run(cast(Any, None), Session(load_rules()), (), str)
    made = list(in_order(work := ToDo(run, kills, fix.lost), paths, 2, work.lost))
    assert [unread.path for one in made if isinstance(one, Made) for unread in one.told.unread] == paths[1:]
    assert [[found.code for found in one.value.value.result.diagnostics] for one in made if isinstance(one, Made)] == [["NUM008"], ["SYS001"]]


def test_an_error_of_the_work_comes_back_with_its_traceback() -> None:
    with pytest.raises(ValueError, match="no number") as raised:
        list(in_order(raises, ["a", "b", "c"], 2, raises))
    assert "in raises" in raised.value.__notes__[0]


def test_results_are_given_before_all_files_are_done(tmp_path: Path) -> None:
    """The second file waits for what the first result brings about."""
    flag = tmp_path / "flag"
    results = in_order(Waits(str(flag)), ["first", "second", *"abcdefgh"], 2, str)
    assert next(results) == "first"
    flag.touch()
    assert list(results) == ["second", *"abcdefgh"]


def test_no_process_is_far_ahead_of_what_is_given_out(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{number}") for number in range(400)]
    results = in_order(touches, paths, 2, str)
    next(results)
    assert len(list(tmp_path.iterdir())) < 200
    assert list(results) == paths[1:]


def done(*words: str, jobs: int = 2, limits: Limits | None = None) -> dict[str, str | Lost]:
    made = list(as_done(crew.doubling, iter(words), jobs, limits or Limits(), modules=("crew",)))
    assert sorted(word for word, _ in made) == sorted(words), "each item comes back once"
    return dict(made)


@needs_unix
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_each_item_is_done_once(jobs: int) -> None:
    assert done(*WORDS, jobs=jobs) == {word: word * 2 for word in WORDS}


@needs_unix
def test_nothing_to_do_begins_no_process() -> None:
    assert list(as_done(crew.broken, iter(()), 2, Limits())) == []


@needs_unix
def test_an_item_that_kills_its_process_is_lost_alone() -> None:
    made = done(*WORDS[:7], "die:", *WORDS[7:])
    assert made.pop("die:") == Lost("crash")
    assert made == {word: word * 2 for word in WORDS}


@needs_unix
def test_an_item_whose_process_was_killed_by_chance_is_done_after_all(tmp_path: Path) -> None:
    word = f"die once:{tmp_path / 'died'}"
    assert done(*WORDS, word)[word] == word * 2


@needs_unix
def test_an_item_with_which_a_process_leaves_is_lost_alone() -> None:
    made = done(*WORDS[:5], "leave:", *WORDS[5:], jobs=1)
    assert made.pop("leave:") == Lost("crash")
    assert made == {word: word * 2 for word in WORDS}


@needs_unix
def test_large_items_with_large_results_do_not_wait_for_one_another() -> None:
    words = [mark * 1_000_000 for mark in "甲乙丙丁"]
    assert done(*words) == {word: word * 2 for word in words}


@needs_unix
def test_an_item_that_hangs_is_lost_when_its_time_is_over() -> None:
    made = done(*WORDS[:9], "hang:", *WORDS[9:], limits=Limits(seconds=1.0))
    assert made.pop("hang:") == Lost("time")
    assert made == {word: word * 2 for word in WORDS}


@needs_unix
@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no such limit")
def test_an_item_that_asks_for_too_much_memory_is_lost_alone() -> None:
    made = done(*WORDS[:9], "eat:", *WORDS[9:], limits=Limits(memory=1 << 30))
    assert made.pop("eat:") == Lost("memory")
    assert made == {word: word * 2 for word in WORDS}


@needs_unix
def test_a_fault_of_the_work_itself_ends_the_run() -> None:
    with pytest.raises(KeyError, match="raise:") as raised:
        done("raise:")
    assert "in _double" in raised.value.__notes__[0]
    with pytest.raises(ValueError, match="no rules"):
        list(as_done(crew.broken, iter(WORDS), 1, Limits()))


@needs_unix
def test_items_are_taken_when_there_is_somebody_to_do_them() -> None:
    taken: list[str] = []

    def items():
        for word in WORDS:
            taken.append(word)
            yield word

    made = as_done(crew.doubling, items(), 1, Limits())
    next(made)
    assert len(taken) <= 4
    made.close()


def dies_or_tells(path: str) -> tuple[int, int | None]:
    if path == "7":
        os._exit(9)
    return int(path), os.getpid()


def kills(run: Run, path: str) -> fix.Fixed:
    if path.endswith("b.txt"):
        os._exit(9)
    return fix.Fixed(run.session.check(path))


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
