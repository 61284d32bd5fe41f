"""The annexes that a document announces, and those that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from planlint.patterns import compiled
from planlint.phrases.numerals import to_int
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_NUMERAL = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_OPENS = compiled(r"附[ ]?件(?:下载|列表|目录)?[：:][ \u3000]*(?P<rest>[^\n]*)")
_ENTRY = compiled(rf"(?:附[ ]?件[ ]?)?(?P<value>{_NUMERAL})[ ]?(?:[：:]|[.．、](?:(?!\d)|(?=\d{{3,}}|\d{{1,2}}[ ]?月)))[ \u3000]*")
_LABELLED_ENTRY = compiled(rf"附[ ]?件[ ]?(?P<value>{_NUMERAL})[ ]?(?:[：:.．、](?!\d)|[ \u3000])[ \u3000]*(?P<title>[^\n。]+)")
_LABEL = compiled(rf"[#* ]*附[ ]?件[ ]?(?P<value>{_NUMERAL})?[*：:.．、 \u3000]*(?P<title>[^\n]*)")
_ALONE = compiled(r"附[ ]?件[：:]")
_EDGES = "《》* 　;；。，,\t\n"
_BETWEEN = "\u3000 \t；;，,。"
_LONGEST_TITLE = 60
_LOST = 3


class Annex(Record):
    """An annex by its number (0 when it has none) and title, at the place where it is announced or labelled."""

    number: int
    title: str
    span: Span


class Annexes(Record):
    """The annexes announced in lists, and those whose text is there, in order.

    A plan that the document hands out is not among the announced ones.
    """

    listed: tuple[Annex, ...]
    held: tuple[Annex, ...]


def annexes(plan: Plan) -> Annexes:
    """The annexes of a document: what its lists announce, and the parts of the text that bear the label of one."""
    if "附" not in plan.text:
        return Annexes((), ())
    handed_out = [plain for part in plan.parts if part.kind is Kind.PLAN and (plain := _plain(part.title))]
    listed = tuple(annex for annex in _listed(plan) if not any(_plain(annex.title) in title or title in _plain(annex.title) for title in handed_out))
    return Annexes(listed, tuple(_held(plan)))


def _listed(plan: Plan) -> Iterator[Annex]:
    expected: int | None = None
    lists: dict[int, bool] = {}
    for leaf in plan.leaves:
        if expected is None and not plan.text.startswith("附", leaf.content.start):
            continue
        part = leaf.part
        if part.kind is Kind.ANNEX and part.index not in lists:
            lists[part.index] = _is_list(plan, part)
        if not lists.get(part.index, True) or leaf.kind in (Kind.CONTENTS, Kind.TABLE, Kind.CODE):
            expected = None
            continue
        found: list[Annex] = []
        if plan.text.startswith("附", leaf.content.start):
            if (m := _OPENS.match(plan.text, leaf.content.start, leaf.content.stop)) is not None:
                found = list(_entries(plan.text, Span(m.start("rest"), leaf.content.stop), 1))
                if not found and (title := m["rest"].strip(_EDGES)):
                    found = [Annex(0, title, leaf.content)]
                expected = 1 if not found else None if found[0].number == 0 else found[-1].number + 1
            elif (m := _LABELLED_ENTRY.match(plan.text, leaf.content.start, leaf.content.stop)) is not None:
                number = to_int(m["value"])
                if number is not None and number in (1, expected):
                    found = [Annex(number, m["title"].strip(_EDGES), leaf.content)]
                    expected = number + 1
        elif expected is not None and leaf.content.stop > leaf.content.start:
            found = list(_entries(plan.text, leaf.content, expected))
            expected = found[-1].number + 1 if found else None
        yield from found


def _entries(text: str, within: Span, first: int) -> Iterator[Annex]:
    """The entries of a list that stand in one paragraph, counted on from `first`."""
    expected = first
    opened: tuple[int, int, int] | None = None
    for m in _ENTRY.finditer(text, within.start, within.stop):
        apart = m.start() == within.start if opened is None else text[m.start() - 1] in _BETWEEN
        value = to_int(m["value"])
        # an entry that starts a line may have lost the one before it
        if value is None or not apart or not (value == expected or (opened is None and first > 1 and expected < value <= expected + _LOST)):
            continue
        if opened is not None:
            yield _entry(text, *opened, m.start())
        opened = (value, m.start(), m.end())
        expected = value + 1
    if opened is not None:
        yield _entry(text, *opened, within.stop)


def _entry(text: str, number: int, start: int, title: int, stop: int) -> Annex:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Annex(number, text[title:stop].strip(_EDGES), Span(start, stop))


def _held(plan: Plan) -> Iterator[Annex]:
    for part in plan.parts:
        if part.kind is not Kind.ANNEX or not part.children or _is_list(plan, part):
            continue
        leaf = _first_leaf(part)
        m = _LABEL.match(plan.text, leaf.content.start, leaf.content.stop)
        if m is None:
            continue
        number = (to_int(m["value"]) or 0) if m["value"] else 0
        yield Annex(number, _title(plan, part, m["title"]), leaf.content)


def _is_list(plan: Plan, part: Node) -> bool:
    """Whether a part is no annex but a list of them, below 附件： in a line of its own."""
    leaf = _first_leaf(part)
    if _ALONE.fullmatch(plan.text, leaf.content.start, leaf.content.stop) is None:
        return False
    below = next(islice((node for node in part.walk() if not node.children), 1, None), None)
    return below is not None and _ENTRY.match(plan.text, below.content.start) is not None and "。" not in plan.text[part.span.start : part.span.stop]


def _first_leaf(part: Node) -> Node:
    while part.children:
        part = part.children[0]
    return part


def _title(plan: Plan, part: Node, written: str) -> str:
    title = written.strip(_EDGES) or part.title
    if not title and len(part.children) > 1 and part.children[1].kind in (Kind.FRONT, Kind.PARAGRAPH):
        title = plan.text_of(part.children[1])
    title = "".join(title.split()).strip(_EDGES)
    return title if len(title) <= _LONGEST_TITLE and "。" not in title and "：" not in title else ""


def _plain(title: str) -> str:
    return "".join(title.split()).strip(_EDGES)
