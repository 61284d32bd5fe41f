"""Rules for a command, with what is wrong in a rule file told to the user."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planlint.cli.terminal import complain, say
from planlint.reporters.escape import visible
from planlint.rulebook.rule import Rule
from planlint.rulebook.store import load_rules
from planlint.session import UnknownRule

if TYPE_CHECKING:
    from planlint.rulebook.yaml_nodes import RuleError


def load(paths: Sequence[str], language: str, *, cached: bool = True) -> list[Rule] | None:
    """The shipped rules and those of the paths, by code; None when one of them can't be used, which has been said."""
    for path in paths:
        if not os.path.exists(path):
            complain(f"没有这个规则文件或文件夹：{visible(path)}", f"no such rule file or folder: {visible(path)}", language)
            return None
    try:
        return load_rules(paths, cached=cached)
    except OSError as error:
        path = visible(str(error.filename))
        complain(f"读不出规则 {path}：{error.strerror}", f"can't read the rules in {path}: {error.strerror}", language)
    except _rule_error() as error:
        say(visible(error.in_language(language)))
    return None


def no_such_rule(error: UnknownRule, language: str) -> int:
    """Say that no rule has this code, prefix or name; the exit code for it."""
    word = visible(error.word)
    zh, en = (f"；最接近的是 {error.nearest}", f"; the nearest is {error.nearest}") if error.nearest else ("", "")
    return complain(f"没有代码或名称为“{word}”的规则{zh}", f"no rule has the code or name “{word}”{en}", language)


def _rule_error() -> type[RuleError]:
    """Asked for only when something was raised: its module needs yaml, which a plain run does without."""
    from planlint.rulebook.yaml_nodes import RuleError

    return RuleError
