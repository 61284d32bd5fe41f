"""`planlint check`: findings, repairs, and the exit code."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from planlint.cache import Kept, surroundings
from planlint.cli import terminal
from planlint.cli.loading import no_such_rule, policy, tell
from planlint.cli.outputs import BadOutput, Output, outputs
from planlint.cli.shown import Printer, Shown, fails, known
from planlint.cli.terminal import complain
from planlint.files import MissingPath, expand
from planlint.findings.diagnostic import Confidence, UserError
from planlint.formats.reading import format_of
from planlint.reporters.escape import visible
from planlint.settings.config import Selection, stage_named
from planlint.settings.policy import Asked, Policy


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
    changed_since: str | None
    jobs: str | None
    watch: bool
    timing: bool

    def run(self) -> int:
        """Check, repair or show the repairs; 0 without findings that count, 1 with some, 2 when it can't be done."""
        if self.watch and not self.stdin:
            from planlint.cli.watch import watch

            return watch(self)
        language = terminal.language(self.lang, os.environ)
        try:
            settings = self.policy()
            config = settings.config_of(os.curdir)
            language = terminal.language(self.lang or config.lang, os.environ)
            forms = outputs(self.output_format, self.output_file, os.environ, statistics=self.statistics)
            files = self._files(settings)
            if not files:
                return complain("没有要检查的文件（.txt、.md、.docx、.html、.pdf）", "no files to check (.txt, .md, .docx, .html, .pdf)", language)
            if self.force_exclude or config.force_exclude:
                files = [path for path in files if not settings.excluded(path)]
            baseline = self.baseline or config.baseline
            self._check_usage(files, baseline)
            return self._checked(files, settings, language, forms, baseline)
        except BadOutput as error:
            return complain(error.zh, error.en, language)
        except MissingPath as error:
            path = visible(error.path)
            return complain(f"没有这个文件或文件夹：{path}", f"no such file or folder: {path}", language)
        except UserError as error:
            return tell(error, language)

    def _checked(self, files: Sequence[str], settings: Policy, language: str, forms: Sequence[Output], baseline: str | None) -> int:
        """The exit code of the run over some files, which ends early where all that is to be printed is known. Raises UserError."""
        setting = None if self.no_cache or self.timing or self.stdin else self._setting(files, settings, language)
        page = self._page(forms, language, setting, files) if baseline is None else None
        if page is not None and files and len(page.known) == len(files):
            page.printer.give([page.known[path] for path in files])
            return int(fails(page.known, self.least(settings)) and not self.exit_zero)
        from planlint.cli.run import Run, session_of
        from planlint.settings.selection import UnknownRule

        try:
            session = session_of(self, settings, files, language, baseline, Kept(setting) if setting is not None else None)
        except UnknownRule as error:
            return no_such_rule(error, language)
        return Run(self, session, forms, self.least(settings), page).run(files)

    def least(self, settings: Policy) -> Callable[[str], str]:
        """Tells the severity from which findings in a file make the run fail, or “never”."""
        asked = self.fail_on
        return settings.fail_on if asked is None else lambda _: asked

    def _setting(self, files: Sequence[str], settings: Policy, language: str) -> tuple[object, ...]:
        """All that decides on findings, but for the files themselves."""
        return (self.encoding, self.format, language), settings.settings_of(files), surroundings(settings.files_of(files))

    def _page(self, forms: Sequence[Output], language: str, setting: tuple[object, ...] | None, files: Sequence[str]) -> Page | None:
        """How to print file by file, with what is known; None where the report is of another kind."""
        plain = len(forms) == 1 and forms[0].for_people and forms[0].file is None and not self.statistics
        if not plain or self.changed_since is not None or self.stdin:
            return None
        if self.fix or self.diff or self.annotate is not None or self.timing:
            return None
        printer = Printer(forms[0], language, color=self.color, quiet=self.quiet)
        if setting is None:
            return Page(printer, None, {})
        kept = Kept((*setting, *printer.setting))
        return Page(printer, kept, known(files, kept))

    def _check_usage(self, files: Sequence[str], baseline: str | None) -> None:
        """Whether the options go together. Raises UserError."""
        for option, given, other, needed in (
            ("--update-baseline", self.update_baseline, "--baseline", baseline is not None),
            ("--accept-new", self.accept_new, "--update-baseline", self.update_baseline),
            ("--in-place", self.in_place, "--fix", self.fix),
        ):
            if given and not needed:
                raise UserError(f"{option} 须与 {other} 同用", f"{option} needs {other}")
        if self.watch:
            raise UserError("--watch 不用于标准输入", "--watch is not for standard input")
        if self.jobs is not None and not (self.jobs.isascii() and self.jobs.isdecimal() and int(self.jobs)):
            raise UserError(f"--jobs 应为大于零的整数，此处为“{self.jobs}”", f"--jobs takes a whole number above zero, not “{self.jobs}”")
        for option, given in (
            ("--fix", self.fix),
            ("--diff", self.diff),
            ("--annotate", self.annotate is not None),
            ("--update-baseline", self.update_baseline),
        ):
            if given and self.changed_since is not None:
                raise UserError(f"--changed-since 不与 {option} 同用", f"--changed-since can't be used with {option}")
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

    def policy(self) -> Policy:
        """The settings by document. Raises UserError."""
        asked = Asked(
            cached=not self.no_cache,
            selection=Selection(_words(self.select), _words(self.extend_select), _words(self.ignore)),
            rules=self.rules,
            min_severity=self.min_severity,
            min_confidence=Confidence[self.min_confidence.upper()] if self.min_confidence is not None else None,
            stage=stage_named(self.stage) if self.stage is not None else None,
        )
        return policy(self.config, isolated=self.isolated, asked=asked)


class Page(NamedTuple):
    """A report that is printed file by file: what prints it, where it is kept, and what of it is known."""

    printer: Printer
    kept: Kept | None
    known: dict[str, Shown]


def _words(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for words in lists for word in words.split(",") if word.strip())
