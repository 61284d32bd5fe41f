"""Verdicts on findings: what somebody who read a document beside its findings said of each.

Two tables hold them (and measured.tsv, how many findings each document had when bench/accuracy.py was run last), without a word of the documents. documents.tsv: the hash of a document, the set it belongs to, its kind of file,
its genre, its characters, and who judged it. findings.tsv: the hash of the document, code, severity, span, the hash of what is marked, the verdict, and whether the finding was there when the
document was judged first (1), or came with a later version (0).

A finding is known again by document, code and what is marked, whatever version makes it: spans in a PDF move when it is read better.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from planlint.findings.diagnostic import Diagnostic, Severity
from planlint.formats.format import format_named
from planlint.rulebook.store import load_rules
from planlint.session import FileResult, Session, read_bytes
from planlint.settings.selection import selected_rules

VERDICTS = ("true", "arguable", "reading", "false")
"""True; a matter of taste; wrong, as the file was misread; wrong on the text as it is."""


class Key(NamedTuple):
    """By what a finding is known again."""

    document: str
    code: str
    marked: str


class Judged(NamedTuple):
    """A finding that was judged; its span is empty where the table it came from had none."""

    document: str
    code: str
    severity: str
    start: str
    end: str
    marked: str
    verdict: str
    first: str = "1"

    @property
    def is_first(self) -> bool:
        """Whether the finding was there when its document was judged first."""
        return self.first == "1"

    @property
    def key(self) -> Key:
        """By what it is known again."""
        return Key(self.document, self.code, self.marked)


class Document(NamedTuple):
    """A document whose findings were judged."""

    document: str
    set: str
    format: str
    genre: str
    characters: int
    by: str


class Finding(NamedTuple):
    """A finding of today, with all that judging it takes."""

    key: Key
    diagnostic: Diagnostic
    result: FileResult


class Known:
    """Verdicts that wait for their findings, each of which is given once."""

    def __init__(self, rows: Iterable[Judged]) -> None:
        self._waiting: dict[Key, list[Judged]] = {}
        for row in rows:
            self._waiting.setdefault(row.key, []).append(row)

    def take(self, finding: Finding) -> str:
        """The verdict on a finding; empty where there is none.

        In a plain text it is the one at that place. The places of other files move when they are read better: there it is the one at that
        place, else the next one that marks the same.
        """
        waiting = self._waiting.get(finding.key, [])
        start = str(finding.diagnostic.span.start)
        row = next((row for row in waiting if row.start == start), None)
        if row is None:
            moves = not format_named(finding.result.source.format).is_text
            row = next((row for row in waiting if moves or not row.start), None)
        if row is None:
            return ""
        waiting.remove(row)
        return row.verdict


def identity(path: str) -> str:
    """The hash by which the tables know a document."""
    return sha256(read_bytes(path)).hexdigest()[:16]


def squeezed(text: str) -> str:
    """How what a finding marks begins, without spaces: as tables of excerpts have it."""
    return "".join(text.split())[:24]


def findings(paths: Iterable[str]) -> Iterator[tuple[str, FileResult, list[Finding]]]:
    """For each document its hash, how it was read, and what planlint says of it."""
    session = Session(selected_rules(load_rules()), language="zh")
    for path in paths:
        result = session.check(path)
        document = identity(path)
        yield document, result, [Finding(Key(document, found.code, mark(found, result)), found, result) for found in result.diagnostics]


def mark(diagnostic: Diagnostic, result: FileResult) -> str:
    """The hash of what a finding marks."""
    return mark_of(diagnostic.span.of(result.source.text))


def mark_of(text: str) -> str:
    """The hash of a text that a finding marks."""
    return sha256(squeezed(text).encode()).hexdigest()[:12]


def severity_of(row: Judged) -> Severity:
    """The severity that a finding had when it was judged."""
    return next(severity for severity in Severity if severity.label == row.severity)


def judged(folder: str) -> list[Judged]:
    """The findings of the tables in a folder; none where there is no table."""
    return [Judged(*row) for row in _rows(os.path.join(folder, "findings.tsv"))]


def documents(folder: str) -> dict[str, Document]:
    """The documents of the tables in a folder, by their hashes."""
    rows = _rows(os.path.join(folder, "documents.tsv"))
    return {row[0]: Document(row[0], row[1], row[2], row[3], int(row[4]), row[5]) for row in rows}


def write(folder: str, of: Iterable[Document], rows: Iterable[Judged]) -> None:
    """Write both tables in an order of their own, so that a difference shows what was judged."""
    os.makedirs(folder, exist_ok=True)
    ordered = sorted(rows, key=lambda row: (row.document, int(row.start or 0), row.code, row.marked, row.verdict))
    _write(os.path.join(folder, "documents.tsv"), Document._fields, sorted(of))
    _write(os.path.join(folder, "findings.tsv"), Judged._fields, ordered)


def measured(folder: str) -> dict[str, Counter[tuple[str, str, str]]]:
    """How many findings of each code, severity and verdict were in each document when it was measured last; one without a code had none."""
    kept: dict[str, Counter[tuple[str, str, str]]] = {}
    for document, code, severity, verdict, number in _rows(os.path.join(folder, "measured.tsv")):
        counts = kept.setdefault(document, Counter())
        if code:
            counts[code, severity, verdict] += int(number)
    return kept


def keep_measured(folder: str, of: Mapping[str, Counter[tuple[str, str, str]]]) -> None:
    """Write what the documents hold today, so that it can be told where they are not at hand."""
    rows = [(document, *key, number) for document, counts in of.items() for key, number in (counts.items() or [(("", "", ""), 0)])]
    _write(os.path.join(folder, "measured.tsv"), ("document", "code", "severity", "verdict", "count"), sorted(rows))


def _rows(path: str) -> list[list[str]]:
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def _write(path: str, head: tuple[str, ...], rows: Iterable[Sequence[object]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
