"""Findings as a person reads them, made once for a file that stays as it is: a run over known files needs no rules and no parser."""

from __future__ import annotations

import marshal
import os
import sys
from importlib import import_module
from operator import add

from planlint.cache import Kept
from planlint.cli import terminal
from planlint.files import LIST_FILE
from planlint.record import Record
from planlint.reporters import FORMATS
from planlint.reporters.closing import closing
from planlint.reporters.style import Style
from planlint.reporters.tallies import Tally, tallies, together
from planlint.reporters.totals import Totals, summary_of, totals_of
from planlint.settings.config import SEVERITIES
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planlint.cli.check.call import Check
    from planlint.cli.outputs import Output
    from planlint.session import FileResult, Session


_NONE = Totals(0, 0, 0, 0, 0)
_RANKS = {label: rank for rank, label in enumerate((*reversed(SEVERITIES), "never"))}


class Rendered(Record):
    """The findings of one file: what is printed of them, their numbers, and their kinds."""

    text: str
    totals: Totals
    kinds: Sequence[Tally]


class Printer:
    """Prints reports file by file on standard output."""

    def __init__(self, output: Output, language: str, *, color: str, quiet: bool, sort: str, paths: tuple[str, ...]) -> None:
        self.style = Style(terminal.color(color, os.environ, sys.stdout), terminal.width(os.environ, sys.stdout), summary=False)
        self._sort = sort
        self._paths = paths
        self._module = output.module
        self._language = language
        self._is_summed = output.for_people and not quiet
        self._is_exact = not output.for_people

    @property
    def setting(self) -> tuple[object, ...]:
        """All that decides how a file with some findings is shown."""
        return "shown", self._module, self._sort, *self.style

    def rendered(self, result: FileResult, session: Session) -> Rendered:
        """What is to be printed of a file."""
        one = session.report((in_order(result, self._sort),))
        text = "".join(import_module(self._module).render(one, self.style))
        return Rendered(text, totals_of(result.diagnostics), tallies(one))

    def give(self, files: Iterable[tuple[str, Rendered]]) -> None:
        """Print the findings of each file, with its path, as it comes, and what sums them up."""
        if self._is_exact:
            from planlint.cli.outputs import as_bytes

            as_bytes(sys.stdout)
        numbers, kinds = _NONE, list[Tally]()
        repairable: list[str] = []
        for path, file in files:
            if file.text:
                sys.stdout.write(file.text)
                sys.stdout.flush()
            numbers = Totals(*map(add, numbers, file.totals))
            kinds = together((*kinds, *file.kinds))
            if file.totals.safe:
                repairable.append(path)
        if not self._is_summed:
            return
        if self._module == FORMATS["concise"]:
            sys.stdout.write(summary_of(numbers, self._language) + "\n")
            return
        sys.stdout.writelines(closing(kinds, numbers, repairable, self.style._replace(paths=self._paths), self._language))


def in_order(result: FileResult, sort: str) -> FileResult:
    """The result with its findings in the order that is asked for: that of the text, or by importance."""
    if sort != "importance":
        return result
    from planlint.findings.order import by_importance

    return result._replace(diagnostics=by_importance(result.diagnostics))


class Page(Record):
    """A report that is printed file by file: what prints it, where it is kept, and what of it is cached."""

    printer: Printer
    kept: Kept | None
    cached: dict[str, Rendered]


def fails(shown: Rendered, least: str) -> bool:
    """Whether a file has a finding that makes the run fail, where `least` is the severity, by its label, that does so, or “never”."""
    return _worst(shown.totals) >= _RANKS[least]


def _worst(totals: Totals) -> int:
    """The rank of the highest severity there is; below all of them where there is no finding."""
    numbers = {"error": totals.errors, "warning": totals.warnings, "info": totals.infos}
    return max((_RANKS[label] for label, number in numbers.items() if number), default=-1)


def page_of(call: Check, forms: Sequence[Output], language: str, setting: tuple[object, ...] | None, files: Sequence[str]) -> Page | None:
    """How to print file by file, with what is cached of a report for people; None where the report is of another kind."""
    plain = len(forms) == 1 and forms[0].by_file and forms[0].file is None and not call.statistics
    if not plain or call.changed_since is not None or call.stdin:
        return None
    if call.fix or call.diff or call.annotate is not None or call.timing:
        return None
    printer = Printer(forms[0], language, color=call.color, quiet=call.quiet, sort=call.sort, paths=call.paths or (os.curdir,))
    if setting is None or not forms[0].for_people:
        return Page(printer, None, {})
    kept = Kept((*setting, *printer.setting))
    return Page(printer, kept, cached(files, kept))


def cached(files: Iterable[str], kept: Kept) -> dict[str, Rendered]:
    """What an earlier run has shown of those files that are as they were."""
    found: dict[str, Rendered] = {}
    if kept.empty:
        return found
    for path in files:
        try:
            with open(path, "rb") as file:
                value = kept.get(_key(path, file.read(), kept))
        except (OSError, ValueError):
            continue
        if value is not None:
            text, totals, kinds = marshal.loads(value)
            found[path] = Rendered(text, Totals(*totals), [Tally(*kind) for kind in kinds])
    return found


def keep(rendered: Rendered, path: str, raw: bytes, kept: Kept) -> None:
    """Keep what was shown of a file for a later run."""
    kept.put(
        _key(path, raw, kept), marshal.dumps((rendered.text, tuple(rendered.totals), [(*kind[:3], int(kind.severity), *kind[4:]) for kind in rendered.kinds]))
    )


def _key(path: str, raw: bytes, kept: Kept) -> bytes:
    # rules may hold for some folders only, and what is shown names the file
    return kept.key(raw, os.path.abspath(path), path, _list_in(os.path.dirname(path)))


def _list_in(folder: str) -> bytes:
    """The list of findings to let stand in a folder, as bytes."""
    try:
        with open(os.path.join(folder, LIST_FILE), "rb") as file:
            return file.read()
    except OSError:
        return b""
