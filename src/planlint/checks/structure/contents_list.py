"""The table of contents against the headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.contents import Amiss, Misfit, misfits
from planlint.messages import Words, said
from planlint.record import Record
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.spans import Span

_LONGEST = 30


def _entries(plan: Plan) -> list[Node]:
    """The entries of tables of contents."""
    return [leaf for leaf in plan.leaves if leaf.kind is Kind.CONTENTS]


@check_kind("entry", "problem", needs=_entries)
class ContentsCheck(Record):
    """Reports entries of a table of contents that no heading repeats, whose heading has other words, or whose page numbers fall."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each entry, with the heading or the entry before it as related place."""
        for found in plan.fact(misfits):
            yield Match(found.entry.span, {"entry": _shortened(plan, found.entry.span), "problem": _problem(plan, found)}, _related(found))


def _problem(plan: Plan, found: Misfit) -> Words:
    if found.kind is Amiss.PAGE and found.other is not None:
        return said("contents.page", other=_shortened(plan, found.other))
    if found.kind is Amiss.OTHER and found.other is not None:
        return said("contents.other", heading=_shortened(plan, found.other))
    return said("contents.missing")


def _related(found: Misfit) -> tuple[tuple[Span, Words], ...]:
    if found.other is None:
        return ()
    return ((found.other, said("contents.above" if found.kind is Amiss.PAGE else "contents.heading")),)


def _shortened(plan: Plan, span: Span) -> str:
    written = "".join(span.of(plan.text).split())
    return written if len(written) <= _LONGEST else written[: _LONGEST - 1] + "…"
