"""Where planlint itself has failed, told to the user."""

from __future__ import annotations

import os

from planlint.cli.terminal import complain
from planlint.reporters.escape import visible


def confess(path: str, code: str | None, failed: BaseException, language: str) -> None:
    """Say that a rule, or reading where no rule is named, has failed on a file, and that all else went on."""
    name, error = visible(path), visible(f"{type(failed).__name__}: {failed}")
    zh, en = (f"规则 {code} 检查", f"{code} failed on") if code else ("分析", "reading failed on")
    complain(
        f"planlint 自身出错：{zh} {name} 时（{error}）；其余照常。设 PLANLINT_DEBUG=1 可看详情",
        f"a fault of planlint: {en} {name} ({error}); the rest went on. PLANLINT_DEBUG=1 shows more",
        language,
    )
    if os.environ.get("PLANLINT_DEBUG"):
        from traceback import print_exception

        print_exception(failed)
