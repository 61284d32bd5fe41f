"""Agency lists that do not say what their bodies are to do."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.facts.agencies.lists import AgencyList, agency_lists
from planlint.facts.agencies.registry import registry
from planlint.patterns import compiled
from planlint.phrases.rosters import roster
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_AT_END = compiled(r"[（(〔](?P<names>(?:[^（()）〔〕。]|[（(〔][^（()）〔〕。]{1,20}[）)〕]){4,200})[）)〕]。?$")
_PLAIN = compiled(r"各.*(?:政府|管委会)|.+(?:人民政府|管委会)")
_GLOSSED = compiled(r"(?:部门|单位|机构|成员|小组|专班|企业)$")
_SEVERAL = 4


def bare_lists(plan: Plan) -> list[AgencyList]:
    """The brackets at the end of a paragraph that hold nothing but bodies the registry knows, and no duty.

    Behind 有关部门 and the like a bracket is a gloss, and so is one with a single body that stands inside a sentence.
    """
    taken = {plan.leaf_at(found.span.start).index for found in plan.fact(agency_lists)}
    leaves = (leaf for leaf in plan.leaves if leaf.kind in (Kind.PARAGRAPH, Kind.HEAD) and leaf.index not in taken)
    return [found for leaf in leaves for found in _of_leaf(plan, leaf)]


def unclosed_lists(plan: Plan) -> list[AgencyList]:
    """The bare lists of a plan in which four lists in brackets or more close with a duty; a label tells the duty too (牵头单位：…)."""
    closing = sum(found.closes for found in plan.fact(agency_lists) if not found.labelled)
    return plan.fact(bare_lists) if closing >= _SEVERAL else []


def written_lists(plan: Plan) -> list[AgencyList]:
    """The agency lists of the running text, with those that say no duty, in order."""
    return sorted((*plan.fact(agency_lists), *plan.fact(bare_lists)), key=lambda found: found.span)


def _of_leaf(plan: Plan, leaf: Node) -> Iterator[AgencyList]:
    text, content = plan.text, leaf.content
    if text[max(content.stop - 2, 0) : content.stop].rstrip("。")[-1:] not in ("）", ")", "〕"):
        return
    m = _AT_END.search(text, max(content.start, content.stop - 210), content.stop)
    if m is None or _GLOSSED.search(text, content.start, m.start()):
        return
    named = roster(text, Span(*m.span("names")))
    bodies = named.bodies
    known, owner = registry(), ""
    for body in bodies:
        name = "".join(body.name.split())
        reading = known.judge(name, owner).reading
        if reading is None and not body.is_collective and _PLAIN.fullmatch(name) is None:
            return
        owner = (reading and reading.owner) or owner
    is_apart = m.start() == content.start or text[m.start() - 1] == "。"
    if (owner or is_apart) and (len(bodies) > 1 or (bodies and is_apart)):
        node = next((above for above in leaf.ancestors() if above.ordinal is not None), None)
        yield AgencyList(
            Span(m.start(), m.end("names") + 1),
            bodies,
            node,
            labelled=False,
            detached=m.start() == content.start,
            closes=False,
            blanket=False,
            leading=named.leading,
        )
