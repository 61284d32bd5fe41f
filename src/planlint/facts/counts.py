"""How many things a text announces, beside how many it then names: 四大行动, 等9种, 三项任务, 三个方面：一是…二是…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from planlint import data
from planlint.patterns import MULTILINE, compiled
from planlint.phrases.bodies import organs
from planlint.phrases.boundaries import is_joint
from planlint.phrases.clauses import clause_start
from planlint.phrases.figures import plain_figures
from planlint.phrases.numerals import to_int
from planlint.reasons import Reason, decided
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_FIGURES = "0123456789两一二三四五六七八九十"
_NO_FIGURES_BEFORE = frozenset("0123456789.．—–-－~～第百千万零〇")
_MEASURED = compiled(rf"(?<=(?P<figure>[{_FIGURES}])[ ]?)(?P<measure>[大项个类种条])(?=\p{{Han}})")
_LARGEST = 99
_CLAUSE_START = "，。；：！？“（《\n"
_QUOTED = compiled(r"(?:“[^“”\n]{1,20}”[、和与及]?)+“[^“”\n]{1,20}”$")
_JOINT = compiled(r"以及|[和及与]")
_STRUNG = frozenset("、和及与")
_WITHIN = compiled(r"[的了等“”：；]|其中|分别")
_BRACKETED = compiled(r"[（(](?P<list>[^（）()\n。]*(?:[（(][^（）()\n]*[）)][^（）()\n。]*)*)[）)]")
_INTRODUCED = compiled(r"”?(?:[：:]|[，,]?(?:即|分别(?:是|为))[：:]?|——)(?P<list>[^。；\n]*)(?=[。；\n]|$)")
_ASIDE = compiled(r"[（(《“][^（）()《》“”\n]*[）)》”]")
_PARTIAL = compiled(r"(?:含|包含|不含|其中|如|例如|详?见|以下|简称|主要)|.*(?:负责|牵头|配合|责任|[0-9０-９，,：:。；])")
_OTHER = compiled(r"[第一二三四五六七八九十]")
_MEMBER = compiled(r"(?:^|(?<=[。；：:，]))[ \u3000]*(?P<value>[一二三四五六七八九十]{1,2})(?:是|要)(?!以)", MULTILINE)
_MOTTO = compiled(rf"“(?P<number>[{_FIGURES}])个(?P<thing>\p{{Han}}{{2}})”[：:](?P<list>[^。；\n“”（）]+)")
_BETWEEN = compiled(r"[、，]")
_NEAR = 20
_FAR = 300
_LISTED_BELOW = compiled(r"(?:以下|如下|下列)\p{Han}{0,3}$")


class _Patterns(Record):
    """What rules/data/counts.yaml tells: the noun that a number counts, and what stands around a list but belongs to none of its members."""

    thing: regex.Pattern[str]
    leading: regex.Pattern[str]
    led: regex.Pattern[str]
    acts: regex.Pattern[str]
    ends_otherwise: regex.Pattern[str]
    of_others: regex.Pattern[str]
    headings: frozenset[str]


@cache
def _patterns() -> _Patterns:
    known = {name: "|".join(words) for name, words in data.load("counts").items()}
    return _Patterns(
        compiled(rf"\p{{Han}}{{0,6}}?(?:(?P<idea>{known['ideas']})|(?P<object>{known['objects']}))+(?!之一|办公室|领导小组)"),
        compiled(rf".*(?:{known['acts']}|{known['leading']})"),
        compiled(rf"(?:{known['acts']}|建设)$"),
        compiled(rf"{known['acts']}|{known['doing']}"),
        compiled(rf"(?:{known['acts']}|{known['ends_otherwise']})$"),
        compiled(known["of_others"]),
        frozenset(data.load("counts")["headings"]),
    )


class Count(Record):
    """An announced number at its place, and the number of things that go with it: strung together beside it, in a series, or headings below.

    `named` holds the least and the most that the text may name; `at` is where it names them. `open` tells that 等 leaves the list open,
    `whole` that to name fewer than announced is wrong as well; in 三区、两园3个项目 the places are not the projects.
    """

    span: Span
    announced: int
    named: tuple[int, int]
    at: Span
    open: bool = False
    whole: bool = True


def counts(plan: Plan) -> list[Count]:
    """The announced numbers whose things are named beside them or below, in order."""
    return list(_counts(plan))


class _Announcement(Record):
    """A number at its place, and the noun it counts; `whole` as in Count.

    `names_all` tells that such a number goes with things that are all named (3项工程, 四个枢纽), and not with places (10个项目).
    """

    span: Span
    number: int
    thing: str
    whole: bool
    names_all: bool


def _counts(plan: Plan) -> Iterator[Count]:
    text = plain_figures(plan.text)
    yield from _mottoes(text)
    for found in _announcements(text, 0, len(text)):
        leaf = plan.leaf_at(found.span.start)
        if leaf.kind not in (Kind.HEAD, Kind.PARAGRAPH):
            continue
        yield from _beside(text, leaf, found)
        if (named := _series(plan, leaf, found.span.stop)) is not None:
            yield Count(found.span, found.number, (named[0], named[0]), named[1])
        below = _below(plan, leaf, found)
        if below is not None and not _is_for_another(text, leaf, found, below[0]):
            yield Count(found.span, found.number, (below[0], below[1]), below[2])


def _mottoes(text: str) -> Iterator[Count]:
    """“五个统一”：统一规划、统一标准 …: the words in quotes that each member behind the colon has."""
    for m in _MOTTO.finditer(text):
        members = _BETWEEN.split(m["list"].removesuffix("等"))
        number = 2 if m["number"] == "两" else to_int(m["number"])
        if number is not None and len(members) > 1 and all(m["thing"] in member for member in members):
            span = Span(m.start("number"), m.end("thing"))
            yield Count(span, number, (len(members), len(members)), Span(*m.span("list")), open=m["list"].endswith("等"))


def _announcements(text: str, start: int, stop: int) -> Iterator[_Announcement]:
    for measured in _MEASURED.finditer(text, start, stop):
        noun = _patterns().thing.match(text, measured.end(), stop)
        at = measured.start("figure")
        if noun is None or at < start:
            continue
        while at > start and text[at - 1] in _FIGURES:
            at -= 1
        written = text[at : measured.end("figure")]
        number = 2 if written == "两" else to_int(written)
        if number is None or not 2 <= number <= _LARGEST or text[max(at - 1, 0) : at] in _NO_FIGURES_BEFORE:
            continue
        is_idea = noun.end("idea") == noun.end()
        whole = is_idea or measured["measure"] in "大类种"
        yield _Announcement(
            Span(at, noun.end()), number, noun["idea" if is_idea else "object"], whole, measured["measure"] == "项" or not written[0].isdecimal()
        )


def _beside(text: str, leaf: Node, found: _Announcement) -> Iterator[Count]:
    """What is strung together before an announcement, or in brackets or behind a colon after it."""
    count = Count(found.span, found.number, (0, 0), found.span, whole=found.whole)
    start = max(leaf.content.start, count.span.start - _FAR)
    before = text[start : count.span.start].removesuffix("“").rstrip(" ")
    is_open = before.endswith("等")
    is_summed = before.endswith("共")
    stop = start + len(before.removesuffix("等").removesuffix("共").rstrip(" "))
    if (listed := _before(text, start, stop)) is not None:
        # 实施甲、乙3项工程 names what it counts; 在城东、城西新建3个项目 names where
        is_led = found.names_all and _patterns().led.search(text, start, listed[2].start) is not None
        yield count._replace(named=listed[:2], at=listed[2], open=is_open, whole=count.whole or is_summed or is_led)
    elif (after := _after(text, leaf.content.stop, count.span.stop)) is not None:
        yield count._replace(named=after[:2], at=after[2], open=after[3], whole=True)


class Strung(Record):
    """The pieces between the 、 that stand before a number."""

    members: tuple[str, ...]

    @property
    def last(self) -> str:
        """The one next to the number."""
        return self.members[-1]


NO_COORDINATION: tuple[Reason[Strung], ...] = (
    Reason("odd-length", True, lambda it: not all(2 <= len(member) <= 16 for member in it.members)),
    Reason("of-two-parts", True, lambda it: any(_WITHIN.search(member) for member in it.members)),
    Reason("act-within", True, lambda it: any(_patterns().acts.search(member) for member in it.members[1:])),
    Reason("otherwise-at-end", True, lambda it: _patterns().ends_otherwise.search(it.last) is not None),
)
"""Why the pieces before a number are not what it counts."""


def _before(text: str, start: int, stop: int) -> tuple[int, int, Span] | None:
    """The least and the most members of the coordination that ends at `stop`, and its place; None when there is none that surely does."""
    if text.startswith("”", stop - 1):
        m = _QUOTED.search(text, start, stop)
        return None if m is None else (m[0].count("“"), m[0].count("“"), Span(*m.span()))
    begin = max(start, *(text.rfind(mark, start, stop) + 1 for mark in _CLAUSE_START))
    for other in _announcements(text, begin, stop):
        # 甲、乙两大行动和丙、丁、戊三大工程: what stands before the first number is what that one counts
        begin = other.span.stop + (text[other.span.stop : other.span.stop + 1] in _STRUNG)
    first, *others = text[begin:stop].split("、")
    if (m := _patterns().leading.match(first)) is not None and m.end() < len(first):
        begin += m.end()
        first = first[m.end() :]
    strung = Strung(tuple(member.strip() for member in (first, *others)))
    if not others or decided(NO_COORDINATION, strung, otherwise=False):
        return None
    return *_number(strung.members), Span(begin, stop)


def _number(members: Sequence[str]) -> tuple[int, int]:
    """The least and the most things that the members may be: 和 in the last of them joins two, or belongs to a name."""
    *others, last = members
    more = sum(len(_joined(member)) > 1 for member in others)
    sides = _joined(last)
    if len(sides) == 1 or more == len(others):
        return len(members), len(members) + more % len(others)
    lengths = [len(one) for one in (*others, *sides)]
    alike = min(lengths) >= 3 and max(lengths) - min(lengths) <= 1
    endings = {one[-1] for one in (*others, *sides)}
    return len(members) + (alike or len(endings) == 1), len(members) + 1 + more


def _joined(member: str) -> list[str]:
    """The two things that 和 in a member joins; the member alone where it joins none."""
    for m in _JOINT.finditer(member, 1, len(member) - 1):
        if is_joint(member, m.start(), m.end()):
            return [member[: m.start()], member[m.end() :]]
    return [member]


def _after(text: str, end: int, stop: int) -> tuple[int, int, Span, bool] | None:
    """The members named in brackets or behind a colon at `stop`, their place, and whether 等 leaves them open."""
    m = _BRACKETED.match(text, stop, end) or _INTRODUCED.match(text, stop, end)
    if m is None or _PARTIAL.match(m["list"]):
        return None
    written = _ASIDE.sub(lambda aside: "○" * len(aside[0]), m["list"])
    is_open = written.endswith("等")
    members = [member.strip() for member in written.removesuffix("等").split("、")]
    if len(members) < 2 or not all(2 <= len(member) <= 20 for member in members) or any(_OTHER.match(member) or member[-1] in organs() for member in members):
        return None
    return *_number(members), Span(*m.span("list")), is_open


def _series(plan: Plan, leaf: Node, stop: int) -> tuple[int, Span] | None:
    """How many members 一是…二是… has behind the announcement that ends at `stop`, and its place."""
    text = plan.text
    m = _MEMBER.search(text, stop, min(leaf.content.stop, stop + _NEAR))
    if m is None or m["value"] != "一" or any(mark in text[stop : m.start() - 1] for mark in "，。；：:"):
        return None
    at, count = Span(m.start("value"), m.end()), 1
    for other in _MEMBER.finditer(text, m.end(), leaf.content.stop):
        if to_int(other["value"]) != count + 1:
            break
        at, count = Span(at.start, other.end()), count + 1
    return (count, at) if count > 1 else None


class Heads(Record):
    """The headings of one family right below the one that announces a number, and where in it the number stands.

    `leaf` holds the number, `clause` is where its clause begins, `is_next` tells that nothing stands between the leaf and the headings.
    """

    plan: Plan
    leaf: Node
    announced: _Announcement
    heading: Node
    members: tuple[Node, ...]
    clause: int
    is_next: bool

    @property
    def text_before(self) -> str:
        """The clause up to the number."""
        return self.plan.text[self.clause : self.announced.span.start]

    @property
    def bear_name(self) -> bool:
        """Whether each heading ends with the name of the thing."""
        return self.heading.ordinal is not None and all(node.title.endswith(self.announced.thing) for node in self.members)

    @property
    def is_entitled(self) -> bool:
        """Whether the number ends the title of the heading above them."""
        title = self.heading.title_span
        return self.heading.ordinal is not None and title.covers(self.announced.span) and title.stop == self.announced.span.stop

    @property
    def is_led_in(self) -> bool:
        """Whether the number ends the paragraph that leads them in, all but a few characters."""
        return self.is_next and self.announced.span.stop + 10 > self.leaf.content.stop


COUNTED_BELOW: tuple[Reason[Heads], ...] = (
    Reason("of-others", False, lambda it: it.bear_name and _patterns().of_others.search(it.text_before) is not None),
    Reason("bear-name", True, lambda it: it.bear_name),
    Reason("entitled", True, lambda it: it.is_entitled and it.announced.thing in _patterns().headings),
    Reason("pointed-at", True, lambda it: it.is_led_in and _LISTED_BELOW.search(it.text_before) is not None),
    Reason("colon", True, lambda it: it.is_led_in and it.plan.text[it.leaf.content.stop - 1] in "：:"),
)
"""Whether an announced number is that of the headings below it."""


def _below(plan: Plan, leaf: Node, found: _Announcement) -> tuple[int, int, Span] | None:
    """The least and the most headings right below the one that announces, where they are what it counts."""
    heads = _heads_below(plan, leaf, found)
    if heads is None or not decided(COUNTED_BELOW, heads, otherwise=False):
        return None
    members = heads.members
    at = Span(members[0].title_span.start, members[-1].title_span.stop)
    deeper = 0 if heads.bear_name or heads.is_entitled else sum(1 for node in heads.heading.numbered for _ in node.numbered)
    return len(members), max(len(members), deeper), at


def _heads_below(plan: Plan, leaf: Node, found: _Announcement) -> Heads | None:
    heading = leaf.parent
    at = next((at for at, node in enumerate(heading.children) if node.ordinal is not None), 0) if heading is not None else 0
    if heading is None or not any(node is leaf for node in heading.children[:at]):
        return None
    first = heading.children[at].ordinal
    members = tuple(node for node in heading.numbered if first is not None and node.ordinal is not None and node.ordinal.family is first.family)
    if len(members) < 2:
        return None
    clause = clause_start(plan.text, found.span.start, max(leaf.content.start, found.span.start - _FAR))
    return Heads(plan, leaf, found, heading, members, clause, leaf is heading.children[at - 1])


def _is_for_another(text: str, leaf: Node, found: _Announcement, below: int) -> bool:
    """Whether the headings below are those of another number of such things, announced in the same paragraph."""
    if found.number == below:
        return False
    others = _announcements(text, leaf.content.start, leaf.content.stop)
    return any(other.number == below and other.thing == found.thing for other in others)
