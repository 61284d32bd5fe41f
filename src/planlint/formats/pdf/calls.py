"""Functions of pdfium called as directly as ctypes can, and the room that many of their answers are written to at once."""

from __future__ import annotations

import ctypes
import struct
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat

from planlint.typed import Any

_AT_ONCE = 256


@cache
def quick(name: str, result: Any, *arguments: Any) -> Any:
    """A function of pdfium by its name, and the type of what it answers, for arguments that ctypes passes on as they are.

    These are whole numbers that C takes as int, and places made by `place` or `byref`: without declared types no object is made for an
    argument, which takes 0.13 microseconds a call in place of 0.3. The lock of the interpreter is kept, as a call takes less than letting go of it.
    """
    import pypdfium2.raw as pdfium

    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


def place(handle: Any) -> Any:
    """A page, or a thing on it, as an argument of `quick`."""
    return ctypes.byref(handle.contents)


def address(thing: Any) -> int:
    """Where a thing of pdfium lies in memory."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


class Room:
    """Memory for what is asked of many letters at once, used again for each page."""

    def __init__(self) -> None:
        self._boxes, self._box_places = _reserved(ctypes.c_float, 4)
        self._matrices, self._matrix_places = _reserved(ctypes.c_float, 6)
        self._origins, self._x_places = _reserved(ctypes.c_double, 2)
        self._y_places = [ctypes.byref(self._origins, 16 * at + 8) for at in range(_AT_ONCE)]

    def boxes(self, page: Any, number: int) -> tuple[array[float], array[float], array[float], array[float]]:
        """Left, top, right and bottom of each of so many letters of a page, by their advance and the height of their font; nothing where they are turned."""
        get = quick("FPDFText_GetLooseCharBox", ctypes.c_int)
        written = memoryview(self._boxes).cast("B")
        found = array("f")
        for start in range(0, number, _AT_ONCE):
            length = min(_AT_ONCE, number - start)
            deque(map(get, repeat(page, length), range(start, start + length), self._box_places), maxlen=0)
            found.frombytes(written[: 16 * length])
        return found[0::4], found[1::4], found[2::4], found[3::4]

    def settings(self, page: Any, letters: Sequence[int]) -> Iterator[tuple[float, float, float, float, float]]:
        """The size of the font, the first two values of the matrix, and the origin of some letters of a page, by their places among all."""
        get_size, get_matrix, get_origin = (
            quick("FPDFText_GetFontSize", ctypes.c_double),
            quick("FPDFText_GetMatrix", ctypes.c_int),
            quick("FPDFText_GetCharOrigin", ctypes.c_int),
        )
        for start in range(0, len(letters), _AT_ONCE):
            some = letters[start : start + _AT_ONCE]
            deque(map(get_matrix, repeat(page), some, self._matrix_places), maxlen=0)
            deque(map(get_origin, repeat(page), some, self._x_places, self._y_places), maxlen=0)
            matrices, origins = struct.unpack_from(f"{6 * len(some)}f", self._matrices), struct.unpack_from(f"{2 * len(some)}d", self._origins)
            yield from zip(map(get_size, repeat(page), some), matrices[0::6], matrices[1::6], origins[0::2], origins[1::2], strict=False)


def _reserved(kind: Any, values: int) -> tuple[Any, list[Any]]:
    """Room for so many values of each of the letters that are asked for at once, and the place of the first value of each."""
    room = (kind * (values * _AT_ONCE))()
    step = values * ctypes.sizeof(kind)
    return room, [ctypes.byref(room, at) for at in range(0, step * _AT_ONCE, step)]
