"""Files that nobody meant as plans: none breaks the program, and the work on them grows as they do. bench/growth.py counts the instructions for larger ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hostile import EDGES, HOSTILE
from planlint.cli import main
from work import growth

_SIZE = 4_000


@pytest.fixture(params=[*EDGES, *HOSTILE], ids=lambda name: name)
def hostile(request: pytest.FixtureRequest) -> str:
    name = f"{request.param}.txt"
    Path(name).write_bytes(EDGES[request.param] if request.param in EDGES else HOSTILE[request.param](_SIZE))
    return name


_NOT_RAW = frozenset(chr(code) for code in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2028, 0xE0001))


def test_a_hostile_file_is_checked_and_nothing_in_it_reaches_the_terminal_raw(run, hostile: str) -> None:
    forms = ("--output-format", "full", "--output-format", "json=report.json")
    code, out, err = run("check", hostile, "--select", "ALL", "--min-confidence", "low", *forms)
    assert code in (0, 1), err
    assert err == ""
    assert not set(out) & _NOT_RAW
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [file["path"] for file in report["files"]] == [hostile]


def test_the_tree_of_a_hostile_file_is_drawn(run, hostile: str) -> None:
    code, out, err = run("tree", hostile)
    assert code in (0, 2), err
    assert not set(out) & _NOT_RAW


def test_repairing_a_hostile_file_comes_to_an_end(run, hostile: str) -> None:
    code, _, err = run("check", hostile, "--fix", "--unsafe-fixes", "--exit-zero")
    assert code == 0, err
    again = run("check", hostile, "--fix", "--unsafe-fixes", "--diff")
    assert again.out == "", again.out[:500]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_on_a_hostile_file_grows_as_the_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    def file(size: int) -> str:
        path = Path(f"{size}.txt")
        path.write_bytes(HOSTILE[name](size))
        return str(path)

    def check(path: str) -> None:
        main(["check", path, "--select", "ALL", "--min-confidence", "low", "--output-format", "json", "--no-cache"])

    assert growth(file, check, 2_000) < 1.25
