"""What is done and in which part it is: one small database beside the tables, which a run that was killed goes on from."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator

from planlint.record import Record

NAME = "ledger.sqlite"
"""The file of the ledger in the folder of the tables."""

_TABLES = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS parts (part INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS documents
    (key TEXT PRIMARY KEY, stamp TEXT NOT NULL, id TEXT NOT NULL, part INTEGER NOT NULL, run INTEGER NOT NULL, error TEXT, reason TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_part ON documents (part);
CREATE TABLE IF NOT EXISTS stale (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Done(Record):
    """A document that is in a part: its key, stamp and id, the number of the run that did it, and what was wrong with it."""

    key: str
    stamp: str
    id: str
    run: int
    error: str | None
    reason: str | None


class Ledger:
    """The ledger of a folder; it is made where there is none. One process may have it open. Raises sqlite3.Error for a file that is none."""

    def __init__(self, folder: str) -> None:
        self._database = sqlite3.connect(os.path.join(folder, NAME), isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._database.execute("BEGIN EXCLUSIVE")
        self._database.execute("COMMIT")
        self.run = int(self._one("SELECT coalesce(max(run), 0) + 1 FROM documents"))

    def close(self) -> None:
        """Let others have it."""
        self._database.close()

    @property
    def settings(self) -> dict[str, str]:
        """What the tables were made with; empty for a new ledger."""
        return dict(self._database.execute("SELECT name, value FROM settings"))

    def remember(self, settings: dict[str, str]) -> None:
        """Remember what the tables are made with."""
        self._database.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())

    @property
    def parts(self) -> set[int]:
        """The numbers of the parts that are whole."""
        return {number for (number,) in self._database.execute("SELECT part FROM parts")}

    @property
    def next_part(self) -> int:
        """A number that no part has."""
        return int(self._one("SELECT coalesce(max(part), 0) + 1 FROM parts"))

    def done(self, key: str) -> Done | None:
        """What is known of a document; None for one that is in no part."""
        row = self._database.execute("SELECT key, stamp, id, run, error, reason FROM documents WHERE key = ?", (_plain(key),)).fetchone()
        return Done(*row) if row is not None else None

    def count(self) -> tuple[int, int]:
        """How many documents are done, and how many of them could not be read."""
        row = self._database.execute("SELECT count(*), count(error) FROM documents").fetchone()
        return int(row[0]), int(row[1])

    def unread(self) -> Iterator[Done]:
        """The documents that something was wrong with, in order."""
        query = "SELECT key, stamp, id, run, error, reason FROM documents WHERE error IS NOT NULL OR reason IS NOT NULL ORDER BY key"
        return (Done(*row) for row in self._database.execute(query))

    def enter(self, part: int, documents: Iterable[Done]) -> None:
        """A part is whole: from now on its documents are done."""
        with _Transaction(self._database):
            self._database.execute("INSERT INTO parts VALUES (?)", (part,))
            rows = ((_plain(done.key), done.stamp, done.id, part, done.run, done.error, done.reason) for done in documents)
            self._database.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def mark_stale(self, key: str) -> None:
        """A document has changed since it was done."""
        self._database.execute("INSERT OR IGNORE INTO stale VALUES (?)", (_plain(key),))

    def stale_parts(self) -> list[tuple[int, set[str]]]:
        """The parts that hold documents which have changed, and the ids of these."""
        query = "SELECT part, id FROM documents JOIN stale USING (key) ORDER BY part"
        found: dict[int, set[str]] = {}
        for part, id_ in self._database.execute(query):
            found.setdefault(part, set()).add(id_)
        return list(found.items())

    def replace(self, part: int, new: int | None) -> None:
        """A part has been written anew, without the documents that have changed; with none where nothing else was in it."""
        with _Transaction(self._database):
            self._database.execute("DELETE FROM documents WHERE part = ? AND key IN (SELECT key FROM stale)", (part,))
            self._database.execute("DELETE FROM parts WHERE part = ?", (part,))
            if new is not None:
                self._database.execute("INSERT INTO parts VALUES (?)", (new,))
                self._database.execute("UPDATE documents SET part = ? WHERE part = ?", (new, part))

    def forget_stale(self) -> None:
        """All that had changed is gone from the parts."""
        self._database.execute("DELETE FROM stale")

    def _one(self, query: str) -> int:
        row = self._database.execute(query).fetchone()
        return int(row[0])


class _Transaction:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._database.execute("COMMIT" if kind is None else "ROLLBACK")


def _plain(key: str) -> str:
    """The key as a database takes it: a path that is no text has bytes in it that stand as lone surrogates."""
    return key if key.isascii() else key.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
