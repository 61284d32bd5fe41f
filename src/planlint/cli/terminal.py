"""What the environment says of language, colour and width, and where messages go."""

from __future__ import annotations

import os
import sys

from planlint.settings.config import LANGUAGES
from planlint.typed import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping


def language(chosen: str | None, environment: Mapping[str, str]) -> str:
    """“zh” or “en”: as chosen, else English where the locale names a language other than Chinese."""
    if chosen is not None:
        return chosen
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    name = locale.partition(".")[0].partition("@")[0].lower()
    return "zh" if name in ("", "c", "posix") or name.startswith(("zh", "chinese")) else "en"


def language_of(words: list[str], environment: Mapping[str, str]) -> str:
    """The language that a command line asks for, before it is known to be a valid one."""
    chosen = None
    for index, word in enumerate(words):
        flag, equals, value = word.partition("=")
        if flag == "--lang":
            chosen = value if equals else next(iter(words[index + 1 : index + 2]), None)
    if chosen not in LANGUAGES:
        chosen = None
    return language(chosen, environment)


def color(chosen: str, environment: Mapping[str, str], stream: TextIO) -> bool:
    """Whether to use colour on a stream; “auto” asks NO_COLOR, FORCE_COLOR, TERM and the stream, in this order."""
    if chosen != "auto":
        return chosen == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()


def width(environment: Mapping[str, str], stream: TextIO) -> int:
    """The cells of a line: of the terminal, else 80."""
    columns = environment.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def say(message: str) -> None:
    """Write a line to standard error."""
    print(message, file=sys.stderr)


def complain(zh: str, en: str, language: str) -> int:
    """Say what is wrong with the call, the configuration or a rule file; the exit code for it."""
    say(f"error: {en}" if language == "en" else f"错误：{zh}")
    return 2
