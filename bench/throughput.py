"""How fast many plans are checked: by one process, by two, and when they are known."""

from __future__ import annotations

import argparse
import os
import tempfile

from plans import damaged, plan, write
from processes import PASS, PLANLINT, beside, in_turns


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--copies", type=int, default=7, help="length of each plan; 7 copies are about 40 KB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--damaged", action="store_true", help="plans with leftover markers, half-width commas and broken lines")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=COMMAND", help="another program, given the same folder")
    arguments = parser.parse_args()
    text = plan(arguments.copies)
    if arguments.damaged:
        text = damaged(text)
    with tempfile.TemporaryDirectory() as folder:
        plans = os.path.join(folder, "plans")
        os.mkdir(plans)
        for number in range(arguments.files):
            write(plans, f"{number:05}.txt", text)
        commands = {
            "python -c pass": PASS,
            "one job": (*PLANLINT, "check", "--output-format", "concise", "--jobs", "1", plans),
            "two jobs": (*PLANLINT, "check", "--output-format", "concise", "--jobs", "2", plans),
            # directly behind a command that has left what it found
            "known files": (*PLANLINT, "check", "--output-format", "concise", plans),
            **beside(arguments.beside, plans),
        }
        costs = in_turns(commands, arguments.rounds, os.path.join(folder, "cache"), known=["known files"])
    megabytes = arguments.files * len(text.encode()) / 1e6
    print(f"{arguments.files} plans, {megabytes:.1f} MB, medians of {arguments.rounds}")
    unit = costs.pop("python -c pass").seconds
    for name, cost in costs.items():
        speed = f"{megabytes / cost.seconds:6.2f} MB/s{cost.seconds / arguments.files * 1000:7.2f} ms a plan"
        print(f"{name:16}{cost.seconds:7.3f} s{cost.seconds / unit:7.0f} P{speed}{cost.megabytes:6.0f} MB")


if __name__ == "__main__":
    main()
