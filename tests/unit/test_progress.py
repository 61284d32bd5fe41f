"""The bar that a person watches while many files are checked."""

from __future__ import annotations

import io
import sys

import pytest

from planlint.cli.check import spread


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Call:
    quiet = False


class Run:
    call = Call()


def watched(monkeypatch: pytest.MonkeyPatch, number: int) -> tuple[list[str], str]:
    """The items that come out, and what is written to the terminal meanwhile."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    paths = [f"稿/{at}.txt" for at in range(number)]
    return list(spread.watched(Run(), iter(paths), paths)), terminal.getvalue()  # type: ignore[arg-type]  # no more is asked of a run


def test_it_tells_how_many_files_are_done_and_which_is_next(monkeypatch: pytest.MonkeyPatch) -> None:
    items, shown = watched(monkeypatch, 30)
    assert items == [f"稿/{at}.txt" for at in range(30)]
    assert "30/30" in shown and "29.txt" in shown


def test_few_files_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    items, shown = watched(monkeypatch, 20)
    assert (len(items), shown) == (20, "")
