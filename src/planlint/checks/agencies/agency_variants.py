"""One agency under several names in one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.mentions import Mention, mentions
from planlint.facts.agencies.registry import NATION, registry
from planlint.facts.tables.lists import every_list
from planlint.messages import said
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit

_ELIDED = ("国家", "国务院", "中国")


@check_kind(
    "body",
    "usual",
    "count",
    repairs=True,
    needs=every_list,
    parameters={
        "registries": ("自有的机构名录", "registries of one's own"),
    },
)
class AgencyVariantsCheck(Record):
    """Reports the rarer forms of a name where agency lists name one body of one owner in several forms.

    That the owner is left out makes no other form. `registries` are files with bodies of the user's own.
    """

    registries: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each rarer form, at every place it has; the fix writes the form that is used most, or first."""
        for forms in self._bodies(plan).values():
            usual = max(forms, key=lambda form: len(forms[form]))
            for form, written in forms.items():
                if form != usual:
                    yield from self._matches(written, forms[usual])

    def _bodies(self, plan: Plan) -> dict[tuple[str, str, str], dict[str, list[Mention]]]:
        """The mentions of each body of an owner, by the form of its name."""
        bodies: dict[tuple[str, str, str], dict[str, list[Mention]]] = {}
        for mention in plan.fact(mentions(registry(self.registries))):
            reading = mention.judgement.reading
            if reading is None or reading.entry.single:
                continue
            owner = reading.region or reading.owner or mention.owner
            forms = bodies.setdefault((reading.entry.id, reading.level, owner), {})
            forms.setdefault(_bare(reading.form) if owner == NATION else reading.form, []).append(mention)
        return bodies

    def _matches(self, written: list[Mention], usual: list[Mention]) -> Iterator[Match]:
        right = usual[0].judgement.reading
        assert right is not None
        for mention in written:
            reading = mention.judgement.reading
            assert reading is not None
            name = usual[0].name if reading.level == "office" or reading.owner == NATION else reading.explicit + right.form
            values = {"body": mention.name, "usual": name, "count": str(len(usual))}
            related = ((usual[0].body.span, said("agency-variants.other")),)
            yield Match(mention.body.span, values, related, (Edit(mention.body.span, name),), group=f"{mention.name} {name}")


def _bare(form: str) -> str:
    return next((form.removeprefix(word) for word in _ELIDED if form.startswith(word)), form)
