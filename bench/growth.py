"""How the work of each command grows with what it is given, for plans and for every shape of text that once cost too much.

Prints the exponent of growth: 1 is linear, 2 quadratic. It is that of what a file four times as long takes more than the one before, of three files,
so that what a call takes whatever it is given is no part of it. Counts machine instructions under valgrind, which no neighbour
and no slow machine changes, regular expressions included; `--seconds` takes seconds of the processor instead, at sizes that valgrind is too
slow for. Ends with 1 where an exponent reaches the limit.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence

from counted import counted

_LIMIT = 1.3
# below a hundredth of a second nothing but noise of what every call does grows
_LEAST = {"instructions": 30_000_000, "seconds": 0.05}
_CHECK = ("check", "--isolated", "--no-cache", "--select", "ALL", "--min-confidence", "low")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": (*_CHECK, "--output-format", "json"),
    "fix": (*_CHECK, "--fix", "--unsafe-fixes", "--diff"),
    "tasks": ("tasks", "--isolated", "--output-format", "json"),
    "targets": ("targets", "--isolated", "--output-format", "json"),
    "tree": ("tree", "--isolated", "--output-format", "json"),
}
_TIMES = 4


def main() -> int:
    """Print the exponents; 1 where one is too high, else 0."""
    from shapes import SHAPES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="the shapes; all of them where none is named")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--size", type=int, help="characters of the largest file, the others have a quarter and a sixteenth; 12,000, or 80,000 with --seconds")
    parser.add_argument("--seconds", action="store_true", help="seconds of the processor instead of instructions")
    parser.add_argument("--limit", type=float, default=_LIMIT)
    arguments = parser.parse_args()
    unit = "seconds" if arguments.seconds else "instructions"
    size = arguments.size or (80_000 if arguments.seconds else 12_000)
    commands = arguments.commands.split(",")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.names or SHAPES:
            ending, make = SHAPES[name]
            calls: dict[tuple[str, int], list[str]] = {}
            for length in _sizes(size):
                path = os.path.join(folder, f"{name}-{length}.{ending}")
                with open(path, "wb") as file:
                    file.write(make(length))
                calls |= {(command, length): [*COMMANDS[command], path] for command in commands}
            costs = dict(zip(calls, counted(list(calls.values()), warm=[calls[command, size] for command in commands], seconds=arguments.seconds), strict=True))
            failed += _shown(name, commands, costs, size, _LEAST[unit], arguments.limit)
    print(f"{failed} at {arguments.limit} or above, by {unit}")
    return int(failed > 0)


def _sizes(largest: int) -> tuple[int, int, int]:
    return largest // _TIMES**2, largest // _TIMES, largest


def _shown(name: str, commands: Sequence[str], costs: Mapping[tuple[str, int], float | None], size: int, least: float, limit: float) -> int:
    """Print the line of a shape; how many of its exponents are too high."""
    failed = 0
    pieces = []
    for command in commands:
        small, middle, large = (costs[command, length] for length in _sizes(size))
        if small is None or middle is None or large is None:
            failed += 1
            pieces.append(f"{command} no end !")
            continue
        exponent = math.log(max(large - middle, least) / max(middle - small, least / _TIMES), _TIMES)
        failed += exponent >= limit
        pieces.append(f"{command} {exponent:.2f}{' !' if exponent >= limit else ''}")
    print(f"{name:30}{'  '.join(pieces)}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
