"""Work on many files, spread over processes."""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module

from planlint.typed import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Result = TypeVar("_Result")
_WORTH_IT = 500_000
# so much is handed to a process at once: some tenths of a second, to be lost when the run is stopped
_LARGEST_CHUNK, _CHUNK_BYTES = 16, 500_000
# how many chunks a process may be ahead of what has been given out: results wait no longer than that, and memory stays flat
_AHEAD = 4
# the tree of a plan goes in circles and is garbage for the collector: with ten times as much to wait for, eighty plans of 40 KB took 100 MB, now 50
_OF_FILES = (10_000, 5, 5)


def suitable(paths: Sequence[str]) -> int:
    """How many processes some files are worth: one below half a megabyte, where starting more costs what they save, else one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or len(paths) == 1:
        return 1
    size = 0
    for path in paths:
        size += _size(path)
        if size >= _WORTH_IT:
            return min(cores, len(paths))
    return 1


def spread(work: Callable[[str], _Result], paths: Sequence[str], jobs: int, *, lost: Callable[[str], _Result] | None = None) -> Iterator[_Result]:
    """What the work makes of each path, in the order of the paths, as soon as it is there, done by so many processes.

    The work is handed to each process once and must be such that it can be pickled, as must its results. Where a process dies, another one
    takes its place; `lost` is called for the file on which it died, or, where it is not given, the work is done here.
    """
    if len(paths) > 1:
        # what is there lives to the end, in pages that stay shared as the collector does not touch them; what a file leaves goes soon
        gc.freeze()
        gc.set_threshold(*_OF_FILES)
    if jobs < 2 or len(paths) < 2:
        yield from map(work, paths)
        return
    jobs = min(jobs, len(paths))
    pool: _Pool[_Result] = _Pool(work, jobs, lost if lost is not None else work)
    try:
        yield from pool.results(_chunks(paths, max(1, min(_LARGEST_CHUNK, len(paths) // (4 * jobs)))))
    finally:
        pool.end()


def _chunks(paths: Iterable[str], most: int) -> Iterator[list[str]]:
    """The paths by a number of files, or by as many as hold so many bytes that the process takes as long for them."""
    chunk: list[str] = []
    size = 0
    for path in paths:
        chunk.append(path)
        size += _size(path)
        if len(chunk) >= most or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


class _Worker:
    """A process that works through one chunk after another, and the connection to it.

    `number` is that of the chunk in work, None while there is none; `left` are the paths of it that no result has come for.
    """

    def __init__(self, context: Any, work: Callable[[str], Any], others: Sequence[_Worker]) -> None:
        self.connection, theirs = context.Pipe()
        # a copy of this process has the ends of the others' connections too, and would keep them open when this one is gone
        inherited = [self.connection, *(other.connection for other in others)] if context.get_start_method() == "fork" else []
        self._process = context.Process(target=_serve, args=(work, theirs, inherited), daemon=True)
        self._process.start()
        theirs.close()
        self.number: int | None = None
        self.left: deque[str] = deque()

    def give(self, number: int, chunk: Iterable[str]) -> None:
        """Hand a chunk over; a process that has died is found out when it is waited for."""
        self.number, self.left = number, deque(chunk)
        with suppress(OSError):
            self.connection.send(list(self.left))

    def end(self) -> None:
        """End the process, whatever it does."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


class _Pool(Generic[_Result]):
    """Processes that work on chunks, and the results that it is not yet the turn of."""

    def __init__(self, work: Callable[[str], _Result], jobs: int, lost: Callable[[str], _Result]) -> None:
        from multiprocessing import get_context

        # a copy of this process has the rules already; on macOS system libraries do not bear it
        self._context = get_context("fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn")
        if self._context.get_start_method() == "spawn":
            # a pattern can be pickled as soon as this is imported
            import_module("regex")
        self._work = work
        self._lost = lost
        self._made: dict[int, deque[_Result]] = {}
        self._workers: list[_Worker] = []
        for _ in range(jobs):
            self._workers.append(self._begun())

    def results(self, chunks: Iterator[Sequence[str]]) -> Iterator[_Result]:
        """The results in the order of the chunks, each as soon as those before it are there."""
        handed = given = 0
        while True:
            for worker in self._workers:
                if worker.number is None and handed - given < _AHEAD * len(self._workers) and (chunk := next(chunks, None)) is not None:
                    self._made[handed] = deque()
                    worker.give(handed, chunk)
                    handed += 1
            if handed == given:
                return
            self._wait()
            while given < handed and (self._made[given] or not self._is_in_work(given)):
                yield from _drained(self._made[given])
                if self._is_in_work(given):
                    break
                del self._made[given]
                given += 1

    def end(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()

    def _begun(self) -> _Worker:
        return _Worker(self._context, self._work, self._workers)

    def _is_in_work(self, number: int) -> bool:
        return any(worker.number == number for worker in self._workers)

    def _wait(self) -> None:
        """Take the results that are there, and wait until there is one."""
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.number is not None}
        for connection in wait(list(busy)):
            worker = busy[connection]
            try:
                error, result = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if error is not None:
                raise error
            self._take(worker, result)

    def _take(self, worker: _Worker, result: _Result) -> None:
        assert worker.number is not None
        self._made[worker.number].append(result)
        worker.left.popleft()
        if not worker.left:
            worker.number = None

    def _replace(self, dead: _Worker) -> None:
        """Give up the file on which a process has died, and have another one do the rest of its chunk."""
        number, left = dead.number, dead.left
        dead.end()
        self._workers.remove(dead)
        fresh = self._begun()
        self._workers.append(fresh)
        assert number is not None
        self._made[number].append(self._lost(left.popleft()))
        if left:
            fresh.give(number, left)


def _drained(results: deque[_Result]) -> Iterator[_Result]:
    while results:
        yield results.popleft()


def _serve(work: Callable[[str], Any], connection: Connection, inherited: Sequence[Connection]) -> None:
    """Do what comes in until nobody asks any more."""
    # the first process is told of Ctrl-C and ends the others
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            for path in connection.recv():
                connection.send(_done(work, path))


def _done(work: Callable[[str], Any], path: str) -> tuple[BaseException | None, Any]:
    try:
        return None, work(path)
    except Exception as error:
        return portable(error), None


class CarriedError(Exception):
    """Stands for an exception of another process that can't leave it."""


def portable(error: BaseException) -> BaseException:
    """The exception as it can leave its process, its traceback a note."""
    import pickle
    from traceback import format_exception

    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        carried: BaseException = CarriedError(f"{type(error).__name__}: {error}")
    else:
        carried = error
    # a traceback stays in its process; its text can leave
    carried.add_note("".join(format_exception(error)))
    return carried
