"""What a plan takes up of the tasks of its superior: each measure found, reworded or not found, and each task by what became of its measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from planlint import data
from planlint.compare.likeness import Index, Rarity, grams_of
from planlint.compare.measures import Clause, Measure, Place, Sentence
from planlint.compare.pairing import Pairing
from planlint.enums import StrEnum
from planlint.messages import said
from planlint.patterns import compiled
from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_THING = 2
_YEAR = compiled(r"(?:19|20)\d\d年")
_FAR = 0.4
"""What a sentence counts that stands in a place without any likeness to the task; one in the likest place counts whole.

Without it (1.0) present measures are told from absent ones with an AUC of 0.90 and 0.97 on the annotated pairs, with it 0.95 and 0.98.
"""
_FOUND = 0.45
"""From this share of what the better quarter of the measures has on, a measure is found: a draft that copies most of its superior tells the same
of less than one that is written anew. On the annotated pairs 3 and 5 of 100 absent measures lie above, and of 100 below 87 and 92 are absent or
reworded; with one figure for both, 0.27, it is 3 and 10, and 85 and 94."""
_LEAST, _MOST = 0.24, 0.36
"""What that comes to at the least and at the most."""
_NEAR = 0.12
"""Below this the nearest clause shares a character or two and is not worth showing."""
_SAME = 0.85
"""From here on it is found as it was, unless its words tell that less is asked."""
_ALIKE = 0.3
"""A task none of whose measures is found is missing, unless its counterpart is this like it, or the place that is most like it names it in its title
(消费品, with other trades)."""
_NEARLY = 0.4
"""A measure counts as lost by how far its score stays below this: wholly at 0, not at all from here on."""
_PARTLY = 0.39
"""A task whose measures are lost by more than this on average is taken up in part. On the annotated pairs that holds of all 5 tasks that
are so by hand, and of 3 of the 42 that are taken up; counting the measures that are not found confuses 5 and more at any share."""


class State(StrEnum):
    """What became of a measure."""

    PRESENT = "present"
    REWORDED = "reworded"
    NOT_FOUND = "not-found"


class Scope(StrEnum):
    """Whose a measure is: open to the plan's own region, the State's alone, or that of named stretches of the country."""

    OPEN = "open"
    NATIONAL = "national"
    REGIONS = "regions"


class Relation(StrEnum):
    """What became of a task."""

    TAKEN_UP = "taken-up"
    MERGED = "merged"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"


class Change(StrEnum):
    """How a measure is reworded, as far as the words tell: with a weaker verb or without a figure, or with another object."""

    WEAKENED = "weakened"
    LOCALISED = "localised"


class Match(Record):
    """A measure and where the other plan says the same, or what it says that is nearest.

    `score` is how much of the measure's weight the sentence at `place` holds, less where the place is far from the task: 0 to 1. `clause`
    is the clause of it that holds most; None where nothing at all is shared. `change` is told of a reworded measure only.
    """

    measure: Measure
    scope: Scope
    state: State
    score: float
    place: int | None
    clause: Clause | None
    change: Change | None

    @property
    def nearest(self) -> Clause | None:
        """The clause, where it is near enough for somebody to look at."""
        return self.clause if self.score >= _NEAR else None


class Taken(Record):
    """A task of the superior plan with what became of it: its place, the pairing, its measures, and why it need not be taken up."""

    place: Place
    pairing: Pairing
    relation: Relation
    matches: tuple[Match, ...]
    reason: str = ""

    @property
    def open(self) -> list[Match]:
        """The measures that are the plan's to take up."""
        return [match for match in self.matches if match.scope is Scope.OPEN]

    @property
    def not_found(self) -> list[Match]:
        """Those of them that the plan does not have."""
        return [match for match in self.open if match.state is State.NOT_FOUND]


class Search:
    """The sentences of a plan, to look up what another one asks for."""

    def __init__(self, places: Sequence[Place], rarity: Rarity) -> None:
        self.titles: dict[int | None, str] = {place.number: place.title for place in places}
        self._sentences = [(place.number, sentence) for place in places for sentence in place.sentences]
        self._index = Index([sentence.grams for _, sentence in self._sentences], rarity)
        self._rarity = rarity

    def match(self, measure: Measure, pairing: Pairing) -> Match:
        """Where the plan says most of what a measure of a task asks for that is paired with it; whether it is found is judged by _LEAST."""
        scope = scope_of(measure.text)
        most, at = self._best(measure, pairing)
        if not most:
            return Match(measure, scope, State.NOT_FOUND, 0.0, None, None, None)
        number, sentence = self._sentences[at]
        return _judged(Match(measure, scope, State.NOT_FOUND, round(min(most, 1.0), 3), number, self._clause(measure, sentence), None), _LEAST)

    def _best(self, measure: Measure, pairing: Pairing) -> tuple[float, int]:
        """The highest score of a sentence, and its number; of several the one that says it in the same words, then the first."""
        most, at, same = 0.0, 0, 0
        for number, share in enumerate(self._index.covered(measure.grams)):
            if share < most or not share:
                continue
            score = share * (_FAR + (1 - _FAR) * pairing.nearness.get(self._sentences[number][0], 0.0))
            if score < most:
                continue
            sameness = self._sameness(measure, self._sentences[number][1]) if share > _SAME else 0
            if score > most or sameness > same:
                most, at, same = score, number, sameness
        return most, at

    def _sameness(self, measure: Measure, sentence: Sentence) -> int:
        """How far a sentence that holds all of a measure says it in the same words: as a clause, as a part of one, or neither."""
        return 2 if any(clause.text == measure.core for clause in sentence.clauses) else int(measure.core in sentence.text)

    def _clause(self, measure: Measure, sentence: Sentence) -> Clause:
        """The clause of a sentence that says the same as a measure, or holds most of it."""
        if measure.core in sentence.text and not any(measure.core in clause.text for clause in sentence.clauses):
            return Clause(sentence.span, sentence.text)
        asked = set(grams_of(measure.core))
        shared = [(clause.text == measure.core, sum(self._rarity.of(gram) for gram in grams_of(clause.text) if gram in asked)) for clause in sentence.clauses]
        return sentence.clauses[shared.index(max(shared))]


def taken(tasks: Iterable[tuple[Place, Pairing]], search: Search, reason: Callable[[Place], str | None]) -> list[Taken]:
    """What became of some tasks; `reason` tells why one need not be taken up, where the configuration says so."""
    found = [(place, pairing, [search.match(measure, pairing) for measure in place.measures]) for place, pairing in tasks]
    least = _least([match.score for _, _, matches in found for match in matches if match.scope is Scope.OPEN])
    wider = _wider([place.title for place, _, _ in found], search.titles)
    judged = ((place, pairing, tuple(_judged(match, least) for match in matches)) for place, pairing, matches in found)
    return [
        _taken(place, pairing, matches, reason(place), _Host(search.titles.get(pairing.host, ""), pairing.host in wider)) for place, pairing, matches in judged
    ]


class _Host(Record):
    """The place that is most like a task: its title, and whether it is wider than one task, as it names several."""

    title: str
    is_wider: bool


def _wider(titles: Sequence[str], hosts: Mapping[int | None, str]) -> set[int | None]:
    """The places whose titles name two or more tasks: 钢铁、建材、有色金属行业行动."""
    return {number for number, host in hosts.items() if sum(title in host for title in set(titles) if title) > 1}


def _least(scores: list[float]) -> float:
    """From what score on a measure is found, by the scores of all."""
    return min(max(_FOUND * sorted(scores)[3 * len(scores) // 4], _LEAST), _MOST) if scores else _LEAST


def _judged(match: Match, least: float) -> Match:
    """The match with what its score means."""
    if match.clause is None or match.score < least:
        return match._replace(state=State.NOT_FOUND, change=None)
    change = change_of(match.measure.core, match.clause.text)
    state = State.PRESENT if match.score >= _SAME and change is not Change.WEAKENED else State.REWORDED
    return match._replace(state=state, change=change if state is State.REWORDED else None)


def _taken(place: Place, pairing: Pairing, matches: tuple[Match, ...], reason: str | None, host: _Host) -> Taken:
    found = [match for match in matches if match.scope is Scope.OPEN]
    if reason is None and matches and not found and pairing.own is None:
        reason = said("compare.not-open").zh
    if reason is not None:
        return Taken(place, pairing, Relation.NOT_APPLICABLE, matches, reason)
    return Taken(place, pairing, _relation(place, pairing, found, host), matches)


def _relation(place: Place, pairing: Pairing, matches: Sequence[Match], host: _Host) -> Relation:
    is_named = bool(place.title) and place.title in host.title
    lost = sum(match.state is State.NOT_FOUND for match in matches)
    if pairing.host is None or (matches and lost == len(matches) and not is_named and (pairing.own is None or pairing.likeness < _ALIKE)):
        return Relation.MISSING
    if sum(max(0.0, 1 - match.score / _NEARLY) for match in matches) > _PARTLY * len(matches):
        return Relation.PARTLY
    is_part = is_named and host.is_wider and place.title != host.title
    return Relation.TAKEN_UP if pairing.own is not None and not is_part else Relation.MERGED


def scope_of(text: str) -> Scope:
    """Whose a measure is."""
    if _national().search(text) is not None:
        return Scope.NATIONAL
    return Scope.REGIONS if any(region in text for region in data.load("measures")["regions"]) else Scope.OPEN


def change_of(asked: str, said: str) -> Change | None:
    """How a clause is another one than what was asked: weaker in its verb or its figures, or about other things; None where the words don't tell."""
    if asked == said:
        return None
    firm, soft = data.load("measures")["firm"], data.load("measures")["soft"]
    if (_opens(said, soft) and not _opens(asked, soft)) or (_has_figures(asked) and not _has_figures(said)):
        return Change.WEAKENED
    things, others = _things(asked), _things(said)
    if min(len(things), len(others)) > 1 and 2 * sum(any(set(thing) & set(other) for other in others) for thing in things) < len(things):
        return Change.LOCALISED
    return Change.WEAKENED if _opens(asked, firm) and _opens(said, soft) else None


def _things(text: str) -> list[str]:
    """What a text lists between 、, without the verb before the first thing and what stands behind the last."""
    first, *rest = text.split("、")
    return [first[-_THING:], *rest[:-1], *(last[:_THING] for last in rest[-1:])]


def _opens(text: str, words: Iterable[str]) -> bool:
    """Whether a text begins with one of some words, or has it behind an adverb of two characters."""
    return any(0 <= text.find(word) <= 2 for word in words)


def _has_figures(text: str) -> bool:
    """Whether a text has figures other than years."""
    return any(character.isdigit() for character in _YEAR.sub("", text))


@cache
def _national() -> regex.Pattern[str]:
    return compiled("|".join(f"(?:{pattern})" for pattern in data.load("measures")["national"]))
