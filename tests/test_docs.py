"""Pages of the documentation say in which language they are, and lead to the other one."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

_DOCS = Path(__file__).parent.parent / "docs"
_HAN = regex.compile(r"\p{Han}")


@pytest.mark.parametrize("page", sorted(path.name for path in _DOCS.glob("*.md")))
def test_a_page_has_both_languages_and_leads_from_one_to_the_other(page: str) -> None:
    title, _, link, *lines = (_DOCS / page).read_text(encoding="utf-8").splitlines()
    found = regex.fullmatch(r"\[(English|中文)\]\(#([\p{Han}a-z-]+)\)", link)
    assert title.startswith("# ")
    assert found is not None
    anchors = {line.lstrip("# ").lower().replace(" ", "-"): number for number, line in enumerate(lines) if line.startswith("#")}
    other = "".join(lines[anchors[found[2]] :])
    share = len(_HAN.findall(other)) / len(other)
    assert share > 0.3 if found[1] == "中文" else share < 0.05
