"""PDF files: a printed line a line, with its page; the lines of a paragraph joined, page numbers and running heads left out."""

from __future__ import annotations

from planlint.formats.pdf.assembly import source_of
from planlint.formats.pdf.glyphs import Glyphs
from planlint.formats.pdf.library import Damaged, Document, Encrypted, Room
from planlint.formats.pdf.limits import Budget, refuse_what_inflates
from planlint.formats.pdf.page import Line, dressed, lines
from planlint.formats.pdf.recognised import is_recognised
from planlint.formats.pdf.rules import Drawn
from planlint.formats.unreadable import Unreadable
from planlint.text.source import Source

_MOST_PAGES = 3_000
_MOST_BYTES = 300_000_000
_SAMPLED = 8


def read(raw: bytes, name: str) -> Source:
    """The text of a PDF file: origins with page and box, and a layout that joins lines and leaves page furniture out.

    Raises Unreadable for scans without text, for files that are encrypted, damaged or no PDF, and where the package pypdfium2 is missing.
    """
    if b"%PDF-" not in raw[:1024]:
        raise Unreadable("内容不是 PDF 文件；把扩展名改对后再检查", "it is no PDF file; correct its name and check again")
    if len(raw) > _MOST_BYTES:
        raise Unreadable("PDF 文件超过 300 MB；拆分后再检查", "the PDF is larger than 300 MB; split it and check again")
    refuse_what_inflates(raw)
    try:
        document = Document(raw)
    except ImportError:
        raise Unreadable("读 PDF 需要另装一个包：pip install pypdfium2", "reading PDF needs one more package: pip install pypdfium2") from None
    except Encrypted:
        raise Unreadable("PDF 文件已加密；解除密码后再检查", "the PDF is encrypted; remove the password and check again") from None
    except Damaged:
        raise _damaged() from None
    try:
        return _source(document, name)
    except Damaged:
        raise _damaged() from None
    finally:
        document.close()


def _damaged() -> Unreadable:
    return Unreadable("PDF 文件已损坏或不完整；重新导出后再检查", "the PDF is damaged or cut off; export it again and check that")


def _source(document: Document, name: str) -> Source:
    number = len(document)
    if number == 0:
        raise Unreadable("PDF 文件没有页面；重新导出后再检查", "the PDF has no page; export it again and check that")
    if number > _MOST_PAGES:
        raise Unreadable(f"PDF 文件超过 {_MOST_PAGES} 页；拆分后再检查", f"the PDF has more than {_MOST_PAGES} pages; split it and check again")
    found: list[Line] = []
    scans = 0
    budget = Budget(number)
    room = Room()
    for at in range(number):
        page = document.page(at)
        try:
            glyphs = Glyphs(page, room)
            budget.take(len(glyphs))
            runs = glyphs.runs()
            drawn = Drawn(page)
            if runs:
                found += [dressed(line, glyphs, at + 1) for line in lines(runs, drawn.grids(), drawn.rules[0], page.height)]
            scans += at < _SAMPLED and drawn.is_scan()
        finally:
            page.close()
    if not found:
        raise Unreadable(
            "PDF 是扫描件，没有文字；先做文字识别（OCR），或检查可编辑的文稿", "the PDF is a scan without text; recognise it (OCR) first, or check the draft"
        )
    scanned = scans * 2 > min(number, _SAMPLED) or is_recognised(found)
    return source_of(found, name, scanned=number if scanned else 0)
