"""Who answers for what: the lists of responsible agencies (责任单位) of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.patterns import compiled
from planlint.phrases.bodies import Body as Body
from planlint.phrases.bodies import Leading, body_end, is_slogan, names_body, roster
from planlint.phrases.labels import Label, Topic, label_at, labels_in
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_BRACKET = compiled(r"[（(〔［\[【〕］\]】]|(?<![：:；;、，\s][0-9])[）)]")
_OPENING = frozenset("（(〔［[【")
_UNCLOSED = 8
_CLOSING = frozenset("）)〕］]】")
_DUTY = compiled(r"负责|牵头|主办|配合|协助|落实|分工|承担|参与|参加|组织实施")
_DUTY_AT_END = compiled(
    r"(?:负责(?![制人])|牵头|配合|协助|落实|参与|参加|承担|组织实施|实施|推进)(?:[。；，]?[^。（）]{0,4})?$|(?:负责|牵头|落实|配合)[。；，,].{0,60}(?:列出|列举|落实|实施|下同|负责|完成)[。]?$"
)
_BEFORE_LABEL = frozenset("。；; \t\u3000\u00a0")
_DUTY_OF_ONE = compiled(r"[（(〔](?:牵头|主办)(?:单位|部门)?[）)〕]")


class AgencyList(Record):
    """A list of responsible agencies as written.

    `node` is the numbered node it belongs to, None outside of all; `labelled` tells the form 责任单位：…, `detached` that the
    list is a paragraph of its own; `closes` that it ends with a duty (…负责); `blanket` that it also speaks for later tasks,
    and `implied` are the bodies it names for them all (以下均需…落实); `leading` tells which bodies
    of the lists behind it lead where it declares that (列首位的为牵头单位).
    """

    span: Span
    bodies: tuple[Body, ...]
    node: Node | None
    labelled: bool
    detached: bool
    closes: bool
    blanket: bool
    implied: tuple[Body, ...] = ()
    leading: Leading | None = None

    @property
    def collective(self) -> bool:
        """Whether the list names no body, only such as 各有关部门."""
        return bool(self.bodies) and all(body.is_collective for body in self.bodies)


def agency_lists(plan: Plan) -> list[AgencyList]:
    """The agency lists of a plan, in order. Glosses and lists of other things in brackets are none."""
    found: list[AgencyList] = []
    leaves = [leaf for leaf in plan.leaves if leaf.kind in (Kind.HEAD, Kind.PARAGRAPH, Kind.FRONT)]
    at = 0
    while at < len(leaves):
        below = _lines_below_label(plan, leaves, at)
        if below:
            label, last = leaves[at].content, leaves[at + below].content
            found.append(_list(plan.text, Span(label.start, last.stop), _holder(leaves[at]), labelled=True, detached=True))
        else:
            found += _of_leaf(plan, leaves[at])
        at += below + 1
    return found


def _holder(leaf: Node) -> Node | None:
    """The numbered node that a leaf belongs to."""
    return next((above for above in leaf.ancestors() if above.ordinal is not None), None)


def _lines_below_label(plan: Plan, leaves: list[Node], at: int) -> int:
    """How many lines of bodies, and nothing else, stand below a leaf that is a label and nothing else; 0 where it is none."""
    label = _label_of_bodies(plan.text, leaves[at].content)
    if label is None or label.span.stop < leaves[at].content.stop:
        return 0
    last = at
    while last + 1 < len(leaves) and leaves[last + 1].parent is leaves[at].parent and _is_line_of_bodies(plan.text, leaves[last + 1].content):
        last += 1
    return last - at


def _is_line_of_bodies(text: str, line: Span) -> bool:
    if label_at(text, line.start, line.stop) is not None:
        return False
    bodies = roster(text, line).bodies
    return bool(bodies) and all(names_body(body.name) for body in bodies)


def _of_leaf(plan: Plan, leaf: Node) -> Iterator[AgencyList]:
    text, content = plan.text, leaf.content
    node = _holder(leaf)
    start = content.start
    if _is_labelled(text, content):
        label = _label_of_bodies(text, content)
        if label is None or not label.is_bare or label.span.stop < content.stop:
            yield _list(text, content, node, labelled=True, detached=True)
        return
    at_end = None
    if leaf.kind is not Kind.FRONT:
        label = next((found for found in labels_in(text, content) if found.topic is Topic.BODIES and text[found.span.start - 1] in _BEFORE_LABEL), None)
        if label is not None and not _is_open(text, start, label.span.start):
            content = Span(content.start, label.span.start)
            at_end = Span(label.span.start, leaf.content.stop)
    for span in _brackets(text, content):
        inside = Span(span.start + 1, span.stop - (text[span.stop - 1] in _CLOSING))
        labelled = _is_labelled(text, inside)
        if labelled or _is_list(text, inside):
            found = _list(text, span, node, labelled=labelled, detached=span == leaf.content)
            if labelled or not all(is_slogan(body.name) for body in found.bodies):
                yield found
    if at_end is not None:
        yield _list(text, at_end, node, labelled=True, detached=False)


def _is_labelled(text: str, within: Span) -> bool:
    """Whether a label of bodies opens the stretch, or one of the persons who lead before it."""
    label = label_at(text, within.start, within.stop)
    if label is None or label.topic is Topic.TIME:
        return False
    return label.topic is Topic.BODIES or any(found.topic is Topic.BODIES for found in labels_in(text, within))


def _label_of_bodies(text: str, within: Span) -> Label | None:
    label = label_at(text, within.start, within.stop)
    return label if label is not None and label.topic is Topic.BODIES else None


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
    unclosed = next(
        (at for at in reversed(opened[-_UNCLOSED:]) if _DUTY_AT_END.search(text, at, within.stop) or _label_of_bodies(text, Span(at + 1, within.stop))), None
    )
    if unclosed is not None and not any(group.stop == within.stop for group in groups):
        groups = [*(group for group in groups if group.start < unclosed), Span(unclosed, within.stop)]
    return groups


def _is_list(text: str, inside: Span) -> bool:
    if inside.length < 4 or _DUTY.search(text, inside.start, inside.stop) is None:
        return False
    # a deadline under a label of its own ends many lists (甲局负责，完成时限：6月底)
    other = next((label.span.start for label in labels_in(text, inside) if label.topic is not Topic.BODIES), inside.stop)
    written = Span(inside.start, other).of(text).rstrip("，；, \u3000")
    if _DUTY_OF_ONE.search(written) is not None and "、" in written:
        return True
    return _DUTY_AT_END.search(written) is not None and body_end().search(written) is not None


def _list(text: str, span: Span, node: Node | None, *, labelled: bool, detached: bool) -> AgencyList:
    within = span
    label = _label_of_bodies(text, within)
    if label is None and text[span.start] in _OPENING:
        within = Span(span.start + 1, span.stop - (text[span.stop - 1] in _CLOSING))
        label = _label_of_bodies(text, within)
    behind = Span(label.span.stop, within.stop) if label is not None else within
    named = roster(text, behind, label=label.duty if label is not None else None)
    closes = _DUTY_AT_END.search(within.of(text)) is not None
    return AgencyList(span, named.bodies, node, labelled, detached, closes, named.blanket, named.implied, named.leading)
