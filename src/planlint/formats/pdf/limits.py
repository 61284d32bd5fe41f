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
MOST_SHOWN = 250_000
MOST_CHARACTERS = 8_000_000
MOST_SECONDS = 15.0
SECONDS_A_PAGE = 0.02
_STREAM = regex.compile(rb">>\s{0,4}stream\r?\n")
_FLATE = regex.compile(rb"/(?:FlateDecode|Fl)\b")
_DICTIONARY = 4_096
_PIECE = 65_536
_STEEPEST = 1_032


def refuse_what_inflates(raw: bytes) -> None:
    """Raises Unreadable where a stream of a file, or all of them, would take more room than a page of text and lines can need."""
    total = 0
    for start, stop, head in _deflated(raw):
        is_font = b"/Length1" in head
        if is_font and (stop - start) * _STEEPEST < MOST_OF_A_FONT:
            continue
        size = shown = 0
        for piece in _inflated(raw, start, times=len(_FLATE.findall(head))):
            size += len(piece)
            shown += 0 if is_font else piece.count(b"Tj") + piece.count(b"TJ")
            if size > (MOST_OF_A_FONT if is_font else MOST_INFLATED) or shown > MOST_SHOWN:
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


def _inflated(raw: bytes, start: int, *, times: int) -> Iterator[bytes]:
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
                yield inflater.decompress(piece, _PIECE)
                piece = inflater.unconsumed_tail
            if inflater.eof:
                return
    except zlib.error:
        return
