"""A rule explained on a page, for a terminal and for a folder of pages alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from planlint.engine import CheckFailure
from planlint.findings.diagnostic import Applicability, Confidence, Severity
from planlint.messages import Words, basis_in
from planlint.patterns import compiled
from planlint.rule import Example, Rule
from planlint.rulebook.kinds import WITHOUT_EXAMPLES, name_of
from planlint.rulebook.measured import measured
from planlint.rulebook.page_words import labels
from planlint.rulebook.parameter_words import toml, type_words
from planlint.rulebook.parameters import parameters
from planlint.rulebook.trial import Found, found_in
from planlint.syntax.select import Selector
from planlint.text.widths import cut
from planlint.typed import Any

_MARKUP = compiled(r"[\\`*_\[<|]")
_SEVERITIES = {Severity.INFO: "建议", Severity.WARNING: "存疑", Severity.ERROR: "错误"}
_CONFIDENCES = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低"}
_FIXES = {
    Applicability.SAFE: Words("`--fix` 自动修复", "applied by `--fix`"),
    Applicability.UNSAFE: Words("`--fix --unsafe-fixes`，须人工复核", "applied by `--fix --unsafe-fixes`; review it"),
    Applicability.DISPLAY: Words("只作建议，不自动修改", "shown, never applied"),
}
_ELSEWHERE = {"registries": "registries", "allowed": "terms", "typos": "terms", "preferred": "terms"}
"""Parameters that the configuration gives under a key of its own."""


def explain(rule: Rule, language: str = "zh") -> str:
    """The page of a rule in Markdown, in “zh” or “en”.

    It says what is reported and why, on what basis, how it is repaired, shows the examples with the places reported, and tells how
    to set the rule and how to let one finding stand.
    """
    return _joined((*_head(rule, language, "#"), *_examples(rule, language), *_parameters(rule, language, "##"), *_use(rule, language)))


def explain_in_both(rule: Rule) -> str:
    """The page of a rule in Chinese, with what it says of the rule in English below; the examples are shown once."""
    english = (*_head(rule, "en", "##"), *_parameters(rule, "en", "###"))
    return f"{explain(rule, 'zh')}\n---\n\n{_joined(english)}"


def rendered(line: str) -> str:
    """A line of an example with what can't be seen made visible."""
    return "".join(c if c.isprintable() or c == "\u3000" else ascii(c)[1:-1] for c in line)


def prose(text: str) -> str:
    """A text of a rule in one line, in which nothing is markup."""
    return _MARKUP.sub(r"\\\g<0>", rendered(" ".join(text.split())))


def is_on(rule: Rule) -> bool:
    """Whether the rule is used where nobody asks for it."""
    return rule.enabled and rule.confidence is not Confidence.LOW


def _repair(rule: Rule, language: str) -> str:
    """What the fix of a rule does and who applies it, as Markdown; empty without a fix."""
    if rule.fix is None:
        return ""
    title, how = _code(rule.fix_title.in_language(language)), _FIXES[rule.fix].in_language(language)
    return f"{title}（{how}）" if language == "zh" else f"{title} ({how})"


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _head(rule: Rule, language: str, hashes: str) -> Iterator[str]:
    """What the rule is, and why."""
    label = labels(language)
    yield f"{hashes} {rule.code} {prose(rule.title.in_language(language))}"
    yield prose(rule.why.in_language(language))
    severity = _with_word(rule.severity.label, _SEVERITIES[rule.severity], language)
    rows = [
        (label.name, f"`{rule.name}`"),
        (label.message, _code(rule.message.in_language(language))),
        (label.severity, severity),
        (label.confidence, _with_word(rule.confidence.label, _CONFIDENCES[rule.confidence], language)),
        (label.default, label.on if is_on(rule) else label.off),
        (label.holds, label.comma.join(sorted(rule.genres)) or label.everything),
        (label.where, _selected(rule.selector)),
        (label.check, f"`{name_of(type(rule.check))}`"),
        (label.basis, prose(basis_in(rule.basis, language))),
        (label.measured, _measured(rule, language)),
        (label.fix, _repair(rule, language) or label.none),
    ]
    lines = [f"- {name}{label.colon}{value}" for name, value in rows if value]
    if rule.fold:
        lines.append(f"- {label.fold.format(rule.fold)}")
    if rule.instead_of:
        lines.append(f"- {label.instead_of.format(label.comma.join(rule.instead_of))}")
    yield "\n".join(lines)


def _measured(rule: Rule, language: str) -> str:
    """What was judged of the findings of a shipped rule; empty where it has none, as a rule of the user's own."""
    found = measured(rule.code)
    if found is None:
        return ""
    template = labels(language).measurement
    return template.format(found.judged, found.documents, found.true, found.arguable, found.wrong)


def _with_word(written: str, word: str, language: str) -> str:
    return written if language == "en" else f"{written}（{word}）"


def _selected(selector: Selector) -> str:
    """What the rule looks at, as its file says it; empty for all running text."""
    if selector == Selector():
        return ""
    fields = {name: value for name, value in zip(selector._fields, selector, strict=True) if value and not isinstance(value, regex.Pattern)}
    parts = [f"{name}: {', '.join(sorted(map(str, value)))}" for name, value in fields.items()]
    if selector.title is not None:
        parts.append(f"title: {selector.title.pattern}")
    return _code("; ".join(parts))


def _examples(rule: Rule, language: str) -> Iterator[str]:
    label = labels(language)
    for heading, examples in ((label.reported, rule.bad), (label.silent, rule.good)):
        if examples:
            yield f"## {heading}"
        for example in examples:
            yield _fenced(_with_places(rule, example, language))
            if example.fixed is not None:
                yield label.fixed
                yield _fenced(_lines(example.fixed))


def _with_places(rule: Rule, example: Example, language: str) -> list[str]:
    """The lines of an example with their numbers, and below a line what is reported there."""
    lines = _lines(example.text)
    places = _places(rule, example, language) if example.expect else []
    if len(lines) == 1 and not places:
        return lines
    width = len(str(len(lines)))
    told = []
    for number, line in enumerate(lines, 1):
        told.append(f"{number:>{width}} | {line}".rstrip())
        for place in places:
            if place.line == number:
                told.append(f"{'':{width}} ^ {_place_and_text(place, language)}")
    return told


def _place_and_text(place: Found, language: str) -> str:
    marked = f"“{rendered(cut(place.text, 40))}”" if place.text else ""
    where = f"{place.line}:{place.column} {marked}".rstrip()
    return f"{where}{labels(language).colon}{rendered(place.message)}" if place.message else where


def _places(rule: Rule, example: Example, language: str) -> list[Found]:
    """What the rule reports in an example; where it does not, as when it is set otherwise or broken, what the example expects."""
    try:
        places = found_in(rule, example.text, language)
    except CheckFailure:
        # a page can be read all the same; `rules test` says what is wrong with the check
        places = []
    if places:
        return places
    lines = example.text.split("\n")
    wanted = [(expected, lines[expected.line - 1] if expected.line <= len(lines) else "") for expected in example.expect]
    return [Found(expected.line, max(line.find(expected.text), 0) + 1, expected.text) for expected, line in wanted]


def _lines(text: str) -> list[str]:
    return [rendered(line) for line in text.rstrip("\n").split("\n")]


def _fenced(lines: Sequence[str], language: str = "text") -> str:
    fence = "`" * (max((len(run) for line in lines for run in regex.findall("`{3,}", line)), default=2) + 1)
    return "\n".join((f"{fence}{language}", *lines, fence))


def _code(text: str) -> str:
    """The text as a code span, in one line."""
    text = rendered(" ".join(text.split()))
    if "`" not in text:
        return f"`{text}`"
    fence = "`" * (max(map(len, regex.findall("`+", text))) + 1)
    return f"{fence} {text} {fence}"


def _parameters(rule: Rule, language: str, hashes: str) -> Iterator[str]:
    """The parameters of the check: what they are, their types, what the rule sets and what holds without."""
    label = labels(language)
    kind = type(rule.check)
    words: Mapping[str, tuple[str, str]] = getattr(kind, "parameter_words", {})
    defaults: Mapping[str, Any] = getattr(kind, "_field_defaults", {})
    lines = []
    for name, (hint, needed) in parameters(kind).items():
        value = getattr(rule.check, name)
        said = [Words(*words[name]).in_language(language)] if name in words else []
        said.append(type_words(hint, language))
        said.append(label.needed if needed else label.standard.format(_value(defaults[name])))
        if needed or value != defaults[name]:
            said.append(label.in_rule.format(_value(value)))
        if name in _ELSEWHERE:
            said.append(label.elsewhere.format(_ELSEWHERE[name]))
        separator = "; " if language == "en" else "；"
        lines.append(f"- `{name}`{label.colon}{separator.join(said)}")
    if lines:
        yield f"{hashes} {label.parameters}"
        yield "\n".join(lines)


def _value(value: object) -> str:
    """A value of a parameter as a configuration would have it, in a code span; a dash for none."""
    if value is None:
        return "—"
    if isinstance(value, regex.Pattern):
        return _code(f"'{value.pattern}'")
    return _code(cut(toml(value), 400))


def _use(rule: Rule, language: str) -> Iterator[str]:
    """How to set the rule in a configuration, and how to let one finding stand."""
    label = labels(language)
    yield f"## {label.settings}"
    lines = [f"[rules.{rule.code}]", f'severity = "{rule.severity.label}"']
    name = next((name for name in parameters(type(rule.check)) if _settable(name, getattr(rule.check, name))), None)
    if name is not None:
        lines.append(f"with = {{ {name} = {toml(getattr(rule.check, name))} }}")
    yield _fenced(lines, "toml")
    yield (label.leave_out if is_on(rule) else label.take_in).format(rule.code)
    if name_of(type(rule.check)) in WITHOUT_EXAMPLES:
        return
    yield f"## {label.stand}"
    remark = f"planlint: ignore[{rule.code}] {label.reason}"
    yield f"- {label.marked}{label.colon}`<!-- {remark} -->`\n- {label.word}{label.colon}`{remark}`\n- {label.plain}{label.colon.rstrip()}"
    text = next((expected.text for example in rule.bad for expected in example.expect if expected.text.isprintable()), "")
    entry = ["[[ignore]]", 'file = "draft.txt"', f'code = "{rule.code}"', *([f"text = {toml(text)}"] if text else []), f'reason = "{label.reason}"']
    yield _fenced(entry, "toml")


def _settable(name: str, value: object) -> bool:
    return name not in _ELSEWHERE and value not in (None, ()) and not isinstance(value, regex.Pattern | Mapping)
