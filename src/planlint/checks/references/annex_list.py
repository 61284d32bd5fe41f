"""The list of annexes against the annexes that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.references.annexes import Annex, Annexes, annexes
from planlint.messages import Words, said
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan

_SIDE = compiled(r"[\s《》“”]|[（(](?:试行|征求意见稿|暂行)[）)]")


def _numbered(plan: Plan) -> bool:
    """Whether a plan lists annexes, and holds some."""
    found = plan.fact(annexes)
    return bool(found.held) and bool(found.listed)


@check_kind(
    "problem",
    needs=_numbered,
    parameters={
        "slip": ("两处标题最多差几个字仍作同一附件比对", "by how many characters titles may differ and still be compared"),
    },
)
class AnnexListCheck(Record):
    """Reports an annex that is listed and not there, there and not listed, or there under another title than the list gives it.

    Texts that hold no annex of a number are published without them, and are not judged. Titles are compared where they differ in
    at most `slip` characters, or where an annex bears the title of another entry.
    """

    slip: int = 1

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the entry of the list or at the label."""
        found = plan.fact(annexes)
        held = {annex.number: annex for annex in found.held if annex.number > 0}
        listed = {annex.number: annex for annex in found.listed if annex.number > 0}
        if not held or not listed:
            return
        for annex in listed.values():
            if annex.number not in held and not self._is_there(plan, annex):
                yield Match(annex.span, {"problem": said("annex-list.missing", number=annex.number)}, ((found.held[-1].span, said("annex-list.last")),))
        for number, annex in held.items():
            if number not in listed:
                yield Match(annex.span, {"problem": said("annex-list.unlisted", number=number)}, ((found.listed[-1].span, said("annex-list.list")),))
            elif (other := self._other_title(found, listed[number], annex)) is not None:
                yield Match(annex.span, {"problem": _misfit(annex, other)}, ((other.span, said("annex-list.list")),))

    def _is_there(self, plan: Plan, annex: Annex) -> bool:
        """Whether an annex follows the list without a label of its own."""
        title = _plain(annex.title)
        return any(leaf.span.start >= annex.span.stop and _plain(plan.text_of(leaf)).lstrip("#*") == title for leaf in plan.leaves)

    def _other_title(self, found: Annexes, listed: Annex, held: Annex) -> Annex | None:
        """The entry whose title the annex bears or almost bears, where that isn't the title listed for it."""
        title, expected = _plain(held.title), _plain(listed.title)
        if not title or expected in title or title in expected:
            return None
        if len(title) == len(expected) and 0 < sum(mine != theirs for mine, theirs in zip(title, expected, strict=True)) <= self.slip:
            return listed
        return next((annex for annex in found.listed if annex.number != held.number and _plain(annex.title) == title), None)


def _misfit(annex: Annex, listed: Annex) -> Words:
    """What is wrong with an annex that bears the title of an entry, or almost bears it."""
    if listed.number == annex.number:
        return said("annex-list.title", number=annex.number, title=listed.title)
    return said("annex-list.number", number=annex.number, title=annex.title, other=listed.number)


def _plain(title: str) -> str:
    return _SIDE.sub("", title)
