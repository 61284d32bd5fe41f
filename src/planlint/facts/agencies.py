"""Who answers for what: the lists of responsible agencies (责任单位) of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_LABEL = compiled(r"(?:责任|牵头|配合|主办|协办|参与|参加|实施|落实|承办|主管)(?:责任)?(?:单位|部门|主体|处室)[：:]")
_BRACKET = compiled(r"[（）()〔〕［］\[\]【】]")
_OPENING = frozenset("（(〔［[【")
_CLOSING = frozenset("）)〕］]】")
_DUTY = compiled(r"负责|牵头|配合|落实|分工|承担|参与|组织实施")
_DUTY_AT_END = compiled(
    r"(?:负责|牵头|配合|落实|参与|承担|组织实施|实施|推进)(?:[。；，]?[^。（）]{0,4})?$|(?:负责|牵头|落实|配合)[。；，,].{0,60}(?:列出|列举|落实|实施|下同|负责|完成)[。]?$"
)
_BODY = compiled(
    r"(?:[厅局委部办署院会行社团区]|政府|单位|部门|公司|中心|集团|机构|企业|各地|地方|管委会|支队|大队|街道|乡镇)(?=[、，；：。（〔\[）等按牵负配分依落]|\s|$)"
)
_JOINT = compiled(r"[（(〔［\[【）)〕］\]】]|[、，,；;。]|(?<=[厅局委部办署院会行府])(?:和|与|及|以及|会同)(?=[省市县区州国中各自])")
_TAIL = compiled(
    r"(?:等(?:有关|相关)?(?:部门|单位)*|(?<!各)(?:有关|相关)(?:部门|单位)+等?)?(?:共同|分别|联合)?(?:按照?|依|根据)?(?:各自)?(?:职能|职责|工作)?(?:职责)?(?:分工)?(?:共同|分别|具体)?(?:牵头)?(?:组织)?(?:负责|牵头|配合|落实|承担|参与|实施|推进)*(?:落实|实施)?$"
)
_TAILED = compiled(r"负责|牵头|配合|落实|承担|参与|实施|推进|等|分工")
_LEADING_LABEL = compiled(r"^(?:责任|牵头|配合|主办|协办|参与|参加|实施|落实|承办|主管)(?:责任)?(?:单位|部门|主体|处室)?[：:]")
_BLANKET = compiled(r"(?:以下|下同|后同).{0,24}(?:不再|不逐一|同)|下同[）)]?")
_DEADLINE = compiled(r"(?:完成|办理|落实)?(?:时限|时间|期限)[：:]|(?:到|于)?20\d\d[ ]?年")


class Body(NamedTuple):
    """One body of a list: its name as written without duties, and its place."""

    name: str
    span: Span


class AgencyList(NamedTuple):
    """A list of responsible agencies as written.

    `node` is the numbered node it belongs to, None outside of all; `labelled` tells the form 责任单位：…, `detached` that the
    list is a paragraph of its own; `closes` that it ends with a duty (…负责); `blanket` that it also speaks for later tasks.
    """

    span: Span
    bodies: tuple[Body, ...]
    node: Node | None
    labelled: bool
    detached: bool
    closes: bool
    blanket: bool


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
    if label := _LABEL.match(text, start, content.stop):
        yield _list(text, content, label.end(), node, labelled=True, detached=True)
        return
    for span in _brackets(text, content):
        inside = Span(span.start + 1, span.stop - (text[span.stop - 1] in _CLOSING))
        labelled = _LABEL.match(text, inside.start, inside.stop)
        if labelled or _is_list(text, inside):
            yield _list(text, span, labelled.end() if labelled else inside.start, node, labelled=bool(labelled), detached=span == content)


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
    unclosed = next((at for at in reversed(opened) if _DUTY_AT_END.search(text, at, within.stop) or _LABEL.match(text, at + 1)), None)
    if unclosed is not None and not any(group.stop == within.stop for group in groups):
        groups = [*(group for group in groups if group.start < unclosed), Span(unclosed, within.stop)]
    return groups


def _is_list(text: str, inside: Span) -> bool:
    if inside.length < 4 or _DUTY.search(text, inside.start, inside.stop) is None:
        return False
    written = inside.of(text)
    return _DUTY_AT_END.search(written) is not None and _BODY.search(written) is not None


def _list(text: str, span: Span, start: int, node: Node | None, *, labelled: bool, detached: bool) -> AgencyList:
    stop = span.stop - 1 if text[span.stop - 1] in "）)〕］]】" and text[span.start] in _OPENING else span.stop
    written = text[start:stop]
    bodies = tuple(_bodies(text, Span(start, stop)))
    return AgencyList(span, bodies, node, labelled, detached, _DUTY_AT_END.search(written) is not None, _BLANKET.search(written) is not None)


def _bodies(text: str, within: Span) -> Iterator[Body]:
    """The names in a list; a name in brackets behind another belongs to it."""
    start = within.start
    depth = 0
    for m in _JOINT.finditer(text, within.start, within.stop):
        mark = m[0]
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0:
            body = _body(text, start, m.start())
            if body is not None:
                yield body
            start = m.end()
    last = _body(text, start, within.stop)
    if last is not None:
        yield last


def _body(text: str, start: int, stop: int) -> Body | None:
    written = text[start:stop]
    if _DEADLINE.match(written.strip()):
        return None
    label = _LEADING_LABEL.match(written.strip())
    name = written.strip()[label.end() if label else 0 :]
    if _TAILED.search(name):
        name = _TAIL.sub("", name, count=1)
    name = name.strip("。 ")
    if not name:
        return None
    at = text.find(name, start, stop)
    return Body(name, Span(at, at + len(name)))
