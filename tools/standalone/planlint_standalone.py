"""What the program that needs no Python does when it is started: a file dragged onto it gets its report, alone it opens the page, else it is planlint."""

import os
import sys
from multiprocessing import freeze_support
from pathlib import Path


def words_of(given: list[str]) -> list[str]:
    """The words of a command line for what a person did: nothing, files dragged onto the program, or a command."""
    if not given:
        return ["app"]
    if all(os.path.exists(word) for word in given):
        first = Path(given[0]).absolute()
        return ["report", *given, "--open", "--output-file", str(first.with_name(f"{first.stem or first.name}-planlint.html"))]
    return given


def waits(given: list[str], code: int) -> bool:
    """Whether the window would close before what went wrong is read: Windows shuts it when the program ends."""
    return sys.platform == "win32" and code == 2 and words_of(given) != given


def main() -> int:
    """Run planlint; the exit code."""
    freeze_support()
    from planlint.cli import main as planlint

    given = sys.argv[1:]
    code = planlint(words_of(given))
    if waits(given, code):
        input("按回车键关闭。Press Enter to close. ")
    return code


if __name__ == "__main__":
    sys.exit(main())
