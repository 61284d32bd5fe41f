"""Numbers that do not follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.endings import break_off
from planlint.facts.numbering.renumbering import readdressed
from planlint.facts.numbering.sequences import Fault, FaultKind, faults, goes_on_in_line, sequences
from planlint.messages import Words, said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit
from planlint.typed import Literal


@check_kind(
    "number",
    "expected",
    "previous",
    repairs=True,
    needs=sequences,
    parameters={
        "report": (
            "报告哪几种：缺号（gap）、重号（duplicate）、次序颠倒（order）、没有另起一行（hidden）、只有一项（lone）",
            "what to report: gaps, repeats, numbers out of order, numbers inside a line, numbers alone",
        ),
    },
)
class SequenceCheck(Record):
    """Reports gaps, repeated numbers, numbers out of order, or numbers that stay alone, in the mode the plan numbers in.

    The fix numbers the rest of the sequence anew, and the references to what moved; it is offered only where no other number of the
    sequence is at fault and every reference can be followed.
    """

    report: tuple[Literal["gap", "duplicate", "order", "hidden", "lone"], ...]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each fault, at the number."""
        wanted = {node.index for node in nodes}
        for fault in plan.fact(faults):
            if fault.kind.value in self.report and fault.node.index in wanted:
                yield self._match(plan, fault)
        if "lone" in self.report:
            yield from self._lone(plan, wanted)

    def _match(self, plan: Plan, fault: Fault) -> Match:
        ordinal = fault.node.ordinal
        assert ordinal is not None
        previous = fault.previous.ordinal if fault.previous is not None else None
        values: dict[str, str | Words] = {
            "number": ordinal.text,
            "expected": fault.expected,
            "previous": said("sequence.after", number=previous.text) if previous else said("sequence.start"),
        }
        if fault.place is not None:
            return Match(fault.place, values, ((ordinal.span, said("sequence.next", number=ordinal.text)),))
        related = ((previous.span, said("sequence.previous", number=previous.text)),) if previous else ()
        return Match(ordinal.span, values, related, self._renumbered(plan, fault))

    def _renumbered(self, plan: Plan, fault: Fault) -> tuple[Edit, ...]:
        if fault.kind is FaultKind.ORDER:
            return ()
        moved = {node.index: value for value, node in enumerate(fault.rest, fault.value)}
        ordinal = fault.node.ordinal
        doubled = ordinal.value if ordinal is not None and fault.kind is FaultKind.DUPLICATE else None
        followed = readdressed(plan, moved, doubled)
        if followed is None:
            return ()
        edits = [*followed]
        for value, node in enumerate(fault.rest, fault.value):
            assert node.ordinal is not None
            numeral = node.ordinal.numeral_of(value)
            if numeral is None:
                return ()
            edits.append(Edit(node.ordinal.figure, numeral))
        return tuple(sorted(edits))

    def _lone(self, plan: Plan, wanted: set[int]) -> Iterator[Match]:
        """The numbers that stay alone, but for those below which the whole text breaks off: the next may be what is lost."""
        cut = plan.fact(break_off)
        for sequence in plan.fact(sequences):
            node = sequence.nodes[0]
            if len(sequence.nodes) == 1 and node.index in wanted and node.ordinal is not None and node.ordinal.value == 1:
                if sequence.family.row.apart or goes_on_in_line(plan, node) or (cut is not None and cut.content.stop <= node.span.stop):
                    continue
                values: dict[str, str | Words] = {"number": node.ordinal.text, "expected": node.ordinal.written(2), "previous": ""}
                yield Match(node.ordinal.span, values)
