"""`planlint schema`: the schemas hold for what the commands give, and are those in docs/schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planlint.cli.listings.schemas import schemas

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "tree": "tree-1",
    "tasks": "tasks-2",
    "bodies": "bodies-1",
    "targets": "targets-2",
    "compare": "compare-1",
    "similar": "similar-1",
    "cites": "cites-1",
    "records": "records-1",
}
CALLS = {
    "tree": ("tree", "--output-format", "json"),
    "tasks": ("tasks", "--output-format", "json"),
    "bodies": ("tasks", "--by", "body", "--output-format", "json"),
    "compare": ("compare", "--output-format", "json"),
    "targets": ("targets", "--kind", "all", "--output-format", "json"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_schema_is_the_one_in_docs(run, name: str) -> None:
    printed = run("schema", name).out
    assert printed == (ROOT / "docs" / "schemas" / f"{FILES[name]}.json").read_text(encoding="utf-8"), "planlint schema NAME > docs/schemas/…"
    Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("plan", sorted(path.name for path in (ROOT / "fixtures" / "ok").iterdir() if path.suffix in (".txt", ".md")))
def test_what_is_given_follows_its_schema(run, name: str, plan: str) -> None:
    command, *options = CALLS[name]
    path = str(ROOT / "fixtures" / "ok" / plan)
    given = json.loads(run(command, path, *options, *(("--against", path) if command == "compare" else ())).out)
    Draft202012Validator(schemas()[name]).validate(given)


def test_a_name_without_a_schema_is_told(run) -> None:
    assert run("schema", "report") == (2, "", run("schema", "report").err)
    assert "tree、tasks、bodies、targets" in run("schema", "report").err
