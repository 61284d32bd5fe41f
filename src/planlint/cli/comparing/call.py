"""`planlint compare`: a draft against the plans it carries out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from planlint.cli import terminal
from planlint.cli.comparing.questions import Asked, asked
from planlint.cli.comparing.taken import TakenUp
from planlint.cli.listings.records import Destination, Listing, destination, plan_of
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import BadOutput
from planlint.cli.terminal import complain
from planlint.compare.against import Side, against, side
from planlint.compare.remarks import remarks
from planlint.facts.agencies.registry import registry
from planlint.findings.diagnostic import UserError
from planlint.formats.reading import Unreadable
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.settings.config import Config

_REPORTS = ("markdown", "github", "gitlab")
_ENDINGS = {".md": "markdown"}


class Compare(Record):
    """The values of one call of `planlint compare`."""

    draft: str
    against: tuple[str, ...]
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
            return self._give(goal, self._compared(config), config, language)
        except BadOutput as error:
            return complain(error.zh, error.en, language)
        except UserError as error:
            return tell(error, language)

    def _goal(self) -> Destination:
        """Where the comparison goes. Raises BadOutput."""
        if not self.against:
            raise BadOutput("用 --against 指明上级方案", "--against names the superior plan")
        ending = os.path.splitext(self.output_file or "")[1].lower()
        form = self.output_format or _ENDINGS.get(ending)
        if form in _REPORTS:
            return Destination(str(form), self.output_file)
        return destination(form, self.output_file, sys.stdout)

    def _compared(self, config: Config) -> TakenUp:
        """The draft against each superior plan. Raises UserError for a file that can't be read."""
        draft = self._side(self.draft, piped=self.draft == "-")
        known = registry(config.registries)
        return TakenUp([against(self._side(path), draft, known, config.not_applicable) for path in self.against], everything=self.all)

    def _side(self, path: str, *, piped: bool = False) -> Side:
        name = (self.stdin_filename or "-") if piped else path
        try:
            return side(name, plan_of(name, piped=piped, encoding=self.encoding, format=self.format))
        except Unreadable as error:
            shown = visible(name)
            raise UserError(f"{shown}：{visible(error.reason_zh)}", f"{shown}: {visible(error.reason_en)}") from None

    def _give(self, goal: Destination, listing: TakenUp, config: Config, language: str) -> int:
        draft = listing.found[0].draft
        raised = asked([remark for found in listing.found for remark in remarks(found)], draft, self, config, language)
        listing = listing._replace(raised=raised.diagnostics)
        code = self._write(goal, listing, raised, language)
        if code == 0 and self.annotate is not None:
            raised.annotate(self.draft, self.annotate, draft, language)
        return code or int(raised.fails(self.fail_on))

    def _write(self, goal: Destination, listing: Listing, raised: Asked, language: str) -> int:
        if goal.format not in _REPORTS:
            return goal.give(listing, language=language, color=self.color)
        return goal.write("".join(raised.report(goal.format, language)).encode(), language)


def sides(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths without repetitions, in their order."""
    return tuple(dict.fromkeys(paths))
