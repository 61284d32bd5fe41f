"""What has changed from one draft of a plan to the next: tasks, their words, bodies, deadlines and figures, by meaning and not by number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from planlint.compare.against import Side
from planlint.compare.bodies import named
from planlint.compare.likeness import Grams, Rarity, grams_of, plain
from planlint.compare.measures import Clause, Place
from planlint.compare.pairing import counterparts
from planlint.compare.targets import all_targets
from planlint.enums import StrEnum
from planlint.facts.targets.target import Target
from planlint.facts.tasks.task import plain_name
from planlint.phrases.bodies import Duty
from planlint.phrases.deadlines import Deadline
from planlint.record import Record
from planlint.text.spans import Span

_REWORDED = 0.5
"""From this share of common grams on a clause is another one reworded; below it one was dropped and one added."""
_MOVED = 0.8
"""The same for a clause that turns up in another task."""
_MOSTLY = 0.5
"""A task is made of another one, or gone into it, when more than this share of its clauses is."""
_NUMERALS = frozenset("0123456789.%〇零一二两三四五六七八九十百千万亿年月日底前末")


class Kind(StrEnum):
    """The kinds of changes, in the order in which they are told."""

    TASK_ADDED = "task-added"
    TASK_DROPPED = "task-dropped"
    TASK_MOVED = "task-moved"
    TASK_SPLIT = "task-split"
    TASK_MERGED = "task-merged"
    TASK_RETITLED = "task-retitled"
    TEXT_ADDED = "text-added"
    TEXT_DROPPED = "text-dropped"
    TEXT_REWORDED = "text-reworded"
    TEXT_MOVED = "text-moved"
    BODY_ADDED = "body-added"
    BODY_DROPPED = "body-dropped"
    ROLE_CHANGED = "role-changed"
    LEAD_LOST = "lead-lost"
    DEADLINE_CHANGED = "deadline-changed"
    TARGET_ADDED = "target-added"
    TARGET_DROPPED = "target-dropped"
    TARGET_CHANGED = "target-changed"
    COUNT_CHANGED = "count-changed"
    RENUMBERED = "renumbered"

    @property
    def code(self) -> str:
        """The code that requests to let a change stand name: CHG001."""
        return f"CHG{list(Kind).index(self) + 1:03}"


_GONE = frozenset((Kind.TASK_DROPPED, Kind.TEXT_DROPPED, Kind.TARGET_DROPPED))
"""Changes of which nothing is left in the new draft."""


class Difference(Record):
    """One change. `place` names the task of the new draft, or of the old one where it is gone; `before` and `now` are what stood and stands
    there, None where nothing does. `old` and `new` are the places in the two views. `share` tells how much of a text is another, 0 to 1;
    `number` how many items are renumbered or figures concerned.
    """

    kind: Kind
    place: str
    before: str | None = None
    now: str | None = None
    old: Span | None = None
    new: Span | None = None
    share: float | None = None
    number: int | None = None


class Changes(Record):
    """A new draft beside an old one: what is different, in the order of the new draft, and how many items bear another number."""

    old: Side
    new: Side
    differences: tuple[Difference, ...]
    renumbered: int


class _Words(Record):
    """A clause of a draft: the place it stands in, its text in plain dress, its grams, and the figures in it that are targets or a deadline."""

    place: int
    clause: Clause
    text: str
    grams: Grams
    targets: tuple[Target, ...]
    due: Deadline | None


def changes(old: Side, new: Side) -> Changes:
    """What has changed from an old draft to a new one."""
    return _Comparer(old, new).changes()


class _Comparer:
    """Compares two drafts place by place."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        rarity = Rarity(sentence.grams for place in (*old.places, *new.places) for sentence in place.sentences)
        self._pairs = counterparts(old.places, new.places, rarity)
        self._words = (_words_of(old), _words_of(new))
        self._found: list[tuple[int, Difference]] = []
        self._dropped: dict[int, list[_Words]] = {}
        self._added: dict[int, list[_Words]] = {}

    def changes(self) -> Changes:
        for before, now in self._pairs.items():
            self._compare(self._old.places[before], self._new.places[now])
        gone = [place for place in self._old.places if place.number not in self._pairs and place.node is not None]
        fresh = [place for place in self._new.places if place.number not in self._pairs.values() and place.node is not None]
        for place in gone:
            self._gone(place)
        for place in fresh:
            self._fresh(place)
        self._moved_places()
        self._moved_words()
        self._left_words()
        renumbered = self._renumbered()
        structural = any(difference.kind.startswith("task-") and difference.kind is not Kind.TASK_RETITLED for _, difference in self._found)
        if renumbered and not structural:
            first = renumbered[0]
            self._tell(first[1], Kind.RENUMBERED, first[1], before="".join(first[0].path), now="".join(first[1].path), number=len(renumbered))
        found = sorted(self._found, key=lambda one: (one[0], list(Kind).index(one[1].kind)))
        return Changes(self._old, self._new, tuple(difference for _, difference in found), len(renumbered))

    def _tell(
        self,
        place: Place,
        kind: Kind,
        at: Place | None,
        *,
        before: str | None = None,
        now: str | None = None,
        old: Span | None = None,
        new: Span | None = None,
        share: float | None = None,
        number: int | None = None,
    ) -> None:
        """Note a change; `at` is the place of the new draft after which it is told."""
        if new is None and at is not None and at.node is not None and kind not in _GONE:
            new = _heading(at)
        self._found.append((at.number if at is not None else -1, Difference(kind, place.label, before, now, old, new, share, number)))

    def _compare(self, before: Place, now: Place) -> None:
        if before.node is not None and not before.is_row and plain(before.title) != plain(now.title):
            share = 1 - SequenceMatcher(None, plain(before.title), plain(now.title), autojunk=False).ratio()
            self._tell(now, Kind.TASK_RETITLED, now, before=before.title, now=now.title, old=_heading(before), share=round(share, 2))
        self._compare_words(now, self._words[0].get(before.number, []), self._words[1].get(now.number, []))
        self._compare_bodies(before, now)
        self._compare_deadlines(before, now)

    def _compare_words(self, place: Place, before: list[_Words], now: list[_Words]) -> None:
        same = _taken_out(before, now)
        pairs, left, rest = _aligned(*same)
        for one, other in pairs:
            self._compare_clauses(place, one, other)
        if left:
            self._dropped[place.number] = left
        if rest:
            self._added[place.number] = rest

    def _compare_clauses(self, place: Place, one: _Words, other: _Words) -> None:
        """The lines for a clause that became another one: its figures one by one, and the rest as rewording."""
        if _only_due(one, other) and _only_numerals(one.text, other.text):
            return
        figures = list(self._figures(place, one, other))
        self._found += [(place.number, figure) for figure in figures]
        if not figures or _without_figures(one, self._old) != _without_figures(other, self._new):
            share = 1 - SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()
            kind = Kind.COUNT_CHANGED if _only_numerals(one.text, other.text) else Kind.TEXT_REWORDED
            if kind is Kind.COUNT_CHANGED and (numbers := self._years(place, one, other)):
                self._found.append((place.number, numbers))
                return
            told = round(share, 2) if kind is Kind.TEXT_REWORDED else None
            self._tell(place, kind, place, before=one.clause.text, now=other.clause.text, share=told, old=one.clause.span, new=other.clause.span)

    def _figures(self, place: Place, one: _Words, other: _Words) -> Iterator[Difference]:
        for was, is_ in zip(one.targets, other.targets, strict=False):
            if _value(was) != _value(is_):
                before, now = (_said(target, side) for target, side in ((was, self._old), (is_, self._new)))
                yield Difference(Kind.TARGET_CHANGED, place.label, before, now, was.span, is_.span)

    def _years(self, place: Place, one: _Words, other: _Words) -> Difference | None:
        """The change of a time that targets in other clauses are for: 到2027年，…"""
        of = [target for target in all_targets(self._new.plan) if target.year_span is not None and other.clause.span.covers(target.year_span)]
        if not of or other.targets:
            return None
        return Difference(Kind.TARGET_CHANGED, place.label, one.clause.text, other.clause.text, one.clause.span, other.clause.span, None, len(of))

    def _compare_bodies(self, before: Place, now: Place) -> None:
        was, is_ = ({plain_name(body): body for body in named(place)} for place in (before, now))
        for name in [name for name in was if name not in is_]:
            self._tell(now, Kind.BODY_DROPPED, now, before=name, old=was[name].span)
        for name in [name for name in is_ if name not in was]:
            self._tell(now, Kind.BODY_ADDED, now, now=name, new=is_[name].span)
        leads = [name for name, body in was.items() if body.duty is Duty.LEAD]
        lost = bool(leads) and bool(is_) and not any(body.duty is Duty.LEAD for body in is_.values())
        if lost:
            self._tell(now, Kind.LEAD_LOST, now, before="、".join(leads), old=was[leads[0]].span)
        for name in was.keys() & is_.keys():
            if was[name].duty is not is_[name].duty and not lost:
                self._tell(
                    now,
                    Kind.ROLE_CHANGED,
                    now,
                    before=f"{name} {was[name].duty.value}",
                    now=f"{name} {is_[name].duty.value}",
                    old=was[name].span,
                    new=is_[name].span,
                )

    def _compare_deadlines(self, before: Place, now: Place) -> None:
        was, is_ = self._own_due(before, self._old), self._own_due(now, self._new)
        if _iso(was) != _iso(is_):
            self._tell(
                now,
                Kind.DEADLINE_CHANGED,
                now,
                before=_iso(was),
                now=_iso(is_),
                old=was.words if was is not None else None,
                new=is_.words if is_ is not None else None,
            )

    def _own_due(self, place: Place, side: Side) -> Deadline | None:
        """The deadline of a task, unless it is only the year of a figure that is to be reached."""
        due = _due(place)
        years = [target.year_span for target in all_targets(side.plan) if target.value is not None and target.year_span is not None]
        return None if due is not None and any(due.words.overlaps(year) for year in years) else due

    def _gone(self, place: Place) -> None:
        """A place without counterpart: gone into another one, or dropped."""
        words = self._words[0].get(place.number, [])
        into, used = _home(words, self._added)
        if into is not None and place.is_task:
            self._added[into] = [one for one in self._added[into] if one not in used]
            target = self._new.places[into]
            self._tell(place, Kind.TASK_MERGED, target, before=place.label, now=target.label, old=place.span)
            return
        if place.is_task or words:
            self._tell(place, Kind.TASK_DROPPED, self._after(place), before=place.label, old=place.span)

    def _fresh(self, place: Place) -> None:
        """A place that has no counterpart: a piece of another one, or new."""
        words = self._words[1].get(place.number, [])
        out_of, used = _home(words, self._dropped)
        if out_of is not None and place.is_task:
            self._dropped[out_of] = [one for one in self._dropped[out_of] if one not in used]
            self._tell(place, Kind.TASK_SPLIT, place, before=self._new.places[out_of].label, now=place.label)
            return
        if place.is_task or words:
            self._tell(place, Kind.TASK_ADDED, place, now=place.label)

    def _after(self, place: Place) -> Place | None:
        """The place of the new draft that stands where a dropped one stood: the counterpart of the last one before it."""
        before = max((number for number in self._pairs if number < place.number), default=None)
        return self._new.places[self._pairs[before]] if before is not None else None

    def _moved_places(self) -> None:
        """The tasks that stand in another section, or in another order than those around them."""
        for above, numbers in self._siblings().items():
            homes = [self._pairs.get(self._old.places[number].above or 0) for number in numbers]
            stay = _longest_rising([number for number, home in zip(numbers, homes, strict=True) if home == above])
            for number in numbers:
                if number not in stay:
                    was, is_ = self._old.places[number], self._new.places[self._pairs[number]]
                    self._tell(is_, Kind.TASK_MOVED, is_, before="".join(was.path), now="".join(is_.path), old=_heading(was))

    def _siblings(self) -> dict[int, list[int]]:
        """The paired places of the old draft, in the order of their counterparts, by the place of the new draft above these."""
        found: dict[int, list[int]] = {}
        for number, now in sorted(self._pairs.items(), key=lambda pair: pair[1]):
            if self._new.places[now].node is not None:
                found.setdefault(self._new.places[now].above or 0, []).append(number)
        return found

    def _moved_words(self) -> None:
        """The clauses that are gone from one task and turn up in another."""
        for number, words in list(self._dropped.items()):
            for one in words:
                place, other = _likest(one, self._added)
                if other is None or place is None or place == number:
                    continue
                self._added[place] = [word for word in self._added[place] if word is not other]
                self._dropped[number] = [word for word in self._dropped[number] if word is not one]
                home, target = self._new.places[number], self._new.places[place]
                self._tell(target, Kind.TEXT_MOVED, target, before=home.label, now=one.clause.text, old=one.clause.span, new=other.clause.span)

    def _left_words(self) -> None:
        """The clauses that came and went; the time of targets that did (到2027年，…) goes with them."""
        for number, words in self._dropped.items():
            for one in _without_times(words):
                kind = Kind.TARGET_DROPPED if one.targets else Kind.TEXT_DROPPED
                place = self._new.places[number]
                self._tell(place, kind, place, before=one.clause.text, old=one.clause.span)
        for number, words in self._added.items():
            for one in _without_times(words):
                kind = Kind.TARGET_ADDED if one.targets else Kind.TEXT_ADDED
                place = self._new.places[number]
                self._tell(place, kind, place, now=one.clause.text, new=one.clause.span)

    def _renumbered(self) -> list[tuple[Place, Place]]:
        """The places that bear another number of their own than their counterparts."""
        pairs = [(self._old.places[before], self._new.places[now]) for before, now in self._pairs.items()]
        return [(was, is_) for was, is_ in pairs if was.path and is_.path and plain(was.path[-1]) != plain(is_.path[-1])]


def _words_of(side: Side) -> dict[int, list[_Words]]:
    """The clauses of each place of a draft, titles left out."""
    targets = sorted(all_targets(side.plan), key=lambda target: target.span)
    starts = [target.span.start for target in targets]
    found: dict[int, list[_Words]] = {}
    for place in side.places:
        title, due = place.node.title_span if place.node is not None else Span(0, 0), _due(place)
        for sentence in place.sentences:
            for clause in sentence.clauses:
                if title.overlaps(clause.span):
                    continue
                inside = targets[bisect_left(starts, clause.span.start) : bisect_left(starts, clause.span.stop)]
                own = due if due is not None and due.words.overlaps(clause.span) else None
                found.setdefault(place.number, []).append(_Words(place.number, clause, plain(clause.text), grams_of(plain(clause.text)), tuple(inside), own))
    return found


def _without_times(words: Sequence[_Words]) -> list[_Words]:
    """Some clauses without those that only give the time of targets among them."""
    years = [target.year_span for one in words for target in one.targets if target.year_span is not None]
    return [one for one in words if one.targets or not any(one.clause.span.covers(year) for year in years)]


def _taken_out(before: list[_Words], now: list[_Words]) -> tuple[list[_Words], list[_Words]]:
    """Both lists without the clauses that are the same."""
    left: dict[str, list[_Words]] = {}
    for word in now:
        left.setdefault(word.text, []).append(word)
    kept = []
    for word in before:
        if left.get(word.text):
            left[word.text].pop(0)
        else:
            kept.append(word)
    others = {id(word) for words in left.values() for word in words}
    return kept, [word for word in now if id(word) in others]


def _aligned(before: list[_Words], now: list[_Words]) -> tuple[list[tuple[_Words, _Words]], list[_Words], list[_Words]]:
    """Each clause with the one that it became, the likest first; those dropped and those added."""
    likes = [(_shared(one.grams, other.grams), at, to) for at, one in enumerate(before) for to, other in enumerate(now)]
    to_of: dict[int, int] = {}
    for like, at, to in sorted(likes, key=lambda like: (-like[0], like[1], like[2])):
        if like >= _REWORDED and at not in to_of and to not in to_of.values():
            to_of[at] = to
    pairs = [(before[at], now[to]) for at, to in sorted(to_of.items())]
    taken = set(to_of.values())
    return pairs, [word for at, word in enumerate(before) if at not in to_of], [word for to, word in enumerate(now) if to not in taken]


def _shared(one: Grams, other: Grams) -> float:
    """How much of two texts is common: the grams of both, by those of each."""
    return 2 * len(set(one) & set(other)) / ((len(one) + len(other)) or 1)


def _likest(word: _Words, others: Mapping[int, Sequence[_Words]]) -> tuple[int | None, _Words | None]:
    """The clause of some places that is most like one, and its place; None where none is like it."""
    found = ((_shared(word.grams, other.grams), -place, place, other) for place, words in others.items() for other in words)
    like, _, place, other = max(found, key=lambda one: one[:2], default=(0.0, 0, None, None))
    return (place, other) if like >= _MOVED else (None, None)


def _home(words: Sequence[_Words], others: Mapping[int, Sequence[_Words]]) -> tuple[int | None, list[_Words]]:
    """The place in which most of the clauses of another one are, and those clauses there; None where there is none."""
    found: dict[int, list[_Words]] = {}
    for word in words:
        place, other = _likest(word, others)
        if place is not None and other is not None:
            found.setdefault(place, []).append(other)
    home = max(found, key=lambda place: (len(found[place]), -place), default=None)
    return (home, found[home]) if home is not None and len(found[home]) > _MOSTLY * len(words) else (None, [])


def _without_figures(word: _Words, side: Side) -> str:
    """The text of a clause without what its targets and its deadline set."""
    spans = [span for target in word.targets for span in (target.value_span, target.year_span) if span is not None]
    spans += [word.due.words] if word.due is not None else []
    written = side.plan.text
    kept = (written[at] for at in range(word.clause.span.start, word.clause.span.stop) if not any(span.start <= at < span.stop for span in spans))
    return plain("".join(kept))


def _only_due(one: _Words, other: _Words) -> bool:
    """Whether a clause differs in its deadline, which is told apart."""
    return one.due is not None and other.due is not None and _iso(one.due) != _iso(other.due)


def _only_numerals(one: str, other: str) -> bool:
    """Whether two texts differ in numbers and times alone."""
    changed = [
        one[start:stop] + other[begin:end] for tag, start, stop, begin, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if tag != "equal"
    ]
    return all(_NUMERALS.issuperset(part) for part in changed)


def _value(target: Target) -> tuple[object, ...]:
    return target.value, target.unit, target.comparator, target.change, target.year, target.period


def _said(target: Target, side: Side) -> str:
    value = "".join(target.value_span.of(side.plan.text).split())
    return f"{target.indicator} {target.year or target.period or ''} {value}".replace("  ", " ").strip()


def _due(place: Place) -> Deadline | None:
    dues = [task.due for task in place.tasks if task.due is not None]
    return max(dues, key=lambda due: due.iso or "", default=None)


def _iso(due: Deadline | None) -> str | None:
    return None if due is None else due.iso or ("ongoing" if due.ongoing else None)


def _heading(place: Place) -> Span:
    return place.sentences[0].clauses[0].span if place.sentences else place.span


def _longest_rising(numbers: Iterable[int]) -> set[int]:
    """The longest run of numbers, not next to one another, in which each is above the one before."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
