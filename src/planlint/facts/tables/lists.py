"""The lists of responsible agencies of a plan, those in cells of tables among them."""

from __future__ import annotations

from planlint.facts.agencies.lists import AgencyList
from planlint.facts.agencies.unclosed import written_lists
from planlint.facts.tables.rows import list_cells
from planlint.syntax.nodes import Plan


def every_list(plan: Plan) -> list[AgencyList]:
    """The agency lists of the running text and those that fill a cell below a head such as 责任单位, in order."""
    running = plan.fact(written_lists)
    read = {found.span.start for found in running}
    cells = (
        AgencyList(cell.span, cell.bodies, None, labelled=True, detached=True, closes=False, blanket=False)
        for cell in plan.fact(list_cells)
        if cell.span.start not in read
    )
    return sorted((*running, *cells), key=lambda found: found.span)
