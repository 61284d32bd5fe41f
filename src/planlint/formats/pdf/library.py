"""The library pdfium, which the package pypdfium2 brings: its documents and pages, and functions called as directly as ctypes can.

To import all that the package declares takes longer than to read most files; the library is opened by itself where it lies.
"""

from __future__ import annotations

import ctypes
import os
import struct
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.machinery import PathFinder
from itertools import repeat

from planlint.typed import Any

_NAMES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")
_WITH_PASSWORD = 4
_AT_ONCE = 256


class Damaged(Exception):
    """A document, or a page of it, that pdfium does not read."""


class Encrypted(Damaged):
    """A document that asks for a password."""


class Matrix(ctypes.Structure):
    """What turns a place in a thing of pdfium into one on the page around it."""

    _fields_ = tuple((name, ctypes.c_float) for name in "abcdef")


class Document:
    """A PDF file in memory; raises Damaged or Encrypted where there is none that can be read, and ImportError without the package."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._handle: int = _slow("FPDF_LoadMemDocument64", ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p)(raw, len(raw), None)
        if not self._handle:
            raise Encrypted if quick("FPDF_GetLastError", ctypes.c_ulong)() == _WITH_PASSWORD else Damaged

    def __len__(self) -> int:
        number: int = quick("FPDF_GetPageCount", ctypes.c_int)(place(self._handle))
        return max(0, number)

    def page(self, at: int) -> Page:
        """A page by its place, from 0, which has to be closed; raises Damaged."""
        return Page(self._handle, at)

    def close(self) -> None:
        """Give its memory back; all pages are closed."""
        _slow("FPDF_CloseDocument", None, ctypes.c_void_p)(self._handle)


class Page:
    """A page and its text; `shape` and `words` are what functions of pdfium take for one and the other."""

    def __init__(self, document: int, at: int) -> None:
        self._handle = _slow("FPDF_LoadPage", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(document, at)
        if not self._handle:
            raise Damaged
        self._text = _slow("FPDFText_LoadPage", ctypes.c_void_p, ctypes.c_void_p)(self._handle)
        if not self._text:
            self.close()
            raise Damaged
        self.shape, self.words = place(self._handle), place(self._text)

    @property
    def width(self) -> float:
        """How wide it is, in points."""
        width: float = quick("FPDF_GetPageWidthF", ctypes.c_float)(self.shape)
        return width

    @property
    def height(self) -> float:
        """How high it is, in points."""
        height: float = quick("FPDF_GetPageHeightF", ctypes.c_float)(self.shape)
        return height

    def close(self) -> None:
        """Give its memory back."""
        if self._text:
            _slow("FPDFText_ClosePage", None, ctypes.c_void_p)(self._text)
        _slow("FPDF_ClosePage", None, ctypes.c_void_p)(self._handle)


@cache
def quick(name: str, result: Any, *arguments: Any) -> Any:
    """A function of pdfium by its name, and the type of what it answers, for arguments that ctypes passes on as they are.

    These are whole numbers that C takes as int, and places made by `place` or `byref`: without declared types no object is made for an
    argument, which takes 0.13 microseconds a call in place of 0.3. The lock of the interpreter is kept, as a call takes less than letting go of it does.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(_addresses()(name))


@cache
def _slow(name: str, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes so long that other threads may run meanwhile."""
    return ctypes.CFUNCTYPE(result, *arguments)(_addresses()(name))


def place(handle: int) -> Any:
    """A thing of pdfium, by where it lies in memory, as an argument of `quick`."""
    return ctypes.byref(ctypes.c_char.from_address(handle))


class _Setting(ctypes.Structure):
    """How pdfium is set up: as the package does it."""

    _fields_ = (("version", ctypes.c_int), ("fonts", ctypes.c_void_p), ("isolate", ctypes.c_void_p), ("slot", ctypes.c_uint))


@cache
def _addresses() -> Callable[[str], int]:
    """Where each function of pdfium lies in memory, by its name; raises ImportError where the package is missing."""
    spec = PathFinder.find_spec("pypdfium2_raw")
    folder = os.path.dirname(spec.origin or "") if spec is not None else ""
    for path in (os.path.join(folder, name) for name in _NAMES) if folder else ():
        if os.path.exists(path):
            library = ctypes.CDLL(path)
            library.FPDF_InitLibraryWithConfig(ctypes.byref(_Setting(2)))
            return lambda name: _address(library[name])
    # a system brings a pdfium of its own, or the program is one file
    import pypdfium2.raw

    return lambda name: _address(getattr(pypdfium2.raw, name))


def _address(function: Any) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0


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
