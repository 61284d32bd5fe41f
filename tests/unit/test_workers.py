"""Processes that are replaced: what one item does to its process costs no other item."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import crew
from planlint.workers import Limits, Lost, supervised

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
WORDS = [f"甲{number}" for number in range(40)]


def done(*words: str, jobs: int = 2, limits: Limits | None = None) -> dict[str, str | Lost]:
    made = list(supervised(crew.doubling, iter(words), jobs, limits or Limits(), modules=("crew",)))
    assert sorted(word for word, _ in made) == sorted(words), "each item comes back once"
    return dict(made)


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_each_item_is_done_once(jobs: int) -> None:
    assert done(*WORDS, jobs=jobs) == {word: word * 2 for word in WORDS}


def test_nothing_to_do_begins_no_process() -> None:
    assert list(supervised(crew.broken, iter(()), 2, Limits())) == []


def test_an_item_that_kills_its_process_is_lost_alone() -> None:
    made = done(*WORDS[:7], "die:", *WORDS[7:])
    assert made.pop("die:") == Lost("crash")
    assert made == {word: word * 2 for word in WORDS}


def test_an_item_whose_process_was_killed_by_chance_is_done_after_all(tmp_path: Path) -> None:
    word = f"die once:{tmp_path / 'died'}"
    assert done(*WORDS, word)[word] == word * 2


def test_a_process_that_leaves_costs_nothing_but_its_item() -> None:
    made = done(*WORDS[:5], jobs=1)
    assert len(made) == 5


def test_an_item_that_hangs_is_lost_when_its_time_is_over() -> None:
    made = done(*WORDS[:9], "hang:", *WORDS[9:], limits=Limits(seconds=1.0))
    assert made.pop("hang:") == Lost("time")
    assert made == {word: word * 2 for word in WORDS}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no such limit")
def test_an_item_that_asks_for_too_much_memory_is_lost_alone() -> None:
    made = done(*WORDS[:9], "eat:", *WORDS[9:], limits=Limits(memory=1 << 30))
    assert made.pop("eat:") == Lost("memory")
    assert made == {word: word * 2 for word in WORDS}


def test_a_fault_of_the_work_itself_ends_the_run() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'raise:'"):
        done("raise:")
    with pytest.raises(RuntimeError, match="no rules"):
        list(supervised(crew.broken, iter(WORDS), 1, Limits()))


def test_items_are_taken_when_there_is_somebody_to_do_them() -> None:
    taken: list[str] = []

    def items():
        for word in WORDS:
            taken.append(word)
            yield word

    made = supervised(crew.doubling, items(), 1, Limits())
    next(made)
    assert len(taken) <= 4
    made.close()
