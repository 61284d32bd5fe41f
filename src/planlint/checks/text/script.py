"""Traditional characters in a simplified text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from planlint import data
from planlint.check import Match, check_kind
from planlint.damage.characters import is_simplified
from planlint.syntax.nodes import Node, Plan
from planlint.text.source import written
from planlint.text.spans import Edit, Span

_ENOUGH = 40


@check_kind(
    "text",
    "replacement",
    repairs=True,
    parameters={
        "share": ("简化字至少占百分之多少才报告繁体字", "the percentage of simplified characters from which on others are reported"),
    },
)
class ScriptCheck(NamedTuple):
    """Reports traditional characters (rules/data/traditional.yaml) in a text of which at least `share` percent is simplified."""

    share: int = 95

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each traditional character."""
        text = plan.text
        if is_simplified(text):
            return
        found = _simplified_for(set(text))
        if not found:
            return
        places = [at for at, character in enumerate(text) if character in found]
        if written(text) < _ENOUGH or len(places) * 100 > (100 - self.share) * written(text):
            return
        garbled = [wound.span for wound in plan.damage if wound.kind == "mojibake"]
        wanted = {node.index for node in nodes}
        for at in places:
            if plan.leaf_at(at).index in wanted and not (garbled and any(span.covers(plan.view.locate(Span(at, at + 1))) for span in garbled)):
                span, new = Span(at, at + 1), found[text[at]]
                yield Match(span, {"text": text[at], "replacement": new}, edits=(Edit(span, new),))


def _simplified_for(characters: set[str]) -> dict[str, str]:
    """The traditional ones among the characters, each with its simplified form."""
    table = _table()
    return {character: table[character] for character in characters if character in table}


@cache
def _table() -> dict[str, str]:
    pairs: dict[str, str] = data.load("traditional")
    table = dict(zip(pairs["traditional"], pairs["simplified"], strict=True))
    table.pop(" ", None)
    return table
