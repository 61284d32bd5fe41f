"""Writes docs/schema.md and docs/schemas/records-1.json from the definition of the records."""

from __future__ import annotations

import json
from pathlib import Path

from planlint.records.json_schema import schema
from planlint.records.page import page

_DOCS = Path(__file__).resolve().parent.parent / "docs"

if __name__ == "__main__":
    (_DOCS / "schema.md").write_text(page(), encoding="utf-8")
    (_DOCS / "schemas" / "records-1.json").write_text(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
