"""A parser for plain, valid command lines: it needs nothing imported, and leaves all else to typer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planlint.cli.options import COMMANDS, Command, Option, Value


class Call(NamedTuple):
    """A command and a value for each of its arguments and options."""

    command: Command
    values: Mapping[str, Value]


def parse(words: Sequence[str]) -> Call | None:
    """What the words after the program's name ask for; None where they are not plainly valid.

    Help, mistakes, abbreviations and flags run together are not understood here.
    """
    for command in COMMANDS:
        length = len(command.path)
        if tuple(words[:length]) == command.path:
            return _parse(command, words[length:])
    return None


def _parse(command: Command, words: Sequence[str]) -> Call | None:
    flags = {flag: option for option in command.options for flag in option.flags}
    values: dict[str, Value] = {option.name: option.default for option in command.options}
    places: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            places.extend(left)
            break
        if word == "-" or not word.startswith("-"):
            places.append(word)
            continue
        flag, equals, value = word.partition("=")
        option = flags.get(flag)
        if option is None or (equals and (option.switch or not flag.startswith("--"))):
            return None
        if option.switch:
            values[option.name] = True
            continue
        if not equals:
            value = next(left, "-")
            if value.startswith("-"):
                return None
        if not _accept(option, value, values):
            return None
    return Call(command, values) if _place(command, places, values) else None


def _accept(option: Option, value: str, values: dict[str, Value]) -> bool:
    if option.choices and value not in option.choices:
        return False
    before = values[option.name]
    values[option.name] = (*before, value) if isinstance(before, tuple) else value
    return True


def _place(command: Command, places: list[str], values: dict[str, Value]) -> bool:
    """Give each argument its word, as far as they go; false when the words are too few or too many."""
    for argument in command.arguments:
        if argument.many and (places or not argument.required):
            values[argument.name] = tuple(places)
            places = []
        elif places:
            values[argument.name] = places.pop(0)
        elif argument.required:
            return False
        else:
            values[argument.name] = argument.default
    return not places
