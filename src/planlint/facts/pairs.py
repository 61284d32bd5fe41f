"""Brackets, quotes and title marks that do not pair up within a paragraph."""

from __future__ import annotations

from planlint.facts.endings import below_article, break_off
from planlint.patterns import compiled
from planlint.phrases.metadata import is_beside_article
from planlint.record import Record
from planlint.syntax.nodes import Kind, Plan
from planlint.text.signs import places
from planlint.text.spans import Span

_CLOSING = {"）": "（(", ")": "（(", "〕": "〔", "］": "［", "】": "【", "》": "《", "〉": "〈", "”": "“", "’": "‘", "」": "「", "』": "『"}
_COUNTERPART = {"（": "）", "(": "）", "〔": "〕", "［": "］", "【": "】", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』"}
_MARKS = "".join((*_COUNTERPART, *_CLOSING))
_LIST_LABEL = compiled(r"(?:^|[\s：；。，、])[0-9０-９a-zA-Z一二三四五六七八九十]{1,3}$")
# an item of a numbered clause, as standards are cited: 第5.4.2c）条
_ITEM_OF_CLAUSE = compiled(r"[0-9]\.[0-9]{1,2}[a-z]$")
_LATIN = compiled(r"[A-Za-z]")
_READ = (Kind.TITLE, Kind.HEAD, Kind.PARAGRAPH, Kind.FRONT)


class Unpaired(Record):
    """A mark without its counterpart; `opened` tells that it opens and is never closed. The span is that of the mark."""

    span: Span
    mark: str
    counterpart: str
    opened: bool


def unpaired(plan: Plan) -> list[Unpaired]:
    """The marks without counterpart, in order, but for a paragraph in which the whole text breaks off and lines that a site sets beside an article. List labels such as 1） and apostrophes are no halves of pairs.

    A quotation of several paragraphs opens each of them and closes the last (GB/T 15834-2011, 4.8.3). Halves that meet across a paragraph's end make a pair: something else broke the paragraph.
    """
    found: list[Unpaired] = []
    pending: list[Unpaired] = []
    cut, below = plan.fact(break_off), plan.fact(below_article)
    for leaf in plan.leaves:
        if leaf.kind not in _READ or leaf is cut or leaf.content.start >= below or (leaf.kind is Kind.FRONT and is_beside_article(plan.text, *leaf.content)):
            pending = []
            continue
        if plan.text.startswith("“", leaf.content.start):
            _go_on(pending, found)
        here = _of_paragraph(plan.text, leaf.content)
        for mark in list(here):
            partner = next((p for p in pending if not mark.opened and p.mark in _CLOSING[mark.mark]), None)
            if partner is not None:
                pending.remove(partner)
                found.remove(partner)
                here.remove(mark)
        found += here
        pending = [*(pending if leaf.kind is Kind.TITLE else ()), *(mark for mark in here if mark.opened)]
    return found


def _go_on(pending: list[Unpaired], found: list[Unpaired]) -> None:
    """Take back the quotation that the paragraph above has left open, as the next one opens it again."""
    for mark in [mark for mark in pending if mark.mark == "“"]:
        pending.remove(mark)
        found.remove(mark)


def _of_paragraph(text: str, span: Span) -> list[Unpaired]:
    opened: list[tuple[str, int]] = []
    found: list[Unpaired] = []
    for at in places(text, _MARKS, *span):
        mark = text[at]
        if mark not in _CLOSING:
            if mark == "“" and opened and opened[-1][0] == "“":
                found.append(_opened(*opened.pop()))
            opened.append((mark, at))
        elif mark == "’" and _LATIN.match(text, at - 1) and at > span.start:
            continue
        else:
            _close(text, span, mark, at, opened, found)
    found += [_opened(*left) for left in opened]
    found.sort()
    return found


def _opened(mark: str, at: int) -> Unpaired:
    return Unpaired(Span(at, at + 1), mark, _COUNTERPART[mark], True)


def _close(text: str, span: Span, mark: str, at: int, opened: list[tuple[str, int]], found: list[Unpaired]) -> None:
    partners = _CLOSING[mark]
    if opened and opened[-1][0] in partners:
        opened.pop()
        return
    depth = next((i for i in range(len(opened) - 1, max(len(opened) - 5, -1), -1) if opened[i][0] in partners), None)
    if depth is not None:
        found.extend(_opened(*left) for left in opened[depth + 1 :])
        del opened[depth:]
    elif not (mark in "）)" and _is_label(text[max(span.start, at - 6) : at])):
        found.append(Unpaired(Span(at, at + 1), mark, partners[0], False))


def _is_label(before: str) -> bool:
    """Whether what stands before a closing bracket counts an item with it and opens no pair."""
    return _LIST_LABEL.search(before) is not None or _ITEM_OF_CLAUSE.search(before) is not None
