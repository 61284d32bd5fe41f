"""The rules of a run, decoded once and kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from zlib import crc32

from planlint import __version__, data, keeping, patterns, ready
from planlint.rule import Rule

_Stamp = tuple[tuple[str, int, int], ...]


def load_rules(paths: Sequence[str] = (), *, cached: bool = True) -> list[Rule]:
    """The shipped rules and those of more files and folders, by code.

    A wheel has the shipped ones ready made. What was decoded is kept in the user's cache folder for as long as no file changes, nor one of the words
    that patterns may name, unless a check is of another package, whose changes nothing here would see. Raises RuleError for a file that is wrong or repeats a code or name, and OSError for
    one that can't be read.
    """
    shipped = _shipped() if cached else None
    if shipped is None:
        return _by_code(_decoded([data.rules_folder(), *paths], (), cached=cached))
    return _by_code((*shipped, *_decoded(paths, shipped, cached=True))) if paths else shipped


def made_ready() -> bytes:
    """The shipped rules, as a wheel has them: decoded from their files, which are named as they stand in their folder."""
    folder = data.rules_folder()
    rules = load_rules(cached=False)
    return keeping.pickled([rule._replace(file=os.path.relpath(rule.file, folder).replace(os.sep, "/")) for rule in rules], patterns.key_of)


def _shipped() -> list[Rule] | None:
    """The shipped rules as they came ready made; None in a checkout."""
    content = ready.part("rules")
    if content is None:
        return None
    folder = data.rules_folder()
    return [rule._replace(file=os.path.join(folder, *rule.file.split("/"))) for rule in _unpickled(content)]


def _decoded(paths: Sequence[str], shipped: Sequence[Rule], *, cached: bool) -> list[Rule]:
    """The rules of files and folders beside the shipped ones, as an earlier run kept them or as they are decoded now."""
    known = {rule.file for rule in shipped}
    files = [path for path in _rule_files(paths) if path not in known]
    if not files:
        return []
    stamp = tuple(_stamped(path) for path in (*files, *(() if shipped else data.files())))
    kept = _kept(stamp) if cached else None
    if kept is not None and (rules := _read(kept, stamp)) is not None:
        return rules
    rules = _decode(files, shipped)
    if kept is not None and all(type(rule.check).__module__.startswith("planlint.") for rule in rules):
        keeping.keep(kept, _head(stamp) + keeping.pickled(rules, patterns.key_of))
    return rules


def _by_code(rules: Iterable[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.code)


def _unpickled(content: bytes) -> list[Rule]:
    """Raises Damaged."""
    rules: list[Rule] = keeping.unpickled(content, patterns.compiled_of)
    return rules


def _rule_files(paths: Sequence[str]) -> list[str]:
    found: dict[str, None] = {}
    for path in paths:
        if not os.path.isdir(path):
            found[os.path.abspath(path)] = None
            continue
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if name != "data" and not name.startswith("."))
            for name in sorted(files):
                if name.endswith((".yaml", ".yml")):
                    found[os.path.abspath(os.path.join(folder, name))] = None
    return list(found)


def _stamped(path: str) -> tuple[str, int, int]:
    status = os.stat(path)
    return path, status.st_mtime_ns, status.st_size


def _head(stamp: _Stamp) -> bytes:
    """The first line of a file kept: what its content depends on."""
    return ascii((__version__, sys.version, ready.built(), stamp)).encode() + b"\n"


def _kept(stamp: _Stamp) -> str | None:
    folder = keeping.folder()
    if folder is None:
        return None
    files = "\0".join(path for path, _, _ in stamp)
    return os.path.join(folder, f"rules-{crc32(files.encode('utf-8', 'surrogatepass')):08x}.pickle")


def _read(path: str, stamp: _Stamp) -> list[Rule] | None:
    """The rules kept, if this user has written them and they are of these files; nothing is decoded before."""
    written, head = keeping.read(path), _head(stamp)
    if written is None or not written.startswith(head):
        return None
    try:
        return _unpickled(written[len(head) :])
    except keeping.Damaged:
        # a checkout whose kinds of checks have changed since
        return None


def _decode(files: Sequence[str], beside: Sequence[Rule]) -> list[Rule]:
    from planlint.rulebook.decode import decode_rule
    from planlint.rulebook.yaml_nodes import LARGEST, RuleError

    rules: list[Rule] = []
    seen = {word: rule.file for rule in beside for word in (rule.code, rule.name)}
    for path in files:
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read(LARGEST + 1)
        except UnicodeDecodeError:
            raise RuleError(path, 1, 1, "规则文件不是UTF-8编码", "the rule file is not UTF-8") from None
        rule = decode_rule(text, path)
        for word in (rule.code, rule.name):
            if word in seen:
                raise RuleError(path, 1, 1, f"“{word}”已由{seen[word]}使用", f"“{word}” is taken by {seen[word]}")
            seen[word] = path
        rules.append(rule)
    return rules
