"""Set phrases that are written wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.terms.set_phrases import slipped_phrases
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit


@check_kind("form", "right", repairs=True)
class SetPhrasesCheck(Record):
    """Reports stretches of text that are one slip away from a set phrase (see facts/terms/set_phrases.py)."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each; the fix puts the phrase there."""
        wanted = {node.index for node in nodes}
        for slipped in plan.fact(slipped_phrases):
            if plan.leaf_at(slipped.span.start).index in wanted:
                yield Match(slipped.span, {"form": slipped.span.of(plan.text), "right": slipped.right}, edits=(Edit(slipped.span, slipped.right),))
