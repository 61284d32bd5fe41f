"""Which item a list of bodies answers for: mostly the one it stands in."""

from __future__ import annotations

from planlint.facts.agencies.lists import AgencyList
from planlint.facts.agencies.unclosed import written_lists
from planlint.facts.chapters import TASK_FAMILIES
from planlint.syntax.nodes import Kind, Node, Plan


def held_lists(plan: Plan) -> dict[int, list[AgencyList]]:
    """The lists of a plan by the index of the node that they answer for."""
    lists = plan.fact(written_lists)
    sections = _closing_sections(plan, lists)
    held: dict[int, list[AgencyList]] = {}
    for found in lists:
        if found.node is not None:
            holder = _behind_box(plan, found, sections.get(found.node.index, found.node), lists)
            held.setdefault(holder.index, []).append(found)
    return held


def is_numbered(node: Node) -> bool:
    """Whether a node bears a number such as tasks have."""
    return node.ordinal is not None and node.ordinal.family in TASK_FAMILIES


def _behind_box(plan: Plan, found: AgencyList, holder: Node, lists: list[AgencyList]) -> Node:
    """The item that a list answers for: the one around a box for a paragraph that ends the box and is the only list in it."""
    box = next((above for above in (*reversed(list(holder.ancestors())), holder) if above.kind is Kind.BOX), None)
    if box is None or not found.detached or plan.leaf_at(box.content.stop - 1) is not plan.leaf_at(found.span.start):
        return holder
    if any(box.content.covers(other.span) for other in lists if other is not found):
        return holder
    return next((above for above in box.ancestors() if above.ordinal is not None), holder)


def _closing_sections(plan: Plan, lists: list[AgencyList]) -> dict[int, Node]:
    """The sections whose list stands behind the last of their items, by the index of that item.

    A list closes its section, not the item, where no other item of sections on this level has one and it is so in two of them or
    more; one is enough when the list is a paragraph of its own and a section beside it, one without items, has a list too.
    """
    carriers = {found.node.index: found for found in lists if found.node is not None}
    # each parent once, however many of its items have a list
    parents = {above.index: above for index in carriers if (above := plan.nodes[index].parent) is not None}
    levels: dict[int, list[Node]] = {}
    for parent in parents.values():
        items = _items(parent)
        if len(items) >= 2 and parent.ordinal is not None and items[-1].index in carriers and not any(_items(item) for item in items):
            levels.setdefault(parent.level, []).append(parent)
    sections: dict[int, Node] = {}
    for members in levels.values():
        if any(item.index in carriers for section in members for item in (section, *_items(section)[:-1])):
            continue
        if len(members) >= 2 or _is_list_of(members[0], carriers):
            sections |= {_items(section)[-1].index: section for section in members}
    return sections


def _is_list_of(section: Node, carriers: dict[int, AgencyList]) -> bool:
    """Whether the list at the last item of a section looks like one of the section: apart, and beside sections with lists."""
    beside = _items(section.parent) if section.parent is not None else []
    return carriers[_items(section)[-1].index].detached and any(other.index in carriers and not _items(other) for other in beside)


def _items(node: Node) -> list[Node]:
    return [child for child in node.numbered if is_numbered(child)]
