"""Work on many files, spread over processes."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_WORTH_IT = 500_000
_LARGEST_CHUNK = 16

_work: Callable[[str], Any] | None = None


def suitable(paths: Sequence[str]) -> int:
    """How many processes some files are worth: one below half a megabyte, where starting more costs what they save, else one a core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores == 1 or len(paths) == 1:
        return 1
    size = 0
    for path in paths:
        try:
            size += os.stat(path).st_size
        except OSError:
            continue
        if size >= _WORTH_IT:
            return min(cores, len(paths))
    return 1


def spread(work: Callable[[str], _Result], paths: Sequence[str], jobs: int) -> Iterator[_Result]:
    """What the work makes of each path, in the order of the paths, done by so many processes.

    The work is handed to each process once and must be such that it can be pickled, as must its results. Where a process dies, what
    is left is done in this one.
    """
    if jobs < 2 or len(paths) < 2:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # a copy of this process has the rules already; on macOS system libraries do not bear it
    context = get_context("fork" if hasattr(os, "fork") and sys.platform != "darwin" else "spawn")
    jobs = min(jobs, len(paths))
    chunk = max(1, min(_LARGEST_CHUNK, len(paths) // (4 * jobs)))
    # pages that the collector does not touch stay shared
    gc.freeze()
    done = 0
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(work,))
    try:
        for result in pool.map(_do, paths, chunksize=chunk):
            yield result
            done += 1
    except BrokenProcessPool:
        yield from map(work, paths[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[str], Any]) -> None:
    global _work
    _work = work
    # the first process is told of Ctrl-C and ends the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(path: str) -> Any:
    assert _work is not None
    return _work(path)
