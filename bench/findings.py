"""What each output format costs when there is very much to say."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence

from plans import write
from processes import PLANLINT, in_turns

from planlint.reporters import FORMATS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "plan.txt", "做好供水工作。。\n" * arguments.findings)
        check = (*PLANLINT, "check", "--select", "PUN003", path)
        commands: dict[str, Sequence[str]] = {"statistics": (*check, "--statistics")}
        commands |= {name: (*check, "--output-format", name) for name in FORMATS}
        costs = in_turns(commands, arguments.rounds, os.path.join(folder, "cache"))
    print(f"{arguments.findings} findings, medians of {arguments.rounds}")
    least = costs["statistics"].seconds
    for name, cost in costs.items():
        each = (cost.seconds - least) / arguments.findings * 1e6
        print(f"{name:12}{cost.seconds * 1000:8.0f} ms{cost.seconds / least:6.2f} ×{each:7.1f} µs a finding{cost.megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
