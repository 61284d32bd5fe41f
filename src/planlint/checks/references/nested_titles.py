"""Titles within titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.references.citations import citations
from planlint.messages import said
from planlint.phrases.titles import title_spans
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span


@check_kind("title", repairs=True, needs=citations)
class NestedTitlesCheck(Record):
    """Reports 《…》 inside 《…》, where 〈…〉 belongs."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each inner title, with the repair of its marks."""
        text = plan.text
        for outer in title_spans(text):
            start = text.find("《", outer.start + 1, outer.stop)
            while start >= 0:
                stop = text.find("》", start, outer.stop - 1)
                if stop < 0:
                    break
                inner = Span(start, stop + 1)
                edits = (Edit(Span(start, start + 1), "〈"), Edit(Span(stop, stop + 1), "〉"))
                yield Match(inner, {"title": text[start + 1 : stop]}, ((outer, said("nested-titles.outer")),), edits)
                start = text.find("《", stop, outer.stop)
