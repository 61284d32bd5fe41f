"""The documents that are open in an editor, and what is known of them as they stand."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence

from planlint import syntax
from planlint.findings.diagnostic import Diagnostic
from planlint.findings.fixer import fixed_text
from planlint.findings.law import shape
from planlint.formats.format import FORMATS, TEXT, format_named, format_of
from planlint.record import Record
from planlint.rule import Rule
from planlint.server.settings import Choice
from planlint.session import Failure, FileResult, Session
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Edit
from planlint.typed import TypeVar

_Answer = TypeVar("_Answer")

LANGUAGES = {language: format.name for format in FORMATS.values() for language in format.languages}
"""The formats of the documents that are looked at, by what editors call their language."""


class Checked(Record):
    """What was found in one version of a document, in which language, and the faults of planlint's own that came up."""

    version: int
    result: FileResult
    language: str
    failures: tuple[Failure, ...]


class Repaired(Record):
    """The edits that make all safe repairs of one version of a document."""

    version: int
    source: Source
    edits: tuple[Edit, ...]


class Document:
    """A document that is open; its `path` is a mere name where it was never saved. The work on it is done in threads, one at a time, so that the editor is never kept waiting."""

    def __init__(self, uri: str, path: str, format: str, text: str, version: int) -> None:
        self.uri = uri
        self.version = version
        self.path = path
        named = format_of(path)
        self._format = named if named != TEXT.name and format_named(named).is_text else format
        self._source = self._read(text)
        self._checked: Checked | None = None
        self._plan: Plan | None = None
        self._state = 0
        self._lock = asyncio.Lock()

    def change(self, text: str, version: int) -> None:
        """Take a new text."""
        self.version = version
        self._source = self._read(text)
        self._plan = None
        self.forget()

    def forget(self) -> None:
        """Take no finding for known: settings may have changed."""
        self._checked = None
        self._state += 1

    async def plan(self) -> Plan:
        """The tree of the text as it stands."""
        async with self._lock:
            while self._plan is None:
                source = self._source
                plan = await asyncio.to_thread(syntax.read, source)
                if source is self._source:
                    self._plan = plan
            return self._plan

    async def checked(self, choice: Choice, locale: str | None) -> Checked:
        """What is wrong with the text as it stands.

        Raises UserError for settings that can't be used.
        """
        async with self._lock:
            while self._checked is None:
                state = self._state
                checked = await asyncio.to_thread(_check, self._source, self.version, choice, locale)
                if state == self._state:
                    self._checked = checked
            return self._checked

    async def asked(self, choice: Choice, locale: str | None, ask: Callable[[Plan, Sequence[Rule]], _Answer]) -> _Answer:
        """The answer to a question about the tree of the text and the rules for the document.

        Raises UserError for settings that can't be used.
        """
        plan = await self.plan()
        async with self._lock:
            return await asyncio.to_thread(lambda: ask(plan, choice.settings(self.path, locale).rules))

    async def repaired(self, choice: Choice, locale: str | None) -> Repaired:
        """The text as it stands with all that is safe to repair.

        Raises UserError for settings that can't be used.
        """
        async with self._lock:
            source, version = self._source, self.version
            return Repaired(version, source, await asyncio.to_thread(_repair, source, choice, locale))

    def _read(self, text: str) -> Source:
        return Source(text, self.path, format=self._format)


def _check(source: Source, version: int, choice: Choice, locale: str | None) -> Checked:
    session = _session(source, choice, locale)
    result = session.check_source(source)
    return Checked(version, result, session.language, tuple(session.failures))


def _repair(source: Source, choice: Choice, locale: str | None) -> tuple[Edit, ...]:
    session = _session(source, choice, locale)

    def source_of(text: str) -> Source:
        return Source(text, source.name, format=source.format)

    def diagnose(text: str) -> Sequence[Diagnostic]:
        return session.check_source(source_of(text)).diagnostics

    return fixed_text(source.text, diagnose, shape=lambda text: shape(syntax.read(source_of(text)))).edits


def _session(source: Source, choice: Choice, locale: str | None) -> Session:
    """A session for one look: it keeps nothing, so that a list of findings beside the document is read as it is now."""
    # a document that is not saved yet has a name and no folder
    settings = choice.settings(source.name if os.path.isabs(source.name) else os.path.basename(source.name), locale)
    return Session(settings.rules, language=settings.language)
