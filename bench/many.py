"""How memory grows with the number of files, when findings are printed as they come and when a report of all is made."""

from __future__ import annotations

import argparse
import os
import tempfile

from plans import copy, plan, write
from processes import PLANLINT, in_turns

_FORMS = ("concise", "json", "json-lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[200, 2_000, 20_000])
    parser.add_argument("--copies", type=int, default=1, help="length of each plan; 1 is 7.5 KB")
    parser.add_argument("--forms", nargs="+", default=list(_FORMS), choices=_FORMS)
    parser.add_argument("--jobs", default="2")
    arguments = parser.parse_args()
    # a fault in each, so that there is something to report
    text = plan(arguments.copies).replace("。", "。。", 3)
    with tempfile.TemporaryDirectory() as folder:
        for files in arguments.files:
            plans = os.path.join(folder, str(files))
            os.mkdir(plans)
            size = sum(os.path.getsize(write(plans, f"{number:05}.txt", copy(text, number))) for number in range(1, files + 1))
            commands = {form: (*PLANLINT, "check", "--isolated", "--jobs", arguments.jobs, "--output-format", form, plans) for form in arguments.forms}
            for form, cost in in_turns(commands, 1, os.path.join(folder, "cache"), warm=False).items():
                speed = f"{files / cost.seconds:8.0f} a second"
                print(f"{files:6} files, {size / 1e6:6.1f} MB  {form:12}{cost.megabytes:6.0f} MB in the largest process{speed}", flush=True)


if __name__ == "__main__":
    main()
