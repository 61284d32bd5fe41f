"""The mark behind a number, which its family does not take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.numbering.sequences import goes_on_in_line, numbered
from planlint.patterns import compiled
from planlint.phrases.ordinals import Family
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_STRAY = compiled(r"[■□◆◇●○◎•·‣►▶➢➤→>\-–—0-9０-９]+")


@check_kind("number", "expected", repairs=True, needs=numbered)
class OrdinalMarkCheck(Record):
    """Reports 一. for 一、, （一）、 for （一）, 1、 for 1. and other dress of numbers: ㈠, 〔一〕, ⒈, l、, ■（一） (GB/T 9704-2012, 7.3.3).

    A list that runs on in its line (1、甲。2、乙。) is left alone: to write one of its numbers anew would part it from the others.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each number in another dress than its family's; the fix puts the right one, but for what stands before it."""
        led = _led(nodes)
        for node in nodes:
            ordinal = node.ordinal
            if ordinal is None:
                continue
            family, span = ordinal.family, ordinal.span
            is_dressed = bool(ordinal.form and family.row.marks is not None and ordinal.value)
            if not (is_dressed or not ordinal.is_well_marked or node.index in led) or goes_on_in_line(plan, node):
                continue
            if is_dressed:
                right = family.written(ordinal.value)
                yield Match(span, {"number": ordinal.text, "expected": right}, edits=(Edit(span, right),))
            elif not ordinal.is_well_marked:
                mark = (family.row.marks or "")[:1]
                bare = ordinal.text[: len(ordinal.text) - len(ordinal.mark)]
                # where no mark stands a space does in its place
                place = Span(span.stop - len(ordinal.mark), span.stop) if ordinal.mark else Span(span.stop, ordinal.after)
                yield Match(span, {"number": ordinal.text, "expected": bare + mark}, edits=(Edit(place, mark),))
            else:
                yield Match(span, {"number": ordinal.lead + ordinal.text, "expected": ordinal.text})


def _led(nodes: Sequence[Node]) -> set[int]:
    """The numbers that a bullet, a stray figure or a quotation mark stands before, while none does before most of the others beside them.

    Stars and triangles mark what must be met, and icons are damage of their own.
    """
    groups: dict[tuple[int, Family], list[Node]] = {}
    for node in nodes:
        if node.ordinal is not None and node.parent is not None:
            groups.setdefault((node.parent.index, node.ordinal.family), []).append(node)
    found: set[int] = set()
    for members in groups.values():
        led = [node.index for node in members if node.ordinal is not None and node.ordinal.lead and _STRAY.fullmatch(node.ordinal.lead)]
        if len(led) * 2 < len(members):
            found.update(led)
    return found
