"""The tables of a batch of documents, as a function of Arrow tables that any engine can call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from planlint.corpus.extractor import Extractor, Options
from planlint.corpus.inputs import Item
from planlint.records import arrow

if TYPE_CHECKING:
    import pyarrow


def extract_batch(table: pyarrow.Table, options: Options | None = None) -> dict[str, pyarrow.Table]:
    """The tables of the documents in a batch, by name; a pure function: the same batch gives the same tables, wherever it runs.

    The batch has a column `path`, whose endings tell formats and whose values tell documents apart, and a column `content` with the bytes of a file or
    `text` with its text. A document that can't be read is a row of `documents` with an error. Raises ValueError for a batch without these columns.
    """
    asked = options or Options()
    extractor = _extractor(asked)
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in asked.tables}
    for item in _items(table):
        for name, made in extractor(item).rows.items():
            rows[name] += made
    return arrow.tables(rows)


@lru_cache(maxsize=4)
def _extractor(options: Options) -> Extractor:
    """Rules are loaded once in a process."""
    return Extractor(options)


def _items(table: pyarrow.Table) -> Iterator[Item]:
    names = table.column_names
    wanted = next((name for name in ("content", "text") if name in names), None)
    if "path" not in names or wanted is None:
        raise ValueError(f"a batch has the columns path and content or text, not {', '.join(names)}")
    values: Iterable[bytes | str | None] = table.column(wanted).to_pylist()
    for path, value in zip(table.column("path").to_pylist(), values, strict=True):
        yield _item(path, value)


def _item(path: str, value: bytes | str | None) -> Item:
    if value is None:
        return Item(path, "", fault=("没有内容", "there is no content"))
    is_text = isinstance(value, str)
    return Item(path, "", content=value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value, is_text=is_text)
