"""A text put into a file of each format, as plainly or as oddly as programs do it."""

from __future__ import annotations

import html
import zlib
from random import Random

from word_files import word_file
from workbooks import workbook

_PAGE_LINES = 38


def packed(rng: Random, text: str, format: str) -> bytes:
    """The bytes of a file of a format ("text", "markdown", "docx", "html", "pdf", "xlsx") that holds the text; what XML forbids is left out of Word files."""
    return {"docx": _word, "html": _web, "pdf": _pages, "xlsx": _sheet}.get(format, _plain)(rng, text)


def _plain(rng: Random, text: str) -> bytes:
    codec = rng.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030"))
    return text.encode(codec, "replace")


def _word(rng: Random, text: str) -> bytes:
    lines = ["".join(c for c in line if c >= " " or c == "\t") for line in text.split("\n")]
    body = "".join(_table(rng, line) if line.count("\t") > 1 else _paragraph(rng, line) for line in lines)
    return word_file(body)


def _sheet(rng: Random, text: str) -> bytes:
    lines = ("".join(c for c in line if c >= " " or c == "\t") for line in text.split("\n"))
    return workbook([[cell[:32_767] for cell in line.split("\t")[:100]] for line in lines if line or rng.random() < 0.5])


def _paragraph(rng: Random, line: str) -> str:
    kinds = (
        "",
        "",
        "",
        "",
        '<w:pStyle w:val="1"/>',
        '<w:outlineLvl w:val="0"/>',
        '<w:jc w:val="center"/>',
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
    )
    settings = rng.choice(kinds)
    cut = rng.randint(0, len(line))
    runs = "".join(_run(rng, piece) for piece in (line[:cut], line[cut:]) if piece)
    return f"<w:p>{'<w:pPr>' + settings + '</w:pPr>' if settings else ''}{runs}</w:p>"


def _run(rng: Random, piece: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{html.escape(piece)}</w:t></w:r>'
    wraps = (
        "{}",
        "{}",
        "{}",
        '<w:ins w:id="1" w:author="a">{}</w:ins>',
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    )
    return rng.choice(wraps).format(run)


def _table(rng: Random, line: str) -> str:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    cells = "".join(f"<w:tc>{rng.choice(('', wide))}{_paragraph(rng, cell)}</w:tc>" for cell in line.split("\t"))
    return f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"


def _web(rng: Random, text: str) -> bytes:
    tags = ("p", "p", "p", "p", "div", "h2", "li", "span", "td", "pre")
    body = ""
    for line in text.split("\n"):
        tag = rng.choice(tags)
        inside = html.escape(line) if rng.random() < 0.9 else line
        body += f"<{tag}>{inside}" + (f"</{tag}>" if rng.random() < 0.9 else "") + rng.choice(("\n", "", "<br>"))
    return f"<html><head><title>{html.escape(text[:20])}</title></head><body>{body}</body></html>".encode()


def _pages(rng: Random, text: str) -> bytes:
    """A PDF with a font that is not embedded, its codes being those of UTF-16 without surrogates."""
    lines = [line[at : at + 34] for line in text.split("\n") for at in range(0, len(line) or 1, 34)]
    pages = [lines[at : at + _PAGE_LINES] for at in range(0, len(lines), _PAGE_LINES)] or [[]]
    return pdf_file([_content(rng, page, number) for number, page in enumerate(pages, 1)])


def _content(rng: Random, lines: list[str], number: int) -> bytes:
    rows = [f"1 0 0 1 {rng.choice((72, 72, 72, 100))} {780 - 18 * at} Tm <{_codes(line)}> Tj" for at, line in enumerate(lines)]
    if rng.random() < 0.5:
        rng.shuffle(rows)
    if rng.random() < 0.5:
        rows.append(f"1 0 0 1 290 40 Tm <{_codes(f'— {number} —')}> Tj")
    return ("BT /F1 14 Tf\n" + "\n".join(rows) + "\nET").encode()


def _codes(line: str) -> str:
    return "".join(c for c in line if c >= " " and ord(c) < 0x10000 and not 0xD800 <= ord(c) < 0xE000).encode("utf-16-be").hex()


def pdf_file(contents: list[bytes]) -> bytes:
    """A PDF with a page for each content stream, drawn in the font /F1."""
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    below = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>"
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(contents)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), kids), font, below]
    for at, content in enumerate(contents):
        stream = zlib.compress(content)
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * at)
        objects += [page, b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )
