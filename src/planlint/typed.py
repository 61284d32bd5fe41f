"""The words of `typing`, without importing it: they speak to a type checker, and a run that reads no types pays nothing for them.

At run time each is a stand-in that bears what is written with it. Where we read annotations ourselves, as those of kinds of checks, they are read with
the words of `typing` themselves; an alias made of a stand-in would say nothing there.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""True to a type checker alone, as that of `typing`."""

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any, ClassVar, Final, Generic, Literal, NoReturn, Protocol, TextIO, TypeVar, cast
else:

    class Generic:
        """What a class is to be one of, and any type is to be a part of."""

        def __class_getitem__(cls, _):
            return cls

    class Protocol(Generic):
        """What a class is to be one of that says no more than what another one can do."""

    Any = Callable = ClassVar = Final = IO = Literal = NoReturn = TextIO = Generic

    def TypeVar(name, *_, **__):
        """A type that is not known yet."""
        return object

    def cast(_, value):
        """The value."""
        return value


__all__ = ["IO", "TYPE_CHECKING", "Any", "Callable", "ClassVar", "Final", "Generic", "Literal", "NoReturn", "Protocol", "TextIO", "TypeVar", "cast"]
