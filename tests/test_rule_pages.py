"""The pages in docs/rules are those of the rules as they are."""

from __future__ import annotations

from pathlib import Path

import regex

from planlint.rulebook.page import INDEX, pages
from planlint.rulebook.store import load_rules

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
_LINK = regex.compile(r"\]\(([^)]+)\)")


def test_the_pages_are_those_of_the_rules() -> None:
    made = dict(pages(load_rules()))
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert made.keys() == kept.keys(), "planlint rules pages docs/rules"
    assert [name for name in made if made[name] != kept[name]] == [], "planlint rules pages docs/rules"


def test_the_index_leads_to_every_page() -> None:
    index = (FOLDER / INDEX).read_text(encoding="utf-8")
    assert set(_LINK.findall(index)) == {f"{rule.code}.md" for rule in load_rules()}
