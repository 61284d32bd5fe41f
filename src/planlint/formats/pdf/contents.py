"""Entries of tables of contents: a heading, a leader or a wide gap, and a page number at the right edge."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from planlint.formats.pdf.page import Line
from planlint.patterns import compiled

_LED = compiled(r"(?:[.·…．‥・┈﹒][ ]?){4,}[\t ]*(?P<page>[（(]?(?:\d{1,4}|[ivxIVX]{1,6})[）)]?)$")
_BETWEEN = compiled(r".{2,60}?(?:[.·…．‥・┈﹒][ ]?)*[\t ]*(?:\d{1,4})?$")
_APART = compiled(r"[^\t]{2,60}\t(?P<page>[（(]?(?:\d{1,4}|[ivxIVX]{1,6})[）)]?)$")
_PAGED = compiled(r"(?<![\d.])\d{1,4}[）)]?$")
_LAST = frozenset("ivxIVX)）")
_LEAST = 3
_FARTHEST = 5
_SAME_EDGE = 0.5


def contents(lines: Sequence[Line], left_out: Container[int]) -> set[int]:
    """The indices of the lines that are entries of a table of contents.

    Leaders show one by themselves. Where a mere gap parts the page number, three entries have to follow one another with numbers
    that do not fall. What stands between two entries without a leader is one as well, and so are several lines that end at the same edge
    with the number of a page, as entries do that leave no room for a leader.
    """
    kept = [at for at in range(len(lines)) if at not in left_out]
    found = {at for at in kept if _may_be_page(lines[at].text[-1]) and _LED.search(lines[at].text)}
    run: list[int] = []
    for at in kept:
        page = _page_of(lines[at]) if "\t" in lines[at].text else None
        if page is not None and (not run or page >= (_page_of(lines[run[-1]]) or 0)):
            run.append(at)
            continue
        if run:
            found |= _entries(run)
            run = [at] if page is not None else []
    found |= _entries(run)
    return found | set(_between(lines, kept, found))


def _may_be_page(last: str) -> bool:
    """Whether the number of a page may end with a character."""
    return last.isdecimal() or last in _LAST


def _between(lines: Sequence[Line], kept: Sequence[int], found: Container[int]) -> Iterator[int]:
    """The lines between two entries that are entries too."""
    last: int | None = None
    for place, at in enumerate(kept):
        if at not in found:
            continue
        if last is not None and 1 < place - last <= _FARTHEST:
            for other in kept[last + 1 : place]:
                if _is_entry(lines[other]) and (place - last == 2 or _ends_like(lines[other], lines[at])):
                    yield other
        last = place


def _ends_like(line: Line, entry: Line) -> bool:
    """Whether a line ends with a number at the edge where an entry ends."""
    return _PAGED.search(line.text) is not None and abs(line.right - entry.right) <= _SAME_EDGE * entry.size


def _is_entry(line: Line) -> bool:
    """Whether a line between two entries can be one: it is short and ends without a stop."""
    return line.place is None and _BETWEEN.fullmatch(line.text) is not None and not line.text.endswith(("。", "；"))


def _entries(run: Sequence[int]) -> set[int]:
    return set(run) if len(run) >= _LEAST else set()


def _page_of(line: Line) -> int | None:
    if line.place is not None:
        return None
    m = _APART.fullmatch(line.text)
    if m is None:
        return None
    page = m["page"].strip("（()）")
    return int(page) if page.isdecimal() else 0
