"""Records are what typing makes of the same words."""

from __future__ import annotations

import copy
import inspect
import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planlint.record

# with the name itself a type checker would take both for one
Record: Any = vars(planlint.record)["Record"]

_Value = TypeVar("_Value")


class Mark(Record):
    """A mark."""

    place: int
    sign: str = "，"
    doubled: bool = False

    def twice(self) -> Any:
        """The mark two times."""
        return self._replace(sign=self.sign * 2, doubled=True)

    @property
    def width(self) -> int:
        """How many signs."""
        return len(self.sign)

    @classmethod
    def first(cls) -> Any:
        """The mark at the beginning."""
        return cls(0)

    def __str__(self) -> str:
        return super().__repr__()


class Boxed(Record, Generic[_Value]):
    value: _Value
    names: Sequence[str] = ()


class Theirs:
    """The same, made by typing."""

    class Mark(NamedTuple):
        """A mark."""

        place: int
        sign: str = "，"
        doubled: bool = False

    class Boxed(NamedTuple, Generic[_Value]):
        value: _Value
        names: Sequence[str] = ()


def made(base: Any, number: int, defaults: int) -> Any:
    """A class with so many fields, of which the last ones have defaults."""
    names = [f"f{each}" for each in range(number)]
    lines = [f"    {name}: int" + (f" = {each}" if each >= number - defaults else "") for each, name in enumerate(names)]
    space = {"Base": base, "__name__": __name__}
    exec("from __future__ import annotations\nclass Made(Base):\n" + "\n".join(lines or ["    pass"]), space)
    return space["Made"]


def outcome(call: Callable[[], object]) -> object:
    try:
        return call()
    except (TypeError, ValueError) as error:
        return type(error), str(error)


NAMES = st.sampled_from([f"f{number}" for number in range(15)] + ["other", "self"])


@given(st.integers(0, 14), st.integers(0, 14), st.lists(st.integers(), max_size=16), st.dictionaries(NAMES, st.integers(), max_size=6))
def test_it_takes_the_arguments_that_typing_takes(number: int, defaults: int, values: list[int], named: dict[str, int]) -> None:
    ours, theirs = made(Record, number, min(defaults, number)), made(NamedTuple, number, min(defaults, number))
    assert outcome(lambda: ours(*values, **named)) == outcome(lambda: theirs(*values, **named))
    assert outcome(lambda: ours._make(values)) == outcome(lambda: theirs._make(values))


@given(st.lists(st.integers(), max_size=40), st.dictionaries(NAMES, st.integers(), max_size=3))
def test_its_values_are_as_typings(values: list[int], changed: dict[str, int]) -> None:
    ours, theirs = (made(base, len(values), 0)(*values) for base in (Record, NamedTuple))
    assert ours == theirs == tuple(values)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs)
    assert ours._asdict() == theirs._asdict()
    assert [getattr(ours, name) for name in ours._fields] == values
    # a name that there is not is a ValueError of typing's before Python 3.13
    assert str(outcome(lambda: ours._replace(**changed))).replace("TypeError", "ValueError") == str(outcome(lambda: theirs._replace(**changed))).replace(
        "TypeError", "ValueError"
    )


@pytest.mark.parametrize("name", ["_fields", "_field_defaults", "__match_args__", "__slots__", "__annotations__", "__doc__", "__name__", "__module__"])
def test_a_class_tells_what_typings_tells(name: str) -> None:
    def told(kind: type) -> object:
        found = getattr(kind, name)
        return {key: getattr(value, "__forward_arg__", value) for key, value in found.items()} if name == "__annotations__" else found

    assert told(Mark) == told(Theirs.Mark)


def test_it_is_a_class_like_any_other() -> None:
    assert (type(Mark), Mark.__bases__, Boxed.__bases__) == (type, (tuple,), (tuple, Generic))
    assert get_type_hints(Mark) == get_type_hints(Theirs.Mark) == {"place": int, "sign": str, "doubled": bool}
    assert str(inspect.signature(Mark)).replace("'", "") == "(place, sign=，, doubled=False)"
    assert not hasattr(Mark(1), "__dict__")


def test_methods_and_properties_are_its_own() -> None:
    assert Mark(3).twice() == (3, "，，", True)
    assert Mark(3).twice().width == 2
    assert Mark.first() == (0, "，", False)
    assert str(Mark(3)) == "(3, '，', False)"


def test_a_value_goes_through_a_pickle_and_a_copy() -> None:
    for value in (Mark(3, "。"), Boxed("字", ["a"])):
        for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
            assert (again, type(again)) == (value, type(value))
    if sys.version_info >= (3, 13):
        assert copy.replace(Mark(3), sign="。") == (3, "。", False)


def test_a_match_takes_its_fields_in_order() -> None:
    match Mark(3, "。"):
        case Mark(place, "。", doubled=doubled):
            assert (place, doubled) == (3, False)
        case _:
            pytest.fail("no match")


def test_a_generic_one_is_told_its_type() -> None:
    assert Boxed[int](3).value == 3
    assert Boxed[int].__args__ == (int,)


def test_a_field_can_not_be_set() -> None:
    assert outcome_of_setting(Mark(3)) == outcome_of_setting(Theirs.Mark(3)) == "can't set attribute"


def outcome_of_setting(value: Any) -> str:
    with pytest.raises(AttributeError) as raised:
        value.place = 4
    return str(raised.value)


def test_a_field_without_default_stands_before_those_with_one() -> None:
    with pytest.raises(TypeError, match="without a default follows"):
        exec("from __future__ import annotations\nclass Wrong(Base):\n    a: int = 1\n    b: int", {"Base": Record})


def test_no_class_evaluates_an_annotation() -> None:
    space: dict[str, Any] = {"Base": Record, "__name__": "nowhere"}
    exec("from __future__ import annotations\nclass Fine(Base):\n    a: no_such_type[1 / 0]", space)
    assert space["Fine"](1).a == 1


def constructed(kinds: Iterable[Any]) -> list[int]:
    """The bytecode of the constructors."""
    return [len(kind.__new__.__code__.co_code) for kind in kinds]


def test_its_constructor_does_no_more_than_typings() -> None:
    for number in (0, 1, 5, 20):
        ours, theirs = constructed((made(Record, number, 0), made(NamedTuple, number, 0)))
        assert ours <= theirs
