"""Whole plans: the clean ones silent, each faulty one with exactly the findings beside it.

`python tests/test_fixtures.py` writes the expected findings anew; read the difference before committing it.
"""

from __future__ import annotations

import os
import sys

import pytest

from planlint.cli import main

_FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures")


def _plans(folder: str) -> list[str]:
    names = sorted(os.listdir(os.path.join(_FIXTURES, folder)))
    return [name for name in names if name.endswith((".txt", ".md"))]


def _expected(name: str) -> str:
    return os.path.join(_FIXTURES, "faulty", os.path.splitext(name)[0] + ".expected")


def _arguments(name: str) -> list[str]:
    return ["check", name, "--output-format", "concise", "--lang", "zh", "--quiet", "--color", "never"]


@pytest.mark.parametrize("name", _plans("ok"))
def test_a_clean_plan_is_silent(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(os.path.join(_FIXTURES, "ok"))
    code = main(_arguments(name))
    assert (capsys.readouterr().out, code) == ("", 0)


@pytest.mark.parametrize("name", _plans("faulty"))
def test_a_faulty_plan_has_the_findings_beside_it(name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(os.path.join(_FIXTURES, "faulty"))
    code = main(_arguments(name))
    with open(_expected(name), encoding="utf-8") as file:
        assert (capsys.readouterr().out, code) == (file.read(), 1)


def _write() -> None:
    os.chdir(os.path.join(_FIXTURES, "faulty"))
    for name in _plans("faulty"):
        main([*_arguments(name), "--output-file", _expected(name)])


if __name__ == "__main__":
    sys.exit(_write())
