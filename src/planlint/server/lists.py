"""The files in which a user lets things be, with one thing more in them; whatever else stands there stays as it is.

Each function takes the text of a file and gives the text that it becomes.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Mapping

import tomlkit
import yaml

from planlint.messages import UserError
from planlint.patterns import compiled
from planlint.rulebook.yaml_nodes import Place, RuleError, compose
from planlint.settings.config import PROJECT_FILE
from planlint.settings.keys import TERMS
from planlint.text.spans import Edit, Span
from planlint.typed import Any

_LINE_END = compiled(r"\r?\n")
_PLAIN = compiled(r"\p{Han}+")
"""Words that YAML takes for nothing but what they are."""


class NotAdded(UserError):
    """A file is written in a way in which nothing can be added to it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}：这种写法无法自动添加，请手工添加", f"{path}: nothing can be added to what is written so; add it by hand")


def with_entry(text: str, entry: Mapping[str, Any], path: str) -> str:
    """A list of findings to let stand (`.planlint-ignore.toml`) with one entry more, which is its last. Raises NotAdded."""

    pairs = [f"{name} = {_toml(value)}" for name, value in entry.items()]

    def add(document: Any) -> str:
        if isinstance(document.get("ignore"), tomlkit.items.Array):
            document["ignore"].append(tomlkit.value(f"{{{', '.join(pairs)}}}"))
            return str(document.as_string())
        return _joined(text, "".join(f"{line}\n" for line in ("[[ignore]]", *pairs)))

    return _checked(text, path, add, lambda table: {**table, "ignore": [*table.get("ignore", ()), dict(entry)]})


def with_terms_file(text: str, name: str, path: str) -> str:
    """A configuration with one list of terms more. Raises NotAdded."""

    def named(table: Mapping[str, Any]) -> list[str]:
        known = table.get("terms", [])
        return [*([known] if isinstance(known, str) else known), name]

    def add(document: Any) -> str:
        table = document
        for key in _keys(path):
            table = table[key]
        table["terms"] = named(table)
        return str(document.as_string())

    def expected(table: Mapping[str, Any], keys: tuple[str, ...] = _keys(path)) -> dict[str, Any]:
        return {**table, keys[0]: expected(table[keys[0]], keys[1:])} if keys else {**table, "terms": named(table)}

    return _checked(text, path, add, expected)


def own_terms_files(text: str, path: str) -> list[str]:
    """The lists of terms that a configuration itself names, as it names them. Raises NotAdded for one that is broken."""
    try:
        table: Any = tomllib.loads(text)
    except ValueError:
        raise NotAdded(path) from None
    for key in _keys(path):
        table = table.get(key, {})
    named = table.get("terms", [])
    return [named] if isinstance(named, str) else list(named)


def with_word(text: str, word: str, path: str) -> str:
    """A list of terms with one word more that is `allowed`, the same where it is already. Raises NotAdded."""
    written = word if _PLAIN.fullmatch(word) else _quoted(word)
    if not text.strip():
        return f"allowed:\n  - {written}\n"
    try:
        node = _allowed(text, path)
        if node is not None and word in _words(node):
            return text
        made = _joined(text, f"allowed:\n  - {written}\n", gap="") if node is None else _with_item(text, node, written)
        wanted = [*(_words(node) if node is not None else ()), word]
        after = _allowed(made, path)
    except RuleError as error:
        raise NotAdded(path) from error
    if after is None or _words(after) != wanted:
        raise NotAdded(path)
    return made


def difference(before: str, after: str) -> Edit:
    """The one edit that makes a text another, with the line ends that the text has."""
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    same = next((at for at in range(shorter - start) if before[-1 - at] != after[-1 - at]), shorter - start)
    added = after[start : len(after) - same]
    return Edit(Span(start, len(before) - same), _LINE_END.sub("\r\n", added) if "\r\n" in before else added)


def _keys(path: str) -> tuple[str, ...]:
    """The keys under which a configuration file has its settings."""
    return ("tool", "planlint") if os.path.basename(path) == PROJECT_FILE else ()


def _checked(text: str, path: str, add: Callable[[Any], str], expected: Callable[[Mapping[str, Any]], dict[str, Any]]) -> str:
    """What comes of adding, which must say what is expected of it and nothing else."""
    try:
        wanted = expected(tomllib.loads(text))
        made = add(tomlkit.parse(text))
        if tomllib.loads(made) == wanted:
            return made
    except (ValueError, KeyError, TypeError):
        pass
    raise NotAdded(path)


def _toml(value: object) -> str:
    """A text, or a list of texts, in TOML 1.0: that of JSON, but for the one control character that JSON lets stand. tomlkit writes TOML 1.1."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")


def _joined(text: str, more: str, gap: str = "\n") -> str:
    if not text.strip():
        return text + more
    return text + ("" if text.endswith("\n") else "\n") + gap + more


def _quoted(word: str) -> str:
    return yaml.safe_dump(word, default_style='"', allow_unicode=True, width=len(word) * 12 + 2).strip()


def _allowed(text: str, path: str) -> Place | None:
    return compose(text, path).fields(TERMS).get("allowed")


def _words(place: Place) -> list[str]:
    return [item.text() for item in place.items()]


def _with_item(text: str, place: Place, written: str) -> str:
    """The text with an item more in a value of it: a list in either form, or a single value, which becomes a list."""
    node = place.node
    if not isinstance(node, yaml.SequenceNode):
        old = text[node.start_mark.index : node.end_mark.index]
        return f"{text[: node.start_mark.index]}[{old}, {written}]{text[node.end_mark.index :]}"
    if node.flow_style:
        at = node.value[-1].end_mark.index if node.value else node.start_mark.index + 1
        return f"{text[:at]}{', ' if node.value else ''}{written}{text[at:]}"
    stop = text.find("\n", node.value[-1].end_mark.index)
    more = f"{' ' * node.start_mark.column}- {written}\n"
    return _joined(text, more, gap="") if stop < 0 else text[: stop + 1] + more + text[stop + 1 :]
