"""Lists as files that spreadsheet programs open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import uncalculated, visible
from planlint.text.widths import cells
from planlint.typed import IO, Any

Cell = str | int | float | None
"""What a cell holds; None leaves it empty."""

_WIDEST = 60
_TEXT = 32_767
_ROWS, _COLUMNS = 1_048_575, 16_384
_CHUNK = 1 << 20


class Sheet(Record):
    """A list with its headings; the rows may come one after another. From column `marks` on, if it is given, each cell holds one mark below a long heading."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    marks: int | None = None


def csv_head(sheet: Sheet) -> str:
    """What a CSV file begins with: the byte order mark that Excel wants, and the headings."""
    return "\ufeff" + csv_rows([sheet.headings])


def csv_rows(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV, with the line ends that Excel wants. No text in them is read as a formula."""
    import csv
    import io

    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return written.getvalue()


def xlsx_bytes(sheet: Sheet, *, most: int = _ROWS) -> bytes:
    """The sheet as a workbook that is made in memory, with so many rows a page. Texts are texts, whatever they begin with.

    Raises ImportError without the package that writes workbooks.
    """
    import io

    written = io.BytesIO()
    _write(written, {"in_memory": True}, sheet, most)
    return written.getvalue()


def xlsx_pieces(sheet: Sheet) -> Iterator[bytes]:
    """The same piece by piece, made on disk; rows are taken as they come.

    Raises ImportError, and UserError for more columns than a workbook has.
    """
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        _write(file, {"constant_memory": True}, sheet, _ROWS)
        yield from _read(file)


def on_disk(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces as one, when all are there."""
    from tempfile import TemporaryFile

    with TemporaryFile() as file:
        file.writelines(pieces)
        yield from _read(file)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_CHUNK):
        yield piece


def _write(file: IO[bytes], how: dict[str, bool], sheet: Sheet, most: int) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types

    if len(sheet.headings) > _COLUMNS:
        raise UserError(
            f"xlsx 最多 {_COLUMNS} 列，此处要 {len(sheet.headings)} 列；可写成 csv",
            f"a workbook has {_COLUMNS} columns, and {len(sheet.headings)} are needed; csv has no limit",
        )
    book = Workbook(file, {**how, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    rows = iter(sheet.rows)
    forms = _forms(book)
    pages = 1
    while _fill(book.add_worksheet(sheet.name if pages == 1 else f"{sheet.name} {pages}"), sheet, islice(rows, most), forms) == most:
        pages += 1
    book.close()


class _Forms(Record):
    """How the cells of a workbook look."""

    heading: Any
    turned: Any
    plain: Any
    mark: Any


def _forms(book: Any) -> _Forms:
    return _Forms(
        book.add_format({"bold": True, "bottom": 1, "valign": "bottom", "text_wrap": True}),
        book.add_format({"bold": True, "bottom": 1, "valign": "bottom", "align": "center", "rotation": 270}),
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format({"align": "center", "valign": "top"}),
    )


def _fill(page: Any, sheet: Sheet, rows: Iterable[Sequence[Cell]], forms: _Forms) -> int:
    """Write rows below the headings; how many there were."""
    first_mark = len(sheet.headings) if sheet.marks is None else sheet.marks
    widths = [cells(words) for words in sheet.headings]
    for column, words in enumerate(sheet.headings):
        page.write_string(0, column, visible(words), forms.turned if column >= first_mark else forms.heading)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            form = forms.mark if column >= first_mark else forms.plain
            if isinstance(cell, str):
                page.write_string(number, column, visible(cell)[:_TEXT], form)
            elif cell is not None:
                page.write_number(number, column, cell, form)
            if cell is not None and widths[column] < _WIDEST:
                widths[column] = max(widths[column], cells(str(cell)))
    for column, width in enumerate(widths):
        page.set_column(column, column, 3.5 if column >= first_mark else min(width + 2, _WIDEST))
    page.freeze_panes(1, min(first_mark, 3) if sheet.marks is not None else 0)
    if number:
        page.autofilter(0, 0, number, len(sheet.headings) - 1)
    return number


def _harmless(text: str) -> str:
    """The text in one line; one that a spreadsheet program would calculate is quoted."""
    return visible(text) if uncalculated(text) == text else "'" + visible(text)
