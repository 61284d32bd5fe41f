"""A list of many files: processes make a piece of each, and the pieces are put together as they come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from planlint.cli import terminal
from planlint.cli.faults import confess
from planlint.cli.jobs import jobs_for, watched
from planlint.cli.listings.records import Destination, Look, Plans, Reading, destination
from planlint.cli.listings.sheets import Cell, Sheet, csv_head, csv_rows, xlsx_pieces
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import BadOutput
from planlint.cli.terminal import complain
from planlint.formats.reading import Unreadable
from planlint.limits import OutOfTime, document_seconds, in_time
from planlint.messages import UserError
from planlint.pool import in_order, portable
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import DIED, TOO_LONG
from planlint.syntax.nodes import Plan
from planlint.typed import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

    from planlint.cli.listings.targets import Targets
    from planlint.cli.listings.tasks import Tasks
    from planlint.settings.config import Config

_Piece = TypeVar("_Piece")
_INSIDE = "\n    "


class Kind(Protocol[_Piece]):
    """A kind of list: what a process makes of a plan, such that it can be pickled, and what is written of all that."""

    def piece(self, path: str, plan: Plan, look: Look) -> _Piece:
        """What is made of the plan of a file."""
        ...

    def written(self, pieces: Iterable[_Piece], look: Look) -> Iterator[str | bytes]:
        """What is written of the files, in their order. Raises UserError."""
        ...


class OfFile(Protocol):
    """The list of one file, in the forms that it can be written in."""

    def records(self) -> Iterable[dict[str, object]]:
        """The list for programs."""
        ...

    def sheet(self, language: str) -> Sheet:
        """The list for spreadsheet programs."""
        ...

    def draw(self, console: Console, language: str) -> None:
        """Print the list for people."""
        ...


Piece = str | Sequence[Sequence[Cell]]
"""Of a list of which that of many files is one after another: the text of a file's, for a workbook its rows."""


def piece_of(listed: OfFile, look: Look) -> Piece:
    """The list of one file in the form that is asked for."""
    match look.form:
        case "json":
            return json_piece(listed.records())
        case "csv":
            return csv_rows(listed.sheet(look.language).rows)
        case "xlsx":
            return list(listed.sheet(look.language).rows)
        case _:
            return look.drawn(listed.draw)


def one_after_another(pieces: Iterable[Piece], look: Look, schema: str, key: str, sheet: Sheet) -> Iterator[str | bytes]:
    """The lists of the files as one; the sheet has the headings alone."""
    texts = (piece for piece in pieces if isinstance(piece, str))
    match look.form:
        case "json":
            return json_list(schema, key, texts)
        case "csv":
            return _behind(csv_head(sheet), texts)
        case "xlsx":
            return xlsx_pieces(sheet._replace(rows=(row for piece in pieces for row in piece)))
        case _:
            return iter(texts)


def json_piece(records: Iterable[dict[str, object]]) -> str:
    """Records as they stand in the list of a record."""
    import json

    return ",".join(_INSIDE + json.dumps(record, ensure_ascii=False, indent=2).replace("\n", _INSIDE) for record in records)


def json_list(schema: str, key: str, pieces: Iterable[str]) -> Iterator[str]:
    """A record whose `key` is the list that the pieces make."""
    yield f'{{\n  "schema": "{schema}",\n  "{key}": ['
    comma = ""
    for piece in filter(None, pieces):
        yield comma + piece
        comma = ","
    yield "\n  ]\n}\n" if comma else "]\n}\n"


def give(call: Tasks | Targets, made: Callable[[Config, Destination], Kind[Any]]) -> int:
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
        jobs = jobs_for(call.jobs, plans.paths)
        _check_apart(goal.file, plans.paths)
        kind, look = made(config, goal), goal.look(language, call.color)
        code = goal.write(kind.written(_pieces(kind, plans, look, jobs), look), language)
    except BadOutput as error:
        return complain(error.zh, error.en, language)
    except UserError as error:
        return tell(error, language)
    return 2 if plans.failed else code


def _check_apart(file: str | None, paths: Sequence[str]) -> None:
    """A file that is written while others are read must be none of those. Raises BadOutput."""
    if file is not None and os.path.exists(file) and any(os.path.exists(path) and os.path.samefile(file, path) for path in paths):
        name = visible(file)
        raise BadOutput(f"{name}：这就是要读的文件；换一个文件名", f"{name}: this file is to be read; name another one")


def _behind(first: str, texts: Iterator[str]) -> Iterator[str]:
    yield first
    yield from texts


def _pieces(kind: Kind[_Piece], plans: Plans, look: Look, jobs: int) -> Iterator[_Piece]:
    """What is made of each file, in order; why there is nothing of one is said."""
    work = _Work(kind, plans.reading, look)
    for path, made in zip(plans.paths, watched(in_order(work, plans.paths, jobs, work.lost), plans.paths, plans.language, quiet=False), strict=True):
        if isinstance(made, _Made):
            yield made.piece
        elif isinstance(made, _Unlisted):
            plans.fail(path, Unreadable(*made))
        else:
            confess(path, None, made.error, plans.language)
            plans.failed = True


class _Made(Record, Generic[_Piece]):
    """What was made of a file."""

    piece: _Piece


class _Unlisted(Record):
    """Why there is nothing of a file, in two languages."""

    zh: str
    en: str


class _Faulty(Record):
    """A fault of planlint's own."""

    error: BaseException


_Done = _Made[_Piece] | _Unlisted | _Faulty


class _Work(Generic[_Piece]):
    """Reads a file and makes the piece of it, within the time that a document may take."""

    def __init__(self, kind: Kind[_Piece], reading: Reading, look: Look) -> None:
        self._kind = kind
        self._reading = reading
        self._look = look

    def __call__(self, path: str) -> _Done[_Piece]:
        try:
            plan = self._reading.plan(path)
            return _Made(in_time(document_seconds(len(plan.text)), partial(self._kind.piece, path, plan, self._look)))
        except Unreadable as error:
            return _Unlisted(error.reason_zh, error.reason_en)
        except OutOfTime:
            return _Unlisted(*TOO_LONG)
        except MemoryError:
            raise
        except Exception as error:
            return _Faulty(portable(error))

    def lost(self, path: str) -> _Done[_Piece]:
        """What stands for a file on which processes have died."""
        return _Unlisted(*DIED)
