"""Completion in the shells: the scripts, and what they are given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import planlint
from planlint.cli.line.commands import COMMANDS
from planlint.cli.line.completion import completed, script

_IN_BASH = """
eval "$(planlint --show-completion bash)"
COMP_WORDS=({words})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_planlint_completion planlint
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

Bash = Callable[[str], str]


@pytest.fixture
def bash(tmp_path: Path) -> Bash:
    """Runs a script in bash, where planlint is the code under test; what it prints."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("there is no bash")
    program = tmp_path / "bin" / "planlint"
    program.parent.mkdir()
    where = Path(planlint.__file__).parent.parent
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{where}" exec "{sys.executable}" -P -m planlint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}

    def run(script: str) -> str:
        words = (shell, "--norc", "-c", script)
        return subprocess.run(words, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=600).stdout

    return run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("planlint ru", ["rules"]),
        ("planlint check --unsafe", ["--unsafe-fixes"]),
        ("planlint check --output-format s", ["sarif"]),
        ("planlint check --stage 送", ["送审"]),
        ("planlint check --fail-on ''", ["error", "warning", "info", "never"]),
        ("planlint check --select SYS00", [f"SYS00{number}" for number in (1, 2, 3, 4, 5, 6)]),
        ("planlint check --ignore NUM001,PUN00,SYS00", [f"NUM001,PUN00,SYS00{number}" for number in (1, 2, 3, 4, 5, 6)]),
        ("planlint rules show numbering-g", ["numbering-gap"]),
        ("planlint check draft", [""]),
    ],
)
def test_bash_is_given_commands_options_and_values(bash: Bash, words: str, expected: list[str]) -> None:
    assert bash(_IN_BASH.format(words=words)).removesuffix("\n").split("\n") == expected


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_GB.UTF-8"])
def test_zsh_and_fish_are_given_titles_too(run, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LANG", language)
    title = "文件读不出" if language.startswith("zh") else "Unreadable file"
    monkeypatch.setenv("_PLANLINT_COMPLETE", "zsh")
    assert run("planlint", "rules", "show", "SYS001").out == f"SYS001:{title}\n"
    monkeypatch.setenv("_PLANLINT_COMPLETE", "fish")
    assert run("planlint", "rules", "show", "SYS001").out == f"SYS001\t{title}\n"
    monkeypatch.setenv("_PLANLINT_COMPLETE", "powershell")
    assert run("planlint", "rules", "show", "SYS001") == (0, "", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], [*dict.fromkeys(command.path[0] for command in COMMANDS)]),
        (["rules", ""], [command.path[1] for command in COMMANDS if command.path[0] == "rules"]),
        (["-"], ["--version", "--install-completion", "--show-completion", "--help"]),
        (["rules", "-"], ["--help"]),
        (["check", "--stage=送"], ["--stage=送审"]),
        (["check", "--fix", "--fi"], []),
        (["check", "--fix", "--un"], ["--unsafe-fixes"]),
        (["check", "--", "--fi"], []),
        (["check", "--select", "a.txt", "--select", "SYS001"], ["SYS001"]),
        (["nothing", "known", "x"], []),
        (["check", "dra"], []),
    ],
)
def test_what_may_stand_at_the_cursor(words: list[str], expected: list[str]) -> None:
    assert [candidate.word for candidate in completed(words, "zh")] == expected


@pytest.mark.parametrize(("shell", "begins"), [("bash", "_planlint_completion()"), ("zsh", "#compdef planlint"), ("fish", "complete --command planlint")])
def test_each_shell_has_its_script(run, shell: str, begins: str) -> None:
    code, out, err = run("--show-completion", shell)
    assert (code, err) == (0, "")
    assert out.startswith(begins)
    assert f"_PLANLINT_COMPLETE={shell}" in out


@pytest.mark.parametrize("words", [["--show-completion", "tcsh"], ["--install-completion=tcsh"], ["--show-completion", "bash", "zsh"]])
def test_a_shell_that_is_not_known_is_a_mistake(run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert words[-1].rpartition("=")[2] in err


@pytest.mark.parametrize(("shell", "kept", "start"), [("bash", ".bash_completions/planlint.sh", ".bashrc"), ("zsh", ".zfunc/planlint.zsh", ".zshrc")])
def test_it_is_installed_once_and_all_else_is_left(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str, kept: str, start: str) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / start).write_text("alias ll='ls -l'", encoding="utf-8")
    assert run("--install-completion", shell).code == 0
    written = (tmp_path / start).read_text(encoding="utf-8")
    assert written.startswith("alias ll='ls -l'\n")
    assert kept in written.splitlines()[1]
    assert run("--install-completion", shell).code == 0
    assert (tmp_path / start).read_text(encoding="utf-8") == written
    assert (tmp_path / kept).read_text(encoding="utf-8") == script(shell)


def test_fish_finds_what_is_in_its_folder(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run("--install-completion", "fish").code == 0
    assert (tmp_path / ".config/fish/completions/planlint.fish").read_text(encoding="utf-8") == script("fish")


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="which shell has called is read from /proc")
def test_the_shell_that_asks_is_told_apart(bash: Bash, tmp_path: Path) -> None:
    bash("planlint --install-completion; true")
    assert "planlint.sh" in (tmp_path / ".bashrc").read_text(encoding="utf-8")
    assert "complete -o default -F _planlint_completion planlint" in bash("planlint --show-completion; true")


def test_a_shell_that_cannot_be_told_is_asked_for(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getppid", lambda: -1)
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    code, out, err = run("--show-completion")
    assert (code, out) == (2, "")
    assert "bash、zsh、fish" in err
