"""A rule file decoded: every key known, every value of its type, every fault at its place."""

from __future__ import annotations

import os
import string
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import regex

from planlint import data
from planlint.check import Check
from planlint.checks.pattern import PatternCheck
from planlint.findings.diagnostic import Applicability, Confidence, Severity
from planlint.messages import UserError, Words
from planlint.phrases.ordinals import Family
from planlint.rule import Example, Expectation, Rule
from planlint.rulebook.kinds import KINDS, PLUGGED, WITHOUT_EXAMPLES, load_kind, plugged
from planlint.rulebook.lists import UnknownList, compiled_with_lists
from planlint.rulebook.parameters import parameters
from planlint.rulebook.yaml_nodes import Place, RuleError, compose, nearest
from planlint.syntax.nodes import Kind
from planlint.syntax.select import NUMBERED, TEXT, Selector

__all__ = ["CODE", "KEYS", "NAME", "NODES", "PREFIX", "REQUIRED", "RuleError", "decode_rule", "vocabulary"]

KEYS: tuple[str, ...] = (
    "code", "name", "title", "severity", "confidence", "default", "fold", "instead_of", "when", "where",
    "check", "with", "message", "why", "basis", "fix", "examples",
)  # fmt: skip
REQUIRED: tuple[str, ...] = ("code", "name", "title", "severity", "check", "message", "why", "basis")
NODES: tuple[str, ...] = (*(kind.value for kind in Kind), NUMBERED, TEXT)
CODE = regex.compile(r"[A-Z]{2,5}[0-9]{3}")
PREFIX = regex.compile(r"[A-Z]{2,5}[0-9]{0,3}")
NAME = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def decode_rule(text: str, file: str) -> Rule:
    """The rule that a YAML text holds; `file` names it in errors and its stem is the name of the rule.

    Raises RuleError.
    """
    root = compose(text, file)
    fields = root.fields(KEYS)
    for key in REQUIRED:
        if key not in fields:
            root.fail(f"缺少键“{key}”", f"the key “{key}” is missing")
    kind = _kind(fields["check"])
    bad, good = _examples(root, fields.get("examples"), needed=fields["check"].text() not in WITHOUT_EXAMPLES)
    fix, fix_title = _fix(fields.get("fix"), kind)
    return Rule(
        code=_matching(fields["code"], CODE, "代码应为大写字母加三位数字，如NUM001", "a code is capitals and three digits, such as NUM001"),
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
        basis=fields["basis"].filled(),
        fix=fix,
        fix_title=fix_title,
        bad=bad,
        good=good,
        file=file,
        fold=fields["fold"].number(least=0) if "fold" in fields else 0,
        instead_of=_prefixes(fields["instead_of"]) if "instead_of" in fields else (),
    )


def _kind(place: Place) -> type[Check]:
    name = place.text()
    try:
        return load_kind(name)
    except KeyError:
        others = plugged()
        zh, en = nearest(name, (*KINDS, *others))
        also_zh, also_en = _offered(others) if others or not zh else ("", "")
        place.fail(f"没有“{name}”这种检查{zh or '；'}{also_zh}", f"there is no kind of check “{name}”{en or ';'} {also_en}".rstrip())
    except UserError as error:
        place.fail(error.zh, error.en)


def _offered(others: Mapping[str, str]) -> tuple[str, str]:
    """What packages offer beside our kinds, in two languages."""
    if not others:
        return f"已装的软件包没有另外提供检查（入口点组{PLUGGED}）", f"no installed package offers others (entry points of the group {PLUGGED})"
    named = [f"{name} ({package})" for name, package in others.items()]
    return f"已装的软件包另提供{'、'.join(named)}", f"installed packages also offer {', '.join(named)}"


def _matching(place: Place, form: regex.Pattern[str], zh: str, en: str) -> str:
    written = place.text()
    if form.fullmatch(written) is None:
        place.fail(zh, en)
    return written


def _prefixes(place: Place) -> tuple[str, ...]:
    wrong = ("应为规则代码或其开头，如NUM或NUM001", "these are codes or their beginnings, such as NUM or NUM001")
    return tuple(_matching(item, PREFIX, *wrong) for item in place.some())


def _name(place: Place, file: str) -> str:
    name = _matching(place, NAME, "名称应为小写英文词，以“-”相连，如numbering-gap", "a name is a-z and 0-9 joined by “-”, such as numbering-gap")
    stem = os.path.splitext(os.path.basename(file))[0]
    if stem != name:
        place.fail(f"规则名“{name}”应与文件名“{stem}”相同", f"the name “{name}” must be that of the file, “{stem}”")
    return name


def _words(place: Place) -> Words:
    if place.is_text:
        return Words(place.filled())
    fields = place.fields(("zh", "en"))
    if "zh" not in fields:
        place.fail("缺少中文（zh）", "the Chinese text (zh) is missing")
    return Words(fields["zh"].filled(), fields["en"].text() if "en" in fields else "")


def _template(place: Place, kind: type[Check]) -> Words:
    words = _words(place)
    for template in (place,) if place.is_text else place.fields().values():
        _placeholders(template, kind.placeholders)
    return words


def _placeholders(place: Place, known: frozenset[str]) -> None:
    try:
        fields = [field[1:] for field in string.Formatter().parse(place.text()) if field[1] is not None]
    except ValueError as error:
        place.fail(f"占位符写法有误：{error}", f"a placeholder is written wrongly: {error}")
    for name, form, conversion in fields:
        if name not in known:
            names = tuple(sorted(known))
            zh, en = nearest(str(name), names)
            may_zh, may_en = "、".join(names) or "（无）", ", ".join(names) or "none"
            place.fail(f"没有占位符“{{{name}}}”{zh}；可用的有{may_zh}", f"there is no placeholder “{{{name}}}”{en}; there are: {may_en}")
        if form or conversion:
            place.fail(f"占位符只写“{{{name}}}”，不加格式", f"a placeholder is just “{{{name}}}”, without a format")


def _fix(place: Place | None, kind: type[Check]) -> tuple[Applicability | None, Words]:
    if place is None:
        return None, Words("")
    if not kind.repairs:
        place.fail("这种检查不提供修复，不能写fix", "this kind of check repairs nothing, so that there can be no fix")
    fields = place.fields(("applicability", "title"))
    if "applicability" not in fields or "title" not in fields:
        place.fail("fix应有applicability和title", "fix needs applicability and title")
    applicability = Applicability(fields["applicability"].choice(tuple(a.value for a in Applicability)))
    return applicability, _template(fields["title"], kind)


def _genres(place: Place | None) -> frozenset[str]:
    if place is None:
        return frozenset()
    fields = place.fields(("genre",))
    return frozenset(item.choice(vocabulary()["genre"]) for item in fields["genre"].some()) if "genre" in fields else frozenset()


def vocabulary() -> dict[str, tuple[str, ...]]:
    """The words that each key of `when` and `where` may have: another one would select nothing, without a word."""
    sections: dict[str, Any] = data.load("sections")
    members = (genre for family in sections["families"].values() for genre in family)
    roles = tuple(sections["roles"])
    around = (*(kind.value for kind in Kind), *roles)
    return {
        "genre": tuple(
            dict.fromkeys((*sections["families"], *members, *sections["genres"], *sections["regulations"], *sections["letters"], *sections["papers"]))
        ),
        "node": NODES,
        "role": roles,
        "family": tuple(family.value for family in Family),
        "within": around,
        "outside": around,
        "has": around,
    }


def _selector(place: Place | None) -> Selector:
    if place is None:
        return Selector()
    fields = place.fields(("node", "level", "role", "family", "within", "outside", "has", "title"))
    known = vocabulary()
    words = {name: frozenset(item.choice(known[name]) for item in value.some()) for name, value in fields.items() if name in known}
    level = frozenset(item.number(least=0) for item in fields["level"].some()) if "level" in fields else frozenset()
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
        return compiled_with_lists(place.text())
    except UnknownList as error:
        zh, en = nearest(error.name, error.known)
        place.fail(f"rules/data 里没有词表“{error.name}”{zh}", f"rules/data has no list “{error.name}”{en}")
    except regex.error as error:
        reason = str(error).partition(" at position ")[0]
        place.fail(f"匹配式写法有误：{reason}", f"broken pattern: {reason}", at=getattr(error, "pos", None))
    except (ValueError, KeyError) as error:
        # regex tells of a pattern for its other version by either
        reason = "VERSION0 and VERSION1 flags are mutually incompatible" if isinstance(error, KeyError) else str(error)
        place.fail(f"匹配式写法有误：{reason}", f"broken pattern: {reason}")
    except RecursionError:
        place.fail("匹配式嵌套太深", "the pattern is nested too deep")


def _check(root: Place, place: Place | None, kind: type[Check]) -> Check:
    known = parameters(kind)
    fields = place.fields(tuple(known)) if place is not None else {}
    for name, (_, required) in known.items():
        if required and name not in fields:
            (place or root).fail(f"检查缺少参数“{name}”", f"the check needs the parameter “{name}”")
    make: Callable[..., Check] = kind
    check = make(**{name: _value(value, known[name][0]) for name, value in fields.items()})
    if isinstance(check, PatternCheck) and (group := check.unknown_group()) is not None:
        (place or root).fail(f"匹配式里没有编组“{group}”", f"the pattern has no group “{group}”")
    return check


def _value(place: Place, hint: Any) -> Any:
    """A parameter's value by the type its kind declares."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
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
    if hint is int:
        return place.number()
    if hint is float:
        return place.decimal()
    if hint is not str:
        place.fail(f"检查的这个参数不能由规则文件给出（类型{hint}）", f"a rule file can't give a value of this parameter's type, {hint}")
    return place.text()


def _examples(root: Place, place: Place | None, *, needed: bool) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    if place is None:
        if needed:
            root.fail("缺少键“examples”：每条规则都要有正反例子", "the key “examples” is missing: each rule shows good and bad texts")
        return (), ()
    fields = place.fields(("bad", "good"))
    if "bad" not in fields or "good" not in fields:
        place.fail("正例（good）和反例（bad）都至少要有一个", "there must be a good and a bad example at least")
    return tuple(_bad(item) for item in fields["bad"].some()), tuple(_good(item) for item in fields["good"].some())


def _bad(place: Place) -> Example:
    fields = place.fields(("text", "expect", "fixed"))
    if "text" not in fields or "expect" not in fields:
        place.fail("反例应有text和expect", "a bad example needs text and expect")
    expect = tuple(_expectation(item) for item in fields["expect"].some())
    return Example(fields["text"].filled(), expect, fields["fixed"].text() if "fixed" in fields else None, place.node.start_mark.line + 1)


def _expectation(place: Place) -> Expectation:
    fields = place.fields(("line", "text"))
    if "line" not in fields:
        place.fail("expect应有行号line", "expect needs the line")
    return Expectation(fields["line"].number(least=1), fields["text"].text() if "text" in fields else "", place.node.start_mark.line + 1)


def _good(place: Place) -> Example:
    fields = place.fields(("text",))
    if "text" not in fields:
        place.fail("正例应有text", "a good example needs text")
    return Example(fields["text"].filled(), line=place.node.start_mark.line + 1)
