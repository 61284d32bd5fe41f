"""What a plan refers to inside itself: annexes, boxes, chapters, parts, sections and articles by number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache

from planlint import data
from planlint.enums import StrEnum
from planlint.facts.references.annexes import annexes
from planlint.patterns import compiled
from planlint.phrases.numerals import to_int
from planlint.phrases.ordinals import Family
from planlint.phrases.titles import title_spans
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_NUMERAL = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}"
_NUMBERED = compiled(
    rf"(?P<what>附件|附表|专栏)[ ]?(?P<value>{_NUMERAL})(?![0-9０-９]|[.．][0-9a-zA-Z])"
    rf"(?P<more>(?:[ ]?[、和及—–\-～~至][ ]?(?:(?P=what)[ ]?)?(?:{_NUMERAL})(?![0-9０-９.．、年月日号%％个项类张家]))*)"
)
_ANOTHER = compiled(rf"(?:附件|附表|专栏)?[ ]?(?P<value>{_NUMERAL})")
_BARE = compiled(r"(?:详见|见|参见)(?P<ref>附件)(?=[）)，。；、：])")
_LABELS = compiled(rf"^[ \u3000#*|\d—\-－]*(?P<what>附[ ]?件|附[ ]?表|专[ ]?栏)[ ]?(?P<value>{_NUMERAL})(?=[\s：:.．、《（(|*\-—]|$)", 8)  # MULTILINE
_PAGED = " \u3000#*|—-－0123456789"
_LABEL_ENDS = " 　\t\n：:.．、《|*\r"
_COMPOUND = compiled(r"^[ \u3000#*|]*(?P<what>附件|附表|专栏)[ ]?[0-9]{1,2}[ ]?[\-—–－.．][ ]?[0-9]{1,2}(?![0-9])", 8)  # MULTILINE
_JOINED = "—–-－"
_ENTITLED = compiled(r"》[（(](?:详?见)?$")
_SENTENCE = 200


class _Patterns(Record):
    """What rules/data/references.yaml tells: a place that is referred to, what points at one, and another document before one."""

    place: regex.Pattern[str]
    points: regex.Pattern[str]
    of_another: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = {name: "|".join(words) for name, words in data.load("references").items()}
    return _Patterns(
        compiled(
            rf"(?:(?P<own>本(?:{known['kinds']})?(?:{known['own']}))的?|(?<=(?:{known['points']}|[，。；：（(\n]))(?P<free>))"
            rf"(?P<ref>第[ ]?(?P<value>{_NUMERAL})[ ]?(?P<unit>部分|章|节|条)(?:第[ ]?(?P<below>{_NUMERAL})[ ]?(?P<below_unit>节|条))?)"
            rf"(?=(?P<said>{known['said']})?)"
        ),
        compiled(rf"(?:{known['points']})$"),
        compiled(rf"(?:》|[号#][）)〕]?|(?<!本\p{{Han}}{{0,4}})(?:{known['others']}))[的中]?[（(，,]?(?:详?见|参见|其|及|和|之)?[ ]?$"),
    )


class What(StrEnum):
    """What a reference points at."""

    ANNEX = "附件"
    TABLE = "附表"
    BOX = "专栏"
    PART = "部分"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"

    @property
    def is_division(self) -> bool:
        """Whether it is a division of the text itself, not something beside it."""
        return self not in (What.ANNEX, What.TABLE, What.BOX)


CALLED = {family: tuple(what for what in What if what.value in family.row.called) for family in Family}
"""What a reference calls the numbered lines of a family."""


class Reference(Record):
    """A reference as written, at its place.

    `value` is 0 for 见附件 without a number. `known` are the numbers there are of its kind where it stands, with their places;
    an annex that is announced is there, though its text may be elsewhere.
    """

    span: Span
    what: What
    value: int
    known: Mapping[int, Span]

    @property
    def target(self) -> Span | None:
        """The place it points at, None when there is none of that number."""
        return self.known.get(self.value)


def references(plan: Plan) -> list[Reference]:
    """The references of a plan to its own annexes, boxes, parts, chapters, sections and articles, in order.

    Those to other documents (《…》附件2, 条例第九条) are none, nor are labels, lists of annexes and contents.
    """
    text = plan.text
    found: list[Reference] = []
    if "附" in text or "专栏" in text:
        found += _numbered(plan)
        found += _bare(plan)
    if "第" in text:
        found += _placed(plan)
    if not found:
        return []
    titles = title_spans(text)
    starts = [title.start for title in titles]
    return sorted((one for one in found if not _is_within(one.span, titles, starts)), key=lambda one: one.span)


def labelled(plan: Plan) -> Mapping[What, Mapping[int, Span]]:
    """The annexes, tables and boxes that bear a number at the start of a line, and the annexes that a list announces.

    An annex without a number is the only one, and goes by 0 and by 1.
    """
    found: dict[What, dict[int, Span]] = {What.ANNEX: {}, What.TABLE: {}, What.BOX: {}}
    for m in _LABELS.finditer(plan.text):
        value = to_int(m["value"])
        if value is not None:
            found[What("".join(m["what"].split()))].setdefault(value, Span(m.start("what"), m.end()))
    for node in plan.nodes:
        # 专栏2能源… has no space behind its number
        if node.kind is Kind.BOX and node.ordinal is not None:
            found[What.BOX].setdefault(node.ordinal.value, node.ordinal.span)
    for annex in (*plan.fact(annexes).listed, *plan.fact(annexes).held):
        for number in (annex.number, 0, 1) if annex.number == 0 else (annex.number, 0):
            found[What.ANNEX].setdefault(number, annex.span)
    return found


def compounds(plan: Plan) -> frozenset[What]:
    """What is labelled by two figures, that of the chapter and its own: 专栏3-1."""
    return frozenset(What(m["what"]) for m in _COMPOUND.finditer(plan.text))


def divisions(plan: Plan) -> Mapping[tuple[int, What], Mapping[int, Span]]:
    """The chapters, parts, sections and articles of each part of the document, by the index of the part."""
    found: dict[tuple[int, What], dict[int, Span]] = {}
    for part in plan.parts or [plan.root]:
        for node in part.walk():
            if node.ordinal is None:
                continue
            family = node.ordinal.family
            for what in CALLED[family] if not family.row.level or node.level == 1 else ():
                # 第二条之一 is a place below 第二条
                found.setdefault((part.index, what), {}).setdefault(node.ordinal.values[0], node.title_span)
    return found


def _numbered(plan: Plan) -> Iterator[Reference]:
    text = plan.text
    foreign = -1
    for m in _NUMBERED.finditer(text):
        leaf = plan.leaf_at(m.start())
        if leaf.kind in (Kind.CONTENTS, Kind.TITLE, Kind.CODE) or (not m["more"] and _is_label(text, leaf, m.start(), m.end("value"))):
            continue
        first = to_int(m["value"])
        goes_on = 0 <= foreign < m.start() and text[foreign : m.start()].strip() in ("、", "和", "及", "与")
        if first is None or goes_on or _is_of_another(text, leaf, m.start(), m.end()):
            foreign = m.end()
            continue
        what = What(m["what"])
        if m["more"] and m["more"].strip()[0] in _JOINED and what in plan.fact(compounds):
            continue
        known = plan.fact(labelled)[what]
        yield Reference(Span(m.start(), m.end("value")), what, first, known)
        for more in _ANOTHER.finditer(text, m.start("more"), m.end("more")) if m["more"] else ():
            value = to_int(more["value"])
            if value is not None:
                yield Reference(Span(*more.span()), what, value, known)


def _is_label(text: str, leaf: Node, start: int, stop: int) -> bool:
    """Whether a paragraph or cell begins so, or an entry of a list in one line: 附件1 任务清单　附件2 指标表."""
    if stop < leaf.content.stop and text[stop] not in _LABEL_ENDS:
        return False
    before = text[leaf.content.start : start]
    return not before.strip(_PAGED) or (before.startswith("附件") and before[-1] in " \u3000\t：:；;")


def _is_of_another(text: str, leaf: Node, start: int, stop: int) -> bool:
    before = max(start - 14, leaf.content.start)
    if _patterns().of_another.search(text, before, start) is None:
        return False
    # 《…清单》（附件4） is the annex of that title
    return text[stop : stop + 1] not in "）)" or _ENTITLED.search(text, before, start) is None


def _bare(plan: Plan) -> Iterator[Reference]:
    if "见附件" not in plan.text:
        return
    for m in _BARE.finditer(plan.text):
        leaf = plan.leaf_at(m.start())
        if not _is_of_another(plan.text, leaf, m.start(), m.end()):
            yield Reference(Span(*m.span("ref")), What.ANNEX, 0, plan.fact(labelled)[What.ANNEX])


def _placed(plan: Plan) -> Iterator[Reference]:
    text = plan.text
    for m in _patterns().place.finditer(text):
        leaf = plan.leaf_at(m.start())
        start = m.start("ref")
        if leaf.kind is Kind.CONTENTS or start == leaf.content.start:
            continue
        if m["own"] is None and not _is_own(text, leaf, start, said=m["said"] is not None):
            continue
        value, below = to_int(m["value"]), to_int(m["below"]) if m["below"] else None
        part, what = leaf.part.index, What(m["unit"])
        known = plan.fact(divisions)
        if value is not None:
            stop = m.end("unit")
            yield Reference(Span(start, stop), what, value, known.get((part, what), {}))
        if below is not None:
            what = What(m["below_unit"])
            yield Reference(Span(m.end("unit"), m.end("below_unit")), what, below, known.get((part, what), {}))


def _is_own(text: str, leaf: Node, start: int, *, said: bool) -> bool:
    """Whether 第三部分 without 本方案 is one of this text: no other document is spoken of before it in its sentence or bracket."""
    if not said and _patterns().points.search(text, max(start - 3, leaf.content.start), start) is None:
        return False
    since = max(leaf.content.start, start - _SENTENCE)
    since = max(since, *(text.rfind(mark, since, start) + 1 for mark in "。；（("))
    before = text[since:start]
    return "》" not in before and "号" not in before and _patterns().of_another.search(before) is None and not before.endswith("本法")


def _is_within(span: Span, titles: list[Span], starts: list[int]) -> bool:
    at = bisect_right(starts, span.start) - 1
    return at >= 0 and titles[at].covers(span)
