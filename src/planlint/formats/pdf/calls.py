"""Functions of pdfium called as directly as ctypes can, and the room that many of their answers are written to at once."""

from __future__ import annotations

import ctypes
import struct
from collections import deque
from functools import cache
from itertools import repeat

from planlint.typed import Any

_AT_ONCE = 1_024
_BOX = 16


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
    """Memory for the boxes of letters, used again for each page."""

    def __init__(self) -> None:
        self._boxes = (ctypes.c_float * (4 * _AT_ONCE))()
        self._places = [ctypes.byref(self._boxes, at) for at in range(0, _BOX * _AT_ONCE, _BOX)]

    def boxes(self, page: Any, number: int) -> tuple[tuple[float, ...], ...]:
        """Left, top, right and bottom of each of so many letters of a page, by their advance and the height of their font; nothing where they are turned."""
        get = quick("FPDFText_GetLooseCharBox", ctypes.c_int)
        found: tuple[float, ...] = ()
        for start in range(0, number, _AT_ONCE):
            length = min(_AT_ONCE, number - start)
            deque(map(get, repeat(page, length), range(start, start + length), self._places), maxlen=0)
            found += struct.unpack_from(f"{4 * length}f", self._boxes)
        return found[0::4], found[1::4], found[2::4], found[3::4]
