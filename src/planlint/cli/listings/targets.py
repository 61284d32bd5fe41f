"""`planlint targets`: what is to be reached, by when and how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planlint.cli.listings.pieces import Piece, give, one_after_another, piece_of
from planlint.cli.listings.records import Look, cell_name, cell_record, line_of, located
from planlint.cli.listings.sheets import Cell, Sheet
from planlint.facts.tables.targets import Listed, TableTarget, listed_amounts, listed_targets
from planlint.facts.targets.target import Purpose, Target
from planlint.phrases.indicators import key, subject_before
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.reporters.figures import KINDS, Time, time_of
from planlint.reporters.figures import indicator as name_of
from planlint.reporters.figures import said as said_of
from planlint.syntax.nodes import Plan
from planlint.text.widths import cells
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    "zh": {"=": "等于", ">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "~": "约", "before": "之前", "qualitative": "定性"},
    "en": {"=": "equal", ">=": "at least", "<=": "at most", ">": "more than", "<": "less than", "~": "about", "before": "before", "qualitative": "qualitative"},
}
_DIRECTIONS = {"zh": {"increase": "提高", "decrease": "下降"}, "en": {"increase": "increase", "decrease": "decrease"}}
_NATURES = {"zh": {"binding": "约束性", "expected": "预期性"}, "en": {"binding": "binding", "expected": "expected"}}
_LEAST = 16
_COLUMN, _LINES = 8, 8


class Targets(Record):
    """The values of one call of `planlint targets`."""

    files: tuple[str, ...]
    kind: str
    output_format: str | None
    output_file: str | None
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    lang: str | None
    color: str
    jobs: str | None
    config: str | None
    isolated: bool

    def run(self) -> int:
        """List the targets; 0, or 2 when a file can't be read or written or the call makes no sense."""
        return give(self, lambda _config, _goal: List(self.kind))


def _asked(plan: Plan, kind: str) -> list[Listed]:
    """The figures of a kind, or of every one."""
    if kind == Purpose.TARGET:
        return plan.fact(listed_targets)
    return [found for found in plan.fact(listed_amounts) if kind in ("all", found.target.purpose)]


class TargetsOf(Record):
    """The targets of one file."""

    path: str
    plan: Plan
    listed: list[Listed]

    @property
    def targets(self) -> list[Target]:
        """The targets alone."""
        return [found.target for found in self.listed]

    def records(self) -> Iterator[dict[str, object]]:
        """The targets as schema planlint/targets@2 has them; positions are those of the text on disk."""
        for found in self.listed:
            target, table = found
            low, high = found.bounds
            yield {
                "path": self.path,
                **located(self.plan, target.span),
                "kind": target.purpose.value,
                "id": key(target.indicator),
                "subject": subject_before(self.plan.text, target.indicator_span),
                "year": target.year,
                "period": target.period,
                "base_year": target.base_year,
                "indicator": target.indicator,
                "comparator": target.comparator,
                "change": target.change,
                "value": target.value if isinstance(target.value, (int, float)) else None,
                "low": low,
                "high": high,
                "value_text": target.value_span.of(self.plan.text),
                "unit": target.unit,
                "text": target.span.of(self.plan.text),
                "cell": cell_record(self.plan, table.cell.span) if table is not None else None,
                "nature": found.nature(self.plan.text),
                "cumulative": table is not None and table.cumulative,
                "baseline": _baseline(table),
                "groups": table.groups if table is not None else (),
            }

    def sheet(self, language: str) -> Sheet:
        """The targets for spreadsheet programs; numbers are numbers."""
        return _headings(language)._replace(rows=[self._row(found, language) for found in self.listed])

    def _row(self, found: Listed, language: str) -> tuple[Cell, ...]:
        target, table = found
        return (
            self.path,
            line_of(self.plan, target.span),
            target.indicator,
            target.year,
            target.period,
            _WORDS[language][target.comparator],
            target.value,
            target.unit,
            _DIRECTIONS[language].get(target.change or ""),
            target.base_year,
            target.span.of(self.plan.text),
            cell_name(self.plan, table.cell.span, language) if table is not None else None,
            _NATURES[language].get(found.nature(self.plan.text) or ""),
            table.base.value if table is not None and table.base is not None else None,
            KINDS[language][target.purpose],
        )

    def draw(self, console: Console, language: str) -> None:
        """A table: a row for each indicator in the order of the text, a column for each year."""
        from rich.text import Text

        console.print(Text(visible(self.path), style="bold"))
        if not self.targets:
            console.print("no targets" if language == "en" else "没有目标")
            return
        _draw_grid(console, self, language)
        count, kinds = len(self.targets), len({target.indicator for target in self.targets})
        console.print(Text(f"{count} targets, {kinds} indicators" if language == "en" else f"{count}个目标，{kinds}项指标", style="dim"))


def _headings(language: str) -> Sheet:
    zh = ("文件", "行", "指标", "年份", "时期", "比较", "数值", "单位", "变化", "基年", "原文", "表格", "属性", "基期值", "类别")
    en = (
        *("File", "Line", "Indicator", "Year", "Period", "Comparator", "Value", "Unit"),
        *("Change", "Base year", "As written", "Cell", "Nature", "Baseline", "Kind"),
    )
    return Sheet("targets" if language == "en" else "目标", en if language == "en" else zh, ())


def _baseline(table: TableTarget | None) -> dict[str, object] | None:
    """What the table says of the base of a target."""
    if table is None or table.base is None:
        return None
    return {"year": table.base_year, "value": table.base.value, "comparator": table.base.comparator}


class List(Record):
    """The targets of some files, those of a kind: one a row for programs, by indicator and year for people."""

    of: str

    def piece(self, path: str, plan: Plan, look: Look) -> Piece:
        """The targets of a file."""
        return piece_of(TargetsOf(path, plan, _asked(plan, self.of)), look)

    def written(self, pieces: Iterable[Piece], look: Look) -> Iterator[str | bytes]:
        """Those of all files, by schema planlint/targets@2 for programs."""
        return one_after_another(pieces, look, "planlint/targets@2", "targets", _headings(look.language))


_Grid = dict[str, dict[Time, list[str]]]
"""What is said of each indicator for each time."""


def _draw_grid(console: Console, file: TargetsOf, language: str) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    times = sorted({time_of(target) for target in file.targets})
    grid: _Grid = {}
    lines: dict[str, list[str]] = {}
    for target in file.targets:
        name = name_of(target, language)
        said = grid.setdefault(name, {}).setdefault(time_of(target), [])
        if (words := said_of(file.plan, target, language)) not in said:
            said.append(words)
        at = lines.setdefault(name, [])
        if (line := str(line_of(file.plan, target.span))) not in at:
            at.append(line)
    widths = _widths(times, grid, console.width - _LINES, language)
    named = max(cells(visible(indicator)) for indicator in grid)
    first = min(max(console.width - _LINES - sum(widths) - 2 * len(widths), _LEAST), max(named, cells("Indicator")))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("Indicator" if language == "en" else "指标", width=first, overflow="fold")
    for time, width in zip(times, widths, strict=True):
        table.add_column(Text(time.label(language)), width=width, overflow="fold")
    table.add_column("Line" if language == "en" else "行", overflow="fold", style="dim")
    for indicator, row in grid.items():
        said_then = (Text("\n".join(row.get(time, ()))) for time in times)
        table.add_row(Text(visible(indicator)), *said_then, Text("、".join(lines[indicator])))
    console.print(table)


def _widths(times: Sequence[Time], grid: _Grid, room: int, language: str) -> list[int]:
    """The cells of each column of values: as many as it fills, or its share where they have not all room beside the indicators."""
    filled = []
    for time in times:
        words = [word for row in grid.values() for word in row.get(time, ())]
        filled.append(max(cells(time.label(language)), max(map(cells, words), default=0)))
    left = room - _LEAST - 2 * len(times)
    if sum(filled) <= left:
        return filled
    return [min(max(width * left // sum(filled), _COLUMN), width) for width in filled]
