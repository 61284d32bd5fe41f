"""A rule file decoded: every key known, every value of its type, every fault at its place."""

from __future__ import annotations

import os
import string
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import regex

from planlint.check import Check
from planlint.diagnostic import Applicability, Confidence, Severity
from planlint.rulebook.kinds import KINDS, WITHOUT_EXAMPLES, load_kind
from planlint.rulebook.rule import Example, Expectation, Rule, Words
from planlint.rulebook.yaml_nodes import Place, RuleError, compose, nearest
from planlint.syntax.nodes import Kind
from planlint.syntax.select import NUMBERED, TEXT, Selector
from planlint.text.ordinals import Family

__all__ = ["KEYS", "RuleError", "decode_rule"]

KEYS: tuple[str, ...] = (
    "code", "name", "title", "severity", "confidence", "default", "fold", "when", "where",
    "check", "with", "message", "why", "basis", "fix", "examples",
)  # fmt: skip
REQUIRED: tuple[str, ...] = ("code", "name", "title", "severity", "check", "message", "why", "basis")
NODES: tuple[str, ...] = (*(kind.value for kind in Kind), NUMBERED, TEXT)
_CODE = regex.compile(r"[A-Z]{2,5}\d{3}")
_NAME = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def decode_rule(text: str, file: str) -> Rule:
    """The rule that a YAML text holds; `file` names it in errors and its stem is the name of the rule.

    Raises RuleError.
    """
    root = compose(text, file)
    fields = root.fields(KEYS)
    for key in REQUIRED:
        if key not in fields:
            root.fail(f"缺少键“{key}”")
    kind_name = fields["check"].text()
    if kind_name not in KINDS:
        fields["check"].fail(f"没有“{kind_name}”这种检查{nearest(kind_name, tuple(KINDS))}")
    kind = load_kind(kind_name)
    bad, good = _examples(root, fields.get("examples"), needed=kind_name not in WITHOUT_EXAMPLES)
    fix, fix_title = _fix(fields.get("fix"), kind)
    return Rule(
        code=_matching(fields["code"], _CODE, "代码应为大写字母加三位数字，如NUM001"),
        name=_name(fields["name"], file),
        title=_words(fields["title"]),
        severity=Severity[fields["severity"].choice(tuple(s.label for s in Severity)).upper()],
        confidence=Confidence[fields["confidence"].choice(tuple(c.label for c in Confidence)).upper()] if "confidence" in fields else Confidence.HIGH,
        enabled="default" not in fields or fields["default"].choice(("on", "off")) == "on",
        genres=_genres(fields.get("when")),
        selector=_selector(fields.get("where")),
        check=_check(root, fields.get("with"), kind),
        message=_template(fields["message"], kind),
        why=_words(fields["why"]),
        basis=fields["basis"].text(),
        fix=fix,
        fix_title=fix_title,
        bad=bad,
        good=good,
        file=file,
        fold=fields["fold"].number() if "fold" in fields else 0,
    )


def _matching(place: Place, form: regex.Pattern[str], otherwise: str) -> str:
    written = place.text()
    if form.fullmatch(written) is None:
        place.fail(otherwise)
    return written


def _name(place: Place, file: str) -> str:
    name = _matching(place, _NAME, "名称应为小写英文词，以“-”相连，如numbering-gap")
    stem = os.path.splitext(os.path.basename(file))[0]
    if stem != name:
        place.fail(f"规则名“{name}”应与文件名“{stem}”相同")
    return name


def _words(place: Place) -> Words:
    if place.is_text:
        return Words(place.text())
    fields = place.fields(("zh", "en"))
    if "zh" not in fields:
        place.fail("缺少中文（zh）")
    return Words(fields["zh"].text(), fields["en"].text() if "en" in fields else "")


def _template(place: Place, kind: type[Check]) -> Words:
    words = _words(place)
    for template in words:
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
        except ValueError as error:
            place.fail(f"占位符写法有误：{error}")
        for name in names:
            if name not in kind.placeholders:
                known = tuple(sorted(kind.placeholders))
                place.fail(f"没有占位符“{{{name}}}”{nearest(name, known)}；可用的有{'、'.join(known) or '（无）'}")
    return words


def _fix(place: Place | None, kind: type[Check]) -> tuple[Applicability | None, Words]:
    if place is None:
        return None, Words("")
    if not kind.repairs:
        place.fail("这种检查不提供修复，不能写fix")
    fields = place.fields(("applicability", "title"))
    if "applicability" not in fields or "title" not in fields:
        place.fail("fix应有applicability和title")
    applicability = Applicability(fields["applicability"].choice(tuple(a.value for a in Applicability)))
    return applicability, _template(fields["title"], kind)


def _genres(place: Place | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    fields = place.fields(("genre",))
    return frozenset(item.text() for item in fields["genre"].items()) if "genre" in fields else frozenset()


def _selector(place: Place | None) -> Selector:
    if place is None:
        return Selector()
    fields = place.fields(("node", "level", "role", "family", "within", "outside", "has", "title"))
    families = tuple(family.value for family in Family)
    words: dict[str, frozenset[str]] = {}
    for name, known in (("node", NODES), ("family", families), ("role", None), ("within", None), ("outside", None), ("has", None)):
        if name in fields:
            words[name] = frozenset(item.choice(known) if known else item.text() for item in fields[name].items())
    level = frozenset(item.number() for item in fields["level"].items()) if "level" in fields else frozenset()
    title = _pattern(fields["title"]) if "title" in fields else None
    return Selector(
        words.get("node", Selector().node),
        level,
        words.get("role", frozenset()),
        words.get("family", frozenset()),
        words.get("within", frozenset()),
        words.get("outside", frozenset()),
        words.get("has", frozenset()),
        title,
    )


def _pattern(place: Place) -> regex.Pattern[str]:
    try:
        return regex.compile(place.text())
    except regex.error as error:
        place.fail(f"匹配式写法有误：{error}")


def parameters(kind: type[Check]) -> dict[str, tuple[Any, bool]]:
    """The parameters of a kind: their types, and whether a rule must give them."""
    defaults: Mapping[str, Any] = getattr(kind, "_field_defaults", {})
    hints = get_type_hints(kind)
    return {name: (hints[name], name not in defaults) for name in getattr(kind, "_fields", ())}


def _check(root: Place, place: Place | None, kind: type[Check]) -> Check:
    known = parameters(kind)
    fields = place.fields(tuple(known)) if place is not None else {}
    for name, (_, required) in known.items():
        if required and name not in fields:
            (place or root).fail(f"检查缺少参数“{name}”")
    make: Callable[..., Check] = kind
    return make(**{name: _value(value, known[name][0]) for name, value in fields.items()})


def _value(place: Place, hint: Any) -> Any:
    """A parameter's value by the type its kind declares."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return _value(place, next(argument for argument in arguments if argument is not type(None)))
    if origin is Literal:
        return place.choice(tuple(str(argument) for argument in arguments))
    if origin is tuple:
        return tuple(_value(item, arguments[0]) for item in place.items())
    if origin is not None and issubclass(origin, Mapping):
        return {name: _value(value, arguments[1]) for name, value in place.fields().items()}
    if hint is regex.Pattern or origin is regex.Pattern:
        return _pattern(place)
    if hint is bool:
        return place.choice(("true", "false")) == "true"
    return place.number() if hint is int else place.text()


def _examples(root: Place, place: Place | None, *, needed: bool) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    if place is None:
        if needed:
            root.fail("缺少键“examples”：每条规则都要有正反例子")
        return (), ()
    fields = place.fields(("bad", "good"))
    bad = tuple(_bad(item) for item in fields["bad"].items()) if "bad" in fields else ()
    good = tuple(_good(item) for item in fields["good"].items()) if "good" in fields else ()
    if not bad or not good:
        place.fail("正例（good）和反例（bad）都至少要有一个")
    return bad, good


def _bad(place: Place) -> Example:
    fields = place.fields(("text", "expect", "fixed"))
    if "text" not in fields or "expect" not in fields:
        place.fail("反例应有text和expect")
    expect = tuple(_expectation(item) for item in fields["expect"].items())
    return Example(fields["text"].text(), expect, fields["fixed"].text() if "fixed" in fields else None, place.node.start_mark.line + 1)


def _expectation(place: Place) -> Expectation:
    fields = place.fields(("line", "text"))
    if "line" not in fields:
        place.fail("expect应有行号line")
    return Expectation(fields["line"].number(), fields["text"].text() if "text" in fields else "")


def _good(place: Place) -> Example:
    fields = place.fields(("text",))
    if "text" not in fields:
        place.fail("正例应有text")
    return Example(fields["text"].text(), line=place.node.start_mark.line + 1)
