"""The JSON Schema of the tables."""

from __future__ import annotations

from planlint.records.columns import Column, columns
from planlint.records.tables import TABLES, VERSION

_TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema() -> dict[str, object]:
    """The schema of an object with the rows of each table; `$defs` holds that of a row, which a line of JSON Lines follows."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"planlint/records@{VERSION.partition('.')[0]}",
        "description": f"The tables that `planlint extract` writes, version {VERSION} of the schema. A line of TABLE/*.jsonl follows #/$defs/TABLE.",
        "type": "object",
        "properties": {name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in TABLES},
        "additionalProperties": False,
        "$defs": {name: _row(name) for name in TABLES},
    }


def _row(table: str) -> dict[str, object]:
    made = columns(table)
    return {
        "description": (TABLES[table].__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {column.name: _value(column) for column in made},
        "required": [column.name for column in made],
        "additionalProperties": False,
    }


def _value(column: Column) -> dict[str, object]:
    if column.type is tuple:
        kind: dict[str, object] = {"type": ["array", "null"] if column.nullable else "array", "items": {"type": "string"}}
    else:
        name = _TYPES[column.type]
        kind = {"type": [name, "null"] if column.nullable else name}
    return {"description": column.en, **kind}
