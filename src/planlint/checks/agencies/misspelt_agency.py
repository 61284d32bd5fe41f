"""Names of agencies with a slip of the pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.agencies.mentions import Mention, mentions
from planlint.facts.agencies.registry import NATION, Registry, Standing, registry
from planlint.facts.agencies.slips import Kind, Slip, is_sense, slips
from planlint.facts.tables.lists import every_list
from planlint.phrases.words import is_word
from planlint.reasons import Reason, decided
from planlint.record import Record
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
class MisspeltAgencyCheck(Record):
    """Reports a name in an agency list that the registry does not know and that is one slip away from one name it knows.

    `registries` are files with bodies of the user's own.
    """

    registries: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each misspelt name; the fix writes it right."""
        known = registry(self.registries)
        mentioned = plan.fact(mentions(known))
        judge: _Judge | None = None
        judged: dict[str, Slip | None] = {}
        for mention in mentioned:
            if mention.judgement.standing is not Standing.UNKNOWN:
                continue
            if mention.name not in judged:
                judge = judge or _Judge(mentioned, known)
                judged[mention.name] = judge.certain(mention)
            slip = judged[mention.name]
            if slip is not None:
                right = mention.name.removesuffix(slip.written) + slip.right
                yield Match(mention.body.span, {"body": mention.name, "right": right}, edits=(Edit(mention.body.span, right),))


class Weighed(Record):
    """A slip and what the plan tells of it.

    `is_beside` tells that the list names the right body as well, `times` how often the plan has the name, `is_vouched` that it has the right one;
    `is_closed` that the right name is of a closed set (the 厅 of a province, the departments of the state); `is_strange` that no name of a body
    has such a character; `has_sense` that the name is made of words; `is_owner_named` that the plan names the owner elsewhere.
    """

    slip: Slip
    is_beside: bool
    times: int
    is_vouched: bool
    is_closed: bool
    is_strange: bool
    has_sense: bool
    is_owner_named: bool

    @property
    def kind(self) -> Kind:
        """How the name came to be wrong."""
        return self.slip.kind

    @property
    def length(self) -> int:
        """How many characters the right name has before the one that tells what body it is."""
        return len(self.slip.right) - 1

    @property
    def is_in_front(self) -> bool:
        """Whether a character was added before the name, as an owner or a rank may stand there."""
        return self.kind is Kind.ADDED and self.slip.at == 0


CERTAINTY: tuple[Reason[Weighed], ...] = (
    Reason("right-one-beside", False, lambda it: it.is_beside),
    Reason("written-often", False, lambda it: it.times > 2),
    Reason("swapped-in-long", True, lambda it: it.kind is Kind.SWAPPED and it.length >= 4),
    Reason(
        "swapped-without-sense",
        True,
        lambda it: it.kind is Kind.SWAPPED and not it.has_sense and (it.length >= 3 or it.is_vouched or it.is_closed or is_word(it.slip.right[:-1])),
    ),
    Reason("left-out-of-two", True, lambda it: it.kind is Kind.LEFT_OUT and it.length == 2 and it.is_vouched and not is_word(it.slip.written)),
    Reason(
        "left-out-of-long",
        True,
        lambda it: it.kind is Kind.LEFT_OUT and it.length >= 4 and (it.is_vouched or it.is_closed or it.length >= 6 or not it.has_sense),
    ),
    Reason("doubled-in-long", True, lambda it: it.slip.is_doubled and (it.length >= 3 or it.is_vouched or it.is_closed)),
    Reason("of-closed-set", True, lambda it: it.is_closed and (it.is_strange or not it.has_sense)),
    Reason("sense-but-vouched", True, lambda it: it.has_sense and it.length >= 4 and it.is_vouched and it.times == 1),
    Reason("sense", False, lambda it: it.has_sense),
    Reason("in-front-of-long", True, lambda it: it.is_in_front and it.length >= 4 and it.is_vouched and it.is_owner_named),
    Reason("in-front", False, lambda it: it.is_in_front),
    Reason("long", True, lambda it: it.length >= 4),
    Reason("strange", True, lambda it: it.is_strange and (it.length == 3 or it.is_vouched)),
)
"""Whether nobody would take a name for another body: the first reason that holds decides.

A long name that makes no words is a slip. A short one needs more: the right name in another list, or a closed set of names to belong to; and where it
is made of such characters as names of bodies are, it may be short for anything.
"""


class _Judge:
    """Weighs whether a name is a slip or just a body the registry has never heard of."""

    def __init__(self, mentioned: Sequence[Mention], known: Registry) -> None:
        self._registry = known
        self._alphabet = known.alphabet()
        self._owners = {mention.judgement.reading.explicit for mention in mentioned if mention.judgement.reading is not None}
        self._names = Counter(mention.name for mention in mentioned)
        self._forms = Counter(mention.judgement.reading.form for mention in mentioned if mention.judgement.reading is not None)

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
        return decided(CERTAINTY, self._weighed(slip, mention), otherwise=False)

    def _weighed(self, slip: Slip, mention: Mention) -> Weighed:
        names = {"".join(body.name.split()) for body in mention.found.bodies}
        return Weighed(
            slip,
            is_beside=slip.right in names or mention.name.removesuffix(slip.written) + slip.right in names,
            times=self._names[mention.name],
            is_vouched=self._forms[slip.right] > 0,
            is_closed=slip.right.endswith("厅") or (slip.owner == NATION and slip.right.endswith(("部", "总局"))),
            is_strange=slip.at < len(slip.written) and slip.written[slip.at] not in self._alphabet,
            has_sense=is_sense(slip),
            is_owner_named=slip.owner in self._owners,
        )
