"""The characters of a page as they are set: runs of one size on one baseline."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat
from math import atan2, degrees, hypot

from planlint.formats.pdf.calls import Room, place, quick
from planlint.patterns import compiled
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

    def __init__(self, words: PdfTextPage, room: Room) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._words = words
        self._room = room
        self._page = place(words.raw)
        self._number: int = words.count_chars()
        self._faces: dict[tuple[bytes, int], Face] = {}
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._font_places = self._name, ctypes.c_ulong(len(self._name)), ctypes.byref(self._flags)
        self._matrix, self._x, self._y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        self._matrix_place, self._x_place, self._y_place = map(ctypes.byref, (self._matrix, self._x, self._y))
        self._get_font = quick("FPDFText_GetFontInfo", ctypes.c_ulong)
        self._get_size = quick("FPDFText_GetFontSize", ctypes.c_double)
        self._get_matrix = quick("FPDFText_GetMatrix", ctypes.c_int)
        self._get_origin = quick("FPDFText_GetCharOrigin", ctypes.c_int)

    def __len__(self) -> int:
        return self._number

    def runs(self) -> list[Run]:
        """The runs of the page, in the order of the file; those of a page that is set sideways are turned upright."""
        if not self._number:
            return []
        characters = self._characters()
        lefts, tops, rights, bottoms = self._room.boxes(self._page, self._number)
        found: list[Run] = []
        aslant = False
        for start, stop in _stretches(lefts, tops, rights, bottoms):
            top, bottom = tops[start], bottoms[start]
            if top == bottom:
                # pdfium's own spaces and line ends have no size at all, and neither has what is turned
                for at in range(start, stop):
                    if characters[at] and not characters[at].isspace():
                        found += self._turned_character(characters[at], at)
                        aslant = True
                continue
            letters = characters[start:stop]
            text = letters if isinstance(letters, str) else "".join(letters)
            if len(text) > 1 and text.isspace():
                continue
            size, baseline, angle = self._setting(start)
            if len(text) == stop - start:
                places = lefts[start:stop]
            else:
                places = tuple([lefts[at] for at in range(start, stop) for _ in characters[at]])
            if places:
                found.append(Run(text, places, rights[stop - 1], baseline, size or top - bottom, start, angle))
                aslant = aslant or angle != 0
        return turned(found) if aslant else found

    def face(self, at: int) -> Face:
        """The font of the character at a place among those of the page."""
        length = self._get_font(self._page, at, *self._font_places)
        key = self._name.raw[:length], self._flags.value
        face = self._faces.get(key)
        if face is None:
            name = key[0].rstrip(b"\0").decode("utf-8", "replace")
            name = name.partition("+")[2] or name
            heavy = self._pdfium.FPDFText_GetFontWeight(self._words, at) >= _HEAVY or bool(key[1] & _FORCED_BOLD)
            face = self._faces[key] = Face(name, heavy or any(part in name for part in _BOLD_NAMES))
        return face

    def _characters(self) -> Sequence[str]:
        """A string for each character of the page: both halves of one beyond the BMP stand in the first of its two places."""
        number = self._number
        buffer = (ctypes.c_ushort * (number + 1))()
        written = self._pdfium.FPDFText_GetText(self._words, 0, number, buffer)
        units = bytes(memoryview(buffer).cast("B")[: 2 * number])
        if written != number + 1:
            # characters without a meaning are left out of the text, and the places would no longer fit
            units = array("H", map(quick("FPDFText_GetUnicode", ctypes.c_uint), repeat(self._page, number), range(number))).tobytes()
        text = units.decode("utf-16-le", "replace")
        for control, seen in _CONTROL:
            text = text.replace(control, seen)
        if len(text) == number and _UNSEEN.search(text) is None:
            return text
        found: list[str] = []
        for character in text:
            found.append("" if _UNSEEN.match(character) else character)
            if character > "\uffff":
                found.append("")
        return found

    def _setting(self, at: int) -> tuple[float, float, int]:
        """Size, baseline and angle of a character."""
        matrix, page = self._matrix, self._page
        self._get_matrix(page, at, self._matrix_place)
        self._get_origin(page, at, self._x_place, self._y_place)
        size: float = self._get_size(page, at)
        if not matrix.b:
            return abs(matrix.a) * size, self._y.value, 0 if matrix.a >= 0 else 180
        angle = round(degrees(atan2(matrix.b, matrix.a)))
        return hypot(matrix.a, matrix.b) * size, self._y.value, angle if abs(angle) > _UPRIGHT else 0

    def _turned_character(self, character: str, at: int) -> Iterator[Run]:
        size, baseline, angle = self._setting(at)
        if size:
            yield Run(character, (self._x.value,) * len(character), self._x.value, baseline, size, at, angle)


# pdfium writes a hyphen at a line end as one of these
_CONTROL = (("\ufffe\r", "-\r"), ("\x02", "-"), ("\t", " "), ("\r", "\n"))
_UNSEEN = compiled(r"[\x00-\x09\x0b-\x1f]")


def _stretches(lefts: Sequence[float], tops: Sequence[float], rights: Sequence[float], bottoms: Sequence[float]) -> Iterator[tuple[int, int]]:
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
