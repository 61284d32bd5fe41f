"""What a reader of a format has to tell of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.source import Remark


def _remarks(plan: Plan) -> Sequence[Remark]:
    return plan.view.source.remarks


@check_kind(
    "number",
    needs=_remarks,
    parameters={
        "report": ("报告读文件时的哪一种说明", "which remark of the file's reader to report"),
    },
)
class RemarksCheck(Record):
    """Reports the remarks of one kind that the reader of the file made, such as “tracked-changes”."""

    report: str

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each remark."""
        for remark in plan.view.source.remarks:
            if remark.kind == self.report:
                yield Match(remark.span, {"number": str(remark.number)}, in_source=True)
