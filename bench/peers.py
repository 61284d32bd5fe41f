"""Many plans, checked by planlint and by the linters that npm gives, in one run: ratios, memory, and whether the goals are met."""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from npm import LINT_MD, ONE_THREAD, TEXTLINT, TWO_THREADS, ZHLINT, Missing, Peer, node
from plans import copy, damaged, plan, write
from processes import PASS, PLANLINT, Cost, every_turn

_CHECK = (*PLANLINT, "check", "--isolated", "--output-format", "concise")
_OURS = {
    "planlint, one job": (*_CHECK, "--jobs", "1", "plans"),
    "planlint, two jobs": (*_CHECK, "--jobs", "2", "plans"),
    # directly behind a command that has left what it found
    "planlint, known": (*_CHECK, "plans"),
    "planlint, no cache": (*_CHECK, "--no-cache", "--jobs", "2", "plans"),
}
_PEERS = {
    "AutoCorrect, one": ONE_THREAD,
    "AutoCorrect, two": TWO_THREADS,
    "zhlint": ZHLINT,
    "textlint": TEXTLINT,
    "lint-md": LINT_MD,
}
_SLOW = ["zhlint", "textlint", "lint-md"]
_MOST_MEGABYTES = 80
_NAMED = 4


class _Goal(NamedTuple):
    """At most, or at least, so much of one command for another."""

    what: str
    of: str
    to: str
    limit: float
    least: bool = False


_GOALS = (
    _Goal("new files, two jobs, to AutoCorrect with two threads", "planlint, two jobs", "AutoCorrect, two", 2),
    _Goal("the same, aimed at", "planlint, two jobs", "AutoCorrect, two", 1),
    _Goal("new files, two jobs, to zhlint", "planlint, two jobs", "zhlint", 0.2),
    _Goal("unchanged files to AutoCorrect with two threads", "planlint, known", "AutoCorrect, two", 0.1),
    _Goal("one job to two", "planlint, one job", "planlint, two jobs", 1.6, least=True),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plan", metavar="FILE", help="a plan to copy; else one of 40 KB grown from a fixture")
    parser.add_argument("--damaged", action="store_true", help="with leftover markers, half-width commas and broken lines")
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--leave-out", action="append", default=[], choices=list(_PEERS), help="a linter to do without")
    arguments = parser.parse_args()
    text = _read(arguments.plan) if arguments.plan is not None else plan(7)
    if arguments.damaged:
        text = damaged(text)
    with tempfile.TemporaryDirectory() as folder:
        size = _write_copies(os.path.join(folder, "plans"), text, arguments.files)
        print(f"{arguments.files} plans, {size / 1e6:.1f} MB, {arguments.rounds} rounds")
        commands = {"python -c pass": PASS, **_OURS, **_beside(arguments.leave_out, text)}
        costs = every_turn(commands, arguments.rounds, os.path.join(folder, "cache"), known=["planlint, known"], once=_SLOW, folder=folder)
    for line in (*_table(costs, size / 1e6), *_met(costs)):
        print(line)


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def _write_copies(folder: str, text: str, files: int) -> int:
    os.mkdir(folder)
    paths = (write(folder, f"{number:04}.txt", copy(text, number)) for number in range(1, files + 1))
    return sum(map(os.path.getsize, paths))


def _beside(left_out: Sequence[str], text: str) -> dict[str, tuple[str, ...]]:
    """The commands of the linters that can be had and that report on each of some plans; of the others the reason is printed."""
    commands: dict[str, tuple[str, ...]] = {}
    for name, peer in _PEERS.items():
        if name in left_out:
            continue
        try:
            commands.setdefault("node -e 0", (node(), "-e", "0"))
            commands[name] = _tried(peer, text)
        except Missing as error:
            print(f"{name} is left out: {error}")
    return commands


def _tried(peer: Peer, text: str) -> tuple[str, ...]:
    words = peer.installed()
    with tempfile.TemporaryDirectory() as folder:
        _write_copies(os.path.join(folder, "plans"), text, _NAMED)
        process = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=folder, check=False)
    said = process.stdout + process.stderr
    if process.returncode not in (0, 1) or not all(f"{number:04}.txt" in said for number in range(1, _NAMED + 1)):
        raise Missing(f"it does not report on the plans, and ends with {process.returncode}: {said[-200:]}")
    return words


def _table(costs: Mapping[str, Sequence[Cost]], megabytes: float) -> Iterable[str]:
    yield f"{'':20}{'median':>9}{'fastest':>10}{'MB/s':>8}{'of A':>8}{'of P1':>8}{'memory':>10}"
    for name, turns in costs.items():
        seconds = [cost.seconds for cost in turns]
        speed = f"{megabytes / median(seconds):8.2f}" if name in _OURS or name in _PEERS else " " * 8
        ratios = "".join(_share(costs, name, other) for other in ("AutoCorrect, two", "planlint, one job"))
        memory = max(cost.megabytes for cost in turns)
        yield f"{name:20}{median(seconds):7.3f} s{_fastest(turns):8.3f} s{speed}{ratios}{memory:7.0f} MB"
    yield "A is AutoCorrect with two threads, P1 planlint with one job; the memory is that of the largest process of all rounds"


def _share(costs: Mapping[str, Sequence[Cost]], name: str, other: str) -> str:
    return f"{_ratio(costs[name], costs[other]):8.2f}" if other in costs else " " * 8


def _met(costs: Mapping[str, Sequence[Cost]]) -> Iterable[str]:
    for goal in _GOALS:
        bound = f"at {'least' if goal.least else 'most'} {goal.limit}"
        if goal.of not in costs or goal.to not in costs:
            yield f"unknown  {goal.what}: {bound}"
            continue
        ratio = _ratio(costs[goal.of], costs[goal.to])
        met = ratio >= goal.limit if goal.least else ratio <= goal.limit
        fastest = _fastest(costs[goal.of]) / _fastest(costs[goal.to])
        yield f"{'met' if met else 'not met':9}{goal.what}: {ratio:.2f}, of the fastest {fastest:.2f}, {bound}"
    memory = max(cost.megabytes for name in _OURS for cost in costs[name])
    yield f"{'met' if memory < _MOST_MEGABYTES else 'not met':9}the largest process of planlint: {memory:.0f} MB, below {_MOST_MEGABYTES}"


def _fastest(costs: Sequence[Cost]) -> float:
    return min(cost.seconds for cost in costs)


def _ratio(costs: Sequence[Cost], others: Sequence[Cost]) -> float:
    """The median of the ratios of the same rounds, of which a slower machine changes nothing."""
    return median(cost.seconds / other.seconds for cost, other in zip(costs, others, strict=False))


if __name__ == "__main__":
    main()
