"""Numbers of one family that are written in different ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from planlint.check import Match, check_kind
from planlint.facts.numbering.sequences import numbered
from planlint.patterns import compiled
from planlint.phrases.ordinals import Family, Ordinal
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_FIGURES = compiled(r"[0-9０-９]+|[零〇一二三四五六七八九十百千]+|[①-⑳㉑-㊿⑴-⒇]")
_NUMBER_ALONE = compiled(r"[（(]?[ ]?#[ ]?[）)]?[、.．,，]?[ \t\u3000]*")
_MIXED = compiled(r"（#[ ]?\)|\([ ]?#）")


class _Written(Record):
    """A number as it is on disk, with the spaces behind it, and its place in the view."""

    shape: str
    text: str
    ordinal: Ordinal
    place: Span


@check_kind(
    "number",
    "expected",
    repairs=True,
    needs=numbered,
    parameters={
        "least": ("每十个序号里至少多少个写法相同才判断", "how many of ten numbers must be written alike"),
        "several": ("同类序号至少多少个才判断", "how many numbers of a family there must be"),
    },
)
class NumberStyleCheck(Record):
    """Reports numbers written unlike most of their family: width of brackets and dots, spaces behind them.

    A wrong mark and a pair of mixed width are left to their own rules, and a number without a space is right where most have one: they are
    what the standard does not know. Judged only where at least `least` of every ten are alike and the family has at least `several` numbers.
    """

    least: int = 6
    several: int = 3

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each number in the minority; the fix writes it like the others."""
        source = plan.view.source.text
        members: dict[Family, list[_Written]] = {}
        for node in nodes:
            ordinal = node.ordinal
            if ordinal is not None and ordinal.family.row.level and ordinal.is_well_marked:
                whole = Span(ordinal.span.start, ordinal.span.stop + len(ordinal.gap))
                place = plan.view.locate(whole)
                written = place.of(source)
                members.setdefault(ordinal.family, []).append(_Written(_shape(written, node), written, ordinal, whole))
        for family, found in members.items():
            yield from self._minority(family, found)

    def _minority(self, family: Family, found: list[_Written]) -> Iterator[Match]:
        counts = Counter(number.shape for number in found)
        usual, count = counts.most_common(1)[0]
        if len(counts) == 1 or len(found) < self.several or count * 10 < self.least * len(found):
            return
        for number in found:
            if number.shape == usual or not _is_number(number.shape) or _MIXED.match(number.shape) or _is_usual_but_closed(number.shape, usual):
                continue
            numeral = number.ordinal.numeral.strip().translate(_PLAIN)
            edit = Edit(number.place, usual.replace("#", numeral))
            values = {"number": _visible(number.text), "expected": _visible(usual.replace("#", family.row.forms[0].scripts[0].write(1)))}
            yield Match(number.ordinal.span, values, edits=(edit,))


def _is_usual_but_closed(shape: str, usual: str) -> bool:
    """Whether a number is written as most are but without the space that they have behind a bracket or a mark: the standard has none there."""
    return usual.rstrip(_BLANKS) == shape and shape[-1:] in _CLOSING


def _visible(written: str) -> str:
    """A number with signs for the spaces in it, which a message would not show."""
    return written.translate(_SIGNS)


_BLANKS = " \t\u3000"
_CLOSING = "、.．)）"
_SIGNS = str.maketrans({" ": "␣", "\t": "⇥", "\u3000": "□", "\u00a0": "⍽"})
_PLAIN = {ord("０") + i: ord("0") + i for i in range(10)}


def _shape(written: str, node: Node) -> str:
    """The way of writing: the number with its figure left out. Spaces behind the number of a heading that stands alone are layout."""
    shape = _FIGURES.sub("#", written, count=1)
    return shape.rstrip(_BLANKS) if node.title == "" else shape


def _is_number(shape: str) -> bool:
    """Whether nothing but the number is in the shape; markers and other damage between are not its style."""
    return _NUMBER_ALONE.fullmatch(shape) is not None
