"""How many instructions a check of each file takes, for a comparison of two trees: set PYTHONPATH to the source of one, then of the other."""

from __future__ import annotations

import argparse
import os

from counted import counted

_CHECK = ("check", "--isolated", "--no-cache", "--jobs", "1", "--output-format", "concise")


def main() -> None:
    """Print a line for each file and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+")
    files = parser.parse_args().files
    whole = 0.0
    for path, cost in zip(files, counted([(*_CHECK, path) for path in files], warm=[(*_CHECK, files[0])]), strict=True):
        if cost is None:
            print(f"{'no end':>12}  {os.path.basename(path)}")
            continue
        whole += cost
        print(f"{cost / 1e6:10.1f} M  {os.path.basename(path)}")
    print(f"{whole / 1e6:10.1f} M  all")


if __name__ == "__main__":
    main()
