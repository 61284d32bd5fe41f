"""YAML as nodes with their places: nothing guessed, nothing repeated, nothing aliased."""

from __future__ import annotations

from collections.abc import Iterator

import regex
import yaml

from planlint.messages import reason_of_syntax
from planlint.record import Record
from planlint.typed import NoReturn, cast

LARGEST = 200_000
"""How many code points a file may have."""
_DEEPEST = 12
_TOO_DEEP = ("嵌套太深", "nested too deep")
_WHOLE = regex.compile(r"-?[0-9]{1,9}")
_DECIMAL = regex.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")


class RuleError(Exception):
    """What is wrong in a rule file or another YAML file of a user, in two languages, with its place: line and column from 1, in code points."""

    def __init__(self, file: str, line: int, column: int, zh: str, en: str) -> None:
        super().__init__(file, line, column, zh, en)
        self.file = file
        self.line = line
        self.column = column
        self.zh = zh
        self.en = en

    def in_language(self, language: str) -> str:
        """Place and message as one line for a terminal, in “zh” or “en”."""
        return f"{self.file}:{self.line}:{self.column}: {self.en if language == 'en' else self.zh}"

    def __str__(self) -> str:
        return self.in_language("zh")


class Place(Record):
    """A value of the file that knows where it stands."""

    node: yaml.Node
    file: str

    def fail(self, zh: str, en: str, *, at: int | None = None) -> NoReturn:
        """Raise a RuleError at this value, or so many code points into its text where the file has the text as it is."""
        mark = self.node.start_mark
        raise RuleError(self.file, mark.line + 1, mark.column + 1 + (self._shift(at) if at is not None else 0), zh, en)

    def _shift(self, at: int) -> int:
        start, end = self.node.start_mark, self.node.end_mark
        if not self.is_text or start.line != end.line:
            return 0
        quote = 1 if cast(yaml.ScalarNode, self.node).style in ("'", '"') else 0
        as_it_is = end.column - start.column == len(self.text()) + 2 * quote
        return quote + at if as_it_is else 0

    @property
    def is_text(self) -> bool:
        """Whether the value is a single one."""
        return isinstance(self.node, yaml.ScalarNode)

    def fields(self, known: tuple[str, ...] | None = None) -> dict[str, Place]:
        """The fields of a mapping. Raises RuleError for a repeated field, or one that is not known."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("此处应为若干“键: 值”", "this must be “key: value” pairs")
        found: dict[str, Place] = {}
        for key_node, value_node in self.node.value:
            key = Place(key_node, self.file)
            name = key.text()
            if name in found:
                key.fail(f"键“{name}”重复", f"the key “{name}” is repeated")
            if known is not None and name not in known:
                zh, en = nearest(name, known)
                key.fail(f"没有“{name}”这个键{zh}", f"there is no key “{name}”{en}")
            found[name] = Place(value_node, self.file)
        return found

    def items(self) -> Iterator[Place]:
        """The items of a list; a single value is a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return (Place(item, self.file) for item in self.node.value)
        return iter((self,))

    def some(self) -> list[Place]:
        """The items, of which there is one at least. Raises RuleError for an empty list."""
        found = list(self.items())
        if not found:
            self.fail("列表是空的，至少要有一项", "the list is empty and needs one item at least")
        return found

    def text(self) -> str:
        """A text exactly as written: `no` and `1:30` stay what they are. Raises RuleError for anything but one value."""
        if not self.is_text:
            self.fail("此处应为一个值，不是列表或映射", "this must be one value, not a list or mapping")
        return cast(str, self.node.value)

    def filled(self) -> str:
        """A text that is not blank. Raises RuleError for one that is."""
        written = self.text()
        if not written.strip():
            self.fail("此处不能为空", "this must not be empty")
        return written

    def choice(self, known: tuple[str, ...]) -> str:
        """One of the known words. Raises RuleError for another."""
        word = self.text()
        if word not in known:
            zh, en = nearest(word, known)
            self.fail(f"“{word}”不在可选值{'、'.join(known)}之中{zh}", f"“{word}” is none of {', '.join(known)}{en}")
        return word

    def number(self, *, least: int | None = None) -> int:
        """A whole number in ASCII digits. Raises RuleError for anything else, or less than the least."""
        written = self.text()
        if _WHOLE.fullmatch(written) is None:
            self.fail(f"“{written}”不是整数", f"“{written}” is no whole number")
        if least is not None and int(written) < least:
            self.fail(f"“{written}”应不小于{least}", f"“{written}” must be {least} or more")
        return int(written)

    def decimal(self) -> float:
        """A number in ASCII digits, with a point or without. Raises RuleError for anything else."""
        written = self.text()
        if _DECIMAL.fullmatch(written) is None:
            self.fail(f"“{written}”不是数", f"“{written}” is no number")
        return float(written)


def compose(text: str, file: str) -> Place:
    """The root of a YAML text. Raises RuleError for YAML that is broken, too large, nested too deep, or has anchors and aliases."""
    if len(text) > LARGEST:
        raise RuleError(file, 1, 1, f"文件超过{LARGEST}字符", f"the file has more than {LARGEST} characters")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_aliases(text, file, loader)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if "nesting depth" in str(error.problem):
            # libyaml reads ahead, and may count before an event is there to be counted
            raise RuleError(file, line, column, *_TOO_DEEP) from error
        words = reason_of_syntax("yaml", error.problem or "")
        raise RuleError(file, line, column, f"YAML写法有误：{words.zh}", f"broken YAML: {words.en}") from error
    except yaml.reader.ReaderError as error:
        at = max(text.find(chr(error.character)), 0)
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        name = f"U+{error.character:04X}"
        raise RuleError(file, line, column, f"文件里有YAML不许有的字符{name}", f"the file has a character that YAML forbids: {name}") from error
    if root is None:
        raise RuleError(file, 1, 1, "文件是空的", "the file is empty")
    return Place(root, file)


def nearest(word: str, known: tuple[str, ...]) -> tuple[str, str]:
    """“，是不是…？” and “; did you mean …?” with the known word that is spelt most alike, or two empty texts."""
    from difflib import get_close_matches

    alike = get_close_matches(word, known, 1, 0.5)
    return (f"，是不是“{alike[0]}”？", f"; did you mean “{alike[0]}”?") if alike else ("", "")


def _refuse_aliases(text: str, file: str, loader: type) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        assert mark is not None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise RuleError(file, mark.line + 1, mark.column + 1, "文件里不用锚点和别名（& *）", "there must be no anchors and aliases (& *)")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RuleError(file, mark.line + 1, mark.column + 1, *_TOO_DEEP)
