"""Tables of contents, lists of tables and figures: entries with dots, tabs or spaces before a page number, or with none at all."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.lines import Line, ends_with_stop
from planlint.text.evidence import LineKind
from planlint.text.spans import Span

_HEAD = compiled(r"(?:[插附]?[图表]|专[ ]?栏)?[ \u3000]*目[ \u3000]*[录次](?:[ \u3000]*[（(]?续[）)]?)?|CONTENTS|Contents")
_PAGE = r"(?:[—–\-(（·. ]*(?P<page>[0-9０-９]{1,3}|[ivxIVXⅠ-Ⅻ]{1,5})[—–\-)） ]*)"
_LEADER = r"(?:[.·．•﹒‧…⋯。_][ \t\u3000]*)"
_DOTTED = compiled(rf"(?P<title>[^\n]{{2,90}}?)[ \t\u3000]*(?:(?:{_LEADER}{{4,}}|…{{2,}}[.·…]*|[-—_]{{6,}})[ \t\u3000]*{_PAGE}?|{_LEADER}{{2,3}}{_PAGE})")
# looked for from the end of the line: most lines that end so are entries
_TAIL = compiled(r"(?r)(?:[0-9０-９ivxIVXⅠ-Ⅻ][—–\-)） ]*|[.·．•﹒‧…⋯。_\-—][ \t\u3000]*[.·．•﹒‧…⋯。_\-—][ \t\u3000]*)")
_SPACED = compiled(r"(?P<title>[^\n\t]{2,60}?)(?:\t+|[ \u3000]+|(?<=[\p{Han}）》”]))(?P<gap>)(?P<page>[0-9]{1,3})")
_FIGURE_BEFORE = compiled(r"[0-9０-９.％%][ \t\u3000]*$|[ \t\u3000][0-9]+[ \t\u3000]")
_FOLIO = compiled(r"[—–\- ]*(?:[0-9０-９]{1,3}|[ivxIVXⅠ-Ⅻ]{1,5})[—–\- ]*|第[ ]?[0-9]+[ ]?页.{0,12}")
_BARE = compiled(r"[、.．]")
_DECIMAL = compiled(r"[0-9]{1,2}\.[0-9]{1,2}(?![0-9.])")
_WIDEST_ENTRY = 120
_LEAST = 3
_LEAST_UNHEADED = 6
_LONGEST_ENTRY = 60
_MOST = 600


class Entry(Record):
    """An entry of a table of contents: the span of its title with its number, and its page, None where none is told."""

    title: Span
    page: int | None
    is_dotted: bool = False


def entry_at(text: str, start: int, stop: int) -> Entry | None:
    """The entry that a line is by its looks, with leaders or a gap before a page number; None for any other line."""
    if stop - start > _WIDEST_ENTRY or _TAIL.match(text, start, stop) is None:
        return None
    if (m := _DOTTED.fullmatch(text, start, stop)) is not None:
        return Entry(Span(*m.span("title")), _number(m["page"]), True)
    m = _SPACED.fullmatch(text, start, stop)
    if m is None or _FIGURE_BEFORE.search(m["title"]) or "。" in m["title"]:
        return None
    return Entry(Span(*m.span("title")), int(m["page"]))


def is_contents_head(text: str, line: Line) -> bool:
    """Whether the line is the heading of a table of contents or of a list of tables or figures."""
    return line.stop - line.start <= 16 and _HEAD.fullmatch(text, line.start, line.stop) is not None


def contents(text: str, lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that belong to tables of contents, with their headings and the page numbers between them.

    An entry has leaders, or stands among others of a list: below its heading, or where most of them are headings later on.
    """
    return _Contents(text, lines).lines_of_lists()


class _Contents:
    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._entries = [entry_at(text, line.start, line.stop) for line in lines]
        self._words = [_words(text, line.start, line.stop) for line in lines]
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        for at, (line, words) in enumerate(zip(lines, self._words, strict=True)):
            if self._entries[at] is None and not line.is_row:
                self._first.setdefault(words, at)
                self._last[words] = at

    def lines_of_lists(self) -> frozenset[int]:
        found: set[int] = set()
        at = 0
        while at < len(self._lines):
            body = self._body(at) or self._unheaded(at)
            opens = not body and self._opens(at)
            stop = body or (max(self._run(at), at + 1) if opens else at + 1)
            if body or (opens and self._is_list(at, stop)):
                found.update(range(at, stop))
            at = stop
        return frozenset(found)

    def _body(self, head: int) -> int:
        """The line behind the list below a heading that says again what its first entry says: there the text begins. 0 where none does.

        The lines between are short and come to no stop; the headings of the text need not be those of the list, which may be cut or newer.
        """
        if not is_contents_head(self._text, self._lines[head]) or head + 1 >= len(self._lines):
            return 0
        opening = self._bare(head + 1)
        for at in range(head + 1, min(len(self._lines), head + _MOST)):
            line = self._lines[at]
            if at > head + 1 and self._bare(at) == opening:
                return at if at > head + _LEAST else 0
            if line.is_row or line.stop - line.start > _LONGEST_ENTRY or ends_with_stop(self._text, line) or "，" in self._text[line.start : line.stop]:
                return 0
        return 0

    def _unheaded(self, first: int) -> int:
        """The line behind a list of numbered headings alone, above which nothing says what it is: it says again what the first one says, and text follows.

        The text may be cut off before most of the headings come. 0 where no such list begins at the line.
        """
        opening = self._lines[first].ordinal
        if opening is None or opening.value != 1 or not self._recurs(first):
            return 0
        words = self._words[first]
        for at in range(first, min(len(self._lines), first + _MOST)):
            line = self._lines[at]
            if at > first and self._words[at] == words:
                return at if at - first >= _LEAST_UNHEADED and self._is_text(at + 1) else 0
            numbered = line.ordinal is not None or _DECIMAL.match(self._text, line.start, line.stop) is not None
            if not numbered or line.is_row or line.stop - line.start > _LONGEST_ENTRY or ends_with_stop(self._text, line):
                return 0
        return 0

    def _is_text(self, start: int) -> bool:
        """Whether a sentence stands in one of the next lines."""
        return any(ends_with_stop(self._text, line) for line in self._lines[start : start + _LEAST])

    def _bare(self, at: int) -> str:
        """What a line says, as entry or as heading, without spaces and the mark behind its number."""
        return _BARE.sub("", self._said(at))

    def _said(self, at: int) -> str:
        """What a line says, as entry or as heading, without spaces."""
        entry = self._entries[at]
        return self._words[at] if entry is None else _words(self._text, *entry.title)

    def _opens(self, at: int) -> bool:
        line = self._lines[at]
        if line.said is LineKind.CONTENTS or self._entries[at] is not None or is_contents_head(self._text, line):
            return True
        return line.ordinal is not None and self._recurs(at)

    def _run(self, first: int) -> int:
        """Where the list that begins at a line ends: behind the last of its entries before another line comes."""
        stop = at = first
        seen: set[str] = set()
        while at < len(self._lines):
            line, entry = self._lines[at], self._entries[at]
            words = self._said(at)
            if (
                entry is not None
                or line.said is LineKind.CONTENTS
                or is_contents_head(self._text, line)
                or (self._recurs(at) and words not in seen and not ends_with_stop(self._text, line))
            ) or (at > first and self._is_last(at)):
                stop = at + 1
            elif not self._is_between(at):
                break
            seen.add(words)
            at += 1
        return stop

    def _is_last(self, at: int) -> bool:
        """Whether the line is the last entry, though the text has its heading in other words: it goes on, and the first heading comes next."""
        above, own = self._lines[at - 1].ordinal, self._lines[at].ordinal
        following = self._lines[at + 1].ordinal if at + 1 < len(self._lines) else None
        if above is None or own is None or following is None:
            return False
        return above.family is own.family is following.family and own.value == above.value + 1 and following.value == 1

    def _is_between(self, at: int) -> bool:
        """Whether the line may stand between entries: a page number, or the first half of an entry that is set in two lines."""
        line = self._lines[at]
        if _FOLIO.fullmatch(self._text, line.start, line.stop) is not None:
            return True
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        wrapped = following is not None and self._entries[at + 1] is not None and following.ordinal is None
        return wrapped and line.ordinal is not None and not ends_with_stop(self._text, line) and line.stop - line.start <= 60

    def _recurs(self, at: int) -> bool:
        """Whether another line says the same and is no entry."""
        words = self._words[at]
        return self._first.get(words) != self._last.get(words) and not self._lines[at].is_row

    def _is_list(self, first: int, stop: int) -> bool:
        lines = range(first, stop)
        if any(self._lines[at].said is LineKind.CONTENTS for at in lines):
            return True
        entries = [entry for at in lines if (entry := self._entries[at]) is not None]
        if any(entry.is_dotted and (entry.page is not None or len(entries) >= _LEAST) for entry in entries):
            return True
        later = [place for at in lines if (place := self._heading_of_entry(at, first, stop)) is not None]
        if is_contents_head(self._text, self._lines[first]):
            return bool(entries) or bool(later)
        if entries and len(entries) >= _LEAST:
            return len(later) * 2 >= len(entries) and all(a.page <= b.page for a, b in itertools.pairwise(entries) if a.page and b.page)
        # a list that comes twice is no table of contents: below its headings there is text
        numbered = [at for at in lines if self._lines[at].ordinal is not None]
        return len(numbered) >= _LEAST and len(later) == len(lines) and max(later) - min(later) >= len(lines) * 3 // 2

    def _heading_of_entry(self, at: int, first: int, stop: int) -> int | None:
        """Where the heading of an entry stands outside of the list, as far as it says the same."""
        words = self._said(at)
        return next((place for place in (self._last.get(words), self._first.get(words)) if place is not None and not first <= place < stop), None)


def _words(text: str, start: int, stop: int) -> str:
    """What a line says as far as its first full stop, without spaces."""
    return "".join(text[start:stop].partition("。")[0].split())


def _number(written: str | None) -> int | None:
    return int(written) if written is not None and written.isdecimal() else None
