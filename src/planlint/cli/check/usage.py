"""Whether the words of a call of `planlint check` go together, and the files that they name."""

from __future__ import annotations

import os

from planlint.cli.outputs import BadOutput
from planlint.files import Found, find
from planlint.formats.format import format_named, format_of
from planlint.messages import UserError
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planlint.cli.check.call import Check
    from planlint.settings.policy import Policy


def files(call: Check, settings: Policy) -> Found:
    """The files to check. Raises BadOutput, MissingPath and UserError."""
    if call.stdin:
        return Found([call.stdin_filename or "-"], [], searched=False)
    if "-" in call.paths:
        raise BadOutput("“-”不能与其他路径同用", "“-” can't be used with other paths")
    if call.stdin_filename is not None:
        raise BadOutput("--stdin-filename 只与“-”同用", "--stdin-filename is for “-” alone")
    return find(call.paths or (os.curdir,), settings.excludes)


def check(call: Check, files: Sequence[str], baseline: str | None) -> None:
    """Whether the options go together. Raises UserError."""
    for option, given, other, needed in (
        ("--update-baseline", call.update_baseline, "--baseline", baseline is not None),
        ("--accept-new", call.accept_new, "--update-baseline", call.update_baseline),
        ("--in-place", call.in_place, "--fix", call.fix),
    ):
        if given and not needed:
            raise UserError(f"{option} 须与 {other} 同用", f"{option} needs {other}")
    if call.watch:
        raise UserError("--watch 不用于标准输入", "--watch is not for standard input")
    if call.jobs is not None:
        from planlint.cli.jobs import jobs_for

        jobs_for(call.jobs, files)
    for option, given in (
        ("--output-format", bool(call.output_format)),
        ("--statistics", call.statistics),
        ("--update-baseline", call.update_baseline),
    ):
        if given and call.diff:
            raise UserError(f"--diff 只显示差异，不与 {option} 同用", f"--diff shows differences alone, without {option}")
    for option, given in (
        ("--fix", call.fix),
        ("--diff", call.diff),
        ("--annotate", call.annotate is not None),
        ("--update-baseline", call.update_baseline),
    ):
        if given and call.changed_since is not None:
            raise UserError(f"--changed-since 不与 {option} 同用", f"--changed-since can't be used with {option}")
    if call.annotate is not None:
        _check_annotate(call, call.annotate, files)


def _check_annotate(call: Check, copy: str, files: Sequence[str]) -> None:
    if len(files) != 1 or format_named(format_of(files[0], call.format)).written != "as changes":
        raise UserError("--annotate 只用于一个 Word 文件（.docx）", "--annotate takes one Word file (.docx)")
    if os.path.realpath(copy) == os.path.realpath(files[0]):
        raise UserError(f"{copy}：这就是原文件；要改原文件，用 --in-place", f"{copy}: this is the original; --in-place changes it")
    if call.diff or call.in_place:
        raise UserError("--annotate 另存一份文件，不与 --diff、--in-place 同用", "--annotate writes a copy, without --diff or --in-place")
