"""Records: `typing.NamedTuple` at a price that three hundred of them can be made for in every run.

typing turns each annotation of a class into a ForwardRef, for which it is compiled, and evaluates a function for the class. Here annotations stay
the strings they are, and the function is one of a few that are there, under the names of the fields.
"""

from __future__ import annotations

from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from _collections import _tuplegetter

    _new = tuple.__new__
    _Function = type(lambda: None)

    _CONSTRUCTORS = [
        lambda _cls: _new(_cls, ()),
        lambda _cls, a: _new(_cls, (a,)),
        lambda _cls, a, b: _new(_cls, (a, b)),
        lambda _cls, a, b, c: _new(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
        lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
        lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
        lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j: _new(_cls, (a, b, c, d, e, f, g, h, i, j)),
        lambda _cls, a, b, c, d, e, f, g, h, i, j, k: _new(_cls, (a, b, c, d, e, f, g, h, i, j, k)),
    ]
    """Constructors by the number of fields; the few longer ones are compiled when a record needs one."""
    _GETTERS = []

    def _constructor(name, fields, defaults):
        if len(fields) < len(_CONSTRUCTORS):
            made = _CONSTRUCTORS[len(fields)]
        else:
            names = "".join(f"a{number}, " for number in range(len(fields)))
            made = eval(f"lambda _cls, {names}: _new(_cls, ({names}))", globals())
        named = made.__code__.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__")
        return _Function(named, globals(), "__new__", defaults)

    def _getter(number):
        while number >= len(_GETTERS):
            _GETTERS.append(_tuplegetter(len(_GETTERS), None))
        return _GETTERS[number]

    def _make(cls, values):
        made = _new(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changed):
        made = _new(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise TypeError(f"Got unexpected field names: {list(changed)!r}")
        return made

    def _asdict(self):
        return dict(zip(self._fields, self, strict=True))

    def _repr(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in zip(self._fields, self, strict=True))})"

    def _values(self):
        return tuple(self)

    _COMMON = {
        "_make": classmethod(_make),
        "_replace": _replace,
        "__replace__": _replace,
        "_asdict": _asdict,
        "__repr__": _repr,
        "__getnewargs__": _values,
        "__slots__": (),
    }

    class _Maker(type):
        """Makes of a class with annotated fields a tuple with these names: a class of its own right, whose type is `type`."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            given = [field for field in fields if field in body]
            if given != list(fields[len(fields) - len(given) :]):
                raise TypeError(f"a field of {name} without a default follows one with a default")
            defaults = tuple(body.pop(field) for field in given)
            made = {
                **_COMMON,
                "__new__": _constructor(body["__qualname__"], fields, defaults),
                "_fields": fields,
                "_field_defaults": dict(zip(given, defaults, strict=True)),
                "__match_args__": fields,
            }
            for number, field in enumerate(fields):
                made[field] = _getter(number)
            return type(name, (tuple, *bases[1:]), made | body)

    class Record(metaclass=_Maker):
        """A tuple whose fields have names, types and defaults, written and used as a `typing.NamedTuple`; its module postpones annotations."""


__all__ = ["Record"]
