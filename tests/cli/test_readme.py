"""What the READMEs and the page on use show is what planlint prints, and what they lead to is there."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import regex

from planlint.cli.line.call import Mistake, parse
from planlint.cli.line.commands import COMMANDS

_ROOT = Path(__file__).parent.parent.parent
_SHOWN = regex.compile(r"^```\n\$ planlint (?P<words>(?:check|tasks|targets|compare|matrix) .*)\n(?P<out>[^`]*)```$", regex.MULTILINE)


@pytest.mark.parametrize(("name", "number"), [("README.md", 1), ("README.zh-CN.md", 1), ("docs/usage.md", 8), ("docs/compare.md", 3)])
def test_a_page_shows_what_is_printed(run, name: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_ROOT)
    shown = list(_SHOWN.finditer((_ROOT / name).read_text(encoding="utf-8")))
    assert len(shown) == number
    for example in shown:
        assert run(*example["words"].split()).out == example["out"]


def test_the_page_on_use_names_the_codes_that_there_are() -> None:
    named = dict(regex.findall(r"^\| ([A-Z]{3}) \| 001–(\d{3}) \|", (_ROOT / "docs" / "usage.md").read_text(encoding="utf-8"), regex.MULTILINE))
    codes = [path.stem for path in (_ROOT / "docs" / "rules").glob("[A-Z][A-Z][A-Z][0-9]*.md")]
    assert named == {group: max(code[3:] for code in codes if code.startswith(group)) for group in {code[:3] for code in codes}}


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/usage.md", "docs/report.md"])
def test_links_within_the_repository_lead_somewhere(name: str) -> None:
    page = _ROOT / name
    links = regex.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_of_a_readme_is_one(name: str) -> None:
    lines = regex.findall(r"`planlint ([^`]*)`|^planlint (.*)$", (_ROOT / name).read_text(encoding="utf-8"), regex.MULTILINE)
    called = [shlex.split((inline or line).replace("…", "")) for inline, line in lines]
    paths = {command.path for command in COMMANDS}
    assert len(called) >= 10
    assert [words for words in called if isinstance(parse(words), Mistake) and tuple(words) not in paths] == []
