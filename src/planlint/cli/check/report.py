"""What was found, reported in the forms that are asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection

from planlint.cli.check.rendered import in_order
from planlint.cli.check.run import Ending, Made, Run
from planlint.cli.line.description import Help
from planlint.cli.outputs import give as give_form
from planlint.cli.results import Results
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.reporters.totals import summary_of, totals
from planlint.session import FileResult


class Written(Record):
    """The files that a report was written to, and whether one could not be, which has been said."""

    done: tuple[Help, ...]
    broken: bool


def give(run: Run, made: Made) -> Ending:
    """Report the results, by the baseline brought up to date where that is asked for."""
    results, done, broken = made
    baseline = run.session.baseline
    if baseline is not None:
        from planlint.cli.check.baseline import hidden, updated

        try:
            if run.call.update_baseline:
                results, said = updated(baseline, results, grow=run.call.accept_new)
                done += (said,)
            else:
                done += hidden(baseline.path, results)
        except UserError as error:
            run.complain(visible(error.zh), visible(error.en))
            broken = True
    clock = run.session.clock
    written = clock.measured("report", lambda: _write(run, results)) if clock is not None else _write(run, results)
    found = any(result.diagnostics and run.fails(result) for result in results)
    return Ending(found, (*done, *written.done), broken or written.broken)


def _write(run: Run, results: Collection[FileResult]) -> Written:
    """Write the report in all its forms."""
    report = run.session.report(Results(in_order(result, run.call.sort) for result in results) if run.call.sort == "importance" else results)
    # repaired text from standard input has standard output to itself
    stream = sys.stderr if run.call.stdin and run.call.fix else sys.stdout
    done: list[Help] = []
    broken = False
    for form in run.forms:
        try:
            give_form(report, form, stream, color=run.call.color, quiet=run.call.quiet, paths=run.call.paths or (os.curdir,), superiors=run.call.superiors)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = visible(form.file or "-")
            run.complain(f"无法写入 {where}：{reason_of(error).zh}", f"can't write {where}: {reason_of(error).en}")
            broken = True
        else:
            # beside a report that is printed the others are written without a word
            if form is run.forms[0] and form.file is not None:
                name = visible(form.file)
                done.append(Help(f"已写入 {name}：{summary_of(totals(report), 'zh')}", f"wrote {name}: {summary_of(totals(report), 'en')}"))
    run.say_unread()
    return Written(tuple(done), broken)
