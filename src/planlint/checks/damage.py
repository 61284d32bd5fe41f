"""Damage to the text that was recognised before parsing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from planlint.check import Match, check_kind
from planlint.damage.damage import RESIDUE
from planlint.messages import Words, said
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
                right = _right(wound.edits[0].text) if wound.edits else ""
                values = {"note": wound.note, "right": right, "text": wound.span.of(text)[:20].rstrip("\r\n")}
                yield Match(wound.span, values, (), wound.edits, wound.group, True, wound.doubtful, RESIDUE.get(wound.kind), wound.number)


@lru_cache(maxsize=256)
def _right(replacement: str) -> str | Words:
    """What is said of what stands for a wound; a damaged text has hundreds that are the same."""
    return said("damage.right", right=replacement) if replacement else ""
