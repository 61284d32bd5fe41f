"""The baseline of a call of `planlint check`: read, brought up to date, written."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable

from planlint.cli.line.description import Help
from planlint.cli.results import Results
from planlint.findings.baseline import Baseline, Entry, load, rendered
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import FileResult, with_baseline


def baseline_of(path: str, *, begins: bool) -> Baseline:
    """The baseline of a file, an empty one when there is no file and one is to begin.

    Raises UserError.
    """
    today = time.strftime("%Y-%m-%d")
    if begins and not os.path.lexists(path):
        return Baseline(path, (), today=today)
    try:
        return load(path, today=today)
    except OSError as error:
        zh = "没有这个基线文件；用 --update-baseline 新建" if isinstance(error, FileNotFoundError) else f"读不出基线文件（{reason_of(error).zh}）"
        en = "there is no such baseline; --update-baseline begins one" if isinstance(error, FileNotFoundError) else f"can't be read ({reason_of(error).en})"
        raise UserError(f"{path}：{zh}", f"{path}: {en}") from None


class Updated(Record):
    """The results judged by the baseline as it is now, and what has become of it."""

    results: Collection[FileResult]
    done: Help


def updated(baseline: Baseline, results: Collection[FileResult], *, grow: bool) -> Updated:
    """The baseline after a run over files, written anew. It grows when it may, or when it just begins.

    Raises UserError.
    """
    begins = not os.path.lexists(baseline.path)
    before = _number(baseline.entries)
    entries = baseline.updated(((result.source, result.every_diagnostic) for result in results), grow=grow or begins)
    try:
        draft = f"{baseline.path}.{os.getpid()}.part"
        with open(draft, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(rendered(entries))
        os.replace(draft, baseline.path)
    except OSError as error:
        raise UserError(f"无法写入 {baseline.path}：{reason_of(error).zh}", f"can't write {baseline.path}: {reason_of(error).en}") from None
    fresh = Baseline(baseline.path, entries, today=time.strftime("%Y-%m-%d"))
    return Updated(
        Results(with_baseline(result, fresh) for result in results), _report_of_baseline(visible(baseline.path), before, _number(entries), begins=begins)
    )


def hidden(path: str, results: Iterable[FileResult]) -> tuple[Help, ...]:
    """How many findings the baseline hides; nothing where it hides none."""
    number = sum(d.suppressed is not None and d.suppressed.kind == "baseline" for result in results for d in result.suppressed)
    name = visible(path)
    return (Help(f"基线 {name} 中已知的 {number} 个问题不计", f"{number} findings known to the baseline {name} do not count"),) if number else ()


def _number(entries: Iterable[Entry]) -> int:
    return sum(entry.number for entry in entries)


def _report_of_baseline(path: str, before: int, now: int, *, begins: bool) -> Help:
    if begins:
        return Help(f"已新建基线 {path}，记下 {now} 个问题", f"began the baseline {path} with {now} findings")
    return Help(f"已写入基线 {path}：原有 {before} 个问题，现有 {now} 个", f"wrote the baseline {path}: {before} findings before, {now} now")
