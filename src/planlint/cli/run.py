"""One run of `planlint check` over files: what is done with each, what is printed, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from planlint.cli.outputs import Output, give, give_bytes, give_difference
from planlint.cli.shown import fails
from planlint.cli.terminal import complain, say
from planlint.cli.work import Done, Refused, ToCheck, ToShow
from planlint.findings.diagnostic import Severity, UserError
from planlint.formats.reading import Unreadable, format_of
from planlint.jobs import spread, suitable
from planlint.reporters.escape import visible
from planlint.session import Failure, FileResult, Repair, Session, read_bytes
from planlint.settings.selection import UNREADABLE

if TYPE_CHECKING:
    from planlint.cache import Kept
    from planlint.cli.check import Check, Page
    from planlint.settings.policy import Policy

_Value = TypeVar("_Value")
_MANY = 20


def session_of(call: Check, settings: Policy, files: Sequence[str], language: str, baseline: str | None, kept: Kept | None) -> Session:
    """The session for a call. Raises UserError for a rule or a baseline that is wrong, and UnknownRule."""
    rules = settings.rules_of_every(files)
    session = Session(rules, language=language, encoding=call.encoding, format=call.format, rules_of=settings.rules_for, kept=kept)
    if call.timing:
        from planlint.clock import Clock

        session.clock = Clock()
    if baseline is not None:
        from planlint.cli.known import baseline_of

        session.baseline = baseline_of(baseline, begins=call.update_baseline)
    return session


class Run:
    """One run over files: what it prints, and how it ends."""

    def __init__(self, call: Check, session: Session, forms: Sequence[Output], least: Callable[[str], str], page: Page | None) -> None:
        self._call = call
        self._least = least
        self._session = session
        self._forms = forms
        self._page = page
        self._repaired = 0
        self._broken = False

    def run(self, files: Sequence[str]) -> int:
        """Check the files, repair them or show the repairs; the exit code. Raises UserError."""
        raw = sys.stdin.buffer.read() if self._call.stdin else None
        if self._call.diff:
            changed = [self._show(path, raw) for path in self._watched(files, len(files))]
            return self._end(found=any(changed), said=("将修复 {} 处", "would fix {}"))
        if self._page is not None:
            return self._end(found=self._print(self._page, files), said=("", ""))
        if self._call.fix or self._call.annotate is not None or raw is not None:
            results: Sequence[FileResult] = [self._one(path, raw) for path in self._watched(files, len(files))]
        else:
            results = self._checked(files)
        if self._call.update_baseline:
            results = self._updated(results)
        self._report(results)
        return self._end(found=self._counts(results), said=("已修复 {} 处", "fixed {}"))

    def _print(self, page: Page, files: Sequence[str]) -> bool:
        """Print the findings of the files, those that are known without a look; whether there is one that counts."""
        left = [path for path in files if path not in page.known]
        work = ToShow(self._session, page.printer, page.kept)
        found = dict(page.known)
        for path, done in zip(left, self._watched(self._spread(work, left), len(left)), strict=True):
            found[path] = self._received(done, page.kept)
        self._save(page.kept)
        page.printer.give([found[path] for path in files])
        if not any(rule.code == UNREADABLE for rule in self._session.rules):
            self._say_unread()
        return fails(found, self._least)

    def _checked(self, files: Sequence[str]) -> list[FileResult]:
        left: Sequence[str] = files
        changes = None
        if self._call.changed_since is not None:
            from planlint.vcs import changes_since

            changes = changes_since(self._call.changed_since, files)
            left = [path for path in files if path in changes]
        work = ToCheck(self._session, changes)
        results = [self._received(done, None) for done in self._watched(self._spread(work, left), len(left))]
        self._save(None)
        return results

    def _spread(self, work: Callable[[str], Done[_Value]], files: Sequence[str]) -> Iterator[Done[_Value]]:
        if self._session.clock is not None:
            return map(work, files)
        return spread(work, files, int(self._call.jobs) if self._call.jobs is not None else suitable(files))

    def _received(self, done: Done[_Value], shown: Kept | None) -> _Value:
        """What was made of a file, after what comes with it has found its place. Raises UserError."""
        if isinstance(done, Refused):
            raise UserError(*done)
        self._session.add(done.told)
        for kept, values in ((self._session.kept, done.kept), (shown, done.shown)):
            if kept is not None:
                for key, value in values.items():
                    kept.put(key, value)
        return done.value

    def _save(self, shown: Kept | None) -> None:
        """Save what is to be kept, unless a check is of another package, whose changes nothing would tell."""
        if all(type(rule.check).__module__.startswith("planlint.") for rule in self._session.rules):
            for kept in (self._session.kept, shown):
                if kept is not None:
                    kept.save()

    def _watched(self, items: Iterable[_Value], number: int) -> Iterable[_Value]:
        return _progress(items, number) if number > _MANY and not self._call.quiet else items

    def _one(self, path: str, raw: bytes | None) -> FileResult:
        """What is to be reported of a file, after the repairs that are asked for."""
        word = format_of(path, self._call.format) == "docx"
        if word and (self._call.annotate is not None or self._call.in_place):
            return self._mark(path, raw)
        if word and self._call.fix:
            say(
                f"{visible(path)} is not changed: --annotate OUT.docx writes a copy with tracked changes, --in-place changes the file"
                if self._session.language == "en"
                else f"{visible(path)} 没有改动：用 --annotate OUT.docx 另存带修订的文件，或用 --in-place 改原文件"
            )
        return self._fix(path, raw) if self._call.fix and not word else self._session.check(path, raw)

    def _mark(self, path: str, raw: bytes | None) -> FileResult:
        """Write findings and repairs into a Word file, a copy or the file itself. Raises UserError."""
        from planlint.cli.word import Marked, marked, replace, write

        try:
            content = read_bytes(path) if raw is None else raw
        except Unreadable:
            return self._session.check(path, raw)
        comments = self._call.annotate is not None
        found = marked(self._session, path, content, fix=self._call.fix, unsafe=self._call.unsafe_fixes, comments=comments)
        if not isinstance(found, Marked):
            return found
        if self._call.annotate is not None:
            write(self._call.annotate, found.content)
        elif raw is None:
            replace(path, found.content, before=content)
        else:
            give_bytes(found.content)
        self._repaired += found.repaired
        return found.result

    def _updated(self, results: Sequence[FileResult]) -> Sequence[FileResult]:
        """The results by the baseline that now holds what is left of it."""
        from planlint.cli.known import updated

        assert self._session.baseline is not None
        try:
            return updated(self._session.baseline, results, grow=self._call.accept_new)
        except UserError as error:
            complain(visible(error.zh), visible(error.en), self._session.language)
            self._broken = True
            return results

    def _fix(self, path: str, raw: bytes | None) -> FileResult:
        """Put the repaired text where the text came from; what is left to report."""
        repair = self._session.fix(path, raw, unsafe=self._call.unsafe_fixes)
        if not isinstance(repair, Repair):
            if raw is not None:
                give_bytes(raw)
            return repair
        from planlint.findings.fixer import Changed, write

        try:
            if raw is not None:
                give_bytes(repair.content)
            elif repair.changed:
                write(path, repair.content, before=repair.raw)
        except Changed:
            return self._unwritten(repair, "检查期间文件已被改动，没有写入", "the file has changed meanwhile and is left as it is")
        except UnicodeEncodeError as error:
            name = repair.before.encoding
            return self._unwritten(repair, f"修复后的文字不能以 {name} 编码保存，没有写入", f"the repaired text does not fit {name}: {error.reason}")
        except BrokenPipeError:
            raise
        except OSError as error:
            return self._unwritten(repair, f"无法写入：{error.strerror}", f"can't be written: {error.strerror}")
        self._repaired += sum(repair.counts.values())
        return repair.result

    def _unwritten(self, repair: Repair, zh: str, en: str) -> FileResult:
        path = visible(repair.result.path)
        complain(f"{path}：{zh}", f"{path}: {en}", self._session.language)
        self._broken = True
        return self._session.check(repair.result.path, repair.raw)

    def _show(self, path: str, raw: bytes | None) -> bool:
        """Print the difference that repairs would make; whether there is one, or the file can't be read."""
        repair = self._session.fix(path, raw, unsafe=self._call.unsafe_fixes)
        if not isinstance(repair, Repair):
            self._say_unread()
            return True
        if not repair.changed:
            return False
        from planlint.findings.fixer import difference

        self._repaired += sum(repair.counts.values())
        give_difference(difference(repair.before, repair.result.source.text), sys.stdout, color=self._call.color)
        return True

    def _report(self, results: Sequence[FileResult]) -> None:
        clock = self._session.clock
        if clock is not None:
            clock.measured("report", lambda: self._give(results))
        else:
            self._give(results)

    def _give(self, results: Sequence[FileResult]) -> None:
        report = self._session.report(results)
        # repaired text from standard input has standard output to itself
        stream = sys.stderr if self._call.stdin and self._call.fix else sys.stdout
        for form in self._forms:
            try:
                give(report, form, stream, color=self._call.color, quiet=self._call.quiet)
            except BrokenPipeError:
                raise
            except OSError as error:
                where = visible(form.file or "-")
                complain(f"无法写入 {where}：{error.strerror}", f"can't write {where}: {error.strerror}", self._session.language)
                self._broken = True
        if not any(rule.code == UNREADABLE for rule in self._session.rules):
            self._say_unread()

    def _say_unread(self) -> None:
        for path, reason in self._session.unread:
            complain(f"{visible(path)}：{visible(reason)}", f"{visible(path)}: {visible(reason)}", self._session.language)
        self._session.unread.clear()

    def _counts(self, results: Sequence[FileResult]) -> bool:
        """Whether there is a finding that makes the run fail."""
        return any(result.diagnostics and self._fails(result) for result in results)

    def _fails(self, result: FileResult) -> bool:
        least = self._least(result.path)
        return least != "never" and any(diagnostic.severity >= Severity[least.upper()] for diagnostic in result.diagnostics)

    def _end(self, *, found: bool, said: tuple[str, str]) -> int:
        sys.stdout.flush()
        if self._repaired and not self._call.quiet:
            zh, en = said
            say((en if self._session.language == "en" else zh).format(self._repaired))
        for failure in self._session.failures:
            self._confess(failure)
        if self._session.clock is not None:
            from planlint.cli.timing import tell

            tell(self._session.clock, self._session.language)
        if self._session.failures or self._broken:
            return 2
        return int(found and not self._call.exit_zero)

    def _confess(self, failure: Failure) -> None:
        path, error = visible(failure.path), visible(f"{type(failure.error).__name__}: {failure.error}")
        zh, en = (f"规则 {failure.code} 检查", f"{failure.code} failed on") if failure.code else ("分析", "reading failed on")
        complain(
            f"planlint 自身出错：{zh} {path} 时（{error}）；其余检查照常。设 PLANLINT_DEBUG=1 可看详情",
            f"a fault of planlint: {en} {path} ({error}); the other checks went on. PLANLINT_DEBUG=1 shows more",
            self._session.language,
        )
        if os.environ.get("PLANLINT_DEBUG"):
            from traceback import print_exception

            print_exception(failure.error)


def _progress(items: Iterable[_Value], number: int) -> Iterable[_Value]:
    """The items, with a bar on standard error when a person is watching."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description="", total=number, console=Console(stderr=True), transient=True)
