"""Many files checked, in this process or in several."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from planlint.cli.check.rendered import fails
from planlint.cli.check.run import Ending, Made, Run
from planlint.cli.check.work import Act, Refused, ToCheck, ToDo, ToShow, Work
from planlint.cli.jobs import jobs_for, watched
from planlint.messages import UserError
from planlint.typed import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from planlint.cache import Kept
    from planlint.cli.check.rendered import Page, Rendered
    from planlint.cli.check.work import Done

_Value = TypeVar("_Value")
_SAVED_AFTER = 100


def show(run: Run, page: Page, files: Sequence[str]) -> Ending:
    """Print the findings of each file as soon as they and those before them are there, of known files without a look. Raises UserError."""
    failing = False
    run.session.read_lists(files)

    def shown() -> Iterator[tuple[str, Rendered]]:
        nonlocal failing
        left = [path for path in files if path not in page.cached]
        fresh = _fresh(run, ToShow(run.session, page.printer, page.kept), left, page.kept)
        for path in files:
            one = page.cached[path] if path in page.cached else next(fresh)
            failing = failing or fails(one, run.least(path))
            yield path, one

    page.printer.give(_watched(run, shown(), files))
    run.say_unread()
    return Ending(failing)


def checked(run: Run, files: Sequence[str]) -> Made:
    """The findings of the files; with --changed-since of those that have changed, and what has to do with the changes. Raises UserError."""
    from planlint.cli.results import Results

    if run.call.stdin:
        return Made([run.session.check(files[0], run.raw())])
    left: Sequence[str] = files
    changes = None
    if run.call.changed_since is not None:
        from planlint.vcs import changes_since

        changes = changes_since(run.call.changed_since, files)
        left = [path for path in files if path in changes]
    return Made(Results(_watched(run, _fresh(run, ToCheck(run.session, changes), left, None), left)))


def each(run: Run, act: Act[_Value], lost: Act[_Value], files: Sequence[str]) -> Iterator[_Value]:
    """What is done with each file, in order; what is said on the way is said in this order too.

    `lost` gives what stands for it where processes have died of a file. Raises UserError.
    """
    work: ToDo[_Value] = ToDo(run, act, lost)
    for done in _watched(run, _fresh(run, work, files, None), files):
        sys.stderr.write(done.said)
        yield done.value


def _watched(run: Run, items: Iterable[_Value], paths: Sequence[str]) -> Iterable[_Value]:
    return watched(items, paths, run.session.language, quiet=run.call.quiet)


def _fresh(run: Run, work: Work[_Value], files: Sequence[str], shown: Kept | None) -> Iterator[_Value]:
    """What is made of each file, in order; what is to be kept of it is saved every now and then, and when the run is stopped. Raises UserError."""
    try:
        for number, done in enumerate(_spread(run, work, files), 1):
            yield _received(run, done, shown)
            if number % _SAVED_AFTER == 0:
                _save(run, shown)
    finally:
        _save(run, shown)


def _spread(run: Run, work: Work[_Value], files: Sequence[str]) -> Iterator[Done[_Value]]:
    if run.session.clock is not None or len(files) < 2:
        return map(work, files)
    from planlint.pool import in_order

    return in_order(work, files, jobs_for(run.call.jobs, files), work.lost)


def _received(run: Run, done: Done[_Value], shown: Kept | None) -> _Value:
    """What was made of a file, after what comes with it has found its place. Raises UserError."""
    if isinstance(done, Refused):
        raise UserError(*done)
    run.session.add(done.told)
    for kept, values in ((run.session.kept, done.kept), (shown, done.shown)):
        if kept is not None:
            kept.receive(values)
    return done.value


def _save(run: Run, shown: Kept | None) -> None:
    """Save what is to be kept, unless a check is of another package, whose changes nothing would tell."""
    if all(type(rule.check).__module__.startswith("planlint.") for rule in run.session.rules):
        for kept in (run.session.kept, shown):
            if kept is not None:
                kept.save()
