"""`--fix`: repaired text put where the text came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planlint.cli.check.run import Made, Run
from planlint.cli.check.spread import each
from planlint.cli.line.description import Help
from planlint.cli.outputs import give_bytes
from planlint.cli.results import Results
from planlint.cli.terminal import say
from planlint.formats.format import format_named, format_of
from planlint.messages import reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import FileResult, Repair


class Fixed(Record):
    """What is left to report of a file, how many repairs were made and refused, and whether they could not be written, which has been said."""

    result: FileResult
    repaired: int = 0
    refused: int = 0
    broken: bool = False


def fixed(run: Run, files: Sequence[str]) -> Made:
    """What is left to report of the files, after the repairs. Raises UserError."""
    repaired = refused = 0
    broken = False

    def results() -> Iterator[FileResult]:
        nonlocal repaired, refused, broken
        for one in each(run, _read_and_fixed, lost, files) if not run.call.stdin else (_one(run, files[0], run.raw()),):
            repaired, refused, broken = repaired + one.repaired, refused + one.refused, broken or one.broken
            yield one.result

    found = Results(results())
    return Made(found, said(repaired, refused), broken)


def _read_and_fixed(run: Run, path: str) -> Fixed:
    return _one(run, path, None)


def lost(run: Run, path: str) -> Fixed:
    """What stands for a file of which processes have died."""
    return Fixed(run.session.lost(path))


def said(repaired: int, refused: int) -> tuple[Help, ...]:
    """The sentences about so many repairs, and so many that are not made; none where there are none."""
    done = Help(f"已修复 {repaired} 处", f"fixed {repaired}")
    return ((done,) if repaired else ()) + ((not_made(refused),) if refused else ())


def not_made(refused: int) -> Help:
    """The sentence about so many repairs that are safe by themselves and not in this text."""
    return Help(
        f"另有 {refused} 处没有自动修复：改后会出现别的问题或改变结构",
        f"left {refused} alone: repairing them would bring other findings or change the structure",
    )


def _one(run: Run, path: str, raw: bytes | None) -> Fixed:
    format = format_named(format_of(path, run.call.format))
    if not format.can_be_repaired:
        say_read_only(run, path)
    if format.written != "as changes":
        return _text(run, path, raw)
    if run.call.in_place:
        from planlint.cli.check import annotate

        return annotate.revised_in_place(run, path, raw)
    shown = visible(path)
    say(
        f"{shown} is not changed: --annotate OUT.docx writes a copy with tracked changes, --in-place changes the file"
        if run.session.language == "en"
        else f"{shown} 没有改动：用 --annotate OUT.docx 另存带修订的文件，或用 --in-place 改原文件"
    )
    return Fixed(run.session.check(path, raw))


def say_read_only(run: Run, path: str) -> None:
    """Say that a file of a format that is never written is left alone."""
    name = visible(path)
    say(
        f"{name} is not changed: planlint does not write files of its format, and its repairs are advice"
        if run.session.language == "en"
        else f"{name} 没有改动：planlint 不写入这种格式的文件，修复只作建议"
    )


def _text(run: Run, path: str, raw: bytes | None) -> Fixed:
    """Put the repaired text where the text came from; what is left to report."""
    repair = run.session.fix(path, raw, unsafe=run.call.unsafe_fixes)
    if not isinstance(repair, Repair):
        if raw is not None:
            give_bytes(raw)
        return Fixed(repair)
    from planlint.findings.fixer import Changed, write

    try:
        if raw is not None:
            give_bytes(repair.content)
        elif repair.changed:
            write(path, repair.content, before=repair.raw)
    except Changed:
        return _unwritten(run, repair, "检查期间文件已被改动，没有写入", "the file has changed meanwhile and is left as it is")
    except UnicodeEncodeError as error:
        name = repair.before.encoding
        return _unwritten(run, repair, f"修复后的文字不能以 {name} 编码保存，没有写入", f"the repaired text does not fit {name}: {error.reason}")
    except BrokenPipeError:
        raise
    except OSError as error:
        return _unwritten(run, repair, f"无法写入：{reason_of(error).zh}", f"can't be written: {reason_of(error).en}")
    return Fixed(repair.result, sum(repair.counts.values()), repair.refused)


def _unwritten(run: Run, repair: Repair, zh: str, en: str) -> Fixed:
    path = visible(repair.result.path)
    run.complain(f"{path}：{zh}", f"{path}: {en}")
    return Fixed(run.session.check(repair.result.path, repair.raw), broken=True)
