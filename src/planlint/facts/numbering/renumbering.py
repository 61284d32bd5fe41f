"""References that follow what they point at when numbers move."""

from __future__ import annotations

from collections.abc import Mapping

from planlint.facts.references.inside import CALLED, What, references
from planlint.patterns import compiled
from planlint.phrases.numerals import to_chinese
from planlint.phrases.ordinals import Family
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_NUMERAL = compiled(r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}")
_ITEM = compiled(r"第[ ]?[（(][一二三四五六七八九十]{1,3}[）)][ ]?[项条点款]|第[ ]?\d{1,2}[ ]?[项点款]")
_ITEMS = frozenset(family for family in Family if "项" in family.row.called)


def readdressed(plan: Plan, moved: Mapping[int, int], doubled: int | None = None) -> list[Edit] | None:
    """The edits that make references follow nodes to new numbers; `moved` holds the new number by a node's index.

    None where a reference can't be followed: its number is not there, or is `doubled`, or it points at an item (第（三）项), of which
    there is one in every section.
    """
    places: dict[tuple[What, int], dict[int, int]] = {}
    for index, value in moved.items():
        node = plan.nodes[index]
        assert node.ordinal is not None
        if node.ordinal.family in _ITEMS and _ITEM.search(plan.text):
            return None
        for what in CALLED[node.ordinal.family]:
            places.setdefault((what, _scope(what, node)), {})[node.ordinal.value] = value
    edits: list[Edit] = []
    for reference in plan.fact(references):
        numbers = places.get((reference.what, _scope(reference.what, plan.leaf_at(reference.span.start))))
        if numbers is None:
            continue
        if reference.target is None or reference.value == doubled:
            return None
        new = numbers.get(reference.value, reference.value)
        if new != reference.value:
            m = _NUMERAL.search(plan.text, reference.span.start, reference.span.stop)
            assert m is not None
            edits.append(Edit(Span(*m.span()), str(new) if m[0][0] in "0123456789" else to_chinese(new)))
    return edits


def _scope(what: What, node: Node) -> int:
    """The part of the document within which numbers of the kind are told apart; boxes are numbered throughout."""
    return node.part.index if what.is_division else -1
