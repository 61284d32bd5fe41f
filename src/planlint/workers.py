"""Processes that work on one item after another, and are replaced when they die, hang or need too much memory.

Unlike `jobs.spread`, nothing that an item does to its process costs another item: what was in the hands of a process that is gone is told as lost,
and all that waited behind it is done by the next one.
"""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from planlint.record import Record
from planlint.typed import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Begin = Callable[[], Callable[[_Item], _Result]]
"""What a process does first, such as loading rules: it gives what is done with each item. It can be pickled."""

_AHEAD = 2
_TRIES = 2
_MEBIBYTE = 1 << 20
_GROWN = 192 * _MEBIBYTE


class Lost(Record):
    """What became of an item that has no result: “time” or “memory” where it needed more than it may, “crash” where its process died of it twice."""

    error: str


class Limits(Record):
    """What one item may cost: seconds, and bytes of memory of the process that works on it. None sets no limit."""

    seconds: float | None = None
    memory: int | None = None


def supervised(
    begin: Begin[_Item, _Result], items: Iterable[_Item], jobs: int, limits: Limits, *, modules: tuple[str, ...] = ()
) -> Iterator[tuple[_Item, _Result | Lost]]:
    """What the work makes of each item, as they are done, by so many processes.

    Items are taken when there is a process for them, and are handed over pickled, as are results. `modules` are imported once, for all processes.
    An exception of the work ends the run. Ctrl-C is told to this process alone.
    """
    crew = _Crew(begin, limits, modules)
    source = iter(items)
    try:
        yield from crew.work(source, jobs)
    finally:
        crew.dismiss()


class _Ready(Record):
    """What a process sends when it has begun: only then does the time of its first item."""


class _Failed(Record):
    """What the work raised, as text: an exception may not be such that it can leave its process."""

    text: str


class _Worker(Generic[_Item]):
    """A process, the pipe to it, and what it has been given and not yet done, the item it is at first."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.given: deque[_Item] = deque()
        self.since = math.inf


class _Crew(Generic[_Item, _Result]):
    def __init__(self, begin: Begin[_Item, _Result], limits: Limits, modules: tuple[str, ...]) -> None:
        self._begin = begin
        self._limits = limits
        self._context = _context(modules)
        self._workers: list[_Worker[_Item]] = []
        self._again: deque[_Item] = deque()
        self._crashes: dict[int, int] = {}

    def work(self, source: Iterator[_Item], jobs: int) -> Iterator[tuple[_Item, _Result | Lost]]:
        from multiprocessing.connection import wait

        while True:
            for worker in list(self._workers):
                self._hand_over(worker, source)
            # no process is begun that has nothing to do
            while len(self._workers) < max(jobs, 1) and (item := next(source, None)) is not None:
                self._workers.append(self._hired())
                self._again.append(item)
                self._hand_over(self._workers[-1], source)
            if not any(worker.given for worker in self._workers):
                return
            pipes = {worker.pipe: worker for worker in self._workers if worker.given}
            for ready in wait(list(pipes), self._patience()):
                yield from self._received(pipes[ready])  # type: ignore[index]  # what is ready is one of the pipes
            yield from self._overdue()

    def dismiss(self) -> None:
        """End all processes; those that are at work at once."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.given:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def _hired(self) -> _Worker[_Item]:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(there, self._begin, self._limits.memory), daemon=True)  # type: ignore[attr-defined]  # every context has one
        process.start()
        there.close()
        return _Worker(process, here)

    def _hand_over(self, worker: _Worker[_Item], source: Iterator[_Item]) -> None:
        """Give a worker something to do, and something to go on with at once when that is done."""
        while len(worker.given) < _AHEAD:
            # an item whose process died is tried alone, so that no other one is suspected
            if self._again and self._crashes.get(id(self._again[0])) and worker.given:
                return
            item = self._again.popleft() if self._again else next(source, None)
            if item is None:
                return
            if not worker.given and worker.since < math.inf:
                worker.since = time.monotonic()
            worker.given.append(item)
            try:
                worker.pipe.send(item)
            except (BrokenPipeError, ConnectionResetError):
                return

    def _received(self, worker: _Worker[_Item]) -> Iterator[tuple[_Item, _Result | Lost]]:
        """The result that a worker has sent; where it is gone instead, what is lost by that."""
        try:
            result = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join()
            yield from self._replaced(worker, None if worker.process.exitcode == 0 else "crash")
            return
        if isinstance(result, _Failed):
            raise RuntimeError(result.text)
        if isinstance(result, _Ready):
            worker.since = time.monotonic()
            return
        item = worker.given.popleft()
        worker.since = time.monotonic()
        self._crashes.pop(id(item), None)
        yield item, result

    def _replaced(self, worker: _Worker[_Item], error: str | None) -> Iterator[tuple[_Item, _Result | Lost]]:
        """Put another in the place of a worker that is gone; the item it was at is lost by the error, if there is one, or tried once more."""
        worker.pipe.close()
        self._workers[self._workers.index(worker)] = self._hired()
        if error is None or not worker.given:
            self._again.extend(worker.given)
            return
        item = worker.given.popleft()
        self._again.extend(worker.given)
        crashes = self._crashes.pop(id(item), 0) + 1
        if error == "crash" and crashes < _TRIES:
            self._crashes[id(item)] = crashes
            self._again.append(item)
        else:
            yield item, Lost(error)

    def _patience(self) -> float | None:
        """How long to wait for results: until the first limit of time is over."""
        if self._limits.seconds is None:
            return None
        first = min(worker.since for worker in self._workers if worker.given)
        return max(first + self._limits.seconds - time.monotonic(), 0) if first < math.inf else None

    def _overdue(self) -> Iterator[tuple[_Item, _Result | Lost]]:
        seconds = self._limits.seconds
        for worker in list(self._workers):
            if seconds is not None and worker.given and time.monotonic() - worker.since >= seconds and not worker.pipe.poll():
                worker.process.kill()
                worker.process.join()
                yield from self._replaced(worker, "time")


def _context(modules: tuple[str, ...]) -> BaseContext:
    """How processes are begun: as copies of one that has the modules and no threads, where there is such a thing."""
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods() or sys.platform == "darwin":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


def _serve(pipe: Connection, begin: Begin[_Item, _Result], memory: int | None) -> None:
    """The life of a process: it ends when there is nobody to send to, after it ran out of memory, and when one item has made it large."""
    # the first process is told of Ctrl-C and ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        work = begin()
    except Exception as error:
        pipe.send(_Failed(_told(error)))
        return
    pipe.send(_Ready())
    _limit(memory)
    gc.collect()
    gc.freeze()
    began = _resident()
    while True:
        try:
            item = pipe.recv()
        except (EOFError, ConnectionResetError):
            return
        try:
            result: object = work(item)
        except MemoryError:
            result = Lost("memory")
        except Exception as error:
            result = _Failed(_told(error))
        try:
            pipe.send(result)
        except (BrokenPipeError, ConnectionResetError):
            return
        if isinstance(result, Lost) or _resident() > began + _GROWN:
            return


def _told(error: BaseException) -> str:
    from traceback import format_exception

    return "".join(format_exception(error))


def _limit(memory: int | None) -> None:
    """Let the process have no more than so many bytes of its own, where the system can do that: what asks for more gets a MemoryError."""
    if memory is None:
        return
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))


def _resident() -> int:
    """The bytes of memory that the process takes up; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
