"""Who answers for what: the lists of responsible agencies (责任单位) of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from planlint.patterns import compiled
from planlint.phrases.bodies import Body as Body
from planlint.phrases.bodies import roster
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_LABEL = compiled(r"(?:责任|主责|牵头|配合|主办|协办|参与|参加|实施|落实|承办|主管)(?:责任)?(?:单位|部门|主体|处室)[：:]")
_PERSONS = compiled(r"(?:牵头|责任|分管|包抓|联系|主抓|挂钩)(?:市?领导|同志|人)[：:]")
_BRACKET = compiled(r"[（）()〔〕［］\[\]【】]")
_OPENING = frozenset("（(〔［[【")
_UNCLOSED = 8
_CLOSING = frozenset("）)〕］]】")
_DUTY = compiled(r"负责|牵头|主办|配合|协助|落实|分工|承担|参与|参加|组织实施")
_DUTY_AT_END = compiled(
    r"(?:负责(?![制人])|牵头|配合|协助|落实|参与|参加|承担|组织实施|实施|推进)(?:[。；，]?[^。（）]{0,4})?$|(?:负责|牵头|落实|配合)[。；，,].{0,60}(?:列出|列举|落实|实施|下同|负责|完成)[。]?$"
)
_BODY = compiled(
    r"""
    (?: [厅局委部办署院会社团区] | 政府 | 单位 | 部门 | 公司 | 中心 | 集团 | 机构 | 企业 | 各地 | 地方 | 支队 | 大队 | 街道 | 乡镇
      | 办公室 | (?:管理|办事|监管|执法)处 | 小组 | 专班 | 妇联 | 残联 | 侨联 | 文联 | 商联 | 科联 | 科协 | [分支银总商开]行 | 人行 | 海关
      | 学校 | 高校 | 大学 | 研究所 | (?:工作|服务|管理)站 | 档案馆 | 图书馆 | 电视台 | 各[市州县旗镇乡]
    )(?=[、，；：。（〔\[）等按牵负配分依落]|\s|$)
    """,
    regex.VERBOSE,
)
_SLOGAN = frozenset(("政府", "企业", "社会", "市场", "部门", "单位", "党委", "党委领导", "政府主导", "政府引导", "企业主体", "市场主导", "市场运作"))
_LABELLED_END = compiled(r"(?<=[。；;\s])(?=(?:责任|主责|牵头|主办|主管|承办)(?:责任)?(?:单位|部门)[：:])")
_DUTY_OF_ONE = compiled(r"[（(〔](?:牵头|主办)(?:单位|部门)?[）)〕]")


class AgencyList(NamedTuple):
    """A list of responsible agencies as written.

    `node` is the numbered node it belongs to, None outside of all; `labelled` tells the form 责任单位：…, `detached` that the
    list is a paragraph of its own; `closes` that it ends with a duty (…负责); `blanket` that it also speaks for later tasks,
    and `implied` are the bodies it names for them all (以下均需…落实); `first_leads` that it declares the body named first to
    be the lead (列首位的为牵头单位).
    """

    span: Span
    bodies: tuple[Body, ...]
    node: Node | None
    labelled: bool
    detached: bool
    closes: bool
    blanket: bool
    implied: tuple[Body, ...] = ()
    first_leads: bool = False

    @property
    def collective(self) -> bool:
        """Whether the list names no body, only such as 各有关部门."""
        return bool(self.bodies) and all(body.is_collective for body in self.bodies)


def agency_lists(plan: Plan) -> list[AgencyList]:
    """The agency lists of a plan, in order. Glosses and lists of other things in brackets are none."""
    found: list[AgencyList] = []
    for leaf in plan.leaves:
        if leaf.kind in (Kind.HEAD, Kind.PARAGRAPH, Kind.FRONT):
            found += _of_leaf(plan, leaf)
    return found


def _of_leaf(plan: Plan, leaf: Node) -> Iterator[AgencyList]:
    text, content = plan.text, leaf.content
    node = next((above for above in leaf.ancestors() if above.ordinal is not None), None)
    start = content.start
    if _is_labelled(text, content):
        yield _list(text, content, node, labelled=True, detached=True)
        return
    at_end = None
    if leaf.kind is not Kind.FRONT and _has_colon(text, content):
        label = _LABELLED_END.search(text, content.start, content.stop)
        if label is not None and not _is_open(text, start, label.start()):
            content = Span(content.start, label.start())
            at_end = Span(label.start(), leaf.content.stop)
    for span in _brackets(text, content):
        inside = Span(span.start + 1, span.stop - (text[span.stop - 1] in _CLOSING))
        labelled = _is_labelled(text, inside)
        if labelled or _is_list(text, inside):
            found = _list(text, span, node, labelled=labelled, detached=span == leaf.content)
            if labelled or not all(body.name in _SLOGAN for body in found.bodies):
                yield found
    if at_end is not None:
        yield _list(text, at_end, node, labelled=True, detached=False)


def _has_colon(text: str, within: Span) -> bool:
    return text.find("：", within.start, within.stop) >= 0 or text.find(":", within.start, within.stop) >= 0


def _is_labelled(text: str, within: Span) -> bool:
    """Whether a label of bodies opens the stretch, or one of the persons who lead before it."""
    if _LABEL.match(text, within.start, within.stop):
        return True
    return _PERSONS.match(text, within.start, within.stop) is not None and _LABEL.search(text, within.start, within.stop) is not None


def _is_open(text: str, start: int, stop: int) -> bool:
    """Whether a bracket that opens in the stretch is still open at its end."""
    depth = 0
    for m in _BRACKET.finditer(text, start, stop):
        depth = depth + 1 if m[0] in _OPENING else max(depth - 1, 0)
    return depth > 0


def _brackets(text: str, within: Span) -> list[Span]:
    """The outermost bracket groups; a bracket that is never closed holds none of the others.

    One that opens a list at the end of the paragraph and was not closed makes a group with it.
    """
    opened: list[int] = []
    groups: list[Span] = []
    for m in _BRACKET.finditer(text, within.start, within.stop):
        if m[0] in _OPENING:
            opened.append(m.start())
        elif opened:
            group = Span(opened.pop(), m.end())
            while groups and groups[-1].start > group.start:
                groups.pop()
            groups.append(group)
    unclosed = next((at for at in reversed(opened[-_UNCLOSED:]) if _DUTY_AT_END.search(text, at, within.stop) or _LABEL.match(text, at + 1)), None)
    if unclosed is not None and not any(group.stop == within.stop for group in groups):
        groups = [*(group for group in groups if group.start < unclosed), Span(unclosed, within.stop)]
    return groups


def _is_list(text: str, inside: Span) -> bool:
    if inside.length < 4 or _DUTY.search(text, inside.start, inside.stop) is None:
        return False
    written = inside.of(text)
    if _DUTY_OF_ONE.search(written) is not None and "、" in written:
        return True
    return _DUTY_AT_END.search(written) is not None and _BODY.search(written) is not None


def _list(text: str, span: Span, node: Node | None, *, labelled: bool, detached: bool) -> AgencyList:
    bracketed = text[span.start] in _OPENING
    within = Span(span.start + bracketed, span.stop - (bracketed and text[span.stop - 1] in _CLOSING))
    named = roster(text, within)
    closes = _DUTY_AT_END.search(within.of(text)) is not None
    return AgencyList(span, named.bodies, node, labelled, detached, closes, named.blanket, named.implied, named.first_leads)
