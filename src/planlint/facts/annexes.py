"""The annexes that a document announces, and those that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planlint.facts.references import annex_number
from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.numerals import to_int
from planlint.text.spans import Span

_OPENS = compiled(r"附[ ]?件[ ]?[：:][ ]*(?:(?P<value>\d{1,2})[ ]?[.．、])?[ ]*(?P<title>[^\n]*)")
_GOES_ON = compiled(r"(?:附[ ]?件)?(?P<value>\d{1,2})[ ]?[.．、：:][ ]*(?P<title>[^\n]*)")
_EDGES = "《》 　;；。，"


class Annex(NamedTuple):
    """An annex by its number (0 when it has none) and title, at the place where it is announced or labelled."""

    number: int
    title: str
    span: Span


class Annexes(NamedTuple):
    """The annexes announced in a list, and those whose text is there, in order."""

    listed: tuple[Annex, ...]
    held: tuple[Annex, ...]


def annexes(plan: Plan) -> Annexes:
    """The annexes of a document. A plan handed out by a notice may be one of those that the notice lists, with or without a label."""
    return Annexes(tuple(_listed(plan)), tuple(_held(plan)))


def _listed(plan: Plan) -> Iterator[Annex]:
    leaves = plan.leaves
    for at, leaf in enumerate(leaves):
        if leaf.part.kind is Kind.ANNEX or not plan.text.startswith("附", leaf.content.start):
            continue
        m = _OPENS.match(plan.text, leaf.content.start, leaf.content.stop)
        if m is None or not m["title"].strip(_EDGES):
            continue
        value = to_int(m["value"]) if m["value"] else 0
        yield Annex(value or 0, m["title"].strip(_EDGES), leaf.content)
        if value != 1:
            return
        for following in leaves[at + 1 :]:
            m = _GOES_ON.match(plan.text, following.content.start, following.content.stop)
            if m is None or to_int(m["value"]) != value + 1:
                return
            value += 1
            yield Annex(value, m["title"].strip(_EDGES), following.content)
        return


def _held(plan: Plan) -> Iterator[Annex]:
    for part in plan.parts:
        if part.kind is Kind.ANNEX and (number := annex_number(plan, part)) is not None:
            yield Annex(number, _title(plan, part), part.children[0].content)


def _title(plan: Plan, part: Node) -> str:
    return "".join(part.title.split()).strip(_EDGES)
