"""The labels that head a list of bodies, a person's name or a time: 责任单位：, 【牵头单位】, 责 任 单 位 on a line of its own, 完成时限:."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.marks import GAP
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_CLOSE = r"[）)〕］\]】〗]"
_BULLETS = r"[•·●○■□◆◇▲★➢*—\-]"


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
    if start < stop and "\u4e00" <= text[start] <= "\u9fff" and text[start] not in _openers():
        return None
    m = _patterns().opening.match(text, start, stop)
    return _label(m) if m is not None else None


def labels_in(text: str, within: Span) -> Iterator[Label]:
    """The labels of a stretch of text that a mark or brackets set off, in order, wherever they stand in it."""
    if has_label(text, within):
        for m in _patterns().anywhere.finditer(text, within.start, within.stop):
            yield _label(m)


def has_label(text: str, within: Span) -> bool:
    """Whether there may be a label in the stretch at all: the quick answer before every character is looked at."""
    return any(text.find(sign, within.start, within.stop) >= 0 for sign in _signs())


@cache
def listed_labels() -> str:
    """The pattern of a label inside a list of bodies, in verbose form: group `label` for bodies, `other` for persons and times.

    There a role heads its bodies without a noun too (牵头：甲局；配合：乙局), and a gap is enough behind one with a noun.
    """
    words = _words()
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
    words = "|".join(f"(?P<{topic.value}>{pattern})" for topic, pattern in _words().items())
    anyone = "|".join(_words().values())
    body = rf"[^，。；、：:∶﹕︰\s]*(?:{'|'.join(data.load('bodies')['ends'])})(?=[，。；、：:∶﹕︰（(\s]|$)"
    ongoing = _any(data.load("labels")["times"]["ongoing"])
    bare = rf"(?P<bare>{GAP}*[—–－\-]{{1,2}}{GAP}*(?=\p{{Han}})|{GAP}+(?={body}|(?:{anyone})(?:{GAP}|$))|(?<=[限间期点求]){GAP}+(?=[0-9０-９]|二〇|{ongoing}|[上下]半年|年[底内])|{GAP}*(?=[\r\n]|$))"
    opening = rf"(?:{_BULLETS}{GAP}*)*(?:{_set_off(f'(?P<words>{words})')}|(?P<words>{words}){bare})"
    return _Patterns(compiled(opening), compiled(_set_off(f"(?P<words>{words})")), compiled(rf"(?:{words})$"))


@cache
def _words() -> dict[Topic, str]:
    """The words of labels as patterns, by what they announce."""
    known = data.load("labels")
    roles = _any([role for roles in known["ranks"].values() for role in roles])
    before = _any(known["before"])
    nouns = _any(known["bodies"])
    gloss = rf"(?:{GAP}*[（(](?:{roles}|{nouns}){{1,2}}[）)])?"
    named = rf"(?:{before}{GAP}*)?{roles}(?:{GAP}*[及和与、/]?{GAP}*{roles})?{gloss}{GAP}*{nouns}{gloss}"
    persons, times = known["persons"], known["times"]
    return {
        Topic.BODIES: named,
        Topic.PERSONS: rf"{_any(persons['roles'])}{GAP}*{_any(persons['nouns'])}",
        Topic.TIME: rf"(?:{_any(times['roles'])}{GAP}*{_any(times['nouns'])}|(?<!\p{{Han}}){_any(times['alone'])})(?:要求)?",
    }


@cache
def _openers() -> frozenset[str]:
    """The Han characters that labels begin with: most lines begin with another one."""
    known = data.load("labels")
    roles = (*known["ranks"].values(), known["before"], known["persons"]["roles"], known["times"]["roles"], known["times"]["alone"])
    return frozenset(word[0] for words in roles for word in words)


def _set_off(words: str) -> str:
    """The pattern of a label that a colon, or a bracket of its own, sets off."""
    mark = rf"{GAP}*\*{{0,2}}[：:∶﹕︰]\*{{0,2}}"
    # 甲局（牵头单位）、乙局 tells the duty of the one before it
    bracketed = rf"(?:(?<!\p{{Han}})[（(〔]|[［\[【〖]){GAP}*{words}{GAP}*[：:∶﹕︰]?{_CLOSE}(?:{mark}|(?={GAP}*(?:\p{{Han}}|[\r\n]|$)))"
    return rf"(?:{bracketed}|\*{{0,2}}{words}{mark})"


def _any(words: Iterable[str]) -> str:
    """The pattern of any of some words, the longest first, however they are spread out (责 任)."""
    spread = (f"{GAP}*".join(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return f"(?:{'|'.join(spread)})"


@cache
def _signs() -> tuple[str, ...]:
    return ("：", ":", "∶", "﹕", "︰", *data.load("labels")["bodies"])


def _label(m: regex.Match[str]) -> Label:
    topic = next(topic for topic in Topic if m[topic.value] is not None)
    rank = (rank_of(m["words"]) or Rank.RESPONSIBLE) if topic is Topic.BODIES else None
    groups = m.groupdict()
    return Label(Span(*m.span()), Span(*m.span("words")), topic, rank, groups.get("bare") is not None)
