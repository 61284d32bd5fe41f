"""Who answers for what: the lists of responsible agencies (责任单位) of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.bodies import Body as Body
from planlint.phrases.bodies import body_end, is_slogan, may_be_body, names_body
from planlint.phrases.labels import Label, Topic, label_at, labels_in
from planlint.phrases.rosters import Leading, posts, roster
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.signs import places
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_OPENING = "（(〔［[【"
_CLOSING = "）)〕］]】"
_ENUMERATED = compiled(r"(?<=[：:；;、，\s][0-9])[）)]")
_UNCLOSED = 8
_BEFORE_LABEL = frozenset("。；; \t\u3000\u00a0")


class AgencyList(Record):
    """A list of responsible agencies as written.

    `node` is the numbered node it belongs to, None outside of all; `labelled` tells the form 责任单位：…, `detached` that the
    list is a paragraph of its own; `closes` that it ends with a duty (…负责); `blanket` that it also speaks for later tasks, `earlier` that it speaks for those before it in its chapter instead,
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
    earlier: bool = False

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
        labelled = _is_labelled(text, inside, behind_time=True)
        if labelled or _is_list(text, inside):
            found = _list(text, span, node, labelled=labelled, detached=span == leaf.content)
            if labelled or not all(is_slogan(body.name) for body in found.bodies):
                yield found
    if at_end is not None:
        yield _list(text, at_end, node, labelled=True, detached=False)


def _is_labelled(text: str, within: Span, *, behind_time: bool = False) -> bool:
    """Whether a label of bodies opens the stretch, or one of persons, or of a time where that is asked for, before it."""
    label = label_at(text, within.start, within.stop)
    if label is None or (label.topic is Topic.TIME and not behind_time):
        return False
    return label.topic is Topic.BODIES or any(found.topic is Topic.BODIES for found in labels_in(text, within)) or bool(_posts(text, within))


def _posts(text: str, within: Span) -> tuple[Body, ...]:
    """The posts behind a label of persons, where no label of bodies stands beside it."""
    label = label_at(text, within.start, within.stop)
    if label is None or label.topic is not Topic.PERSONS or any(found.topic is Topic.BODIES for found in labels_in(text, within)):
        return ()
    stop = next((found.span.start for found in labels_in(text, Span(label.span.stop, within.stop)) if found.topic is Topic.TIME), within.stop)
    return posts(text, Span(label.span.stop, stop))


def _label_of_bodies(text: str, within: Span) -> Label | None:
    label = label_at(text, within.start, within.stop)
    return label if label is not None and label.topic is Topic.BODIES else None


def _is_open(text: str, start: int, stop: int) -> bool:
    """Whether a bracket that opens in the stretch is still open at its end."""
    depth = 0
    for at in _bracket_places(text, start, stop):
        depth = depth + 1 if text[at] in _OPENING else max(depth - 1, 0)
    return depth > 0


def _bracket_places(text: str, start: int, stop: int) -> Iterator[int]:
    """The places of the brackets in a stretch, without those behind a number (：1）…；2）…)."""
    return (at for at in places(text, _OPENING + _CLOSING, start, stop) if _ENUMERATED.match(text, at) is None)


def _brackets(text: str, within: Span) -> list[Span]:
    """The outermost bracket groups; a bracket that is never closed holds none of the others.

    One that opens a list at the end of the paragraph and was not closed makes a group with it.
    """
    opened: list[int] = []
    groups: list[Span] = []
    for at in _bracket_places(text, *within):
        if text[at] in _OPENING:
            opened.append(at)
        elif opened:
            group = Span(opened.pop(), at + 1)
            while groups and groups[-1].start > group.start:
                groups.pop()
            groups.append(group)
    unclosed = next(
        (at for at in reversed(opened[-_UNCLOSED:]) if _closing().search(text, at, within.stop) or _label_of_bodies(text, Span(at + 1, within.stop))), None
    )
    if unclosed is not None and not any(group.stop == within.stop for group in groups):
        groups = [*(group for group in groups if group.start < unclosed), Span(unclosed, within.stop)]
    return groups


def _is_list(text: str, inside: Span) -> bool:
    if inside.length < 4 or _duty().search(text, inside.start, inside.stop) is None:
        return False
    # a deadline under a label of its own opens or ends many lists (甲局负责，完成时限：6月底)
    opening = label_at(text, inside.start, inside.stop)
    if opening is not None and opening.topic is not Topic.BODIES:
        inside = Span(min((at + 1 for mark in "。；" if (at := text.find(mark, opening.span.stop, inside.stop)) >= 0), default=inside.stop), inside.stop)
    other = next((label.span.start for label in labels_in(text, inside) if label.topic is not Topic.BODIES), inside.stop)
    written = Span(inside.start, other).of(text).rstrip("，；, \u3000")
    if _leads_one().search(written) is not None and "、" in written:
        return True
    if _closing().search(written) is not None and body_end().search(written) is not None:
        return True
    named = roster(text, Span(inside.start, other))
    return named.sure and any(may_be_body(body.name) for body in named.bodies)


@cache
def _duty() -> regex.Pattern[str]:
    """A word for what a body does, or for dividing the work."""
    return compiled("|".join((*_verbs(), *data.load("rosters")["dividing"])))


@cache
def _closing() -> regex.Pattern[str]:
    """What a list closes with: a duty, with a few words behind it, or a duty and a remark."""
    verbs = "|".join(data.load("rosters")["closing"])
    return compiled(
        rf"(?:(?:{verbs})(?![制人])(?:[。；，]?[^。（）]{{0,4}})?$|(?:{verbs})[。；，,].{{0,60}}(?:{'|'.join(data.load('rosters')['after'])})[。]?$)"
    )


@cache
def _leads_one() -> regex.Pattern[str]:
    """The duty of one body in brackets behind it: 甲局（牵头）、乙局."""
    leading = "|".join(data.load("labels")["verbs"]["lead"])
    return compiled(rf"[（(〔](?:{leading})(?:{'|'.join(data.load('labels')['bodies'])})?[）)〕]")


def _verbs() -> list[str]:
    return [verb for verbs in data.load("labels")["verbs"].values() for verb in verbs]


def _list(text: str, span: Span, node: Node | None, *, labelled: bool, detached: bool) -> AgencyList:
    within = span
    label = _label_of_bodies(text, within)
    if label is None and text[span.start] in _OPENING:
        within = Span(span.start + 1, span.stop - (text[span.stop - 1] in _CLOSING))
        label = _label_of_bodies(text, within)
    behind = Span(label.span.stop, within.stop) if label is not None else within
    named = roster(text, behind, label=label.rank if label is not None else None)
    bodies = named.bodies or _posts(text, within)
    closes = _closing().search(within.of(text)) is not None
    return AgencyList(span, bodies, node, labelled, detached, closes, named.blanket, named.implied, named.leading, named.earlier)
