"""What each format can do: one record a format, which all the rest of planlint asks."""

from __future__ import annotations

import os

from planlint.record import Record
from planlint.typed import Literal

Written = Literal["never", "as text", "as changes"]
"""How a repaired text gets back into a file of a format."""

Comments = Literal["none", "in the text", "beside the text"]
"""Where people may write what planlint is to let stand."""


class Format(Record):
    """A format and what it can do. What a record does not say, its format can't: one that does not tell how it is written is never written.

    `suffixes` are the ends of its names, the usual one first, and `languages` what editors call it. Modules are named and imported when
    they are used: `reader` has `read(raw, name)`, and a format without one is text as it stands on disk; `markup` has `marked_up(source)`,
    which tells what the marks in such a text mean; `writer` has `annotated`, `revised` and `refused`, and goes with written as changes.
    `named_only` says that files are read where a user names them, and are left in a folder. `tells_cells` says that cells of tables are parted by tabs and have evidence. `extra` is the optional part of planlint that it needs,
    and `package` the module which that brings.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str | None = None
    markup: str | None = None
    writer: str | None = None
    written: Written = "never"
    comments: Comments = "none"
    tells_cells: bool = False
    named_only: bool = False
    languages: tuple[str, ...] = ()
    extra: str | None = None
    package: str = ""

    @property
    def is_text(self) -> bool:
        """Whether the text is what stands on disk: lines and columns are those that an editor shows."""
        return self.reader is None

    @property
    def can_be_repaired(self) -> bool:
        """Whether there is a way for repairs to get into a file."""
        return self.written != "never"


TEXT = Format("text", (".txt",), written="as text", languages=("plaintext", "text"))
"""What is read of a file whose name says nothing."""

FORMATS = {
    format.name: format
    for format in (
        TEXT,
        Format(
            "markdown",
            (".md", ".markdown"),
            markup="planlint.formats.markdown",
            written="as text",
            comments="in the text",
            tells_cells=True,
            languages=("markdown",),
        ),
        Format(
            "docx",
            (".docx",),
            reader="planlint.formats.docx",
            writer="planlint.formats.docx_write",
            written="as changes",
            comments="beside the text",
            tells_cells=True,
        ),
        Format("html", (".html", ".htm"), reader="planlint.formats.html", comments="beside the text", tells_cells=True),
        Format("pdf", (".pdf",), reader="planlint.formats.pdf", tells_cells=True, extra="pdf", package="pypdfium2"),
        Format("xlsx", (".xlsx",), reader="planlint.formats.xlsx", tells_cells=True, named_only=True, extra="xlsx", package="openpyxl"),
    )
}
"""The formats that can be read, by name."""

OFFICE = Format("office", (".doc", ".docm", ".wps", ".odt", ".rtf", ".ofd"), reader="planlint.formats.office", comments="beside the text", tells_cells=True)
"""What office programs write beside Word's own form: read where it is that under another name, or where LibreOffice turns it into that."""

SUFFIXES = {suffix: format.name for format in FORMATS.values() for suffix in format.suffixes}
"""The ends of names, and the formats that they stand for."""


def format_named(name: str) -> Format:
    """The record of a format; one that can do nothing for a name that no format has."""
    return FORMATS.get(name) or (OFFICE if name == OFFICE.name else Format(name, (), reader=""))


def format_of(path: str, format: str | None = None) -> str:
    """The name of the format that a file is read in: the one that is given, else that of its name, else plain text."""
    ending = os.path.splitext(path)[1].lower()
    return format or SUFFIXES.get(ending) or (OFFICE.name if ending in OFFICE.suffixes else TEXT.name)
