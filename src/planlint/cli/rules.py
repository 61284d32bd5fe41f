"""`planlint rules`: list them, explain one, try their examples, start one."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

import regex

from planlint.cli import terminal
from planlint.cli.loading import load, no_such_rule, policy, tell
from planlint.cli.outputs import give_json
from planlint.cli.terminal import complain, say
from planlint.config import stage_named
from planlint.diagnostic import Applicability, Confidence, UserError
from planlint.patterns import compiled
from planlint.policy import Asked
from planlint.reporters.escape import visible
from planlint.reporters.style import Palette, Style, palette
from planlint.reporters.wording import wording
from planlint.rulebook.rule import Rule
from planlint.session import UnknownRule, nearest
from planlint.text.widths import cells

_NAME = compiled(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_CODE = compiled(r"^code:[ ]*USR(\d{3})\b", regex.MULTILINE)


class List(NamedTuple):
    """The values of one call of `planlint rules list`."""

    output_format: str
    rules: tuple[str, ...]
    stage: str | None
    lang: str | None
    color: str
    config: str | None
    isolated: bool
    no_cache: bool

    def run(self) -> int:
        """Print one line, or one JSON object, a rule; 0, or 2 when a configuration or rule file can't be used."""
        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated, asked=_asked(self.rules, self.stage, cached=not self.no_cache))
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


class Show(NamedTuple):
    """The values of one call of `planlint rules show`."""

    code: str
    rules: tuple[str, ...]
    stage: str | None
    lang: str | None
    config: str | None
    isolated: bool
    no_cache: bool

    def run(self) -> int:
        """Print the page of a rule; 0, or 2 when there is no such rule."""
        from planlint.rulebook.page import explain

        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated, asked=_asked(self.rules, self.stage, cached=not self.no_cache))
            language = terminal.language(self.lang or settings.config_of(os.curdir).lang, os.environ)
            rules, _ = settings.every_rule(os.curdir)
        except UserError as error:
            return tell(error, language)
        rule = next((rule for rule in rules if self.code.upper() == rule.code or self.code == rule.name), None)
        if rule is None:
            return no_such_rule(UnknownRule(self.code, nearest(self.code, rules)), language)
        sys.stdout.write(explain(rule, language))
        return 0


class Test(NamedTuple):
    """The values of one call of `planlint rules test`."""

    paths: tuple[str, ...]
    lang: str | None

    def run(self) -> int:
        """Try rules on their examples and print those that go wrong; 0, 1 with some, 2 when a rule can't be tried."""
        from planlint.engine import CheckFailure
        from planlint.rulebook.trial import try_rule

        language = terminal.language(self.lang, os.environ)
        rules = load(self.paths, language)
        if rules is None:
            return 2
        wanted = [rule for rule in rules if not self.paths or _lies_in(rule.file, self.paths)]
        failures = 0
        for rule in wanted:
            try:
                for failure in try_rule(rule):
                    print(visible(failure.message))
                    failures += 1
            except CheckFailure as error:
                reason = visible(str(error.__cause__))
                return complain(f"规则 {rule.code} 试运行时出错：{reason}", f"{rule.code} failed on its examples: {reason}", language)
        examples = sum(len(rule.bad) + len(rule.good) for rule in wanted)
        if language == "en":
            say(f"rules: {len(wanted)}, examples: {examples}, wrong: {failures}")
        else:
            say(f"试运行 {len(wanted)} 条规则的 {examples} 个例子，不符 {failures} 处")
        return int(failures > 0)


class Schema(NamedTuple):
    """The values of one call of `planlint rules schema`."""

    def run(self) -> int:
        """Print the JSON Schema of rule files; 0."""
        from planlint.rulebook.schema import schema

        give_json(schema())
        return 0


class New(NamedTuple):
    """The values of one call of `planlint rules new`."""

    name: str
    folder: str
    lang: str | None

    def run(self) -> int:
        """Write a rule file to start from; 0, or 2 when the name is no name or is taken, or the file can't be written."""
        from planlint.rulebook.skeleton import new_rule

        language = terminal.language(self.lang, os.environ)
        name = visible(self.name)
        if _NAME.fullmatch(self.name) is None:
            return complain(f"“{name}”不能作规则名称：只用小写字母、数字和连字符", f"“{name}” is no name: use a-z, 0-9 and hyphens", language)
        if any(rule.name == self.name for rule in load((), language) or ()):
            return complain(f"已有名为“{name}”的规则", f"there is a rule named “{name}”", language)
        path = os.path.join(self.folder, f"{self.name}.yaml")
        try:
            os.makedirs(self.folder, exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(new_rule(self.name, code=f"USR{_next_number(self.folder):03}"))
        except FileExistsError:
            return complain(f"已有文件 {visible(path)}", f"{visible(path)} exists", language)
        except OSError as error:
            return complain(f"无法写入 {visible(path)}：{error.strerror}", f"can't write {visible(path)}: {error.strerror}", language)
        print(path)
        return 0


def _asked(rules: tuple[str, ...], stage: str | None, *, cached: bool) -> Asked:
    return Asked(cached=cached, rules=rules, stage=stage_named(stage) if stage is not None else None)


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


def _lies_in(file: str, paths: Sequence[str]) -> bool:
    return any(os.path.commonpath((file, os.path.abspath(path))) == os.path.abspath(path) for path in paths)


def _next_number(folder: str) -> int:
    """The number of the first code of the user's own that no rule file in the folder has."""
    taken = {0}
    for name in os.listdir(folder):
        if name.endswith((".yaml", ".yml")):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                taken.update(int(number) for number in _OWN_CODE.findall(file.read()))
    return max(taken) + 1
