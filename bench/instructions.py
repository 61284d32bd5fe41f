"""The instructions that calls of an installed planlint take, held against those that were accepted: they repeat to a thousandth, which seconds do not.

Counted by valgrind, with the packages of .ci/constraints.txt. Where a call takes more than a twentieth more than it did, find out why, and if it
is worth it, run this with --accept and commit instructions.json. Counts hold for the Python and the machine that they are kept for; elsewhere
nothing is held against them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from processes import START, installed, leave

_HERE = os.path.dirname(os.path.abspath(__file__))
_FIXTURES = os.path.join(os.path.dirname(_HERE), "fixtures")
_KEPT = os.path.join(_HERE, "instructions.json")
_TOLERANCE = 0.05
_COUNTED = re.compile(r"I\s+refs:\s+([\d,]+)")
_SHORT = "某市节能工作实施方案\n\n一、总体要求\n各地要抓紧落实。\n"
_CALLS = {
    "start-up": ("--version", "", "found"),
    "first run": ("check", "short.txt", "nothing"),
    "a plan": ("check", "ok/fenjie.txt", "compiled"),
    "a faulty plan": ("check", "faulty/bianhao.txt", "compiled"),
    "a known plan": ("check", "faulty/bianhao.txt", "found"),
}
"""Of each call its command, the plan, and what an earlier call has left."""


def main() -> int:
    """Count; 1 where a call takes more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accept", action="store_true", help="keep these counts for this Python and this machine")
    parser.add_argument("--python", help="the Python of an environment in which planlint is installed already")
    arguments = parser.parse_args()
    kept = _read()
    here = f"Python {platform.python_version()}, {platform.machine()}, {'-'.join(platform.libc_ver())}"
    if shutil.which("valgrind") is None:
        print("instructions are not counted: there is no valgrind")
        return 0
    if here not in kept and not arguments.accept:
        print(f"instructions are not counted: none were accepted for {here}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        counts = _counts(arguments.python or installed(folder), folder)
    if arguments.accept:
        _write({**kept, here: counts})
        return 0
    return max([_compared(name, counts[name], accepted) for name, accepted in kept[here].items()])


def _counts(python: str, folder: str) -> dict[str, int]:
    home = os.path.join(folder, "home")
    plans = os.path.join(folder, "plans")
    shutil.copytree(_FIXTURES, plans)
    with open(os.path.join(plans, "short.txt"), "w", encoding="utf-8") as file:
        file.write(_SHORT)
    return {name: _count(python, home, plans, *call) for name, call in _CALLS.items()}


def _count(python: str, home: str, plans: str, command: str, plan: str, left: str) -> int:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PLANLINT_", "XDG_"))}
    environment |= {"HOME": home, "PYTHONHASHSEED": "0"}
    words = (python, "-c", START, *((command, "--isolated", plan) if plan else (command,)))
    # once for what it compiles, and for what it finds
    leave(home, left)
    if left != "nothing":
        subprocess.run(words, cwd=plans, env=environment, capture_output=True, check=False)
        leave(home, left)
    counting = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
    process = subprocess.run((*counting, *words), cwd=plans, env=environment, capture_output=True, text=True, check=False)
    counted = _COUNTED.search(process.stderr)
    if process.returncode not in (0, 1) or counted is None:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}: {process.stderr[-500:]}")
    return int(counted[1].replace(",", ""))


def _compared(name: str, count: int, accepted: int) -> int:
    """Print how a call compares with what was accepted; 1 where it takes too much."""
    growth = count / accepted - 1
    said = "as accepted" if abs(growth) <= _TOLERANCE else "MORE than accepted" if growth > 0 else "less than accepted: run this with --accept"
    print(f"{name:14}{count / 1e6:9.1f} million instructions, {growth:+.1%}: {said}")
    return int(growth > _TOLERANCE)


def _read() -> dict[str, dict[str, int]]:
    try:
        with open(_KEPT, encoding="utf-8") as file:
            kept: dict[str, dict[str, int]] = json.load(file)
    except FileNotFoundError:
        return {}
    return kept


def _write(kept: Mapping[str, Mapping[str, int]]) -> None:
    with open(_KEPT, "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=2, sort_keys=True)
        file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
