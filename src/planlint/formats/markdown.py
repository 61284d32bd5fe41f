"""Markdown: which characters of a text are marks and no words, what they make of its lines, and what is to be left as it is.

It is read by places and not by a parser of Markdown: those tell at most the line that a thing stands in. Where CommonMark and what a
drafter means part ways, the drafter is right: `**重点：**任务` is bold, and an indented paragraph of Chinese is no code.
"""

from __future__ import annotations

from planlint.patterns import IGNORECASE, MULTILINE, VERBOSE, compiled, escape
from planlint.phrases.ordinals import ordinal_at
from planlint.record import Record
from planlint.text.evidence import Cell, Evidence, LineKind
from planlint.text.source import Source
from planlint.text.spans import Edit, Span, merged, non_overlapping
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_MATTER = compiled(r"(---|\+\+\+|;;;|\{)[ \t]*$")
_MATTER_END = {
    "---": compiled(r"^(?:---|\.\.\.)[ \t]*\r?$", MULTILINE),
    "+++": compiled(r"^\+\+\+[ \t]*\r?$", MULTILINE),
    ";;;": compiled(r"^;;;[ \t]*\r?$", MULTILINE),
    "{": compiled(r"^\}[ \t]*\r?$", MULTILINE),
}
_QUOTE = compiled(r"(?:[ ]{0,3}>[ ]?)+")
_HEADING = compiled(r"[ ]{0,3}(#{1,6})(?:[ \t]+|$)")
_FENCE = compiled(r"[ \t]*(?:(`{3,})[^`\r\n]*|(~{3,}).*)$")
_BREAK = compiled(r"[ ]{0,3}([-*_])(?:[ \t]*+\1){2,}[ \t]*+$")
_UNDERLINE = compiled(r"[ ]{0,3}(={2,}|-{2,})[ \t]*$")
_ITEM = compiled(r"[ \t]*(?:([-*+])|(\d{1,9})([.)]))[ \t]+")
_DEFINITION = compiled(
    r"""^[ ]{0,3}\[(?!\^)([^\]\r\n]{1,200})\]:[ \t]*(?:<[^<>\r\n]*>|[^\s<]\S*)(?:[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*'|\([^()\r\n]*\)))?[ \t]*\r?$""",
    MULTILINE,
)
_DIRECTIVE = compiled(
    r"""[ \t]*(?:
      (?:!!!|\?\?\?\+?)[ ]+[\w-].*            # an admonition of MkDocs, its title in straight quotes
    | :{3,}.*                                   # a container
    | -+8<-+.*                                  # a snippet
    | \[(?:TOC|toc)\] | \[\[_?(?:TOC|toc)_?\]\] | @\[(?:TOC|toc)\].*
    | \*\[[^\]\r\n]{1,100}\]:.*                 # an abbreviation
    | \{\{.*\}\} | \{%.*%\} | \{\#.*\#\}         # macros
    | \{:[^{}]*\} | \{[#.][^{}]*\}             # attributes
    | \^[A-Za-z0-9-]+                           # a name for a block
    )[ \t]*$""",
    VERBOSE,
)
_ADMONITION = compiled(r"[ \t]*(?:!!!|\?\?\?)")
_CALLOUT = compiled(r"[ \t]*\[![A-Za-z-]{1,40}\][+-]?")
_TASK = compiled(r"\[[ xX]\](?=[ \t])")
_RAW = compiled(r"[ ]{0,3}<(script|style|pre|textarea|svg|math|template)(?=[\s>])", IGNORECASE)
_HTML = compiled(
    r"""[ ]{0,3}</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form
      |h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul
      )(?=[\s/>]|$)""",
    VERBOSE | IGNORECASE,
)
_TAG_ALONE = compiled(r"[ ]{0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\r\n]*)?/?>[ \t]*$")
_BLANK = compiled(r"\n[ \t]*\r?\n")
_FOOTNOTE = compiled(r"[ ]{0,3}\[\^[^\]\s]{1,100}\]:[ \t]*")
_DELIMITERS = compiled(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*\|?[ \t]*+$")
_PIPE = compiled(r"(?<!\\)\|")
_INDENTED = compiled(r"[ ]{4}|[ ]{0,3}\t")
_DEEPLY_INDENTED = compiled(r"[ ]{8}|[ ]{0,3}\t[ ]{0,3}\t|[ ]{4}\t")
_CLAUSE = compiled(r"[，。；：、]")
_HAN = compiled(r"\p{Han}")
_WIDE = compiled(r"[\p{Han}\u3000-\u303f\uff00-\uff60“”‘’…—]")
_WIDE_BEHIND = compiled(rf"[*_~`\[]*+{_WIDE.pattern}")
_SPACES = {"\xa0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " "}

_INLINE = compiled(
    r"""(?P<math>\$\$[^$]{1,4000}\$\$|(?<![\\$\w])\$(?=[^\s$])(?:[^$\p{Han}\r\n]{1,500}|[^$\r\n]{0,300}\\[A-Za-z][^$\r\n]{0,300})(?<=\S)\$(?![0-9$])
            |\\\((?:(?!\\\)).){1,500}\\\)|\\\[(?:(?!\\\])[\s\S]){1,2000}\\\])
      | (?P<macro>\{\{(?:(?!\}\})[\s\S]){0,1000}\}\}|\{%(?:(?!%\})[\s\S]){0,1000}%\}|\{\#(?:(?!\#\})[\s\S]){0,1000}\#\})
      | (?P<attributes>\{(?::[^{}\r\n]{0,500}|[#.][\p{L}_-][^{}\r\n]{0,500}|[A-Za-z][\w-]{0,40}=[^{}\r\n]{1,500})\})
      | (?P<critic>\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\})
      | (?P<wiki>!?\[\[[^\[\]\r\n]{1,300}\]\])
      | (?P<bare>(?:(?<![A-Za-z0-9])(?:https?|ftp)://|(?<![\w.])www\.(?=[A-Za-z0-9]))[^\s<>，。；：、！？（）“”《》【】`|]{1,2000}(?<![.,;:!?'"*_~)\]])
            |(?<![A-Za-z0-9.+_-])[A-Za-z0-9][A-Za-z0-9.+_-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)
      | (?P<emoji>(?<![A-Za-z0-9:]):[a-z][a-z0-9_+-]{1,40}:(?![A-Za-z0-9:]))
      | (?P<escape>\\[!-/:-@\[-`{-~])
      | (?P<hard>\\(?=[\r\n]))
      | (?P<ticks>`+)
      | (?P<comment><!--)
      | <(?P<address>(?:https?|ftp|mailto):[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>
      | (?P<tag></?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s+[A-Za-z_:@][A-Za-z0-9_:.@-]{0,60}(?:\s*=\s*(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\s"'=<>`]{1,500}))?){0,20}\s*/?>)
      | (?P<entity>&(?:[A-Za-z]{2,8}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});)
      | (?P<footnote>\[\^[^\]\s]{1,100}\])
      | (?P<opening>!?\[)
      | (?P<closing>\])(?P<target>\([ \t]*(?:<[^<>\r\n]{0,2000}>|[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,2000})?)
            (?:[ \t]+(?:"[^"\r\n]{0,500}"|'[^'\r\n]{0,500}'|\([^()\r\n]{0,500}\)))?[ \t]*\)|\[[^\[\]\r\n]{0,200}\])?
      | (?P<marks>\*+|_+|~~)""",
    VERBOSE,
)
_MARKED = compiled(r"[\\`<&\[*_~$@{]|://|www\.|:[a-z]")
_NO_PROSE = frozenset({"math", "macro", "critic", "wiki", "bare", "emoji"})
_LONGEST_MARK = 3
_MOST_OPEN = 20


class Markup(Record):
    """What is known of a Markdown text, in order: the edits that leave its words, what it says of its lines and cells, and the spans of code and addresses.

    Lines of code are no text, and the numbers of a quote are not the text's own. `shape` names the blocks and what is set apart inside of
    them, in order, with the letters of what is no prose.
    """

    layout: tuple[Edit, ...]
    evidence: tuple[Evidence, ...]
    literal: tuple[Span, ...]
    shape: tuple[str, ...]


def marked_up(source: Source) -> Source:
    """The same source with the layout, the evidence and the literal spans that its Markdown gives."""
    found = markup(source.text)
    return Source(
        *(source.text, source.name),
        encoding=source.encoding,
        bom=source.bom,
        format=source.format,
        origins=source.origins,
        layout=found.layout,
        evidence=found.evidence,
        remarks=source.remarks,
        notes=source.notes,
        literal=found.literal,
    )


def markup(text: str) -> Markup:
    """What the Markdown of a text says."""
    return _Reader(text).read()


class _Row(Record):
    """A line of the text without its end; `following` is where the next one begins."""

    start: int
    stop: int
    following: int


class _List(Record):
    """A list that is open: how far its items are indented, the sign that they bear, and where its numbers stand."""

    indent: int
    sign: str
    numbers: list[Span]


class _Mark(Record):
    """Marks that may open emphasis or a link."""

    start: int
    stop: int


class _Reader:
    """Reads the blocks of a text line by line, and the marks inside of each block when it ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: list[Edit] = []
        self._evidence: list[Evidence] = []
        self._tables = 0
        self._literal: list[Span] = []
        self._block: int | None = None
        self._block_stop = 0
        self._paragraph: int | None = None
        self._blank = True
        self._in_list = False
        self._names: set[str] = set()
        self._shape: list[str] = []
        self._html_stop = 0
        self._lists: list[_List] = []
        self._unclosed: set[str] = set()

    def read(self) -> Markup:
        text = self._text
        if "]:" in text:
            self._names = {m[1].casefold() for m in _DEFINITION.finditer(text)}
        at = self._matter()
        while at < len(text):
            at = self._line(self._row(at))
        self._end_block()
        self._end_lists(-1)
        edits = non_overlapping(edit for edit in self._edits if edit.span.length or edit.text)
        return Markup(tuple(edits), tuple(self._evidence), tuple(merged(self._literal)), tuple(self._shape))

    def _row(self, start: int) -> _Row:
        text = self._text
        stop = text.find("\n", start)
        following = len(text) if stop < 0 else stop + 1
        stop = len(text) if stop < 0 else stop
        return _Row(start, stop - text.startswith("\r", stop - 1) if stop > start else stop, following)

    def _matter(self) -> int:
        """Where the text begins behind front matter in YAML, TOML or JSON."""
        row = self._row(0)
        m = _MATTER.match(self._text, 0, row.stop)
        end = _MATTER_END[m[1]].search(self._text, row.following) if m else None
        if end is None:
            return 0
        self._code(0, end.end())
        return self._row(end.start()).following

    def _line(self, row: _Row) -> int:
        """Read a line, or the lines of a block of code or a table; where the next one begins."""
        text = self._text
        if text[row.start : row.stop].isspace() or row.start == row.stop:
            self._end_block()
            self._blank = True
            return row.following
        blank, self._blank = self._blank, False
        start = row.start
        if quote := _QUOTE.match(text, start, row.stop):
            start = quote.end()
            if self._block is None:
                self._shape.append("quote")
            self._edits.append(Edit(Span(row.start, start), ""))
            self._evidence.append(Evidence(row.start, LineKind.QUOTE))
        elif fence := _FENCE.match(text, start, row.stop):
            return self._fenced(row, fence[1] or fence[2])
        elif raw := _RAW.match(text, start, row.stop):
            return self._raw(row, raw[1])
        elif _DIRECTIVE.match(text, start, row.stop):
            return self._directive(row)
        elif start >= self._html_stop and (_HTML.match(text, start, row.stop) or (self._block is None and _TAG_ALONE.match(text, start, row.stop))):
            self._html(row)
        elif (
            (blank or self._block is None) and (_DEEPLY_INDENTED if self._in_list else _INDENTED).match(text, start, row.stop) and (stop := self._indented(row))
        ):
            return stop
        return self._inside(row, start)

    def _raw(self, row: _Row, tag: str) -> int:
        """Read an element of HTML whose content is no Markdown; where it ends."""
        self._end_block()
        closing = compiled(rf"</{tag}[ \t]*>", IGNORECASE).search(self._text, row.start)
        last = self._row(closing.start()) if closing is not None else row
        self._code(row.start, last.stop)
        return last.following

    def _html(self, row: _Row) -> None:
        """Leave a block of HTML, up to the next blank line, as it is: it is read and not written."""
        blank = _BLANK.search(self._text, row.stop)
        self._html_stop = len(self._text) if blank is None else blank.start()
        self._literal.append(Span(row.start, self._html_stop))
        self._shape.append("html")

    def _directive(self, row: _Row) -> int:
        """Read a line that is written for a program; what an admonition holds is indented and no code."""
        self._end_block()
        self._code(row.start, row.stop)
        self._in_list = self._in_list or _ADMONITION.match(self._text, row.start, row.stop) is not None
        return row.following

    def _inside(self, row: _Row, start: int) -> int:
        """Read a line from behind the marks of a quote on."""
        text = self._text
        if self._paragraph is not None and (line := _UNDERLINE.match(text, start, row.stop)):
            level = 1 if line[1][0] == "=" else 2
            self._evidence.append(Evidence(self._paragraph, LineKind.HEADING, level))
            return self._left_out(row, f"h{level}")
        if _BREAK.match(text, start, row.stop) or _DEFINITION.match(text, start, row.stop):
            return self._left_out(row, text[start : row.stop])
        if heading := _HEADING.match(text, start, row.stop):
            self._heading(row, start, heading)
            return row.following
        if self._is_table(row, start):
            return self._table(row)
        if item := _ITEM.match(text, start, row.stop):
            self._end_block()
            self._in_list = True
            self._item(start, item)
            if task := _TASK.match(text, item.end(), row.stop):
                self._literal.append(Span(*task.span()))
            if item[1] and ordinal_at(text, item.end(), row.stop):
                self._edits.append(Edit(Span(item.start(1), item.end()), ""))
        elif note := _FOOTNOTE.match(text, start, row.stop):
            self._end_block()
            self._left(Span(start, note.end()), "note")
            start = note.end()
        elif start > row.start and (callout := _CALLOUT.match(text, start, row.stop)):
            self._end_block()
            self._left(Span(start, callout.end()), "callout")
            start = callout.end()
        else:
            self._in_list = self._in_list and (self._block is not None or text[start] in " \t")
            if not self._in_list:
                self._end_lists(-1)
        self._block = start if self._block is None else self._block
        self._block_stop = row.stop
        self._paragraph = None if item or start > row.start else row.start
        return self._behind_comment(row, start)

    def _behind_comment(self, row: _Row, start: int) -> int:
        """The next line, or the one that a comment which this line opens and does not close ends in."""
        text = self._text
        opening = text.rfind("<!--", start, row.stop)
        if opening < 0 or text.find("-->", opening, row.stop) >= 0:
            return row.following
        closing = self._find("-->", opening, len(text))
        if closing < 0:
            return row.following
        last = self._row(closing)
        self._block_stop = last.stop
        self._paragraph = None
        return last.following

    def _item(self, start: int, item: regex.Match[str]) -> None:
        """Keep an item with its list: what a list numbers with one number throughout is counted where it is rendered."""
        indent = item.start(1 if item[1] else 2) - start
        sign = item[1] or item[3]
        self._shape.append(f"item {sign} {indent}")
        self._end_lists(indent)
        if not self._lists or self._lists[-1].sign != sign or self._lists[-1].indent < indent - 1:
            self._lists.append(_List(indent, sign, []))
        if item[2]:
            self._lists[-1].numbers.append(Span(*item.span(2)))

    def _end_lists(self, indent: int) -> None:
        """End the lists that stand deeper than an indent."""
        while self._lists and self._lists[-1].indent > indent:
            numbers = self._lists.pop().numbers
            values = [int(number.of(self._text)) for number in numbers]
            if len(values) > 1 and len(set(values)) == 1:
                self._edits += (Edit(number, str(value)) for value, number in enumerate(numbers, values[0]))

    def _left(self, span: Span, kind: str) -> None:
        """Leave out what is no prose."""
        self._edits.append(Edit(span, ""))
        self._literal.append(span)
        self._shape.append(f"{kind} {span.of(self._text)}")

    def _left_out(self, row: _Row, name: str) -> int:
        """Leave out a line that only sets others."""
        self._end_block()
        self._shape.append(name)
        self._literal.append(Span(row.start, row.stop))
        self._edits.append(Edit(Span(row.start, row.following), ""))
        return row.following

    def _heading(self, row: _Row, start: int, heading: regex.Match[str]) -> None:
        self._end_block()
        self._in_list = False
        self._end_lists(-1)
        self._evidence.append(Evidence(row.start, LineKind.HEADING, len(heading[1])))
        self._shape.append(f"h{len(heading[1])}")
        self._edits.append(Edit(Span(start, heading.end()), ""))
        title = self._text[heading.end() : row.stop].rstrip(" \t")
        bare = title.rstrip("#")
        if len(bare) < len(title) and bare[-1:] in ("", " ", "\t"):
            title = bare.rstrip(" \t")
            self._edits.append(Edit(Span(heading.end() + len(title), row.stop), ""))
        self._marks(heading.end(), heading.end() + len(title))

    def _code(self, start: int, stop: int) -> None:
        """Mark lines as code."""
        self._literal.append(Span(start, stop))
        self._shape.append(self._text[start:stop])
        at = start
        while at < stop:
            self._evidence.append(Evidence(at, LineKind.CODE))
            at = self._row(at).following

    def _fenced(self, row: _Row, fence: str) -> int:
        """Read a block of code between fences, or up to the end of the text; where it ends."""
        self._end_block()
        end = compiled(rf"^[ \t]*{escape(fence[0])}{{{min(len(fence), 20)},}}[ \t]*\r?$", MULTILINE).search(self._text, row.following)
        last = _Row(row.start, len(self._text), len(self._text)) if end is None else self._row(end.start())
        self._code(row.start, last.stop)
        return last.following

    def _indented(self, row: _Row) -> int | None:
        """Where a block of indented lines ends that is code; None where it is Chinese text with an indent."""
        text = self._text
        last = row
        while last.following < len(text) and _INDENTED.match(text, last.following) and text[last.following : self._row(last.following).stop].strip():
            last = self._row(last.following)
        inside = "".join(text[row.start : last.stop].split())
        if len(_HAN.findall(inside)) * 3 > len(inside):
            if not _CLAUSE.search(inside):
                # words without a sentence: they are read, and left as they are since a renderer takes them for code
                self._literal.append(Span(row.start, last.stop))
            return None
        self._code(row.start, last.stop)
        return last.following

    def _is_table(self, row: _Row, start: int) -> bool:
        """Whether the line heads a table: it has cells, and as many are delimited below it."""
        text = self._text
        if text.find("|", start, row.stop) < 0 or row.following >= len(text):
            return False
        below = self._row(row.following)
        quote = _QUOTE.match(text, below.start, below.stop)
        first = quote.end() if quote else below.start
        if text.find("-", first, below.stop) < 0 or _DELIMITERS.match(text, first, below.stop) is None:
            return False
        return len(self._pipes(start, row.stop)) == len(self._pipes(first, below.stop)) > 0

    def _pipes(self, start: int, stop: int) -> list[int]:
        """The places of the marks between two cells of a row."""
        text = self._text
        places = [m.start() for m in _PIPE.finditer(text, start, stop)]
        inside = text[start:stop].strip()
        if places and inside.startswith("|"):
            places.pop(0)
        if places and inside.endswith("|") and not text[places[-1] + 1 : stop].strip():
            places.pop()
        return places

    def _table(self, row: _Row) -> int:
        """Read the rows of a table, its cells being parted by tabs; where it ends."""
        text = self._text
        self._end_block()
        self._tables += 1
        self._cells(row, 1)
        delimiters = self._row(row.following)
        self._edits.append(Edit(Span(delimiters.start, delimiters.following), ""))
        at = delimiters.following
        body = 1
        while at < len(text):
            row = self._row(at)
            body += 1
            if not text[row.start : row.stop].strip() or text.find("|", row.start, row.stop) < 0 or _FENCE.match(text, row.start, row.stop):
                break
            self._cells(row, body)
            at = row.following
        return at

    def _cells(self, row: _Row, at: int) -> None:
        text = self._text
        quote = _QUOTE.match(text, row.start, row.stop)
        if quote:
            self._evidence.append(Evidence(row.start, LineKind.QUOTE))
        first = quote.end() if quote else row.start
        pipes = self._pipes(first, row.stop)
        starts = [first, *(pipe + 1 for pipe in pipes)]
        stops = [*pipes, row.stop]
        self._shape.append(f"row {len(starts)}")
        full = 0
        done = row.start
        for number, (start, stop) in enumerate(zip(starts, stops, strict=True)):
            inside = text[start:stop].strip(" \t\r|" if number in (0, len(pipes)) else " \t\r")
            begins = text.find(inside, start, stop) if inside else stop
            self._evidence.append(Evidence(begins, LineKind.CELL, cell=Cell(self._tables, at, number + 1, is_header=at == 1)))
            self._edits.append(Edit(Span(done, begins), "\t" if number else ""))
            done = begins + len(inside)
            full += bool(inside)
            self._marks(begins, done)
        # the parser knows a row by the tab between two cells that hold something, or at its end
        self._edits.append(Edit(Span(done, row.stop), "\t" if full == 1 and inside else ""))

    def _end_block(self) -> None:
        if self._block is not None:
            self._shape.append("block")
            self._marks(self._block, self._block_stop)
        self._block = None
        self._paragraph = None

    def _find(self, words: str, start: int, stop: int) -> int:
        """Where words stand next; what the rest of the text does not hold is looked for only once."""
        if words in self._unclosed:
            return -1
        at = self._text.find(words, start)
        if at < 0:
            self._unclosed.add(words)
        return at if at < stop else -1

    def _marks(self, start: int, stop: int) -> None:
        """Read the marks inside a block: emphasis, links, code, tags."""
        text = self._text
        if _MARKED.search(text, start, stop) is None:
            return
        marks: list[_Mark] = []
        links: list[_Mark] = []
        at = start
        while (m := _INLINE.search(text, at, stop)) is not None:
            at = m.end()
            kind = m.lastgroup
            if kind in _NO_PROSE:
                self._literal.append(Span(*m.span()))
                self._shape.append(m[0])
            elif kind == "attributes":
                self._left(Span(*m.span()), "attributes")
            elif kind in ("escape", "hard"):
                self._edits.append(Edit(Span(m.start(), m.start() + 1), ""))
            elif kind == "ticks":
                at = self._inline_code(m, stop)
            elif kind == "comment":
                closing = self._find("-->", m.end(), stop)
                if closing >= 0:
                    at = closing + 3
                    self._edits.append(Edit(Span(m.start(), at), ""))
                    self._literal.append(Span(m.start(), at))
            elif kind == "address":
                self._edits += (Edit(Span(m.start(), m.start() + 1), ""), Edit(Span(m.end() - 1, m.end()), ""))
                self._literal.append(Span(*m.span()))
                self._shape.append(m[0])
            elif kind == "tag":
                self._edits.append(Edit(Span(*m.span()), "\n" if m[0][1:3].lower() == "br" else ""))
                self._literal.append(Span(*m.span()))
                self._shape.append(m[0])
            elif kind == "entity":
                self._entity(m)
            elif kind == "footnote":
                self._left(Span(*m.span()), "footnote")
            elif kind == "opening":
                links.append(_Mark(*m.span()))
            elif kind in ("closing", "target"):
                self._link(links, m)
                at = m.end() if m["target"] else m.end("closing")
            elif kind == "marks":
                self._emphasis(marks, m, start, stop)

    def _inline_code(self, m: regex.Match[str], stop: int) -> int:
        """Where to go on behind ticks: behind the code that they open, else behind them."""
        text = self._text
        ticks = m[0]
        at = m.end()
        while (at := self._find(ticks, at, stop)) >= 0:
            end = at + len(ticks)
            while end < stop and text[end] == "`":
                end += 1
            if end - at == len(ticks):
                self._edits += (self._opened(m.start(), m.end()), self._closed(at, end))
                self._literal.append(Span(m.start(), end))
                self._shape.append(text[m.start() : end])
                return end
            at = end
        return m.end()

    def _entity(self, m: regex.Match[str]) -> None:
        from html import unescape

        plain = unescape(m[0])
        if plain != m[0]:
            self._literal.append(Span(*m.span()))
            self._shape.append(m[0])
            self._edits.append(Edit(Span(*m.span()), _SPACES.get(plain, plain)))

    def _link(self, links: list[_Mark], m: regex.Match[str]) -> None:
        """Leave of a link its words, and of a picture nothing."""
        if not links:
            return
        opening = links.pop()
        target = m["target"]
        if not target:
            return
        if target[0] == "[" and (target[1:-1] or self._text[opening.stop : m.start()]).casefold() not in self._names:
            return
        self._shape.append(f"link {target}")
        if self._text[opening.start] == "!":
            self._edits.append(Edit(Span(opening.start, m.end()), ""))
            self._literal.append(Span(opening.start, m.end()))
        else:
            self._literal.append(Span(m.start("target"), m.end("target")))
            self._edits += (self._opened(opening.start, opening.stop), self._closed(m.start(), m.end()))

    def _opened(self, start: int, stop: int) -> Edit:
        """The edit that takes out marks before words, with the space that only sets them apart from Chinese."""
        text = self._text
        set_apart = start > 1 and text[start - 1] == " " and _WIDE.match(text, start - 2) is not None
        return Edit(Span(start - set_apart, stop), "")

    def _closed(self, start: int, stop: int, after: Span | None = None) -> Edit:
        """The same for marks behind words; a space behind 第二条 sets the number apart, which would cite without it: 第二条第二款."""
        text = self._text
        set_apart = text.startswith(" ", stop) and _WIDE_BEHIND.match(text, stop + 1) is not None and not (after and self._is_formal_number(after))
        return Edit(Span(start, stop + set_apart), "")

    def _is_formal_number(self, words: Span) -> bool:
        number = ordinal_at(self._text, words.start, words.stop)
        return number is not None and number.family.row.plain.startswith("第") and number.span == words

    def _emphasis(self, marks: list[_Mark], m: regex.Match[str], start: int, stop: int) -> None:
        """Pair marks of emphasis: those of one kind and length, with words inside."""
        text = self._text
        if len(m[0]) > _LONGEST_MARK:
            return
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < stop else " "
        if m[0][0] == "_" and before.isalnum() and after.isalnum():
            return
        if m[0] == "*" and before.isdigit() and after.isdigit():
            return
        if not before.isspace() and not (m[0][0] == "_" and after.isalnum()):
            at = next((at for at in range(len(marks) - 1, max(len(marks) - _MOST_OPEN, 0) - 1, -1) if text[marks[at].start : marks[at].stop] == m[0]), None)
            if at is not None and marks[at].stop < m.start():
                words = Span(marks[at].stop, m.start())
                self._edits += (self._opened(marks[at].start, marks[at].stop), self._closed(m.start(), m.end(), after=words))
                self._shape.append(m[0])
                del marks[at:]
                return
        if not after.isspace() and not (m[0][0] == "_" and before.isalnum()):
            marks.append(_Mark(*m.span()))
