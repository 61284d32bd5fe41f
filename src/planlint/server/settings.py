"""What is in force for a document: the rules, and the language of what they say."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from planlint.record import Record
from planlint.rule import Rule
from planlint.settings.policy import Asked, Policy

Speak = Callable[[str | None, str | None], str]
"""The language, “zh” or “en”, by what the configuration says of it and by the editor's locale."""


class Settings(Record):
    """The rules and the language for a document."""

    rules: Sequence[Rule]
    language: str


class Choice(Record):
    """What the call of the server says of settings: a configuration file for all documents, or none at all."""

    config: str | None
    isolated: bool
    speak: Speak

    def settings(self, path: str, locale: str | None) -> Settings:
        """The settings that hold for a document, without rules where it is left out; read anew each time: decoded rules are kept, so that this takes 2 ms.

        Raises UserError.
        """
        policy = Policy(Asked(config=self.config, isolated=self.isolated))
        rules = [] if policy.excluded(path) else policy.rules_for(path)
        return Settings(rules, self.speak(policy.config_of(os.path.dirname(path)).lang, locale))

    def configuration(self, path: str) -> str | None:
        """The absolute path of the configuration file for a document, None where there is none."""
        found = Policy(Asked(config=self.config, isolated=self.isolated)).configurations_of([path])
        return os.path.abspath(found[0]) if found else None
