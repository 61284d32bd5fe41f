"""The labels that head a list of bodies, a person's name or a time: 责任单位：, 【牵头单位】, 责 任 单 位 on a line of its own, 完成时限:."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from planlint import data
from planlint.enums import StrEnum
from planlint.patterns import compiled, escape
from planlint.phrases.marks import GAP
from planlint.record import Record
from planlint.text.signs import places
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_MARKS = "：:∶﹕︰"
_OPENING = "（(〔［[【〖"
_CLOSING = "）)〕］]】〗"
_BULLETS = "•·●○■□◆◇▲★➢*—-"
_BETWEEN_ROLES = "及和与、/"
_CLOSES_GLOSS = "）)"
_ASKED = "要求"
_ENDING = _MARKS + _CLOSING
_GAPS = " \u3000\u00a0\t"
_GAPS_AND_STARS = f"{_GAPS}*"
_BEFORE_WORDS = frozenset(_BULLETS + _OPENING + _GAPS_AND_STARS)


class Duty(StrEnum):
    """What a body has to do for a task."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"


class Rank(StrEnum):
    """How a body takes part in a task; `duty` says what that comes to."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    JOINT = "joint"
    SUPPORTING = "supporting"
    ASSISTING = "assisting"
    PARTICIPATING = "participating"
    BACKING = "backing"
    GUIDING = "guiding"
    SUPERVISING = "supervising"

    @property
    def duty(self) -> Duty:
        """Whether a body of this rank leads, answers for the task, or supports others."""
        return Duty(self.value) if self in (Rank.LEAD, Rank.RESPONSIBLE) else Duty.SUPPORTING


_READ_FIRST = sorted(Rank, key=lambda rank: rank is Rank.RESPONSIBLE)
"""One that leads goes before the others, and answering for a task says least."""


class Topic(StrEnum):
    """What a label announces."""

    BODIES = "bodies"
    PERSONS = "persons"
    TIME = "time"


class Label(Record):
    """A label with its brackets, mark and spaces; `words` is the label alone. `rank` is None where it announces no bodies.

    `is_bare` tells that neither mark nor bracket sets it off: a gap, a dash or the end of the line does.
    """

    span: Span
    words: Span
    topic: Topic
    rank: Rank | None
    is_bare: bool


def label_at(text: str, start: int, stop: int) -> Label | None:
    """The label that opens a stretch of one line, behind bullets; None where it opens with none.

    One that only a gap sets off counts where a name of a body, or another label, stands behind it or nothing does.
    """
    at = start
    while at < stop and text[at] in _BEFORE_WORDS:
        at += 1
    if text[at : at + 2] not in _words().openings:
        return None
    m = _patterns().opening.match(text, start, stop)
    return _label(m) if m is not None else None


def labels_in(text: str, within: Span) -> Iterator[Label]:
    """The labels of a stretch of text that a mark or brackets set off, in order, wherever they stand in it."""
    behind = within.start
    for end in places(text, _ENDING, *within):
        starts = range(_start_of_words(text, behind, end), end)
        m = next((m for at in starts if (m := _patterns().anywhere.match(text, at, within.stop)) is not None), None)
        if m is not None:
            yield _label(m)
        if starts:
            behind = max(end, m.end() if m is not None else end)


def _start_of_words(text: str, start: int, stop: int) -> int:
    """Where the signs of labels begin that reach up to a place, no earlier than `start`; that place itself where what they spell ends no label."""
    at = stop
    while at > start and text[at - 1] in _GAPS_AND_STARS:
        at -= 1
    if at == start or text[at - 1] not in _words().last:
        return stop
    while at > start and text[at - 1] in _words().signs:
        at -= 1
    return at


def has_label(text: str, within: Span) -> bool:
    """Whether there may be a label in the stretch at all: the quick answer before every character is looked at."""
    return bool(places(text, _MARKS, *within)) or any(text.find(noun, *within) >= 0 for noun in data.load("labels")["bodies"])


@cache
def listed_labels() -> str:
    """The pattern of a label inside a list of bodies, in verbose form: group `label` for bodies, `other` for persons and times.

    There a role heads its bodies without a noun too (牵头：甲局；配合：乙局), and a gap is enough behind one with a noun.
    """
    words = _words().patterns
    alone = _any(data.load("labels")["alone"])
    return rf"""
        (?P<label>{_set_off(f"(?:{words[Topic.BODIES]}|{alone})")} | (?<!\p{{Han}}){words[Topic.BODIES]}(?={GAP}+\p{{Han}}))
      | (?P<other>{_set_off(f"(?:{words[Topic.PERSONS]}|{words[Topic.TIME]})")})
    """


def rank_of(words: str, *, known: str = "ranks") -> Rank | None:
    """The rank that a label gives its bodies: 牵头单位 leads, 指导部门 guides; one that leads goes before the others. None for other words.

    With `known` verbs it is that of what a clause says of the bodies before it.
    """
    roles = data.load("labels")[known]
    plain = "".join(words.split())
    return next((rank for rank in _READ_FIRST if any(role in plain for role in roles.get(rank, ()))), None)


def topic_of(words: str) -> tuple[Topic, Rank | None] | None:
    """What the head of a column announces whose words end as a label does: 市级牵头单位, 完成时限. None for other words."""
    m = _patterns().behind.search(words)
    if m is None:
        return None
    topic = next(topic for topic in Topic if m[topic.value] is not None)
    return topic, (rank_of(m[0]) or Rank.RESPONSIBLE) if topic is Topic.BODIES else None


class _Patterns(Record):
    """Labels at the opening of a line, those anywhere that a mark sets off, and those that words end with."""

    opening: regex.Pattern[str]
    anywhere: regex.Pattern[str]
    behind: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = _words().patterns
    words = "|".join(f"(?P<{topic.value}>{pattern})" for topic, pattern in known.items())
    anyone = "|".join(known.values())
    body = rf"[^，。；、：:∶﹕︰\s]*(?:{'|'.join(data.load('bodies')['ends'])})(?=[，。；、：:∶﹕︰（(\s]|$)"
    ongoing = _any(data.load("labels")["times"]["ongoing"])
    bare = rf"(?P<bare>{GAP}*[—–－\-]{{1,2}}{GAP}*(?=\p{{Han}})|{GAP}+(?={body}|(?:{anyone})(?:{GAP}|$))|(?<=[限间期点求]){GAP}+(?=[0-9０-９]|二〇|{ongoing}|[上下]半年|年[底内])|{GAP}*(?=[\r\n]|$))"
    opening = rf"(?:[{escape(_BULLETS)}]{GAP}*)*(?:{_set_off(f'(?P<words>{words})')}|(?P<words>{words}){bare})"
    return _Patterns(compiled(opening), compiled(_set_off(f"(?P<words>{words})")), compiled(rf"(?:{words})$"))


class _Words(Record):
    """The words of labels as patterns, by what they announce; the two characters that they may begin with, those that they end with and are made of."""

    patterns: dict[Topic, str]
    openings: frozenset[str]
    last: frozenset[str]
    signs: frozenset[str]


@cache
def _words() -> _Words:
    known = data.load("labels")
    persons, times = known["persons"], known["times"]
    roles = [role for roles in known["ranks"].values() for role in roles]
    heads = [*roles, *known["before"], *persons["roles"], *times["roles"], *times["alone"]]
    ends = [*known["bodies"], *persons["nouns"], *times["nouns"], *times["alone"], _ASKED, *_CLOSES_GLOSS]
    return _Words(
        {
            Topic.BODIES: _of_bodies(_any(roles), _any(known["before"]), _any(known["bodies"])),
            Topic.PERSONS: rf"{_any(persons['roles'])}{GAP}*{_any(persons['nouns'])}",
            Topic.TIME: rf"(?:{_any(times['roles'])}{GAP}*{_any(times['nouns'])}|(?<!\p{{Han}}){_any(times['alone'])})(?:{_ASKED})?",
        },
        frozenset(word[0] + second for word in heads for second in (word[1], *_GAPS)),
        frozenset(word[-1] for word in ends),
        frozenset("".join((*heads, *ends, _GAPS_AND_STARS, _OPENING, _BETWEEN_ROLES))),
    )


def _of_bodies(roles: str, before: str, nouns: str) -> str:
    gloss = rf"(?:{GAP}*[（(](?:{roles}|{nouns}){{1,2}}[{_CLOSES_GLOSS}])?"
    return rf"(?:{before}{GAP}*)?{roles}(?:{GAP}*[{_BETWEEN_ROLES}]?{GAP}*{roles})?{gloss}{GAP}*{nouns}{gloss}"


def _set_off(words: str) -> str:
    """The pattern of a label that a colon, or a bracket of its own, sets off."""
    mark = rf"{GAP}*\*{{0,2}}[{_MARKS}]\*{{0,2}}"
    # 甲局（牵头单位）、乙局 tells the duty of the one before it
    bracketed = rf"(?:(?<!\p{{Han}})[（(〔]|[［\[【〖]){GAP}*{words}{GAP}*[{_MARKS}]?[{escape(_CLOSING)}](?:{mark}|(?={GAP}*(?:\p{{Han}}|[\r\n]|$)))"
    return rf"(?:{bracketed}|\*{{0,2}}{words}{mark})"


def _any(words: Iterable[str]) -> str:
    """The pattern of any of some words, the longest first, however they are spread out (责 任)."""
    spread = (f"{GAP}*".join(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return f"(?:{'|'.join(spread)})"


def _label(m: regex.Match[str]) -> Label:
    topic = next(topic for topic in Topic if m[topic.value] is not None)
    rank = (rank_of(m["words"]) or Rank.RESPONSIBLE) if topic is Topic.BODIES else None
    groups = m.groupdict()
    return Label(Span(*m.span()), Span(*m.span("words")), topic, rank, groups.get("bare") is not None)
