"""Work on many items, spread over processes that are replaced when they die, hang or need too much memory.

Nothing that an item does to its process costs another item: what it was at is told as lost, and all that waited behind that is done by the next one.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module

from planlint.record import Record
from planlint.typed import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Begin = Callable[[], Callable[[_Item], _Result]]
"""What a process does first, such as loading rules: it gives what is done with each item."""

_NEVER = float("inf")
_WORTH_IT = 500_000
# in the hands of a process: what it is at, and what it goes on with at once
_AHEAD = 2
# what the buffers of every system hold: a process that is at something else would have to read more than that before it can be given away
_SMALL = 4_096
# how many items a process may be ahead of the first one that is not done: results wait no longer than that, and memory stays flat
_WINDOW = 64
_TRIES = 2
# the tree of a plan goes in circles and is garbage for the collector: with ten times as much to wait for, eighty plans of 40 KB took 100 MB, now 50
_OF_FILES = (10_000, 5, 5)
_GROWN = 192 << 20
_LEFT = 71


class Limits(Record):
    """What one item may cost: seconds on the wall, and bytes of memory of the process that works on it. None sets no limit."""

    seconds: float | None = None
    memory: int | None = None


class Lost(Record):
    """What became of an item that has no result: “time” or “memory” where it needed more than it may, “crash” where its process died of it twice."""

    error: str


class CarriedError(Exception):
    """Stands for an exception of another process that can't leave it."""


def cores() -> int:
    """How many processes can be at work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def suitable(paths: Sequence[str]) -> int:
    """How many processes some files are worth: one below half a megabyte, where starting more costs what they save, else one a core."""
    if cores() == 1 or len(paths) == 1:
        return 1
    size = 0
    for path in paths:
        size += _size(path)
        if size >= _WORTH_IT:
            return min(cores(), len(paths))
    return 1


def in_order(work: Callable[[str], _Result], paths: Sequence[str], jobs: int, lost: Callable[[str], _Result]) -> Iterator[_Result]:
    """What the work makes of each path, in the order of the paths, as soon as it and those before it are there.

    The work is done by so many copies of this process, or here for one; where there are no copies, it must be such that it can be pickled, as must
    results. `lost` gives what stands for the result of a path that killed two processes. An exception of the work ends the run.
    """
    if len(paths) > 1:
        settle()
    jobs = min(jobs, len(paths))
    if jobs < 2:
        yield from map(work, paths)
        return
    made: dict[int, _Result] = {}
    given = 0
    crew: _Crew[str, _Result] = _Crew(_copies(), partial(_begun, work), jobs, Limits(), _WINDOW * jobs)
    for task, outcome in _results(crew, paths):
        made[task.number] = lost(task.item) if isinstance(outcome, Lost) else outcome
        while given in made:
            yield made.pop(given)
            given += 1


def as_done(
    begin: Begin[_Item, _Result], items: Iterable[_Item], jobs: int, limits: Limits, *, modules: tuple[str, ...] = ()
) -> Iterator[tuple[_Item, _Result | Lost]]:
    """What the work makes of each item, as they are done, by so many processes.

    Items are taken when there is a process for them. What begins the work, items and results are handed over pickled; `modules` are imported once,
    for all processes. An exception of the work ends the run.
    """
    for task, outcome in _results(_Crew(_fresh(modules), begin, max(jobs, 1), limits), items):
        yield task.item, outcome


def settle() -> None:
    """Tell the collector of garbage that all there is now lives to the end, in pages that stay shared, and that what a document leaves goes soon."""
    gc.freeze()
    gc.set_threshold(*_OF_FILES)


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


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _begun(work: Callable[[_Item], _Result]) -> Callable[[_Item], _Result]:
    """Begins with work that is ready."""
    return work


class _Ready(Record):
    """What a process sends when it has begun: only then does the time of its first item."""


class _Failed(Record):
    """An exception of the work."""

    error: BaseException


class _Task(Generic[_Item]):
    """An item, its number in the run, its message, and how many processes have died of it."""

    def __init__(self, number: int, item: _Item) -> None:
        self.number = number
        self.item = item
        self.message = _pickled(item)
        self.deaths = 0

    @property
    def is_for_the_idle(self) -> bool:
        """Whether no process is given it that is at something else: it would be waited for, or something else be suspected."""
        return self.deaths > 0 or len(self.message) > _SMALL


class _Worker(Generic[_Item]):
    """A process, the pipe to it, and what it has been given and not yet done, what it is at first; `since` tells from when on that counts."""

    def __init__(self, context: Any, begin: Begin[_Item, Any], memory: int | None, others: Sequence[_Worker[_Item]]) -> None:
        self.pipe, theirs = context.Pipe()
        # a copy of this process has the ends of the others' pipes too, and would keep them open when this one is gone
        inherited = [self.pipe, *(other.pipe for other in others)] if context.get_start_method() == "fork" else []
        self._process = context.Process(target=_serve, args=(theirs, begin, memory, inherited), daemon=True)
        self._process.start()
        theirs.close()
        self.given: deque[_Task[_Item]] = deque()
        self.since = _NEVER

    def give(self, task: _Task[_Item]) -> None:
        """Hand something over; a process that has died is found out when it is waited for."""
        if not self.given and self.since < _NEVER:
            self.since = time.monotonic()
        self.given.append(task)
        with suppress(OSError):
            self.pipe.send_bytes(task.message)

    def end(self, *, at_once: bool) -> int | None:
        """Have the process end, now or when it has done what it is at; how it has ended."""
        self.pipe.close()
        if at_once:
            self._process.kill()
        self._process.join()
        code: int | None = self._process.exitcode
        return code


class _Crew(Generic[_Item, _Result]):
    """Processes, and what they are to do."""

    def __init__(self, context: Any, begin: Begin[_Item, _Result], jobs: int, limits: Limits, window: float = _NEVER) -> None:
        self._context = context
        self._begin = begin
        self._jobs = jobs
        self._limits = limits
        self._window = window
        self._workers: list[_Worker[_Item]] = []
        self._taken = 0
        self._again: deque[_Task[_Item]] = deque()

    def work(self, items: Iterable[_Item]) -> Iterator[tuple[_Task[_Item], _Result | Lost]]:
        """Each item with its result, as they are done."""
        from multiprocessing.connection import wait

        source = iter(items)
        while True:
            self._hand_over(source)
            busy = {worker.pipe: worker for worker in self._workers if worker.given}
            if not busy:
                return
            for pipe in wait(list(busy), self._patience()):
                yield from self._received(busy[pipe])
            yield from self._overdue()

    def dismiss(self) -> None:
        """End all processes, those that are at work at once."""
        for worker in self._workers:
            worker.end(at_once=bool(worker.given))

    def _hand_over(self, source: Iterator[_Item]) -> None:
        """Give each process something to do, and then each something to go on with; none is begun that has nothing to do."""
        for held in range(_AHEAD):
            while True:
                worker = next((worker for worker in self._workers if len(worker.given) <= held), None)
                if worker is None and len(self._workers) == self._jobs:
                    break
                task = self._next(source)
                if task is None:
                    return
                if held and task.is_for_the_idle:
                    self._again.appendleft(task)
                    return
                (worker or self._hired()).give(task)

    def _next(self, source: Iterator[_Item]) -> _Task[_Item] | None:
        """What another process has left, else the next item, unless the first one that is not done is too far behind."""
        if self._again:
            return self._again.popleft()
        first = min((task.number for worker in self._workers for task in worker.given), default=self._taken)
        if self._taken - first >= self._window:
            return None
        for item in source:
            self._taken += 1
            return _Task(self._taken - 1, item)
        return None

    def _hired(self) -> _Worker[_Item]:
        self._workers.append(_Worker(self._context, self._begin, self._limits.memory, self._workers))
        return self._workers[-1]

    def _received(self, worker: _Worker[_Item]) -> Iterator[tuple[_Task[_Item], _Result | Lost]]:
        """The result that a process has sent; where it is gone instead, what is lost by that."""
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._gone(worker, "crash")
            return
        if isinstance(message, _Failed):
            raise message.error
        worker.since = time.monotonic()
        if not isinstance(message, _Ready):
            yield worker.given.popleft(), message

    def _gone(self, worker: _Worker[_Item], error: str) -> Iterator[tuple[_Task[_Item], _Result | Lost]]:
        """Take leave of a process; what it was at is lost by the error, or tried once more."""
        code = worker.end(at_once=error == "time")
        self._workers.remove(worker)
        if code != _LEFT and worker.given:
            task = worker.given[0]
            task.deaths += 1
            if error == "time" or task.deaths == _TRIES:
                yield worker.given.popleft(), Lost(error)
        self._again.extend(worker.given)

    def _patience(self) -> float | None:
        """How long to wait for results: until the first limit of time is over."""
        if self._limits.seconds is None:
            return None
        first = min(worker.since for worker in self._workers if worker.given)
        return max(first + self._limits.seconds - time.monotonic(), 0) if first < _NEVER else None

    def _overdue(self) -> Iterator[tuple[_Task[_Item], _Result | Lost]]:
        seconds = self._limits.seconds
        for worker in list(self._workers):
            if seconds is not None and worker.given and time.monotonic() - worker.since >= seconds and not worker.pipe.poll():
                yield from self._gone(worker, "time")


def _results(crew: _Crew[_Item, _Result], items: Iterable[_Item]) -> Iterator[tuple[_Task[_Item], _Result | Lost]]:
    try:
        yield from crew.work(items)
    finally:
        crew.dismiss()


def _copies() -> Any:
    """How copies of this process are begun, which have its rules already; on macOS system libraries do not bear it, and others begin anew."""
    from multiprocessing import get_context

    if hasattr(os, "fork") and sys.platform != "darwin":
        return get_context("fork")
    # a pattern can be pickled as soon as this is imported
    import_module("regex")
    return get_context("spawn")


def _fresh(modules: tuple[str, ...]) -> Any:
    """How processes are begun as copies of one that has the modules and no threads, where there is such a thing."""
    from multiprocessing import get_all_start_methods, get_context

    if "forkserver" not in get_all_start_methods() or sys.platform == "darwin":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


def _serve(pipe: Connection, begin: Begin[_Item, _Result], memory: int | None, inherited: Sequence[Connection]) -> None:
    """The life of a process: it ends when there is nobody to send to, after it ran out of memory, and when one item has made it large."""
    # the first process is told of Ctrl-C and ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        try:
            work = begin()
        except Exception as error:
            pipe.send(_Failed(portable(error)))
            return
        pipe.send(_Ready())
        _limit(memory)
        settle()
        largest = _resident() + _GROWN
        while True:
            try:
                pipe.send_bytes(_done(work, pipe.recv()))
            except MemoryError:
                pipe.send(Lost("memory"))
                sys.exit(_LEFT)
            if _resident() > largest:
                sys.exit(_LEFT)


def _done(work: Callable[[_Item], _Result], item: _Item) -> bytes:
    """What the work makes of an item, as a message. Raises MemoryError."""
    try:
        return _pickled(work(item))
    except MemoryError:
        raise
    except Exception as error:
        return _pickled(_Failed(portable(error)))


def _pickled(value: object) -> bytes:
    import pickle

    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


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
