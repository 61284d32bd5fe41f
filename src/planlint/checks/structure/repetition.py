"""Headings and paragraphs that a plan has twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.lists import agency_lists
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.typed import Literal


@check_kind(
    "text",
    "line",
    parameters={
        "of": ("什么重复：标题（headings）或段落（paragraphs）", "what is repeated: headings or paragraphs"),
        "least": ("段落至少多少个字才判断", "from how many characters on a paragraph is judged"),
    },
)
class RepetitionCheck(Record):
    """Reports a heading that a sibling has too, or a paragraph of at least `least` characters that stands elsewhere too."""

    of: Literal["headings", "paragraphs"]
    least: int = 40

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each later occurrence, with the first one as related place."""
        seen: dict[tuple[int, str], Node] = {}
        for node in nodes:
            key = self._key(plan, node)
            if key is None:
                continue
            first = seen.setdefault(key, node)
            if first is not node and not _is_asked_for_again(plan, first, node):
                place = node.title_span if self.of == "headings" else node.content
                other = first.title_span if self.of == "headings" else first.content
                line = plan.view.source.position(plan.view.locate(other).start).line
                yield Match(place, {"text": key[1][:20], "line": str(line)}, ((other, said("repetition.first")),))

    def _key(self, plan: Plan, node: Node) -> tuple[int, str] | None:
        if self.of == "headings":
            if node.kind is not Kind.HEADING or len(node.title) < 4 or node.parent is None:
                return None
            return node.parent.index, "".join(node.title.split())
        if node.children or node.content.length < self.least:
            return None
        if node.index in plan.fact(_list_leaves):
            return None
        written = "".join(plan.text_of(node).split())
        if node.kind is Kind.HEAD and node.parent is not None and node.parent.ordinal is not None:
            written = written[len(node.parent.ordinal.text) :]
        return (_plan_of(node), written) if len(written) >= self.least else None


def _plan_of(node: Node) -> int:
    """The plan that a node is part of, as two may be bound together; all other parts go with what they hand out."""
    part = node.part
    return part.index if part.kind is Kind.PLAN else 0


def _is_asked_for_again(plan: Plan, first: Node, again: Node) -> bool:
    """Whether two lists under different headings have the item, and another one, in common: two procedures ask for the same papers."""
    one, other = _item_of(first), _item_of(again)
    if one is None or other is None or one.parent is None or other.parent is None or one.parent is other.parent:
        return False
    if not one.parent.title or one.parent.title == other.parent.title:
        return False
    return bool(_items_beside(plan, one) & _items_beside(plan, other))


def _item_of(node: Node) -> Node | None:
    """The numbered item whose text a node holds."""
    return node if node.ordinal is not None else node.parent if node.parent is not None and node.parent.ordinal is not None else None


def _items_beside(plan: Plan, item: Node) -> set[str]:
    """What the other items of a list say, without their numbers."""
    beside = (sibling for sibling in item.parent.children if sibling is not item and sibling.ordinal is not None) if item.parent is not None else ()
    return {"".join(plan.text[sibling.ordinal.span.stop : sibling.span.stop].split()) for sibling in beside if sibling.ordinal is not None}


def _list_leaves(plan: Plan) -> frozenset[int]:
    """The leaves that are an agency list for the most part; the same bodies answer for many tasks."""
    found = ((plan.leaf_at(listed.span.start), listed.span) for listed in plan.fact(agency_lists))
    return frozenset(leaf.index for leaf, span in found if span.length * 2 > leaf.content.length)
