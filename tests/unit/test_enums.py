"""Enums of planlint are used as those of `enum`: what is said of one holds of the other."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from typing import Any

import pytest

from planlint import enums
from planlint.findings.diagnostic import Severity
from planlint.phrases.ordinals import Family
from planlint.syntax.nodes import Kind


def plain(home: Any) -> Any:
    class Way(home.Enum):
        """A way."""

        HERE = "here"
        """This one."""
        THERE = "there"

        @property
        def is_near(self) -> bool:
            return self is Way.HERE

    return Way


def words(home: Any) -> Any:
    class Way(home.StrEnum):
        """A way."""

        HERE = "here"
        THERE = "there"

        @property
        def is_near(self) -> bool:
            return self is Way.HERE

    return Way


def numbers(home: Any) -> Any:
    class Way(home.IntEnum):
        """A way."""

        HERE = 1
        THERE = 2

        @property
        def is_near(self) -> bool:
            return self is Way.HERE

    return Way


def valued(home: Any) -> Any:
    class Way(home.StrEnum):
        """A way, and how far it is."""

        far: int

        def __new__(cls, word: str, far: int) -> Any:
            member = str.__new__(cls, word)
            member._value_ = word
            member.far = far
            return member

        HERE = "here", 1
        THERE = "there", 5

        @property
        def is_near(self) -> bool:
            return self.far < 2

    return Way


KINDS = [plain, words, numbers, valued]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_an_enum_is_said_of_ours(kind: Any) -> None:
    def said(way: Any) -> list[object]:
        here = way.HERE
        return [
            [(member.name, member.value, member.is_near) for member in way],
            list(map(repr, way)),
            list(map(str, way)),
            [f"{member}" for member in way],
            len(way),
            list(way.__members__),
            [way(member.value) is member and way[member.name] is member for member in way],
            [here in way, here == way.THERE, here == here.value, here is way.HERE],
            isinstance(here, way),
            [copy.copy(here) is here, copy.deepcopy([here])[0] is here],
            {here: 1}[way(here.value)],
            way.__doc__,
        ]

    assert said(kind(enums)) == said(kind(enum))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("home", [enums, enum])
def test_a_value_or_a_name_that_there_is_not_is_refused(kind: Any, home: Any) -> None:
    with pytest.raises(ValueError, match="'nowhere' is not a valid"):
        kind(home)("nowhere")
    with pytest.raises(ValueError, match="is not a valid"):
        kind(home)([])
    with pytest.raises(KeyError, match="NOWHERE"):
        kind(home)["NOWHERE"]


def test_words_and_numbers_are_such() -> None:
    assert json.dumps([Kind.TITLE, Severity.ERROR, {Kind.TITLE: 1}]) == '["title", 3, {"title": 1}]'
    assert Severity.INFO < Severity.ERROR and max(Severity) is Severity.ERROR
    assert Kind.TITLE.upper() == "TITLE" and {"title": 1}[Kind.TITLE] == 1


@pytest.mark.parametrize("member", [*Kind, *Severity, *Family])
def test_a_member_goes_through_a_pickle(member: object) -> None:
    assert pickle.loads(pickle.dumps(member)) is member


def test_a_member_is_told_in_a_match() -> None:
    match Kind("title"):
        case Kind.HEADING:
            told = False
        case Kind.TITLE:
            told = True
    assert told
