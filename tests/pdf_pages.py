"""PDF files for tests: words and lines at places of a page, in a font that any reader of text can read."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A text set from a place on, in points from the lower left corner; `turn` is a cosine and a sine."""

    x: float
    y: float
    text: str
    size: float = 14
    turn: tuple[float, float] = (1, 0)


class Stroke(NamedTuple):
    """A line drawn from one place to another."""

    x: float
    y: float
    to_x: float
    to_y: float


def ruled(left: float, top: float, widths: list[float], heights: list[float]) -> list[Stroke]:
    """The lines of a table from its upper left corner on."""
    right, bottom = left + sum(widths), top - sum(heights)
    level = [Stroke(left, top - sum(heights[:at]), right, top - sum(heights[:at])) for at in range(len(heights) + 1)]
    return level + [Stroke(left + sum(widths[:at]), top, left + sum(widths[:at]), bottom) for at in range(len(widths) + 1)]


def pdf(*pages: list[Words | Stroke], turned: int = 0) -> bytes:
    """A PDF of these pages, A4 upright; `turned` is by how much its pages are shown turned, in degrees."""
    letters = sorted({letter for page in pages for thing in page if isinstance(thing, Words) for letter in thing.text})
    places = {letter: at for at, letter in enumerate(letters, 1)}
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % (7 + 2 * at) for at in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor 5 0 R /DW 1000 /W [%s] >>" % b" ".join(b"%d [500]" % at for letter, at in places.items() if letter < "\u0100"),
        b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -140 1000 860] /ItalicAngle 0 /Ascent 860 /Descent -140 /CapHeight 700 /StemV 80 >>",
        _stream(_unicodes(places)),
    ]
    for at, page in enumerate(pages):
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (turned, 8 + 2 * at)
        )
        bodies.append(_stream(b"\n".join(_drawn(thing, places) for thing in page)))
    return _file(bodies)


def _drawn(thing: Words | Stroke, places: dict[str, int]) -> bytes:
    if isinstance(thing, Stroke):
        return b"0.5 w %f %f m %f %f l S" % tuple(thing)
    cosine, sine = thing.turn
    codes = b"".join(b"%04X" % places[letter] for letter in thing.text)
    return b"BT /F1 %f Tf %f %f %f %f %f %f Tm <%s> Tj ET" % (thing.size, cosine, sine, -sine, cosine, thing.x, thing.y, codes)


def _unicodes(places: dict[str, int]) -> bytes:
    rows = [b"<%04X> <%s>" % (at, letter.encode("utf-16-be", "surrogatepass").hex().upper().encode()) for letter, at in places.items()]
    blocks = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(rows[at : at + 100]), b"\n".join(rows[at : at + 100])) for at in range(0, len(rows), 100))
    head = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    )
    return head + blocks + b"endcmap CMapName currentdict /CMap defineresource pop end end"


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(bodies: list[bytes]) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for at, body in enumerate(bodies, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (at, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, len(written))
