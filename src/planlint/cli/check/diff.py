"""`--diff`: what the repairs would change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from planlint.cli.check.fix import not_made, say_read_only
from planlint.cli.check.run import Ending, Run
from planlint.cli.check.spread import each
from planlint.cli.line.description import Help
from planlint.cli.outputs import give_difference
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import Repair


class Difference(Record):
    """What the repairs would change in one file: the lines of a unified diff, how many repairs they are, and how many are refused."""

    lines: list[str]
    repaired: int
    refused: int


def show(run: Run, files: Sequence[str]) -> Ending:
    """Print the differences that repairs would make, or write them to a file; there being one, or a file that can't be read, makes the run fail.

    Raises UserError.
    """
    found, repaired, refused = False, 0, 0
    lines: list[str] = []
    for difference in _differences(run, files):
        if difference is None:
            found = True
            run.say_unread()
            continue
        found = found or difference.repaired > 0
        repaired += difference.repaired
        refused += difference.refused
        if run.call.output_file is None:
            give_difference(difference.lines, sys.stdout, color=run.call.color)
        else:
            lines += difference.lines
    if run.call.output_file is not None:
        _write(run.call.output_file, lines)
    return Ending(found, (*_said(repaired, run.call.output_file), *((not_made(refused),) if refused else ())))


def _differences(run: Run, files: Sequence[str]) -> Iterator[Difference | None]:
    """The differences that repairs would make; None for a file that can't be read."""
    return each(run, _of_file, _lost, files) if not run.call.stdin else iter((_one(run, files[0], run.raw()),))


def _of_file(run: Run, path: str) -> Difference | None:
    return _one(run, path, None)


def _lost(run: Run, path: str) -> None:
    run.session.lost(path)


def _one(run: Run, path: str, raw: bytes | None) -> Difference | None:
    repair = run.session.fix(path, raw, unsafe=run.call.unsafe_fixes)
    if not isinstance(repair, Repair):
        if repair.facts is None:
            return None
        say_read_only(run, path)
        return Difference([], 0, 0)
    if not (repair.changed or repair.refused):
        return Difference([], 0, 0)
    from planlint.findings.fixer import difference

    return Difference(list(difference(repair.before, repair.result.source.text)), sum(repair.counts.values()), repair.refused)


def _write(path: str, lines: Sequence[str]) -> None:
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        name = visible(path)
        raise UserError(f"无法写入 {name}：{reason_of(error).zh}", f"can't write {name}: {reason_of(error).en}") from None


def _said(repaired: int, file: str | None) -> tuple[Help, ...]:
    """What is said of so many repairs; nothing where the empty difference says it."""
    said = Help(f"将修复 {repaired} 处", f"would fix {repaired}") if repaired else Help("没有可自动修复之处", "nothing to fix")
    if file is not None:
        said = Help(f"已写入 {visible(file)}：{said.zh}", f"wrote {visible(file)}: {said.en}")
    return (said,) if repaired or file is not None else ()
