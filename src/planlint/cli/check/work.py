"""What is done with one file, in this process or in another one."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping

from planlint.cli.check.rendered import Printer, Rendered, keep
from planlint.cli.check.run import Run
from planlint.formats.unreadable import Unreadable
from planlint.messages import UserError
from planlint.record import Record
from planlint.session import FileResult, Session, Told, read_bytes
from planlint.typed import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from planlint.cache import Kept
    from planlint.vcs import Before

_Value = TypeVar("_Value")


class Made(Record, Generic[_Value]):
    """What was made of a file: the value, what the session has to tell, and what is to be kept of findings and of what is shown."""

    value: _Value
    told: Told
    kept: Mapping[bytes, bytes]
    shown: Mapping[bytes, bytes]


class Refused(Record):
    """Why nothing can be made of a file, in two languages: a file of the user's is wrong."""

    zh: str
    en: str


Done = Made[_Value] | Refused
Act = Callable[[Run, str], _Value]
"""What a call does with a file."""


class Work(Protocol[_Value]):
    """What is done with the file of a path, and what stands for it where processes have died of the file."""

    def __call__(self, path: str) -> Done[_Value]: ...  # noqa: D102  # as the class says
    def lost(self, path: str) -> Done[_Value]: ...  # noqa: D102


class ToShow:
    """Checks a file and makes of its findings what is printed."""

    def __init__(self, session: Session, printer: Printer, kept: Kept | None) -> None:
        self._home = os.getpid()
        self._session = session
        self._printer = printer
        self._kept = kept

    def __call__(self, path: str) -> Done[Rendered]:
        """What is shown of a file."""
        try:
            raw = read_bytes(path)
        except Unreadable:
            raw = None
        try:
            result = self._session.check(path, raw)
        except UserError as error:
            return Refused(error.zh, error.en)
        lasting = raw is not None and self._session.is_lasting(result)
        made = self._shown(result)
        if self._kept is not None and raw is not None and lasting:
            keep(made.value, path, raw, self._kept)
        return made._replace(shown=_taken(self._kept))

    def lost(self, path: str) -> Done[Rendered]:
        """What is shown of a file on which a process has died."""
        return self._shown(self._session.lost(path))

    def _shown(self, result: FileResult) -> Made[Rendered]:
        told = _carried(self._session.take(), self._home)
        return Made(self._printer.rendered(result, self._session), told, _taken(self._session.kept), {})


class ToCheck:
    """Checks a file; of one that has changed only what has to do with the change is left, where the changes are given."""

    def __init__(self, session: Session, changes: Mapping[str, Before | None] | None) -> None:
        self._home = os.getpid()
        self._session = session
        self._changes = changes

    def __call__(self, path: str) -> Done[FileResult]:
        """The findings of a file."""
        try:
            result = self._session.check(path)
            told = _carried(self._session.take(), self._home)
            before = self._changes[path] if self._changes is not None else None
            if before is not None:
                from planlint.cli.check.since import of_changes

                result = of_changes(result, before, self._session)
        except UserError as error:
            return Refused(error.zh, error.en)
        return Made(result, told, _taken(self._session.kept), {})

    def lost(self, path: str) -> Done[FileResult]:
        """The findings of a file on which a process has died."""
        result = self._session.lost(path)
        return Made(result, self._session.take(), {}, {})


class Doing(Record, Generic[_Value]):
    """What was done with a file, and what was said on standard error meanwhile."""

    value: _Value
    said: str


class ToDo(Generic[_Value]):
    """Does with a file what the call asks for, such as to repair it: `act` takes the run and the path."""

    def __init__(self, run: Run, act: Act[_Value], lost: Act[_Value]) -> None:
        self._home = os.getpid()
        self._call = run.call
        self._session = run.session
        self._act = act
        self._lost = lost

    def __call__(self, path: str) -> Done[Doing[_Value]]:
        """What was done with the file."""
        from contextlib import redirect_stderr

        with redirect_stderr(io.StringIO()) as said:
            try:
                value = self._act(self._run, path)
            except UserError as error:
                return Refused(error.zh, error.en)
        return self._made(value, said.getvalue())

    def lost(self, path: str) -> Done[Doing[_Value]]:
        """What stands for it where processes have died of the file."""
        return self._made(self._lost(self._run, path), "")

    @property
    def _run(self) -> Run:
        return Run(self._call, self._session, (), str)

    def _made(self, value: _Value, said: str) -> Made[Doing[_Value]]:
        return Made(Doing(value, said), _carried(self._session.take(), self._home), {}, {})


def _taken(kept: Kept | None) -> Mapping[bytes, bytes]:
    return kept.taken() if kept is not None else {}


def _carried(told: Told, home: int) -> Told:
    """The same, in a process other than that of the run with exceptions that can leave it."""
    if not told.failures or os.getpid() == home:
        return told
    from planlint.pool import portable

    return told._replace(failures=[failure._replace(error=portable(failure.error)) for failure in told.failures])
