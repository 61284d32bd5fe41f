"""What the READMEs show is what planlint prints."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

_ROOT = Path(__file__).parent.parent.parent
_SHOWN = regex.compile(r"^```\n\$ planlint (?P<words>(?:check|tasks|targets|compare|matrix) .*)\n(?P<out>[^`]*)```$", regex.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/compare.md"])
def test_the_readme_shows_what_is_printed(run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_ROOT)
    shown = list(_SHOWN.finditer((_ROOT / name).read_text(encoding="utf-8")))
    assert len(shown) >= 2
    for example in shown:
        assert run(*example["words"].split()).out == example["out"]


def test_the_readme_names_the_codes_that_there_are() -> None:
    named = dict(regex.findall(r"^\| ([A-Z]{3}) \| 001–(\d{3}) \|", (_ROOT / "README.md").read_text(encoding="utf-8"), regex.MULTILINE))
    codes = [path.stem for path in (_ROOT / "docs" / "rules").glob("[A-Z][A-Z][A-Z][0-9]*.md")]
    assert named == {group: max(code[3:] for code in codes if code.startswith(group)) for group in {code[:3] for code in codes}}
