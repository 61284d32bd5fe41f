"""Damage to the text that was recognised before parsing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.damage.damage import RESIDUE
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan


@check_kind(
    "note",
    "right",
    "text",
    repairs=True,
    parameters={
        "kinds": ("报告哪几种损坏", "the kinds of damage to report"),
    },
)
class DamageCheck(Record):
    """Reports the damage of the given kinds (see damage/damage.py)."""

    kinds: tuple[str, ...]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """The damage, in the places of the source."""
        text = plan.view.source.text
        for wound in plan.damage:
            if wound.kind in self.kinds:
                replacement = wound.edits[0].text if wound.edits else ""
                right = said("damage.right", right=replacement) if replacement else ""
                values = {"note": wound.note, "right": right, "text": wound.span.of(text)[:20].rstrip("\r\n")}
                residue = RESIDUE.get(wound.kind)
                yield Match(wound.span, values, edits=wound.edits, group=wound.group, in_source=True, doubtful=wound.doubtful, residue=residue)
