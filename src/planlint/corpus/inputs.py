"""The documents that paths stand for: files, members of archives, rows of JSON Lines and Parquet files; one after another, never all at once."""

from __future__ import annotations

import json
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from planlint.files import Excludes, each
from planlint.formats.format import OFFICE, SUFFIXES
from planlint.record import Record
from planlint.typed import IO, Any

_TABLES = (".jsonl", ".ndjson", ".parquet")
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_READABLE = (*SUFFIXES, *OFFICE.suffixes)
_LARGEST = 256 << 20
_ROWS = 32
_TAR_FAULTS = (tarfile.TarError, OSError, EOFError, zlib.error)


class Item(Record):
    """A document to read.

    `key` is its path, with the member or row behind it; `stamp` changes when its content may have; `file` is the file to read where `content` is
    not at hand. `is_text` tells that the content is text in UTF-8, whatever it says of itself. `fault` tells in two languages why there is none.
    """

    key: str
    stamp: str
    file: str | None = None
    content: bytes | None = None
    is_text: bool = False
    fault: tuple[str, str] | None = None


class Columns(Record):
    """Where rows of JSON Lines and Parquet files have their text, and what they are called by; their number where no column says."""

    text: str = "text"
    id: str | None = None


def items(paths: Sequence[str], columns: Columns, excludes: Excludes) -> Iterator[Item]:
    """The documents of files, folders and what they hold. What can't be opened comes as an item with a fault. Raises MissingPath."""
    for path in each(paths, excludes, also=(*_TABLES, *_ARCHIVES)):
        yield from _opened(path, columns)


def _opened(path: str, columns: Columns) -> Iterator[Item]:
    name = path.lower()
    if name.endswith((".jsonl", ".ndjson")):
        yield from _lines(path, columns)
    elif name.endswith(".parquet"):
        yield from _rows(path, columns)
    elif name.endswith(".zip"):
        yield from _zipped(path)
    elif name.endswith(_ARCHIVES):
        yield from _packed(path)
    else:
        yield _file(path)


def _file(path: str) -> Item:
    try:
        status = os.stat(path)
    except OSError:
        return Item(path, "", path)
    return Item(path, f"{status.st_size}-{status.st_mtime_ns}", path)


def _lines(path: str, columns: Columns) -> Iterator[Item]:
    try:
        with open(path, "rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_LARGEST), b""), 1):
                if line.strip():
                    yield _line(path, number, line, columns)
    except OSError:
        yield Item(path, "", path)


def _line(path: str, number: int, line: bytes, columns: Columns) -> Item:
    key = f"{path}#{number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Item(key, _stamp(line), fault=(f"第 {number} 行不是 JSON", f"line {number} is no JSON"))
    if not isinstance(row, dict):
        return Item(key, _stamp(line), fault=(f"第 {number} 行不是 JSON 对象", f"line {number} is no JSON object"))
    return _row(path, number, row, columns)


def _rows(path: str, columns: Columns) -> Iterator[Item]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        yield Item(path, "", fault=("读 Parquet 需要另装：pip install 'planlint[corpus]'", "Parquet needs pip install 'planlint[corpus]'"))
        return
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            wanted = [name for name in (columns.text, columns.id) if name in file.schema_arrow.names]
            for batch in file.iter_batches(_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(path, number, row, columns)
    except (ArrowException, OSError, ValueError) as error:
        yield Item(path, "", fault=(f"不是完好的 Parquet 文件：{error}", f"no whole Parquet file: {error}"))


def _row(path: str, number: int, row: dict[str, Any], columns: Columns) -> Item:
    key = f"{path}#{number if columns.id is None else row.get(columns.id, number)}"
    text = row.get(columns.text)
    if isinstance(text, str):
        content = text.encode("utf-8", "surrogatepass")
        return Item(key, _stamp(content), content=content, is_text=True)
    if isinstance(text, bytes):
        return Item(key, _stamp(text), content=text)
    there = "、".join(map(str, row))
    return Item(
        key,
        "",
        fault=(
            f"“{columns.text}”列没有文字（有的列：{there}）；用 --text-column 指明",
            f"no text in column “{columns.text}” of {there}; name it with --text-column",
        ),
    )


def _zipped(path: str) -> Iterator[Item]:
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                if _is_wanted(info.filename, is_file=not info.is_dir()):
                    yield _member(path, info.filename, f"{info.CRC:08x}-{info.file_size}", info.file_size, lambda info=info: archive.open(info))
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        yield _broken(path, error)


def _packed(path: str) -> Iterator[Item]:
    try:
        with tarfile.open(path, "r|*") as archive:
            for info in archive:
                if _is_wanted(info.name, is_file=info.isfile()):
                    yield _member(path, info.name, f"{info.size}-{info.mtime}", info.size, lambda info=info: archive.extractfile(info))
    except _TAR_FAULTS as error:
        yield _broken(path, error)


def _member(path: str, name: str, stamp: str, size: int, opened: Any) -> Item:
    """A member of an archive, which is read no further than its size: a small archive may hold a large nothing."""
    key = f"{path}/{name}"
    if size > _LARGEST:
        return Item(key, stamp, fault=(f"压缩包里的文件超过 {_LARGEST >> 20} MB", f"a member of more than {_LARGEST >> 20} MB"))
    try:
        member: IO[bytes]
        with opened() as member:
            return Item(key, stamp, content=member.read(size))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, *_TAR_FAULTS) as error:
        return Item(key, stamp, fault=(f"压缩包里的文件读不出：{error}", f"a member that can't be read: {error}"))


def _is_wanted(name: str, *, is_file: bool) -> bool:
    base = os.path.basename(name)
    return is_file and base.lower().endswith(_READABLE) and not base.startswith((".", "~$")) and "__MACOSX" not in name


def _broken(path: str, error: Exception) -> Item:
    return Item(path, _file(path).stamp, fault=(f"不是完好的压缩包：{error}", f"no whole archive: {error}"))


def _stamp(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
