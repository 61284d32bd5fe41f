"""The characters of a page as they are set: runs of one size on one baseline."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat
from math import atan2, degrees, hypot

from planlint.formats.pdf.library import Page, Room, quick
from planlint.patterns import compiled
from planlint.phrases.marks import OPENING_MARKS
from planlint.record import Record

_TOLERANCE = 0.3
_BACK = -0.5
_GAP = 0.28
_UPRIGHT = 3
TOUCHING = 0.1
"""Two runs that are no farther apart than so many letters have nothing between them, whatever they are."""
_FORCED_BOLD = 0x40000
_HEAVY = 600
_BOLD_NAMES = ("Bold", "SimHei", "Hei", "黑", "Black", "XiaoBiaoSong", "xbsj", "小标宋")


class Run(Record):
    """Characters of one size on one baseline, with no gap between them.

    `lefts` holds where each of them begins; all measures are in points from the lower left corner of the upright page. `first` is the
    place of the first character among those of the page, `angle` how far the run is turned against the page, in degrees; `parts` are
    the places and lengths of what is as high as one another, as letters of one font are, where there is more than one of these.
    """

    text: str
    lefts: Sequence[float]
    right: float
    baseline: float
    size: float
    first: int
    angle: int = 0
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Places among the characters of the page and lengths of what is as high as one another."""
        return self.parts or ((self.first, len(self.text)),)

    @property
    def left(self) -> float:
        """Where the run begins."""
        return self.lefts[0]

    def part(self, start: int, stop: int) -> Run:
        """Some of its characters."""
        right = self.lefts[stop] if stop < len(self.lefts) else self.right
        parts = tuple(_cut(self.parts, start, stop))
        first = parts[0][0] if parts else self.first + start
        return Run(self.text[start:stop], self.lefts[start:stop], right, self.baseline, self.size, first, self.angle, parts)


def _cut(parts: Sequence[tuple[int, int]], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """What lies between two places of a run whose parts these are."""
    for first, length in parts:
        low, high = max(start, 0), min(stop, length)
        if low < high:
            yield first + low, high - low
        start, stop = start - length, stop - length


class Face(Record):
    """The font of a character: its name, and whether it is a bold one or one for headings."""

    name: str
    is_bold: bool


class Glyphs:
    """The characters of one page, read through functions of pdfium that take whole arrays where there are such."""

    def __init__(self, page: Page, room: Room) -> None:
        self._room = room
        self._page = page.words
        self._number: int = max(0, quick("FPDFText_CountChars", ctypes.c_int)(self._page))
        self._faces: dict[tuple[bytes, int], Face] = {}
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._font_places = self._name, ctypes.c_ulong(len(self._name)), ctypes.byref(self._flags)
        self._get_font = quick("FPDFText_GetFontInfo", ctypes.c_ulong)

    def __len__(self) -> int:
        return self._number

    def runs(self) -> list[Run]:
        """The runs of the page, in the order of the file; those of a page that is set sideways are turned upright."""
        if not self._number:
            return []
        characters = self._characters()
        lefts, tops, rights, bottoms = self._room.boxes(self._page, self._number)
        stretches = list(_stretches(lefts, tops, rights, bottoms))
        found: list[Run] = []
        for size, baseline, angle, parts in self._joined([part for part in stretches if tops[part[0]] != bottoms[part[0]]], characters, lefts, rights):
            start, stop = parts[0][0], parts[-1][1]
            text = _text(characters, start, stop)
            places = lefts[start:stop] if len(text) == stop - start else tuple([lefts[at] for at in range(start, stop) for _ in characters[at]])
            if places and (len(text) == 1 or not text.isspace()):
                lengths = tuple([(first, len(_text(characters, first, last))) for first, last in parts]) if len(parts) > 1 else ()
                found.append(Run(text, places, rights[stop - 1], baseline, size or tops[start] - bottoms[start], start, angle, lengths))
        # pdfium's own spaces and line ends have no size at all, and neither has what is turned
        flat = [at for start, stop in stretches if tops[start] == bottoms[start] for at in range(start, stop) if characters[at].strip()]
        if not flat and not any(run.angle for run in found):
            return found
        return turned(sorted([*found, *self._flat(flat, characters)], key=_by_first))

    def face(self, at: int) -> Face:
        """The font of the character at a place among those of the page."""
        length = self._get_font(self._page, at, *self._font_places)
        key = self._name.raw[:length], self._flags.value
        face = self._faces.get(key)
        if face is None:
            name = key[0].rstrip(b"\0").decode("utf-8", "replace")
            name = name.partition("+")[2] or name
            heavy = quick("FPDFText_GetFontWeight", ctypes.c_int)(self._page, at) >= _HEAVY or bool(key[1] & _FORCED_BOLD)
            face = self._faces[key] = Face(name, heavy or any(part in name for part in _BOLD_NAMES))
        return face

    def _characters(self) -> Sequence[str]:
        """A string for each character of the page: both halves of one beyond the BMP stand in the first of its two places."""
        number = self._number
        buffer = (ctypes.c_ushort * (number + 1))()
        written = quick("FPDFText_GetText", ctypes.c_int)(self._page, 0, number, buffer)
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

    def _joined(
        self, stretches: Sequence[tuple[int, int]], characters: Sequence[str], lefts: Sequence[float], rights: Sequence[float]
    ) -> Iterator[tuple[float, float, int, list[tuple[int, int]]]]:
        """Size, baseline and angle of what is read as one, and the stretches of letters of one height that it is made of.

        A stretch of another height goes on with the last one where size and baseline are the same, as figures do that are set in a font of their own.
        """
        parts: list[tuple[int, int]] = []
        reached, near, last = -1, 0.0, (0.0, 0.0, 0.0, 0.0, 0.0)
        last_size = last_a = last_b = last_y = 0.0
        for part, setting in zip(stretches, self._room.settings(self._page, [start for start, _ in stretches]), strict=True):
            start, stop = part
            size, a, b, _, y = setting
            if start == reached and y == last_y and size == last_size and a == last_a and b == last_b and -near < lefts[start] - rights[start - 1] < near:
                letter = characters[start]
                # the number of a heading stands by itself, and several spaces are a gap
                alone = letter in OPENING_MARKS and characters[start - 1].isdecimal()
                if not alone and (stop - start == 1 or not letter.isspace() or not _text(characters, start, stop).isspace()):
                    parts.append(part)
                    reached = stop
                    continue
            if parts:
                yield *_setting(*last), parts
            parts, reached, last = [part], stop, setting
            last_size, last_a, last_b, last_y = size, a, b, y
            # what is turned stands by itself
            near = TOUCHING * a * size if a > 0 and not b else 0.0
        if parts:
            yield *_setting(*last), parts

    def _flat(self, places: Sequence[int], characters: Sequence[str]) -> Iterator[Run]:
        """A run of each of the characters that have no box."""
        for at, values in zip(places, self._room.settings(self._page, places), strict=True):
            size, baseline, angle = _setting(*values)
            if size:
                x = values[3]
                yield Run(characters[at], (x,) * len(characters[at]), x, baseline, size, at, angle)


def _text(characters: Sequence[str], start: int, stop: int) -> str:
    letters = characters[start:stop]
    return letters if isinstance(letters, str) else "".join(letters)


def _by_first(run: Run) -> int:
    return run.first


def _setting(size: float, a: float, b: float, _: float, y: float) -> tuple[float, float, int]:
    """Size, baseline and angle of a character, of the size of its font, the first two values of its matrix, and its origin."""
    if not b:
        return abs(a) * size, y, 0 if a >= 0 else 180
    angle = round(degrees(atan2(b, a)))
    return hypot(a, b) * size, y, angle if abs(angle) > _UPRIGHT else 0


# pdfium writes a hyphen at a line end as one of these
_CONTROL = (("\ufffe\r", "-\r"), ("\x02", "-"), ("\t", " "), ("\r", "\n"))
_UNSEEN = compiled(r"[\x00-\x09\x0b-\x1f]")


def _stretches(lefts: Sequence[float], tops: Sequence[float], rights: Sequence[float], bottoms: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Where characters follow one another at one height without a gap, as first and past-last places."""
    start = 0
    last_top, last_bottom, last_right = tops[0], bottoms[0], rights[0]
    nearest, farthest = _BACK * (last_top - last_bottom), _GAP * (last_top - last_bottom)
    for at, (top, bottom, left, right) in enumerate(zip(tops, bottoms, lefts, rights, strict=True)):
        # most characters are as high as the last one to the bit
        if top == last_top and bottom == last_bottom:
            if nearest < left - last_right < farthest:
                last_right = right
                continue
        elif -_TOLERANCE < last_top - top < _TOLERANCE and -_TOLERANCE < last_bottom - bottom < _TOLERANCE and nearest < left - last_right < farthest:
            last_top, last_bottom, last_right = top, bottom, right
            nearest, farthest = _BACK * (top - bottom), _GAP * (top - bottom)
            continue
        if at:
            yield start, at
        start = at
        last_top, last_bottom, last_right = top, bottom, right
        nearest, farthest = _BACK * (top - bottom), _GAP * (top - bottom)
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
                found[-1] = last._replace(text=last.text + run.text, lefts=(*last.lefts, *run.lefts), right=run.left if run.right == run.left else run.right)
                continue
            found[-1] = last._replace(right=last.lefts[-1] + width)
        found.append(run)
    if found and found[-1].right == found[-1].lefts[-1]:
        found[-1] = found[-1]._replace(right=found[-1].lefts[-1] + _width(found[-1].text[-1]) * found[-1].size)
    return found


def _width(character: str) -> float:
    return 1.0 if character > "\u2e7f" else 0.5
