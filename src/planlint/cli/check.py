"""`planlint check`: findings, repairs, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planlint.cli import terminal
from planlint.cli.loading import no_such_rule, policy, tell
from planlint.cli.outputs import (
    BadOutput,
    Output,
    give,
    give_bytes,
    give_difference,
    outputs,
)
from planlint.cli.terminal import complain, say
from planlint.config import Selection, stage_named
from planlint.diagnostic import Confidence, Severity, UserError
from planlint.files import MissingPath, expand
from planlint.formats.reading import Unreadable, format_of
from planlint.policy import Asked, Policy
from planlint.reporters.escape import visible
from planlint.session import (
    UNREADABLE,
    Failure,
    FileResult,
    Repair,
    Session,
    UnknownRule,
    read_bytes,
)

_MANY = 20


class Check(NamedTuple):
    """The values of one call of `planlint check`."""

    paths: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    rules: tuple[str, ...]
    min_severity: str | None
    min_confidence: str | None
    fail_on: str | None
    exit_zero: bool
    output_format: tuple[str, ...]
    output_file: str | None
    statistics: bool
    fix: bool
    unsafe_fixes: bool
    annotate: str | None
    in_place: bool
    diff: bool
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    lang: str | None
    color: str
    quiet: bool
    baseline: str | None
    update_baseline: bool
    accept_new: bool
    stage: str | None
    force_exclude: bool
    config: str | None
    isolated: bool
    no_cache: bool

    def run(self) -> int:
        """Check, repair or show the repairs; 0 without findings that count, 1 with some, 2 when it can't be done."""
        language = terminal.language(self.lang, os.environ)
        try:
            settings = policy(self.config, isolated=self.isolated, asked=self._asked())
            config = settings.config_of(os.curdir)
            language = terminal.language(self.lang or config.lang, os.environ)
            forms = outputs(self.output_format, self.output_file, os.environ, statistics=self.statistics)
            files = self._files(settings)
            if not files:
                return complain("没有要检查的文件（.txt、.md、.docx、.html、.pdf）", "no files to check (.txt, .md, .docx, .html, .pdf)", language)
            left = [path for path in files if not settings.excluded(path)] if self.force_exclude or config.force_exclude else files
            rules = settings.rules_of_every(left or files)
            session = Session(rules, language=language, encoding=self.encoding, format=self.format, rules_of=settings.rules_for)
            baseline = self.baseline or config.baseline
            self._check_usage(files, baseline)
            if baseline is not None:
                from planlint.cli.known import baseline_of

                session.baseline = baseline_of(baseline, begins=self.update_baseline)
            return _Run(self, session, forms, settings).run(left)
        except BadOutput as error:
            return complain(error.zh, error.en, language)
        except MissingPath as error:
            path = visible(error.path)
            return complain(f"没有这个文件或文件夹：{path}", f"no such file or folder: {path}", language)
        except UnknownRule as error:
            return no_such_rule(error, language)
        except UserError as error:
            return tell(error, language)

    def _check_usage(self, files: Sequence[str], baseline: str | None) -> None:
        """Whether the options go together. Raises UserError."""
        for option, given, other, needed in (
            ("--update-baseline", self.update_baseline, "--baseline", baseline is not None),
            ("--accept-new", self.accept_new, "--update-baseline", self.update_baseline),
            ("--in-place", self.in_place, "--fix", self.fix),
        ):
            if given and not needed:
                raise UserError(f"{option} 须与 {other} 同用", f"{option} needs {other}")
        if self.annotate is None:
            return
        if len(files) != 1 or format_of(files[0], self.format) != "docx":
            raise UserError("--annotate 只用于一个 Word 文件（.docx）", "--annotate takes one Word file (.docx)")
        if os.path.realpath(self.annotate) == os.path.realpath(files[0]):
            zh, en = f"{self.annotate}：这就是原文件；要改原文件，用 --in-place", f"{self.annotate}: this is the original; --in-place changes it"
            raise UserError(zh, en)
        if self.diff or self.in_place:
            raise UserError("--annotate 另存一份文件，不与 --diff、--in-place 同用", "--annotate writes a copy, without --diff or --in-place")

    @property
    def stdin(self) -> bool:
        """Whether the text comes from standard input."""
        return self.paths == ("-",) or (not self.paths and self.stdin_filename is not None)

    def _files(self, settings: Policy) -> list[str]:
        if self.stdin:
            return [self.stdin_filename or "-"]
        if "-" in self.paths:
            raise BadOutput("“-”不能与其他路径同用", "“-” can't be used with other paths")
        if self.stdin_filename is not None:
            raise BadOutput("--stdin-filename 只与“-”同用", "--stdin-filename is for “-” alone")
        return expand(self.paths or (os.curdir,), settings.excludes)

    def _asked(self) -> Asked:
        """What the call says of settings itself."""
        return Asked(
            cached=not self.no_cache,
            selection=Selection(_words(self.select), _words(self.extend_select), _words(self.ignore)),
            rules=self.rules,
            min_severity=self.min_severity,
            min_confidence=Confidence[self.min_confidence.upper()] if self.min_confidence is not None else None,
            stage=stage_named(self.stage) if self.stage is not None else None,
        )


def _words(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for words in lists for word in words.split(",") if word.strip())


class _Run:
    """One run over files: what it prints, and how it ends."""

    def __init__(self, call: Check, session: Session, forms: list[Output], settings: Policy) -> None:
        self._call = call
        self._settings = settings
        self._session = session
        self._forms = forms
        self._repaired = 0
        self._broken = False

    def run(self, files: Sequence[str]) -> int:
        raw = sys.stdin.buffer.read() if self._call.stdin else None
        left = _progress(files) if len(files) > _MANY and not self._call.quiet else files
        if self._call.diff:
            changed = [self._show(path, raw) for path in left]
            return self._end(found=any(changed), said=("将修复 {} 处", "would fix {}"))
        results: Sequence[FileResult] = [self._one(path, raw) for path in left]
        if self._call.update_baseline:
            results = self._updated(results)
        self._report(results)
        return self._end(found=self._counts(results), said=("已修复 {} 处", "fixed {}"))

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
        from planlint.fixer import Changed, write

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
        from planlint.fixer import difference

        self._repaired += sum(repair.counts.values())
        give_difference(difference(repair.before, repair.result.source.text), sys.stdout, color=self._call.color)
        return True

    def _report(self, results: Sequence[FileResult]) -> None:
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
        least = self._call.fail_on or self._settings.fail_on(result.path)
        return least != "never" and any(diagnostic.severity >= Severity[least.upper()] for diagnostic in result.diagnostics)

    def _end(self, *, found: bool, said: tuple[str, str]) -> int:
        sys.stdout.flush()
        if self._repaired and not self._call.quiet:
            zh, en = said
            say((en if self._session.language == "en" else zh).format(self._repaired))
        for failure in self._session.failures:
            self._confess(failure)
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


def _progress(files: Sequence[str]) -> Iterable[str]:
    """The files, with a bar on standard error when a person is watching."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, description="", console=Console(stderr=True), transient=True)
