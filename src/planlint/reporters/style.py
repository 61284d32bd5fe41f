"""How a report is to look in a terminal."""

from __future__ import annotations

from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planlint.compare.against import Side
    from planlint.facts.agencies.registry import Registry


class Superiors(Record):
    """Superior plans, with what it takes to compare: the registry of bodies, and why some tasks need not be taken up, by a part of their name."""

    sides: Sequence[Side]
    registry: Registry
    reasons: Mapping[str, str]


class Style(Record):
    """In colour or not, in lines of so many terminal cells, with repairs described and a summary at the end or not.

    `paths` are those that the call names, for the command that is shown to be typed next; None where none is to be shown.
    `superiors` are the plans that those of the report are held against.
    """

    color: bool = False
    width: int = 80
    show_fixes: bool = True
    summary: bool = True
    paths: tuple[str, ...] | None = None
    superiors: Superiors | None = None


class Palette(Record):
    """What switches each colour on, and `reset` all of them off; empty strings where there is no colour."""

    bold: str
    faint: str
    error: str
    warning: str
    info: str
    fix: str
    reset: str

    def of(self, severity: int) -> str:
        """The colour of a severity."""
        return (self.info, self.warning, self.error)[severity - 1]


_ANSI = Palette("\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[36m", "\x1b[0m")
_PLAIN = Palette("", "", "", "", "", "", "")


def palette(style: Style) -> Palette:
    """The colours of a style."""
    return _ANSI if style.color else _PLAIN
