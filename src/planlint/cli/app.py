"""The typer app, made from the table of commands: completion and the words about a mistaken command line are typer's."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import click
import typer
from rich.text import Text
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from planlint import __version__
from planlint.cli import terminal
from planlint.cli.line.commands import COMMANDS, COMPLETION, GROUPS, HELP, PROGRAM, VERSION
from planlint.cli.line.description import Argument, Command, Option, Value
from planlint.cli.line.manual import page
from planlint.reporters.style import Style, palette

_HELP_FLAGS = list(HELP.flags)

Launch = Callable[[Command, dict[str, Value]], int]
"""What to do with a command and its values; the exit code comes back."""


def run(words: Sequence[str], launch: Launch, *, language: str) -> int:
    """Parse the words with typer and launch the command, if it is one; the exit code."""
    rich_utils.highlighter = _Folding()
    if language == "zh":
        _speak_chinese()
    try:
        build(launch, language).main(args=list(words), prog_name="planlint")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def build(launch: Launch, language: str) -> click.Command:
    """The command with its help in “zh” or “en”; it calls `launch` with what it has parsed."""
    settings = {"help_option_names": _HELP_FLAGS}
    app = typer.Typer(
        cls=_Group,
        help=PROGRAM.help.in_language(language),
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings=settings,
    )

    app.callback()(_front(language))
    apps: dict[tuple[str, ...], typer.Typer] = {(): app}
    for group in GROUPS:
        apps[group.name,] = typer.Typer(cls=_Group, no_args_is_help=True, rich_markup_mode="rich", context_settings=settings)
        app.add_typer(apps[group.name,], name=group.name, help=group.help.in_language(language))
    for command in COMMANDS:
        add = apps[command.path[:-1]].command(command.path[-1], cls=_Command, help=command.help.in_language(language))
        add(_function(command, launch, language))
    front = get_command(app)
    _explain(front, "", language)
    return front


def _front(language: str) -> Callable[..., None]:
    """What stands before a command: the version can be asked for."""

    def front(version: bool = False) -> None:
        pass

    info = typer.Option(*VERSION.flags, help=VERSION.help.in_language(language), is_eager=True, callback=_show_version)
    front.__annotations__ = {"version": Annotated[bool, info]}
    return front


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planlint {__version__}")
        raise typer.Exit


def _function(command: Command, launch: Launch, language: str) -> Callable[..., None]:
    """A function with the signature that typer is to read."""

    def call(**values: Value) -> None:
        settled = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        raise typer.Exit(launch(command, settled))

    parameters = [_argument(argument, language) for argument in command.arguments]
    parameters += [_option(option, language) for option in command.options]
    # typer reads both; a NamedTuple of values has no signature that it could read the help from
    call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return call


def _argument(argument: Argument, language: str) -> Parameter:
    completion = _rules(language) if argument.of_rules else None
    info = typer.Argument(metavar=argument.metavar, help=argument.help.in_language(language), autocompletion=completion, show_default=False)
    if argument.required:
        return _parameter(argument.name, Annotated[list[str] if argument.many else str, info], Parameter.empty)
    if argument.many:
        return _parameter(argument.name, Annotated[list[str] | None, info], ())
    return _parameter(argument.name, Annotated[str | None, info], None)


def _option(option: Option, language: str) -> Parameter:
    words = option.help.in_language(language)
    if option.switch:
        return _parameter(option.name, Annotated[bool, typer.Option(*option.flags, help=words, show_default=False)], False)
    info = typer.Option(
        *option.flags,
        help=words,
        metavar=option.metavar,
        click_type=click.Choice(option.choices) if option.choices else None,
        autocompletion=_rules(language) if option.of_rules else _completion(option) if option.suggestions else None,
        show_default=option.preset is not None,
    )
    if option.many:
        return _parameter(option.name, Annotated[list[str] | None, info], ())
    return _parameter(option.name, Annotated[str | None, info], option.preset)


def _completion(option: Option) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [word for word in option.suggestions if word.startswith(incomplete)]

    return complete


def _rules(language: str) -> Callable[[str], list[tuple[str, str]]]:
    """Completes the last of some codes or names of rules between commas, each with its title."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from planlint.rulebook.store import load_rules

        before, comma, begun = incomplete.rpartition(",")
        words = [(word, rule.title.in_language(language)) for rule in load_rules() for word in (rule.code, rule.name) if word.startswith(begun)]
        # names are for who begins one: beside the codes they would only double the list
        return [(f"{before}{comma}{word}", title) for word, title in words if begun or word.isupper()]

    return complete


def _parameter(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


class _Command(TyperCommand):
    """A command whose help is a page of the manual."""

    language = "zh"

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page."""
        _give(ctx, formatter, self.language)


class _Group(TyperGroup):
    """The same of a group of commands."""

    language = "zh"

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page."""
        _give(ctx, formatter, self.language)


def _give(ctx: click.Context, formatter: click.HelpFormatter, language: str) -> None:
    ctx.color = terminal.color("auto", os.environ, sys.stdout)
    width = terminal.width(os.environ, sys.stdout)
    lines = page(ctx.command_path.split()[1:], language, width=width, colors=palette(Style(ctx.color)))
    formatter.write("\n".join(lines))


class _Folding(rich_utils.OptionHighlighter):
    """Lets a message go on in the next line: rich cuts off what has no spaces to break at, as Chinese has none."""

    def highlight(self, text: Text) -> None:
        """Mark the options in a text."""
        super().highlight(text)
        text.overflow = "fold"


def _explain(command: click.Command, path: str, language: str) -> None:
    """Say to completion what click leaves out or says in English alone: the help of arguments, and that of options not of the table."""
    if isinstance(command, _Command | _Group):
        command.language = language
    completion = {option.name: option.help for option in COMPLETION}
    arguments = {argument.name: argument.help for known in COMMANDS if " ".join(known.path) == path for argument in known.arguments}
    for parameter in command.params:
        words = arguments.get(parameter.name or "") or completion.get(parameter.name or "")
        if isinstance(parameter, TyperArgument | TyperOption) and words:
            parameter.help = words.in_language(language)
    option = command.get_help_option(click.Context(command, help_option_names=_HELP_FLAGS))
    if option is not None:
        option.help = HELP.help.in_language(language)
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            _explain(below, f"{path} {name}".strip(), language)


def _speak_chinese() -> None:
    rich_utils.ERRORS_PANEL_TITLE = "错误"
    rich_utils.RICH_HELP = "用法见 [blue]{command_path} {help_option}[/]"
