"""The selection of nodes that a rule asks for."""

from __future__ import annotations

from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

NUMBERED = "numbered"
TEXT = "text"
_TEXT = frozenset({Kind.HEAD, Kind.PARAGRAPH, Kind.FRONT, Kind.TITLE, Kind.TABLE})


class Selector(Record):
    """What `where` of a rule says; a field left empty selects everything.

    `node` holds kinds of nodes, “numbered” for all that bear a number, “text” for the leaves with running text;
    `level` and `family` speak of numbers; `role` of the section itself; `within` and `outside` of a role or kind above
    the node; `has` of a kind or role among its children; `title` must be found in the title.
    """

    node: frozenset[str] = frozenset({TEXT})
    level: frozenset[int] = frozenset()
    role: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    has: frozenset[str] = frozenset()
    title: regex.Pattern[str] | None = None

    def select(self, plan: Plan) -> list[Node]:
        """The nodes of a plan that the selector fits, in reading order."""
        kinds = {kind for kind in Kind if kind.value in self.node}
        if TEXT in self.node:
            kinds |= _TEXT
        nodes = [node for node in plan.nodes if node.kind in kinds or (NUMBERED in self.node and node.ordinal is not None)]
        return nodes if self[1:] == _ANYTHING else [node for node in nodes if self._fits(node, plan)]

    def _fits(self, node: Node, plan: Plan) -> bool:
        if self.level and node.level not in self.level:
            return False
        if self.role and node.role not in self.role:
            return False
        if self.family and (node.ordinal is None or node.ordinal.family.value not in self.family):
            return False
        if self.within and self.within.isdisjoint(plan.fact(_names_above)[node.index]):
            return False
        if self.outside and not self.outside.isdisjoint(plan.fact(_names_above)[node.index]):
            return False
        if self.has and not any(_is(child, self.has) for child in node.children):
            return False
        return self.title is None or self.title.search(node.title) is not None


_ANYTHING = Selector()[1:]


def _names_above(plan: Plan) -> list[frozenset[str]]:
    """The kinds and roles of all that stands above each node, by the index of the node."""
    found: list[frozenset[str]] = []
    for node in plan.nodes:
        above = node.parent
        if above is None:
            found.append(frozenset())
        else:
            own = (above.kind.value,) if above.role is None else (above.kind.value, above.role)
            found.append(found[above.index].union(own))
    return found


def _is(node: Node, names: frozenset[str]) -> bool:
    return node.kind in names or node.role in names
