"""The baseline of a call of `planlint check`: read, brought up to date, written."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from planlint.findings.baseline import Baseline, load, written
from planlint.findings.diagnostic import UserError
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
        zh = "没有这个基线文件；用 --update-baseline 新建" if isinstance(error, FileNotFoundError) else f"读不出基线文件（{error.strerror}）"
        en = "there is no such baseline; --update-baseline begins one" if isinstance(error, FileNotFoundError) else f"can't be read ({error.strerror})"
        raise UserError(f"{path}：{zh}", f"{path}: {en}") from None


def updated(baseline: Baseline, results: Sequence[FileResult], *, grow: bool) -> list[FileResult]:
    """The results judged by the baseline as it is after them; its file is written anew. It grows when it may, or when it just begins.

    Raises UserError.
    """
    begins = not os.path.lexists(baseline.path)
    entries = baseline.updated([(result.source, result.every_diagnostic) for result in results], grow=grow or begins)
    try:
        draft = f"{baseline.path}.{os.getpid()}.part"
        with open(draft, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(written(entries))
        os.replace(draft, baseline.path)
    except OSError as error:
        raise UserError(f"无法写入 {baseline.path}：{error.strerror}", f"can't write {baseline.path}: {error.strerror}") from None
    fresh = Baseline(baseline.path, entries, today=time.strftime("%Y-%m-%d"))
    return [with_baseline(result, fresh) for result in results]
