"""PDF files: a printed line a line, with its page; the lines of a paragraph joined, page numbers and running heads left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planlint.damage.lines import damaged_lines
from planlint.formats.page_layout import TextLine, furniture, joints
from planlint.formats.unreadable import Unreadable
from planlint.patterns import compiled
from planlint.text.source import Origin, Remark, Source
from planlint.text.spans import Edit, Span
from planlint.text.view import View

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_MOST_PAGES = 3_000
_MOST_BYTES = 300_000_000
_SAMPLED = 8
_PICTURE = 0.7
_SOFT_HYPHEN = compiled(r"(?<=[0-9年月日])\u00ad(?=[0-9])")
_CELL = 1.5
_TOUCHING = 0.6
_AT_FIGURES = compiled(r"(?<=[\p{Han}，。、；：（）“”《》])[ ](?=[0-9A-Za-z])|(?<=[0-9A-Za-z%％℃])[ ](?=[\p{Han}，。、；：（）“”《》])|(?<=\d)[ ](?=\d)")


def read(raw: bytes, name: str) -> Source:
    """The text of a PDF file: origins with page and box, and a layout that joins lines and leaves page furniture out.

    Raises Unreadable for scans without text, for files that are encrypted, damaged or no PDF, and where the package pypdfium2 is missing.
    """
    try:
        import pypdfium2
    except ImportError:
        raise Unreadable("读 PDF 需要另装一个包：pip install pypdfium2", "reading PDF needs one more package: pip install pypdfium2") from None
    if b"%PDF-" not in raw[:1024]:
        raise Unreadable("内容不是 PDF 文件；把扩展名改对后再检查", "it is no PDF file; correct its name and check again")
    if len(raw) > _MOST_BYTES:
        raise Unreadable("PDF 文件超过 300 MB；拆分后再检查", "the PDF is larger than 300 MB; split it and check again")
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("PDF 文件已加密；解除密码后再检查", "the PDF is encrypted; remove the password and check again") from None
        raise Unreadable("PDF 文件已损坏或不完整；重新导出后再检查", "the PDF is damaged or cut off; export it again and check that") from None
    try:
        return _source(document, name)
    except pypdfium2.PdfiumError:
        raise Unreadable("PDF 文件已损坏或不完整；重新导出后再检查", "the PDF is damaged or cut off; export it again and check that") from None
    finally:
        document.close()


def _source(document: PdfDocument, name: str) -> Source:
    number = len(document)
    if number == 0:
        raise Unreadable("PDF 文件没有页面；重新导出后再检查", "the PDF has no page; export it again and check that")
    if number > _MOST_PAGES:
        raise Unreadable(f"PDF 文件超过 {_MOST_PAGES} 页；拆分后再检查", f"the PDF has more than {_MOST_PAGES} pages; split it and check again")
    pieces: list[str] = []
    lines: list[TextLine] = []
    spaces: list[Edit] = []
    gaps: list[Edit] = []
    offset = pictures = 0
    for at in range(number):
        page = document[at]
        words = page.get_textpage()
        try:
            for line, text, generated in _lines(words, at + 1, offset):
                lines.append(line)
                pieces.append(text + "\n")
                offset += len(text) + 1
                for place, gap in generated:
                    edit = Edit(Span(line.start + place, line.start + place + 1), "\t" if gap >= _CELL else "")
                    if _AT_FIGURES.match(text, place) and gap < _CELL:
                        spaces.append(edit)
                    elif not _TOUCHING <= gap < _CELL:
                        gaps.append(edit)
            pictures += at < _SAMPLED and _is_picture(page)
        finally:
            words.close()
            page.close()
    text = "".join(pieces)
    if not text.strip():
        raise Unreadable(
            "PDF 是扫描件，没有文字；先做文字识别（OCR），或检查可编辑的文稿", "the PDF is a scan without text; recognise it (OCR) first, or check the draft"
        )
    scanned = pictures * 2 > min(number, _SAMPLED)
    # where text was recognised, a gap is a mark that was lost
    spaces = spaces if scanned else sorted([*spaces, *gaps])
    first = Span(0, lines[0].stop)
    return Source(
        text,
        name,
        format="pdf",
        origins=tuple(
            Origin(line.start, page=line.page, box=(round(line.left, 1), round(line.bottom, 1), round(line.right, 1), round(line.top, 1))) for line in lines
        ),
        layout=_layout(text, lines, spaces),
        remarks=(Remark("ocr-text", first, number),) if scanned else (),
    )


def _lines(words: PdfTextPage, page: int, offset: int) -> Iterator[tuple[TextLine, str, list[tuple[int, float]]]]:
    """The lines of a page that hold anything: line, text, and the spaces that the extraction made: place in the line, width in letters."""
    import pypdfium2.raw as pdfium

    get: Any = pdfium.FPDFText_GetUnicode
    number = words.count_chars()
    characters = "".join(_character(get(words, at)) for at in range(number))
    start = 0
    for piece in characters.split("\n"):
        text = piece.rstrip("\r \x00")
        held = text.strip()
        if held:
            first = start + len(text) - len(text.lstrip())
            last = start + len(text) - 1
            left, bottom, _, top = _box(words, first)
            _, other_bottom, right, other_top = _box(words, last)
            for middle in (first + (last - first) // 2, first + (last - first) // 3):
                _, low, _, high = _box(words, middle)
                bottom, top = min(bottom, low), max(top, high)
            generated = [
                (place, _gap(words, start + place))
                for place in range(len(text) - len(text.lstrip()), len(text))
                if text[place] == " " and pdfium.FPDFText_IsGenerated(words, start + place) == 1
            ]
            line = TextLine(offset, offset + len(text), page, left, min(bottom, other_bottom), right, max(top, other_top))
            yield line, text, generated
            offset += len(text) + 1
        start += len(piece) + 1


def _gap(words: PdfTextPage, at: int) -> float:
    """How wide the gap at a generated space is, in widths of the wider letter beside it."""
    left, _, right, _ = _box(words, at - 1)
    begin, _, end, _ = _box(words, at + 1)
    return (begin - right) / max(right - left, end - begin, 1.0)


def _character(code: int) -> str:
    """The character of a code; what pdfium gives for a hyphen at a line end or for nothing at all is a space."""
    return chr(code) if code >= 32 or code in (9, 10, 13) else " "


def _box(words: PdfTextPage, at: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = words.get_charbox(at, loose=True)
    return left, bottom, right, top


def _is_picture(page: PdfPage) -> bool:
    """Whether one picture fills the page, as in a scan with a layer of recognised text."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=2):
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) >= _PICTURE * width * height:
            return True
    return False


def _layout(text: str, lines: list[TextLine], spaces: list[Edit]) -> tuple[Edit, ...]:
    """The edits that undo the pages: furniture out, lines of one paragraph joined, spaces of the extraction out.

    What is left of lines cut within a sentence, as at a figure between two halves of a paragraph, is joined as in any text.
    """
    left_out = furniture(text, lines)
    spaces = sorted([*spaces, *_dashes(text)])
    edits = [Edit(Span(line.start, line.stop + 1), "") for at, line in enumerate(lines) if at in left_out]
    gone = {edit.span.start for edit in edits}
    for above, below in joints(text, lines, left_out):
        between = text[above.stop : below.start]
        stop = below.start + len(text[below.start : below.stop]) - len(text[below.start : below.stop].lstrip())
        if between == "\n":
            edits.append(Edit(Span(above.stop, stop), _glue(text, above.stop, stop)))
        else:
            edits += [Edit(Span(above.stop, above.stop + 1), _glue(text, above.stop, stop))]
            edits += [Edit(Span(below.start, stop), "")] if stop > below.start else []
    held = [space for space in spaces if not any(start <= space.span.start for start in gone if _line_of(lines, start).stop > space.span.start)]
    view = View(Source(text)).edited(_apart([*edits, *held]))
    wounds = [wound for wound in damaged_lines(view.text) if wound.safe]
    view = view.edited(_apart([edit for wound in wounds for edit in wound.edits]))
    return tuple(view.edits())


def _dashes(text: str) -> Iterator[Edit]:
    """Soft hyphens between figures: a PDF prints them, as what was a dash before it was made."""
    for m in _SOFT_HYPHEN.finditer(text):
        yield Edit(Span(*m.span()), "—")


def _line_of(lines: list[TextLine], start: int) -> TextLine:
    return next(line for line in lines if line.start == start)


def _glue(text: str, above: int, below: int) -> str:
    """What stands between two joined lines: a space between words of Latin letters, else nothing."""
    latin = text[above - 1 : above].isascii() and text[above - 1 : above].isalpha() and text[below : below + 1].isascii() and text[below : below + 1].isalpha()
    return " " if latin else ""


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits in order, without those that overlap an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.span.start >= kept[-1].span.stop:
            kept.append(edit)
    return kept
