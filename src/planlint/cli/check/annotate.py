"""`--annotate` and `--fix --in-place`: findings as comments and repairs as tracked changes in a Word file."""

from __future__ import annotations

import os
import time

from planlint.cli.check.fix import Fixed, not_made
from planlint.cli.check.run import Made, Run
from planlint.cli.line.description import Help
from planlint.cli.outputs import give_bytes
from planlint.formats.docx_write import annotated
from planlint.formats.unreadable import Unreadable
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.reporters.word import comments as comments_of
from planlint.session import FileResult, Repair, Session, read_bytes


class Marked(Record):
    """A Word file with what planlint has to say in it: what is left to report, the bytes before and after, how many repairs are in it and refused, and how many comments."""

    result: FileResult
    before: bytes
    content: bytes
    repaired: int
    refused: int = 0
    comments: int = 0


def annotated_copy(run: Run, path: str, copy: str) -> Made:
    """Write a copy of a file with comments for its findings and, with --fix, tracked changes for its repairs. Raises UserError."""
    found = _marked(run, path, run.raw(), comments=True)
    if not isinstance(found, Marked):
        return Made([found])
    write(copy, found.content)
    sentences = (_said(visible(copy), found.comments, found.repaired), *((not_made(found.refused),) if found.refused else ()))
    return Made([found.result], sentences)


def revised_in_place(run: Run, path: str, raw: bytes | None) -> Fixed:
    """Put tracked changes for its repairs into a file. Raises UserError."""
    found = _marked(run, path, raw, comments=False)
    if not isinstance(found, Marked):
        return Fixed(found)
    if raw is None:
        replace(path, found.content, before=found.before)
    else:
        give_bytes(found.content)
    return Fixed(found.result, found.repaired, found.refused)


def _said(copy: str, comments: int, repaired: int) -> Help:
    changes = (f"，已修复 {repaired} 处（写成修订）", f"; fixed {repaired} as tracked changes") if repaired else ("", "")
    return Help(f"已写入 {copy}：{comments} 条批注{changes[0]}", f"wrote {copy} with {comments} comments{changes[1]}")


def _marked(run: Run, path: str, raw: bytes | None, *, comments: bool) -> Marked | FileResult:
    try:
        content = read_bytes(path) if raw is None else raw
    except Unreadable:
        return run.session.check(path, raw)
    return marked(run.session, path, content, fix=run.call.fix, unsafe=run.call.unsafe_fixes, comments=comments)


def marked(session: Session, path: str, raw: bytes, *, fix: bool, unsafe: bool, comments: bool) -> Marked | FileResult:
    """The file with tracked changes for its repairs, if `fix`, and comments for what is left, if `comments`. A result where it can't be read."""
    before, repaired, refused, number = raw, 0, 0, 0
    if fix:
        repair = session.fix(path, raw, unsafe=unsafe)
        if not isinstance(repair, Repair):
            return repair
        result, raw, repaired = repair.result, repair.content, sum(repair.counts.values())
        refused = repair.refused
    else:
        result = session.check(path, raw)
    if result.facts is None:
        return result
    if comments:
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        named = {rule.code: rule.title.in_language(session.language) for rule in session.rules_of(path)}
        made = list(comments_of(result.diagnostics, result.source, named, repaired=repaired, language=session.language))
        raw = annotated(raw, result.source, made, date=date)
        number = len(made)
    return Marked(result, before, raw, repaired, refused, number)


def replace(path: str, content: bytes, *, before: bytes) -> None:
    """Put the bytes in the place of the file's own, which are still `before`.

    Raises UserError when the file has changed meanwhile or can't be written.
    """
    from planlint.findings import fixer

    try:
        fixer.write(path, content, before=before)
    except fixer.Changed:
        raise UserError(f"{path}：检查期间文件已被改动，没有写入", f"{path}: the file has changed meanwhile and is left as it is") from None
    except OSError as error:
        raise UserError(f"无法写入 {path}：{reason_of(error).zh}", f"can't write {path}: {reason_of(error).en}") from None


def write(path: str, content: bytes) -> None:
    """Put the bytes in a file, whole or not at all.

    Raises UserError when it can't be written.
    """
    draft = f"{path}.{os.getpid()}.part"
    try:
        with open(draft, "wb") as file:
            file.write(content)
        if os.path.exists(path):
            os.chmod(draft, os.stat(path).st_mode & 0o7777)
        os.replace(draft, path)
    except OSError as error:
        if os.path.exists(draft):
            os.unlink(draft)
        raise UserError(f"无法写入 {path}：{reason_of(error).zh}", f"can't write {path}: {reason_of(error).en}") from None
