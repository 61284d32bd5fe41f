"""YAML as nodes with their places: nothing guessed, nothing repeated, nothing aliased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, NoReturn, cast

import yaml

_LARGEST = 200_000
_DEEPEST = 12


class RuleError(Exception):
    """What is wrong in a rule file, with its place: line and column from 1, in code points. `str()` is one line for a terminal."""

    def __init__(self, file: str, line: int, column: int, message: str) -> None:
        super().__init__(file, line, column, message)
        self.file = file
        self.line = line
        self.column = column
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Place(NamedTuple):
    """A value of the file that knows where it stands."""

    node: yaml.Node
    file: str

    def fail(self, message: str) -> NoReturn:
        """Raise a RuleError at this value."""
        mark = self.node.start_mark
        raise RuleError(self.file, mark.line + 1, mark.column + 1, message)

    @property
    def is_text(self) -> bool:
        """Whether the value is a single one."""
        return isinstance(self.node, yaml.ScalarNode)

    def fields(self, known: tuple[str, ...] | None = None) -> dict[str, Place]:
        """The fields of a mapping. Raises RuleError for a repeated field, or one that is not known."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("此处应为若干“键: 值”")
        found: dict[str, Place] = {}
        for key_node, value_node in self.node.value:
            key = Place(key_node, self.file)
            name = key.text()
            if name in found:
                key.fail(f"键“{name}”重复")
            if known is not None and name not in known:
                key.fail(f"没有“{name}”这个键{nearest(name, known)}")
            found[name] = Place(value_node, self.file)
        return found

    def items(self) -> Iterator[Place]:
        """The items of a list; a single value is a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return (Place(item, self.file) for item in self.node.value)
        return iter((self,))

    def text(self) -> str:
        """A text exactly as written: `no` and `1:30` stay what they are. Raises RuleError for anything but one value."""
        if not self.is_text:
            self.fail("此处应为一个值，不是列表或映射")
        return cast(str, self.node.value)

    def choice(self, known: tuple[str, ...]) -> str:
        """One of the known words. Raises RuleError for another."""
        word = self.text()
        if word not in known:
            self.fail(f"“{word}”不在可选值{'、'.join(known)}之中{nearest(word, known)}")
        return word

    def number(self) -> int:
        """A whole number. Raises RuleError for anything else."""
        try:
            return int(self.text())
        except ValueError:
            self.fail(f"“{self.text()}”不是整数")


def compose(text: str, file: str) -> Place:
    """The root of a YAML text. Raises RuleError for YAML that is broken, too large, nested too deep, or has anchors and aliases."""
    if len(text) > _LARGEST:
        raise RuleError(file, 1, 1, f"规则文件超过{_LARGEST}字符")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_aliases(text, file, loader)
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleError(file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, f"YAML写法有误：{error.problem}") from error
    except yaml.YAMLError as error:
        raise RuleError(file, 1, 1, f"YAML写法有误：{error}") from error
    if root is None:
        raise RuleError(file, 1, 1, "规则文件是空的")
    return Place(root, file)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """“，是不是…？” with the known word that is spelt most alike, or nothing."""
    from difflib import get_close_matches

    alike = get_close_matches(word, known, 1, 0.5)
    return f"，是不是“{alike[0]}”？" if alike else ""


def _refuse_aliases(text: str, file: str, loader: type) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        assert mark is not None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise RuleError(file, mark.line + 1, mark.column + 1, "规则文件不用锚点和别名（& *）")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RuleError(file, mark.line + 1, mark.column + 1, "嵌套太深")
