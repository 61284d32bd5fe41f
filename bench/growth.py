"""How cost grows with the length of a plan, with the length of a damaged one, and with the number of plans.

The last column is what a KB costs there, by the price of a KB in the largest text that is at most a tenth as long:
1 is linear, 10 would be quadratic.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Mapping, Sequence

from plans import damaged, plan, write
from processes import PLANLINT, in_turns


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lengths = {step: write(folder, f"{step}.txt", plan(step)) for step in arguments.steps}
        damages = {step: write(folder, f"damaged-{step}.txt", damaged(plan(step))) for step in arguments.steps}
        numbers = {step: _plans(folder, step) for step in arguments.steps}
        empty = write(folder, "empty.txt", "\n")
        for title, paths in (("length of one plan", lengths), ("length of a damaged plan", damages), ("number of plans", numbers)):
            print(title)
            _show(paths, empty, arguments.rounds, os.path.join(folder, "cache"))


def _show(paths: Mapping[int, str], empty: str, rounds: int, cache: str) -> None:
    commands: dict[str, Sequence[str]] = {path: (*PLANLINT, "check", "--output-format", "concise", path) for path in (empty, *paths.values())}
    costs = in_turns(commands, rounds, cache)
    start = costs[empty].seconds
    prices: dict[int, float] = {}
    for step, path in sorted(paths.items()):
        cost = costs[path]
        kilobytes = _size(path) / 1000
        prices[step] = (cost.seconds - start) / kilobytes
        tenths = [smaller for smaller in prices if smaller * 10 <= step]
        growth = f"{prices[step] / prices[max(tenths)]:6.2f}" if tenths else ""
        print(f"{step:5} ×{kilobytes:8.0f} KB{cost.seconds * 1000:9.1f} ms{cost.megabytes:6.0f} MB{prices[step] * 1000:7.3f} ms/KB{growth}")


def _plans(folder: str, number: int) -> str:
    plans = os.path.join(folder, f"plans-{number}")
    os.mkdir(plans)
    for each in range(number):
        write(plans, f"{each}.txt", plan(1))
    return plans


def _size(path: str) -> int:
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(entry.stat().st_size for entry in os.scandir(path))


if __name__ == "__main__":
    main()
