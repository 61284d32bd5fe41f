"""`planlint rules test`, `pages`, `schema` and `new`: for those who write rules."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence

from planlint.cli import terminal
from planlint.cli.loading import load, tell
from planlint.cli.outputs import give_json
from planlint.cli.terminal import complain, say
from planlint.messages import UserError, reason_of
from planlint.patterns import MULTILINE, compiled
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.rule import Rule

_NAME = compiled(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN_CODE = compiled(r"^code:[ ]*USR(\d{3})\b", MULTILINE)


class Test(Record):
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
        verdicts: list[str] = []
        broken = 0
        for rule in wanted:
            try:
                for failure in sorted(try_rule(rule, language), key=lambda failure: failure.line):
                    sys.stdout.writelines(f"{visible(line)}\n" for line in failure.lines(language))
                    verdicts.append(failure.verdict.in_language(language))
            except CheckFailure as error:
                reason = visible(f"{type(error.__cause__).__name__}: {error.__cause__}")
                place = visible(f"{rule.file}: {rule.code}")
                broken = complain(f"{place} 的检查运行时出错：{reason}", f"{place}: the check failed: {reason}", language)
        examples = sum(len(rule.bad) + len(rule.good) for rule in wanted)
        counts = [f"{verdict} {number}" for verdict, number in Counter(verdicts).items()]
        if language == "en":
            say(f"rules: {len(wanted)}, examples: {examples}, wrong: {len(verdicts)}" + (f" ({', '.join(counts)})" if counts else ""))
        else:
            say(f"试运行 {len(wanted)} 条规则的 {examples} 个例子，不符 {len(verdicts)} 处" + (f"（{'，'.join(counts)}）" if counts else ""))
        return broken or int(bool(verdicts))


class Schema(Record):
    """The values of one call of `planlint rules schema`."""

    def run(self) -> int:
        """Print the JSON Schema of rule files; 0, or 2 when a check of another package can't be used."""
        from planlint.rulebook.schema import schema

        try:
            give_json(schema())
        except UserError as error:
            return tell(error, terminal.language(None, os.environ))
        return 0


class New(Record):
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
            return complain(f"无法写入 {visible(path)}：{reason_of(error).zh}", f"can't write {visible(path)}: {reason_of(error).en}", language)
        print(path)
        return 0


class Pages(Record):
    """The values of one call of `planlint rules pages`."""

    folder: str
    paths: tuple[str, ...]
    check: bool
    lang: str | None

    def run(self) -> int:
        """Write the pages of rules into a folder, or tell which are not as they should be; 0, 1 with some, 2 when it can't be done."""
        from planlint.rulebook.pages import outdated, pages, write

        language = terminal.language(self.lang, os.environ)
        rules = load(self.paths, language)
        if rules is None:
            return 2
        wanted = pages(_of_paths(rules, self.paths))
        try:
            changed = outdated(self.folder, wanted) if self.check else write(self.folder, wanted)
        except UserError as error:
            return tell(error, language)
        except OSError as error:
            path = visible(str(error.filename))
            return complain(f"无法读写 {path}：{reason_of(error).zh}", f"can't read or write {path}: {reason_of(error).en}", language)
        for name in changed:
            print(visible(os.path.join(self.folder, name)))
        if self.check and changed:
            call = visible(" ".join(("planlint rules pages", self.folder, *self.paths)))
            say(f"{len(changed)} pages are not up to date; run: {call}" if language == "en" else f"{len(changed)} 页与规则不符，运行 {call} 更新")
        return int(self.check and bool(changed))


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
