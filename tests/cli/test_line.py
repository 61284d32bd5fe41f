"""The parser of command lines: what it reads is what was written, and all else is a mistake."""

from __future__ import annotations

from importlib import import_module
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlint.cli.line.call import Asked, Call, Completion, Page, Version, parse
from planlint.cli.line.commands import COMMANDS
from planlint.cli.line.description import Command, Value

_ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=5)


@st.composite
def calls(draw: st.DrawFn) -> tuple[list[str], Call]:
    """A call with its words in one of the ways to write it."""
    command = draw(st.sampled_from(COMMANDS))
    values: dict[str, Value] = {option.name: option.default for option in command.options}
    groups: list[list[str]] = []
    for option in draw(st.lists(st.sampled_from(command.options), max_size=4)) if command.options else ():
        flag = draw(st.sampled_from(option.flags))
        if option.switch:
            values[option.name] = True
            groups.append([flag])
            continue
        value = draw(st.sampled_from(option.choices) if option.choices else _ANYTHING.filter(lambda word: not word.startswith("-")))
        before = values[option.name]
        values[option.name] = (*before, value) if isinstance(before, tuple) else value
        joined = draw(st.booleans()) and bool(value)
        groups.append([f"{flag}{'=' if flag.startswith('--') else ''}{value}"] if joined else [flag, value])
    places: list[str] = []
    for argument in command.arguments:
        least, most = int(argument.required), 3 if argument.many else 1
        given = draw(st.lists(_ANYTHING.filter(bool), min_size=least, max_size=most))
        values[argument.name] = tuple(given) if argument.many else next(iter(given), argument.default)
        places.extend(given)
    return [*command.path, *(word for group in groups for word in group), "--", *places], Call(command, values)


@given(calls())
@settings(max_examples=200, deadline=None)
def test_a_call_that_is_written_out_is_read_back(call: tuple[list[str], Call]) -> None:
    words, expected = call
    assert parse(words) == expected


@given(path=st.sampled_from([command.path for command in COMMANDS]), words=st.lists(_ANYTHING, max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_words_are_read_as_something(path: tuple[str, ...], words: list[str]) -> None:
    assert isinstance(parse([*path, *words]), Asked)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (
            ["check", "--fix", "a.txt", "--select", "PUN", "--select=NUM", "--", "--b.txt"],
            {"fix": True, "select": ("PUN", "NUM"), "paths": ("a.txt", "--b.txt")},
        ),
        (["check", "-"], {"paths": ("-",)}),
        (["check", "-q", "-o", "out.txt", "docs", "b.txt"], {"quiet": True, "output_file": "out.txt", "paths": ("docs", "b.txt")}),
        (["rules", "show", "NUM001", "--lang", "en"], {"code": "NUM001", "lang": "en"}),
        (["tree", "a.txt", "--output-format", "json"], {"file": "a.txt", "output_format": "json"}),
        (["check"], {}),
        (["check", "-qo", "a"], {"quiet": True, "output_file": "a"}),
        (["check", "-qoa", "-j2"], {"quiet": True, "output_file": "a", "jobs": "2"}),
        (["check", "--baseline", "-x"], {"baseline": "-x"}),
    ],
)
def test_calls_are_read(words: list[str], given: dict[str, Value]) -> None:
    found = parse(words)
    assert isinstance(found, Call)
    empty = {value.name: value.default for value in (*found.command.arguments, *found.command.options)}
    assert found.values == {**empty, **given}


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
    # what has no option is what another command hands over, and has a default
    assert sorted(set(kind._fields) - set(kind._field_defaults)) == sorted(value.name for value in values)
    hints = get_type_hints(kind, localns={"Superiors": object})
    for value in values:
        empty = value.default
        expected = bool if empty is False else tuple[str, ...] if empty == () else str
        given = hints[value.name]
        assert given == expected or (given == (str | None) and expected is str and empty is None), value.name
