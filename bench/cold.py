"""What one call of an installed planlint costs, beside the cheapest process there is and beside AutoCorrect, and whether the goals are met.

planlint is built and installed into an environment of its own, as pip leaves it. CPU seconds are counted, and ratios are medians of those of
the same rounds.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from npm import ONE_THREAD, Missing
from plans import plan, write
from processes import START, Cost, beside, installed, leave, run

_SHORT = "某市节能工作实施方案\n\n一、总体要求\n各地要抓紧落实。\n"
_PASS = "python -c pass"
_PEER = "AutoCorrect"


class _Call(NamedTuple):
    """A call of planlint, the words for it, and what an earlier call has left: nothing, what it has compiled, or what it has found as well."""

    name: str
    words: tuple[str, ...]
    left: str


_CALLS = (
    _Call("planlint --version", ("--version",), "found"),
    _Call("first run", ("check", "plan.txt"), "nothing"),
    _Call("new file, --no-cache", ("check", "--no-cache", "plan.txt"), "compiled"),
    _Call("new file", ("check", "plan.txt"), "compiled"),
    # directly behind a call that leaves what it has found
    _Call("unchanged file", ("check", "plan.txt"), "found"),
)
_GOALS = (
    ("first run", _PASS, 8.0),
    ("new file", _PASS, 6.0),
    ("new file", _PEER, 0.6),
    ("unchanged file", _PASS, 2.0),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, nargs="+", default=[0, 1, 7], help="lengths of the plans: 0 is a plan of four lines, 1 has 7 KB, 7 have 39 KB")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--python", help="the Python of an environment in which planlint is installed already")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=COMMAND", help="another program, given the same file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = arguments.python or installed(folder)
        others = {**_peer(), **beside(arguments.beside, "plan.txt")}
        for copies in arguments.copies:
            for line in _report(python, plan(copies) if copies else _SHORT, arguments.rounds, folder, others):
                print(line)


def _peer() -> dict[str, tuple[str, ...]]:
    """The command of AutoCorrect on the plan, where it can be had; else the reason is printed."""
    try:
        return {_PEER: ONE_THREAD._replace(plans="plan.txt").installed()}
    except Missing as error:
        print(f"{_PEER} is left out: {error}")
        return {}


def _report(python: str, text: str, rounds: int, folder: str, others: Mapping[str, Sequence[str]]) -> Iterable[str]:
    path = write(folder, "plan.txt", text)
    yield f"a plan of {os.path.getsize(path) / 1000:.1f} KB, medians of {rounds} rounds"
    costs = _costs(python, rounds, folder, others)
    for name, turns in costs.items():
        ratios = "".join(f"{_ratio(turns, costs[to]):8.2f} {sign}" for to, sign in ((_PASS, "P"), (_PEER, "A")) if to in costs)
        yield f"{name:22}{median(cost.cpu for cost in turns) * 1000:8.1f} ms{ratios}{median(cost.megabytes for cost in turns):6.0f} MB"
    for name, to, limit in _GOALS:
        if to not in costs:
            yield f"unknown  {name}: at most {limit} times {to}"
            continue
        ratio = _ratio(costs[name], costs[to])
        yield f"{'met' if ratio <= limit else 'not met':9}{name}: {ratio:.2f} times {to}, at most {limit}"


def _costs(python: str, rounds: int, folder: str, others: Mapping[str, Sequence[str]]) -> dict[str, list[Cost]]:
    """The costs of every call, in each round; a round before them fills the caches."""
    home = os.path.join(folder, "home")
    costs: dict[str, list[Cost]] = {}
    for turn in range(rounds + 1):
        found = {_PASS: run((python, "-c", "pass"), home, folder)}
        for call in _CALLS:
            leave(home, call.left)
            found[call.name] = run((python, "-c", START, *call.words), home, folder)
        found |= {name: run(words, home, folder) for name, words in others.items()}
        for name, cost in found.items():
            if turn:
                costs.setdefault(name, []).append(cost)
    return costs


def _ratio(costs: Sequence[Cost], others: Sequence[Cost]) -> float:
    return median(cost.cpu / other.cpu for cost, other in zip(costs, others, strict=True))


if __name__ == "__main__":
    main()
