"""The end of a report on a terminal: the kinds of findings, their numbers, and what to type next."""

from __future__ import annotations

from planlint.reporters.escape import visible
from planlint.reporters.style import Style, palette
from planlint.reporters.tallies import Tally
from planlint.reporters.totals import Totals, summary_of
from planlint.reporters.wording import wording
from planlint.text.widths import cells
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_PATHS = 3
_PLAIN = frozenset("@%+=:,./-_")


def closing(found: Sequence[Tally], numbers: Totals, repairable: Sequence[str], style: Style, language: str) -> Iterator[str]:
    """The lines: a table of kinds where there are several, the numbers in a sentence, and a command where the style knows the paths of the call.

    `repairable` are the files in which `--fix` repairs something.
    """
    if len(found) > 1:
        yield from _table(found, style, language)
        yield "\n"
    yield summary_of(numbers, language) + "\n"
    if found and style.paths is not None:
        colors = palette(style)
        command, aim = _next(found, repairable, style.paths, language)
        yield f"{wording(language).next}{colors.bold}{command}{colors.reset}  {aim}\n"


def _table(found: Sequence[Tally], style: Style, language: str) -> Iterator[str]:
    """Severity, title, how many, and the code of each kind, in columns."""
    words, colors = wording(language), palette(style)
    named = [visible(tally.title) for tally in found]
    words_width, title_width = (max(map(cells, column)) for column in ([words.severity(tally.severity) for tally in found], named))
    number_width = max(len(str(tally.findings)) for tally in found)
    for tally, title in zip(found, named, strict=True):
        word = words.severity(tally.severity)
        star = f" {colors.fix}[*]{colors.reset}" if tally.fixable == tally.findings else ""
        yield (
            f"{colors.of(tally.severity)}{word}{colors.reset}{' ' * (words_width - cells(word))}  {title}{' ' * (title_width - cells(title))}"
            f"  {tally.findings:>{number_width}}  {colors.faint}{tally.code}{colors.reset}{star}\n"
        )


def _next(found: Sequence[Tally], repairable: Sequence[str], paths: Sequence[str], language: str) -> tuple[str, str]:
    """The command that helps on, and what it does: repairs where there are some, else the reason of what weighs most."""
    english = language == "en"
    files = repairable if len(repairable) <= _MOST_PATHS else paths
    if repairable and len(files) <= _MOST_PATHS and "-" not in paths:
        named = " ".join(_word(visible(path)) for path in files)
        return f"planlint check --fix --diff {named}", "shows the repairs" if english else "先看自动修复会改什么"
    return f"planlint explain {found[0].code}", "tells why, with examples" if english else "看为什么、怎么改"


def _word(path: str) -> str:
    """A path as a shell takes it for one word; Chinese needs no quotes."""
    if path and all(one.isalnum() or one in _PLAIN for one in path):
        return path
    from shlex import quote

    return quote(path)
