"""How far a run over many files is, for a person who waits."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from planlint.reporters.escape import visible
from planlint.text.widths import cut
from planlint.typed import TextIO, TypeVar

_Value = TypeVar("_Value")
_EVERY = 0.1
_NAME = 30
_CLEAR = "\r\x1b[K"


class Progress:
    """One line on a terminal, 120/500 24% 35/s and the file that is next, which is gone whenever something else is written; `clock` gives seconds."""

    def __init__(self, paths: Sequence[str], language: str, *, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._paths = paths
        self._language = language
        self._stream = stream if stream is not None else sys.stderr
        self._clock = clock
        self._done = 0
        self._drawn = -_EVERY
        self._is_shown = False

    def over(self, items: Iterable[_Value]) -> Iterator[_Value]:
        """The items; the line counts them while the next one is waited for."""
        self._began = self._clock()
        every = iter(items)
        try:
            while True:
                self._draw()
                try:
                    item = next(every)
                except StopIteration:
                    return
                self._clear()
                yield item
                self._done += 1
        finally:
            self._clear()

    def _draw(self) -> None:
        now = self._clock()
        if now - self._drawn < _EVERY:
            return
        self._drawn = now
        self._stream.write(_CLEAR + self._line(now - self._began))
        self._stream.flush()
        self._is_shown = True

    def _line(self, seconds: float) -> str:
        number = len(self._paths)
        pieces = [f"{self._done}/{number}", f"{self._done * 100 // number}%"]
        if self._done and seconds > 0:
            rate = self._done / seconds
            left = _time(round((number - self._done) / rate))
            pieces += [f"{rate:.0f}/s", f"{left} left" if self._language == "en" else f"约剩 {left}"]
        if self._done < number:
            pieces.append(cut(visible(os.path.basename(self._paths[self._done])), _NAME))
        return "  ".join(pieces)

    def _clear(self) -> None:
        if self._is_shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._is_shown = False


def _time(seconds: int) -> str:
    """Minutes and seconds, 2:05, or hours before them."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
