"""Completion in the shells: the scripts that ask for it, and what they are told.

A script calls planlint with the words up to the cursor, the program's name before them, and with the name of its shell in _PLANLINT_COMPLETE.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from planlint.cli.line.commands import COMMANDS, COMPLETION, GROUPS, HELP, SHELLS, VERSION
from planlint.cli.line.description import Argument, Command, Option
from planlint.record import Record


class Candidate(Record):
    """A word that may stand at the cursor, and what it means."""

    word: str
    meaning: str = ""


class _Shell(Record):
    """What is run at the start of a shell, the file that it is kept in, and the file with the line that runs it, if there must be one."""

    script: str
    kept: str
    start: str = ""
    line: str = ""


_SHELLS = {
    "bash": _Shell(
        """\
_planlint_completion() {
    local IFS=$'\\n'
    COMPREPLY=($(_PLANLINT_COMPLETE=bash "$1" "${COMP_WORDS[@]:0:COMP_CWORD+1}"))
}
complete -o default -F _planlint_completion planlint
""",
        ".bash_completions/planlint.sh",
        ".bashrc",
        "source ~/.bash_completions/planlint.sh",
    ),
    "zsh": _Shell(
        """\
#compdef planlint
_planlint_completion() {
    local -a found
    found=("${(@f)$(_PLANLINT_COMPLETE=zsh planlint "${(@)words[1,CURRENT]}")}")
    if [[ -n "${found[1]}" ]]; then
        _describe planlint found
    else
        _files
    fi
}
compdef _planlint_completion planlint
""",
        ".zfunc/planlint.zsh",
        ".zshrc",
        "autoload -Uz compinit && compinit && source ~/.zfunc/planlint.zsh",
    ),
    "fish": _Shell(
        """\
complete --command planlint --keep-order --arguments "(env _PLANLINT_COMPLETE=fish planlint (commandline -opc) (commandline -ct))"
""",
        ".config/fish/completions/planlint.fish",
    ),
}


def script(shell: str) -> str:
    """What a shell is to run so that planlint is completed."""
    return _SHELLS[shell].script


def install(shell: str, home: Path) -> Path:
    """Have a shell run the script from its next start on; the file with the script. Raises OSError where that can't be written."""
    known = _SHELLS[shell]
    kept = home / known.kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(known.script, encoding="utf-8")
    if known.start:
        start = home / known.start
        written = start.read_text(encoding="utf-8") if start.exists() else ""
        if known.line not in written.splitlines():
            start.write_text(f"{written}{'' if written.endswith(chr(10)) or not written else chr(10)}{known.line}\n", encoding="utf-8")
    return kept


def calling_shell(environment: Mapping[str, str]) -> str | None:
    """The shell that has called planlint, as far as the system tells, else the user's own; None for one that is not known."""
    try:
        name = Path(f"/proc/{os.getppid()}/comm").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        name = ""
    if name not in _SHELLS:
        name = os.path.basename(environment.get("SHELL", ""))
    return name if name in _SHELLS else None


def answer(shell: str, words: Sequence[str], language: str) -> str:
    """What a shell is told of some words, a candidate a line, as it takes them."""
    candidates = completed(words[1:], language)
    if shell == "zsh":
        return "".join(f"{word.replace(':', chr(92) + ':')}{f':{meaning}' if meaning else ''}\n" for word, meaning in candidates)
    if shell == "fish":
        return "".join(f"{word}\t{meaning}\n" for word, meaning in candidates)
    return "".join(f"{word}\n" for word, _ in candidates)


def completed(words: Sequence[str], language: str) -> list[Candidate]:
    """What may stand in place of the last word, which is begun; nothing where that is a file or free."""
    # bash parts a word at “=”
    *before, begun = [word for word in words if word != "="] or [""]
    if words and words[-1] == "=":
        before, begun = [*before, begun], ""
    command = next((command for command in COMMANDS if tuple(before[: len(command.path)]) == command.path), None)
    if command is None:
        found = _commands(tuple(before), begun, language)
    else:
        found = _in_command(command, before[len(command.path) :], begun, language)
    return [candidate for candidate in found if candidate.word.startswith(begun)]


def _commands(path: tuple[str, ...], begun: str, language: str) -> Iterator[Candidate]:
    if begun.startswith("-"):
        yield from _flags((HELP,) if path else (VERSION, *COMPLETION, HELP), language)
        return
    groups = {group.name: group for group in GROUPS}
    told: dict[str, str] = {}
    for command in COMMANDS:
        if command.path[: len(path)] == path and len(command.path) > len(path):
            name = command.path[len(path)]
            whole = len(command.path) == len(path) + 1
            told.setdefault(name, (command if whole else groups[name]).help.in_language(language))
    yield from (Candidate(name, meaning) for name, meaning in told.items())


def _in_command(command: Command, before: Sequence[str], begun: str, language: str) -> Iterator[Candidate]:
    options = {flag: option for option in command.options for flag in option.flags}
    if "--" not in before:
        flag, equals, value = begun.partition("=")
        if equals and flag in options:
            yield from (Candidate(f"{flag}={word}", meaning) for word, meaning in _values(options[flag], value, language))
            return
        waiting = options.get(before[-1]) if before else None
        if waiting is not None and not waiting.switch:
            yield from _values(waiting, begun, language)
            return
        if begun.startswith("-"):
            yield from _flags([option for option in command.options if option.many or not _given(option, before)], language)
            yield from _flags((HELP,), language)
            return
    if any(argument.of_rules for argument in command.arguments):
        yield from _values(next(argument for argument in command.arguments if argument.of_rules), begun, language)


def _given(option: Option, before: Sequence[str]) -> bool:
    return any(word.partition("=")[0] in option.flags for word in before)


def _flags(options: Sequence[Option], language: str) -> Iterator[Candidate]:
    """The long flag of each option."""
    yield from (Candidate(option.flags[0], option.help.in_language(language)) for option in options)


def _values(parameter: Argument | Option, begun: str, language: str) -> Iterator[Candidate]:
    if parameter.of_rules:
        yield from _rules(begun, language)
    elif isinstance(parameter, Option):
        yield from map(Candidate, parameter.choices or parameter.suggestions)


def _rules(begun: str, language: str) -> Iterator[Candidate]:
    """The last of some codes or names of rules between commas, each with its title."""
    from planlint.rulebook.store import load_rules

    before, comma, last = begun.rpartition(",")
    for rule in load_rules():
        # names are for who begins one: beside the codes they would only double the list
        for word in (rule.code, rule.name) if last and not last[0].isupper() else (rule.code,):
            yield Candidate(f"{before}{comma}{word}", rule.title.in_language(language))


def run(shell: str | None, *, installs: bool, language: str) -> int:
    """Show the script of a shell, by default of the one that has called, or have it run from the next start on; the exit code."""
    from planlint.cli import terminal

    known = shell or calling_shell(os.environ)
    if known is None:
        said = "、".join(SHELLS), ", ".join(SHELLS)
        return terminal.complain(f"认不出当前的命令行环境，写明{said[0]}之一", f"which shell this is can't be told: name one of {said[1]}", language)
    if not installs:
        sys.stdout.write(script(known))
        return 0
    try:
        kept = install(known, Path.home())
    except OSError as error:
        return terminal.complain(f"补全未能写入{error.filename}", f"completion can't be written to {error.filename}", language)
    print(f"{known} completion is in {kept}; it works in new shells" if language == "en" else f"{known}的补全已写入{kept}，新开的窗口里可用")
    return 0
