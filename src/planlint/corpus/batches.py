"""The tables of a batch of documents, as a function of Arrow tables that any engine can call; its adapters stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import islice

import pyarrow

from planlint.corpus.extractor import Extractor, Options
from planlint.corpus.inputs import Columns, Item, items
from planlint.records import arrow

_DIGITS = 16
_TALLY = pyarrow.schema([("part", pyarrow.string()), ("documents", pyarrow.int64()), ("unread", pyarrow.int64())])


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


def batches(paths: Sequence[str], documents: int = 64, columns: Columns = Columns()) -> Iterator[pyarrow.Table]:  # noqa: B008  # it can't be changed
    """What paths stand for as batches of so many documents: their paths and their bytes, None for one that can't be opened.

    Raises MissingPath, and OSError for a file that can't be read.
    """
    found = items(paths, columns, lambda folder: None)
    while batch := list(islice(found, documents)):
        yield pyarrow.table({"path": [item.key for item in batch], "content": pyarrow.array(map(_content, batch), pyarrow.large_binary())})


def write_batch(table: pyarrow.Table, folder: str, options: Options | None = None) -> pyarrow.Table:
    """Write the tables of a batch below a folder, or below the address of one (s3://…), as Parquet; what comes back is how many documents there were.

    The name of its parts is told by the batch, so that an engine which runs it again, as its machine was lost, writes the same files once more.
    """
    from pyarrow import parquet

    system, root = pyarrow.fs.FileSystem.from_uri(folder) if "://" in folder else (pyarrow.fs.LocalFileSystem(), folder)
    part = part_name(table)
    made = extract_batch(table, options)
    for name, of_table in made.items():
        system.create_dir(f"{root}/{name}", recursive=True)
        parquet.write_table(of_table, f"{root}/{name}/{part}.unfinished", filesystem=system, compression="zstd")
    for name in made:
        system.move(f"{root}/{name}/{part}.unfinished", f"{root}/{name}/{part}.parquet")
    unread = made["documents"].num_rows - made["documents"]["error"].null_count
    return pyarrow.table([[part], [made["documents"].num_rows], [unread]], schema=_TALLY)


def part_name(table: pyarrow.Table) -> str:
    """The name of the parts of a batch, told by its documents: the same batch has the same name, and no other one."""
    digest = sha256()
    for item in _items(table):
        digest.update(f"{item.key}\0".encode("utf-8", "surrogateescape"))
        digest.update(sha256(item.content or b"").digest())
    return f"part-{digest.hexdigest()[:_DIGITS]}"


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


def _content(item: Item) -> bytes | None:
    if item.content is not None or item.file is None:
        return item.content
    with open(item.file, "rb") as file:
        return file.read()
