"""The rules of a run, decoded once and kept."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence
from zlib import crc32

import regex

from planlint import __version__, data, keeping
from planlint.rule import Rule

_Stamp = tuple[tuple[str, int, int], ...]


def load_rules(paths: Sequence[str] = (), *, cached: bool = True) -> list[Rule]:
    """The shipped rules and those of more files and folders, by code.

    What was decoded is kept in the user's cache folder for as long as no file changes, nor one of the words that patterns may name, unless a check is of another package,
    whose changes nothing here would see. Raises RuleError for a file that is wrong or repeats a code or name, and OSError for
    one that can't be read.
    """
    files = _rule_files([data.rules_folder(), *paths])
    stamp = tuple(_stamped(path) for path in (*files, *data.files()))
    kept = _kept(stamp) if cached else None
    if kept is not None and (rules := _read(kept, stamp)) is not None:
        return rules
    rules = _decode(files)
    if kept is not None and all(type(rule.check).__module__.startswith("planlint.") for rule in rules):
        content = pickle.dumps(rules, pickle.HIGHEST_PROTOCOL)
        keeping.keep(kept, _head(stamp) + content)
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
    return ascii((__version__, sys.version, regex.__version__, stamp)).encode() + b"\n"


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
        rules: list[Rule] = keeping.unpickled(written[len(head) :])
    except (pickle.PickleError, AttributeError, ImportError, TypeError):
        # a checkout whose kinds of checks have changed since
        return None
    return rules


def _decode(files: Sequence[str]) -> list[Rule]:
    from planlint.rulebook.decode import decode_rule
    from planlint.rulebook.yaml_nodes import LARGEST, RuleError

    rules: list[Rule] = []
    seen: dict[str, str] = {}
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
    return sorted(rules, key=lambda rule: rule.code)
