"""Where the time of a run goes."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from planlint.typed import TypeVar

_Result = TypeVar("_Result")


class Clock:
    """Seconds of the processor by what they were spent on; what is measured inside of something else is not counted for both."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inside = [0.0]

    def measured(self, name: str, work: Callable[[], _Result]) -> _Result:
        """Do some work and count its time under a name; what the work gives back."""
        began = process_time()
        self._inside.append(0.0)
        try:
            return work()
        finally:
            whole = process_time() - began
            self.spent[name] = self.spent.get(name, 0.0) + whole - self._inside.pop()
            self._inside[-1] += whole
