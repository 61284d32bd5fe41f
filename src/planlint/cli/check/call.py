"""`planlint check`: findings, repairs, and the exit code."""

from __future__ import annotations

import os

from planlint import modules
from planlint.cache import Kept, surroundings
from planlint.cli import passed, terminal
from planlint.cli.check import usage
from planlint.cli.check.rendered import Page, fails, page_of
from planlint.cli.line.description import Help
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import BadOutput, Output, difference_output, outputs
from planlint.cli.terminal import complain, say
from planlint.files import Found, MissingPath
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.settings.config import Selection, stage_named
from planlint.settings.policy import Asked, Policy
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from planlint.cli.check.run import Ending, Made, Run
    from planlint.reporters.style import Superiors


_COMMAS = str.maketrans(",，、", "   ")


class Check(Record):
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
    sort: str
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
    superiors: Superiors | None = None

    def run(self) -> int:
        """Check, repair or show the repairs; 0 without findings that count, 1 with some, 2 when it can't be done."""
        if self.watch and not self.stdin:
            from planlint.cli.check.watch import watch

            return watch(self)
        return self.once(counts=not self.timing)

    def once(self, *, counts: bool) -> int:
        """Check once; `counts` tells whether the number of files is to be said where they had to be looked for. The exit code."""
        language = terminal.language(self.lang, os.environ)
        try:
            settings = self.policy()
            config = settings.config_of(os.curdir)
            language = terminal.language(self.lang or config.lang, os.environ)
            forms = self._forms()
            found = usage.files(self, settings)
            if not found.files:
                return self._without_files(found, language)
            files = found.files
            if self.force_exclude or config.force_exclude:
                files = [path for path in files if not settings.excluded(path)]
            baseline = self.baseline or config.baseline
            usage.check(self, files, baseline)
            code = self._checked(files, settings, language, forms, baseline)
            self._tell(found, files, language, counts=counts and all(form.for_people for form in forms[:1]))
            return code
        except BadOutput as error:
            return complain(error.zh, error.en, language)
        except MissingPath as error:
            path = visible(error.path)
            if error.is_pattern:
                return complain(f"没有文件与“{path}”相符", f"no file matches “{path}”", language)
            return complain(f"没有这个文件或文件夹：{path}", f"no such file or folder: {path}", language)
        except UserError as error:
            return tell(error, language)

    def _without_files(self, found: Found, language: str) -> int:
        """Say why there is nothing to check; the exit code for it."""
        code = complain(*passed.nothing(found), language)
        for sentence in passed.rendered(found, None):
            say(sentence.in_language(language))
        return code

    def _tell(self, found: Found, files: Sequence[str], language: str, *, counts: bool) -> None:
        """Say how many files were checked, and which were passed over."""
        if self.quiet:
            return
        if not files:
            said = Help(
                f"写明的 {len(found.files)} 个文件都在 exclude 之列，没有检查",
                f"nothing checked: `exclude` leaves out all {len(found.files)} files that are named",
            )
            say(said.in_language(language))
            return
        # of files that have not changed since a revision nothing is read
        number = len(files) if counts and self.changed_since is None else None
        for sentence in passed.rendered(found, number):
            say(sentence.in_language(language))

    def _checked(self, files: Sequence[str], settings: Policy, language: str, forms: Sequence[Output], baseline: str | None) -> int:
        """The exit code of the run over some files, which ends early where all that is to be printed is known. Raises UserError."""
        setting = None if self.no_cache or self.timing or self.stdin else self._setting(files, settings, language)
        page = page_of(self, forms, language, setting, files) if baseline is None else None
        if page is not None and files and len(page.cached) == len(files):
            page.printer.give((path, page.cached[path]) for path in files)
            least = self.least(settings)
            return int(any(fails(shown, least(path)) for path, shown in page.cached.items()) and not self.exit_zero)
        modules.load("planlint.cli.check.run")
        from planlint.cli.check.run import Run, session_of

        session = session_of(self, settings, files, language, baseline, Kept(setting) if setting is not None else None)
        run = Run(self, session, forms, self.least(settings))
        return run.end(self._ended(run, files, page))

    def _ended(self, run: Run, files: Sequence[str], page: Page | None) -> Ending:
        """Do what is asked for. Raises UserError."""
        if self.diff:
            from planlint.cli.check import diff

            return diff.show(run, files)
        if page is not None:
            from planlint.cli.check import spread

            return spread.show(run, page, files)
        from planlint.cli.check import report

        return report.give(run, self._made(run, files))

    def _made(self, run: Run, files: Sequence[str]) -> Made:
        """The results that are to be reported, after the repairs that are asked for. Raises UserError."""
        if self.annotate is not None:
            from planlint.cli.check import annotate

            return annotate.annotated_copy(run, files[0], self.annotate)
        if self.fix:
            from planlint.cli.check import fix

            return fix.fixed(run, files)
        from planlint.cli.check import spread

        return spread.checked(run, files)

    def _forms(self) -> list[Output]:
        """The forms of the report; a difference has one of its own. Raises BadOutput."""
        if self.diff:
            return difference_output(self.output_file)
        return outputs(self.output_format, self.output_file, os.environ, statistics=self.statistics)

    def least(self, settings: Policy) -> Callable[[str], str]:
        """Tells the severity from which findings in a file make the run fail, or “never”."""
        asked = self.fail_on
        return settings.fail_on if asked is None else lambda _: asked

    def policy(self) -> Policy:
        """The settings by document. Raises UserError."""
        asked = Asked(
            selection=Selection(_words(self.select), _words(self.extend_select), _words(self.ignore)),
            rules=self.rules,
            min_severity=self.min_severity,
            min_confidence=self.min_confidence,
            stage=stage_named(self.stage) if self.stage is not None else None,
        )
        return policy(self.config, isolated=self.isolated, asked=asked)

    @property
    def stdin(self) -> bool:
        """Whether the text comes from standard input."""
        return self.paths == ("-",) or (not self.paths and self.stdin_filename is not None)

    def _setting(self, files: Sequence[str], settings: Policy, language: str) -> tuple[object, ...]:
        """All that decides on findings, but for the files themselves."""
        return (self.encoding, self.format, language), settings.settings_of(files), surroundings(settings.files_of(files))


def _words(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for words in lists for word in words.translate(_COMMAS).split())
