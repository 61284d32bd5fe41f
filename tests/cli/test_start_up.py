"""What a plain call imports: the price that every hook and every save pays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import planlint

HEAVY = {
    "typing",
    "regex._regex_core",
    "pickle",
    "html",
    "urllib",
    "rich",
    "yaml",
    "jieba",
    "jinja2",
    "json",
    "dataclasses",
    "pathlib",
    "inspect",
    "pathspec",
    "tempfile",
    "difflib",
    "logging",
    "planlint.cli.line.manual",
}


# csv needs them
NOT_FOR_CHECK = {"re", "enum"}


def modules(*words: str) -> set[str]:
    """The names of all modules that are loaded when planlint has run."""
    program = f"import sys; from planlint.cli import main; main({list(words)!r}); print(*sys.modules, sep='\\n', file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-S", "-c", _WITH_PACKAGES + program], capture_output=True, text=True, env=environment, check=True)
    return set(done.stderr.split())


# -S keeps the .pth files of the developer's environment out, which may import anything
_WITH_PACKAGES = f"import sys; sys.path += {[path for path in sys.path if path.endswith('site-packages')]!r}; "


@pytest.mark.parametrize(
    "words",
    [
        ("check", "a.txt"),
        ("check", "a.txt", "--select", "NUM,PUN003", "--ignore=TXT", "--output-format", "concise"),
        ("check", "d", "--min-severity", "warning", "--statistics", "--lang", "en"),
        ("tasks", "a.txt", "--output-format", "csv"),
        ("targets", "a.txt", "d", "--output-format", "csv"),
    ],
)
def test_a_plain_call_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    for name in ("a.txt", "d/b.txt"):
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("一、总体要求\n各地要抓紧@@落实。。\n", encoding="utf-8")
    modules(*words)
    assert not modules(*words) & (HEAVY | NOT_FOR_CHECK if words[0] == "check" else HEAVY)


def test_a_gitignore_is_what_brings_pathspec_in() -> None:
    Path("a.txt").write_text("一、总体要求\n", encoding="utf-8")
    Path(".gitignore").write_text("b.txt\n", encoding="utf-8")
    assert "pathspec" in modules("check", ".")


def test_the_version_needs_no_rules() -> None:
    assert not {"planlint.rulebook", "planlint.syntax", "regex", *HEAVY} & modules("--version")


def test_a_check_of_one_file_needs_nothing_that_many_files_need() -> None:
    Path("a.txt").write_text("一、总体要求\n各地要抓紧@@落实。。\n", encoding="utf-8")
    modules("check", "a.txt")
    assert not {"planlint.pool", "planlint.cli.results", "signal", "contextlib", "array"} & modules("check", "a.txt")
