"""How the work of each command grows with what it is given, for plans and for every shape of text that once cost too much.

Prints the exponent of growth between two sizes: 1 is linear, 2 quadratic. Counts machine instructions under valgrind, which no neighbour
and no slow machine changes, regular expressions included; `--seconds` takes seconds of the processor instead, at sizes that valgrind is too
slow for. Ends with 1 where an exponent reaches the limit.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

_LIMIT = 1.3
# below a hundredth of a second nothing but noise of what every call does grows
_LEAST = {"instructions": 30_000_000, "seconds": 0.05}
_PATIENCE = 60
_CHECK = ("check", "--isolated", "--no-cache", "--select", "ALL", "--min-confidence", "low")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": (*_CHECK, "--output-format", "json"),
    "fix": (*_CHECK, "--fix", "--unsafe-fixes", "--diff"),
    "tasks": ("tasks", "--isolated", "--output-format", "json"),
    "targets": ("targets", "--isolated", "--output-format", "json"),
    "tree": ("tree", "--isolated", "--output-format", "json"),
}
_TINY = 40


class _Measure(NamedTuple):
    """One call on one file: what it cost, None where it came to no end."""

    shape: str
    command: str
    size: int
    cost: float | None


def main() -> int:
    """Print the exponents; 1 where one is too high, else 0."""
    from shapes import SHAPES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="the shapes; all of them where none is named")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--size", type=int, help="characters of the larger file, the other has a quarter; 12,000, or 80,000 with --seconds")
    parser.add_argument("--seconds", action="store_true", help="seconds of the processor instead of instructions")
    parser.add_argument("--limit", type=float, default=_LIMIT)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child is not None:
        _forked(json.loads(arguments.child))
        return 0
    unit = "seconds" if arguments.seconds else "instructions"
    size = arguments.size or (80_000 if arguments.seconds else 12_000)
    commands = arguments.commands.split(",")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.names or SHAPES:
            ending, make = SHAPES[name]
            calls: list[tuple[str, int, list[str]]] = []
            for length in (_TINY, size // 4, size):
                path = os.path.join(folder, f"{name}-{length}.{ending}")
                with open(path, "wb") as file:
                    file.write(make(length))
                calls += ((command, length, [*COMMANDS[command], path]) for command in commands)
            found = list(_measured(name, calls, folder, seconds=arguments.seconds))
            failed += _shown(name, commands, found, size, _LEAST[unit], arguments.limit)
    print(f"{failed} at {arguments.limit} or above, by {unit}")
    return int(failed > 0)


def _shown(name: str, commands: Sequence[str], found: Sequence[_Measure], size: int, least: float, limit: float) -> int:
    """Print the line of a shape; how many of its exponents are too high."""
    costs = {(one.command, one.size): one.cost for one in found}
    failed = 0
    pieces = []
    for command in commands:
        none, small, large = (costs[command, length] for length in (_TINY, size // 4, size))
        if none is None or small is None or large is None:
            failed += 1
            pieces.append(f"{command} no end !")
            continue
        exponent = math.log(max(large - none, least) / max(small - none, least / 4)) / math.log(4)
        failed += exponent >= limit
        pieces.append(f"{command} {exponent:.2f}{' !' if exponent >= limit else ''}")
    print(f"{name:30}{'  '.join(pieces)}", flush=True)
    return failed


def _measured(shape: str, calls: Sequence[tuple[str, int, list[str]]], folder: str, *, seconds: bool) -> Iterator[_Measure]:
    """What the calls cost, each made in a process that has been copied from one in which everything is imported."""
    words = [sys.executable, os.path.abspath(__file__), "--child", json.dumps([call for _, _, call in calls])]
    if not seconds:
        if shutil.which("valgrind") is None:
            raise SystemExit("instructions are counted by valgrind, which this machine does not have; --seconds does without it")
        words = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={folder}/count-%p", *words]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PLANLINT_CACHE_DIR": os.path.join(folder, "cache")}
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    if seconds:
        costs = [float(spent) if ended == "0" else None for _, ended, spent in lines]
    else:
        costs = [_instructions(folder, process) if ended == "0" else None for process, ended, _ in lines]
    for (command, size, _), cost in zip(calls, costs, strict=True):
        yield _Measure(shape, command, size, cost)


def _instructions(folder: str, process: str) -> float:
    with open(os.path.join(folder, f"count-{process}"), encoding="utf-8") as file:
        return float(file.read().rpartition("summary:")[2])


def _forked(calls: Sequence[Sequence[str]]) -> None:
    """Make each call in a copy of this process; print its number, how it ended, and the seconds of the processor that it took."""
    import gc

    from planlint.cli import main as planlint

    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        # what is made once in a process is no part of what grows
        for call in calls[: len(COMMANDS)]:
            planlint([*call])
    gc.collect()
    gc.freeze()
    for call in calls:
        process = os.fork()
        if process == 0:
            _end_with(call)
        _, status, usage = os.wait4(process, 0)
        print(process, status, usage.ru_utime + usage.ru_stime, flush=True)


def _end_with(call: Sequence[str]) -> None:
    from planlint.cli import main as planlint

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
    try:
        code = planlint([*call])
        # an error of the call is no measure
        os._exit(3 if code == 2 else 0)
    except BaseException:
        os._exit(4)


if __name__ == "__main__":
    sys.exit(main())
