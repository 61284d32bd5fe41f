"""The parameters of kinds of checks, and values for them from a file that has types of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import regex

from planlint.check import Check
from planlint.rulebook.lists import UnknownList, compiled_with_lists


class WrongParameter(Exception):
    """A parameter that the check has not, or a value that is not of its type; what is wrong in two languages."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(name, zh, en)
        self.name = name
        self.zh = zh
        self.en = en


def parameters(kind: type[Check]) -> dict[str, tuple[Any, bool]]:
    """The parameters of a kind: their types, and whether a rule must give them."""
    defaults: Mapping[str, Any] = getattr(kind, "_field_defaults", {})
    # our own kinds import neither, see planlint.typed
    hints = get_type_hints(kind, localns={"Literal": Literal, "Any": Any, "regex": regex})
    return {name: (hints[name], name not in defaults) for name in getattr(kind, "_fields", ())}


def changed(check: Check, values: Mapping[str, object]) -> Check:
    """The check with other values for some of its parameters.

    Raises WrongParameter.
    """
    known = parameters(type(check))
    for name in values:
        if name not in known:
            raise WrongParameter(name, *_unknown(name, tuple(known)))
    # a kind of check is a Record, which its protocol can't say
    replace: Callable[..., Check] = getattr(check, "_replace")  # noqa: B009
    made = replace(**{name: _typed(name, value, known[name][0]) for name, value in values.items()})
    group = made.unknown_group() if hasattr(made, "unknown_group") else None
    if group is not None:
        raise WrongParameter(next(iter(values)), f"匹配式里没有编组“{group}”", f"the pattern has no group “{group}”")
    return made


def _unknown(name: str, known: tuple[str, ...]) -> tuple[str, str]:
    from planlint.rulebook.yaml_nodes import nearest

    if not known:
        return "这条规则的检查没有参数", "the check of this rule has no parameters"
    zh, en = nearest(name, known)
    return f"检查没有参数“{name}”{zh or '，有' + '、'.join(known)}", f"the check has no parameter “{name}”{en or '; there are: ' + ', '.join(known)}"


def _typed(name: str, value: object, hint: Any) -> Any:
    """The value by the type that the kind declares."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _typed(name, value, next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return _one_of(name, value, arguments)
    if origin is tuple:
        return tuple(_typed(name, item, arguments[0]) for item in (value if isinstance(value, list) else [value]))
    if hint is regex.Pattern or origin is regex.Pattern:
        return _pattern(name, _simple(name, value, str))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise WrongParameter(name, f"“{name}”应为若干“键 = 值”", f"“{name}” must be a table")
        return {key: _typed(name, item, arguments[1]) for key, item in value.items()}
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _simple(name, value, hint)


_NAMES = {str: ("文字", "a text"), int: ("整数", "a whole number"), float: ("数", "a number"), bool: ("true或false", "true or false")}


def _simple(name: str, value: object, kind: Any) -> Any:
    if type(value) is not kind:
        zh, en = _NAMES[kind]
        raise WrongParameter(name, f"“{name}”应为{zh}", f"“{name}” must be {en}")
    return value


def _one_of(name: str, value: object, known: tuple[object, ...]) -> object:
    if value not in known:
        from planlint.rulebook.yaml_nodes import nearest

        words = tuple(map(str, known))
        zh, en = nearest(str(value), words)
        raise WrongParameter(name, f"“{name}”应为{'、'.join(words)}之一{zh}", f"“{name}” must be one of {', '.join(words)}{en}")
    return value


def _pattern(name: str, written: str) -> regex.Pattern[str]:
    try:
        return compiled_with_lists(written)
    except UnknownList as error:
        raise WrongParameter(name, f"rules/data 里没有词表“{error.name}”", f"rules/data has no list “{error.name}”") from None
    except (regex.error, ValueError, RecursionError) as error:
        raise WrongParameter(name, f"匹配式写法有误：{error}", f"broken pattern: {error}") from None
