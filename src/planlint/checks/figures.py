"""Figures written in a form that they do not take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from planlint.check import Match, check_kind
from planlint.patterns import compiled
from planlint.syntax.nodes import Node, Plan
from planlint.text.numerals import to_chinese
from planlint.text.spans import Edit, Span

_FORMS = compiled(
    r"(?P<full>[０-９][０-９．，％]*)|(?<=[\p{Han}，。；（])(?P<decimal>\.\d+)(?=[%％\p{Han}])"
    r"|(?P<year>[一二三四五六七八九][○ОO0〇零一二三四五六七八九]{3}(?=年))|(?<=[“\"])(?P<plan>1[0-7]五)(?=[”\"])"
)
_PLUS = compiled(r"[+＋]")
_WRONG_ZERO = str.maketrans("○ОO0零", "〇〇〇〇〇")
_HALF = {ord("０") + i: ord("0") + i for i in range(10)} | {ord("．"): ord("."), ord("，"): ord(","), ord("％"): ord("%")}


@check_kind("text", "replacement", repairs=True)
class FiguresCheck(NamedTuple):
    """Reports full-width figures, decimals without 0, circles for 〇 in years, “14五”, and plus signs unlike most others.

    Full-width figures inside numbers of headings are left to the check of their style.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each figure; the fix writes it as it should be."""
        wanted = {node.index for node in nodes}
        for m in _FORMS.finditer(plan.text):
            leaf = plan.leaf_at(m.start())
            if leaf.index in wanted and not self._numbers(leaf, m.start()):
                yield from self._match(m)
        yield from self._odd_plus(plan, wanted)

    def not_applicable(self, plan: Plan) -> bool:
        """Never: any text can hold figures."""
        return False

    def _numbers(self, leaf: Node, at: int) -> bool:
        """Whether the place is in the number of a heading."""
        parent = leaf.parent
        return parent is not None and parent.ordinal is not None and parent.ordinal.span.start <= at < parent.ordinal.span.stop

    def _match(self, found: regex.Match[str]) -> Iterator[Match]:
        written = found[0].rstrip("，．") if found["full"] else found[0]
        if found["full"]:
            right = written.translate(_HALF)
        elif found["decimal"]:
            right = "0" + written
        elif found["year"]:
            right = written.translate(_WRONG_ZERO)
        else:
            right = to_chinese(int(written[:-1])) + "五"
        if right != written:
            span = Span(found.start(), found.start() + len(written))
            yield Match(span, {"text": written, "replacement": right}, edits=(Edit(span, right),))

    def _odd_plus(self, plan: Plan, wanted: set[int]) -> Iterator[Match]:
        """Full-width plus signs where the text writes half-width ones more often."""
        if "＋" not in plan.text:
            return
        found = list(_PLUS.finditer(plan.text))
        full = [m for m in found if m[0] == "＋"]
        if len(full) * 2 >= len(found):
            return
        for m in full:
            span = Span(*m.span())
            if plan.leaf_at(span.start).index in wanted:
                yield Match(span, {"text": "＋", "replacement": "+"}, edits=(Edit(span, "+"),))
