"""The parser: from a repaired text to the tree of a plan."""

from __future__ import annotations

from planlint.damage.repair import repair
from planlint.formats.reading import marked_up
from planlint.syntax.nodes import Plan
from planlint.syntax.parser import parse
from planlint.text.source import Source


def read(source: Source) -> Plan:
    """The tree of a source, seen through its damage; `plan.damage` holds what was wrong with the text."""
    repaired = repair(marked_up(source))
    plan = parse(repaired.view)
    plan.damage = repaired.damage
    return plan
