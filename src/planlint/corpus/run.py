"""A run of `planlint extract`: documents go in, parts of tables come out, and what was done before is not done again."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256

from planlint import __version__
from planlint.corpus import parts
from planlint.corpus.extractor import Extraction, Extractor, Options
from planlint.corpus.inputs import Columns, Item, items
from planlint.corpus.ledger import NAME, Done, Ledger
from planlint.corpus.parts import Part
from planlint.files import Excludes
from planlint.messages import UserError
from planlint.pool import Limits, Lost, as_done
from planlint.record import Record
from planlint.records.tables import TABLES, VERSION

LOG = "unread.jsonl"
"""The file in the folder of the tables that lists what could not be read, or not wholly."""

_FIRST = 1
_GROWTH = 4
_SECONDS = 15.0
_REASONS = {
    "time": ("超过了一个文件的时间上限", "it took longer than a document may"),
    "memory": ("超过了内存上限", "it took more memory than a process may"),
    "crash": ("处理它的进程两次崩溃", "the process that read it crashed twice"),
}


class Wanted(Record):
    """What a run is asked for: the paths, where to and in which form, what to make of documents, and how many documents a part has at most.

    `retries` asks for those that could not be read to be tried again, `afresh` for what an earlier run has written to be deleted first.
    """

    paths: tuple[str, ...]
    folder: str
    form: str
    options: Options
    columns: Columns
    jobs: int
    limits: Limits
    part: int = 1000
    retries: bool = False
    afresh: bool = False


class Progress(Record):
    """How far a run is: documents done, passed over because they are done since an earlier run, and those that could not be read."""

    done: int = 0
    skipped: int = 0
    unread: int = 0


class Summary(Record):
    """What a run has done; `whole` counts the documents that the tables hold now, and `parts` the files of each."""

    progress: Progress
    whole: int
    unread: int
    parts: int


class NotOurs(UserError):
    """The folder holds something else than tables of an earlier run with the same settings."""


def extract(wanted: Wanted, excludes: Excludes, tell: Callable[[Progress], None]) -> Summary:
    """Do what is wanted, telling how far it is after each document.

    Raises MissingPath, NotOurs, and KeyboardInterrupt after what is done has been put on disk.
    """
    os.makedirs(wanted.folder, exist_ok=True)
    ledger = _ledger(wanted)
    try:
        return _Run(wanted, _beside(excludes), tell, ledger).run()
    finally:
        ledger.close()


def settings_of(wanted: Wanted) -> dict[str, str]:
    """All that decides on the rows of a document, but for itself; tables made with other settings can't be gone on with."""
    options = wanted.options
    of_rules = sha256(ascii(tuple(options.asked)).encode()).hexdigest()[:16]
    return {
        "planlint": __version__,
        "schema": VERSION,
        "form": wanted.form,
        "tables": ",".join(options.tables),
        "edits": str(options.edits),
        "text": str(options.text and os.path.abspath(options.text)),
        "markdown": str(options.markdown and os.path.abspath(options.markdown)),
        "lang": options.language,
        "encoding": str(options.encoding),
        "format": str(options.format),
        "rules": of_rules,
    }


def _ledger(wanted: Wanted) -> Ledger:
    """The ledger of the folder, emptied where it is to be begun afresh. Raises NotOurs."""
    import sqlite3

    is_new = not os.path.exists(os.path.join(wanted.folder, NAME))
    if is_new and os.listdir(wanted.folder):
        raise NotOurs(f"{wanted.folder} 里已有别的文件；换一个空文件夹", f"{wanted.folder} holds other files; name an empty folder")
    if wanted.afresh and not is_new:
        # the ledger goes first: without it nothing there counts as done
        os.remove(os.path.join(wanted.folder, NAME))
        parts.clear(wanted.folder, TABLES, set())
    try:
        ledger = Ledger(wanted.folder)
    except sqlite3.OperationalError:
        raise NotOurs(f"{wanted.folder} 正有另一个 planlint extract 在写", f"another planlint extract is writing to {wanted.folder}") from None
    except sqlite3.DatabaseError:
        raise NotOurs(f"{wanted.folder}/{NAME} 已损坏；用 --afresh 重新开始", f"{wanted.folder}/{NAME} is damaged; begin again with --afresh") from None
    asked, known = settings_of(wanted), ledger.settings
    changed = [name for name in asked if known.get(name, asked[name]) != asked[name]]
    if changed:
        ledger.close()
        names = "、".join(changed)
        raise NotOurs(
            f"{wanted.folder} 是以别的设置写的（{names}）；换一个文件夹，或用 --afresh 重新开始",
            f"{wanted.folder} was written with other settings ({', '.join(changed)}); name another folder, or begin again with --afresh",
        )
    ledger.remember(asked)
    return ledger


def _beside(excludes: Excludes) -> Excludes:
    """What is left out, and with it the folders that such runs have written to, the one of this run among them."""

    def excluding(place: str) -> Callable[[str], bool]:
        others = excludes(place)
        return lambda path: (others is not None and others(path)) or os.path.isfile(os.path.join(path, NAME))

    return excluding


class _Run:
    def __init__(self, wanted: Wanted, excludes: Excludes, tell: Callable[[Progress], None], ledger: Ledger) -> None:
        self._wanted = wanted
        self._excludes = excludes
        self._tell = tell
        self._ledger = ledger
        self._lost = Extractor(wanted.options)
        self._progress = Progress()
        self._changed = False
        self._part: Part | None = None
        self._entries: list[Done] = []
        self._is_whole = True
        self._under_way: set[str] = set()
        self._size = min(_FIRST, wanted.part)
        self._since = 0.0

    def run(self) -> Summary:
        parts.clear(self._wanted.folder, self._wanted.options.tables, self._ledger.parts)
        self._drop_stale()
        self._pass()
        if self._changed:
            self._drop_stale()
            self._pass()
        self._log()
        return Summary(self._progress, *self._ledger.count(), len(self._ledger.parts))

    def _pass(self) -> None:
        """Do all documents that are in no part."""
        wanted = self._wanted
        # a copy of one process, which has all that they need, costs less memory than so many that import it themselves
        modules = ("planlint.corpus.extractor", "planlint.engine")
        self._changed = False
        try:
            for item, outcome in as_done(partial(Extractor, wanted.options), self._left(), wanted.jobs, wanted.limits, modules=modules):
                self._under_way.discard(item.key)
                self._add(item, self._made(item, outcome))
        finally:
            self._finish_part()

    def _left(self) -> Iterator[Item]:
        """The documents that are in no part; those that have changed since they were done are marked for the next pass."""
        for item in items(self._wanted.paths, self._wanted.columns, self._excludes):
            done = self._ledger.done(item.key)
            if item.key in self._under_way or (done is not None and done.run == self._ledger.run):
                continue
            if done is None:
                self._under_way.add(item.key)
                yield item
            elif done.stamp == item.stamp and not (self._wanted.retries and done.error is not None):
                self._count(skipped=1)
            else:
                self._ledger.mark_stale(item.key)
                self._changed = True

    def _made(self, item: Item, outcome: Extraction | Lost) -> Extraction:
        if isinstance(outcome, Extraction):
            return outcome
        zh, en = _REASONS[outcome.error]
        return self._lost.lost(item, None, outcome.error, en if self._wanted.options.language == "en" else zh)

    def _add(self, item: Item, made: Extraction) -> None:
        if self._part is None:
            self._part = Part(self._wanted.folder, self._wanted.form, self._wanted.options.tables, self._ledger.next_part)
            self._since = time.monotonic()
        # Ctrl-C may come between two tables: such a part is never put on disk
        self._is_whole = False
        self._part.add(made.rows)
        id_ = str(made.rows["documents"][0][0])
        self._entries.append(Done(item.key, item.stamp, id_, self._ledger.run, made.error, "；".join(made.problems) or None))
        self._is_whole = True
        # what is on its way counts as done: it may be asked for again
        self._under_way.add(item.key)
        if self._part.documents >= self._size or time.monotonic() - self._since >= _SECONDS:
            self._finish_part()
        self._count(done=1, unread=int(made.error is not None))

    def _finish_part(self) -> None:
        """Put the open part on disk: its files first, then what the ledger says of them."""
        part, entries = self._part, self._entries
        self._part, self._entries = None, []
        if part is None or not self._is_whole:
            return
        part.finish()
        self._ledger.enter(part.number, entries)
        self._under_way.difference_update(done.key for done in entries)
        self._size = min(self._size * _GROWTH, self._wanted.part)

    def _drop_stale(self) -> None:
        """Take the rows of documents that have changed out of the parts that hold them."""
        wanted = self._wanted
        tables = wanted.options.tables
        for number, ids in self._ledger.stale_parts():
            new = self._ledger.next_part
            parts.without(wanted.folder, wanted.form, tables, number, new, ids)
            self._ledger.replace(number, new)
            parts.clear(wanted.folder, tables, self._ledger.parts)
        self._ledger.forget_stale()

    def _log(self) -> None:
        path = os.path.join(self._wanted.folder, LOG)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            for done in self._ledger.unread():
                file.write(json.dumps({"path": done.key, "error": done.error, "reason": done.reason}, ensure_ascii=False) + "\n")

    def _count(self, done: int = 0, skipped: int = 0, unread: int = 0) -> None:
        now = self._progress
        self._progress = Progress(now.done + done, now.skipped + skipped, now.unread + unread)
        self._tell(self._progress)


def count(paths: Sequence[str], columns: Columns, excludes: Excludes) -> int:
    """How many documents there are, for telling how much is left."""
    return sum(1 for _ in items(paths, columns, _beside(excludes)))
