"""The typer app, made from the table of commands: help, completion and the words about a mistaken command line are typer's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import click
import typer
from rich.text import Text
from typer import rich_utils
from typer.core import TyperArgument, TyperOption
from typer.main import get_command

from planlint import __version__
from planlint.cli.options import (
    COMMANDS,
    GROUPS,
    VERSION,
    Argument,
    Command,
    Help,
    Option,
    Value,
)

_ABOUT = Help("中文方案类公文的检查工具。", "A linter for Chinese plan documents.")
_HELP = Help("显示帮助。", "Show this help.")
_HELP_FLAGS = ["--help", "-h"]
_COMPLETION = {
    "install_completion": Help("为当前的命令行环境安装补全。", "Install completion for the current shell."),
    "show_completion": Help("显示补全脚本，供查看或另行安装。", "Show the completion script, to copy or to change it."),
}

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
        help=_ABOUT.in_language(language),
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings=settings,
    )

    app.callback()(_front(language))
    apps: dict[tuple[str, ...], typer.Typer] = {(): app}
    for group in GROUPS:
        apps[group.name,] = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", context_settings=settings)
        app.add_typer(apps[group.name,], name=group.name, help=group.help.in_language(language))
    for command in COMMANDS:
        apps[command.path[:-1]].command(command.path[-1], help=command.help.in_language(language))(_function(command, launch, language))
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
    info = typer.Argument(metavar=argument.metavar, help=argument.help.in_language(language), show_default=False)
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
        autocompletion=_completion(option) if option.suggestions else None,
        show_default=option.preset is not None,
    )
    if option.many:
        return _parameter(option.name, Annotated[list[str] | None, info], ())
    return _parameter(option.name, Annotated[str | None, info], option.preset)


def _completion(option: Option) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [word for word in option.suggestions if word.startswith(incomplete)]

    return complete


def _parameter(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


class _Folding(rich_utils.OptionHighlighter):
    """Lets the help go on in the next line: rich cuts off what has no spaces to break at, as Chinese has none."""

    def highlight(self, text: Text) -> None:
        """Mark the options in a text of the help."""
        super().highlight(text)
        text.overflow = "fold"


def _explain(command: click.Command, path: str, language: str) -> None:
    """Say again what click leaves out or says in English alone: the help of arguments, and that of options not of the table."""
    arguments = {argument.name: argument.help for known in COMMANDS if " ".join(known.path) == path for argument in known.arguments}
    for parameter in command.params:
        words = arguments.get(parameter.name or "") or _COMPLETION.get(parameter.name or "")
        if isinstance(parameter, TyperArgument | TyperOption) and words:
            parameter.help = words.in_language(language)
    option = command.get_help_option(click.Context(command, help_option_names=_HELP_FLAGS))
    if option is not None:
        option.help = _HELP.in_language(language)
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            _explain(below, f"{path} {name}".strip(), language)


def _speak_chinese() -> None:
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.ERRORS_PANEL_TITLE = "错误"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.RICH_HELP = "用法见 [blue]{command_path} {help_option}[/]"
