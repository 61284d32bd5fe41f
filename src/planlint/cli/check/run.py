"""What all that may be asked of `planlint check` works with, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence

from planlint.cli.faults import confess
from planlint.cli.line.description import Help
from planlint.cli.outputs import Output
from planlint.cli.terminal import complain, say
from planlint.findings.diagnostic import Severity
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import FileResult, Session
from planlint.settings.selection import UNREADABLE
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.cache import Kept
    from planlint.cli.check.call import Check
    from planlint.settings.policy import Policy


def session_of(call: Check, settings: Policy, files: Sequence[str], language: str, baseline: str | None, kept: Kept | None) -> Session:
    """The session for a call. Raises UserError for a rule or a baseline that is wrong, or a rule that there is not."""
    rules = settings.rules_of_every(files)
    session = Session(rules, language=language, encoding=call.encoding, format=call.format, rules_of=settings.rules_for, kept=kept)
    if call.timing:
        from planlint.clock import Clock

        session.clock = Clock()
    if baseline is not None:
        from planlint.cli.check.baseline import baseline_of

        session.baseline = baseline_of(baseline, begins=call.update_baseline)
    return session


class Made(Record):
    """The results of a run before they are reported, what was done, and whether something could not be done, which has been said."""

    results: Collection[FileResult]
    done: tuple[Help, ...] = ()
    broken: bool = False


class Ending(Record):
    """How a run went: whether a finding makes it fail, what was done, and whether something could not be done, which has been said."""

    found: bool
    done: tuple[Help, ...] = ()
    broken: bool = False


class Run(Record):
    """A call with its session and the forms of its report; `least` tells the severity from which findings in a file make it fail."""

    call: Check
    session: Session
    forms: Sequence[Output]
    least: Callable[[str], str]

    def raw(self) -> bytes | None:
        """The bytes of standard input where they are what is checked; to be read once."""
        return sys.stdin.buffer.read() if self.call.stdin else None

    def complain(self, zh: str, en: str) -> None:
        """Say what can't be done."""
        complain(zh, en, self.session.language)

    def say_unread(self) -> None:
        """Say which files can't be read, where no finding does."""
        if any(rule.code == UNREADABLE for rule in self.session.rules):
            return
        for path, reason in self.session.unread:
            self.complain(f"{visible(path)}：{visible(reason)}", f"{visible(path)}: {visible(reason)}")
        self.session.unread.clear()

    def fails(self, result: FileResult) -> bool:
        """Whether a file has a finding that makes the run fail."""
        least = self.least(result.path)
        return least != "never" and any(diagnostic.severity >= Severity[least.upper()] for diagnostic in result.diagnostics)

    def end(self, ending: Ending) -> int:
        """Say what was done and where planlint itself has failed; the exit code."""
        sys.stdout.flush()
        if not self.call.quiet:
            for sentence in ending.done:
                say(sentence.in_language(self.session.language))
        for failure in self.session.failures:
            confess(failure.path, failure.code, failure.error, self.session.language)
        if self.session.clock is not None:
            from planlint.cli.check.timing import tell

            tell(self.session.clock, self.session.language)
        if self.session.failures or ending.broken:
            return 2
        return int(ending.found and not self.call.exit_zero)
