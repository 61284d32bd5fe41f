"""planlint called as a user calls it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import planlint
from planlint.cli import main

_OF_THE_USER = ("NO_COLOR", "FORCE_COLOR", "CI", "GITHUB_ACTIONS", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "PLANLINT_OUTPUT_FORMAT")
_OF_THE_USER += ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")
_OF_THE_USER += ("PLANLINT_CONFIG", "PLANLINT_DEBUG", "PLANLINT_CACHE_DIR", "PLANLINT_CACHE_KEY")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class RawOutcome(NamedTuple):
    code: int
    out: bytes
    err: str


Call = Callable[..., Outcome]
CallProcess = Callable[..., RawOutcome]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, cache: Path) -> None:
    """An empty folder to work in, and nothing of the developer's own environment."""
    for name in _OF_THE_USER:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(cache))
    monkeypatch.setenv("PLANLINT_CACHE_KEY", "of the tests")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call planlint with some words; text for standard input may be given."""

    def call(*words: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = main(list(words))
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return call


@pytest.fixture
def run_process() -> CallProcess:
    """Call planlint in a process of its own, with bytes for standard input."""

    def call(*words: str, stdin: bytes = b"", timeout: float = 600) -> RawOutcome:
        where = os.path.dirname(os.path.dirname(planlint.__file__))
        environment = {**os.environ, "PYTHONPATH": where, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run([sys.executable, "-m", "planlint", *words], input=stdin, capture_output=True, env=environment, timeout=timeout, check=False)
        return RawOutcome(done.returncode, done.stdout, done.stderr.decode())

    return call
