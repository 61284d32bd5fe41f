"""The list of annexes against the annexes that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.facts.annexes import Annex, Annexes, annexes
from planlint.patterns import compiled
from planlint.syntax.nodes import Kind, Node, Plan

_SIDE = compiled(r"[\s《》“”]|[（(](?:试行|征求意见稿|暂行)[）)]")


@check_kind("problem")
class AnnexListCheck(NamedTuple):
    """Reports an annex that is listed and not there, there and not listed, or there under the title of another one.

    Texts that hold no annex are published without them, and are not judged.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the entry of the list or at the label."""
        found = plan.fact(annexes)
        held = {annex.number: annex for annex in found.held}
        listed = {annex.number: annex for annex in found.listed}
        handed_out = {_plain(part.title) for part in plan.parts if part.kind is Kind.PLAN and part.title}
        if any(number > 0 for number in held):
            for annex in found.listed:
                if (
                    annex.number > 0
                    and annex.number not in held
                    and not any(_plain(annex.title) in title or title in _plain(annex.title) for title in handed_out)
                ):
                    yield Match(annex.span, {"problem": f"列出了附件{annex.number}，文中没有"})
        if any(number > 0 for number in listed):
            for annex in found.held:
                if annex.number > 0 and annex.number not in listed:
                    yield Match(annex.span, {"problem": f"附件{annex.number}没有列入附件说明"}, ((found.listed[-1].span, "附件说明"),))
        for number, annex in held.items():
            other = self._mistaken(found, listed.get(number), annex)
            if other is not None:
                yield Match(annex.span, {"problem": f"附件{number}与附件说明不符，“{annex.title}”在说明中是附件{other.number}"}, ((other.span, "附件说明"),))

    def not_applicable(self, plan: Plan) -> bool:
        """Whether the text holds no annex, or lists none."""
        found = plan.fact(annexes)
        return not found.held or not found.listed

    def _mistaken(self, found: Annexes, listed: Annex | None, held: Annex) -> Annex | None:
        """The entry of another number whose title the annex bears."""
        title = _plain(held.title)
        if listed is None or not title or _plain(listed.title) in title or title in _plain(listed.title):
            return None
        return next((annex for annex in found.listed if annex.number != held.number and _plain(annex.title) == title), None)


def _plain(title: str) -> str:
    return _SIDE.sub("", title)
