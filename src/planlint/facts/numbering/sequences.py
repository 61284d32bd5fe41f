"""How a plan numbers: its sequences, and whether second-level numbers restart in each chapter or run on."""

from __future__ import annotations

import itertools
from collections import Counter, abc
from collections.abc import Iterator

from planlint.enums import StrEnum
from planlint.patterns import MULTILINE, compiled
from planlint.phrases.ordinals import Family, Ordinal, ordinal_at
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_INSIDE = compiled(
    r"(?:[：:，。；;\t|]|^|(?<=\p{Han})(?=[（(][一二三四五六七八九十]{1,3}[）)]\p{Han}))[ \t\u3000]*(?=[第（(〔一二三四五六七八九十①-⑳⑴-⒇㈠-㈩0-9])",
    MULTILINE,
)
_NEAR = 8


class Mode(StrEnum):
    """Whether numbers of one family start anew under each heading or go on from the last."""

    RESTARTING = "restarting"
    CONTINUOUS = "continuous"


class Sequence(Record):
    """Numbered nodes of one family that count on from one another, in reading order."""

    family: Family
    mode: Mode
    nodes: tuple[Node, ...]


class FaultKind(StrEnum):
    """What is wrong with a number."""

    GAP = "gap"
    DUPLICATE = "duplicate"
    ORDER = "order"
    HIDDEN = "hidden"


class Fault(Record):
    """A number that does not follow the one before it; `expected` is written as the plan writes its numbers.

    A number that is hidden is there, at `place`, behind the stop of a sentence and not at the start of a line.
    `rest` holds the node and those after it whose numbers are wrong with it, where it is the only fault of its sequence, else nothing;
    the first of them should bear the number `value`.
    """

    kind: FaultKind
    node: Node
    previous: Node | None
    expected: str
    value: int
    rest: tuple[Node, ...] = ()
    place: Span | None = None


def numbered(plan: Plan) -> list[Node]:
    """The nodes of a plan that have numbers, in reading order."""
    return [node for node in plan.nodes if node.ordinal is not None]


def sequences(plan: Plan) -> list[Sequence]:
    """The sequences of numbered nodes of a plan, part by part; boxes count for themselves."""
    found: list[Sequence] = []
    for part in plan.parts or [plan.root]:
        if not (part.kind is Kind.ANNEX and _is_table(plan, part)):
            found += _of_part(part)
    return found


def faults(plan: Plan) -> list[Fault]:
    """The numbers that break their sequence, in reading order. After a gap counting goes on from the number found.

    Of a text that begins in the middle of a plan the first numbers of the uppermost headings are not known to follow a gap.
    """
    found: list[Fault] = []
    inside = _begins_inside(plan)
    for sequence in plan.fact(sequences):
        broken = [told for fault in _faults(sequence) if not (inside and _is_uppermost(fault)) and (told := _looked_for(plan, fault)) is not None]
        if len(broken) > 1:
            broken = [fault._replace(rest=()) for fault in broken]
        elif broken and not broken[0].rest:
            at = sequence.nodes.index(broken[0].node)
            broken = [broken[0]._replace(rest=sequence.nodes[at:], value=at + 1)]
        found += broken
    found.sort(key=lambda fault: fault.node.index)
    return found


def _begins_inside(plan: Plan) -> bool:
    """Whether no title stands above the first number, and that is not one: the text is cut out of a plan."""
    first = next(iter(plan.fact(numbered)), None)
    return first is not None and _value(first) > 1 and not first.part.title


def _is_uppermost(fault: Fault) -> bool:
    """Whether the first number of a sequence is missing, and no number stands above it that the sequence would begin below."""
    return fault.kind is FaultKind.GAP and fault.previous is None and (fault.node.parent is None or fault.node.parent.ordinal is None)


def goes_on_in_line(plan: Plan, node: Node) -> bool:
    """Whether the number after that of a node stands in the same line, behind a stop: 1、甲清单。2、乙清单。"""
    if node.ordinal is None or not node.children:
        return False
    line = node.children[0].content
    following = node.ordinal.written(node.ordinal.value + 1)
    return any(plan.text.find(stop + following, node.ordinal.span.stop, line.stop) >= 0 for stop in "。；")


def _looked_for(plan: Plan, fault: Fault) -> Fault | None:
    """What is left of a gap when the numbers that are missing have been looked for in the text before it.

    None where they stand behind a colon or a comma, as the first item of a list may, or in a table; a hidden number where they stand behind
    the stop of a sentence; a gap of fewer numbers where only some are there.
    """
    node = fault.node
    if fault.kind is not FaultKind.GAP or node.ordinal is None:
        return fault
    start = (fault.previous or node.parent or plan.root).span.start
    there = {ordinal.value: ordinal for ordinal in _inside(plan, Span(start, node.ordinal.span.start), node.ordinal)}
    before = plan.text[start : node.ordinal.span.start]
    # a number before a stop, as in 见附表（二）。, may be one that lost its title
    missing = [value for value in range(fault.value, node.ordinal.value) if value not in there and f"{node.ordinal.written(value)}。" not in before]
    if missing:
        return fault._replace(value=missing[0], expected=node.ordinal.written(missing[0]))
    for value in (value for value in range(fault.value, node.ordinal.value) if value in there):
        place = there[value].span
        if plan.leaf_at(place.start).kind is not Kind.TABLE and _sign_before(plan.text, place.start) not in "：:，":
            return fault._replace(kind=FaultKind.HIDDEN, place=place, expected=there[value].text)
    return None


def _inside(plan: Plan, span: Span, like: Ordinal) -> Iterator[Ordinal]:
    """The numbers of the family of another one that stand inside lines, behind a mark or at the start of a cell."""
    for m in _INSIDE.finditer(plan.text, span.start, span.stop):
        line_end = plan.text.find("\n", m.end())
        ordinal = ordinal_at(plan.text, m.end(), line_end if line_end >= 0 else len(plan.text))
        if ordinal is None or ordinal.family is not like.family or ordinal.values[:-1] != like.values[:-1] or ordinal.lead:
            continue
        leaf = plan.leaf_at(ordinal.span.start)
        if leaf.content.start < ordinal.span.start or leaf.kind is Kind.TABLE:
            yield ordinal


def _sign_before(text: str, at: int) -> str:
    return text[:at].rstrip()[-1:] if at < _NEAR else text[at - _NEAR : at].rstrip()[-1:]


def _is_table(plan: Plan, part: Node) -> bool:
    """Whether an annex is a form or a table whose cells stand in lines of their own: most of its lines come to no stop."""
    lines = [node for node in part.walk() if not node.children]
    running = sum(plan.text[line.content.stop - 1] in "。；：" for line in lines if line.content.length)
    return running * 2 < len(lines)


def _of_part(part: Node) -> Iterator[Sequence]:
    """Sequences of a part. A node's children of one family form a group; groups that go on from one another are one sequence."""
    groups: dict[tuple[int, Family, tuple[int, ...]], list[_Group]] = {}
    for node in part.walk():
        if node.kind is Kind.ANNEX and node is not part:
            continue
        by_family: dict[tuple[Family, tuple[int, ...]], list[Node]] = {}
        for child in node.numbered:
            assert child.ordinal is not None
            # 5.2 and 6.1 do not count on from one another wherever they stand
            by_family.setdefault((child.ordinal.family, child.ordinal.values[:-1]), []).append(child)
        box = next((above.index for above in (node, *node.ancestors()) if above.kind is Kind.BOX), None)
        for (family, prefix), nodes in by_family.items():
            groups.setdefault((-1 if box is None or family.row.apart else box, family, prefix), []).extend(
                _Group(0 if family.row.runs_on or prefix else nodes[0].level, run) for run in _runs(nodes)
            )
    for (_, family, _), members in groups.items():
        yield from _sequences(family, sorted(members, key=lambda group: group.nodes[0].index))


class _Group(Record):
    """Numbered siblings of one family that count on from one another; those of a level go on from each other before they do from others."""

    level: int
    nodes: list[Node]

    @property
    def first(self) -> int:
        return _value(self.nodes[0])

    @property
    def last(self) -> int:
        return _value(self.nodes[-1])

    @property
    def chapter(self) -> Node | int:
        """The numbered node above that which the group stands in; without one, the group by itself."""
        above = self.nodes[0].parent.parent if self.nodes[0].parent is not None else None
        return above if above is not None and above.ordinal is not None else id(self)


def _sequences(family: Family, groups: list[_Group]) -> Iterator[Sequence]:
    """The sequences of a family: a group opens one where it begins with one, and else goes on with that which has come so far.

    Where most groups of a level go on, one that begins anywhere else goes on with them too, and has a fault; so does a list that begins
    again with one in the middle of numbers that go on around it.
    """
    continuous = {level for level in {group.level for group in groups} if _mode(family, [group for group in groups if group.level == level])}
    found: list[list[_Group]] = []
    latest: dict[int, list[_Group]] = {}
    for at, group in enumerate(groups):
        # a list below one of the numbers of another list stands among them, and goes on from none behind it
        before = {level: sequence for level, sequence in latest.items() if sequence[-1].nodes[-1].index < group.nodes[0].index}
        sequence = _continued(group, before, groups[at + 1 : at + 2], continuous)
        if sequence is None:
            sequence = []
            found.append(sequence)
        sequence.append(group)
        latest[group.level] = sequence
    for sequence in found:
        mode = Mode.CONTINUOUS if len(sequence) > 1 or sequence[0].level in continuous else Mode.RESTARTING
        yield Sequence(family, mode, tuple(node for group in sequence for node in group.nodes))


def _continued(group: _Group, latest: dict[int, list[_Group]], following: list[_Group], continuous: set[int]) -> list[_Group] | None:
    """The sequence that a group goes on with, None where it opens one."""
    own = latest.get(group.level)
    if group.first == 1:
        resumed = own is not None and bool(following) and following[0].level == group.level and following[0].first == own[-1].last + 1 != group.last + 1
        return own if resumed and group.level in continuous and len(group.nodes) == 1 else None
    if own is not None and own[-1].last + 1 == group.first:
        return own if group.level in continuous or own[-1].chapter is group.chapter else None
    for sequence in latest.values():
        if sequence[-1].last + 1 == group.first:
            return sequence
    return own if group.level in continuous else None


def _runs(group: list[Node]) -> Iterator[list[Node]]:
    """A list that starts again at one under the same heading is a list of its own, when both lists are lists and no later number counts both."""
    run: list[Node] = []
    for at, node in enumerate(group):
        if len(run) > 1 and _value(node) == 1 and at + 1 < len(group) and _value(group[at + 1]) == 2 and not _restarted(group, at, _value(run[-1])):
            yield run
            run = []
        run.append(node)
    yield run


def _restarted(nodes: abc.Sequence[Node], at: int, last: int) -> int:
    """How many numbers from a place on count from one again though the next goes on as if they had followed the last: 一、二、一、二、五、."""
    again = 0
    while at + again < len(nodes) and _value(nodes[at + again]) == again + 1:
        again += 1
    return again if again > 1 and last > 1 and at + again < len(nodes) and _value(nodes[at + again]) == last + again + 1 else 0


def _mode(family: Family, groups: list[_Group]) -> bool:
    """Whether numbers run on: as many of the later groups go on from the one before as start at one, or more."""
    if family.row.runs_on and family.row.apart:
        return True
    votes: Counter[Mode] = Counter()
    for before, group in itertools.pairwise(groups):
        if group.first == 1 and (before.last >= 1 or len(before.nodes) > 1):
            votes[Mode.RESTARTING] += 1
        elif group.first == before.last + 1 or (group.first > 1 and group.first > before.last):
            votes[Mode.CONTINUOUS] += 1
    if family.row.runs_on and votes[Mode.CONTINUOUS]:
        return True
    return votes[Mode.CONTINUOUS] >= max(votes[Mode.RESTARTING], 1)


def _value(node: Node) -> int:
    assert node.ordinal is not None
    return node.ordinal.value


def _faults(sequence: Sequence) -> Iterator[Fault]:
    nodes = sequence.nodes
    expected = 1
    early: set[int] = set()
    previous: Node | None = None
    skipped = 0
    for at, node in enumerate(nodes):
        value = _value(node)
        if at < skipped:
            previous = node
            continue
        while expected in early and value != expected:
            expected += 1
        assert node.ordinal is not None
        following = _value(nodes[at + 1]) if at + 1 < len(nodes) else None
        again = _restarted(nodes, at, expected - 1) if value == 1 else 0
        if again:
            rest = tuple(nodes[at : at + again])
            yield Fault(FaultKind.DUPLICATE, node, previous, node.ordinal.written(expected), expected, rest)
            expected, skipped = expected + again, at + again
        elif value == expected:
            expected += 1
        elif value > expected:
            if following == expected or (following == expected + 1 and value > expected + 1):
                yield Fault(FaultKind.ORDER, node, previous, node.ordinal.written(expected), expected)
                early.add(value)
                expected = expected if following == expected else expected + 1
                previous = node
                continue
            yield Fault(FaultKind.GAP, node, previous, node.ordinal.written(expected), expected)
            expected = value + 1
        elif previous is not None and value == _value(previous):
            yield Fault(FaultKind.DUPLICATE, node, previous, node.ordinal.written(expected), expected)
            expected = expected + 1 if following == expected + 1 else expected
        elif previous is not None and value > 0:
            yield Fault(FaultKind.ORDER, node, previous, node.ordinal.written(expected), expected)
            expected = expected + 1 if following == expected + 1 else value + 1 if following == value + 1 else expected
        previous = node
