"""A rule explained on a page."""

from __future__ import annotations

from planlint.diagnostic import Applicability
from planlint.rulebook.rule import Rule

_LABELS = {
    "zh": ("级别", "默认", "开", "关", "适用", "全部文种", "依据", "修复", "会报告", "不报告", "修复后", "没有"),
    "en": ("Severity", "Default", "on", "off", "Holds for", "all kinds of documents", "Basis", "Fix", "Reported", "Not reported", "Fixed", "none"),
}
_FIXES = {
    Applicability.SAFE: {"zh": "--fix 自动修复", "en": "applied by --fix"},
    Applicability.UNSAFE: {"zh": "--fix --unsafe-fixes，须人工复核", "en": "applied by --fix --unsafe-fixes; review it"},
    Applicability.DISPLAY: {"zh": "只作建议，不自动修改", "en": "shown, never applied"},
}


def explain(rule: Rule, language: str = "zh") -> str:
    """The page of a rule in Markdown, in “zh” or “en”: what it says, why, on what basis, and its examples."""
    severity, default, on, off, holds, everything, basis, fix, reported, silent, fixed, none = _LABELS[language]
    how = _fix(rule, language) or none
    genres = ("、" if language == "zh" else ", ").join(sorted(rule.genres)) or everything
    lines = [
        f"# {rule.code} {rule.title.in_language(language)} ({rule.name})",
        "",
        rule.why.in_language(language),
        "",
        f"- {severity}: {rule.severity.label}",
        f"- {default}: {on if rule.enabled else off}",
        f"- {holds}: {genres}",
        f"- {basis}: {rule.basis}",
        f"- {fix}: {how}",
    ]
    for heading, examples in ((reported, rule.bad), (silent, rule.good)):
        for example in examples:
            lines += ["", f"## {heading}", "", *_quoted(example.text)]
            if example.fixed is not None:
                lines += ["", f"{fixed}:", "", *_quoted(example.fixed)]
    return "\n".join(lines) + "\n"


def _fix(rule: Rule, language: str) -> str:
    if rule.fix is None:
        return ""
    title, how = rule.fix_title.in_language(language), _FIXES[rule.fix][language]
    return f"{title}（{how}）" if language == "zh" else f"{title} ({how})"


def _quoted(text: str) -> list[str]:
    """The text as an indented block, with what can't be seen made visible."""
    return ["    " + _shown(line) for line in text.rstrip("\n").split("\n")]


def _shown(line: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else ascii(c)[1:-1] for c in line)
