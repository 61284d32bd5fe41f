"""JSON Schema of a configuration file, for editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planlint.rule import Rule
from planlint.rulebook.parameters import parameters
from planlint.rulebook.schema import type_schema
from planlint.settings.config import SEVERITIES, STAGE_WORDS
from planlint.settings.keys import KEYS, PROFILE_KEYS, STAGE_KEYS, Form, Key
from planlint.typed import Any

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_WORDS = {"type": "array", "items": _TEXT}


def schema(rules: Sequence[Rule]) -> dict[str, Any]:
    """The schema as plain values, built from the table that decoding uses; the rules tell which parameters there are."""
    return {
        "$schema": _DRAFT,
        "title": "planlint configuration",
        "type": "object",
        "properties": _properties(KEYS),
        "additionalProperties": False,
        "$defs": {
            "rules": {
                "type": "object",
                "properties": {name: _setting(rule) for rule in rules for name in (rule.code, rule.name)},
                "additionalProperties": _setting(None),
            },
            "stage": _object(_properties(STAGE_KEYS)),
            "profile": _object(_properties(PROFILE_KEYS)),
        },
    }


def of_project(of_planlint: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a pyproject.toml, in which the configuration is a table; of all else in it nothing is said."""
    table = {name: value for name, value in of_planlint.items() if name not in ("$schema", "$defs")}
    return {
        "$schema": of_planlint["$schema"],
        "title": "pyproject.toml",
        "type": "object",
        "properties": {"tool": {"type": "object", "properties": {"planlint": table}}},
        "$defs": of_planlint["$defs"],
    }


def of_list() -> dict[str, Any]:
    """The schema of a list of findings to let stand, which is beside the documents it is about."""
    fields = {**dict.fromkeys(("file", "code", "reason"), _TEXT), "section": {"oneOf": [_TEXT, _WORDS]}, "text": {"type": "string"}}
    entry = {**_object(fields), "required": ["file", "code", "reason"]}
    return {
        "$schema": _DRAFT,
        "title": "planlint: findings that are let stand",
        **_object({"ignore": {"type": "array", "items": entry}}),
        "required": ["ignore"],
    }


def _properties(keys: Sequence[Key]) -> dict[str, Any]:
    return {key.name: {"description": f"{key.zh} {key.en}", **_of(key)} for key in keys}


def _of(key: Key) -> Mapping[str, Any]:
    match key.form:
        case Form.WORDS | Form.PATHS | Form.GLOBS:
            return _WORDS
        case Form.PATH:
            return _TEXT
        case Form.CHOICE:
            return {"enum": list(key.choices)}
        case Form.SWITCH:
            return {"type": "boolean"}
        case Form.RULES:
            return {"$ref": "#/$defs/rules"}
        case Form.CODES:
            return {"type": "object", "additionalProperties": _WORDS}
        case Form.STAGES:
            return _object({word: {"$ref": "#/$defs/stage"} for word in STAGE_WORDS})
        case Form.REASONS:
            fields = {"task": _TEXT, "reason": _TEXT}
            return {"type": "array", "items": {**_object(fields), "required": list(fields)}}
        case Form.PROFILES:
            return {"type": "object", "additionalProperties": {"$ref": "#/$defs/profile"}}


def _setting(rule: Rule | None) -> dict[str, Any]:
    """What may be set for a rule, or for a word that stands for several."""
    severity: dict[str, Any] = {"enum": list(SEVERITIES)}
    if rule is None:
        return {"oneOf": [severity, _object({"severity": severity, "with": {"type": "object"}})]}
    known = {name: type_schema(hint) for name, (hint, _) in parameters(type(rule.check)).items() if name != "registries"}
    described = {"description": f"{rule.code} {rule.title.zh} {rule.title.en}".strip()}
    return {**described, "oneOf": [severity, _object({"severity": severity, "with": _object(known)})]}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}
