"""`planlint extract`: what is in many documents as tables, in a folder that a run which was stopped goes on with."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from threading import Thread

from planlint.cli import terminal
from planlint.cli.loading import policy, tell
from planlint.cli.terminal import complain, say
from planlint.corpus import run
from planlint.corpus.extractor import Options
from planlint.corpus.inputs import Columns
from planlint.corpus.run import Progress, Summary, Wanted
from planlint.files import MissingPath
from planlint.messages import UserError, reason_of
from planlint.pool import Limits, cores
from planlint.record import Record
from planlint.records.tables import TABLES
from planlint.reporters.escape import visible
from planlint.settings.policy import Asked, Policy

_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_COMMAS = str.maketrans(",，、", "   ")
_LEAST_MEMORY = 64 << 20
_OFTEN, _RARELY = 0.2, 60.0


class Extract(Record):
    """The values of one call of `planlint extract`."""

    paths: tuple[str, ...]
    output: str
    output_format: str
    tables: tuple[str, ...]
    edits: bool
    text: str | None
    markdown: str | None
    text_column: str
    id_column: str | None
    format: str | None
    encoding: str | None
    jobs: str | None
    limit_memory: str
    limit_time: str
    part_size: str
    retry: bool
    afresh: bool
    lang: str | None
    quiet: bool
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Extract; 0, 1 when some documents could not be read, 2 when it can't be done, 130 when it was stopped."""
        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated)
            language = terminal.language(self.lang or settings.config_of(os.curdir).lang, os.environ)
            # what is wrong with the rules is said before anything begins
            settings.rules_for("")
            wanted = self._wanted(language)
            return self._extract(wanted, settings, language)
        except UserError as error:
            return tell(error, language)
        except MissingPath as error:
            path = visible(error.path)
            return complain(f"没有这个文件或文件夹：{path}", f"no such file or folder: {path}", language)
        except OSError as error:
            where, reason = visible(str(error.filename or self.output)), reason_of(error)
            return complain(f"无法写入 {where}：{reason.zh}", f"can't write {where}: {reason.en}", language)
        except KeyboardInterrupt:
            say("stopped; the same call goes on from here" if language == "en" else "已停止；再运行同一条命令就从这里继续")
            return 130

    def _extract(self, wanted: Wanted, settings: Policy, language: str) -> int:
        watcher = _Watcher(language, quiet=self.quiet)
        watcher.expect(lambda: run.count(wanted.paths, wanted.columns, settings.excludes))
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            summary = run.extract(wanted, settings.excludes, watcher.tell)
        finally:
            signal.signal(signal.SIGTERM, before)
            watcher.end()
        if not summary.whole:
            return complain("没有可读的文件", "there are no documents to read", language)
        if not self.quiet:
            say(_sentence(summary, self.output, language))
        return 1 if summary.unread else 0

    def _wanted(self, language: str) -> Wanted:
        """What the call asks for. Raises UserError."""
        if self.output_format == "parquet" and find_spec("pyarrow") is None:
            raise UserError(
                "写 Parquet 需要另装：pip install 'planlint[corpus]'；或用 --output-format jsonl",
                "Parquet needs pip install 'planlint[corpus]'; or use --output-format jsonl",
            )
        asked = {name for words in self.tables for name in words.translate(_COMMAS).split()}
        unknown = sorted(asked - TABLES.keys())
        if unknown:
            raise UserError(f"没有“{unknown[0]}”表；有的是 {'、'.join(TABLES)}", f"there is no table “{unknown[0]}”, but {', '.join(TABLES)}")
        options = Options(
            tables=tuple(name for name in TABLES if not asked or name in asked or name == "documents"),
            edits=self.edits,
            text=self.text,
            markdown=self.markdown,
            language=language,
            encoding=self.encoding,
            format=self.format,
            asked=Asked(config=self.config or os.environ.get("PLANLINT_CONFIG") or None, isolated=self.isolated),
        )
        seconds = _number("--limit-time", self.limit_time, 1)
        memory = _bytes("--limit-memory", self.limit_memory)
        return Wanted(
            self.paths,
            self.output,
            self.output_format,
            options,
            Columns(self.text_column, self.id_column),
            cores() if self.jobs in (None, "auto") else _number("--jobs", self.jobs, 1),
            Limits(seconds, memory),
            _number("--part-size", self.part_size, 1),
            self.retry,
            self.afresh,
        )


class _Watcher:
    """Tells a person how far a run is: in one line that is written over, or where nobody looks on in a line a minute."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        self._english = language == "en"
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not os.environ.get("CI")
        self._began = self._told = time.monotonic()
        self._total: int | None = None

    def expect(self, count: Callable[[], int]) -> None:
        """Learn beside the work how many documents there are."""
        if not self._quiet:
            Thread(target=self._count, args=(count,), daemon=True).start()

    def tell(self, progress: Progress) -> None:
        """Say how far it is, if it is time to."""
        now = time.monotonic()
        if self._quiet or now - self._told < (_OFTEN if self._live else _RARELY):
            return
        self._told = now
        sentence = self._sentence(progress, now - self._began)
        if self._live:
            print(f"\r{sentence}\x1b[K", end="", file=sys.stderr, flush=True)
        else:
            say(sentence)

    def end(self) -> None:
        """Leave the line to others."""
        if self._live and not self._quiet:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _count(self, count: Callable[[], int]) -> None:
        try:
            self._total = count()
        except (OSError, MissingPath):
            self._total = None

    def _sentence(self, progress: Progress, seconds: float) -> str:
        rate = progress.done / seconds
        seen = progress.done + progress.skipped
        of = f"/{self._total}" if self._total is not None else ""
        left = (self._total - seen) / rate if self._total is not None and rate else None
        if self._english:
            behind = f", {_duration(left)} left" if left is not None else ""
            return f"{seen}{of} documents, {rate:.1f} a second{behind}, {progress.unread} unread"
        behind = f"，还要 {_duration(left)}" if left is not None else ""
        return f"{seen}{of} 个文件，每秒 {rate:.1f} 个{behind}，{progress.unread} 个没有读成"


def _sentence(summary: Summary, folder: str, language: str) -> str:
    progress, where = summary.progress, visible(folder)
    if language == "en":
        return f"{progress.done} documents extracted, {progress.skipped} unchanged; {where} holds {summary.whole}, {summary.unread} of them unread ({run.LOG})"
    return f"读了 {progress.done} 个文件，{progress.skipped} 个没有改动；{where} 里共 {summary.whole} 个，其中 {summary.unread} 个没有读成（{run.LOG}）"


def _duration(seconds: float | None) -> str:
    whole = int(seconds or 0)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _number(flag: str, value: str, least: int) -> int:
    if not (value.isascii() and value.isdecimal() and int(value) >= least):
        raise UserError(f"{flag} 应为不小于 {least} 的整数：{value}", f"{flag} takes a whole number from {least} on: {value}")
    return int(value)


def _bytes(flag: str, value: str) -> int:
    number, unit = value.lower().removesuffix("b"), ""
    if number[-1:] in ("k", "m", "g"):
        number, unit = number[:-1], number[-1]
    if not (number.isascii() and number.isdecimal()) or int(number) * _UNITS[unit] < _LEAST_MEMORY:
        raise UserError(f"{flag} 应为 64M 以上的大小，如 512M、2G：{value}", f"{flag} takes a size of 64M and more, such as 512M or 2G: {value}")
    return int(number) * _UNITS[unit]


def _stop(signal_number: int, frame: object) -> None:
    raise KeyboardInterrupt
