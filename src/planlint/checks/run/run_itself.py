"""What goes wrong with the run itself, reported by the session and the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind("reason", "rule", repairs=True)
class RunCheck(Record):
    """Finds nothing in a plan: its rule gives words to a finding of the run."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """Nothing."""
        return iter(())
