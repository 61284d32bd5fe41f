"""What was read from disk, to the character, with its places in every unit an editor counts in."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate

from planlint.record import Record
from planlint.text.evidence import Evidence, LineKind, Metadata
from planlint.text.spans import Edit, Span

_PIECE = 512
_NOTHING_SAID = Metadata()


def written_length(text: str) -> int:
    """How many characters of a text are no line ends, so that a share of them is the same whatever its lines end with."""
    return len(text) - text.count("\n") - text.count("\r")


class Position(Record):
    """A place as a person names it: line and column from 1, in code points; offset from 0."""

    line: int
    column: int
    offset: int


class Place(Record):
    """A place in the file as an editor shows it, from 1; the column is the first where no more than the line is known."""

    line: int
    column: int


class Origin(Record):
    """Where the text from `start` on, up to the next origin, stands in a file that is no plain text. Everything counts from 1.

    `page` is that of a PDF, and `box` the place of the line on it: left, bottom, right, top in points from the lower left corner.
    `paragraph` and `run` are those of a Word document, `cell` the table, row and column. `part` names what is not the body: header,
    footer, textbox, footnote. `line` is that of the file, as an editor shows it, where the element of a web page begins.
    """

    start: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    run: int | None = None
    cell: tuple[int, int, int] | None = None
    part: str | None = None
    line: int | None = None


class Remark(Record):
    """Something that a reader of a format has to tell of the file, at a place of the text, such as "tracked-changes"; `number` says how many."""

    kind: str
    span: Span
    number: int = 1


class Note(Record):
    """What somebody noted at a place of the text without it being a part of it, such as a comment in Word."""

    span: Span
    text: str


class Source:
    """A text exactly as it was read.

    `text` holds every character but a byte order mark, which `bom` keeps; `encoding` is the name of the codec;
    `format` is the kind of file ("text", "markdown", "docx", "pdf", "html", "xlsx").
    Formats that are no plain text tell where each stretch of it came from (`origins`, in order), what they say of its lines and cells
    (`evidence`, in order), what there is to tell (`remarks`), what people noted in it (`notes`), and which edits undo the layout of pages (`layout`: lines joined, page numbers and
    navigation left out): those are how the text is read, not damage. `literal` are the stretches, in order, that are no prose, such as code and addresses,
    and `metadata` is what the file says of the document beside its text.
    """

    def __init__(
        self,
        text: str,
        name: str = "-",
        *,
        encoding: str = "utf-8",
        bom: bytes = b"",
        format: str = "text",
        origins: tuple[Origin, ...] = (),
        layout: tuple[Edit, ...] = (),
        evidence: tuple[Evidence, ...] = (),
        remarks: tuple[Remark, ...] = (),
        notes: tuple[Note, ...] = (),
        literal: tuple[Span, ...] = (),
        metadata: Metadata = _NOTHING_SAID,
    ) -> None:
        self.text = text
        self.name = name
        self.encoding = encoding
        self.bom = bom
        self.format = format
        self.origins = origins
        self.layout = layout
        self.evidence = evidence
        self.remarks = remarks
        self.notes = notes
        self.literal = literal
        self.metadata = metadata

    def origin(self, offset: int) -> Origin | None:
        """Where the text at an offset came from; None for plain text."""
        at = bisect_right(self.origins, offset, key=lambda origin: origin.start) - 1
        return self.origins[at] if at >= 0 else None

    def evidence_at(self, offset: int) -> Evidence | None:
        """What the file says of the line or cell in which an offset is; None where it says nothing."""
        at = bisect_right(self.evidence, offset, key=lambda evidence: evidence.start) - 1
        if at < 0 or self.text.find("\n", self.evidence[at].start, offset) >= 0:
            return None
        return self.evidence[at]

    @cached_property
    def size(self) -> float:
        """The size in points in which the file sets most of its text; 0 where it does not say."""
        sizes: Counter[float] = Counter()
        for said in self.evidence:
            if said.kind is LineKind.TEXT:
                sizes[said.size] += said.alike
        return sizes.most_common(1)[0][0] if sizes else 0

    @property
    def is_paged(self) -> bool:
        """Whether the text comes from printed pages, so that its lines end where the paper does."""
        return bool(self.origins) and self.origins[0].page is not None

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; lines end with \\r\\n, \\r or \\n and nothing else."""
        # each replacement is as long as what it replaces
        text = self.text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in self.text else self.text
        return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the end of the text is a place too.

        Raises ValueError outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside the text")
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1, offset)

    def place(self, offset: int) -> Place:
        """Where in the file an offset stands: the line and column of the text, in a web page the line at which its element begins.

        Raises ValueError outside the text.
        """
        line, column, _ = self.position(offset)
        if not self._has_lines_of_its_own:
            return Place(line, column)
        at = bisect_right(self.origins, offset, key=lambda origin: origin.start)
        return Place(next((origin.line for origin in reversed(self.origins[:at]) if origin.line is not None), 1), 1)

    def places(self, span: Span) -> tuple[Place, Place]:
        """Where in the file a span begins and where it ends."""
        start = self.place(span.start)
        if not self._has_lines_of_its_own:
            return start, self.place(span.stop)
        return start, Place(max(start.line, self.place(max(span.start, span.stop - 1)).line), 1)

    @cached_property
    def _has_lines_of_its_own(self) -> bool:
        """Whether the lines of the file are others than those of the text."""
        return any(origin.line is not None for origin in self.origins)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1 and in code points.

        Raises ValueError when the text has no such place.
        """
        if not 1 <= line <= len(self.line_starts):
            raise ValueError(f"there is no line {line}")
        start = self.line_starts[line - 1]
        stop = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.text)
        if not 1 <= column <= stop - start + 1:
            raise ValueError(f"line {line} has no column {column}")
        return start + column - 1

    def line_span(self, line: int) -> Span:
        """The span of a line, from 1, without its line end."""
        start = self.line_starts[line - 1]
        stop = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:stop].rstrip("\r\n")))

    def byte_column(self, offset: int) -> int:
        """The column of an offset in UTF-8 bytes, from 1."""
        start = self.line_starts[self.position(offset).line - 1]
        return self._bytes_before(offset) - self._bytes_before(start) + 1

    def utf16_column(self, offset: int) -> int:
        """The column of an offset in UTF-16 code units, from 1."""
        return len(self._before(offset).encode("utf-16-le", "surrogatepass")) // 2 + 1

    def offset_of_utf16(self, line: int, column: int) -> int:
        """The offset of a line and a column in UTF-16 code units, both from 1."""
        before = self._line(line).encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)]
        return self.line_starts[line - 1] + len(before.decode("utf-16-le", "surrogatepass"))

    @cached_property
    def _byte_counts(self) -> list[int]:
        """How many bytes of UTF-8 stand before every 512th character: a line of a million characters is not encoded for each column."""
        pieces = (self.text[at : at + _PIECE] for at in range(0, len(self.text), _PIECE))
        return list(accumulate((len(piece.encode("utf-8", "surrogatepass")) for piece in pieces), initial=0))

    def _bytes_before(self, offset: int) -> int:
        piece = offset // _PIECE
        return self._byte_counts[piece] + len(self.text[piece * _PIECE : offset].encode("utf-8", "surrogatepass"))

    def _before(self, offset: int) -> str:
        return self.text[self.line_starts[self.position(offset).line - 1] : offset]

    def _line(self, line: int) -> str:
        stop = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : stop]
