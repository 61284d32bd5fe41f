"""`planlint schema`: the JSON Schema of what `tree`, `tasks` and `targets` give to programs."""

from __future__ import annotations

import os

from planlint.cli import terminal
from planlint.cli.outputs import give_json
from planlint.cli.terminal import complain
from planlint.compare.changes import Kind as Kind_
from planlint.compare.relations import Change, Relation, Scope, State
from planlint.compare.targets import Standing
from planlint.facts.targets.target import Purpose
from planlint.phrases.bodies import Duty, Rank
from planlint.record import Record
from planlint.records.json_schema import schema as records
from planlint.reporters.escape import visible
from planlint.syntax.nodes import Kind

_Schema = dict[str, object]

_TEXT: _Schema = {"type": "string"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}
_FLAG: _Schema = {"type": "boolean"}
_COUNT: _Schema = {"type": "integer", "minimum": 0}
_DATE: _Schema = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


class Schema(Record):
    """The values of one call of `planlint schema`."""

    name: str
    lang: str | None

    def run(self) -> int:
        """Print the schema; 0, or 2 for a name that has none."""
        schema = schemas().get(self.name)
        if schema is None:
            name, names = visible(self.name), tuple(schemas())
            return complain(
                f"没有“{name}”的格式；有的是 {'、'.join(names)}",
                f"there is no schema of “{name}”, but of {', '.join(names)}",
                terminal.language(self.lang, os.environ),
            )
        give_json(schema)
        return 0


def schemas() -> dict[str, _Schema]:
    """The schemas by the name of what they tell of."""
    return {
        "tree": _tree(),
        "tasks": _tasks(),
        "bodies": _bodies(),
        "targets": _targets(),
        "compare": _compare(),
        "similar": _similar(),
        "cites": _cites(),
        "records": records(),
    }


def _compare() -> _Schema:
    plan = _object({"path": _TEXT, "title": _or_null("string")})
    at = {"start": {"$ref": "#/$defs/place"}, "end": {"$ref": "#/$defs/place"}}
    section: _Schema = {"number_path": _TEXTS, "title": _TEXT, **at}
    section_or_null: _Schema = {"oneOf": [{"$ref": "#/$defs/section"}, {"type": "null"}]}
    text = _object({"text": _TEXT, **at})
    body = _object({"name": _TEXT, "duty": _duty(), "elsewhere": {"oneOf": [_TEXTS, {"type": "null"}]}})
    leads = _object({"superior": _TEXTS, "draft": _TEXTS})
    measure = _object(
        {
            "text": _TEXT,
            **at,
            "scope": {"enum": [scope.value for scope in Scope]},
            "state": {"enum": [state.value for state in State]},
            "change": {"enum": [*(change.value for change in Change), None]},
            "score": {"type": "number", "minimum": 0, "maximum": 1},
            "nearest": {"oneOf": [_object({"text": _TEXT, **section}), {"type": "null"}]},
        }
    )
    task = _object(
        {
            **section,
            "relation": {"enum": [relation.value for relation in Relation]},
            "reason": _TEXT,
            "counterpart": section_or_null,
            "host": section_or_null,
            "likeness": {"type": "number", "minimum": 0},
            "measures": {"type": "array", "items": {"$ref": "#/$defs/measure"}},
            "bodies": _object(
                {
                    "missing": {"type": "array", "items": body},
                    "extra": _TEXTS,
                    "left": _TEXTS,
                    "leads": {"oneOf": [leads, {"type": "null"}]},
                }
            ),
            "deadline": {"oneOf": [_object({"superior": _DATE, "draft": _DATE}), {"type": "null"}]},
        }
    )
    target = _object(
        {
            "indicator": _TEXT,
            "year": _or_null("integer"),
            "period": _or_null("string"),
            "comparator": _TEXT,
            "change": _or_null("string"),
            "low": _or_null("number"),
            "high": _or_null("number"),
            "unit": _or_null("string"),
            "value_text": _TEXT,
            "text": _TEXT,
            **at,
        }
    )
    pair = _object(
        {
            "number_path": _TEXTS,
            "standing": {"enum": [standing.value for standing in Standing]},
            "superior": {"$ref": "#/$defs/target"},
            "draft": {"oneOf": [{"$ref": "#/$defs/target"}, {"type": "null"}]},
            "kept": {"oneOf": [text, {"type": "null"}]},
        }
    )
    superior = _object(
        {
            "path": _TEXT,
            "title": _or_null("string"),
            "summary": _object({"tasks": _COUNT, **{relation.value: _COUNT for relation in Relation}}),
            "tasks": {"type": "array", "items": {"$ref": "#/$defs/task"}},
            "targets": {"type": "array", "items": pair},
            "added_tasks": {"type": "array", "items": _object({**section, "sure": _FLAG})},
            "added_targets": {"type": "array", "items": {"$ref": "#/$defs/target"}},
        }
    )
    suppressed = _object({"kind": _TEXT, "reason": _TEXT})
    question = _object(
        {
            "code": _TEXT,
            "name": _TEXT,
            "message": _TEXT,
            **at,
            "section": _TEXTS,
            "fingerprint": _TEXT,
            "suppressed": {"oneOf": [suppressed, {"type": "null"}]},
        }
    )
    against = {
        "mode": {"const": "against"},
        "draft": plan,
        "superiors": {"type": "array", "items": superior},
        "questions": {"type": "array", "items": question},
    }
    between = _object({"start": {"$ref": "#/$defs/place"}, "end": {"$ref": "#/$defs/place"}})
    change = _object(
        {
            "kind": {"enum": [kind.value for kind in Kind_]},
            "place": _TEXT,
            "before": _or_null("string"),
            "now": _or_null("string"),
            "old": {"oneOf": [between, {"type": "null"}]},
            "new": {"oneOf": [between, {"type": "null"}]},
            "share": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
            "number": _or_null("integer"),
            "message": _TEXT,
            "fingerprint": _TEXT,
            "suppressed": {"oneOf": [suppressed, {"type": "null"}]},
        }
    )
    with_ = {
        "mode": {"const": "with"},
        "new": plan,
        "old": plan,
        "summary": _object({"changes": _COUNT, "renumbered": _COUNT, **{kind.value: _COUNT for kind in Kind_}}),
        "changes": {"type": "array", "items": change},
    }
    matrix = {"mode": {"const": "matrix"}, "plans": {"type": "array", "items": {"$ref": "#/$defs/against"}}}
    schema: _Schema = {"const": "planlint/compare@1"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "planlint/compare@1",
        "description": "What `planlint compare --output-format json` gives: a draft against its superior plans, or with the one before.",
        "oneOf": [{"$ref": "#/$defs/against"}, _object({"schema": schema, **with_}), _object({"schema": schema, **matrix})],
        "$defs": {
            "against": _object({"schema": schema, **against}),
            "place": _place(),
            "section": _object(section),
            "measure": measure,
            "task": task,
            "target": target,
        },
    }


def _tree() -> _Schema:
    node = _object(
        {
            "kind": {"enum": [kind.value for kind in Kind]},
            "number": _or_null("string"),
            "family": _or_null("string"),
            "value": _or_null("integer"),
            "level": _COUNT,
            "title": _TEXT,
            "role": _or_null("string"),
            "run_in": _FLAG,
            "start": {"$ref": "#/$defs/place"},
            "end": {"$ref": "#/$defs/place"},
            "children": {"type": "array", "items": {"$ref": "#/$defs/node"}},
        }
    )
    return _schema(
        "planlint/tree@1",
        "What `planlint tree --output-format json` gives.",
        {
            "path": _TEXT,
            "title": _or_null("string"),
            "genre": _or_null("string"),
            "date": _DATE,
            "document_number": _or_null("string"),
            "issuers": _TEXTS,
            "period": {"type": ["array", "null"], "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
            "root": {"$ref": "#/$defs/node"},
        },
        {"place": _place(), "node": node},
    )


def _tasks() -> _Schema:
    body = _object(
        {
            "name": _TEXT,
            "id": _TEXT,
            "region": _or_null("string"),
            "region_code": {"type": ["string", "null"], "pattern": r"^\d{6}$"},
            "duty": _duty(),
            "rank": {"enum": [rank.value for rank in Rank]},
        }
    )
    task = _object(
        {
            "path": _TEXT,
            "number_path": _TEXTS,
            "title": _TEXT,
            "role": _or_null("string"),
            "row": {"type": "integer", "minimum": 1},
            "rows": {"type": "integer", "minimum": 1},
            "measure": _TEXT,
            "start": {"$ref": "#/$defs/place"},
            "end": {"$ref": "#/$defs/place"},
            **{duty.value: _TEXTS for duty in Duty},
            "bodies": {"type": "array", "items": {"$ref": "#/$defs/body"}},
            "collective": _FLAG,
            "written": _TEXT,
            "inherited_from": {"type": ["array", "null"], "items": _TEXT},
            "deadline": _DATE,
            "deadline_text": _or_null("string"),
            "ongoing": _FLAG,
            "implied": _TEXTS,
            "cell": _cell(),
            "implied_by": {"type": ["array", "null"], "items": _TEXT},
        }
    )
    return _schema(
        "planlint/tasks@2",
        "What `planlint tasks --output-format json` gives: a row for each list of bodies, and for each item without one.",
        {"tasks": {"type": "array", "items": {"$ref": "#/$defs/task"}}},
        {"place": _place(), "body": body, "task": task},
    )


def _bodies() -> _Schema:
    task = _object(
        {
            "path": _TEXT,
            "number_path": _TEXTS,
            "title": _TEXT,
            "row": {"type": "integer", "minimum": 1},
            "measure": _TEXT,
            "duty": _duty(),
            "deadline": _DATE,
            "ongoing": _FLAG,
            "implied": _FLAG,
        }
    )
    body = _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "names": _TEXTS,
            "region": _or_null("string"),
            "region_code": {"type": ["string", "null"], "pattern": r"^\d{6}$"},
            "tasks": {"type": "array", "items": task},
        }
    )
    return _schema(
        "planlint/bodies@1",
        "What `planlint tasks --by body --output-format json` gives: the bodies with their tasks.",
        {"bodies": {"type": "array", "items": body}},
        {},
    )


def _targets() -> _Schema:
    baseline = {
        "type": ["object", "null"],
        "properties": {"year": _or_null("integer"), "value": {"type": ["number", "string", "null"]}, "comparator": _TEXT},
        "required": ["year", "value", "comparator"],
    }
    target = _object(
        {
            "path": _TEXT,
            "start": {"$ref": "#/$defs/place"},
            "end": {"$ref": "#/$defs/place"},
            "kind": {"enum": [purpose.value for purpose in Purpose]},
            "id": _TEXT,
            "subject": _or_null("string"),
            "year": _or_null("integer"),
            "period": _or_null("string"),
            "base_year": _or_null("integer"),
            "indicator": _TEXT,
            "comparator": {"enum": ["=", ">=", "<=", ">", "<", "~", "before", "qualitative"]},
            "change": {"enum": ["increase", "decrease", None]},
            "value": _or_null("number"),
            "low": _or_null("number"),
            "high": _or_null("number"),
            "value_text": _TEXT,
            "unit": _or_null("string"),
            "text": _TEXT,
            "cell": _cell(),
            "nature": {"enum": ["binding", "expected", None]},
            "cumulative": _FLAG,
            "baseline": baseline,
            "groups": _TEXTS,
        }
    )
    return _schema(
        "planlint/targets@2",
        "What `planlint targets --output-format json` gives.",
        {"targets": {"type": "array", "items": {"$ref": "#/$defs/target"}}},
        {"place": _place(), "target": target},
    )


def _similar() -> _Schema:
    member = _object(
        {
            "document": _TEXT,
            "path": _TEXT,
            "title": _or_null("string"),
            "region": _or_null("string"),
            "level": _level(),
            "date": _DATE,
            "task": _or_null("integer"),
            "similarity": {"type": "number", "minimum": 0, "maximum": 1},
            "same": _FLAG,
        }
    )
    family = _object({"size": _COUNT, "levels": _TEXTS, "members": {"type": "array", "items": {"$ref": "#/$defs/member"}, "minItems": 2}})
    return _schema(
        "planlint/similar@1",
        "What `planlint similar --output-format json` gives: families, in each the earliest member first.",
        {"of": {"enum": ["documents", "tasks"]}, "families": {"type": "array", "items": {"$ref": "#/$defs/family"}}},
        {"member": member, "family": family},
    )


def _cites() -> _Schema:
    document = _object({"document": _TEXT, "path": _TEXT, "title": _or_null("string"), "number": _or_null("string"), "level": _level(), "date": _DATE})
    edge = _object(
        {
            "document": {"$ref": "#/$defs/document"},
            "title": _TEXT,
            "number": _or_null("string"),
            "superior": {"oneOf": [{"$ref": "#/$defs/document"}, {"type": "null"}]},
            "skips": _FLAG,
        }
    )
    missing = _object({"title": _TEXT, "number": _or_null("string"), "documents": _COUNT})
    return _schema(
        "planlint/cites@1",
        "What `planlint cites --output-format json` gives: who carries out whom, and the holes in the chain.",
        {
            "edges": {"type": "array", "items": {"$ref": "#/$defs/edge"}},
            "missing": {"type": "array", "items": {"$ref": "#/$defs/missing"}},
            "rootless": {"type": "array", "items": {"$ref": "#/$defs/document"}},
        },
        {"document": document, "edge": edge, "missing": missing},
    )


def _level() -> _Schema:
    return {"enum": ["national", "province", "city", "county", None]}


def _schema(name: str, description: str, properties: _Schema, parts: _Schema) -> _Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": description,
        **_object({"schema": {"const": name}, **properties}),
        **({"$defs": parts} if parts else {}),
    }


def _object(properties: _Schema) -> _Schema:
    """An object that has all of some properties and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _or_null(kind: str) -> _Schema:
    return {"type": [kind, "null"]}


def _duty() -> _Schema:
    return {"enum": [duty.value for duty in Duty]}


def _cell() -> _Schema:
    return {"type": ["object", "null"], "properties": {name: {"type": "integer", "minimum": 1} for name in ("table", "row", "column")}}


def _place() -> _Schema:
    return _object(dict.fromkeys(("line", "column", "offset"), _COUNT))
