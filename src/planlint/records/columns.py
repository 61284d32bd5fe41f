"""The columns of a table, as its record is written."""

from __future__ import annotations

from functools import cache
from typing import Annotated, get_type_hints

from planlint.record import Record
from planlint.records import tables


class Column(Record):
    """A column: its name, the type of its values (str, int, float, bool, or tuple for a list of texts), whether it may be empty, and what it holds."""

    name: str
    type: type
    nullable: bool
    zh: str
    en: str


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in order. Raises KeyError for one that there is not."""
    hints = get_type_hints(tables.TABLES[table], {**vars(tables), "Annotated": Annotated}, include_extras=True)
    return tuple(_column(name, hint) for name, hint in hints.items())


def _column(name: str, hint: object) -> Column:
    written, (zh, en) = hint.__origin__, hint.__metadata__  # type: ignore[attr-defined]  # an Annotated has them
    kinds = [kind for kind in getattr(written, "__args__", (written,)) if kind not in (type(None), ...)]
    return Column(name, _plain(written, kinds), "None" in str(written), zh, en)


def _plain(written: object, kinds: list[type]) -> type:
    return tuple if "tuple" in str(written) else kinds[0]
