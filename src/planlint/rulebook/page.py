"""A rule explained on a page, and the pages of many rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import regex

from planlint.diagnostic import Applicability, Confidence, Severity
from planlint.rulebook.parameters import parameters
from planlint.rulebook.rule import Example, Rule

INDEX = "README.md"
"""The name of the page that lists the others."""

_LONGEST_VALUE = 60
_SIMPLE = (int, float, bool)


class _Labels(NamedTuple):
    """The words of a page in one language."""

    severity: str
    severities: Mapping[Severity, str]
    confidence: str
    confidences: Mapping[Confidence, str]
    default: str
    on: str
    off: str
    genres: str
    every: str
    basis: str
    fix: str
    none: str
    says: str
    check: str
    reported: str
    silent: str
    fixed: str
    line: str
    parameters: str
    types: Mapping[str, str]
    entries: str
    change: str
    keep: str
    keep_how: str
    colon: str
    comma: str
    brackets: tuple[str, str]
    fixes: Mapping[Applicability, str]


_LABELS = {
    "zh": _Labels(
        "级别",
        {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"},
        "把握",
        {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低（点名才用）"},
        "默认",
        "开",
        "关",
        "适用",
        "全部文种",
        "依据",
        "修复",
        "没有",
        "报告",
        "检查",
        "会报告",
        "不报告",
        "修复后：",
        "第{line}行",
        "参数",
        {"int": "整数", "float": "数", "bool": "true或false", "str": "文字", "list": "列表", "table": "键 = 值", "pattern": "匹配式"},
        "（{number}项）",
        "写在 `.planlint.toml` 里可改级别和参数：",
        "个别之处不改",
        "在 Markdown 和 HTML 里写在那一段之前；Word 里写成批注（不带尖括号和叹号）；纯文本写在旁边的 `.planlint-ignore.toml` 里。",
        "：",
        "、",
        ("（", "）"),
        {
            Applicability.SAFE: "--fix 自动修复",
            Applicability.UNSAFE: "--fix --unsafe-fixes，须人工复核",
            Applicability.DISPLAY: "只作建议，不自动修改",
        },
    ),
    "en": _Labels(
        "Severity",
        {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"},
        "Confidence",
        {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low (only where it is named)"},
        "Default",
        "on",
        "off",
        "Holds for",
        "all kinds of documents",
        "Basis",
        "Fix",
        "none",
        "Says",
        "Check",
        "Reported",
        "Not reported",
        "Fixed:",
        "line {line}",
        "Parameters",
        {"int": "whole number", "float": "number", "bool": "true or false", "str": "text", "list": "list", "table": "key = value", "pattern": "pattern"},
        " ({number} entries)",
        "Severity and parameters can be changed in `.planlint.toml`:",
        "To let one place stand",
        "In Markdown and HTML above the paragraph; in Word as a comment without the angle brackets; for plain text in `.planlint-ignore.toml` beside it.",
        ": ",
        ", ",
        (" (", ")"),
        {
            Applicability.SAFE: "applied by --fix",
            Applicability.UNSAFE: "applied by --fix --unsafe-fixes; review it",
            Applicability.DISPLAY: "shown, never applied",
        },
    ),
}


def explain(rule: Rule, language: str = "zh") -> str:
    """The page of a rule in Markdown, in “zh” or “en”: what it says, why, on what basis, its examples, and how to set it."""
    return "\n".join(_page(rule, language, _LABELS[language])) + "\n"


def pages(rules: Sequence[Rule]) -> Iterator[tuple[str, str]]:
    """The names of files and what is to be in them: the index, then the page of each rule in Chinese with a word in English."""
    yield INDEX, _index(rules)
    for rule in rules:
        english = ["", "---", "", f"**{rule.title.in_language('en')}.** {rule.why.in_language('en')}", "", f"How it checks: {_about(rule)}"]
        yield f"{rule.code}.md", "\n".join([*_page(rule, "zh", _LABELS["zh"]), *english]) + "\n"


def _page(rule: Rule, language: str, words: _Labels) -> Iterator[str]:
    before, behind = words.brackets
    yield f"# {rule.code} {rule.title.in_language(language)}{before}{rule.name}{behind}"
    yield from ("", rule.why.in_language(language), "")
    for label, value in (
        (words.severity, words.severities[rule.severity]),
        (words.confidence, words.confidences[rule.confidence]),
        (words.default, words.on if rule.enabled else words.off),
        (words.genres, words.comma.join(sorted(rule.genres)) or words.every),
        (words.basis, rule.basis),
        (words.fix, _fix(rule, language, words)),
        (words.says, _code(rule.message.in_language(language))),
    ):
        yield f"- {label}{words.colon}{value}"
    for example in rule.bad:
        yield from ("", f"## {words.reported}", "", *_example(example, words))
    for example in rule.good:
        yield from ("", f"## {words.silent}", "", *_example(example, words))
    if language == "en":
        yield from ("", "## How it checks", "", _about(rule))
    given = {name: getattr(rule.check, name) for name in parameters(type(rule.check))}
    settable = {name: value for name, value in given.items() if name != "registries"}
    if settable:
        yield from ("", f"## {words.parameters}", "")
        hints = parameters(type(rule.check))
        for name, value in settable.items():
            yield f"- `{name}`{before}{_type(hints[name][0], words)}{behind}{_value(value, words)}"
        yield ""
    else:
        yield ""
    yield from (words.change, "", f"    [rules.{rule.code}]", f'    severity = "{_another(rule.severity).label}"')
    yield from (f"    with = {{ {name} = {_toml(value)} }}" for name, value in _an_example(settable))
    yield from ("", f"## {words.keep}", "", f"    <!-- planlint: ignore[{rule.code}] … -->", "", words.keep_how)


def _about(rule: Rule) -> str:
    """What the kind of check says of itself and of its parameters, which is in English."""
    return " ".join((type(rule.check).__doc__ or "").split())


def _fix(rule: Rule, language: str, words: _Labels) -> str:
    if rule.fix is None:
        return words.none
    before, behind = words.brackets
    return f"{rule.fix_title.in_language(language)}{before}{words.fixes[rule.fix]}{behind}"


def _example(example: Example, words: _Labels) -> Iterator[str]:
    yield from _quoted(example.text)
    if example.expect:
        yield ""
        yield from dict.fromkeys("- " + words.line.format(line=line) + _marked(text, words) for line, text in example.expect)
    if example.fixed is not None:
        yield from ("", words.fixed, "", *_quoted(example.fixed))


def _marked(text: str, words: _Labels) -> str:
    return words.colon + _code(_shown(text.strip())) if text.strip() else ""


def _quoted(text: str) -> Iterator[str]:
    """The text as an indented block, with what can't be seen made visible."""
    return ("    " + _shown(line) for line in text.rstrip("\n").split("\n"))


def _shown(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else ascii(c)[1:-1] for c in line)


def _code(text: str) -> str:
    """The text as code of Markdown, which knows no escapes in it."""
    return f"`{text}`" if "`" not in text else f"`` {text} ``"


def _type(hint: Any, words: _Labels) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _type(next(argument for argument in arguments if argument is not type(None)), words)
    if origin is Literal:
        return " | ".join(map(str, arguments))
    if origin is tuple:
        return words.types["list"]
    if hint is regex.Pattern or origin is regex.Pattern:
        return words.types["pattern"]
    return words.types[hint.__name__] if origin is None else words.types["table"]


def _value(value: object, words: _Labels) -> str:
    """The value as the rule has it, behind a colon; only how long it is where that is long."""
    if value is None or value == "" or value == () or value == {}:
        return ""
    written = _code(_shown(value.pattern if isinstance(value, regex.Pattern) else _toml(value)))
    if len(written) <= _LONGEST_VALUE:
        return f"{words.colon}{written}"
    return words.entries.format(number=len(value)) if isinstance(value, tuple | Mapping) else ""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _an_example(values: Mapping[str, object]) -> Sequence[tuple[str, object]]:
    """The first parameter whose value is a number or a switch, as an example."""
    return [(name, value) for name, value in values.items() if isinstance(value, _SIMPLE)][:1]


def _another(severity: Severity) -> Severity:
    """A severity that the rule has not, as an example."""
    return Severity.WARNING if severity is not Severity.WARNING else Severity.INFO


def _index(rules: Sequence[Rule]) -> str:
    words = _LABELS["zh"]
    lines = ["# 规则", "", "由 `planlint rules pages` 按规则文件写成，请勿手改。Written by `planlint rules pages`; do not edit."]
    group = ""
    for rule in rules:
        if rule.code.rstrip("0123456789") != group:
            group = rule.code.rstrip("0123456789")
            lines += ["", f"## {group}", "", "| | | | 级别 | 默认 | 修复 |", "|---|---|---|---|---|---|"]
        fix = {Applicability.SAFE: "✓", Applicability.UNSAFE: "须复核"}.get(rule.fix, "") if rule.fix is not None else ""
        row = (
            f"[{rule.code}]({rule.code}.md)",
            rule.title.zh,
            rule.title.in_language("en"),
            words.severities[rule.severity],
            words.on if rule.enabled and rule.confidence is not Confidence.LOW else words.off,
            fix,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    return "\n".join(lines) + "\n"
