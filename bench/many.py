"""How memory grows with the number of files, where what is found is printed as it comes and where it must be known whole."""

from __future__ import annotations

import argparse
import os
import tempfile

from plans import copy, plan, write
from processes import PLANLINT, in_turns

_FORMS = {
    **{form: ("check", "--output-format", form) for form in ("concise", "json", "json-lines")},
    **{f"tasks-{form}": ("tasks", "--output-format", form) for form in ("csv", "json", "xlsx")},
    "tasks-by-body": ("tasks", "--by", "body", "--output-format", "json"),
    "tasks-matrix": ("tasks", "--matrix", "--output-format", "csv"),
    "targets-csv": ("targets", "--output-format", "csv"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[200, 2_000, 20_000])
    parser.add_argument("--copies", type=int, default=1, help="length of each plan; 1 is 7.5 KB")
    parser.add_argument("--forms", nargs="+", default=("concise", "json", "json-lines"), choices=_FORMS)
    parser.add_argument("--jobs", default="2")
    arguments = parser.parse_args()
    # a fault in each, so that there is something to report
    text = plan(arguments.copies).replace("。", "。。", 3)
    with tempfile.TemporaryDirectory() as folder:
        for files in arguments.files:
            plans = os.path.join(folder, str(files))
            os.mkdir(plans)
            size = sum(os.path.getsize(write(plans, f"{number:05}.txt", copy(text, number))) for number in range(1, files + 1))
            commands = {form: (*PLANLINT, *_FORMS[form], "--isolated", "--jobs", arguments.jobs, plans) for form in arguments.forms}
            for form, cost in in_turns(commands, 1, os.path.join(folder, "cache"), warm=False).items():
                speed = f"{files / cost.seconds:8.0f} a second"
                print(f"{files:6} files, {size / 1e6:6.1f} MB  {form:14}{cost.megabytes:6.0f} MB in the largest process{speed}", flush=True)


if __name__ == "__main__":
    main()
