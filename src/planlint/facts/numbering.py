"""How a plan numbers: its sequences, and whether second-level numbers restart in each chapter or run on."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from planlint.phrases.ordinals import Family
from planlint.syntax.nodes import Kind, Node, Plan


class Mode(StrEnum):
    """Whether numbers of one family start anew under each heading or go on from the last."""

    RESTARTING = "restarting"
    CONTINUOUS = "continuous"


class Sequence(NamedTuple):
    """Numbered nodes of one family that count on from one another, in reading order."""

    family: Family
    mode: Mode
    nodes: tuple[Node, ...]


class FaultKind(StrEnum):
    """What is wrong with a number."""

    GAP = "gap"
    DUPLICATE = "duplicate"
    ORDER = "order"


class Fault(NamedTuple):
    """A number that does not follow the one before it; `expected` is written as the plan writes its numbers.

    `rest` holds the node and those that count on from it, where it is the only fault of its sequence, else nothing;
    the first of them should bear the number `value`.
    """

    kind: FaultKind
    node: Node
    previous: Node | None
    expected: str
    value: int
    rest: tuple[Node, ...] = ()


def sequences(plan: Plan) -> list[Sequence]:
    """The sequences of numbered nodes of a plan, part by part; boxes count for themselves."""
    found: list[Sequence] = []
    for part in plan.parts or [plan.root]:
        if not (part.kind is Kind.ANNEX and _is_table(plan, part)):
            found += _of_part(part)
    return found


def faults(plan: Plan) -> list[Fault]:
    """The numbers that break their sequence, in reading order. After a gap counting goes on from the number found."""
    found: list[Fault] = []
    for sequence in plan.fact(sequences):
        broken = list(_faults(sequence))
        if len(broken) == 1:
            at = sequence.nodes.index(broken[0].node)
            broken = [broken[0]._replace(rest=sequence.nodes[at:], value=at + 1)]
        found += broken
    found.sort(key=lambda fault: fault.node.index)
    return found


def goes_on_in_line(plan: Plan, node: Node) -> bool:
    """Whether the number after that of a node stands in the same line, behind a stop: 1、甲清单。2、乙清单。"""
    if node.ordinal is None or not node.children:
        return False
    line = node.children[0].content
    following = node.ordinal.written(node.ordinal.value + 1)
    return any(plan.text.find(stop + following, node.ordinal.span.stop, line.stop) >= 0 for stop in "。；")


def _is_table(plan: Plan, part: Node) -> bool:
    """Whether an annex is a form or a table whose cells stand in lines of their own: most of its lines come to no stop."""
    lines = [node for node in part.walk() if not node.children]
    running = sum(plan.text[line.content.stop - 1] in "。；：" for line in lines if line.content.length)
    return running * 2 < len(lines)


def _of_part(part: Node) -> Iterator[Sequence]:
    """Sequences of a part. A node's children of one family form a group; groups run on where the evidence says so."""
    groups: dict[tuple[int, Family, tuple[int, ...]], list[list[Node]]] = {}
    for node in part.walk():
        if node.kind is Kind.ANNEX and node is not part:
            continue
        by_family: dict[tuple[Family, tuple[int, ...]], list[Node]] = {}
        for child in node.numbered:
            assert child.ordinal is not None
            # 5.2 and 6.1 do not count on from one another wherever they stand
            by_family.setdefault((child.ordinal.family, child.ordinal.values[:-1]), []).append(child)
        boxed = node.kind is Kind.BOX or any(above.kind is Kind.BOX for above in node.ancestors())
        for (family, prefix), nodes in by_family.items():
            depth = -1 - node.index if boxed and family is not Family.BOX else nodes[0].level
            if family is Family.BOX or prefix:
                depth = 0
            groups.setdefault((depth, family, prefix), []).append(nodes)
    for (_, family, _), members in groups.items():
        yield from _sequences(family, members)


def _sequences(family: Family, groups: list[list[Node]]) -> Iterator[Sequence]:
    if len(groups) > 1 and _mode(family, groups) is Mode.CONTINUOUS:
        yield Sequence(family, Mode.CONTINUOUS, tuple(node for group in groups for node in group))
    else:
        for group in groups:
            for run in _runs(group):
                yield Sequence(family, Mode.RESTARTING, tuple(run))


def _runs(group: list[Node]) -> Iterator[list[Node]]:
    """A list that starts again at one under the same heading is a list of its own, when both lists are lists."""
    run: list[Node] = []
    for at, node in enumerate(group):
        if run and _value(node) == 1 and len(run) > 1 and at + 1 < len(group) and _value(group[at + 1]) == 2:
            yield run
            run = []
        run.append(node)
    yield run


def _mode(family: Family, groups: list[list[Node]]) -> Mode:
    """Continuous when more of the later groups go on from the one before than start at one."""
    if family.row.runs_on and family.row.apart:
        return Mode.CONTINUOUS
    votes: Counter[Mode] = Counter()
    for before, group in itertools.pairwise(groups):
        first, last = _value(group[0]), _value(before[-1])
        if first == 1 and (last >= 1 or len(before) > 1):
            votes[Mode.RESTARTING] += 1
        elif first == last + 1 or (first > 1 and first > last):
            votes[Mode.CONTINUOUS] += 1
    if family.row.runs_on and votes[Mode.CONTINUOUS]:
        return Mode.CONTINUOUS
    return Mode.CONTINUOUS if votes[Mode.CONTINUOUS] > votes[Mode.RESTARTING] else Mode.RESTARTING


def _value(node: Node) -> int:
    assert node.ordinal is not None
    return node.ordinal.value


def _faults(sequence: Sequence) -> Iterator[Fault]:
    nodes = sequence.nodes
    expected = 1
    early: set[int] = set()
    previous: Node | None = None
    for at, node in enumerate(nodes):
        value = _value(node)
        while expected in early and value != expected:
            expected += 1
        assert node.ordinal is not None
        following = _value(nodes[at + 1]) if at + 1 < len(nodes) else None
        if value == expected:
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
