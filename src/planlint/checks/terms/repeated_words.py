"""Words and items that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planlint.check import Match, check_kind
from planlint.damage.repeats import repeats
from planlint.facts.agencies.coordination import coordinations
from planlint.facts.terms.forms import forms_in
from planlint.messages import said
from planlint.patterns import compiled
from planlint.phrases.boundaries import parts_words, word_ends
from planlint.phrases.words import frequency, is_proper, is_word
from planlint.record import Record
from planlint.syntax.nodes import Node, Plan
from planlint.text.spans import Edit, Span

_WORD = compiled(r"\p{Han}+")
_NUMERAL = compiled(r"[零〇一二两三四五六七八九十百千万亿几数每逐]")
_COMMON = 20
_LEAST_ITEM, _LONGEST_ITEM = 5, 16
_ITEM = compiled(rf"\p{{Han}}{{{_LEAST_ITEM},{_LONGEST_ITEM}}}")
_NEXT_WORDS = 8


@check_kind(
    "word",
    repairs=True,
    parameters={
        "particles": ("连写两次就是重复的单字虚词", "function words of one character that are never written twice"),
        "longer": ("以虚词开头的虚词，接在同一虚词之后也是重复", "function words that repeat a particle before them"),
        "allowed": ("连写两次也对的词，和与前一虚词不是重复的词", "words that are right twice, and words that begin with a particle behind the same particle"),
    },
)
class RepeatedWordsCheck(Record):
    """Reports a word written twice in a row, and an item that one coordination holds twice.

    Of two characters only words of the dictionary count, where words begin and end with both: 共建共享, 一步一步 and 石化化工 are no
    repetitions, and a name may follow itself. Of one character only the `particles` count, where neither belongs to a word beside it: 的的 but not
    目的的 and 的的确确. An item has at least five characters; one behind 和 may be followed by a noun.
    """

    particles: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    def run(self, plan: Plan, nodes: Sequence[Node]) -> Iterator[Match]:
        """One match for each, at the second of the two; the fix for words in a row takes it out."""
        wanted = {node.index for node in nodes}
        for match in (*self._doubled(plan.text), *self._particles(plan), *self._in_coordinations(plan)):
            if plan.leaf_at(match.span.start).index in wanted:
                yield match

    def _doubled(self, text: str) -> Iterator[Match]:
        for length, span in repeats(text, (2, 3, 4)):
            word, again = Span(span.start, span.start + length), Span(span.start + length, span.stop)
            if self._is_word(text, word) and (length > 2 or _stand_alone(text, word, again)):
                yield Match(again, {"word": word.of(text)}, ((word, said("repeated-words.first")),), (Edit(again, ""),))

    def _particles(self, plan: Plan) -> Iterator[Match]:
        """The particles written twice: both stand by themselves, and the second begins no word."""
        text = plan.text
        for twice in forms_in(plan, [particle * 2 for particle in self.particles]):
            at = text.find(twice)
            while at >= 0:
                word, again = Span(at, at + 1), Span(at + 1, at + 2)
                if self._stand_alone(text, word, again):
                    yield Match(again, {"word": twice[0]}, ((word, said("repeated-words.first")),), (Edit(again, ""),))
                at = text.find(twice, at + 2)

    def _stand_alone(self, text: str, word: Span, again: Span) -> bool:
        """Whether neither of two particles is in a word with what stands beside them."""
        before, behind = text[max(word.start - 1, 0) : word.stop], text[again.start : again.stop + 1]
        if text.startswith(self.longer, again.start):
            return not is_word(before)
        return not is_word(before) and not is_word(behind) and not text.startswith(self.allowed, again.start) and _stand_alone(text, word, again)

    def _is_word(self, text: str, span: Span) -> bool:
        written = span.of(text)
        if not _WORD.fullmatch(written) or len(set(written)) != len(written) or written in self.allowed:
            return False
        return span.length > 2 or (frequency(written) >= _COMMON and not is_proper(written) and _NUMERAL.match(written) is None)

    def _in_coordinations(self, plan: Plan) -> Iterator[Match]:
        for clause in plan.fact(coordinations):
            words = clause.of(plan.text).split("、")
            if not _may_repeat(words):
                continue
            seen: dict[str, Span] = {}
            stop = clause.start - 1
            for word in words:
                item = Span(stop + 1, stop + 1 + len(word))
                stop = item.stop
                tail = word.rpartition("和")[2]
                first = seen.get(word) or _first_again(seen, tail)
                if first is not None:
                    start = item.stop - len(tail) if word not in seen else item.start
                    place = Span(start, start + first.length)
                    yield Match(place, {"word": place.of(plan.text)}, ((first, said("repeated-words.listed")),))
                if _ITEM.fullmatch(word):
                    seen.setdefault(word, item)


def _stand_alone(text: str, first: Span, second: Span) -> bool:
    """Whether words begin and end with each of two places that touch."""
    return all(parts_words(text, at) for at in (first.start, second.start, second.stop))


def _may_repeat(words: Sequence[str]) -> bool:
    """Whether two items, or what stands behind 和 in them, begin with as many of the same characters as an item has at least."""
    long = [word for word in words if len(word) >= _LEAST_ITEM]
    openings = [word[:_LEAST_ITEM] for word in long]
    openings += [word.rpartition("和")[2][:_LEAST_ITEM] for word in long if "和" in word]
    return len(set(openings)) < len(openings)


def _first_again(seen: Mapping[str, Span], tail: str) -> Span | None:
    """The first of the items that a stretch begins with, where it stands there again."""
    openings = (tail[:length] for length in range(_LEAST_ITEM, min(_LONGEST_ITEM, len(tail)) + 1))
    return min((seen[known] for known in openings if known in seen and _is_again(known, tail)), default=None)


def _is_again(known: str, tail: str) -> bool:
    """Whether what follows an item that a stretch begins with is said of it: 农产品批发市场改造. A longer name is another thing: 甲园区乙产业园."""
    behind = tail[len(known) :][:_NEXT_WORDS]
    ends = sorted(word_ends(behind))
    return len(ends) < 2 or not _WORD.match(behind) or not is_proper(behind[: ends[1]])
