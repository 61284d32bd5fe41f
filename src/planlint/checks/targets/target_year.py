"""Target years that can't be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.aims import aims
from planlint.facts.document import document, main_part, plan_year, year_of
from planlint.facts.tables.deadlines import due_years
from planlint.phrases.times import periods_in
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.typed import Literal

_FIVE_YEARS = 5


@check_kind(
    "year",
    "issued",
    "period",
    parameters={
        "report": (
            "报告哪一种：早于成文年份的（past）、不在规划期内的（outside）",
            "what to report: years before the document's own, years outside its period",
        ),
    },
)
class TargetYearCheck(Record):
    """Reports a target year before the document's own (“past”), or outside the years in its title (“outside”).

    What is past is not reported as outside too. Years of a five-year plan that the text names itself are inside; the later years in which
    five-year plans end are prospects (2030, 2035, 2060).
    """

    report: Literal["past", "outside"]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such year, at its digits."""
        return self._past(plan) if self.report == "past" else self._outside(plan)

    def not_applicable(self, plan: Plan) -> bool:
        """Whether there is no year to measure by."""
        return (_first_year(plan) if self.report == "past" else plan.fact(document).period) is None

    def _past(self, plan: Plan) -> Iterator[Match]:
        issued = year_of(plan)
        first = _first_year(plan)
        assert first is not None
        # where only the title tells the year, years of the running text may be those of the plan before
        aimed = plan.fact(aims) if issued is not None else []
        for aim in sorted((*aimed, *plan.fact(due_years))):
            if aim.year < first:
                yield Match(aim.span, {"year": str(aim.year), "issued": str(first), "period": ""})

    def _outside(self, plan: Plan) -> Iterator[Match]:
        period = plan.fact(document).period
        assert period is not None
        named = [found.years for found in periods_in(plan.text, main_part(plan).span) if found.name and found.years]
        for aim in plan.fact(aims):
            distant = aim.year > period[1] and aim.year % _FIVE_YEARS == 0
            allowed = distant or any(first <= aim.year <= last for first, last in (period, *named))
            if (aim.year < period[0] and aim.year >= (year_of(plan) or 0)) or (aim.year > period[0] and not allowed):
                yield Match(aim.span, {"year": str(aim.year), "issued": "", "period": f"{period[0]}—{period[1]}"})


def _first_year(plan: Plan) -> int | None:
    """The year before which nothing can be due: that of issue, else the one that the title names."""
    issued = year_of(plan)
    return issued if issued is not None else plan_year(plan)
