"""Tables on disk: parts of some documents each, whole files that appear at once, in Parquet, JSON Lines or CSV."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Sequence

from planlint.records.columns import columns
from planlint.reporters.escape import uncalculated
from planlint.typed import IO, Any, Protocol

FORMS = {"parquet": ".parquet", "jsonl": ".jsonl", "csv": ".csv"}
"""The forms of tables, and how the names of their files end."""

_UNFINISHED = ".unfinished"
_ROWS = 4096

Row = Sequence[Any]


class Part:
    """A part that is being written: the same documents in every table. `number` tells it from others; nothing is seen of it before finish()."""

    def __init__(self, folder: str, form: str, tables: Sequence[str], number: int) -> None:
        self.number = number
        self.documents = 0
        self._paths = {table: path_of(folder, form, table, number) for table in tables}
        for path in self._paths.values():
            os.makedirs(os.path.dirname(path), exist_ok=True)
        self._writers = {table: _writer(form, table, path + _UNFINISHED) for table, path in self._paths.items()}

    def add(self, rows: dict[str, list[tuple[object, ...]]]) -> None:
        """Add the rows of a document."""
        self.documents += 1
        for table, writer in self._writers.items():
            writer.write(rows[table])

    def finish(self) -> None:
        """Write what is left, and let the files appear."""
        for table, writer in self._writers.items():
            writer.close()
            _to_disk(self._paths[table] + _UNFINISHED)
        for path in self._paths.values():
            os.replace(path + _UNFINISHED, path)


def path_of(folder: str, form: str, table: str, number: int) -> str:
    """The file of a part of a table."""
    return os.path.join(folder, table, f"part-{number:06}{FORMS[form]}")


def clear(folder: str, tables: Iterable[str], keep: set[int]) -> None:
    """Delete the files of all parts but some, those that were never finished among them."""
    for table in tables:
        try:
            names = os.listdir(os.path.join(folder, table))
        except FileNotFoundError:
            continue
        for name in names:
            number = name.removeprefix("part-").partition(".")[0]
            if name.startswith("part-") and number.isdecimal() and (int(number) not in keep or name.endswith(_UNFINISHED)):
                os.remove(os.path.join(folder, table, name))


def without(folder: str, form: str, tables: Sequence[str], number: int, new: int, documents: set[str]) -> None:
    """Write a part anew under another number, without the rows of some documents."""
    part = Part(folder, form, tables, new)
    for table in tables:
        writer = part._writers[table]
        for rows in read(path_of(folder, form, table, number), form, table):
            writer.write([row for row in rows if row[0] not in documents])
    part.finish()


def read(path: str, form: str, table: str) -> Iterator[list[Row]]:
    """The rows of a file, some at a time."""
    match form:
        case "parquet":
            from pyarrow import parquet

            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(_ROWS):
                    yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
        case "jsonl":
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    yield [tuple(json.loads(line).values())]
        case _:
            with open(path, encoding="utf-8-sig", newline="") as lines:
                cells = csv.reader(lines)
                next(cells, None)
                for row in cells:
                    yield [tuple(row)]


class _Writer(Protocol):
    def write(self, rows: Sequence[Row]) -> None: ...
    def close(self) -> None: ...


def _writer(form: str, table: str, path: str) -> _Writer:
    match form:
        case "parquet":
            return _Parquet(table, path)
        case "jsonl":
            return _Lines(table, path)
    return _Cells(table, path)


class _Parquet:
    def __init__(self, table: str, path: str) -> None:
        from pyarrow import parquet

        from planlint.records import arrow

        self._table = table
        self._rows: list[Row] = []
        self._writer = parquet.ParquetWriter(path, arrow.schema(table), compression="zstd")

    def write(self, rows: Sequence[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        from planlint.records import arrow

        self._writer.write_table(arrow.table(self._table, self._rows))
        self._rows = []


class _Lines:
    def __init__(self, table: str, path: str) -> None:
        self._names = [column.name for column in columns(table)]
        self._file: IO[str] = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115  # close() is called when the part is whole

    def write(self, rows: Sequence[Row]) -> None:
        self._file.writelines(json.dumps(dict(zip(self._names, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)

    def close(self) -> None:
        self._file.close()


class _Cells:
    def __init__(self, table: str, path: str) -> None:
        self._file: IO[str] = open(path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115  # as above
        self._lines = csv.writer(self._file)
        self._lines.writerow([column.name for column in columns(table)])

    def write(self, rows: Sequence[Row]) -> None:
        self._lines.writerows([_cell(value) for value in row] for row in rows)

    def close(self) -> None:
        self._file.close()


def _cell(value: object) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return uncalculated(value)
        case tuple():
            return uncalculated("、".join(map(str, value)))
    return value


def _to_disk(path: str) -> None:
    """See to it that a file survives what stops the machine."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
