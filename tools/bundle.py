"""planlint and all that it needs in one folder, to be carried to a machine without a network and run there by its Python: `python FOLDER check …`.

Some packages are compiled, so the folder is for machines of this one's kind and this release of Python, which it says when it is run elsewhere.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_MAIN = """\
import os
import sys
import sysconfig

_MADE_FOR = ({version!r}, {platform!r})
_HERE = (".".join(map(str, sys.version_info[:2])), sysconfig.get_platform())
if _HERE != _MADE_FOR:
    sys.exit("planlint: this folder is for Python %s on %s; this is Python %s on %s" % (_MADE_FOR + _HERE))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from planlint.cli import main

sys.exit(main())
"""
_SHELL = '#!/bin/sh\nexec "${PYTHON:-python3}" "$(dirname "$0")" "$@"\n'
_WINDOWS = '@"%~dp0\\__main__.py" %*\r\n'


def main() -> int:
    """Make the folder; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder to make; it must not be there yet")
    parser.add_argument("--extras", default="pdf,xlsx", help="what else is to be read and written: pdf, xlsx, lsp (default: pdf,xlsx)")
    parser.add_argument("--wheels", type=Path, help="a folder of wheels to take all from, as `pip wheel` makes it, instead of a network")
    arguments = parser.parse_args()
    if arguments.folder.exists():
        parser.error(f"{arguments.folder} is there already")
    lib = arguments.folder / "lib"
    done = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(lib), *_sources(arguments.extras, arguments.wheels)], check=False)
    if done.returncode:
        return done.returncode
    write_starters(arguments.folder)
    print(f"python {arguments.folder} check …")
    return 0


def _sources(extras: str, wheels: Path | None) -> Sequence[str]:
    wanted = f"[{extras}]" if extras else ""
    if wheels is None:
        return (f"{_CHECKOUT}{wanted}",)
    return ("--no-index", "--find-links", str(wheels), f"planlint{wanted}")


def write_starters(folder: Path) -> None:
    """Put into a folder what Python, a shell and Windows start."""
    version = ".".join(map(str, sys.version_info[:2]))
    (folder / "__main__.py").write_text(_MAIN.format(version=version, platform=sysconfig.get_platform()), encoding="utf-8")
    (folder / "planlint").write_text(_SHELL, encoding="utf-8")
    (folder / "planlint").chmod(0o755)
    (folder / "planlint.cmd").write_bytes(_WINDOWS.encode())


if __name__ == "__main__":
    sys.exit(main())
