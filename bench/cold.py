"""What one call of planlint costs, beside the cheapest process there is."""

from __future__ import annotations

import argparse
import os
import tempfile

from plans import plan, write
from processes import PASS, PLANLINT, beside, in_turns


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=7, help="length of the plan; 7 copies are about 40 KB")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=COMMAND", help="another program, given the same file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, "plan.txt", plan(arguments.copies))
        commands = {
            "python -c pass": PASS,
            "planlint --version": (*PLANLINT, "--version"),
            "planlint check": (*PLANLINT, "check", path),
            "planlint check, known file": (*PLANLINT, "check", path),
            "planlint check --no-cache": (*PLANLINT, "check", "--no-cache", path),
            **beside(arguments.beside, path),
        }
        costs = in_turns(commands, arguments.rounds, os.path.join(folder, "cache"), known=["planlint check, known file"])
        print(f"one plan of {os.path.getsize(path) / 1000:.0f} KB, medians of {arguments.rounds}")
    unit = costs["python -c pass"].seconds
    for name, cost in costs.items():
        print(f"{name:28}{cost.seconds * 1000:8.1f} ms{cost.seconds / unit:7.2f} P{cost.megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
