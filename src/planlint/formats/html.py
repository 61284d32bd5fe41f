"""Web pages: the text as a browser shows it, and edits that cut the article free of what the site puts around it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from planlint.formats import plain
from planlint.formats.article import Article, Block, PageLine, article
from planlint.formats.page_head import metadata_of
from planlint.formats.unreadable import Unreadable
from planlint.patterns import IGNORECASE, compiled
from planlint.phrases.numerals import to_chinese
from planlint.record import Record
from planlint.text.evidence import Align, Cell, Evidence, LineKind, ListItem, Metadata
from planlint.text.source import Note, Origin, Source
from planlint.text.spans import Edit, Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex
    from lxml.etree import _Element

LARGEST = 32 << 20
"""How many bytes a page may have."""
MOST_MARKUP = 2_000_000
"""How many tags and attributes a page may hold."""

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LEFT_OUT = frozenset(
    [
        "audio",
        "base",
        "canvas",
        "datalist",
        "head",
        "iframe",
        "link",
        "map",
        "math",
        "meta",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_BOLD = frozenset(("b", "strong"))
_SET_BOLD = compiled(r"font-weight\s*:\s*(?:bold|[6-9]00)", IGNORECASE)
_ALIGN = compiled(r"text-align\s*:\s*(left|start|center|right|end|justify)", IGNORECASE)
_ALIGNS: dict[str, Align] = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "justify": "justify"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_OF_SITE = frozenset(("nav", "footer", "aside", "menu", "button"))
_SITE_NAME = compiled(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|share|bdsharebuttonbox|related|relate|xgxx|copyright|sidebar|toolbar|tools?|print|pager|qrcode|ewm)(?:$|[\s_-])",
    IGNORECASE,
)
_HIDDEN = compiled(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", IGNORECASE)
_SET_AS_BLOCK = compiled(r"display\s*:\s*block", IGNORECASE)
_KEEPS_BREAKS = compiled(r"white-space\s*:\s*(?:pre|break-spaces)", IGNORECASE)
_NO_MARKER = compiled(r"list-style(?:-type)?\s*:[^;]*none", IGNORECASE)
_CHINESE_MARKER = compiled(r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|chinese|cjk-decimal)", IGNORECASE)
_NUMBER = compiled(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,5})[、.．)）]|第\p{Han}{1,4}[章节条]|[①-⑳]")

_CHARSET = compiled(r"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})""", IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252"}
_PROBE = 4096
_TAG = compiled(r"<[!/]?[A-Za-z]")
_STARTS = (
    (b"PK\x03\x04", "压缩格式的文件（.docx、.wps、.ofd、.xlsx、.zip）", "a zipped file (.docx, .wps, .ofd, .xlsx, .zip)"),
    (b"%PDF", " PDF 文件", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word、WPS 或 Excel 文件（.doc、.wps、.xls）", "an old Word, WPS or Excel file (.doc, .wps, .xls)"),
    (b"{\\rtf", " RTF 文件", "an RTF file"),
    (b"MIME-Version:", "单个文件网页（.mht）", "a web archive (.mht)"),
    (b"From: <Saved by", "单个文件网页（.mht）", "a web archive (.mht)"),
)

_BLANKS = compiled(r"[ \t\r\n\f]+")
_WIDE = compiled(r"[\p{Han}\u3000-\u303f\uff00-\uff60“”‘’…—]")
_NARROW_SPACES = str.maketrans(dict.fromkeys("\xa0\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f", " ") | {"\u2003": "\u3000"})
_SPACES = " \u3000"
_LAST_LINE = 65_534
_LONGEST_CELL = 2_000
_MOST_PARAGRAPHS = 24
_MOST_COLUMNS = 60


class _Cell(Record):
    """A cell of a row: where it begins in the line, its row and column from 1 and how many it takes up, and its line in the file."""

    start: int
    row: int
    column: int
    rows: int
    columns: int
    is_header: bool
    line: int | None


class _Line(Record):
    """A line as it is shown.

    `number` is the length of the number that a list puts before it, `level` that of a heading, `bold` the number of characters at its
    start that are bold.
    """

    text: str
    line: int | None
    linked: int = 0
    level: int = 0
    number: int = 0
    cells: tuple[_Cell, ...] = ()
    bold: int = 0
    align: Align = ""
    item: ListItem | None = None


def read(raw: bytes, name: str) -> Source:
    """The text of a web page, a paragraph, heading, list item or row of a table a line; what is no part of its article is cut by `layout`.

    Raises Unreadable.
    """
    text, encoding, bom = _decoded(raw)
    root = _parsed(text)
    page = _Page()
    page.read(root)
    if page.hidden > sum(len(line.text) for line in page.lines):
        page = _Page(hidden_too=True)
        page.read(root)
    if not page.lines:
        raise Unreadable(
            "网页中没有文字，内容可能由脚本载入；在浏览器中打开后，把正文复制到文本文件（.txt）再检查",
            "a page without text, which a script may load; open it in a browser, copy the text into a file (.txt) and check that",
        )
    return _Writing(page, _titles(root), _metas(root)).source(name, encoding, bom)


def _decoded(raw: bytes) -> plain.Decoded:
    """The text of the file: by its mark, as UTF-8 that holds Chinese, by what the page says of itself, else by guess."""
    if len(raw) > LARGEST:
        raise Unreadable(
            f"网页有 {len(raw) >> 20} MB，超过 {LARGEST >> 20} MB 的上限；把正文复制到文本文件（.txt）后再检查",
            f"{len(raw) >> 20} MB, over the limit of {LARGEST >> 20} MB; copy the text into a file (.txt) and check that",
        )
    for start, kind_zh, kind_en in _STARTS:
        if raw.startswith(start):
            raise Unreadable(
                f"内容不是网页，像是{kind_zh}；把扩展名改对后再检查", f"no web page but, by its looks, {kind_en}; correct the name and check again"
            )
    decoded = _declared(raw) or plain.decode(raw)
    if _TAG.search(decoded.text) is None and decoded.text.strip():
        raise Unreadable(
            "内容不是网页，没有任何标签；把扩展名改为 .txt 后再检查",
            "no web page: there is not one tag in it; rename it to .txt and check again",
        )
    if decoded.text.count("<") + decoded.text.count("=") > MOST_MARKUP:
        raise Unreadable(
            f"网页的标签超过 {MOST_MARKUP:,} 个，不予解析；把正文复制到文本文件（.txt）后再检查",
            f"holds more than {MOST_MARKUP:,} tags; copy the text into a file (.txt) and check that",
        )
    return decoded


def _declared(raw: bytes) -> plain.Decoded | None:
    """The text by the encoding that the page names, characters it does not have being lost; None where a mark or the bytes say another."""
    if raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    m = _CHARSET.search(raw[:_PROBE].decode("latin-1"))
    try:
        named = codecs.lookup(m[1] or m[2]).name if m else ""
    except LookupError:
        return None
    codec = _WIDER.get(named, named)
    if not codec or codec.startswith(("utf-16", "utf-32")) or (codec != "utf-8" and _is_utf8(raw)):
        return None
    try:
        text = raw.decode(codec, "replace")
    except (LookupError, UnicodeError):
        return None
    return plain.Decoded(text, codec, b"") if text.count("\ufffd") * 100 <= len(text) else None


def _is_utf8(raw: bytes) -> bool:
    """Whether the bytes are Chinese in UTF-8, as bytes of another encoding never are."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any("一" <= character <= "龥" for character in text)


def _parsed(text: str) -> _Element:
    from lxml import etree

    # what is no text in HTML either
    clean = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(clean, parser) if clean.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise Unreadable(
            "网页的标签嵌套过深，不予解析；在浏览器中打开后，把正文复制到文本文件（.txt）再检查",
            "its tags are nested too deeply; open it in a browser, copy the text into a file (.txt) and check that",
        )
    return etree.Element("html") if root is None else root


def _titles(root: _Element) -> list[str]:
    """What the head of the page says it is titled."""
    found = [element.text or "" for element in root.iterfind(".//head/title")]
    found += [element.get("content") or "" for element in root.iterfind(".//head/meta") if (element.get("name") or "").lower() == "articletitle"]
    return [title for title in found if title.strip()]


def _metas(root: _Element) -> list[tuple[str, str]]:
    """The names and contents of what the head of the page says."""
    return [(element.get("name") or element.get("property") or "", element.get("content") or "") for element in root.iterfind(".//head/meta")]


class _Table:
    """A table that is being read, the lines and blocks within it beginning at two places; `layout` tells that it only sets the page."""

    def __init__(self, line: int, block: int, *, layout: bool) -> None:
        self.first_line = line
        self.first_block = block
        self.layout = layout
        self.rows: list[list[_Area]] = []
        self.in_cell = self.in_head = False
        self._column = 0
        self._taken: dict[int, int] = {}

    def begin_row(self) -> None:
        """Go on in a new row; one within a cell is no row of data."""
        self.layout = self.layout or self.in_cell
        self.rows.append([])
        self._column = 0

    def place(self, wide: int, high: int) -> int:
        """The column, from 1, of the next cell of the row, which spans so many columns and rows."""
        row = len(self.rows)
        column = self._column + 1
        while self._taken.get(column, 0) >= row:
            column += 1
        self._column = column + wide - 1
        if high > 1:
            self._taken.update(dict.fromkeys(range(column, column + wide), row + high - 1))
        return column


class _Area(Record):
    """The lines from `first` up to `stop` that a cell holds, its column from 1, how many columns and rows it takes up, and its line in the file."""

    first: int
    stop: int
    column: int
    columns: int
    rows: int
    is_header: bool
    line: int | None


class _Looks(Record):
    """What the style of an element says of how it is shown."""

    is_hidden: bool = False
    is_block: bool = False
    keeps_breaks: bool = False
    is_bold: bool = False
    align: str = ""


_UNSTYLED = _Looks()


def _looks_of(style: str) -> _Looks:
    align = _ALIGN.search(style)
    return _Looks(
        _HIDDEN.search(style) is not None,
        _SET_AS_BLOCK.search(style) is not None,
        _KEEPS_BREAKS.search(style) is not None,
        _SET_BOLD.search(style) is not None,
        align[1] if align is not None else "",
    )


class _List:
    """A numbered list that is being read: the number of its next item, and how it is written."""

    def __init__(self, element: _Element, number: int) -> None:
        style = element.get("style") or ""
        self.id = str(number)
        self.next = _number(element.get("start"), 1)
        self.kind = element.get("type") or "1"
        self.chinese = _CHINESE_MARKER.search(style) is not None
        self.silent = _NO_MARKER.search(style) is not None
        self.step = -1 if element.get("reversed") is not None else 1

    def number(self, item: _Element) -> str:
        value = _number(item.get("value"), self.next)
        self.next = value + self.step
        if self.silent or not 1 <= value <= 9_999:
            return ""
        if self.chinese:
            return f"{to_chinese(value)}、"
        if self.kind in "aA" and value <= 26:
            return f"{chr(ord(self.kind) + value - 1)}."
        return f"{value}."


def _number(written: str | None, otherwise: int) -> int:
    try:
        return int(written[:6]) if written else otherwise
    except ValueError:
        return otherwise


class _Page:
    """The lines of a page and the blocks that hold them, gathered in one walk; `hidden` counts the characters that are not shown."""

    def __init__(self, *, hidden_too: bool = False) -> None:
        self.lines: list[_Line] = []
        self.notes: list[tuple[int, str]] = []
        self.hidden = 0
        self._hidden_too = hidden_too
        self._firsts: list[int] = []
        self._stops: list[int] = []
        self._sites: list[bool] = []
        self._open: list[int] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._line: int | None = None
        self._links = 0
        self._level = 0
        self._breaks = 0
        self._pending = ""
        self._lists: list[_List | None] = []
        self._lists_begun = 0
        self._item: ListItem | None = None
        self._bold = self._bold_pieces = 0
        self._all_bold = True
        self._aligns: list[Align] = []
        self._tables: list[_Table] = []
        # a page repeats a few styles many times
        self._looks: dict[str, _Looks] = {"": _UNSTYLED}

    @property
    def blocks(self) -> list[Block]:
        """The blocks in the order in which they begin."""
        return [Block(first, stop, site) for first, stop, site in zip(self._firsts, self._stops, self._sites, strict=True) if first < stop]

    def read(self, root: _Element) -> None:
        """Gather the lines of a page."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        left_out: list[_Element] = []
        for event, element in walk:
            if event == "comment":
                self._remark(element.text or "")
            elif event == "start":
                if self._is_left_out(element):
                    left_out.append(element)
                    walk.skip_subtree()
                    continue
                self._begin(element)
                self._say(element.text, element)
                continue
            elif left_out and left_out[-1] is element:
                left_out.pop()
            else:
                self._end(element)
            if element is not root:
                self._say(element.tail, element)
        self._flush()

    def _remark(self, text: str) -> None:
        if text.lstrip().startswith("planlint:"):
            self._flush()
            self.notes.append((len(self.lines), text.strip()))

    def _is_left_out(self, element: _Element) -> bool:
        tag = element.tag
        if tag in _LEFT_OUT:
            return True
        if self._hidden_too or tag in ("html", "body"):
            return False
        if element.get("hidden") is None and not self._looks_of(element).is_hidden:
            return False
        self.hidden += sum(len(text.strip()) for text in element.itertext(with_tail=False))
        return True

    def _looks_of(self, element: _Element) -> _Looks:
        style = element.get("style", "")
        looks = self._looks.get(style)
        if looks is None:
            looks = self._looks[style] = _looks_of(style)
        return looks

    def _begin(self, element: _Element) -> None:
        tag = str(element.tag)
        looks = self._looks_of(element)
        if tag == "br":
            self._flush()
        elif tag == "a":
            self._links += _leads_away(element)
        if tag in _BLOCKS or looks.is_block:
            self._flush()
            self._open.append(len(self._firsts))
            self._firsts.append(len(self.lines))
            self._stops.append(len(self.lines))
            self._sites.append(tag in _OF_SITE or _is_of_site(element))
            self._aligns.append(_alignment(tag, element, looks) or (self._aligns[-1] if self._aligns else ""))
        if tag == "pre" or looks.keeps_breaks:
            self._breaks += 1
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in _BOLD or (tag == "span" and looks.is_bold):
            self._bold += 1
        elif tag in ("ol", "ul"):
            self._lists_begun += 1
            self._lists.append(_List(element, self._lists_begun) if tag == "ol" else None)
        elif tag == "li":
            self._begin_item(element)
        elif tag == "table":
            if self._tables:
                self._tables[-1].layout = True
            self._tables.append(_Table(len(self.lines), len(self._firsts), layout=element.get("role") == "presentation"))
        elif self._tables and tag == "tr":
            self._tables[-1].begin_row()
        elif self._tables and tag == "thead":
            self._tables[-1].in_head = True
        elif self._tables and tag in ("td", "th"):
            self._begin_cell(element)

    def _begin_item(self, element: _Element) -> None:
        held = self._lists[-1] if self._lists else None
        self._pending = held.number(element) if held is not None else ""
        self._item = ListItem(held.id, len(self._lists)) if held is not None else None

    def _begin_cell(self, element: _Element) -> None:
        table = self._tables[-1]
        table.layout = table.layout or table.in_cell
        if table.layout:
            return
        table.in_cell = True
        if not table.rows:
            table.rows.append([])
        wide, high = _span(element, "colspan"), _span(element, "rowspan")
        column = table.place(wide, high)
        is_header = element.tag == "th" or table.in_head
        table.rows[-1].append(_Area(len(self.lines), len(self.lines), column, wide, high, is_header, _line_of(element)))
        table.layout = column > _MOST_COLUMNS

    def _end(self, element: _Element) -> None:
        tag = str(element.tag)
        looks = self._looks_of(element)
        if tag in _BLOCKS or looks.is_block:
            self._flush()
            if tag == "table":
                self._end_table(self._tables.pop())
            self._stops[self._open.pop()] = len(self.lines)
            self._aligns.pop()
        if tag == "pre" or looks.keeps_breaks:
            self._breaks -= 1
        if tag == "a":
            self._links -= _leads_away(element)
        elif tag in _HEADINGS:
            self._level = 0
        elif tag in _BOLD or (tag == "span" and looks.is_bold):
            self._bold -= 1
        elif self._tables and tag == "thead":
            self._tables[-1].in_head = False
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "li":
            self._pending = ""
            self._item = None
        elif self._tables and tag in ("td", "th") and not self._tables[-1].layout:
            row = self._tables[-1].rows[-1]
            row[-1] = row[-1]._replace(stop=len(self.lines))
            self._tables[-1].in_cell = False

    def _end_table(self, table: _Table) -> None:
        """Make each row of a table that holds data one line; one that only sets the page stays as it is."""
        if table.layout or max(map(len, table.rows), default=0) < 2 or not all(self._fits_cell(area) for row in table.rows for area in row):
            return
        made: list[_Line] = []
        at = table.first_line
        headed = False
        for number, row in enumerate(table.rows, start=1):
            headed = headed or len(row) > 1
            if not headed or not row:
                continue
            made += self.lines[at : row[0].first]
            at = row[-1].stop
            if row[0].first < at:
                made.append(self._row(row, number, len(table.rows)))
        made += self.lines[at:]
        del self.lines[table.first_line :]
        self.lines += made
        del self._firsts[table.first_block :], self._stops[table.first_block :], self._sites[table.first_block :]
        self.notes = [(min(place, table.first_line) if place > table.first_line else place, words) for place, words in self.notes]

    def _fits_cell(self, area: _Area) -> bool:
        return area.stop - area.first <= _MOST_PARAGRAPHS and sum(len(line.text) for line in self.lines[area.first : area.stop]) <= _LONGEST_CELL

    def _row(self, row: list[_Area], number: int, last: int) -> _Line:
        pieces: list[str] = []
        cells: list[_Cell] = []
        length = linked = 0
        column = 1
        for area in row:
            gap = "\t" * (area.column - column)
            held = self.lines[area.first : area.stop]
            text = gap + " ".join(line.text for line in held)
            high = min(area.rows, last - number + 1)
            cells.append(_Cell(length + len(gap), number, area.column, high, area.columns, area.is_header, area.line))
            pieces.append(text)
            length += len(text)
            linked += sum(line.linked for line in held)
            column = area.column
        text = "".join(pieces)
        if "\t" not in text.strip() and not text.endswith("\t"):
            # a row with one cell that is not empty is told from a paragraph by this alone
            text += "\t"
        return _Line(text, row[0].line, linked, cells=tuple(cells))

    def _say(self, text: str | None, element: _Element) -> None:
        if not text:
            return
        if self._breaks and "\n" in text:
            first, *more = text.splitlines()
            self._say_piece(first, element)
            for piece in more:
                self._flush()
                self._say_piece(piece, element)
        else:
            self._say_piece(text, element)

    def _say_piece(self, text: str, element: _Element) -> None:
        if self._line is None and not text.isspace():
            self._line = _line_of(element)
        self._pieces.append(text)
        if self._all_bold and (self._bold or text.isspace()):
            self._bold_pieces = len(self._pieces)
        else:
            self._all_bold = False
        if self._links:
            self._linked += len(text.strip())

    def _flush(self) -> None:
        """End the line that is being gathered."""
        if not self._pieces:
            return
        text = _rendered("".join(self._pieces))
        if text:
            number = self._pending if _NUMBER.match(text) is None else ""
            bold = len(_rendered("".join(self._pieces[: self._bold_pieces]))) if self._bold_pieces else 0
            align = self._aligns[-1] if self._aligns else ""
            self.lines.append(
                _Line(number + text, self._line, self._linked, self._level, len(number), (), len(number) + bold if bold else 0, align, self._item)
            )
            self._pending = ""
            self._item = None
        self._pieces.clear()
        self._bold_pieces, self._all_bold = 0, True
        self._linked = 0
        self._line = None


def _leads_away(element: _Element) -> bool:
    """Whether a link leads to another page, and not to a place of this one."""
    target = element.get("href")
    return target is not None and not target.startswith("#")


def _is_of_site(element: _Element) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return len(names) > 1 and _SITE_NAME.search(names) is not None


def _alignment(tag: str, element: _Element, looks: _Looks) -> Align:
    """How an element aligns its lines; "" where it does not say."""
    written = looks.align or ("center" if tag == "center" else element.get("align") or "")
    return _ALIGNS.get(written.lower(), "")


def _span(element: _Element, name: str) -> int:
    """How many columns or rows a cell spans."""
    return min(max(_number(element.get(name), 1), 1), _MOST_COLUMNS)


def _line_of(element: _Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) and line <= _LAST_LINE else None


def _rendered(text: str) -> str:
    """The text of a line as a browser shows it: runs of blanks are one space, and none where a line of the file ends beside Chinese."""

    def joined(m: regex.Match[str]) -> str:
        if "\n" not in m[0] and "\r" not in m[0]:
            return " "
        before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        return "" if _WIDE.match(before) or _WIDE.match(after) else " "

    if text.isspace():
        return ""
    shown = _BLANKS.sub(joined, text).strip(" ")
    if not shown.isprintable():
        # no space but that of ASCII is printable
        shown = shown.translate(_NARROW_SPACES)
    shown = shown.rstrip(_SPACES)
    indent = len(shown) - len(shown.lstrip(_SPACES))
    return shown if indent > 1 else shown[indent:]


class _Writing:
    """Puts the lines of a page together to a source."""

    def __init__(self, page: _Page, titles: list[str], metas: list[tuple[str, str]]) -> None:
        self._page = page
        self._metas = metas
        self._found: Article = article([PageLine(line.text, line.linked, bool(line.cells)) for line in page.lines], page.blocks, titles)

    def source(self, name: str, encoding: str, bom: bytes) -> Source:
        """The source: all lines in the order of the page, those outside of the article left out by its layout."""
        lines = self._page.lines
        starts: list[int] = []
        at = 0
        for line in lines:
            starts.append(at)
            at += len(line.text) + 1
        text = "\n".join(line.text for line in lines) + "\n"
        tables = self._tables()
        notes = tuple(Note(Span(starts[place], starts[place] + len(lines[place].text)), words) for place, words in self._page.notes if place < len(lines))
        return Source(
            text,
            name,
            encoding=encoding,
            bom=bom,
            format="html",
            origins=tuple(self._origins(starts, tables)),
            layout=tuple(_cuts([*starts, len(text)], self._found.kept)),
            evidence=tuple(self._evidence(starts, tables)),
            notes=notes,
            metadata=self._metadata(),
        )

    def _metadata(self) -> Metadata:
        """What the lines around the article and the head of the page say of the document."""
        kept = frozenset(self._found.kept)
        return metadata_of((line.text for index, line in enumerate(self._page.lines) if index not in kept), self._metas)

    def _tables(self) -> list[int]:
        """The number of the table that each line is a row of, from 1 and of the article alone; 0 for one that is no row of it."""
        kept = frozenset(self._found.kept)
        found: list[int] = []
        table = 0
        inside = False
        for index, line in enumerate(self._page.lines):
            is_row = bool(line.cells) and index in kept
            table += is_row and (line.cells[0].row == 1 or not inside)
            found.append(table if is_row else 0)
            inside = bool(line.cells)
        return found

    def _origins(self, starts: list[int], tables: list[int]) -> Iterator[Origin]:
        last: int | None = -1
        for line, start, table in zip(self._page.lines, starts, tables, strict=True):
            if table:
                yield from (Origin(start + cell.start, cell=(table, cell.row, cell.column), line=cell.line) for cell in line.cells)
                last = -1
            elif line.number:
                yield from (Origin(start, part="number", line=line.line), Origin(start + line.number, line=line.line))
                last = line.line
            elif line.line != last:
                yield Origin(start, line=line.line)
                last = line.line

    def _evidence(self, starts: list[int], tables: list[int]) -> Iterator[Evidence]:
        titles = frozenset(self._found.title)
        for index in self._found.kept:
            line, start = self._page.lines[index], starts[index]
            if tables[index]:
                for cell in line.cells:
                    place = Cell(tables[index], cell.row, cell.column, cell.rows, cell.columns, cell.is_header)
                    yield Evidence(start + cell.start, LineKind.CELL, cell=place)
                continue
            kind = LineKind.TITLE if index in titles else LineKind.HEADING if line.level else LineKind.TEXT
            level = line.level if kind is LineKind.HEADING else 0
            yield Evidence(start, kind, level, line.item, bold=line.bold > 0, alike=line.bold, align=line.align)


def _cuts(starts: list[int], kept: list[int]) -> list[Edit]:
    """The edits that take out all lines but those kept."""
    cuts: list[Edit] = []
    following = 0
    for index in (*kept, len(starts) - 1):
        if index > following:
            cuts.append(Edit(Span(starts[following], starts[index]), ""))
        following = index + 1
    return cuts
