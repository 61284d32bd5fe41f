"""JSON Schema of a rule file, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import regex

from planlint.findings.diagnostic import Applicability, Confidence, Severity
from planlint.rulebook.decode import CODE, KEYS, NAME, PREFIX, REQUIRED, vocabulary
from planlint.rulebook.kinds import KINDS, WITHOUT_EXAMPLES, load_kind, plugged
from planlint.rulebook.parameters import parameters

_TEXT = {"type": "string"}
_WORDS = {
    "oneOf": [_TEXT, {"type": "object", "properties": {"zh": _TEXT, "en": _TEXT}, "required": ["zh"], "additionalProperties": False}],
}


def schema() -> dict[str, Any]:
    """The schema as plain values for json.dumps, built from the tables that decoding uses; kinds of installed packages are in it.

    Raises Unusable for one of those that can't be used.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "planlint rule",
        "type": "object",
        "properties": {key: _property(key) for key in KEYS},
        "required": list(REQUIRED),
        "additionalProperties": False,
        "allOf": [_of_kind(name) for name in _kinds()],
    }


def _kinds() -> list[str]:
    return sorted((*KINDS, *plugged()))


def _property(key: str) -> dict[str, Any]:
    match key:
        case "code":
            return {"type": "string", "pattern": f"^{CODE.pattern}$"}
        case "name":
            return {"type": "string", "pattern": f"^{NAME.pattern}$"}
        case "severity":
            return {"enum": [severity.label for severity in Severity]}
        case "confidence":
            return {"enum": [confidence.label for confidence in Confidence]}
        case "default":
            return {"enum": ["on", "off", True, False]}
        case "fold":
            return {"type": "integer", "minimum": 0}
        case "instead_of":
            return _list({"type": "string", "pattern": f"^{PREFIX.pattern}$"})
        case "check":
            return {"enum": _kinds()}
        case "when":
            return _object({"genre": _list({"enum": list(vocabulary()["genre"])})})
        case "where":
            return _where()
        case "with":
            return {"type": "object"}
        case "fix":
            return _object({"applicability": {"enum": [a.value for a in Applicability]}, "title": _WORDS}, "applicability", "title")
        case "examples":
            return _examples()
        case "basis":
            return _TEXT
        case _:
            return _WORDS


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _list(item: dict[str, Any], *, least: int = 1) -> dict[str, Any]:
    return {"oneOf": [item, {"type": "array", "items": item, "minItems": least}]}


def _where() -> dict[str, Any]:
    words = {name: _list({"enum": list(known)}) for name, known in vocabulary().items() if name != "genre"}
    return _object({**words, "level": _list({"type": "integer", "minimum": 0}), "title": _TEXT})


def _examples() -> dict[str, Any]:
    expect = _list(_object({"line": {"type": "integer", "minimum": 1}, "text": _TEXT}, "line"))
    bad = _list(_object({"text": _TEXT, "expect": expect, "fixed": _TEXT}, "text", "expect"))
    good = _list(_object({"text": _TEXT}, "text"))
    return _object({"bad": bad, "good": good}, "bad", "good")


def _of_kind(name: str) -> dict[str, Any]:
    kind = load_kind(name)
    known = parameters(kind)
    words: Mapping[str, tuple[str, str]] = getattr(kind, "parameter_words", {})
    required = [parameter for parameter, (_, needed) in known.items() if needed]
    values = {parameter: {**type_schema(hint), **_described(words.get(parameter))} for parameter, (hint, _) in known.items()}
    then: dict[str, Any] = {"properties": {"with": _object(values, *required)}}
    needs = (["with"] if required else []) + ([] if name in WITHOUT_EXAMPLES else ["examples"])
    return {"if": {"properties": {"check": {"const": name}}}, "then": {**then, "required": needs}}


def _described(words: tuple[str, str] | None) -> dict[str, str]:
    return {"description": "\n".join(words)} if words is not None else {}


def type_schema(hint: Any) -> dict[str, Any]:
    """What the values of a parameter look like, by its type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return type_schema(next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return _list(type_schema(arguments[0]), least=0)
    if hint is int:
        return {"type": "integer"}
    if hint is float:
        return {"type": "number"}
    if hint is bool:
        return {"type": "boolean"}
    if origin is not None and origin is not regex.Pattern and isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": type_schema(arguments[1])}
    return _TEXT
