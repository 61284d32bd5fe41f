"""What the table of contents says, beside the headings that the text has."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.enums import StrEnum
from planlint.patterns import compiled
from planlint.phrases.ordinals import Ordinal, ordinal_at
from planlint.record import Record
from planlint.syntax.contents import entry_at
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_OF_THINGS = compiled(r"[插附]?[图表]|专[ ]?栏|.*[图表]$")
_SIGNS = compiled(r"[^\p{L}\p{N}]+")
_LEAST = 4
_SHARE = 0.7
_TELLING = 6


class Listed(Record):
    """A numbered entry of a table of contents: its place, its number, its title without spaces and marks, and its page where one is told."""

    span: Span
    ordinal: Ordinal
    words: str
    page: int | None


class Amiss(StrEnum):
    """What is wrong with an entry."""

    MISSING = "missing"
    OTHER = "other"
    PAGE = "page"


class Misfit(Record):
    """An entry that does not fit: to the heading of its number, or to the entry before it, whose place is `other`."""

    kind: Amiss
    entry: Listed
    other: Span | None


def misfits(plan: Plan) -> list[Misfit]:
    """The entries that no heading repeats, those whose heading has other words, and those whose page comes before that of the one above.

    Where less than seven of ten entries are found the list is one of another text, or was not read well; nothing is said of it.
    """
    found: list[Misfit] = []
    for entries in _lists(plan):
        found += _falling(entries)
        if len(entries) >= _LEAST:
            found += _unlike(plan, entries)
    return found


def _lists(plan: Plan) -> Iterator[list[Listed]]:
    """The entries of each list; a list of tables or figures is none of headings."""
    entries: list[Listed] = []
    opened = -1
    for leaf in plan.leaves:
        if leaf.kind is not Kind.CONTENTS:
            continue
        if leaf.index != opened + 1 and entries:
            yield entries
            entries = []
        opened = leaf.index
        if (entry := _listed(plan, leaf)) is not None:
            entries.append(entry)
        elif entries and entries[-1].page is None and (rest := entry_at(plan.text, leaf.content.start, leaf.content.stop)) is not None:
            last = entries[-1]
            entries[-1] = last._replace(words=last.words + _words(rest.title.of(plan.text)), page=rest.page, span=Span(last.span.start, rest.title.stop))
    if entries:
        yield entries


def _listed(plan: Plan, leaf: Node) -> Listed | None:
    text = plan.text
    entry = entry_at(text, leaf.content.start, leaf.content.stop)
    span = entry.title if entry is not None else leaf.content
    ordinal = ordinal_at(text, span.start, span.stop)
    # tables and figures are no headings
    if ordinal is None or ordinal.family.row.apart or _OF_THINGS.match(text, ordinal.after, span.stop):
        return None
    return Listed(span, ordinal, _words(text[ordinal.after : span.stop]), entry.page if entry is not None else None)


def _falling(entries: list[Listed]) -> Iterator[Misfit]:
    """The pages that fall, where those behind go on from the page before."""
    told = [entry for entry in entries if entry.page is not None]
    for at in range(1, len(told)):
        above, entry = told[at - 1], told[at]
        following = told[at + 1].page if at + 1 < len(told) else None
        assert above.page is not None
        assert entry.page is not None
        if entry.page < above.page and (following is None or following >= above.page):
            yield Misfit(Amiss.PAGE, entry, above.span)


def _unlike(plan: Plan, entries: list[Listed]) -> list[Misfit]:
    headings = [node for node in plan.nodes if node.kind is Kind.HEADING and node.ordinal is not None]
    known = {_words(node.title) for node in plan.nodes if node.title}
    written = _words("".join(plan.text_of(leaf) for leaf in plan.leaves if leaf.kind is not Kind.CONTENTS))
    numbered: dict[tuple[str, tuple[int, ...]], list[Node]] = {}
    for node in headings:
        assert node.ordinal is not None
        numbered.setdefault((node.ordinal.family.value, node.ordinal.values), []).append(node)
    found: list[Misfit] = []
    right = 0
    last = -1
    for entry in entries:
        same = numbered.get((entry.ordinal.family.value, entry.ordinal.values), [])
        heading = next((node for node in same if node.index > last), None)
        if entry.words in known or (heading is not None and _begins_alike(entry.words, _words(heading.title))):
            right += 1
            last = heading.index if heading is not None and _begins_alike(entry.words, _words(heading.title)) else last
        elif heading is not None and _is_like(entry.words, _words(heading.title)):
            found.append(Misfit(Amiss.OTHER, entry, heading.title_span))
            last = heading.index
        elif entry.words not in written:
            found.append(Misfit(Amiss.MISSING, entry, None))
    return found if right >= _SHARE * len(entries) else []


def _begins_alike(one: str, other: str) -> bool:
    """Whether two titles are the same, or one is the first half of the other, as where one is set in two lines or runs into its text."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _TELLING and longer.startswith(shorter))


def _is_like(one: str, other: str) -> bool:
    """Whether half of the characters of two titles are the same."""
    common = sum(sign in other for sign in one)
    return common * 2 >= max(len(one), len(other))


def _words(title: str) -> str:
    return _SIGNS.sub("", title)
