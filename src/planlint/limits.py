"""How long work on one document may take, in seconds of the processor: no neighbour and no slow machine shortens it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time

from planlint.typed import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import signal
    from types import FrameType
else:
    # what signal is made of, but for the enums of its numbers: to make them takes a tenth of the start of the interpreter
    import _signal as signal

_Result = TypeVar("_Result")
_LEAST = 5.0
# the slowest rule takes 0.5 ms for a thousand characters of a published plan: forty times as much is no plan
_CHARACTERS_A_SECOND = 50_000
_DOCUMENT = 10


class OutOfTime(Exception):
    """Work has taken longer than it may."""


def rule_seconds(characters: int) -> float:
    """How long one rule may take for a text of so many characters."""
    return _LEAST + characters / _CHARACTERS_A_SECOND


def document_seconds(characters: int) -> float:
    """How long all that is done with such a text may take."""
    return _DOCUMENT * rule_seconds(characters)


def in_time(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What the work gives back. Raises OutOfTime when it takes so many seconds, or more than an outer limit leaves.

    Limits hold in the main thread of a process, on systems that have timers of the processor; elsewhere the work takes as long as it takes.
    """
    if not hasattr(signal, "setitimer") or not _in_main_thread():
        return work()
    before = signal.signal(signal.SIGPROF, _stop)
    outer, _ = signal.setitimer(signal.ITIMER_PROF, 0)
    began = process_time() if outer else 0.0
    limit = min(seconds, outer) if outer else seconds
    try:
        signal.setitimer(signal.ITIMER_PROF, max(limit, 0.001))
        return work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        if outer:
            signal.setitimer(signal.ITIMER_PROF, max(outer - (process_time() - began), 0.001))


def _in_main_thread() -> bool:
    # where nobody has imported threading there is one thread; to import it for this takes half a millisecond
    threading = sys.modules.get("threading")
    return threading is None or threading.current_thread() is threading.main_thread()


def _stop(signum: int, frame: FrameType | None) -> None:
    raise OutOfTime
