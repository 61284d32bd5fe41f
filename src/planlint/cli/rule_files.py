"""`planlint rules test`, `pages`, `schema` and `new`: for those who write rules."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

import regex

from planlint.cli import terminal
from planlint.cli.loading import load
from planlint.cli.outputs import give_json
from planlint.cli.terminal import complain, say
from planlint.patterns import compiled
from planlint.reporters.escape import visible
from planlint.rulebook.rule import Rule

_NAME = compiled(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_CODE = compiled(r"^code:[ ]*USR(\d{3})\b", regex.MULTILINE)


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
        wanted = _of_paths(rules, self.paths)
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


class Pages(NamedTuple):
    """The values of one call of `planlint rules pages`."""

    folder: str
    paths: tuple[str, ...]
    lang: str | None

    def run(self) -> int:
        """Write a page for each rule and one that lists them; 0, or 2 when a rule can't be used or a page can't be written."""
        from planlint.rulebook.page import pages

        language = terminal.language(self.lang, os.environ)
        rules = load(self.paths, language)
        if rules is None:
            return 2
        written = 0
        try:
            os.makedirs(self.folder, exist_ok=True)
            for name, text in pages(_of_paths(rules, self.paths)):
                with open(os.path.join(self.folder, name), "w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
                written += 1
        except OSError as error:
            path = visible(str(error.filename))
            return complain(f"无法写入 {path}：{error.strerror}", f"can't write {path}: {error.strerror}", language)
        say(f"{visible(self.folder)}: {written} pages" if language == "en" else f"已在 {visible(self.folder)} 写入 {written} 页")
        return 0


def _of_paths(rules: Sequence[Rule], paths: Sequence[str]) -> list[Rule]:
    """The rules of some files and folders; all of them where none is named."""
    return [rule for rule in rules if not paths or _lies_in(rule.file, paths)]


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
