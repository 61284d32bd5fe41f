"""The parser reads a command line as typer does, which completes it; what typer would not take is a mistake to it too."""

from __future__ import annotations

from importlib import import_module
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.cli import app
from planlint.cli.line.call import Asked, Call, Completion, Page, Version, parse
from planlint.cli.line.commands import COMMANDS
from planlint.cli.line.description import Command, Value

_WORDS = [
    "a.txt",
    "docs",
    "-",
    "--",
    "NUM001",
    "--select",
    "--select=PUN,NUM00",
    "--select=",
    "--ignore",
    "--fix",
    "--fix=1",
    "--fi",
    "-q",
    "-qq",
    "-o",
    "out.json",
    "-oout.json",
    "-o=out.json",
    "--output-format",
    "json",
    "--output-format=sarif=a.sarif",
    "--min-severity",
    "error",
    "--min-severity=none",
    "--lang=en",
    "--lang",
    "zh",
    "-h",
    "--unknown",
    "",
]


def by_typer(words: list[str]) -> tuple[Command, dict[str, Value]] | None:
    """What typer makes of the words; None where it ends without a call."""
    calls: list[tuple[Command, dict[str, Value]]] = []

    def launch(command: Command, values: dict[str, Value]) -> int:
        calls.append((command, values))
        return 0

    app.run(words, launch, language="zh")
    return calls[0] if calls else None


@given(path=st.sampled_from([command.path for command in COMMANDS]), words=st.lists(st.sampled_from(_WORDS), max_size=5))
@settings(max_examples=60, deadline=None)
def test_what_the_parser_accepts_typer_reads_alike(path: tuple[str, ...], words: list[str]) -> None:
    found = parse([*path, *words])
    if isinstance(found, Call):
        assert by_typer([*path, *words]) == (found.command, found.values)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--fix", "a.txt", "--select", "PUN", "--select=NUM", "--", "--b.txt"],
        ["check", "-"],
        ["check", "-q", "-o", "out.txt", "docs", "b.txt"],
        ["rules", "show", "NUM001", "--lang", "en"],
        ["tree", "a.txt", "--output-format", "json"],
        ["check"],
        ["check", "-qo", "a"],
        ["check", "-qoa", "-j2"],
        ["check", "--baseline", "-x"],
    ],
)
def test_calls_are_read_as_typer_reads_them(words: list[str]) -> None:
    found = parse(words)
    assert isinstance(found, Call)
    assert by_typer(words) == (found.command, found.values)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([], Page),
        (["--help"], Page),
        (["rules"], Page),
        (["rules", "--lang", "en", "-h"], Page),
        (["check", "--fi", "--help"], Page),
        (["--version"], Version),
        (["check", "--version"], Version),
        (["--install-completion", "bash"], Completion),
        (["--show-completion"], Completion),
        (["check", "--", "--help"], Call),
    ],
)
def test_what_is_no_call_is_told_apart(words: list[str], kind: type[Asked]) -> None:
    assert isinstance(parse(words), kind)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.path))
def test_the_table_and_the_values_of_a_command_have_the_same_names(command: Command) -> None:
    module, _, name = command.target.partition(":")
    kind = getattr(import_module(module), name)
    values = [*command.arguments, *command.options]
    assert sorted(kind._fields) == sorted(value.name for value in values)
    hints = get_type_hints(kind)
    for value in values:
        empty = value.default
        expected = bool if empty is False else tuple[str, ...] if empty == () else str
        given = hints[value.name]
        assert given == expected or (given == (str | None) and expected is str and empty is None), value.name
