"""Names of agencies with a slip of the pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.agencies.registry import NATION, Mention, Registry, Standing, registry
from planlint.facts.agencies.slips import Kind, Slip, is_sense, slips
from planlint.facts.tables.lists import every_list
from planlint.phrases.words import is_word
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit


@check_kind(
    "body",
    "right",
    repairs=True,
    needs=every_list,
    parameters={
        "registries": ("自有的机构名录", "registries of one's own"),
    },
)
class MisspeltAgencyCheck(NamedTuple):
    """Reports a name in an agency list that the registry does not know and that is one slip away from one name it knows.

    `registries` are files with bodies of the user's own.
    """

    registries: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each misspelt name; the fix writes it right."""
        known = registry(self.registries)
        mentions = plan.fact(known.mentions)
        judge: _Judge | None = None
        judged: dict[str, Slip | None] = {}
        for mention in mentions:
            if mention.judgement.standing is not Standing.UNKNOWN:
                continue
            if mention.name not in judged:
                judge = judge or _Judge(mentions, known)
                judged[mention.name] = judge.certain(mention)
            slip = judged[mention.name]
            if slip is not None:
                right = mention.name.removesuffix(slip.written) + slip.right
                yield Match(mention.body.span, {"body": mention.name, "right": right}, edits=(Edit(mention.body.span, right),))


class _Judge:
    """Weighs whether a name is a slip or just a body the registry has never heard of."""

    def __init__(self, mentions: Sequence[Mention], known: Registry) -> None:
        self._registry = known
        self._alphabet = known.alphabet()
        self._owners = {mention.judgement.reading.explicit for mention in mentions if mention.judgement.reading is not None}
        self._names = Counter(mention.name for mention in mentions)
        self._forms = Counter(mention.judgement.reading.form for mention in mentions if mention.judgement.reading is not None)

    def certain(self, mention: Mention) -> Slip | None:
        """The slip that made the name; of several the one whose right name the lists of the plan use most. None when the name may be right."""
        found: dict[str, Slip] = {}
        for slip in slips(self._registry, mention):
            if self._is_certain(slip, mention):
                found.setdefault(slip.right, slip)
        named = {right: slip for right, slip in found.items() if self._forms[right]}
        if len(found) > 1 and named:
            return max(named.values(), key=lambda slip: self._forms[slip.right])
        return next(iter(found.values())) if len({slip.id for slip in found.values()}) == 1 else None

    def _is_certain(self, slip: Slip, mention: Mention) -> bool:
        """Whether nobody would take the name for another body.

        A long name that makes no words is a slip. A short one needs more: the right name in another list, or a closed set of names
        to belong to (the 厅 of a province, the departments of the state); and where it is made of such characters as names of bodies
        are, it may be short for anything.
        """
        if self._stand_together(slip, mention) or self._names[mention.name] > 2:
            return False
        length = len(slip.right) - 1
        is_vouched = self._forms[slip.right] > 0
        is_closed = slip.right.endswith("厅") or (slip.owner == NATION and slip.right.endswith(("部", "总局")))
        is_strange = slip.at < len(slip.written) and slip.written[slip.at] not in self._alphabet
        has_sense = is_sense(slip)
        match slip.kind:
            case Kind.SWAPPED:
                return length >= 4 or (not has_sense and (length >= 3 or is_vouched or is_closed or is_word(slip.right[:-1])))
            case Kind.LEFT_OUT if length == 2:
                return is_vouched and not is_word(slip.written)
            case Kind.LEFT_OUT:
                return length >= 4 and (is_vouched or is_closed or length >= 6 or not has_sense)
            case Kind.ADDED if slip.is_doubled:
                return length >= 3 or is_vouched or is_closed
            case _ if is_closed and (is_strange or not has_sense):
                return True
            case _ if has_sense:
                return length >= 4 and is_vouched and self._names[mention.name] == 1
            case Kind.ADDED if slip.at == 0:
                return length >= 4 and is_vouched and slip.owner in self._owners
            case _:
                return length >= 4 or (is_strange and (length == 3 or is_vouched))

    def _stand_together(self, slip: Slip, mention: Mention) -> bool:
        """Whether the list names the right body as well: then this one is another."""
        names = {"".join(body.name.split()) for body in mention.found.bodies}
        return slip.right in names or mention.name.removesuffix(slip.written) + slip.right in names
