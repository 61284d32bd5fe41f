"""The characters of a page as they are set: runs of one size on one baseline."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from itertools import repeat
from math import atan2, degrees, hypot

from planlint.record import Record
from planlint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_TOLERANCE = 0.3
_BACK = -0.5
_GAP = 0.28
_UPRIGHT = 3
_FORCED_BOLD = 0x40000
_HEAVY = 600
_BOLD_NAMES = ("Bold", "SimHei", "Hei", "黑", "Black", "XiaoBiaoSong", "xbsj", "小标宋")


class Run(Record):
    """Characters of one size on one baseline, with no gap between them.

    `lefts` holds where each of them begins; all measures are in points from the lower left corner of the upright page. `first` is the
    place of the first character among those of the page, `angle` how far the run is turned against the page, in degrees.
    """

    text: str
    lefts: tuple[float, ...]
    right: float
    baseline: float
    size: float
    first: int
    angle: int = 0

    @property
    def left(self) -> float:
        """Where the run begins."""
        return self.lefts[0]

    def part(self, start: int, stop: int) -> Run:
        """Some of its characters."""
        right = self.lefts[stop] if stop < len(self.lefts) else self.right
        return self._replace(text=self.text[start:stop], lefts=self.lefts[start:stop], right=right, first=self.first + start)


class Face(Record):
    """The font of a character: its name, and whether it is a bold one or one for headings."""

    name: str
    is_bold: bool


class Glyphs:
    """The characters of one page, read through functions of pdfium that take whole arrays where there are such."""

    def __init__(self, words: PdfTextPage) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._words = words
        self._number: int = words.count_chars()
        self._handle = address(words.raw)
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix_place, self._x_place, self._y_place = map(ctypes.addressof, (self._matrix, self._x, self._y))
        self._get_matrix = quick(pdfium.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        self._get_origin = quick(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
        self._get_font = quick(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
        self._get_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._name_place, self._flags_place = map(ctypes.addressof, (self._name, self._flags))
        self._faces: dict[tuple[bytes, int], Face] = {}

    def __len__(self) -> int:
        return self._number

    def runs(self) -> list[Run]:
        """The runs of the page, in the order of the file; those of a page that is set sideways are turned upright."""
        if not self._number:
            return []
        characters = self._characters()
        lefts, tops, rights, bottoms = self._boxes()
        found: list[Run] = []
        aslant = False
        for start, stop in _stretches(lefts, tops, rights, bottoms):
            if tops[start] == bottoms[start]:
                # pdfium's own spaces and line ends have no size at all, and neither has what is turned
                for at in range(start, stop):
                    if characters[at] and not characters[at].isspace():
                        found += self._turned_character(characters[at], at)
                        aslant = True
                continue
            size, baseline, angle = self._setting(start)
            text = "".join(characters[start:stop])
            if len(text) == stop - start:
                places = tuple(lefts[start:stop])
            else:
                places = tuple(lefts[at] for at in range(start, stop) for _ in characters[at])
            if places and (len(text) == 1 or not text.isspace()):
                found.append(Run(text, places, rights[stop - 1], baseline, size or tops[start] - bottoms[start], start, angle))
                aslant = aslant or angle != 0
        return turned(found) if aslant else found

    def face(self, at: int) -> Face:
        """The font of the character at a place among those of the page."""
        length = self._get_font(self._handle, at, self._name_place, len(self._name), self._flags_place)
        key = self._name.raw[:length], self._flags.value
        face = self._faces.get(key)
        if face is None:
            name = key[0].rstrip(b"\0").decode("utf-8", "replace")
            name = name.partition("+")[2] or name
            heavy = self._pdfium.FPDFText_GetFontWeight(self._words, at) >= _HEAVY or bool(key[1] & _FORCED_BOLD)
            face = self._faces[key] = Face(name, heavy or any(part in name for part in _BOLD_NAMES))
        return face

    def _characters(self) -> list[str]:
        """A string for each character of the page: both halves of one beyond the BMP stand in the first of its two places."""
        number = self._number
        buffer = (ctypes.c_ushort * (number + 1))()
        written = self._pdfium.FPDFText_GetText(self._words, 0, number, buffer)
        units = bytes(memoryview(buffer).cast("B")[: 2 * number])
        if written != number + 1:
            # characters without a meaning are left out of the text, and the places would no longer fit
            units = array("H", map(self._pdfium.FPDFText_GetUnicode, repeat(self._words, number), range(number))).tobytes()
        text = units.decode("utf-16-le", "replace").replace(_HYPHEN_AT_END, "-\r")
        if len(text) == number:
            return [character if character >= " " else _CONTROL.get(character, "") for character in text]
        found: list[str] = []
        for character in text:
            found.append(character if character >= " " else _CONTROL.get(character, ""))
            if character > "\uffff":
                found.append("")
        return found

    def _boxes(self) -> tuple[list[float], ...]:
        """Left, top, right and bottom of each character, by its advance and the height of its font; nothing where it is turned."""
        pdfium, number = self._pdfium, self._number
        boxes = (ctypes.c_float * (4 * number))()
        get = quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        first = ctypes.addressof(boxes)
        deque(map(get, repeat(self._handle), range(number), range(first, first + 16 * number, 16)), maxlen=0)
        return boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]

    def _setting(self, at: int) -> tuple[float, float, int]:
        """Size, baseline and angle of a character."""
        matrix = self._matrix
        self._get_matrix(self._handle, at, self._matrix_place)
        self._get_origin(self._handle, at, self._x_place, self._y_place)
        size = self._get_size(self._handle, at)
        if not matrix.b:
            return abs(matrix.a) * size, self._y.value, 0 if matrix.a >= 0 else 180
        angle = round(degrees(atan2(matrix.b, matrix.a)))
        return hypot(matrix.a, matrix.b) * size, self._y.value, angle if abs(angle) > _UPRIGHT else 0

    def _turned_character(self, character: str, at: int) -> Iterator[Run]:
        size, baseline, angle = self._setting(at)
        if size:
            yield Run(character, (self._x.value,) * len(character), self._x.value, baseline, size, at, angle)


# pdfium writes a hyphen at a line end as one of these
_CONTROL = {"\x02": "-", "\t": " ", "\n": "\n", "\r": "\n"}
_HYPHEN_AT_END = "\ufffe\r"


def quick(function: Any, *signature: Any) -> Any:
    """A function of pdfium that takes addresses as numbers, several times as fast as with objects around them; its result comes first.

    It keeps the lock of the interpreter, as all of them take less time than letting go of it does.
    """
    return _kind(*signature)(address(function))


@cache
def _kind(*signature: Any) -> Any:
    return ctypes.PYFUNCTYPE(*signature)


def address(thing: Any) -> int:
    """Where a thing of pdfium lies in memory."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _stretches(lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]) -> Iterator[tuple[int, int]]:
    """Where characters follow one another at one height without a gap, as first and past-last places."""
    start = 0
    last_top, last_bottom, last_right = tops[0], bottoms[0], rights[0]
    nearest, farthest = _reach(last_top - last_bottom)
    for at, (top, bottom, left, right) in enumerate(zip(tops, bottoms, lefts, rights, strict=True)):
        # most characters are as high as the last one to the bit
        if top == last_top and bottom == last_bottom:
            if nearest < left - last_right < farthest:
                last_right = right
                continue
        elif -_TOLERANCE < last_top - top < _TOLERANCE and -_TOLERANCE < last_bottom - bottom < _TOLERANCE and nearest < left - last_right < farthest:
            last_top, last_bottom, last_right = top, bottom, right
            nearest, farthest = _reach(top - bottom)
            continue
        if at:
            yield start, at
        start = at
        last_top, last_bottom, last_right = top, bottom, right
        nearest, farthest = _reach(top - bottom)
    yield start, len(lefts)


def _reach(height: float) -> tuple[float, float]:
    """How far back and how far on the next character of a stretch may begin."""
    return _BACK * height, _GAP * height


def turned(runs: list[Run]) -> list[Run]:
    """The runs as they read with the page turned to where most of its characters are upright; what is turned less than a corner stays."""
    angles: Counter[int] = Counter()
    for run in runs:
        angles[round(run.angle / 90) * 90 % 360 if abs(run.angle - round(run.angle / 90) * 90) <= _UPRIGHT else 1] += len(run.text)
    angle = max((angle for angle in angles if angle != 1), key=lambda angle: angles[angle], default=0)
    if angle == 0:
        return _gathered(runs)
    found: list[Run] = []
    for run in runs:
        x, y = _turn(run.left, run.baseline, angle)
        against = (run.angle - angle) % 360
        shift = x - run.left
        lefts = tuple(left + shift for left in run.lefts)
        found.append(run._replace(lefts=lefts, right=run.right + shift, baseline=y, angle=0 if against <= _UPRIGHT or against >= 360 - _UPRIGHT else against))
    return _gathered(found)


def _turn(x: float, y: float, angle: int) -> tuple[float, float]:
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}[angle]


def _gathered(runs: list[Run]) -> list[Run]:
    """Single characters that had no box joined to runs: where the next one begins is where one ends."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        step = run.left - last.right if last is not None else 0.0
        width = _width(last.text[-1]) * last.size if last is not None else 0.0
        if last is not None and last.right == last.lefts[-1] and not last.angle:
            same = abs(run.baseline - last.baseline) < 0.1 * last.size and abs(run.size - last.size) < 0.1 * last.size and not run.angle
            if same and 0 < step < width + _GAP * last.size:
                found[-1] = last._replace(text=last.text + run.text, lefts=last.lefts + run.lefts, right=run.left if run.right == run.left else run.right)
                continue
            found[-1] = last._replace(right=last.lefts[-1] + width)
        found.append(run)
    if found and found[-1].right == found[-1].lefts[-1]:
        found[-1] = found[-1]._replace(right=found[-1].lefts[-1] + _width(found[-1].text[-1]) * found[-1].size)
    return found


def _width(character: str) -> float:
    return 1.0 if character > "\u2e7f" else 0.5
