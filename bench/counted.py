"""What calls of planlint cost in machine instructions, which valgrind counts: the same to a thousandth on a machine with other work."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

_PATIENCE = 60
_DONE, _REFUSED = "0", "3"


def counted(calls: Sequence[Sequence[str]], *, warm: Sequence[Sequence[str]], seconds: bool = False) -> list[float | None]:
    """The instructions of each call, or the seconds of the processor that it takes; None for one that comes to no end, 0 for one that is refused.

    Each is made in a copy of a process that has made some calls before, the `warm` ones: what is imported and compiled once is no part of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, os.path.abspath(__file__), json.dumps(warm), json.dumps(calls)]
        if not seconds:
            if shutil.which("valgrind") is None:
                raise SystemExit("instructions are counted by valgrind, which this machine does not have; --seconds does without it")
            words = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={folder}/count-%p", *words]
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PLANLINT_CACHE_DIR": os.path.join(folder, "cache")}
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True, check=True)
        (idle, _, _), *lines = (line.split() for line in done.stdout.splitlines())
        costs: list[float | None] = []
        for process, ended, spent in lines:
            if ended in (_DONE, _REFUSED):
                cost = float(spent) if seconds else _instructions(folder, process) - _instructions(folder, idle)
                costs.append(cost if ended == _DONE else 0.0)
            else:
                costs.append(None)
        return costs


def _instructions(folder: str, process: str) -> float:
    with open(os.path.join(folder, f"count-{process}"), encoding="utf-8") as file:
        return float(file.read().rpartition("summary:")[2])


def _main(warm: Sequence[Sequence[str]], calls: Sequence[Sequence[str]]) -> None:
    """Make each call in a copy of this process, the first copy doing nothing; print its number, how it ended, and its seconds of the processor."""
    import gc

    from planlint.cli import main as planlint

    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        for call in warm:
            planlint([*call])
    gc.collect()
    gc.freeze()
    for call in ((), *calls):
        process = os.fork()
        if process == 0:
            _end_with(call)
        _, status, usage = os.wait4(process, 0)
        print(process, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, flush=True)


def _end_with(call: Sequence[str]) -> None:
    from planlint.cli import main as planlint

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
    try:
        os._exit(int(_REFUSED) if call and planlint([*call]) == 2 else 0)
    except BaseException:
        os._exit(4)


if __name__ == "__main__":
    _main(json.loads(sys.argv[1]), json.loads(sys.argv[2]))
