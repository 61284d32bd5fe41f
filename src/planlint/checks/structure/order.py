"""Chapters that stand in another order than plans have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint import data
from planlint.check import Match, check_kind
from planlint.facts.document import document, main_part
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.syntax.roles import is_plan_genre


def _chapters(plan: Plan) -> list[Node]:
    """The chapters of a document that is a plan."""
    return list(main_part(plan).numbered) if is_plan_genre(plan.fact(document).genre) else []


@check_kind("section", "earlier", needs=_chapters)
class OrderCheck(Record):
    """Reports a chapter whose role comes before that of the chapter above it (order in rules/data/sections.yaml)."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each chapter that comes too late, at its title."""
        order: dict[str, int] = data.load("sections")["order"]
        last: Node | None = None
        for chapter in plan.fact(_chapters):
            rank = order.get(chapter.role or "")
            if rank is None:
                continue
            if last is not None and rank < order[last.role or ""] and self._out_of_place(rank, order[last.role or ""]):
                related = ((last.title_span, said("section-order.earlier", title=last.title)),)
                yield Match(chapter.title_span, {"section": chapter.short_title, "earlier": last.short_title}, related)
            else:
                last = chapter

    def _out_of_place(self, rank: int, last: int) -> bool:
        """Directions behind tasks, or tasks behind what carries them out; steps, policy and safeguards change places freely."""
        return rank <= 2 < last or (rank <= 4 and last >= 6)
