"""The results of many files, on disk where they are too many to be held."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from planlint.typed import TypeVar

_Value = TypeVar("_Value")
_HELD = 100


class Results(Collection[_Value]):
    """Results in order, to be gone through as often as they are needed: the first hundred in memory, the others in a file that has no name."""

    def __init__(self, results: Iterable[_Value]) -> None:
        every = iter(results)
        self._held = list(islice(every, _HELD))
        self._stops = array("Q", [0])
        self._file = None
        for result in every:
            if self._file is None:
                # few runs are over so many files that they pay for these
                import pickle
                from tempfile import TemporaryFile
                from weakref import finalize

                self._file = TemporaryFile()  # noqa: SIM115 -- closed when nobody has the results any more
                finalize(self, self._file.close)
            self._stops.append(self._stops[-1] + self._file.write(pickle.dumps(result, pickle.HIGHEST_PROTOCOL)))

    def __len__(self) -> int:
        return len(self._held) + len(self._stops) - 1

    def __contains__(self, result: object) -> bool:
        return any(result == other for other in self)

    def __iter__(self) -> Iterator[_Value]:
        return map(self.at, range(len(self)))

    def at(self, number: int) -> _Value:
        """The result of a number, from 0."""
        if number < len(self._held):
            return self._held[number]
        import pickle

        assert self._file is not None
        place = number - len(self._held)
        start, stop = self._stops[place], self._stops[place + 1]
        # two may go through the results at a time
        self._file.seek(start)
        value: _Value = pickle.loads(self._file.read(stop - start))
        return value
