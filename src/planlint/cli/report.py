"""`planlint report`: a page for people who use no terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from planlint.cli import launch, terminal
from planlint.cli.line.commands import COMMANDS
from planlint.cli.line.description import Value
from planlint.cli.loading import policy, tell
from planlint.cli.terminal import complain
from planlint.formats.unreadable import Unreadable
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.reporters.style import Superiors

_ENDING = ".html"
_CHECK = next(command for command in COMMANDS if command.path == ("check",))
_NOTHING: Mapping[str, Value] = {
    **{argument.name: argument.default for argument in _CHECK.arguments},
    **{option.name: option.default for option in _CHECK.options},
}


class Report(Record):
    """The values of one call of `planlint report`."""

    paths: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    rules: tuple[str, ...]
    stage: str | None
    min_severity: str | None
    min_confidence: str | None
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    against: tuple[str, ...]
    baseline: str | None
    output_file: str
    open: bool
    quiet: bool
    lang: str | None
    config: str | None
    isolated: bool
    jobs: str | None
    no_cache: bool

    def run(self) -> int:
        """Write the page, and open it if that is asked for; 0 whatever was found, or 2 when it can't be done."""
        if not self.output_file.lower().endswith(_ENDING):
            name, language = visible(self.output_file), terminal.language(self.lang, os.environ)
            return complain(f"{name}：报告写成 .html 文件", f"{name}: a report is written to an .html file", language)
        try:
            superiors = self._superiors() if self.against else None
        except UserError as error:
            return tell(error, terminal.language(self.lang, os.environ))
        code = launch(_CHECK, {**_NOTHING, **self._for_check(), "output_format": ("html",), "exit_zero": True, "superiors": superiors})
        if code == 0 and self.open:
            import webbrowser

            webbrowser.open(Path(self.output_file).absolute().as_uri())
        return code

    def _superiors(self) -> Superiors:
        """The plans to hold those of the report against. Raises UserError for one that can't be read."""
        from planlint.cli.listings.records import plan_of
        from planlint.compare.against import side
        from planlint.facts.agencies.registry import registry

        config = policy(self.config, isolated=self.isolated).config_of(os.curdir)
        sides = []
        for path in dict.fromkeys(self.against):
            try:
                sides.append(side(path, plan_of(path, piped=False, encoding=self.encoding, format=None)))
            except Unreadable as error:
                raise UserError(f"{path}：{error.reason_zh}", f"{path}: {error.reason_en}") from None
        return Superiors(sides, registry(config.registries), config.not_applicable)

    def _for_check(self) -> Mapping[str, Value]:
        """The values that `planlint check` has too."""
        return {name: value for name, value in self._asdict().items() if name in _NOTHING}
