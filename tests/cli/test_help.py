"""The pages of help: whole, of use, and readable at eighty columns."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

import planlint
from planlint.cli.line import manual
from planlint.cli.line.call import Call, parse
from planlint.cli.line.commands import COMMANDS, GROUPS, HELP, PROGRAM
from planlint.cli.line.description import Command, Group, Help
from planlint.reporters.style import Style, palette
from planlint.text.widths import cells

_SOURCE = Path(planlint.__file__).parent
TOLD = (PROGRAM, *GROUPS, *COMMANDS)
PATHS = [(), *((group.name,) for group in GROUPS), *(command.path for command in COMMANDS)]
NEW = """用法：planlint rules new [选项] NAME

新建一个规则文件。

参数
  NAME  规则的名称，如 vague-deadline。

输出
  --lang zh|en  提示信息的语言。

其他
  --in FOLDER  放在哪个文件夹。默认：.。
  -h, --help   显示帮助。

退出码
  0  已完成。
  2  用法、配置或规则文件有误，或文件不能读写。

示例
  planlint rules new vague-deadline --in rules
      写一个规则文件，从它改起。
"""


def told_path(told: Command | Group) -> tuple[str, ...]:
    return told.path if isinstance(told, Command) else tuple(filter(None, (told.name,)))


def page(path: tuple[str, ...], language: str = "zh", width: int = 80) -> list[str]:
    return list(manual.page(path, language, width=width, colors=palette(Style())))


def test_a_page_is_what_help_prints(run) -> None:
    for flag in ("--help", "-h"):
        assert run("rules", "new", flag) == (0, NEW, "")


@pytest.mark.parametrize("words", [(), ("rules",), ("check",)])
def test_every_command_has_its_page(run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*words, "--help") == (0, "\n".join(page(words)) + "\n", "")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert run(*words, "--help").out == "\n".join(page(words, "en")) + "\n"


def test_a_language_can_be_asked_for(run) -> None:
    assert run("check", "--help", "--lang", "en").out == "\n".join(page(("check",), "en")) + "\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.path))
def test_a_page_tells_of_each_option_once(command: Command) -> None:
    text = "\n".join(page(command.path))
    for option in (*command.options, HELP):
        assert len(regex.findall(rf"^  (?:-\w, )?{option.flags[0]}(?: |$)", text, regex.MULTILINE)) == 1
    for argument in command.arguments:
        assert argument.metavar.strip("[]") in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 60, 120])
def test_no_line_is_wider_than_the_terminal_or_begins_with_a_mark(language: str, width: int) -> None:
    for path in PATHS:
        for line in page(path, language, width):
            assert cells(line) <= width or line.lstrip().startswith(("planlint", "Usage", "用法")), line
            assert line == line.rstrip()
            assert not line.lstrip().startswith(tuple("，。、；：）”…")), line


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_a_page_is_a_sentence_a_line_and_in_one_language(path: tuple[str, ...]) -> None:
    for zh, en in sentences(path):
        assert zh.endswith("。")
        assert en.endswith(".")
        assert not regex.search(r"\p{Han}", en.replace("送审", ""))


def sentences(path: tuple[str, ...]) -> Iterator[Help]:
    for command in COMMANDS:
        if command.path == path:
            yield command.help
            yield from (value.help for value in (*command.arguments, *command.options))
    yield from (sentence.help for told in TOLD if told_path(told) == path for sentence in (*told.exits, *told.examples))
    yield from (sentence.help for sentence in manual.VARIABLES)


@pytest.mark.parametrize("line", [example.label for told in TOLD for example in told.examples])
def test_each_example_is_a_valid_call(line: str) -> None:
    program, *words = shlex.split(line)
    assert program == "planlint"
    assert isinstance(parse(words), Call)


def test_the_variables_are_all_there_are() -> None:
    told = {name for names, _ in manual.VARIABLES for name in names.split(", ") if name.startswith("PLANLINT_")}
    text = "\n".join(path.read_text(encoding="utf-8") for path in _SOURCE.rglob("*.py") if path.name != "manual.py")
    assert told == set(regex.findall(r"\bPLANLINT_[A-Z_]+\b", text))


def test_headings_and_options_stand_out_where_colour_is_wanted(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("check", "--help").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = run("check", "--help").out
    assert "\x1b[1m修复\x1b[0m\n  \x1b[1m--fix\x1b[0m  " in out


def test_the_width_is_that_of_the_terminal(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run("check", "--help").out == "\n".join(page(("check",), width=60)) + "\n"
