"""Traditional characters in a simplified text."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache

from planlint import data
from planlint.check import Match, check_kind
from planlint.damage.characters import is_simplified
from planlint.phrases.words import frequency, is_word
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.signs import occurrences
from planlint.text.source import written_length
from planlint.text.spans import Edit, Span

_ENOUGH = 40
_COMMON = 20
_TIMES = 10


@check_kind(
    "text",
    "replacement",
    repairs=True,
    parameters={
        "share": ("简化字至少占百分之多少才报告繁体字", "the percentage of simplified characters from which on others are reported"),
    },
)
class ScriptCheck(Record):
    """Reports traditional characters (rules/data/traditional.yaml) in a text of which at least `share` percent is simplified.

    A character that simplified text has too is reported in words that are written with another one.
    """

    share: int = 95

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each traditional character."""
        text = plan.text
        found = {} if is_simplified(text) else _among(set(text), _table())
        shared = _among(text, _shared())
        if not found and not shared:
            return
        wrong = [at for character in found for at in occurrences(text, character)]
        wrong += [at for character in shared.keys() - found for at in occurrences(text, character) if _is_in_word(text, at, shared[character])]
        wrong.sort()
        found |= shared
        if written_length(text) < _ENOUGH or len(wrong) * 100 > (100 - self.share) * written_length(text):
            return
        garbled = [wound.span for wound in plan.damage if wound.kind == "mojibake"]
        wanted = {node.index for node in nodes}
        for at in wrong:
            if plan.leaf_at(at).index in wanted and not (garbled and any(span.covers(plan.view.locate(Span(at, at + 1))) for span in garbled)):
                span, new = Span(at, at + 1), found[text[at]]
                yield Match(span, {"text": text[at], "replacement": new}, edits=(Edit(span, new),))


def _among(characters: Container[str], table: dict[str, str]) -> dict[str, str]:
    """Those of a table that are among the characters, each with its simplified form."""
    return {character: simplified for character, simplified in table.items() if character in characters}


def _is_in_word(text: str, at: int, simplified: str) -> bool:
    """Whether a character that simplified text has too stands in a word that is written with another one: 乾部 is 干部, but 乾县 a name of its own."""
    pairs = [(pair, place) for pair, place in ((text[max(at - 1, 0) : at + 1], 1), (text[at : at + 2], 0)) if len(pair) == 2]
    if any(is_word(pair) and frequency(pair) * _TIMES > frequency(_with(pair, place, simplified)) for pair, place in pairs):
        return False
    return any(frequency(_with(pair, place, simplified)) >= _COMMON for pair, place in pairs)


def _with(pair: str, place: int, character: str) -> str:
    return pair[:place] + character + pair[place + 1 :]


@cache
def _table() -> dict[str, str]:
    pairs: dict[str, str] = data.load("traditional")
    table = dict(zip(pairs["traditional"], pairs["simplified"], strict=True))
    table.pop(" ", None)
    return table


@cache
def _shared() -> dict[str, str]:
    found: dict[str, str] = data.load("traditional")["shared"]
    return found
