"""Enums: those of `enum`, written and used in the same way, at the price of a plain class.

`enum` makes a class of five members in the time of seven plain classes, looks for flags, aliases and mixed types that ours have not, and takes as long to be
imported as ten of them. Here a member is made of each name of a body that has a value; two names have two values.
"""

from __future__ import annotations

from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import Enum, IntEnum, StrEnum
else:

    class _Maker(type):
        """Makes of a class with values its members: iterated in their order, looked up by name as in a dict, and by value as by a call."""

        def __new__(cls, name, bases, body):
            values = {word: body.pop(word) for word in [word for word in body if word[0] != "_" and not hasattr(body[word], "__get__")]}
            made = super().__new__(cls, name, bases, body)
            made.__members__ = {}
            made._known = {}
            for word, value in values.items():
                member = made.__new__(made, *value) if type(value) is tuple else made.__new__(made, value)
                member.name, member.value = word, vars(member).pop("_value_", value)
                made.__members__[word] = made._known[member.value] = member
                setattr(made, word, member)
            return made

        def __call__(cls, value):
            try:
                return cls._known[value]
            except (KeyError, TypeError):
                raise ValueError(f"{value!r} is not a valid {cls.__qualname__}") from None

        def __getitem__(cls, name):
            return cls.__members__[name]

        def __iter__(cls):
            return iter(cls.__members__.values())

        def __len__(cls):
            return len(cls.__members__)

        def __contains__(cls, value):
            return isinstance(value, cls) or value in cls._known

    class Enum(metaclass=_Maker):
        """One of a closed set of values, as `enum.Enum`: its `name` and `value`, and itself again from a copy or a pickle."""

        def __new__(cls, _):
            """One member, before it is given its name and its value."""
            return object.__new__(cls)

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __str__(self):
            return f"{type(self).__name__}.{self.name}"

        def __reduce_ex__(self, _):
            return type(self), (self.value,)

    class IntEnum(int, Enum):
        """A number out of a closed set."""

        __new__ = int.__new__
        __repr__ = Enum.__repr__
        __str__ = int.__repr__
        __reduce_ex__ = Enum.__reduce_ex__

    class StrEnum(str, Enum):
        """A word out of a closed set."""

        __new__ = str.__new__
        __repr__ = Enum.__repr__
        __reduce_ex__ = Enum.__reduce_ex__


__all__ = ["Enum", "IntEnum", "StrEnum"]
