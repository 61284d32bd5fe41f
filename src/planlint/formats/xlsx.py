"""Excel workbooks: the tables of the sheets that are shown, row by row, and the lines above, between and below them.

A row with one cell alone, above or below a table, is a line of text; rows within a table are rows of cells. Values are written as the workbook shows
them; a formula is the value that was last worked out for it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from planlint.formats.package import EXCEL, LARGEST_PACKAGE, Package, broken, check_markup
from planlint.formats.unreadable import Unreadable
from planlint.patterns import compiled
from planlint.record import Record
from planlint.text.evidence import Cell, Evidence, LineKind
from planlint.text.source import Origin, Remark, Source
from planlint.text.spans import Span
from planlint.typed import Any

MOST_ROWS = 1_048_576
"""How many rows a sheet has; a number beyond is none that Excel writes."""
MOST_CELLS = 200_000
"""How many cells of all sheets together are read, empty ones between others included."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_PLACE = compiled(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_UNSEEN = compiled(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x000[0-9A-F]_")
_QUOTED = compiled(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DECIMALS = compiled(r"0\.(0+)")


class _Area(Record):
    """Merged cells: the row and column of the first, both from 1, and how many rows and columns they are."""

    row: int
    column: int
    rows: int
    columns: int


class _Sheet(Record):
    """A sheet: the words of its cells that have some, by row and column from 1, and the areas that are merged."""

    words: dict[int, dict[int, str]]
    areas: list[_Area]


def read(raw: bytes, name: str) -> Source:
    """The text of a workbook, a row of a sheet a line, with its cells.

    Raises Unreadable for workbooks that are encrypted, damaged, too large or none, and where the package openpyxl is missing.
    """
    package = Package(raw, EXCEL)
    uncounted, areas = _looked_through(package)
    sheets = [_Sheet(words, areas.get(title, [])) for title, words in _words_of(raw)]
    writing = _Writing()
    for sheet in sheets:
        writing.sheet(sheet)
    if not writing.lines:
        raise Unreadable("表格中没有文字；检查有内容的工作表", "a workbook without text in the sheets that are shown")
    return writing.source(name, uncounted)


def _looked_through(package: Package) -> tuple[int, dict[str, list[_Area]]]:
    """How many formulas have no value, and the merged areas of each sheet by its title; all parts are held against the limits first."""
    if sum(info.file_size for info in package.names.values()) > LARGEST_PACKAGE:
        raise _too_large()
    for part in package.names:
        if part.endswith((".xml", ".rels")):
            check_markup(package.data(part), EXCEL)
    cells = formulas = 0
    areas: dict[str, list[_Area]] = {}
    for title, part in _sheets(package):
        root = package.tree(part)
        for cell in root.iter(f"{_MAIN}c", f"{_STRICT}c"):
            cells += 1
            held = {child.tag.rpartition("}")[2]: child for child in cell}
            formulas += "f" in held and not any(held[tag].text for tag in ("v", "is") if tag in held)
            if cells > MOST_CELLS or not _is_place(cell.get("r", "A1")):
                raise _too_large()
        for row in root.iter(f"{_MAIN}row", f"{_STRICT}row"):
            if not row.get("r", "1").isdecimal() or int(row.get("r", "1")[:9]) > MOST_ROWS:
                raise _too_large()
        areas[title] = [area for merged in root.iter(f"{_MAIN}mergeCell", f"{_STRICT}mergeCell") if (area := _area(merged.get("ref", ""))) is not None]
    return formulas, areas


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The title and the part of each sheet."""
    parts = package.targets(package.main)
    for sheet in package.tree(package.main).iter(f"{_MAIN}sheet", f"{_STRICT}sheet"):
        part = next((parts[str(value)] for key, value in sheet.attrib.items() if str(key).endswith("}id") and str(value) in parts), None)
        if part is not None and "worksheets" in part:
            yield str(sheet.get("name", "")), part


def _is_place(written: str) -> bool:
    m = _PLACE.fullmatch(written)
    return m is not None and int(m[2]) <= MOST_ROWS


def _area(written: str) -> _Area | None:
    """The area that the reference of merged cells names, such as B3:D4; None for any other words."""
    from openpyxl.utils.cell import column_index_from_string

    first, _, last = written.partition(":")
    a, b = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if a is None or b is None:
        return None
    left, right = column_index_from_string(a[1]), column_index_from_string(b[1])
    return _Area(int(a[2]), left, int(b[2]) - int(a[2]) + 1, right - left + 1)


def _words_of(raw: bytes) -> Iterator[tuple[str, dict[int, dict[int, str]]]]:
    """The title of each sheet that is shown, and the words of its cells by row and column."""
    from zipfile import BadZipFile

    from lxml.etree import XMLSyntaxError

    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise _wants_package() from None
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and the like, which are no text
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    # what a sheet says of its own size need not be so
                    sheet.reset_dimensions()
                    yield sheet.title, _words(sheet.iter_rows())
    except (InvalidFileException, BadZipFile, XMLSyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, OSError):
        raise broken(EXCEL) from None


def _words(rows: Iterator[Sequence[Any]]) -> dict[int, dict[int, str]]:
    found: dict[int, dict[int, str]] = {}
    for row in rows:
        for cell in row:
            if cell.value is not None and (words := shown(cell.value, cell.number_format)):
                found.setdefault(cell.row, {})[cell.column] = words
    return found


def shown(value: object, form: str) -> str:
    """The value of a cell as a sheet shows it in a number format: 0.85 in 0% is 85%, a day 2026年6月30日."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date():
            return _day(value, form)
        case time() | timedelta():
            return str(value)
        case int() | float():
            return _number(value, form)
    return "\n".join(line.strip() for line in _UNSEEN.sub("", str(value)).splitlines()).strip()


def _day(day: date, form: str) -> str:
    bare = _QUOTED.sub("", form).lower()
    if "d" in bare or "m" not in bare:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.year}年{day.month}月"


def _number(value: float, form: str) -> str:
    bare = _QUOTED.sub("", form.split(";")[0])
    percent = "%" in bare
    scaled = value * 100 if percent else value
    decimals = _DECIMALS.search(bare)
    if decimals is not None:
        written = f"{scaled:.{len(decimals[1])}f}"
    elif bare.startswith("0") and "E" not in bare:
        written = f"{scaled:.0f}"
    else:
        written = str(int(scaled)) if float(scaled).is_integer() and abs(scaled) < 1e15 else f"{scaled:.10g}"
    return written + "%" * percent


class _Writing:
    """The lines that are made of sheets, with what there is to say of them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._length = 0
        self._origins: list[Origin] = []
        self._evidence: list[Evidence] = []
        self._tables = 0
        self._cells = 0

    def sheet(self, sheet: _Sheet) -> None:
        """Take the rows of a sheet, block by block; an empty row parts them."""
        covered = _covered(sheet)
        rows = sorted(sheet.words.keys() | {row for row, held in covered.items() if held})
        block: list[int] = []
        for row in rows:
            if block and row != block[-1] + 1:
                self._block(sheet, covered, block)
                block = []
            block.append(row)
        self._block(sheet, covered, block)

    def _block(self, sheet: _Sheet, covered: dict[int, dict[int, _Area]], rows: Sequence[int]) -> None:
        """The rows of a block: the table from its first to its last row of several cells, and lines around it."""
        several = [row for row in rows if len(sheet.words.get(row, {})) + len(covered.get(row, {})) > 1 and not _is_title(sheet, covered, row)]
        table = [row for row in rows if several and several[0] <= row <= several[-1]]
        above, below = (table[0], table[-1]) if len(table) > 1 else (MOST_ROWS + 1, 0)
        for row in rows:
            if row < above or row > below:
                self._line(row, sheet.words.get(row, {}))
            elif row == above:
                self._table(sheet, covered, table)

    def _line(self, row: int, words: dict[int, str]) -> None:
        for column in sorted(words):
            for line in words[column].split("\n"):
                if line:
                    self._origins.append(Origin(self._length, line=row))
                    self._add(line)

    def _table(self, sheet: _Sheet, covered: dict[int, dict[int, _Area]], rows: Sequence[int]) -> None:
        self._tables += 1
        columns = [column for row in rows for column in (*sheet.words.get(row, {}), *covered.get(row, {}))]
        first, last = min(columns), max(columns)
        self._cells += len(rows) * (last - first + 1)
        if self._cells > MOST_CELLS:
            raise _too_large()
        areas = {(area.row, area.column): area for area in sheet.areas}
        for at, row in enumerate(rows, 1):
            held, words = covered.get(row, {}), sheet.words.get(row, {})
            start = self._length
            pieces = []
            for column in range(first, last + 1):
                if (area := held.get(column)) is not None and (area.row, area.column) != (row, column):
                    continue
                merged = areas.get((row, column))
                high = min(merged.rows, rows[-1] - row + 1) if merged is not None else 1
                wide = min(merged.columns, last - column + 1) if merged is not None else 1
                place = Cell(self._tables, at, column - first + 1, high, wide)
                self._origins.append(Origin(start, cell=(place.table, place.row, place.column), line=row))
                self._evidence.append(Evidence(start, LineKind.CELL, cell=place))
                pieces.append(" ".join(words.get(column, "").split("\n")))
                start += len(pieces[-1]) + 1
            self._add("\t".join(pieces))

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self._length += len(line) + 1

    def source(self, name: str, uncounted: int) -> Source:
        """The text with all that was noted."""
        text = "".join(f"{line}\n" for line in self.lines)
        remarks = (Remark("formulas-without-values", Span(0, len(self.lines[0])), uncounted),) if uncounted else ()
        return Source(text, name, format="xlsx", origins=tuple(self._origins), evidence=tuple(self._evidence), remarks=remarks)


def _covered(sheet: _Sheet) -> dict[int, dict[int, _Area]]:
    """The cells within merged areas by row and column, as far as rows and columns have words at all; the first of an area is none."""
    if not sheet.words:
        return {}
    last_row, last_column = max(sheet.words), max(column for row in sheet.words.values() for column in row)
    found: dict[int, dict[int, _Area]] = {}
    count = 0
    for area in sheet.areas:
        if area.row not in sheet.words or area.column not in sheet.words[area.row]:
            continue
        rows = range(area.row, min(area.row + area.rows - 1, last_row) + 1)
        columns = range(area.column, min(area.column + area.columns - 1, last_column) + 1)
        count += len(rows) * len(columns)
        if count > MOST_CELLS:
            raise _too_large()
        for row in rows:
            for column in columns:
                if (row, column) != (area.row, area.column):
                    found.setdefault(row, {})[column] = area
    return found


def _is_title(sheet: _Sheet, covered: dict[int, dict[int, _Area]], row: int) -> bool:
    """Whether a row holds one cell alone that is spread over several columns."""
    words, held = sheet.words.get(row, {}), covered.get(row, {})
    return len(words) == 1 and all(area.row == row for area in held.values())


def _wants_package() -> Unreadable:
    return Unreadable(
        "读 Excel 表格需要另装一个包：pip install 'planlint[xlsx]'（openpyxl）",
        "reading Excel workbooks needs one more package: pip install 'planlint[xlsx]' (openpyxl)",
    )


def _too_large() -> Unreadable:
    return Unreadable(
        f"表格超过 {MOST_CELLS:,} 个单元格；删去多余的空行空列，或拆成几个文件后再检查",
        f"more than {MOST_CELLS:,} cells; delete empty rows and columns, or split it into several files and check those",
    )
