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
_SOON = 0.001


class OutOfTime(Exception):
    """Work has taken longer than it may."""


def rule_seconds(characters: int) -> float:
    """How long one rule may take for a text of so many characters."""
    return _LEAST + characters / _CHARACTERS_A_SECOND


def document_seconds(characters: int) -> float:
    """How long all that is done with such a text may take."""
    return _DOCUMENT * rule_seconds(characters)


class Watch:
    """A timer over pieces of work that are done one after another: one for each piece would take longer than most of them.

    No piece may take more than `each` seconds, nor all of them more than `whole`. It holds while it is entered, in the main thread of a process,
    on systems that have timers of the processor; elsewhere a piece takes as long as it takes.
    """

    def __init__(self, each: float, whole: float) -> None:
        self._each = each
        self._whole = whole
        self._until: float | None = None

    def __enter__(self) -> Watch:
        self._began = process_time()
        self._end = self._began + self._whole
        self._outer = 0.0
        if _has_timer():
            self._before = signal.signal(signal.SIGPROF, self._ring)
            self._outer, _ = signal.setitimer(signal.ITIMER_PROF, min(self._each, self._whole) or _SOON)
            if self._outer:
                self._end = min(self._end, self._began + self._outer)
        return self

    def __exit__(self, *raised: object) -> None:
        if _has_timer():
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, self._before)
            if self._outer:
                signal.setitimer(signal.ITIMER_PROF, max(self._outer - (process_time() - self._began), _SOON))

    def timed(self, work: Callable[[], _Result]) -> _Result:
        """What a piece of work gives back. Raises OutOfTime when it takes too long, or all pieces have, or an outer limit leaves no more."""
        now = process_time()
        if now > self._end:
            raise OutOfTime
        self._until = min(now + self._each, self._end)
        try:
            return work()
        finally:
            self._until = None

    def _ring(self, signum: int, frame: FrameType | None) -> None:
        now, until = process_time(), self._until
        is_over = until is not None and until <= now
        # it was set for an earlier piece: that of now may have begun later, and the next one has its own time
        again = min(now + self._each, self._end) if until is None or is_over else until
        signal.setitimer(signal.ITIMER_PROF, max(again - now, _SOON))
        if is_over:
            raise OutOfTime


def in_time(seconds: float, work: Callable[[], _Result]) -> _Result:
    """What the work gives back. Raises OutOfTime when it takes so many seconds, or more than an outer limit leaves; see Watch for where limits hold."""
    if not _has_timer():
        return work()
    with Watch(seconds, seconds) as watch:
        return watch.timed(work)


def _has_timer() -> bool:
    return hasattr(signal, "setitimer") and _in_main_thread()


def _in_main_thread() -> bool:
    # where nobody has imported threading there is one thread; to import it for this takes half a millisecond
    threading = sys.modules.get("threading")
    return threading is None or threading.current_thread() is threading.main_thread()
