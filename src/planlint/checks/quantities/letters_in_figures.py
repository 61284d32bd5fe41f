"""Letters in the place of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planlint.check import Match, check_kind
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@check_kind(
    "text",
    "right",
    repairs=True,
    parameters={
        "find": ("夹着字母的数字", "figures that hold letters"),
        "unless": ("整个是它的不算", "what is something else as a whole"),
        "letters": ("形似数字的字母，和各自的数字", "letters that look like figures, each with its figure"),
    },
)
class LettersInFiguresCheck(Record):
    """Reports figures that hold letters which look like figures: 2O27年, 1OO个, l0%."""

    find: regex.Pattern[str]
    unless: regex.Pattern[str]
    letters: Mapping[str, str]

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each; the fix puts figures there."""
        if not any(letter in plan.text for letter in self.letters):
            return
        wanted = {node.index for node in nodes}
        table = str.maketrans(dict(self.letters))
        for m in self.find.finditer(plan.text):
            if self.unless.fullmatch(m[0]) is None and plan.leaf_at(m.start()).index in wanted:
                span, right = Span(*m.span()), m[0].translate(table)
                yield Match(span, {"text": m[0], "right": right}, edits=(Edit(span, right),))
