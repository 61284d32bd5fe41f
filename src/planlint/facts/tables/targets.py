"""The targets of indicator tables: a row an indicator, a column a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from planlint import data
from planlint.facts.document import document, year_of
from planlint.facts.tables.columns import Column, ReadTable, Row, read_tables
from planlint.facts.tables.heads import Meaning, subject_of
from planlint.facts.tables.values import Figure, figure_in, figures_apart, is_figure, parts_of
from planlint.facts.targets.amounts import amounts
from planlint.facts.targets.running import targets
from planlint.facts.targets.target import Purpose, Target
from planlint.patterns import compiled
from planlint.phrases.horizons import horizons_in
from planlint.phrases.indicators import of_part, shared_out
from planlint.phrases.quantities import is_unit
from planlint.phrases.times import periods_in
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.syntax.tables import TableCell
from planlint.text.spans import Span, merged, within

_LEADING = compiled(r"[（(]\d{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]|\d{1,2}(?:\.\d{1,2})+(?=\p{Han})")
_NUMBERED = compiled(r"\d{1,2}(?:\.\d{1,2})+[ ]?\p{Han}")
_BARE_NUMBER = compiled(r"\d{1,2}(?=\p{Han})")
_NOTES = compiled(r"(?:[*＊∗﹡#＃①-⑳]|[\[［〔【]\d{1,2}[\]］〕】])+$")
_BRACKET = compiled(r"[（(](?P<inside>[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]$")
_SIGNS = compiled(r"(?=.*[/／%％‰℃μµ°²³])[^\s，。；]{1,12}")
_A_YEAR = compiled(r"20\d\d(?:年(?:底|末|度)?)?")
_MEASURES = compiled(r"[率比例量值数额度积力重]$")
_NATURE = compiled(r"[ ]?[（(\[〔](?:(?P<binding>约束性?)|预期性?)(?:指标|目标)?[）)\]〕]")
_GOALS = (Meaning.GOAL, Meaning.YEAR)
_SHORTEST = 2
_LINES_ABOVE = 2


class TableTarget(Record):
    """A target of a table.

    `row` is its row and `cell` the cell of its value; `base` is what a column of the base, or of what was reached, says, and `base_year`
    the year of that column. `binding` tells whether it must be reached (约束性), False for one that is expected, None where the table
    does not say. `cumulative` tells that the value is a sum over the period, `rate` that it is one of each year.
    `groups` are the titles that the row stands below.
    """

    target: Target
    row: Row
    cell: TableCell
    low: float | None
    high: float | None
    base: Figure | None
    base_year: int | None
    binding: bool | None
    cumulative: bool
    rate: bool
    groups: tuple[str, ...]


def table_targets(plan: Plan) -> list[TableTarget]:
    """The targets that the indicator tables of a plan set, row by row."""
    return [found for found in plan.fact(table_figures) if found.target.purpose is Purpose.TARGET]


def table_figures(plan: Plan) -> list[TableTarget]:
    """What the indicator tables of a plan set, start from and tell as reached, row by row."""
    found: list[TableTarget] = []
    for table in plan.fact(read_tables):
        if _has_indicators(table):
            found += _Reader(plan, table).figures()
        elif _is_by_year(plan.text, table):
            found += _Reader(plan, table).figures_by_year()
    return found


class Listed(Record):
    """A target of the plan, with what its table says where it stands in one."""

    target: Target
    table: TableTarget | None

    @property
    def bounds(self) -> tuple[int | float | None, int | float | None]:
        """The least and the greatest value that meet the target; None where it sets no such bound."""
        return self.target.bounds

    def nature(self, text: str) -> str | None:
        """Whether a target must be reached ("binding") or is "expected"; None where neither a table nor a bracket behind it (约束性) says so."""
        if self.table is not None and self.table.binding is not None:
            return "binding" if self.table.binding else "expected"
        m = _NATURE.match(text, self.target.value_span.stop)
        return None if m is None else "binding" if m["binding"] else "expected"


def listed_targets(plan: Plan) -> list[Listed]:
    """All targets of a plan, those of the running text and those of tables, in order."""
    tabled = plan.fact(table_targets)
    held = within(merged(found.table.span for found in plan.fact(read_tables)))
    running = [Listed(target, None) for target in plan.fact(targets) if not held(target.span)]
    return sorted((*running, *(Listed(found.target, found) for found in tabled)), key=lambda listed: listed.target.span)


def listed_amounts(plan: Plan) -> list[Listed]:
    """All figures of a plan: those of `listed_targets`, and those of the running text that are no targets."""
    held = within(merged(found.table.span for found in plan.fact(read_tables)))
    others = [Listed(found, None) for found in plan.fact(amounts) if found.purpose is not Purpose.TARGET and not held(found.span)]
    tabled = [Listed(found.target, found) for found in plan.fact(table_figures) if found.target.purpose is not Purpose.TARGET]
    return sorted((*plan.fact(listed_targets), *others, *tabled), key=lambda listed: listed.target.span)


def _has_indicators(table: ReadTable) -> bool:
    return bool(table.of(Meaning.INDICATOR) and table.of(*_GOALS, Meaning.BASE))


def _turned(name: str) -> tuple[str, str | None]:
    """The name without the word for a change that it ends with (用水量下降), and which way that goes."""
    known = data.load("quantities")
    for change in ("increase", "decrease"):
        word = next((word for word in sorted(known[change], key=len, reverse=True) if name.endswith(word)), None)
        if word is not None and len(name) - len(word) >= _SHORTEST:
            return name[: -len(word)], change
    return name, None


def _is_by_year(text: str, table: ReadTable) -> bool:
    """Whether the rows of a table are years, and its columns indicators."""
    cells = [cell for row in table.rows if (cell := row.at(1)) is not None and cell.span.length]
    return len(cells) > 1 and all(_A_YEAR.fullmatch(text, *cell.span) is not None for cell in cells)


class _Time(Record):
    year: int | None
    span: Span | None
    period: str | None


class _Name(Record):
    """The name of an indicator, its place, and the unit that stands behind it."""

    words: str
    span: Span
    unit: str | None
    groups: tuple[str, ...]
    scoped: bool = False


def _named_further(found: TableTarget, rest: str) -> TableTarget:
    """What was found, its name with the end that stands on the next page."""
    words, change = _turned(found.target.indicator + rest)
    return found._replace(target=found.target._replace(indicator=words, change=found.target.change or change))


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, plan: Plan, table: ReadTable) -> None:
        self._plan = plan
        self._text = plan.text
        self._table = table
        self._base = max(table.of(Meaning.BASE), key=lambda column: column.head.year or 0, default=None)
        self._goals = self._goal_columns()
        self._is_review = any(word in column.head.words for column in table.of(Meaning.BASE) for word in data.load("tables")["reached"])
        self._past = self._past_columns()
        self._above = table.table.above[:_LINES_ABOVE]
        self._last = ""

    def figures(self) -> list[TableTarget]:
        """The targets of the table, and what it starts from or tells as reached, row by row."""
        found: list[TableTarget] = []
        last: _Name | None = None
        since = 0
        for row in self._table.rows:
            if last is not None and (rest := self._rest_of(last, row)) is not None:
                found[since:] = [_named_further(one, rest) for one in found[since:]]
                last = last._replace(words=last.words + rest)
                continue
            if last is not None and self._is_value_alone(row):
                found += (made for column in self._goals for made in self._made(row, last, column) if made.target.value is not None)
                continue
            name = self._name(row)
            if name is not None:
                last, since = name._replace(unit=name.unit or self._unit_in(row)), len(found)
                found += self._of_row(row, name)
        return found

    def _of_row(self, row: Row, name: _Name) -> Iterator[TableTarget]:
        found = [made for column in self._goals for made in self._made(row, name, column)]
        found += [made for column in self._table.of(Meaning.RATE) if self._goals for made in self._made(row, name, column)]
        if not found and self._goals:
            spare = self._table.of(Meaning.CUMULATIVE, Meaning.CHANGE)
            found = [made for column in spare for made in self._made(row, name, column)]
        yield from found
        for column in self._past:
            yield from (made for made in self._made(row, name, column) if made.target.value is not None)

    def _rest_of(self, name: _Name, row: Row) -> str | None:
        """The end of a name that a page parts from it, alone in a row: 可再生能源消费|比重."""
        cells = [cell for cell in row.cells if cell.span.length]
        columns = self._table.of(Meaning.INDICATOR)
        if len(cells) != 1 or not any(cells[0].column <= column.at < cells[0].column + cells[0].columns for column in columns):
            return None
        words = "".join(cells[0].span.of(self._text).split())
        whole = tuple(data.load("indicators")["whole"])
        return words if words.endswith(whole) and not name.words.endswith(whole) else None

    def _is_value_alone(self, row: Row) -> bool:
        """Whether a row has a goal and nothing else, as where a page parts the cell of the one above."""
        goals = [column.at for column in self._goals]
        return all(cell.column in goals for cell in row.cells if cell.span.length)

    def figures_by_year(self) -> Iterator[TableTarget]:
        """The targets of a table with a row for each year, those before the plan left out."""
        document_ = self._plan.fact(document)
        first = document_.period[0] if document_.period is not None else year_of(self._plan) or 0
        for row in self._table.rows:
            cell = row.at(1)
            year = int(cell.span.of(self._text)[:4]) if cell is not None and cell.span.length else 0
            for column in self._table.columns[1:] if year >= first > 0 else ():
                value, name = row.at(column.at), subject_of(column.head.words)
                if value is None or cell is None or not is_figure(self._text, value.span) or len(name) < _SHORTEST:
                    continue
                dated = column._replace(head=column.head._replace(year=year, year_span=Span(cell.span.start, cell.span.start + 4)))
                figure = figure_in(self._text, value.span)
                if figure is not None:
                    yield self._target(row, _Name(name, value.span, None, ()), dated, value, figure)

    def _goal_columns(self) -> list[Column]:
        """The columns of goals: a year that the head alone gives is a goal where it lies ahead of the plan, and of the other years."""
        years = self._table.of(Meaning.YEAR)
        known = self._table.of(Meaning.GOAL)
        dated = [column for column in years if column.head.year is not None]
        ahead = [column for column in dated if not self._is_base(column, dated)]
        if self._base is None:
            self._base = max((column for column in dated if column not in ahead), key=lambda column: column.head.year or 0, default=None)
        return sorted((*known, *ahead), key=lambda column: column.at)

    def _past_columns(self) -> dict[Column, Purpose]:
        """The columns of what a plan starts from, and of what was reached: those that say so, and the last one where no column has goals or the table looks back."""
        columns = [column for column in self._table.of(Meaning.BASE, Meaning.YEAR) if column not in self._goals]
        latest = max((column.head.year or 0 for column in columns), default=0)
        looks_back = self._is_review or not self._goals
        reached = data.load("tables")["reached"]
        purposes: dict[Column, Purpose] = {}
        for column in columns:
            is_reached = any(word in column.head.words for word in reached) or (looks_back and (column.head.year or latest) == latest)
            purposes[column] = Purpose.ACHIEVED if is_reached else Purpose.BASELINE
        return purposes

    def _is_base(self, column: Column, dated: list[Column]) -> bool:
        year = column.head.year
        assert year is not None
        period = self._plan.fact(document).period
        others = [other.head.year for other in dated if other.head.year is not None]
        if period is not None:
            return year < period[0]
        issued = year_of(self._plan)
        if issued is not None and year < issued:
            return True
        return len(others) > 1 and year == min(others) and not self._table.of(Meaning.BASE) and (issued is None or year <= issued)

    def _made(self, row: Row, name: _Name, column: Column) -> Iterator[TableTarget]:
        cell = row.at(column.at)
        if cell is None or not cell.span.length or (column.at > cell.column and any(other.at == cell.column for other in self._goals)):
            return
        apart = figures_apart(self._text, cell.span)
        names = shared_out(name.words, Span(0, len(name.words)), len(apart)) if len(apart) > 1 else None
        if names is not None:
            for words, figure in zip(names, apart, strict=True):
                yield self._target(row, name._replace(words=words), column, cell, figure)
            return
        parts = parts_of(self._text, cell.span)
        for part in parts:
            yield self._target(row, self._of_part(name, part.scope), column, cell, part.figure)
        if parts:
            return
        figure_ = figure_in(self._text, cell.span)
        if figure_ is not None:
            yield self._target(row, name, column, cell, figure_)

    def _of_part(self, name: _Name, scope: Span) -> _Name:
        """The name of an indicator for a part of what it holds for; a part that names an indicator itself is the name."""
        words = "".join(scope.of(self._text).split())
        if not words:
            return name
        if words.endswith(tuple(data.load("indicators")["whole"])):
            return name._replace(words=words, scoped=True)
        return name._replace(words=of_part(words, name.words), scoped=True)

    def _target(self, row: Row, name: _Name, column: Column, cell: TableCell, figure: Figure) -> TableTarget:
        time = self._time(column)
        unit = self._unit(row, name, column, figure)
        start, stop = min(name.span.start, cell.span.start), max(name.span.stop, cell.span.stop)
        if cell.row != row.number:
            start, stop = name.span
        base = self._base_of(row)
        name = name._replace(words=column.head.scope + name.words + self._subject(column))
        words, change = _turned(name.words) if figure.value is not None and figure.change is None else (name.words, figure.change)
        target = Target(
            Span(start, stop),
            name.span,
            figure.span,
            time.span,
            None,
            time.year,
            time.period,
            figure.base,
            words,
            False,
            name.scoped,
            figure.comparator,
            change,
            None,
            figure.value,
            unit,
            self._past.get(column, Purpose.TARGET),
        )
        rate = column.meaning is Meaning.RATE and not figure.cumulative
        return TableTarget(
            target,
            row,
            cell,
            figure.low,
            figure.high,
            base,
            self._base.head.year if self._base is not None and base is not None else None,
            self._binding(row),
            figure.cumulative or column.meaning is Meaning.CUMULATIVE,
            rate,
            name.groups,
        )

    def _subject(self, column: Column) -> str:
        """What the head of a column measures, where the rows name places and no indicators."""
        named = self._table.of(Meaning.INDICATOR)
        if not named or any(Meaning.INDICATOR in other.head.meanings for other in named):
            return ""
        return subject_of(column.head.words)

    def _name(self, row: Row) -> _Name | None:
        """The name of the row's indicator: the cells below the head of names, a part of one with the words that it is a part of."""
        cells: list[TableCell] = []
        for column in self._table.of(Meaning.INDICATOR):
            cell = row.at(column.at)
            if cell is not None and cell.span.length and cell not in cells and not self._is_number(cell):
                cells.append(cell)
        if not cells:
            return None
        pieces = [self._plain(cell.span) for cell in cells]
        words, unit = pieces[-1]
        above = [piece for piece, _ in pieces[:-1]]
        groups = (*("".join(span.of(self._text).split()) for span in row.groups), *above)
        unit = unit or next((unit for _, unit in reversed(pieces) if unit), None)
        parts = tuple(data.load("tables")["parts"])
        if any(piece.rstrip("：:") in parts for piece in above):
            whole = next((piece for piece in reversed(above) if piece.rstrip("：:") not in parts), self._last)
            words = f"{whole}中{words}" if whole else words
        elif words.startswith(parts) and self._last:
            words = f"{self._last}中{words[2:].lstrip('：:')}"
        elif above and len(cells) > 1 and not pieces[-1][1] and (pieces[-2][1] or _MEASURES.search(above[-1])) and not _MEASURES.search(words):
            words = words + above[-1]
        else:
            self._last = words
        return _Name(words, cells[-1].span, unit, groups) if len(words) >= _SHORTEST else None

    @cached_property
    def _is_numbered(self) -> bool:
        """Whether some names have numbers of two levels (1.1), so that those of one (2) are numbers too."""
        cells = (row.at(column.at) for row in self._table.rows for column in self._table.of(Meaning.INDICATOR))
        return any(cell is not None and _NUMBERED.match(self._text, *cell.span) for cell in cells)

    def _is_number(self, cell: TableCell) -> bool:
        return cell.span.of(self._text).strip("（）().．、").isdigit()

    def _plain(self, span: Span) -> tuple[str, str | None]:
        """The words of a cell without its number, marks of footnotes and unit, and the unit."""
        text = " ".join(span.of(self._text).split())
        text = "".join(text.split()) if any("\u4e00" <= sign <= "\u9fff" for sign in text) else text
        if (m := _LEADING.match(text) or (_BARE_NUMBER.match(text) if self._is_numbered else None)) is not None:
            text = text[m.end() :]
        text = _NOTES.sub("", text)
        m = _BRACKET.search(text)
        if m is not None and (is_unit(m["inside"]) or _SIGNS.fullmatch(m["inside"])):
            return _NOTES.sub("", text[: m.start()]), m["inside"].lstrip("0123456789")
        return text, None

    def _unit(self, row: Row, name: _Name, column: Column, figure: Figure) -> str | None:
        if figure.value is None or (isinstance(figure.value, str) and "—" not in figure.value):
            return None
        written = self._unit_in(row) or ""
        if figure.unit and not figure.unit.strip("百千万亿"):
            # 1.2万 below the unit 人 is 1.2万人
            return figure.unit + (written or name.unit or "").removeprefix(figure.unit)
        bracketed = column.head.bracketed if is_unit(column.head.bracketed) else ""
        if column.meaning is Meaning.RATE:
            # a rate has not the unit of what grows
            return figure.unit or bracketed or "%"
        return figure.unit or written or name.unit or bracketed or self._table.unit

    def _unit_in(self, row: Row) -> str | None:
        """The unit in the cell of the row that has one; a dash is none."""
        cells = (row.at(unit.at) for unit in self._table.of(Meaning.UNIT))
        written = next(("".join(cell.span.of(self._text).split()) for cell in cells if cell is not None and cell.span.length), "")
        return written if any(sign.isalnum() or sign in "%％‰℃" for sign in written) else None

    def _time(self, column: Column) -> _Time:
        """The year or five-year plan of a column: by its head, else by the lines above the table, else by the plan."""
        head = column.head
        if head.year is not None:
            return _Time(head.year, head.year_span, None)
        years = data.load("periods")
        if head.period in years:
            return _Time(years[head.period][1], None, head.period)
        for span in self._above:
            times = [time for time in horizons_in(self._text, span) if not time.base]
            if times:
                return _Time(times[-1].years[-1], times[-1].digits if times[-1].period is None else None, times[-1].period)
            named = [period for period in periods_in(self._text, span) if period.years is not None]
            if named:
                return _Time(named[-1].years[1] if named[-1].years else None, None, named[-1].name)
        if self._is_review:
            past = next((column.head for column in self._table.of(Meaning.BASE) if column.head.year or column.head.period in years), None)
            return _Time(past.year or years[past.period][1], None, past.period) if past is not None else _Time(None, None, None)
        period = self._plan.fact(document).period
        return _Time(period[1] if period is not None else None, None, None)

    def _base_of(self, row: Row) -> Figure | None:
        cell = row.at(self._base.at) if self._base is not None else None
        return figure_in(self._text, cell.span) if cell is not None and cell.span.length else None

    def _binding(self, row: Row) -> bool | None:
        words = data.load("tables")
        for column in self._table.of(Meaning.NATURE):
            cell = row.at(column.at)
            written = "".join(cell.span.of(self._text).split()) if cell is not None else ""
            if any(word in written for word in words["binding"]):
                return True
            if any(word in written for word in words["expected"]):
                return False
        return None
