"""`planlint rules`: list them, explain one, try their examples, start one."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from planlint.cli import terminal
from planlint.cli.loading import load
from planlint.cli.outputs import give_json
from planlint.cli.terminal import complain, say
from planlint.reporters.escape import visible
from planlint.reporters.style import Style, palette
from planlint.reporters.wording import wording
from planlint.rulebook.rule import Rule
from planlint.text.widths import cells


class List(NamedTuple):
    """The values of one call of `planlint rules list`."""

    output_format: str
    rules: tuple[str, ...]
    lang: str | None
    color: str
    no_cache: bool

    def run(self) -> int:
        """Print one line, or one JSON object, a rule; 0, or 2 when a rule file can't be used."""
        rules = load(self.rules, cached=not self.no_cache)
        if rules is None:
            return 2
        language = terminal.language(self.lang, os.environ)
        if self.output_format == "json":
            give_json({"schema": "planlint/rules@1", "rules": [_record(rule, language) for rule in rules]})
        else:
            sys.stdout.write(_table(rules, language, Style(terminal.color(self.color, os.environ, sys.stdout))))
        return 0


def _record(rule: Rule, language: str) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title.in_language(language),
        "severity": rule.severity.label,
        "confidence": rule.confidence.label,
        "default": rule.enabled,
        "genres": sorted(rule.genres),
        "fix": rule.fix.value if rule.fix is not None else None,
        "basis": rule.basis,
        "file": rule.file,
    }


def _table(rules: Sequence[Rule], language: str, style: Style) -> str:
    """Code, severity, whether it is on by default, repair, name and title, in columns."""
    words, colors = wording(language), palette(style)
    off, fixes = ("off", "fix") if language == "en" else ("默认关闭", "可修复")
    rows: list[tuple[str, ...]] = []
    for rule in rules:
        state = "" if rule.enabled and rule.confidence.label != "low" else off
        rows.append(
            (
                rule.code,
                words.severity(rule.severity),
                fixes if rule.fix is not None and rule.fix.value != "display" else "",
                state,
                rule.name,
                rule.title.in_language(language),
            )
        )
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines: list[str] = []
    for rule, row in zip(rules, rows, strict=True):
        padded = [word + " " * (width - cells(word)) for word, width in zip(row, widths, strict=True)]
        padded[1] = f"{colors.of(rule.severity)}{padded[1]}{colors.reset}"
        lines.append(visible_row(padded))
    return "".join(lines)
