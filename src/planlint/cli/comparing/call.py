"""`planlint compare`: a draft against the plans it carries out, or with the draft before it."""

from __future__ import annotations

import os
import sys

from planlint.cli import terminal
from planlint.cli.comparing.changed import Changed
from planlint.cli.comparing.questions import Asked, asked
from planlint.cli.comparing.taken import TakenUp
from planlint.cli.listings.records import Destination, destination, plan_of
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import BadOutput
from planlint.cli.terminal import complain
from planlint.compare.against import Side, against, side
from planlint.compare.changes import changes
from planlint.compare.remarks import remarks
from planlint.compare.told import remarks_of
from planlint.facts.agencies.registry import registry
from planlint.formats.reading import Unreadable
from planlint.messages import UserError, reason_of
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import read_plan
from planlint.settings.config import Config

_REPORTS = ("markdown", "github", "gitlab")
_ENDINGS = {".md": "markdown"}
_SUMMARY_FILE = "GITHUB_STEP_SUMMARY"


class Compare(Record):
    """The values of one call of `planlint compare`."""

    draft: str
    against: tuple[str, ...]
    old: str | None
    since: str | None
    all: bool
    fail_on: tuple[str, ...]
    baseline: str | None
    update_baseline: bool
    annotate: str | None
    output_format: str | None
    output_file: str | None
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    lang: str | None
    color: str
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Compare; 0, 1 when there is what the call fails on, 2 when a file can't be read or written or the call makes no sense."""
        language = terminal.language(self.lang, os.environ)
        try:
            config = policy(self.config, isolated=self.isolated).config_of(os.curdir)
            language = terminal.language(self.lang or config.lang, os.environ)
            goal = self._goal()
            listing, raised = self._compared(config, language)
            return self._give(goal, listing, raised, language)
        except BadOutput as error:
            return complain(error.zh, error.en, language)
        except UserError as error:
            return tell(error, language)

    def _goal(self) -> Destination:
        """Where the comparison goes. Raises BadOutput."""
        if (bool(self.against), self.old is not None, self.since is not None).count(True) != 1:
            raise BadOutput(
                "用 --against 指明上级方案，或用 --with 指明上一稿，或用 --since 指明 git 版本，三者取一",
                "one of --against (a superior plan), --with (the draft before) and --since (a git revision) is needed",
            )
        if self.stdin_filename is not None and self.draft != "-":
            raise BadOutput("--stdin-filename 只与“-”同用", "--stdin-filename is for “-” alone")
        ending = os.path.splitext(self.output_file or "")[1].lower()
        form = self.output_format or _ENDINGS.get(ending)
        if ending == ".html" and self.against:
            words = f"planlint report {self.draft} --against {self.against[0]} -o {self.output_file}"
            raise BadOutput(f"网页由报告命令来写：{visible(words)}", f"pages are written by another command: {visible(words)}")
        if form in _REPORTS:
            return Destination(str(form), self.output_file)
        return destination(form, self.output_file, sys.stdout)

    def _compared(self, config: Config, language: str) -> tuple[TakenUp | Changed, Asked]:
        """What is to be written, and the questions that it raises. Raises UserError for a file that can't be read."""
        draft = self._side(self.draft, piped=self.draft == "-")
        if not self.against:
            found = changes(self._before(draft), draft)
            raised = asked(remarks_of(found), draft, self, language)
            return Changed(found, raised.diagnostics), raised
        known = registry(config.registries)
        of = [against(self._side(path), draft, known, config.not_applicable) for path in dict.fromkeys(self.against)]
        raised = asked([remark for one in of for remark in remarks(one)], draft, self, language)
        return TakenUp(of, self.all, raised.diagnostics), raised

    def _before(self, draft: Side) -> Side:
        """The draft before: a file, or the same one as it was at a git revision. Raises UserError."""
        if self.since is None:
            return self._side(str(self.old))
        from planlint.vcs import changes_since

        changed = changes_since(self.since, [self.draft])
        if self.draft not in changed:
            return draft
        before = changed[self.draft]
        if before is None:
            name, revision = visible(self.draft), visible(self.since)
            raise UserError(f"{name}：在 {revision} 时还没有这个文件", f"{name}: there was no such file at {revision}")
        return self._read(before.path, before.raw)

    def _side(self, path: str, *, piped: bool = False) -> Side:
        name = (self.stdin_filename or "-") if piped else path
        try:
            return side(name, plan_of(name, piped=piped, encoding=self.encoding, format=self.format))
        except Unreadable as error:
            raise _unreadable(name, error) from None

    def _read(self, path: str, raw: bytes) -> Side:
        try:
            return side(path, read_plan(path, raw, encoding=self.encoding, format=self.format))
        except Unreadable as error:
            raise _unreadable(path, error) from None

    def _give(self, goal: Destination, listing: TakenUp | Changed, raised: Asked, language: str) -> int:
        if goal.format in _REPORTS:
            heading = listing.heading(language)
            code = goal.write(raised.report(goal.format, language, heading), language)
            summary = os.environ.get(_SUMMARY_FILE) if goal.format == "github" else None
            if summary:
                _add("".join(raised.report("markdown", language, heading)), summary)
        else:
            code = goal.give(listing, language=language, color=self.color)
        if code == 0 and self.annotate is not None:
            raised.annotate(self.draft, self.annotate, language)
        return code or int(raised.fails(self.fail_on))


def _add(text: str, path: str) -> None:
    """Add a summary to what GitHub shows under the job. Raises UserError."""
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        reason = reason_of(error)
        raise UserError(f"无法写入 {visible(path)}：{reason.zh}", f"can't write {visible(path)}: {reason.en}") from None


def _unreadable(path: str, error: Unreadable) -> UserError:
    shown = visible(path)
    return UserError(f"{shown}：{visible(error.reason_zh)}", f"{shown}: {visible(error.reason_en)}")
