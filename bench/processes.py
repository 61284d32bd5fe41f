"""What whole processes cost, run in turns so that a machine that slows down slows all of them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from glob import glob
from statistics import median
from typing import NamedTuple

PASS = (sys.executable, "-c", "pass")
"""The cheapest process that Python has: the unit of every ratio."""

START = "import sys; from planlint.cli import main; sys.exit(main())"
"""What pip installs for `planlint`, but that releases of pip before 25 have it import re first."""

_CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PLANLINT = (sys.executable, "-m", "planlint")


class Cost(NamedTuple):
    """What one process cost: seconds from start to end, the most memory it held, in MB, and seconds of the processor, those of its children included."""

    seconds: float
    megabytes: float
    cpu: float = 0.0


def in_turns(commands: Mapping[str, Sequence[str]], rounds: int, cache: str, *, known: Sequence[str] = (), warm: bool = True) -> dict[str, Cost]:
    """The median cost of each command, run once to fill the caches, but for where they are not to be warm, and then `rounds` times, all of them in
    each round.

    `cache` is the folder in which planlint keeps what it has compiled. Only the commands named in `known` find there what they found in
    the same files before.
    """
    costs = every_turn(commands, rounds, cache, known=known, warm=warm)
    return {name: Cost(median(cost.seconds for cost in all_), median(cost.megabytes for cost in all_)) for name, all_ in costs.items()}


def every_turn(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    cache: str,
    *,
    known: Sequence[str] = (),
    once: Sequence[str] = (),
    folder: str | None = None,
    warm: bool = True,
) -> dict[str, list[Cost]]:
    """As `in_turns`, but every cost that counts, in the order of the rounds.

    The commands named in `once`, the slow ones, are run in the first of those rounds only. `folder` is where the commands are run.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(0 if warm else 1, rounds + 1):
        for name, words in commands.items():
            if name in once and turn != 1:
                continue
            if name not in known:
                _forget(cache)
            cost = _run(words, cache, folder)
            if turn:
                costs[name].append(cost)
    return costs


def _forget(cache: str) -> None:
    for path in glob(os.path.join(cache, "*", "found-*")):
        os.unlink(path)


def beside(named: Iterable[str], path: str) -> dict[str, tuple[str, ...]]:
    """Other programs to measure on the same path, each given as NAME=COMMAND."""
    commands = {}
    for item in named:
        name, _, command = item.partition("=")
        commands[name] = (*shlex.split(command), path)
    return commands


def installed(folder: str) -> str:
    """The Python of a new environment with planlint and what it needs."""
    subprocess.run((sys.executable, "-m", "venv", os.path.join(folder, "environment")), check=True)
    python = os.path.join(folder, "environment", "Scripts" if os.name == "nt" else "bin", "python")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    constraints = os.path.join(_CHECKOUT, ".ci", "constraints.txt")
    subprocess.run((python, "-m", "pip", "install", "--quiet", "-c", constraints, _CHECKOUT), env=environment, check=True)
    return python


def leave(home: str, what: str) -> None:
    """Take away what an earlier call has left, but for this."""
    if what == "nothing":
        shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home, exist_ok=True)
    if what == "compiled":
        for place, _, names in os.walk(home):
            for name in names:
                if name.startswith("found-"):
                    os.unlink(os.path.join(place, name))


def run(words: Sequence[str], home: str, folder: str) -> Cost:
    """What a process costs that is run in a folder by somebody with this home, where planlint then keeps what it keeps."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANLINT_", "XDG_"))}
    return _timed(words, {**environment, "HOME": home, "LOCALAPPDATA": home}, folder)


def _run(words: Sequence[str], cache: str, folder: str | None) -> Cost:
    environment = {**os.environ, "PLANLINT_CACHE_DIR": cache}
    # what pip installs is compiled; a checkout is where the first turn may leave what it compiles
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return _timed(words, environment, folder)


def _timed(words: Sequence[str], environment: Mapping[str, str], folder: str | None) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=folder)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{shlex.join(words)} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_maxrss * unit / 1e6, usage.ru_utime + usage.ru_stime)
