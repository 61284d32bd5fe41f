"""What a file says of its lines besides their text: one small type for all formats."""

from __future__ import annotations

from planlint.enums import Enum
from planlint.record import Record
from planlint.typed import Literal

Align = Literal["", "left", "center", "right", "justify"]
"""How a line is aligned; "" where the file does not say."""


class LineKind(Enum):
    """What a file says that a line, or a cell of one, is."""

    TEXT = "text"
    TITLE = "title"
    HEADING = "heading"
    CONTENTS = "contents"
    CELL = "cell"
    NOTE = "note"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    QUOTE = "quote"
    CODE = "code"
    WATERMARK = "watermark"


class Metadata(Record):
    """What the file says of the document beside its text, as written: dates of issue and of publication, number, issuer, publisher."""

    issued: str = ""
    published: str = ""
    number: str = ""
    issuer: str = ""
    publisher: str = ""


class ListItem(Record):
    """The place of a line in a list of the file: lines with the same `id` count on from one another; `level` counts from 1.

    `begins` tells that the file itself lets the count begin anew here.
    """

    id: str
    level: int = 1
    begins: bool = False


class Cell(Record):
    """The place of a cell in its table: tables, rows and columns count from 1, and a merged cell takes up more than one of them."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False


class Evidence(Record):
    """What a file says of the line that begins at `start`, or of the cell where `cell` is given. A default means that it does not say.

    `level` is that of a heading or of an entry of a table of contents, from 1. `size` is in points, `indent` how far the first line begins
    behind the edge of the column, in points too. `font`, `size` and `bold` are those of the first character, and `alike` says how many
    characters from there on are set like it.
    """

    start: int
    kind: LineKind = LineKind.TEXT
    level: int = 0
    list: ListItem | None = None
    cell: Cell | None = None
    font: str = ""
    size: float = 0
    bold: bool = False
    alike: int = 0
    align: Align = ""
    indent: float = 0
