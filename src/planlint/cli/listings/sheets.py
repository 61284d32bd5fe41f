"""Lists as files that spreadsheet programs open."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.record import Record
from planlint.reporters.escape import uncalculated, visible
from planlint.text.widths import cells

Cell = str | int | float | None
"""What a cell holds; None leaves it empty."""

_WIDEST = 60
_TEXT = 32_767


class NoWriter(Exception):
    """The package that writes workbooks is not installed."""


class Sheet(Record):
    """A list with its headings. From column `marks` on, if it is given, each cell holds one mark below a long heading."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    marks: int | None = None


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as CSV in UTF-8, with the byte order mark and the line ends that Excel wants. No text in it is read as a formula."""
    import csv
    import io

    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow([_harmless(heading) for heading in sheet.headings])
    lines.writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheet: Sheet) -> bytes:
    """The sheet as a workbook. Texts are texts, whatever they begin with.

    Raises NoWriter.
    """
    import io

    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise NoWriter from None
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    page = book.add_worksheet(sheet.name)
    heading = book.add_format({"bold": True, "bottom": 1, "valign": "bottom", "text_wrap": True})
    turned = book.add_format({"bold": True, "bottom": 1, "valign": "bottom", "align": "center", "rotation": 270})
    plain, mark = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"align": "center", "valign": "top"})
    first_mark = len(sheet.headings) if sheet.marks is None else sheet.marks
    for column, words in enumerate(sheet.headings):
        page.write_string(0, column, visible(words), turned if column >= first_mark else heading)
        page.set_column(column, column, 3.5 if column >= first_mark else _width(sheet, column))
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            form = mark if column >= first_mark else plain
            if isinstance(cell, str):
                page.write_string(number, column, visible(cell)[:_TEXT], form)
            elif cell is not None:
                page.write_number(number, column, cell, form)
    page.freeze_panes(1, min(first_mark, 3) if sheet.marks is not None else 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    book.close()
    return written.getvalue()


def _harmless(text: str) -> str:
    """The text in one line; one that a spreadsheet program would calculate is quoted."""
    return visible(text) if uncalculated(text) == text else "'" + visible(text)


def _width(sheet: Sheet, column: int) -> int:
    longest = max((cells(str(row[column])) for row in sheet.rows if row[column] is not None), default=0)
    return min(max(longest, cells(sheet.headings[column])) + 2, _WIDEST)
