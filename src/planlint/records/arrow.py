"""The Arrow schema of the tables, and rows as Arrow tables; needs pyarrow, which the extra `corpus` brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from planlint.records.columns import columns
from planlint.records.tables import VERSION

if TYPE_CHECKING:
    import pyarrow


@cache
def schema(name: str) -> pyarrow.Schema:
    """The Arrow schema of a table; its metadata tell the version, those of a column what it holds. Raises KeyError for a table that there is not."""
    import pyarrow

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), tuple: pyarrow.list_(pyarrow.string())}
    fields = [pyarrow.field(column.name, types[column.type], column.nullable, {"description": column.en}) for column in columns(name)]
    return pyarrow.schema(fields, {"planlint.table": name, "planlint.schema": VERSION})


def table(name: str, rows: Sequence[Sequence[object]]) -> pyarrow.Table:
    """Rows as an Arrow table."""
    import pyarrow

    made = schema(name)
    values = zip(*rows, strict=True) if rows else ((),) * len(made)
    return pyarrow.table([pyarrow.array(column, field.type) for column, field in zip(values, made, strict=True)], schema=made)


def tables(rows: Mapping[str, Sequence[Sequence[object]]]) -> dict[str, pyarrow.Table]:
    """The rows of some tables as Arrow tables."""
    return {name: table(name, of_table) for name, of_table in rows.items()}
