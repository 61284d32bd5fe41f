"""Configuration and rules for a command, with what is wrong in their files told to the user."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planlint import config as settings
from planlint.cli.terminal import complain, say
from planlint.config import Config, ConfigError
from planlint.reporters.escape import visible

if TYPE_CHECKING:
    from planlint.rulebook.rule import Rule
    from planlint.rulebook.yaml_nodes import RuleError
    from planlint.session import UnknownRule


def configuration(chosen: str | None, language: str, *, isolated: bool = False, cached: bool = True) -> Config | None:
    """The configuration that is chosen, else that of PLANLINT_CONFIG, else the nearest one upwards; without any, all defaults.

    None when it can't be used, which has been said.
    """
    if isolated and chosen is not None:
        complain("--config 与 --isolated 不能同用", "--config and --isolated exclude each other", language)
        return None
    path = None if isolated else chosen or os.environ.get("PLANLINT_CONFIG") or settings.find(os.getcwd())
    if path is None:
        return Config()
    try:
        return settings.load(path, cached=cached)
    except ConfigError as error:
        say(visible(error.in_language(language)))
    except OSError as error:
        name = visible(str(error.filename))
        complain(f"读不出配置文件 {name}：{error.strerror}", f"can't read the configuration file {name}: {error.strerror}", language)
    except _rule_error() as error:
        say(visible(error.in_language(language)))
    return None


def load(paths: Sequence[str], language: str, *, cached: bool = True) -> list[Rule] | None:
    """The shipped rules and those of the paths, by code; None when one of them can't be used, which has been said."""
    from planlint.rulebook.store import load_rules

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


def no_such_rule(error: UnknownRule, language: str, config: Config | None = None) -> int:
    """Say that no rule has this code, prefix or name, and where the configuration names it, if it does; the exit code for it."""
    word = visible(error.word)
    key = _key_of(error.word, config) if config is not None else None
    zh, en = (f"；最接近的是 {error.nearest}", f"; the nearest is {error.nearest}") if error.nearest else ("", "")
    zh, en = f"没有代码或名称为“{word}”的规则{zh}", f"no rule has the code or name “{word}”{en}"
    if config is None or key is None:
        return complain(zh, en, language)
    say(f"{visible(config.place(key))}: {en if language == 'en' else zh}")
    return 2


def _key_of(word: str, config: Config) -> str | None:
    keys = {"select": config.select, "extend-select": config.extend_select, "ignore": config.ignore}
    return next((key for key, words in keys.items() if word in words), None)


def _rule_error() -> type[RuleError]:
    """Asked for only when something was raised: its module needs yaml, which a plain run does without."""
    from planlint.rulebook.yaml_nodes import RuleError

    return RuleError
