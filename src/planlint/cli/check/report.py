"""What was found, reported in the forms that are asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from planlint.cli.check.run import Ending, Made, Run
from planlint.cli.outputs import give as give_form
from planlint.findings.diagnostic import UserError
from planlint.reporters.escape import visible
from planlint.session import FileResult


def give(run: Run, made: Made) -> Ending:
    """Report the results, by the baseline brought up to date where that is asked for."""
    results, done, broken = made
    if run.call.update_baseline:
        from planlint.cli.check.baseline import updated

        assert run.session.baseline is not None
        try:
            results = updated(run.session.baseline, results, grow=run.call.accept_new)
        except UserError as error:
            run.complain(visible(error.zh), visible(error.en))
            broken = True
    clock = run.session.clock
    written = clock.measured("report", lambda: _written(run, results)) if clock is not None else _written(run, results)
    return Ending(any(result.diagnostics and run.fails(result) for result in results), done, broken or not written)


def _written(run: Run, results: Sequence[FileResult]) -> bool:
    """Write the report in all its forms; whether each could be written."""
    report = run.session.report(results)
    # repaired text from standard input has standard output to itself
    stream = sys.stderr if run.call.stdin and run.call.fix else sys.stdout
    whole = True
    for form in run.forms:
        try:
            give_form(report, form, stream, color=run.call.color, quiet=run.call.quiet)
        except BrokenPipeError:
            raise
        except OSError as error:
            where = visible(form.file or "-")
            run.complain(f"无法写入 {where}：{error.strerror}", f"can't write {where}: {error.strerror}")
            whole = False
    run.say_unread()
    return whole
