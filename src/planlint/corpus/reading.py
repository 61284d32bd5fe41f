"""The tables of a folder that `planlint extract`, or an engine, has written: row by row, whatever their form."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from planlint.corpus.parts import FORMS, read
from planlint.messages import UserError
from planlint.records.columns import columns


class NoTable(UserError):
    """A folder does not hold a table."""


def rows(folder: str, table: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Some columns of all rows of a table, part by part; of CSV all values are texts, “” where they are empty.

    Raises NoTable.
    """
    try:
        files = sorted(os.listdir(os.path.join(folder, table)))
    except OSError:
        files = []
    parts = [(name, form) for name in files for form, ending in FORMS.items() if name.startswith("part-") and name.endswith(ending)]
    if not parts:
        raise NoTable(f"{folder} 里没有 {table} 表；先运行 planlint extract", f"{folder} holds no table {table}; run planlint extract first")
    at = [[column.name for column in columns(table)].index(name) for name in names]
    for name, form in parts:
        for some in read(os.path.join(folder, table, name), form, table):
            for row in some:
                yield tuple(row[number] for number in at)
