"""Series within a paragraph: 一是…；二是…, 第一，…第二，…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.terms.forms import forms_in
from planlint.patterns import MULTILINE, compiled
from planlint.phrases.numerals import to_int
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Span

_MEMBER = compiled(
    r"(?:^|(?<=[。；：]))(?P<mark>(?P<is>(?P<a>[一二三四五六七八九十]{1,2})(?:是|要)(?!以))|第(?P<b>[一二三四五六七八九十]{1,2})(?=[，,、：])|(?P<first>首先)(?=[，,])|(?P<then>其次|再次|最后)(?=[，,])|其(?P<c>[一二三四五六七八九十])(?=[，,、：]))",
    MULTILINE,
)
_SIGNS = (
    "首先",
    "其次",
    "再次",
    "最后",
    *(sign for numeral in "一二三四五六七八九十" for sign in (f"{numeral}是", f"{numeral}要", f"第{numeral}", f"其{numeral}")),
)
"""Two characters that each member holds."""
_KINDS = {"a": "一是", "b": "第一", "c": "其一"}


@check_kind("member", "expected")
class SeriesCheck(Record):
    """Reports a series that changes its words or leaves a number out. Members stand at the start of a clause."""

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each member that does not go on from the one before."""
        signs = forms_in(plan, _SIGNS)
        for node in nodes if signs else ():
            if any(plan.text.find(sign, *node.content) >= 0 for sign in signs):
                yield from self._of_paragraph(plan.text, node.content)

    def _of_paragraph(self, text: str, span: Span) -> Iterator[Match]:
        kind: str | None = None
        value = 0
        for m in _MEMBER.finditer(text, span.start, span.stop):
            found = next((name for name in _KINDS if m[name]), None)
            if found is None:
                kind, value = None, 0
                continue
            number = to_int(m[found]) or 0
            if number == 1 or kind is None:
                kind, value = (found, 1) if number == 1 else (None, 0)
                continue
            if found != kind or number != value + 1:
                expected = _KINDS[kind].replace("一", "一二三四五六七八九十"[value]) if value < 10 else _KINDS[kind]
                yield Match(Span(*m.span("mark")), {"member": m["mark"], "expected": expected})
                kind = found
            value = number
