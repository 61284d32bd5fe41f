"""planlint for a machine without Python, made on one of the same kind: a folder, or with --one-file a single program.

`python tools/standalone/build.py FOLDER`. On Windows and macOS a file is dragged onto the program and its report opens; started alone it opens the
page of `planlint app`. All is built in an environment of its own, from this checkout.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parent.parent
_BUILDER = "pyinstaller>=6.11"
_WITH_DATA = ("planlint", "jieba", "pypdfium2", "pypdfium2_raw", "rich")


def main() -> int:
    """Make the program; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the program is put; planlint/ or planlint[.exe] in it must not be there yet")
    parser.add_argument("--one-file", action="store_true", help="a single program, which begins slower, instead of a folder")
    parser.add_argument("--extras", default="app,pdf,xlsx", help="what else it can do (default: app,pdf,xlsx)")
    arguments = parser.parse_args()
    name = f"planlint{'.exe' if sys.platform == 'win32' else ''}" if arguments.one_file else "planlint"
    if (arguments.folder / name).exists():
        parser.error(f"{arguments.folder / name} is there already")
    with tempfile.TemporaryDirectory() as work:
        python = _environment(Path(work), arguments.extras)
        subprocess.run([python, "-m", "PyInstaller", *_options(arguments.folder, Path(work), one_file=arguments.one_file)], check=True)
    print(arguments.folder / name)
    return 0


def _environment(work: Path, extras: str) -> str:
    """The Python of a new environment with planlint and what builds the program."""
    subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
    python = work / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", f"{_CHECKOUT}[{extras}]", _BUILDER], check=True)
    return str(python)


def _options(folder: Path, work: Path, *, one_file: bool) -> Sequence[str]:
    places = ("--distpath", str(folder), "--workpath", str(work / "build"), "--specpath", str(work))
    collected = [word for package in _WITH_DATA for word in ("--collect-all", package)]
    return (
        "--noconfirm",
        "--log-level",
        "WARN",
        "--name",
        "planlint",
        "--onefile" if one_file else "--onedir",
        *places,
        *collected,
        str(_HERE / "planlint_standalone.py"),
    )


if __name__ == "__main__":
    sys.exit(main())
