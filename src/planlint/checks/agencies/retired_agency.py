"""Names of agencies that were out of use when the document was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.mentions import Mention, mentions
from planlint.facts.agencies.registry import Standing, registry
from planlint.facts.tables.lists import every_list
from planlint.messages import Words, listed, said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit


@check_kind(
    "body",
    "until",
    "successor",
    repairs=True,
    needs=every_list,
    parameters={
        "registries": ("自有的机构名录", "registries of one's own"),
    },
)
class RetiredAgencyCheck(Record):
    """Reports a body in an agency list whose name went out of use well before the date of the document; without a date none does.

    `registries` are files with bodies of the user's own.
    """

    registries: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each such name; the fix writes the successor where there is exactly one that the list does not name yet."""
        for mention in plan.fact(mentions(registry(self.registries))):
            if mention.judgement.standing is Standing.RETIRED:
                yield self._match(mention)

    def _match(self, mention: Mention) -> Match:
        reading, successors, is_exact = mention.judgement.reading, mention.judgement.successors, mention.judgement.is_exact
        assert reading is not None and reading.entry.until is not None
        year, month = divmod(reading.entry.until, 12)
        values: dict[str, str | Words] = {
            "body": mention.name,
            "until": said("retired-agency.until", year=year, month=month + 1),
            "successor": Words("、".join(successors), listed(f"“{name}”" for name in successors).en),
        }
        is_open = is_exact and successors[0] not in {"".join(body.name.split()) for body in mention.found.bodies}
        return Match(mention.body.span, values, edits=(Edit(mention.body.span, successors[0]),) if is_open else ())
