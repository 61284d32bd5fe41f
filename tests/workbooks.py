"""Workbooks for tests, made in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def workbook(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """A workbook of one sheet with some rows, changed by a function before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book.active)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed, or added where there is none."""
    written = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, change(old.read(entry)) if entry == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return written.getvalue()
