"""How long a check of texts that nobody meant as plans takes, and how it grows: what tests/cli/test_hostile.py counts, timed at full size.

The last column is what a character costs by what it costs in a tenth of the text: 1 is linear, 10 would be quadratic.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from processes import PLANLINT, in_turns

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))


def main() -> None:
    from hostile import HOSTILE

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*HOSTILE, []], default=[])
    parser.add_argument("--size", type=int, default=100_000, help="the characters of a text")
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = _written(folder, "empty", b"\n")
        for name in arguments.names or HOSTILE:
            files = [_written(folder, f"{name}-{size}", HOSTILE[name](size)) for size in (arguments.size // 10, arguments.size)]
            words = (*PLANLINT, "check", "--select", "ALL", "--min-confidence", "low", "--output-format", "json")
            costs = in_turns({path: (*words, path) for path in (empty, *files)}, arguments.rounds, os.path.join(folder, "cache"))
            start, small, large = (costs[path].seconds for path in (empty, *files))
            growth = (large - start) / (small - start) / 10 if small > start else float("nan")
            print(f"{name:30}{large:8.2f} s{costs[files[1]].megabytes:7.0f} MB{growth:7.2f}")


def _written(folder: str, name: str, content: bytes) -> str:
    path = os.path.join(folder, f"{name}.txt")
    Path(path).write_bytes(content)
    return path


if __name__ == "__main__":
    main()
