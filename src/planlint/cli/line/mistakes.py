"""What is said of a mistaken command line: what is wrong, what may have been meant, and where to read on."""

from __future__ import annotations

import os
from difflib import get_close_matches

from planlint.cli.line.call import Mistake
from planlint.cli.line.commands import COMMANDS, PROGRAM
from planlint.cli.line.description import Help
from planlint.cli.line.manual import usage
from planlint.reporters.escape import visible

_END = Help("。", ".")
_MEANT = Help("；是不是 {}？", "; did you mean {}?")
_CHECK = Help("；要检查它：planlint check {}", "; to check it: planlint check {}")
_MORE = Help("详见 {} --help", "More: {} --help")


def lines(mistake: Mistake, language: str) -> tuple[str, str, str]:
    """The sentence, the usage of the command, and the call that shows its help, in “zh” or “en”."""
    name = " ".join(("planlint", *mistake.path))
    said = visible(mistake.wrong.in_language(language)) + _remedy(mistake, language)
    return said, usage(mistake.path, language), _MORE.in_language(language).format(name)


def _remedy(mistake: Mistake, language: str) -> str:
    if not mistake.path and not mistake.word.startswith("-") and os.path.lexists(mistake.word):
        return _CHECK.in_language(language).format(visible(mistake.word))
    meant = _meant(mistake)
    if meant:
        return _MEANT.in_language(language).format(meant)
    # all flags begin alike: that makes them no more alike
    known = {word.lstrip("-"): word for word in mistake.known}
    alike = get_close_matches(mistake.word.lstrip("-"), known, 1, 0.6)
    return _MEANT.in_language(language).format(known[alike[0]]) if alike else _END.in_language(language)


def _meant(mistake: Mistake) -> str:
    """The call that a word in the place of a command stands for: a flag of check or of planlint itself, or a rule to show."""
    if mistake.word.startswith("-"):
        return ""
    if mistake.path == ("rules",) and any(letter.isdigit() for letter in mistake.word):
        return f"planlint rules show {visible(mistake.word)}"
    check = next(command for command in COMMANDS if command.path == ("check",))
    for before, options in (("planlint", PROGRAM.options), ("planlint check", check.options)):
        if not mistake.path and any(f"--{mistake.word}" in option.flags for option in options):
            return f"{before} --{mistake.word}"
    return ""
