"""Parameters of kinds of checks as a user writes and reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import regex

from planlint.rulebook.page_words import labels

_TYPES = {str: ("文字", "a text"), int: ("整数", "a whole number"), float: ("数", "a number"), bool: ("true 或 false", "true or false")}


def type_words(hint: Any, language: str) -> str:
    """What the values of a parameter are, as a user would say it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return type_words(next(argument for argument in arguments if argument is not type(None)), language)
    zh, en = _TYPES.get(hint, ("", ""))
    if origin is Literal:
        words = labels(language).comma.join(f"`{argument}`" for argument in arguments)
        return f"{words} 之一" if language == "zh" else f"one of {words}"
    if origin is tuple:
        inner = type_words(arguments[0], language)
        return f"列表，每项为{inner}" if language == "zh" else f"a list, each item {inner}"
    if hint is regex.Pattern or origin is regex.Pattern:
        zh, en = "匹配式", "a pattern"
    elif origin is not None:
        zh, en = "若干“键: 值”", "“key: value” pairs"
    return en if language == "en" else zh


def toml(value: object) -> str:
    """A value of a parameter as TOML. Patterns are texts."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml(str(key))} = {toml(item)}" for key, item in value.items()) + " }" if value else "{}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, regex.Pattern):
        return toml(value.pattern)
    return json.dumps(value, ensure_ascii=False)
