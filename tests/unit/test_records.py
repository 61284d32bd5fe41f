"""The schema of the records: every form of it says the same, and what planlint reads follows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import planlint
from planlint.records.columns import columns
from planlint.records.json_schema import schema
from planlint.records.of_plan import unread
from planlint.records.page import page
from planlint.records.tables import TABLES, VERSION

ROOT = Path(__file__).resolve().parents[2]
PLANS = [*sorted((ROOT / "fixtures" / "ok").glob("*.*")), ROOT / "fixtures" / "formats" / "jieshui.docx", ROOT / "fixtures" / "formats" / "jieshui.html"]


def rows_of(path: Path) -> dict[str, planlint.Rows]:
    plan = planlint.read(path)
    made = {"sections": plan.sections, "tasks": plan.tasks, "task_bodies": plan.task_bodies, "targets": plan.figures}
    return {"documents": planlint.Rows(planlint.Document, [plan.document]), **made, "citations": plan.citations, "findings": plan.check(edits=True)}


def test_the_page_and_the_schema_in_docs_are_up_to_date() -> None:
    assert (ROOT / "docs" / "schema.md").read_text(encoding="utf-8") == page(), "python tools/schema_page.py"
    assert json.loads((ROOT / "docs" / "schemas" / "records-1.json").read_text(encoding="utf-8")) == schema(), "python tools/schema_page.py"


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_what_is_read_follows_the_json_schema(plan: Path) -> None:
    tables = {name: json.loads(json.dumps(rows.to_dicts())) for name, rows in rows_of(plan).items()}
    assert list(tables) == list(TABLES)
    Draft202012Validator(schema()).validate(tables)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_every_row_joins_with_a_section_and_spans_lie_in_the_text(plan: Path) -> None:
    tables = rows_of(plan)
    nodes = {section.node for section in tables["sections"]}
    assert tables["sections"][0].parent is None
    assert all(section.parent in nodes for section in tables["sections"][1:])
    for name in ("tasks", "task_bodies", "targets", "citations", "findings"):
        assert {row.node for row in tables[name]} <= nodes
        assert all(0 <= row.start <= row.stop and row.line >= 1 for row in tables[name])
    assert {body.task for body in tables["task_bodies"]} <= {task.task for task in tables["tasks"]}


def test_texts_of_sections_and_their_titles_spell_the_plan() -> None:
    plan = planlint.read(ROOT / "fixtures" / "ok" / "shi-xingdong-fangan.txt")
    written = "".join("".join(((row.number or "") + row.title + row.text).split()) for row in plan.sections)
    clean = "".join(plan.text.split())
    assert sorted(set(clean) - set(written)) == []
    assert len(written) > 0.97 * len(clean)


def test_a_document_that_could_not_be_read_has_a_row_of_its_own() -> None:
    row = unread("坏\udce7.pdf", None, "unreadable", "不是 PDF")
    assert (row.path, row.sha256, row.error, row.reason, row.characters, row.issuers) == ("坏\ufffd.pdf", None, "unreadable", "不是 PDF", 0, ())
    assert all(value is not None for value, column in zip(row, columns("documents"), strict=True) if not column.nullable)


def test_arrow_has_the_same_columns_and_types() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from planlint.records import arrow

    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), tuple: pyarrow.list_(pyarrow.string())}
    for name in TABLES:
        made = arrow.schema(name)
        assert [(field.name, field.type, field.nullable) for field in made] == [(c.name, kinds[c.type], c.nullable) for c in columns(name)]
        assert made.metadata[b"planlint.schema"] == VERSION.encode()
        assert arrow.table(name, ()).num_rows == 0


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.name)
def test_rows_go_through_arrow_and_come_back(plan: Path) -> None:
    pytest.importorskip("pyarrow")
    from planlint.records import arrow

    for name, rows in rows_of(plan).items():
        table = arrow.table(name, rows)
        table.validate(full=True)
        back = [tuple(tuple(value) if isinstance(value, list) else value for value in row.values()) for row in table.to_pylist()]
        assert back == [tuple(row) for row in rows]
