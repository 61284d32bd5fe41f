"""A command line that is mistaken: what is wrong, what may be meant, in the language of the user."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from planlint.cli.line.commands import COMMANDS

_HAN = regex.compile(r"\p{Han}")
_ENGLISH = regex.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
"""Three English words on end: what a person reads, not a command or a value."""

_CALL = regex.compile(r"planlint(?: [a-z]+)*")

WRONG = [
    ("chekc", "没有“chekc”这个命令；是不是 check？", "there is no command “chekc”; did you mean check?"),
    ("rules lst", "没有“rules lst”这个命令；是不是 list？", "there is no command “rules lst”; did you mean list?"),
    ("config", None, None),
    ("fix a.txt", "没有“fix”这个命令；是不是 planlint check --fix？", "there is no command “fix”; did you mean planlint check --fix?"),
    ("version", "没有“version”这个命令；是不是 planlint --version？", None),
    ("rules PUN003", "没有“rules PUN003”这个命令；是不是 planlint rules show PUN003？", None),
    ("--vresion", "没有 --vresion 这个选项；是不是 --version？", "there is no option --vresion; did you mean --version?"),
    ("--fix check a.txt", "--fix 写在命令之后，不写在之前。", "--fix goes behind the command, not before it."),
    ("check --fi", "没有 --fi 这个选项；是不是 --fix？", "there is no option --fi; did you mean --fix?"),
    ("check -x a.txt", "没有 -x 这个选项。", None),
    ("check --fix=yes", "--fix 不带值。", "--fix takes no value."),
    ("check a.txt --select", "--select 之后缺 CODES。", "--select needs CODES behind it."),
    ("check --select --fix a.txt", "--select 之后缺 CODES。", "--select needs CODES behind it."),
    (
        "check --fail-on eror a.txt",
        "--fail-on 应为 error、warning、info、never 之一，此处为“eror”；是不是 error？",
        "--fail-on is one of error, warning, info, never, not “eror”; did you mean error?",
    ),
    ("tree", "缺 FILE（文件；“-”为标准输入）。", "FILE is missing (A file; “-” is standard input)."),
    ("tree a.txt b.txt", "多出“b.txt”：planlint tree 不需要。", "“b.txt” is too much: planlint tree takes no more."),
    ("rules schema --lang zh", "没有 --lang 这个选项。", None),
]


@pytest.mark.parametrize(("line", "zh", "en"), [case for case in WRONG if case[1]])
def test_what_is_wrong_and_what_may_be_meant_is_said(run, line: str, zh: str, en: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    code, out, err = run(*line.split())
    assert (code, out, err.splitlines()[0]) == (2, "", f"错误：{zh}")
    if en is not None:
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        assert run(*line.split()).err.splitlines()[0] == f"error: {en}"


def test_usage_and_help_are_named(run) -> None:
    assert run("tree").err == "错误：缺 FILE（文件；“-”为标准输入）。\n用法：planlint tree [选项] FILE\n详见 planlint tree --help\n"


def test_a_file_in_place_of_a_command_is_for_check(run) -> None:
    Path("稿.docx").write_bytes(b"")
    assert run("稿.docx").err.splitlines()[0] == "错误：没有“稿.docx”这个命令；要检查它：planlint check 稿.docx"


@pytest.mark.parametrize("words", [(), ("rules",), ("config",)])
def test_without_a_command_the_help_is_shown(run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err == run(*words, "--help").out


@pytest.mark.parametrize(("locale", "other"), [("zh_CN.UTF-8", _ENGLISH), ("en_GB.UTF-8", _HAN)])
def test_mistakes_are_told_in_one_language(run, locale: str, other: regex.Pattern[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", locale)
    lines = [line for line, _, _ in WRONG if "--lang" not in line] + [f"{' '.join(command.path)} --nothing" for command in COMMANDS]
    for line in lines:
        _, _, err = run(*line.split())
        for said in err.splitlines():
            assert not other.search(_CALL.sub("", said)), (line, said)


def test_help_may_stand_in_place_of_a_command(run) -> None:
    assert run("help", "tree") == run("tree", "--help")
    assert run("help") == run("--help")
