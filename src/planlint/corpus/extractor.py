"""What is made of one document: its rows, its clean text, its Markdown."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256

from planlint.corpus.inputs import Item
from planlint.formats.format import format_of
from planlint.formats.reading import Unreadable
from planlint.formats.reading import read as source_of
from planlint.record import Record
from planlint.records import of_plan, prose
from planlint.records.tables import TABLES
from planlint.session import Session, read_bytes
from planlint.settings.policy import Asked, Policy
from planlint.syntax import read
from planlint.syntax.nodes import Plan

_MARK = b"\xef\xbb\xbf"
_LONGEST_NAME = 200

Rows = dict[str, list[tuple[object, ...]]]
"""Rows by the name of their table."""


class Options(Record):
    """What is to be made: the tables, whether findings have edits, and the folders for texts and Markdown, None for none."""

    tables: tuple[str, ...] = tuple(TABLES)
    edits: bool = False
    text: str | None = None
    markdown: str | None = None
    language: str = "zh"
    encoding: str | None = None
    format: str | None = None
    asked: Asked = Asked(isolated=True)


class Extraction(Record):
    """The rows of a document, the kind of error that its row names, and what else went wrong in words."""

    rows: Rows
    error: str | None = None
    problems: tuple[str, ...] = ()


class Extractor:
    """Makes the rows of documents; rules are loaded once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._policy = Policy(options.asked)

    def __call__(self, item: Item) -> Extraction:
        """The rows of a document; one that can't be read, or on which planlint itself fails, has a row that says so."""
        digest = None
        try:
            if item.fault is not None:
                raise Unreadable(*item.fault)
            raw = item.content if item.content is not None else read_bytes(item.file or item.key)
            digest = sha256(raw).hexdigest()
            return self._extracted(item, raw, digest)
        except Unreadable as error:
            return self.lost(item, digest, "unreadable", error.reason_en if self._options.language == "en" else error.reason_zh)
        except (MemoryError, KeyboardInterrupt):
            raise
        except Exception as error:
            return self.lost(item, digest, "failure", f"{type(error).__name__}: {error}")

    def lost(self, item: Item, digest: str | None, error: str, reason: str) -> Extraction:
        """The row of a document of which nothing could be made."""
        row = of_plan.unread(item.key, digest, error, reason)
        return Extraction({name: [tuple(row)] if name == "documents" else [] for name in self._options.tables}, error, (reason,))

    def _extracted(self, item: Item, raw: bytes, digest: str) -> Extraction:
        options = self._options
        is_page = item.is_text and format_of(item.key, options.format) == "html"
        # a page says in which encoding it was before it came here
        source = source_of(item.key, _MARK + raw if is_page else raw, encoding="utf-8" if item.is_text else options.encoding, format=options.format)
        plan = read(source)
        document = of_plan.Read(item.key, digest, plan)
        made: dict[str, Callable[[], Iterable[tuple[object, ...]]]] = {
            "documents": lambda: [of_plan.document_row(document)],
            "sections": lambda: of_plan.section_rows(document),
            "tasks": lambda: of_plan.task_rows(document),
            "task_bodies": lambda: of_plan.body_rows(document),
            "targets": lambda: of_plan.target_rows(document),
            "citations": lambda: of_plan.citation_rows(document),
        }
        rows: Rows = {name: list(map(tuple, made[name]())) for name in options.tables if name in made}
        problems: tuple[str, ...] = ()
        if "findings" in options.tables:
            session = Session(self._policy.rules_for(item.key), language=options.language)
            found = session.check_plan(plan).every_diagnostic
            rows["findings"] = list(map(tuple, of_plan.finding_rows(document, found, edits=options.edits)))
            problems = tuple(f"{failure.code}: {type(failure.error).__name__}: {failure.error}" for failure in session.failures)
        self._write_texts(item, plan)
        return Extraction(rows, None, problems)

    def _write_texts(self, item: Item, plan: Plan) -> None:
        if self._options.text is not None:
            _write(self._options.text, item.key, ".txt", prose.clean(plan))
        if self._options.markdown is not None:
            _write(self._options.markdown, item.key, ".md", prose.markdown(plan))


def _write(folder: str, key: str, ending: str, text: str) -> None:
    path = os.path.join(folder, *_steps(key)) + ending
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _steps(key: str) -> list[str]:
    """The path of a document as steps down from a folder, none of which leads up or is longer than file systems take."""
    steps = [step for step in key.replace("\\", "/").replace("\0", "").split("/") if step not in ("", ".", "..")] or ["_"]
    return [step if len(step.encode("utf-8", "surrogateescape")) <= _LONGEST_NAME else f"{step[:40]}-{of_plan.document_id(step, None)}" for step in steps]
