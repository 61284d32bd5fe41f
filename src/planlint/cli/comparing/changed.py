"""What has changed since the last draft, in the forms that a list can be written in."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.cli.listings.sheets import Sheet
from planlint.compare.changes import Changes, Kind
from planlint.compare.records import changes_record
from planlint.compare.remarks import line_of
from planlint.findings.diagnostic import Diagnostic
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_LABELS = {
    "task": ("任务", "task", "bold"),
    "text": ("正文", "text", ""),
    "body": ("单位", "bodies", "magenta"),
    "role": ("职责", "role", "magenta"),
    "lead": ("牵头", "lead", "red"),
    "deadline": ("时限", "deadline", "magenta"),
    "target": ("目标", "target", "cyan"),
    "count": ("数字", "number", "cyan"),
    "renumbered": ("编号", "numbers", "dim"),
}


class Changed(Record):
    """A new draft beside an old one; `told` are the changes as findings, in the same order."""

    found: Changes
    told: Sequence[Diagnostic] = ()

    def record(self) -> dict[str, object]:
        """The changes for programs, by schema planlint/compare@1."""
        return changes_record(self.found, self.told)

    def heading(self, language: str) -> str:
        """How many changes there are that count, and how many items bear another number."""
        english = language == "en"
        number, renumbered = sum(diagnostic.suppressed is None for diagnostic in self.told), self.found.renumbered
        if not number:
            return "nothing has changed" if english else "没有改动"
        note = (f"; {renumbered} items numbered anew" if english else f"，重新编号{renumbered}项") if renumbered else ""
        return f"{number} changes{note}" if english else f"{number}处改动{note}"

    def sheet(self, language: str) -> Sheet:
        """A row for each change."""
        zh = ("类别", "位置", "行", "原稿行", "改动", "原文", "现文")
        en = ("Kind", "Place", "Line", "Line before", "Change", "Before", "Now")
        rows = [
            (
                _label(one.kind, language)[0],
                one.place,
                line_of(self.found.new.plan, one.new) if one.new is not None else None,
                line_of(self.found.old.plan, one.old) if one.old is not None else None,
                diagnostic.message,
                one.before or "",
                one.now or "",
            )
            for one, diagnostic in zip(self.found.differences, self.told, strict=True)
        ]
        return Sheet("changes" if language == "en" else "改动", en if language == "en" else zh, rows)

    def draw(self, console: Console, language: str) -> None:
        """A summary, then a line for each change that counts, in the order of the new draft."""
        from rich.text import Text

        english = language == "en"
        counting = [(one, diagnostic) for one, diagnostic in zip(self.found.differences, self.told, strict=True) if diagnostic.suppressed is None]
        console.print(Text(self.heading(language), style="bold" if counting else ""), soft_wrap=True)
        for one, diagnostic in counting:
            label, style = _label(one.kind, language)
            line = ""
            if one.new is not None:
                at = line_of(self.found.new.plan, one.new)
                line = f"  line {at}" if english else f"  第{at}行"
            elif one.old is not None:
                at = line_of(self.found.old.plan, one.old)
                line = f"  line {at} before" if english else f"  原稿第{at}行"
            about = f"{one.place}  " if one.kind not in (Kind.TASK_ADDED, Kind.TASK_DROPPED, Kind.TASK_SPLIT, Kind.TASK_MERGED, Kind.RENUMBERED) else ""
            console.print(Text.assemble((f"{label}  ", style), visible(f"{about}{diagnostic.message}{line}")), soft_wrap=True)


def _label(kind: Kind, language: str) -> tuple[str, str]:
    zh, en, style = _LABELS[kind.value.partition("-")[0]]
    return (en if language == "en" else zh), style
