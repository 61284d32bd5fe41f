"""The results of many files, on disk where they are too many to be held."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from planlint.session import FileResult

_HELD = 100


class Results(Collection[FileResult]):
    """Results in order, to be gone through as often as a report needs: the first hundred in memory, the others in a file that has no name."""

    def __init__(self, results: Iterable[FileResult]) -> None:
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

    def __iter__(self) -> Iterator[FileResult]:
        yield from self._held
        if self._file is None:
            return
        import pickle

        for at in range(len(self._stops) - 1):
            start, stop = self._stops[at : at + 2]
            # two may go through the results at a time
            self._file.seek(start)
            yield pickle.loads(self._file.read(stop - start))
