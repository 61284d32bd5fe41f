"""Figures written in a form that they do not take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.damage.residue import Residue
from planlint.patterns import compiled
from planlint.phrases.numerals import to_chinese
from planlint.phrases.times import stripped_date
from planlint.record import Record
from planlint.syntax.lines import Line, is_organ
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_FULL_WIDTH = compiled(r"[０-９][０-９．，％]*(?<![．，])")
_DECIMAL = compiled(r"\.[0-9]+(?=[%％\p{Han}])(?![年月日])")
_YEAR = compiled(r"年(?<=(?P<figure>[一二三四五六七八九][○ОO0〇零一二三四五六七八九]{3})年)")
_PLAN = compiled(r"(?<=[“\"])1[0-7]五(?=[”\"])")
_BEFORE_DECIMAL = compiled(r"[\p{Han}，。；（]")
_PLUS = compiled(r"[+＋]")
_WRONG_ZERO = str.maketrans("○ОO0零", "〇〇〇〇〇")
_HALF = {ord("０") + i: ord("0") + i for i in range(10)} | {ord("．"): ord("."), ord("，"): ord(","), ord("％"): ord("%")}


@check_kind("text", "replacement", repairs=True)
class FiguresCheck(Record):
    """Reports full-width figures, decimals without 0, circles for 〇 in years, “14五”, and plus signs unlike most others.

    A date that lost its 年月日 is told below a signature alone (20240506), where nothing else is a number; it has no repair, since digits may be
    lost with them. Full-width figures inside numbers of headings are left to the check of their style.
    """

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each figure; the fix writes it as it should be."""
        wanted = {node.index for node in nodes}
        for span, right in self._wrong_figures(plan.text):
            leaf, written = plan.leaf_at(span.start), span.of(plan.text)
            if right != written and leaf.index in wanted and not self._numbers(leaf, span.start):
                yield Match(span, {"text": written, "replacement": right}, edits=(Edit(span, right),), residue=Residue.CODE_POINT)
        yield from self._odd_plus(plan, wanted)
        for leaf in plan.leaves:
            date = stripped_date(plan.text, *leaf.content) if leaf.index in wanted else None
            if date is not None and self._is_signed(plan, leaf):
                year, month, day = date
                yield Match(leaf.content, {"text": plan.text_of(leaf), "replacement": f"{year}年{month}月{day}日"})

    def _is_signed(self, plan: Plan, leaf: Node) -> bool:
        """Whether the line stands below one that reads like a signature."""
        above = plan.leaf_at(leaf.span.start - 1) if leaf.span.start else None
        return above is not None and is_organ(plan.text, Line(above.span.start, *above.content, above.ordinal))

    def _numbers(self, leaf: Node, at: int) -> bool:
        """Whether the place is in the number of a heading."""
        parent = leaf.parent
        return parent is not None and parent.ordinal is not None and parent.ordinal.span.start <= at < parent.ordinal.span.stop

    def _wrong_figures(self, text: str) -> Iterator[tuple[Span, str]]:
        """The figures that may be wrong, each as it should be."""
        for m in _FULL_WIDTH.finditer(text):
            yield Span(*m.span()), m[0].translate(_HALF)
        for m in _DECIMAL.finditer(text):
            if _BEFORE_DECIMAL.match(text, max(m.start() - 1, 0)):
                yield Span(*m.span()), "0" + m[0]
        for m in _YEAR.finditer(text):
            yield Span(*m.span("figure")), m["figure"].translate(_WRONG_ZERO)
        for m in _PLAN.finditer(text) if "五”" in text or '五"' in text else ():
            yield Span(*m.span()), to_chinese(int(m[0][:-1])) + "五"

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
