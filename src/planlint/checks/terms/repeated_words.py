"""Words and items that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planlint.check import Match, check_kind
from planlint.damage.repeats import repeats
from planlint.facts.coordination import coordinations
from planlint.messages import said
from planlint.patterns import compiled
from planlint.phrases.boundaries import word_ends
from planlint.phrases.words import is_proper
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_ITEM = compiled(r"\p{Han}{5,16}")
_WORD = compiled(r"\p{Han}+")
_LEAST_ITEM = 5
_NEXT_WORDS = 8


@check_kind(
    "word",
    repairs=True,
    parameters={
        "words": ("两个字的词，只有这些连写两次才算重复", "of two characters only these words count as repeated"),
    },
)
class RepeatedWordsCheck(NamedTuple):
    """Reports a word written twice in a row, and an item that one coordination holds twice.

    Of two characters only the `words` count: 共建共享 and 一步一步 are no repetitions. An item has at least five characters;
    one behind 和 may be followed by a noun.
    """

    words: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the second of the two; the fix for words in a row takes it out."""
        wanted = {node.index for node in nodes}
        for match in (*self._doubled(plan.text), *self._in_coordinations(plan)):
            if plan.leaf_at(match.span.start).index in wanted:
                yield match

    def not_applicable(self, plan: Plan) -> bool:
        """Never: any text can repeat itself."""
        return False

    def _doubled(self, text: str) -> Iterator[Match]:
        for length in (2, 3, 4):
            for span in repeats(text, length):
                word, again = Span(span.start, span.start + length), Span(span.start + length, span.stop)
                written = word.of(text)
                if written in self.words or (length > 2 and _WORD.fullmatch(written) and len(set(written)) == length):
                    yield Match(again, {"word": written}, ((word, said("repeated-words.first")),), (Edit(again, ""),))

    def _in_coordinations(self, plan: Plan) -> Iterator[Match]:
        for clause in plan.fact(coordinations):
            written = clause.of(plan.text)
            items = written.split("、")
            if not any(len(item) >= _LEAST_ITEM and written.count(item) > 1 for item in items):
                continue
            seen: dict[str, Span] = {}
            stop = clause.start - 1
            for word in items:
                item = Span(stop + 1, stop + 1 + len(word))
                stop = item.stop
                tail = word.rpartition("和")[2]
                first = seen.get(word) or next((span for known, span in seen.items() if _is_again(known, tail)), None)
                if first is not None:
                    start = item.stop - len(tail) if word not in seen else item.start
                    place = Span(start, start + first.length)
                    yield Match(place, {"word": place.of(plan.text)}, ((first, said("repeated-words.listed")),))
                if _ITEM.fullmatch(word):
                    seen.setdefault(word, item)


def _is_again(known: str, tail: str) -> bool:
    """Whether an item stands again, and what follows it is said of it: 农产品批发市场改造. A longer name is another thing: 甲园区乙产业园."""
    if not tail.startswith(known):
        return False
    behind = tail[len(known) :][:_NEXT_WORDS]
    ends = sorted(word_ends(behind))
    return len(ends) < 2 or not _WORD.match(behind) or not is_proper(behind[: ends[1]])
