"""What is in force for a document: the rules, and the language of what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from planlint import config
from planlint.config import Config, ConfigError
from planlint.diagnostic import Severity, UserError
from planlint.rulebook.rule import Rule
from planlint.rulebook.store import load_rules
from planlint.session import UnknownRule, Wanted, configured, wanted_rules

Speak = Callable[[str | None, str | None], str]
"""The language, “zh” or “en”, by what the configuration says of it and by the editor's locale."""


class Settings(NamedTuple):
    """The rules and the language for the documents of a folder."""

    rules: Sequence[Rule]
    language: str


class Choice(NamedTuple):
    """What the call of the server says of settings: a configuration file for all documents, or none at all."""

    config: str | None
    isolated: bool
    speak: Speak

    def settings(self, folder: str, locale: str | None) -> Settings:
        """The settings that hold for a folder, read anew each time: decoded rules are kept, so that this takes 2 ms.

        Raises UserError.
        """
        from planlint.rulebook.yaml_nodes import RuleError

        try:
            settings = self._config(folder)
            rules = load_rules(settings.rules)
            severity = Severity[(settings.min_severity or "info").upper()]
            wanted = Wanted(settings.select, settings.extend_select, settings.ignore, severity)
            chosen = configured(wanted_rules(rules, wanted), settings)
        except (ConfigError, RuleError) as error:
            raise UserError(error.in_language("zh"), error.in_language("en")) from error
        except UnknownRule as error:
            zh, en = (f"；最接近的是 {error.nearest}", f"; the nearest is {error.nearest}") if error.nearest else ("", "")
            raise UserError(f"{settings.file}: 没有代码或名称为“{error.word}”的规则{zh}", f"{settings.file}: no rule is “{error.word}”{en}") from error
        except OSError as error:
            raise UserError(f"读不出 {error.filename}：{error.strerror}", f"can't read {error.filename}: {error.strerror}") from error
        return Settings(chosen, self.speak(settings.lang, locale))

    def _config(self, folder: str) -> Config:
        path = None if self.isolated else self.config or config.find(folder)
        return config.load(path) if path is not None else Config()
