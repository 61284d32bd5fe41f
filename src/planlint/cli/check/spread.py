"""Many files checked, in this process or in several."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO, TypeVar

from planlint.cli.check.rendered import fails
from planlint.cli.check.run import Ending, Made, Run
from planlint.cli.check.work import Done, Refused, ToCheck, ToShow
from planlint.findings.diagnostic import UserError
from planlint.jobs import spread, suitable
from planlint.reporters.escape import visible

if TYPE_CHECKING:
    from planlint.cache import Kept
    from planlint.cli.check.rendered import Page

_Value = TypeVar("_Value")
_MANY = 20


def show(run: Run, page: Page, files: Sequence[str]) -> Ending:
    """Print the findings of the files, those that are known without a look. Raises UserError."""
    left = [path for path in files if path not in page.cached]
    work = ToShow(run.session, page.printer, page.kept)
    found = dict(page.cached)
    for path, done in zip(left, watched(run, _spread(run, work, left), left), strict=True):
        found[path] = _received(run, done, page.kept)
    _save(run, page.kept)
    page.printer.give({path: found[path] for path in files})
    run.say_unread()
    return Ending(fails(found, run.least))


def checked(run: Run, files: Sequence[str]) -> Made:
    """The findings of the files; with --changed-since of those that have changed, and what has to do with the changes. Raises UserError."""
    if run.call.stdin:
        return Made([run.session.check(files[0], run.raw())])
    left: Sequence[str] = files
    changes = None
    if run.call.changed_since is not None:
        from planlint.vcs import changes_since

        changes = changes_since(run.call.changed_since, files)
        left = [path for path in files if path in changes]
    work = ToCheck(run.session, changes)
    results = [_received(run, done, None) for done in watched(run, _spread(run, work, left), left)]
    _save(run, None)
    return Made(results)


def watched(run: Run, items: Iterable[_Value], paths: Sequence[str]) -> Iterable[_Value]:
    """The items made of some files, with a bar on standard error where they are many and a person is watching: how many, and which one is next."""
    if len(paths) <= _MANY or run.call.quiet or not sys.stderr.isatty() or os.environ.get("CI"):
        return items
    return _with_bar(items, paths, sys.stderr)


def _with_bar(items: Iterable[_Value], paths: Sequence[str], stream: TextIO) -> Iterator[_Value]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=len(paths))
        made = iter(items)
        for path in paths:
            bar.update(task, description=visible(os.path.basename(path)))
            yield next(made)
            bar.advance(task)


def _spread(run: Run, work: Callable[[str], Done[_Value]], files: Sequence[str]) -> Iterator[Done[_Value]]:
    if run.session.clock is not None:
        return map(work, files)
    return spread(work, files, int(run.call.jobs) if run.call.jobs is not None else suitable(files))


def _received(run: Run, done: Done[_Value], shown: Kept | None) -> _Value:
    """What was made of a file, after what comes with it has found its place. Raises UserError."""
    if isinstance(done, Refused):
        raise UserError(*done)
    run.session.add(done.told)
    for kept, values in ((run.session.kept, done.kept), (shown, done.shown)):
        if kept is not None:
            for key, value in values.items():
                kept.put(key, value)
    return done.value


def _save(run: Run, shown: Kept | None) -> None:
    """Save what is to be kept, unless a check is of another package, whose changes nothing would tell."""
    if all(type(rule.check).__module__.startswith("planlint.") for rule in run.session.rules):
        for kept in (run.session.kept, shown):
            if kept is not None:
                kept.save()
