"""`planlint rules list` and `show`: which rules there are, and one of them explained."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator, Sequence

from planlint.cli import terminal
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import give_json
from planlint.cli.terminal import say
from planlint.findings.diagnostic import Applicability, Confidence
from planlint.messages import UserError, basis_in
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.reporters.style import Palette, Style, palette
from planlint.reporters.wording import wording
from planlint.rule import Rule
from planlint.settings.config import stage_named
from planlint.settings.policy import Asked
from planlint.settings.selection import UnknownRule, nearest
from planlint.text.widths import cells


class List(Record):
    """The values of one call of `planlint rules list`."""

    output_format: str
    rules: tuple[str, ...]
    stage: str | None
    lang: str | None
    color: str
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Print one line, or one JSON object, a rule; 0, or 2 when a configuration or rule file can't be used."""
        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated, asked=_asked(self.rules, self.stage))
            language = terminal.language(self.lang or settings.config_of(os.curdir).lang, os.environ)
            rules, used = settings.every_rule(os.curdir)
        except UserError as error:
            return tell(error, language)
        if self.output_format == "json":
            give_json({"schema": "planlint/rules@1", "rules": [_record(rule, language) | {"in_use": rule.code in used} for rule in rules]})
        else:
            colors = palette(Style(terminal.color(self.color, os.environ, sys.stdout)))
            sys.stdout.writelines(_table(rules, used, language, colors))
        return 0


class Show(Record):
    """The values of one call of `planlint rules show`, which `planlint explain` is too."""

    code: str
    rules: tuple[str, ...]
    stage: str | None
    lang: str | None
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Print the page of a rule, or where a word is in the titles of several a list of them; 0, or 2 when there is no such rule."""
        from planlint.rulebook.page import explain

        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated, asked=_asked(self.rules, self.stage))
            language = terminal.language(self.lang or settings.config_of(os.curdir).lang, os.environ)
            rules, _ = settings.every_rule(os.curdir)
        except UserError as error:
            return tell(error, language)
        found = _called(self.code, rules)
        if not found:
            return tell(UnknownRule(self.code, nearest(self.code, rules)), language)
        if len(found) == 1:
            sys.stdout.write(explain(found[0], language))
            return 0
        sys.stdout.writelines(f"{rule.code}  {visible(rule.title.in_language(language))}\n" for rule in found)
        word = visible(self.code)
        say(f"{len(found)} rules are about “{word}”: name one" if language == "en" else f"与“{word}”有关的规则有 {len(found)} 条，写明其中一条")
        return 0


def _called(word: str, rules: Sequence[Rule]) -> list[Rule]:
    """The rule with this code, name or title, else those whose titles or names hold the word."""
    folded = word.casefold()
    exactly = [rule for rule in rules if folded in (rule.code.casefold(), rule.name, rule.title.zh, rule.title.en.casefold())]
    return exactly or [rule for rule in rules if folded and folded in f"{rule.name}\n{rule.title.zh}\n{rule.title.en.casefold()}"]


def _asked(rules: tuple[str, ...], stage: str | None) -> Asked:
    return Asked(rules=rules, stage=stage_named(stage) if stage is not None else None)


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
        "basis": basis_in(rule.basis, language),
        "file": rule.file,
    }


def _table(rules: Sequence[Rule], used: Container[str], language: str, colors: Palette) -> Iterator[str]:
    """Code, severity, who may repair, whether it is off by default or by the configuration, name and title of each rule, in columns."""
    words = wording(language)
    off, safe, unsafe = ("off", "fix", "unsafe fix") if language == "en" else ("默认关闭", "可修复", "可修复（复核）")
    left_out, taken_in = ("left out", "taken in") if language == "en" else ("已关闭", "已打开")
    fixes = {Applicability.SAFE: safe, Applicability.UNSAFE: unsafe}
    rows = [
        (
            rule.code,
            words.severity(rule.severity),
            fixes.get(rule.fix, "") if rule.fix is not None else "",
            _standing(rule, used, off, left_out, taken_in),
            visible(rule.name),
        )
        for rule in rules
    ]
    widths = [max(map(cells, column), default=0) for column in zip(*rows, strict=True)]
    for rule, row in zip(rules, rows, strict=True):
        code, severity, *others = (word + " " * (width - cells(word)) for word, width in zip(row, widths, strict=True))
        color = colors.of(rule.severity)
        yield f"{code}  {color}{severity}{colors.reset}  {'  '.join(others)}  {visible(rule.title.in_language(language))}\n"


def _standing(rule: Rule, used: Container[str], off: str, left_out: str, taken_in: str) -> str:
    by_default = rule.enabled and rule.confidence is not Confidence.LOW
    if rule.code in used:
        return "" if by_default else taken_in
    return left_out if by_default else off
