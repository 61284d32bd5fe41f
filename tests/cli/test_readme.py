"""What the READMEs show is what planlint prints."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

_ROOT = Path(__file__).parent.parent.parent
_SHOWN = regex.compile(r"^```\n\$ planlint (?P<words>(?:tasks|targets) .*)\n(?P<out>[^`]*)```$", regex.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_what_is_printed(run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_ROOT)
    shown = list(_SHOWN.finditer((_ROOT / name).read_text(encoding="utf-8")))
    assert len(shown) == 2
    for example in shown:
        assert run(*example["words"].split()).out == example["out"]
