"""Where a plan hands out tasks."""

from __future__ import annotations

from planlint import data
from planlint.phrases.ordinals import Family, Heads
from planlint.syntax.nodes import Node

TASK_FAMILIES = frozenset(family for family in Family if Heads.TASK in family.row.heads)
"""The numbers that tasks bear; （1） and ① count what a task consists of."""


def hands_out(node: Node) -> bool:
    """Whether a numbered node stands outside of the chapters that give directions or carry the plan out."""
    sections = data.load("sections")
    chapters = [above for above in (node, *node.ancestors()) if above.ordinal is not None]
    return chapters[-1].role not in (*sections["opening"], *sections["closing"]) and node.role not in sections["opening"]
