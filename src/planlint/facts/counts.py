"""How many things a text announces, beside how many it then names: 四大行动, 等9种, 三项任务."""

from __future__ import annotations

from typing import NamedTuple

from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.numerals import to_int
from planlint.text.spans import Span

_THINGS = "行动|工程|任务|举措|措施|工作|体系|机制|专项|计划|领域|行业|环节|方面|类别|产品|项目|品种|原则|路径|抓手"
_NUMERAL = r"[0-9]{1,2}|[两二三四五六七八九十]{1,3}"
_ANNOUNCED = compiled(
    rf"(?P<open>等)?[ ]?(?P<count>{_NUMERAL})[ ]?(?P<measure>大|项|个|类|种|条)(?P<kind>[\p{{Han}}]{{0,6}}?)(?P<thing>{_THINGS})(?![\p{{Han}}]{{0,2}}(?:之一|办公室|领导小组))"
)
_CLAUSE_START = "，。；：！？“（《\n"
_JOINT = compiled(r"和|及|与|以及")
_ACTING = compiled(
    r"实施|开展|推进|推动|组织|围绕|聚焦|突出|抓好|抓住|加快|加强|建设|打造|构建|建立|完善|形成|领域|方面|通过|落实|统筹|深化|强化|明确|提出|包括|涵盖|涉及|"
    r"分为|按照|实行|做好|坚持|支持|选择|确定|完成|启动|培育|发展|做大|做强|等$|的$|共$|在$|对$|从$|把$|将$|为$|以$|这$|其中|前$|第$|上述$|[这那该各每]"
)
_LEADING = compiled(
    r"(?:重点|全面|大力|深入|着力|统筹|扎实|持续|加快|有序)*(?:实施|开展|推进|推动|组织|围绕|聚焦|突出|抓好|加快|加强|建设|打造|构建|建立|完善|形成|以|对|在|包括|涵盖|培育|发展|做大做强|做强)*"
)


class Count(NamedTuple):
    """An announced number at its place, and the number of things that go with it: those strung together before it, or the headings below.

    `named` holds the least and the most that the text may name; `at` is where it names them. `open` tells that 等 leaves the list open.
    """

    span: Span
    announced: int
    named: tuple[int, int]
    at: Span
    open: bool


def counts(plan: Plan) -> list[Count]:
    """The announced numbers whose things are named beside them or below, in order."""
    found: list[Count] = []
    for m in _ANNOUNCED.finditer(plan.text):
        announced = to_int(m["count"]) if m["count"] != "两" else 2
        if announced is None or announced < 2:
            continue
        span = Span(m.start("count"), m.end())
        leaf = plan.leaf_at(m.start())
        if leaf.kind not in (Kind.HEAD, Kind.PARAGRAPH):
            continue
        below = _below(plan, leaf, m["thing"], m.start())
        before = _before(plan.text, leaf.content.start, m.start())
        if below is not None and not m["open"]:
            found.append(Count(span, announced, (len(below), len(below)), below[0].title_span, open=False))
        elif before is not None:
            least, most, at = before
            found.append(Count(span, announced, (least, most), at, open=m["open"] is not None))
    return found


def _below(plan: Plan, leaf: Node, thing: str, at: int) -> list[Node] | None:
    """The headings right below the one that announces, when each of them bears the name of the thing."""
    heading = leaf.parent
    if heading is None or heading.ordinal is None or (leaf is not heading.children[0] and leaf is not heading.children[1]):
        return None
    if plan.text.find("。", leaf.content.start, at) > 0 and not heading.run_in:
        return None
    members = [node for node in heading.numbered if node.kind is Kind.HEADING]
    if len(members) < 2 or not all(node.title.endswith(thing) for node in members):
        return None
    return members


def _before(text: str, start: int, stop: int) -> tuple[int, int, Span] | None:
    """The least and the most members of the coordination that ends at `stop`, and its place; None when there is none that surely does."""
    begin = max(start, *(text.rfind(mark, start, stop) + 1 for mark in _CLAUSE_START))
    if (m := _LEADING.match(text, begin, stop)) is not None:
        begin = m.end()
    written = text[begin:stop].removesuffix("等")
    marks = written.count("、")
    if marks < 1:
        return None
    members = written.split("、")
    if any(len(member.strip()) < 2 or len(member) > 14 or _ACTING.search(member) for member in members):
        return None
    joined = _JOINT.search(members[-1]) is not None
    return marks + 1, marks + 1 + joined, Span(begin, begin + len(written))
