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

_IN_BASH = """
eval "$(_PLANLINT_COMPLETE=source_bash planlint)"
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
        return subprocess.run(words, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout

    return run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("planlint ru", ["rules"]),
        ("planlint check --unsafe", ["--unsafe-fixes"]),
        ("planlint check --output-format s", ["sarif"]),
        ("planlint check --stage 送", ["送审"]),
        ("planlint check --fail-on ''", ["error", "warning", "info", "never"]),
        ("planlint check --select SYS00", ["SYS001", "SYS002", "SYS003", "SYS004"]),
        ("planlint check --ignore NUM001,PUN00,SYS00", [f"NUM001,PUN00,SYS00{number}" for number in (1, 2, 3, 4)]),
        ("planlint rules show numbering-g", ["numbering-gap"]),
        ("planlint check draft", [""]),
    ],
)
def test_bash_is_given_commands_options_and_values(bash: Bash, words: str, expected: list[str]) -> None:
    assert bash(_IN_BASH.format(words=words)).removesuffix("\n").split("\n") == expected


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_GB.UTF-8"])
def test_zsh_and_fish_are_given_titles_too(run, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("LANG", language)
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "planlint rules show SYS001")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    title = "文件读不出" if language.startswith("zh") else "Unreadable file"
    monkeypatch.setenv("_PLANLINT_COMPLETE", "complete_zsh")
    assert run().out == f'_arguments \'*: :(("SYS001":"{title}"))\'\n'
    monkeypatch.setenv("_PLANLINT_COMPLETE", "complete_fish")
    assert run().out == f"SYS001\t{title}\n"


@pytest.mark.parametrize(("shell", "begins"), [("bash", "_planlint_completion()"), ("zsh", "#compdef planlint"), ("fish", "complete --command planlint")])
def test_each_shell_has_its_script(run, monkeypatch: pytest.MonkeyPatch, shell: str, begins: str) -> None:
    monkeypatch.setenv("_PLANLINT_COMPLETE", f"source_{shell}")
    assert run().out.strip().startswith(begins)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="which shell has called is read from /proc")
def test_it_is_installed_for_the_shell_that_asks(bash: Bash, tmp_path: Path) -> None:
    bash("planlint --install-completion; true")
    assert "planlint.sh" in (tmp_path / ".bashrc").read_text(encoding="utf-8")
    assert "complete -o default -F _planlint_completion planlint" in next((tmp_path / ".bash_completions").iterdir()).read_text(encoding="utf-8")
    assert "_planlint_completion" in bash("planlint --show-completion; true")
