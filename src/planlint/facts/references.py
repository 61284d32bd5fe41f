"""What a plan refers to inside itself: annexes, boxes, parts, chapters and articles by number."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from planlint.facts.dates import title_spans
from planlint.facts.document import main_part
from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.numerals import to_chinese, to_int
from planlint.text.ordinals import Family
from planlint.text.spans import Edit, Span

_NUMERAL = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_NUMBERED = compiled(
    rf"(?P<what>附件|附表|专栏)[ ]?(?P<value>{_NUMERAL})(?P<more>(?:[ ]?[、和及—\-～至][ ]?(?:附件|附表|专栏)?[ ]?(?:{_NUMERAL})(?![.．、年月日%\d]))*)"
)
_VALUE = compiled(_NUMERAL)
_PLACE = compiled(
    rf"(?:本(?:方案|规划|意见|办法|计划|措施|规定|细则|纲要)|详?见|参见|按照?|根据|依照|上述|前述|落实)(?:本(?:方案|规划|意见|办法|计划|措施|规定|细则|纲要))?的?"
    rf"(?P<ref>第[ ]?(?P<value>{_NUMERAL})[ ]?(?P<unit>部分|章|节|条))(?!第)"
)
_ITEM = compiled(r"第[ ]?[（(][一二三四五六七八九十]{1,3}[）)][ ]?[项条点款]|第[ ]?\d{1,2}[ ]?[项点款]")
_ITEMS = (Family.HAN_BRACKET, Family.ARABIC)
_LABEL_ALONE = compiled(r"[\d—\-－ ]{0,8}附[ ]?[件表录][ ]?[\d一二三四五六七八九十]{0,3}[：:]?")
_OF_ANOTHER = compiled(r"(?:》|号|号[）)〕]|(?<!本)(?:通知|意见|办法|规定|条例|法|细则|规划|纲要|文件))[的中]?[（(]?(?:详?见|参见|其|及|和)?[ ]?$")


class What(StrEnum):
    """What a reference points at."""

    ANNEX = "附件"
    TABLE = "附表"
    BOX = "专栏"
    PART = "部分"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"


class Reference(NamedTuple):
    """A reference as written, at its place; `target` is the node it points at, None when there is none of that number."""

    span: Span
    what: What
    value: int
    target: Node | None


def references(plan: Plan) -> list[Reference]:
    """The references of a plan to its own annexes, boxes, parts, chapters, sections and articles, in order.

    Those to other documents (《…》附件2, 条例第九条) are none, nor are labels and lists of annexes.
    """
    text = plan.text
    if not any(word in text for word in ("附件", "附表", "专栏", "第")):
        return []
    titles = title_spans(text)
    found = [*_numbered(plan), *_placed(plan)]
    return sorted(reference for reference in found if not any(title.covers(reference.span) for title in titles))


def targets_of(plan: Plan) -> dict[What, dict[int, Node]]:
    """What there is to point at: the nodes of each kind by number; the annexes that a list names but the text lacks are not among them."""
    found: dict[What, dict[int, Node]] = {what: {} for what in What}
    for node in plan.nodes:
        if node.ordinal is None:
            if node.kind is Kind.ANNEX and node.children and (value := annex_number(plan, node)) is not None:
                found[What.ANNEX].setdefault(value, node)
            continue
        family, value = node.ordinal.family, node.ordinal.value
        if family is Family.BOX:
            found[What.BOX].setdefault(value, node)
        elif family is Family.ARTICLE:
            found[What.ARTICLE].setdefault(value, node)
        elif family is Family.SECTION:
            found[What.SECTION].setdefault(value, node)
        elif node.level == 1 and node.part is main_part(plan) and family in (Family.HAN, Family.CHAPTER, Family.PART):
            found[What.CHAPTER].setdefault(value, node)
            found[What.PART].setdefault(value, node)
    return found


def readdressed(plan: Plan, moved: dict[int, int], doubled: int | None = None) -> list[Edit] | None:
    """The edits that make references follow nodes to new numbers; `moved` holds the new number by a node's index.

    None where a reference can't be followed: its number is not there, or is `doubled`, or points at an item in a way that is not told
    apart from others (第（三）项).
    """
    known = plan.fact(targets_of)
    whats = {what for what, nodes in known.items() if any(node.index in moved for node in nodes.values())}
    if any(node.index in moved and node.ordinal is not None and node.ordinal.family in _ITEMS for node in plan.nodes) and _ITEM.search(plan.text):
        return None
    edits: list[Edit] = []
    for reference in plan.fact(references):
        if reference.what not in whats:
            continue
        if reference.target is None or reference.value == doubled:
            return None
        value = moved.get(reference.target.index)
        if value is not None and value != reference.value:
            m = _VALUE.search(plan.text, reference.span.start, reference.span.stop)
            assert m is not None
            edits.append(Edit(Span(*m.span()), str(value) if m[0][0] in "0123456789" else to_chinese(value)))
    return edits


def annex_number(plan: Plan, annex: Node) -> int | None:
    """The number on the label of an annex, 0 when it bears none; None when the part has no label."""
    label = plan.text_of(annex.children[0]).lstrip("#* ") if annex.children else ""
    m = _LABEL.match(label)
    if m is None:
        return None
    return (to_int(m["value"]) or 0) if m["value"] else 0


_LABEL = compiled(rf"附[ ]?[件表录][ ]?(?P<value>{_NUMERAL})?")


def _numbered(plan: Plan) -> Iterator[Reference]:
    known = plan.fact(targets_of)
    for m in _NUMBERED.finditer(plan.text):
        leaf = plan.leaf_at(m.start())
        if (
            _LABEL_ALONE.fullmatch(plan.text, leaf.content.start, leaf.content.stop)
            or m.start() == leaf.content.start
            or _OF_ANOTHER.search(plan.text, max(m.start() - 12, leaf.content.start), m.start())
        ):
            continue
        what = What(m["what"])
        first = to_int(m["value"])
        if first is None or plan.text[m.end("value") : m.end("value") + 1] in ("．", ".") or _is_listed(plan, leaf, m.start()):
            continue
        yield Reference(Span(m.start(), m.end("value")), what, first, known[what].get(first))
        for more in _VALUE.finditer(plan.text, m.start("more"), m.end("more")) if m["more"] else ():
            value = to_int(more[0])
            if value is not None:
                yield Reference(Span(*more.span()), what, value, known[what].get(value))


def _is_listed(plan: Plan, leaf: Node, at: int) -> bool:
    """Whether a line of annexes goes on: 附件：1.… 附件2.…"""
    return plan.text.startswith("附件", leaf.content.start) and at > leaf.content.start and plan.text[at - 1] in " 　：:"


def _placed(plan: Plan) -> Iterator[Reference]:
    known = plan.fact(targets_of)
    for m in _PLACE.finditer(plan.text):
        value = to_int(m["value"])
        leaf = plan.leaf_at(m.start())
        own = m[0].find("本") >= 0
        if value is None or (not own and _OF_ANOTHER.search(plan.text, max(m.start() - 12, leaf.content.start), m.start())):
            continue
        what = What(m["unit"])
        yield Reference(Span(*m.span("ref")), what, value, known[what].get(value))
