"""The characters of a page as they are set: runs of one size on one baseline."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_TOLERANCE = 0.06
_BACK = -0.5
_GAP = 0.28
_UPRIGHT = 3
_INVISIBLE = 3
_FORCED_BOLD = 0x40000
_BOLD_NAMES = ("Bold", "SimHei", "Hei", "黑", "Black", "XiaoBiaoSong", "xbsj", "小标宋")


class Run(NamedTuple):
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


class Face(NamedTuple):
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
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)

    def __len__(self) -> int:
        return self._number

    def runs(self) -> list[Run]:
        """The runs of the page, in the order of the file; those of a page that is set sideways are turned upright."""
        if not self._number:
            return []
        characters, boxes = self._characters(), self._boxes()
        lefts, tops, rights, bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
        found = [run for start, stop in _stretches(lefts, tops, rights, bottoms) for run in self._run(characters, lefts, rights, bottoms, tops, start, stop)]
        found = [run for run in found if len(run.text) == 1 or run.text.strip()]
        return turned(found) if any(run.angle for run in found) else found

    def is_invisible(self) -> bool:
        """Whether the first character of the page is not painted, as in a layer of recognised text."""
        thing = next((thing for at in range(min(self._number, 8)) if (thing := self._pdfium.FPDFText_GetTextObject(self._words, at))), None)
        return thing is not None and self._pdfium.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE

    def face(self, at: int) -> Face:
        """The font of the character at a place among those of the page."""
        flags = ctypes.c_int()
        length = self._pdfium.FPDFText_GetFontInfo(self._words, at, self._name, len(self._name), flags)
        name = self._name.raw[: max(0, min(length, len(self._name)) - 1)].decode("utf-8", "replace")
        name = name.partition("+")[2] or name
        heavy = self._pdfium.FPDFText_GetFontWeight(self._words, at) >= 600
        return Face(name, heavy or bool(flags.value & _FORCED_BOLD) or any(part in name for part in _BOLD_NAMES))

    def _characters(self) -> list[str]:
        """A string for each character of the page: both halves of one beyond the BMP stand in the first of its two places."""
        number = self._number
        buffer = (ctypes.c_ushort * (number + 1))()
        written = self._pdfium.FPDFText_GetText(self._words, 0, number, buffer)
        units = bytes(memoryview(buffer).cast("B")[: 2 * number])
        if written != number + 1:
            # characters without a meaning are left out of the text, and the places would no longer fit
            units = array("H", map(self._pdfium.FPDFText_GetUnicode, repeat(self._words, number), range(number))).tobytes()
        text = units.decode("utf-16-le", "replace")
        if len(text) == number:
            return [character if character >= " " else _CONTROL.get(character, "") for character in text]
        found: list[str] = []
        for character in text:
            found.append(character if character >= " " else _CONTROL.get(character, ""))
            if character > "\uffff":
                found.append("")
        return found

    def _boxes(self) -> list[float]:
        """Left, top, right and bottom of each character, by its advance and the height of its font; nothing where it is turned."""
        pdfium, number = self._pdfium, self._number
        boxes = (ctypes.c_float * (4 * number))()
        get = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(_address(pdfium.FPDFText_GetLooseCharBox))
        first = ctypes.addressof(boxes)
        handle = _address(self._words.raw)
        for _ in map(get, repeat(handle), range(number), range(first, first + 16 * number, 16)):
            pass
        return array("f", bytes(memoryview(boxes).cast("B"))).tolist()

    def _run(
        self,
        characters: list[str],
        lefts: list[float],
        rights: list[float],
        bottoms: list[float],
        tops: list[float],
        start: int,
        stop: int,
    ) -> Iterator[Run]:
        pdfium, words = self._pdfium, self._words
        if tops[start] == bottoms[start]:
            # pdfium's own spaces and line ends have no size at all, and neither has what is turned
            for at in range(start, stop):
                if not (characters[at].isspace() or not characters[at]):
                    yield from self._turned_character(characters, at)
            return
        pdfium.FPDFText_GetMatrix(words, start, self._matrix)
        pdfium.FPDFText_GetCharOrigin(words, start, self._x, self._y)
        size = hypot(self._matrix.a, self._matrix.b) * pdfium.FPDFText_GetFontSize(words, start)
        text = "".join(characters[start:stop])
        places = tuple(lefts[start:stop])
        if len(text) != stop - start:
            kept = [at for at in range(start, stop) if characters[at]]
            places = tuple(lefts[at] for at in kept for _ in characters[at])
        if places:
            angle = round(degrees(atan2(self._matrix.b, self._matrix.a)))
            yield Run(text, places, rights[stop - 1], self._y.value, size or tops[start] - bottoms[start], start, angle if abs(angle) > _UPRIGHT else 0)

    def _turned_character(self, characters: list[str], at: int) -> Iterator[Run]:
        pdfium, words = self._pdfium, self._words
        pdfium.FPDFText_GetMatrix(words, at, self._matrix)
        pdfium.FPDFText_GetCharOrigin(words, at, self._x, self._y)
        size = hypot(self._matrix.a, self._matrix.b) * pdfium.FPDFText_GetFontSize(words, at)
        if size:
            angle = round(degrees(atan2(self._matrix.b, self._matrix.a)))
            yield Run(characters[at], (self._x.value,) * len(characters[at]), self._x.value, self._y.value, size, at, angle)


# pdfium writes a hyphen at a line end as one of these
_CONTROL = {"\x02": "-", "\t": " ", "\n": "\n", "\r": "\n", "\ufffe": "-"}


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _stretches(lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]) -> Iterator[tuple[int, int]]:
    """Where characters follow one another at one height without a gap, as first and past-last places."""
    start = 0
    for at, (top, other_top, bottom, other_bottom, right, left) in enumerate(zip(tops, tops[1:], bottoms, bottoms[1:], rights, lefts[1:], strict=False), 1):
        height = top - bottom
        if not (
            -_TOLERANCE < top - other_top < _TOLERANCE and -_TOLERANCE < bottom - other_bottom < _TOLERANCE and _BACK * height < left - right < _GAP * height
        ):
            yield start, at
            start = at
    yield start, len(lefts)


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


def is_picture(page: PdfPage) -> bool:
    """Whether one picture fills the page, as in a scan with a layer of recognised text."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) >= 0.7 * width * height:
            return True
    return False
