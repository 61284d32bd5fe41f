"""What the commands that list things of plans have in common: the plans they read, and where the list goes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from planlint.cli import passed, terminal
from planlint.cli.listings.sheets import Sheet, csv_head, csv_rows, on_disk, xlsx_pieces
from planlint.cli.outputs import BadOutput, check_folder, give_bytes, json_bytes
from planlint.cli.terminal import complain, say
from planlint.files import Excludes, MissingPath, find
from planlint.formats.reading import Unreadable
from planlint.messages import reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import read_bytes, read_plan
from planlint.syntax.nodes import Plan
from planlint.syntax.tables import cell_at
from planlint.text.source import Place
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from planlint.cli.comparing.matrix import Matrix
    from planlint.cli.listings.targets import Targets
    from planlint.cli.listings.tasks import Tasks

_SUFFIXES = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".txt": "table", "": "table"}


class Listing(Protocol):
    """What a command lists, in the forms that it can be written in."""

    def record(self) -> dict[str, object]:
        """The list for programs, by its schema."""
        ...

    def sheet(self, language: str) -> Sheet:
        """The list for spreadsheet programs."""
        ...

    def draw(self, console: Console, language: str) -> None:
        """Print the list for people."""
        ...


class Look(Record):
    """How a list looks: its form and language, and for people whether lines are coloured and how many cells they have."""

    form: str
    language: str
    colored: bool
    width: int

    def drawn(self, draw: Callable[[Console, str], None]) -> str:
        """What is drawn, without the spaces with which rich fills each line up to the width of a table."""
        written = io.StringIO()
        draw(console(written, colored=self.colored, width=self.width), self.language)
        return "".join(line.rstrip() + "\n" for line in written.getvalue().splitlines())


class Destination(Record):
    """The form of a list, and the file to write, or None for standard output."""

    format: str
    file: str | None

    def look(self, language: str, color: str) -> Look:
        """How a list looks there."""
        stream = sys.stdout if self.file is None else io.StringIO()
        return Look(self.format, language, terminal.color(color, os.environ, stream), terminal.width(os.environ, stream))

    def give(self, listing: Listing, *, language: str, color: str) -> int:
        """Write a list; 0, or 2 when that can't be done, which has been said."""
        return self.write(_whole(listing, self.look(language, color)), language)

    def write(self, pieces: Iterable[str | bytes], language: str) -> int:
        """Write what stands for a list as it comes, to a file a record or a workbook when it is whole; 0, or 2 when that can't be done, which has been said."""
        if self.file is None:
            for piece in pieces:
                self._print(piece)
            return 0
        where = visible(self.file)
        every: Iterator[bytes] = map(_encoded, pieces)
        if self.format == "json":
            every = on_disk(every)
        try:
            # where all is made on disk, an earlier file stays until it is there
            first = next(every, b"")
            with open(self.file, "wb") as file:
                file.write(first)
                file.writelines(every)
        except OSError as error:
            return complain(f"无法写入 {where}：{reason_of(error).zh}", f"can't write {where}: {reason_of(error).en}", language)
        say(f"wrote {where}" if language == "en" else f"已写入 {where}")
        return 0

    def _print(self, piece: str | bytes) -> None:
        if self.format in ("table", "text") and isinstance(piece, str):
            sys.stdout.write(piece)
            sys.stdout.flush()
        else:
            give_bytes(_encoded(piece))


def _whole(listing: Listing, look: Look) -> Iterator[str | bytes]:
    """A list that is there as a whole."""
    match look.form:
        case "json":
            yield json_bytes(listing.record())
        case "csv":
            sheet = listing.sheet(look.language)
            yield csv_head(sheet) + csv_rows(sheet.rows)
        case "xlsx":
            yield from xlsx_pieces(listing.sheet(look.language))
        case _:
            yield look.drawn(listing.draw)


def _encoded(piece: str | bytes) -> bytes:
    # a path that is no valid text has surrogates
    return piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece


def destination(form: str | None, file: str | None, stream: TextIO) -> Destination:
    """Where the list goes; without a form the end of the file's name tells it. `stream` stands for standard output.

    Raises BadOutput for a workbook that would be written to a terminal or that nothing can write, and for an end of a name that no form has.
    """
    if form is None:
        form = _form_of(file) if file else "table"
    check_folder(file)
    if form == "xlsx" and file is None and stream.isatty():
        raise BadOutput("xlsx 不能显示在终端里；用 --output-file 写入文件", "xlsx can't be shown in a terminal; write it with --output-file")
    if form == "xlsx":
        _check_writer()
    return Destination(form, file)


def _check_writer() -> None:
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: F401  # it has no types, and is needed where sheets are written
    except ImportError:
        raise BadOutput("写 xlsx 需要另装一个包：pip install xlsxwriter", "xlsx needs one more package: pip install xlsxwriter") from None


def _form_of(file: str) -> str:
    ending = os.path.splitext(file)[1].lower()
    if ending not in _SUFFIXES:
        name, ends = visible(file), [ending for ending in _SUFFIXES if ending]
        raise BadOutput(f"{name}：写不出 {ending} 文件；能写的有 {'、'.join(ends)}", f"{name}: planlint writes no {ending} files, but {', '.join(ends)}")
    return _SUFFIXES[ending]


class Reading(Record):
    """How files are read: whether one is piped in, and the encoding and format that a call names."""

    piped: bool
    encoding: str | None
    format: str | None

    def plan(self, path: str) -> Plan:
        """The plan of a file. Raises Unreadable."""
        raw = sys.stdin.buffer.read() if self.piped else read_bytes(path)
        return read_plan(path, raw, encoding=self.encoding, format=self.format)


class Plans:
    """The files that a call names and their plans, one after another; `failed` tells that some could not be read, which has been said."""

    def __init__(self, call: Tasks | Targets | Matrix, language: str, excludes: Excludes) -> None:
        """Raises BadOutput when “-” and --stdin-filename are not used as they should be."""
        if "-" in call.files and len(call.files) > 1:
            raise BadOutput("“-”不能与其他路径同用", "“-” can't be used with other paths")
        if call.stdin_filename is not None and "-" not in call.files:
            raise BadOutput("--stdin-filename 只与“-”同用", "--stdin-filename is for “-” alone")
        self.failed = False
        self.reading = Reading("-" in call.files, call.encoding, call.format)
        self.language = language
        self.paths = [call.stdin_filename or "-"] if "-" in call.files else self._found(call.files, excludes)

    def __iter__(self) -> Iterator[tuple[str, Plan]]:
        """The path and the plan of each file that can be read."""
        for path in self.paths:
            try:
                plan = self.reading.plan(path)
            except Unreadable as error:
                self.fail(path, error)
            else:
                yield path, plan

    def fail(self, path: str, error: Unreadable) -> None:
        """Say that nothing is made of a file."""
        name = visible(path)
        self._fail(f"{name}：{visible(error.reason_zh)}", f"{name}: {visible(error.reason_en)}")

    def _found(self, files: Sequence[str], excludes: Excludes) -> list[str]:
        there = list(files)
        while True:
            try:
                found = find(there, excludes)
                break
            except MissingPath as error:
                there.remove(error.path)
                path = visible(error.path)
                if error.is_pattern:
                    self._fail(f"没有文件与“{path}”相符", f"no file matches “{path}”")
                else:
                    self._fail(f"没有这个文件或文件夹：{path}", f"no such file or folder: {path}")
        if there and not found.files:
            self._fail(*passed.nothing(found))
        for sentence in passed.rendered(found, None):
            say(sentence.in_language(self.language))
        return found.files

    def _fail(self, zh: str, en: str) -> None:
        self.failed = complain(zh, en, self.language) != 0


def plan_of(path: str, *, piped: bool, encoding: str | None, format: str | None) -> Plan:
    """The plan of a file, or of what is piped in under its name. Raises Unreadable."""
    return Reading(piped, encoding, format).plan(path)


def located(plan: Plan, span: Span) -> dict[str, object]:
    """Where a span of a plan starts and ends on disk, as records of planlint's schemas tell it."""
    there = plan.view.locate(span)
    start, end = plan.view.source.places(there)
    return {"start": _place(start, there.start), "end": _place(end, there.stop)}


def cell_record(plan: Plan, span: Span) -> dict[str, int] | None:
    """The cell of a table in which a span of a plan starts, as records tell it: table, row and column from 1."""
    place = cell_at(plan, span.start)
    return place._asdict() if place is not None else None


def cell_name(plan: Plan, span: Span, language: str) -> str | None:
    """The same for a person: 表1第3行第5列."""
    place = cell_at(plan, span.start)
    if place is None:
        return None
    table, row, column = place
    return f"table {table}, row {row}, column {column}" if language == "en" else f"表{table}第{row}行第{column}列"


def line_of(plan: Plan, span: Span) -> int:
    """The line on disk, from 1, in which a span of a plan starts."""
    return plan.view.source.place(plan.view.locate(span).start).line


def console(written: TextIO, *, colored: bool, width: int) -> Console:
    """A console of rich that writes text as it is, in lines of so many cells."""
    from rich.console import Console

    return Console(
        file=written,
        width=width,
        force_terminal=colored,
        no_color=not colored,
        color_system="standard" if colored else None,
        highlight=False,
        emoji=False,
        markup=False,
    )


def _place(place: Place, offset: int) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "offset": offset}
