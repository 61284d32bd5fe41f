"""The names of bodies: how they end, and what a body has to do in a task."""

from __future__ import annotations

from functools import cache, lru_cache

from planlint import data
from planlint.patterns import VERBOSE, compiled
from planlint.phrases.labels import Duty as Duty
from planlint.phrases.labels import Rank as Rank
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_COLLECTIVE = compiled(
    r"""
    .{0,24}(?:有关|相关|成员|责任|牵头|主管|其他|其它|各|所有)(?:主管|责任|职能|业务)?(?:部门|单位|方面|企业|机构)(?:和单位)?
  | (?:各|有关|相关)(?:地|地区|地方|方)
  | (?:各|有关|相关)\p{Han}{1,4}(?:企业|机构|主体)
  | 地方
    """,
    VERBOSE,
)


class Body(Record):
    """One body of a list: its name as written without duties, its place, and how it takes part.

    `inside` tells that it stands in brackets behind the one before it, as its sign-board or a part of it: 市交通运输局（市港航局）.
    """

    name: str
    span: Span
    rank: Rank = Rank.RESPONSIBLE
    inside: bool = False

    @property
    def duty(self) -> Duty:
        """Whether it leads, answers for the task, or supports others."""
        return self.rank.duty

    @property
    def is_collective(self) -> bool:
        """Whether the name stands for bodies that it does not name, such as 各有关部门."""
        return _is_collective(self.name)


@lru_cache(maxsize=4096)
def _is_collective(name: str) -> bool:
    return _COLLECTIVE.fullmatch(name) is not None


@cache
def body_end() -> regex.Pattern[str]:
    """What the name of a body ends with, before a mark, a duty or the end of the text."""
    verbs = {verb[0] for verbs in data.load("labels")["verbs"].values() for verb in verbs}
    return compiled(rf"(?:{'|'.join(data.load('bodies')['ends'])})(?=[、，；：。（〔\[）等按分依{''.join(sorted(verbs))}]|\s|$)")


def names_level(text: str, at: int) -> bool:
    """Whether a level of government is named at a place, as behind a name that is left open: **县, ××镇."""
    return text.startswith(tuple(data.load("bodies")["levels"]), at)


def names_body(name: str) -> bool:
    """Whether a name ends as the name of a body does, or stands for several (各有关部门)."""
    return name.endswith(_listed("ends")) or _is_collective(name)


def stands_for_many(name: str) -> bool:
    """Whether a name is that of all bodies of a kind: 各县政府, 有关市人民政府."""
    return name.startswith(_listed("of_many"))


def may_be_body(name: str) -> bool:
    """Whether a name ends with what the name of some body ends with, sections of bodies too (农建科)."""
    if name.endswith(_listed("verbs")):
        return False
    return name[-1:] in body_ends() or names_body(name) or name.endswith(_listed("sections"))


def is_slogan(name: str) -> bool:
    """Whether what stands in a list for a body names none: 政府主导、企业主体、市场运作."""
    return name in data.load("bodies")["slogans"]


def names_issuer(written: str) -> bool:
    """Whether a stretch of text ends as the name of one who issues documents or signs them does."""
    return written.endswith(_listed("issuers"))


@cache
def organs() -> frozenset[str]:
    """The characters that the names of organs end with."""
    return frozenset(data.load("bodies")["organs"])


@cache
def body_ends() -> frozenset[str]:
    """The characters that the names of bodies of any kind end with."""
    return organs() | frozenset(data.load("bodies")["others"])


@cache
def _listed(what: str) -> tuple[str, ...]:
    """A list of the vocabulary of bodies, to be asked for at the beginning or the end of a name."""
    return tuple(data.load("bodies")[what])


@cache
def of_organs(pattern: str, *, without: str = "") -> str:
    """A pattern with the characters of organs in the place of ORGANS, and what names of bodies end with in that of ENDS."""
    return pattern.replace("ORGANS", "".join(sorted(organs() - set(without)))).replace("ENDS", "|".join(data.load("bodies")["ends"]))
