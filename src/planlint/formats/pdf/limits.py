"""How much work a PDF may ask for: what its streams inflate to is measured before pdfium reads them, which can't be stopped."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from time import process_time

import regex

from planlint.formats.unreadable import Unreadable

MOST_INFLATED = 16_000_000
MOST_OF_A_FONT = 64_000_000
MOST_IN_ALL = 400_000_000
MOST_UNMEASURED = 1_000_000_000
MOST_SHOWN = 250_000
MOST_CHARACTERS = 8_000_000
MOST_SECONDS = 15.0
SECONDS_A_PAGE = 0.02
_STREAM = regex.compile(rb">>\s{0,4}stream\r?\n")
_FLATE = regex.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY = 4_096
_PIECE = 16_384
_AT_ONCE = 262_144
# deflate makes no more than so many bytes of one
_STEEPEST = 1_032
_FONT_STARTS = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf", b"%!")


def refuse_what_inflates(raw: bytes) -> None:
    """Raises Unreadable where a stream of a file, or all of them, would take more room than a page of text and lines can need."""
    total = unmeasured = 0
    for start, stop, head in _deflated(raw):
        is_font = b"/Length1" in head and _begins_font(raw, start)
        most = (stop - start) * _STEEPEST
        if is_font and most <= MOST_OF_A_FONT and unmeasured + most <= MOST_UNMEASURED:
            # it cannot be larger than a font may be, and to inflate it takes as long as to inflate it for use
            unmeasured += most
            continue
        times = len(_FLATE.findall(head))
        size = _size(raw, start, times, most=MOST_OF_A_FONT if is_font else MOST_INFLATED)
        # what shows letters takes two characters at least
        if size > 2 * MOST_SHOWN and not is_font and _shown(raw, start, times) > MOST_SHOWN:
            raise _too_much()
        total += size
        if total > MOST_IN_ALL:
            raise _too_much()


class Budget:
    """What the pages of one file may take together: characters, and processor time."""

    def __init__(self, pages: int, clock: Callable[[], float] = process_time) -> None:
        self._clock = clock
        self._until = clock() + MOST_SECONDS + SECONDS_A_PAGE * pages
        self._characters = 0

    def take(self, characters: int) -> None:
        """Count a page that was read; raises Unreadable when it was one too many."""
        self._characters += characters
        if self._characters > MOST_CHARACTERS or self._clock() > self._until:
            raise _too_much()


def _too_much() -> Unreadable:
    return Unreadable(
        "PDF 页面内容展开后过大，读取超出上限；重新导出或拆分后再检查",
        "the pages of the PDF inflate to more than can be read; export it again or split it, and check that",
    )


def _deflated(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each deflated stream begins that is no picture, where the next one does, and the dictionary before it."""
    found = list(_STREAM.finditer(raw))
    for m, following in zip(found, (*(other.start() for other in found[1:]), len(raw)), strict=False):
        first = raw.rfind(b"obj", max(0, m.start() - _DICTIONARY), m.start())
        head = raw[first if first >= 0 else max(0, m.start() - _DICTIONARY) : m.start()]
        if b"/Image" not in head and _FLATE.search(head) is not None:
            yield m.end(), following, head


def _begins_font(raw: bytes, start: int) -> bool:
    """Whether the content of a deflated stream begins as a font does: what only says that it is one may be shown on a page all the same."""
    try:
        return zlib.decompressobj().decompress(raw[start : start + 512], 4).startswith(_FONT_STARTS)
    except zlib.error:
        return False


def _size(raw: bytes, start: int, times: int, *, most: int) -> int:
    """How many bytes a stream inflates to; raises Unreadable when there are too many."""
    size = 0
    for piece in _inflated(raw, start, times):
        size += len(piece)
        if size > most:
            raise _too_much()
    return size


def _shown(raw: bytes, start: int, times: int) -> int:
    """How often a stream shows letters on a page."""
    return sum(piece.count(b"Tj") + piece.count(b"TJ") for piece in _inflated(raw, start, times))


def _inflated(raw: bytes, start: int, times: int) -> Iterator[bytes]:
    """The content of a stream in pieces; nothing more where it is no deflated one after all."""
    outer = _pieces(iter(raw[at : at + _PIECE] for at in range(start, len(raw), _PIECE)))
    for _ in range(min(times, 4) - 1):
        outer = _pieces(outer)
    yield from outer


def _pieces(source: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    try:
        for piece in source:
            while piece and not inflater.eof:
                yield inflater.decompress(piece, _AT_ONCE)
                piece = inflater.unconsumed_tail
            if inflater.eof:
                return
    except zlib.error:
        return
