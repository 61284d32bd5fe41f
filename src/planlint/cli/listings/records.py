"""What the commands that list things of plans have in common: the plans they read, and where the list goes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from planlint.cli import passed, terminal
from planlint.cli.listings.sheets import NoWriter, Sheet, csv_bytes, xlsx_bytes
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import BadOutput, check_folder, give_bytes, json_bytes
from planlint.cli.terminal import complain, say
from planlint.files import Excludes, MissingPath, find
from planlint.formats.reading import Unreadable
from planlint.formats.reading import read as source_of
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import read_bytes
from planlint.syntax import read
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
    from planlint.settings.config import Config

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


class Destination(Record):
    """The form of a list, and the file to write, or None for standard output."""

    format: str
    file: str | None

    def give(self, listing: Listing, *, language: str, color: str) -> int:
        """Write a list; 0, or 2 when that can't be done, which has been said."""
        match self.format:
            case "json":
                return self.write(json_bytes(listing.record()), language)
            case "csv":
                return self.write(csv_bytes(listing.sheet(language)), language)
            case "xlsx":
                return self._write_workbook(listing, language)
        return self._draw(listing, language, color)

    def _draw(self, listing: Listing, language: str, color: str) -> int:
        written = io.StringIO()
        listing.draw(console(written, color, sys.stdout if self.file is None else written), language)
        # rich fills each line up to the width of the table
        shown = "".join(line.rstrip() + "\n" for line in written.getvalue().splitlines())
        if self.file is not None:
            return self.write(shown.encode("utf-8", "backslashreplace"), language)
        sys.stdout.write(shown)
        return 0

    def _write_workbook(self, listing: Listing, language: str) -> int:
        try:
            return self.write(xlsx_bytes(listing.sheet(language)), language)
        except NoWriter:
            return complain(
                "写 xlsx 需要另装一个包：pip install xlsxwriter",
                "xlsx needs one more package: pip install xlsxwriter",
                language,
            )

    def write(self, content: bytes, language: str) -> int:
        """Write what stands for a list; 0, or 2 when that can't be done, which has been said."""
        if self.file is None:
            give_bytes(content)
            return 0
        try:
            with open(self.file, "wb") as file:
                file.write(content)
        except OSError as error:
            where = visible(self.file)
            return complain(f"无法写入 {where}：{reason_of(error).zh}", f"can't write {where}: {reason_of(error).en}", language)
        say(f"wrote {visible(self.file)}" if language == "en" else f"已写入 {visible(self.file)}")
        return 0


def give(call: Tasks | Targets, made: Callable[[Plans, Config, Destination], Listing]) -> int:
    """Make the list that a call asks for and write it; 0, or 2 when a file can't be read or written or the call makes no sense.

    `made` may raise BadOutput or UserError.
    """
    language = terminal.language(call.lang, os.environ)
    try:
        settings = policy(call.config, isolated=call.isolated)
        config = settings.config_of(os.curdir)
        language = terminal.language(call.lang or config.lang, os.environ)
        goal = destination(call.output_format, call.output_file, sys.stdout)
        plans = Plans(call, language, settings.excludes)
        listing = made(plans, config, goal)
    except BadOutput as error:
        return complain(error.zh, error.en, language)
    except UserError as error:
        return tell(error, language)
    code = goal.give(listing, language=language, color=call.color)
    return 2 if plans.failed else code


def destination(form: str | None, file: str | None, stream: TextIO) -> Destination:
    """Where the list goes; without a form the end of the file's name tells it. `stream` stands for standard output.

    Raises BadOutput for a workbook that would be written to a terminal, and for an end of a name that no form has.
    """
    if form is None:
        form = _form_of(file) if file else "table"
    check_folder(file)
    if form == "xlsx" and file is None and stream.isatty():
        raise BadOutput("xlsx 不能显示在终端里；用 --output-file 写入文件", "xlsx can't be shown in a terminal; write it with --output-file")
    return Destination(form, file)


def _form_of(file: str) -> str:
    ending = os.path.splitext(file)[1].lower()
    if ending not in _SUFFIXES:
        name, ends = visible(file), [ending for ending in _SUFFIXES if ending]
        raise BadOutput(f"{name}：写不出 {ending} 文件；能写的有 {'、'.join(ends)}", f"{name}: planlint writes no {ending} files, but {', '.join(ends)}")
    return _SUFFIXES[ending]


class Plans:
    """The plans of files and folders, one after another; `failed` tells that some could not be read, which has been said."""

    def __init__(self, call: Tasks | Targets | Matrix, language: str, excludes: Excludes) -> None:
        """Raises BadOutput when “-” and --stdin-filename are not used as they should be."""
        if "-" in call.files and len(call.files) > 1:
            raise BadOutput("“-”不能与其他路径同用", "“-” can't be used with other paths")
        if call.stdin_filename is not None and "-" not in call.files:
            raise BadOutput("--stdin-filename 只与“-”同用", "--stdin-filename is for “-” alone")
        self.failed = False
        self._call = call
        self._language = language
        self.paths = [call.stdin_filename or "-"] if "-" in call.files else self._found(call.files, excludes)

    def __iter__(self) -> Iterator[tuple[str, Plan]]:
        """The path and the plan of each file that can be read."""
        for path in self.paths:
            try:
                plan = plan_of(path, piped="-" in self._call.files, encoding=self._call.encoding, format=self._call.format)
            except Unreadable as error:
                name = visible(path)
                self._fail(f"{name}：{visible(error.reason_zh)}", f"{name}: {visible(error.reason_en)}")
            else:
                yield path, plan

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
            say(sentence.in_language(self._language))
        return found.files

    def _fail(self, zh: str, en: str) -> None:
        self.failed = complain(zh, en, self._language) != 0


def plan_of(path: str, *, piped: bool, encoding: str | None, format: str | None) -> Plan:
    """The plan of a file, or of what is piped in under its name. Raises Unreadable."""
    raw = sys.stdin.buffer.read() if piped else read_bytes(path)
    return read(source_of(path, raw, encoding=encoding, format=format))


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


def console(written: TextIO, color: str, stream: TextIO) -> Console:
    """A console of rich that writes text as it is, with the width and the colour of another stream."""
    from rich.console import Console

    colored = terminal.color(color, os.environ, stream)
    return Console(
        file=written,
        width=terminal.width(os.environ, stream),
        force_terminal=colored,
        no_color=not colored,
        color_system="standard" if colored else None,
        highlight=False,
        emoji=False,
        markup=False,
    )


def _place(place: Place, offset: int) -> dict[str, int]:
    return {"line": place.line, "column": place.column, "offset": offset}
