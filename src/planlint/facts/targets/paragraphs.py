"""The targets of one paragraph, read sentence by sentence and clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from planlint import data
from planlint.facts.targets.found import Found
from planlint.facts.targets.readings import READINGS, Group, Measured, Row, read_group
from planlint.facts.targets.target import Purpose, Target
from planlint.facts.targets.times import NEAR, within
from planlint.facts.targets.verbs import Verb, verb_before
from planlint.facts.targets.vocabulary import ends, words
from planlint.facts.targets.worded import WORDINGS, Clause, worded
from planlint.patterns import alternatives, compiled
from planlint.phrases.clauses import LONGEST, looks_back, sentence_start
from planlint.phrases.horizons import Horizon, horizons_in, within_year
from planlint.phrases.quantities import Quantity, number, quantities_in
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_SENTENCE = compiled(r"[^。！？\r\n]+[。！？]?")
_CLAUSE = compiled(r"[^，；：,;:。！？]+")
_TOLD = compiled(r"截[至止到][ ]?$")
_JOINTS = frozenset(("、", "和", "及", "与", "以及", "，和", "——"))
_BARE = compiled(r"(?<![0-9.])(?P<figure>[0-9]+(?:\.[0-9]+)?)(?P<bound>[ ]?(?:以上|以下|以内|左右))?(?=[ ]?(?:$|[，。；、]))")
_BOUNDS = {"以上": ">=", "以下": "<=", "以内": "<=", "左右": "~"}
_OF_PEERS = compiled(r"同比")
_BEFORE_A_TIME = 4
_OF_SOME = compiled(r"(?<!\p{Han})(?:对于?|针对|凡)[^，,]{2,40}[，,]$")


class Setting(Record):
    """What holds for a paragraph.

    `issued` is the year before which things are past, `year` that of a plan for one year, `time` the one above it; `in_goals` tells that it
    stands among goals, `is_over` that its chapter looks back.
    """

    issued: int | None
    year: int | None
    time: Horizon | None
    in_goals: bool
    is_over: bool = False

    def is_ahead(self, time: Horizon) -> bool:
        """Whether a time does not lie in the past."""
        return self.issued is None or time.years[-1] >= self.issued


def read_paragraph(written: str, text: str, body: Span, setting: Setting) -> tuple[list[Target], Horizon | None]:
    """The targets of a paragraph, and behind them what it says was reached, each in order; and the time that governs what follows it in its chapter.

    `written` is the text with what stands in brackets, `text` the one without.
    """
    times, figures = horizons_in(text, body), sorted([*quantities_in(text, body), *_bare(text, body)])
    if setting.year is not None:
        times = sorted([*times, *within_year(text, body, setting.year)])
    if not times and not figures and not (setting.time is not None and setting.in_goals):
        return [], setting.time
    paragraph = _Paragraph(written, text, body, setting)
    return paragraph.read(times, figures), paragraph.time


def _bare(text: str, body: Span) -> Iterator[Quantity]:
    """The figures without a unit behind a verb that takes one to a level: 电能利用效率不高于1.3; years are none."""
    for m in _BARE.finditer(text, *body):
        verb = verb_before(text, Span(body.start, m.start()))
        if verb is None or verb.word in ends("light") or (m["figure"].isdigit() and len(m["figure"]) == 4):
            continue
        if _ratio().search(text, body.start, verb.start) is not None:
            bound = _BOUNDS.get((m["bound"] or "").strip())
            yield Quantity(Span(*m.span()), Span(*m.span("figure")), number(m["figure"]), None, bound, False)


class _Paragraph:
    """Reads one paragraph."""

    def __init__(self, written: str, text: str, body: Span, setting: Setting) -> None:
        self._written = written
        self._text = text
        self._body = body
        self._setting = setting
        self._found = Found(written, text, body, Purpose.TARGET)
        self._reached = Found(written, text, body, Purpose.ACHIEVED)
        self._time = setting.time
        self._counts = False
        self._told = False
        self._since = setting.is_over
        self._row: Row | None = None

    @property
    def time(self) -> Horizon | None:
        """The time that governs what follows the paragraph in its chapter."""
        return self._time

    def read(self, every_time: Sequence[Horizon], every_figure: Sequence[Quantity]) -> list[Target]:
        """The targets of the paragraph with these times and figures, and behind them what it says was reached."""
        setting = self._setting
        for m in _SENTENCE.finditer(self._text, *self._body):
            sentence = Span(*m.span())
            before = len(self._found.targets)
            times, figures = within(every_time, sentence), within(every_figure, sentence)
            self._since = setting.is_over or self._is_since(sentence, times)
            if times or figures or (self._time and setting.in_goals):
                self._read(sentence, times, figures)
            if len(self._found.targets) == before and all(time.base for time in times) and not setting.in_goals:
                self._time = setting.time
        return [*self._found.targets, *self._reached.targets]

    def _read(self, sentence: Span, times: Sequence[Horizon], figures: Sequence[Quantity]) -> None:
        self._counts = self._told = fresh = False
        self._found.begin_sentence()
        self._reached.begin_sentence()
        for m in _CLAUSE.finditer(self._text, *sentence):
            clause = Span(*m.span())
            own = within(times, clause)
            ahead = [time for time in own if not time.base]
            fresh = fresh or bool(ahead)
            before = len(self._found.targets)
            has_figures = bool(values := within(figures, clause))
            self._figures(clause, own, values)
            if ahead:
                self._time = ahead[-1]
                self._told = _TOLD.search(self._text, max(ahead[-1].span.start - _BEFORE_A_TIME, 0), ahead[-1].span.start) is not None
            if len(self._found.targets) > before:
                fresh = False
            elif not self._told and not self._since and not has_figures and self._time is not None and self._setting.is_ahead(self._time):
                fresh = self._worded(Clause(self._text, clause, self._time, own, first=fresh))

    def _worded(self, clause: Clause) -> bool:
        """Add what a clause sets without a figure; whether the next clause is still the first one behind its time."""
        found = worded(self._written, clause, WORDINGS)
        self._found.targets += found
        return clause.first and not found and not clause.core.length

    def _figures(self, clause: Span, own: Sequence[Horizon], figures: Sequence[Quantity]) -> None:
        """Add the targets that a clause sets with figures."""
        if not figures:
            return
        figures, own = self._without_starts(clause, figures, own)
        over = self._told or self._since or self._is_past(clause, own)
        start = clause.start
        for values in _strung(self._text, figures):
            head = Span(max(start, values[0].span.start - LONGEST), values[0].span.start)
            before = within(own, Span(clause.start, head.stop))[-NEAR:]
            time = next((found for found in reversed(before) if not found.base), self._time)
            is_over = over or (time is not None and not self._setting.is_ahead(time))
            found = self._reached if is_over else self._found
            base = next((found for found in reversed(before) if found.base), None)
            row = self._row if self._row is not None and self._row.clause == clause.start and len(values) == 1 and values[0].unit else None
            group = Group(self._text, clause, head, values, before, time, base, row, counts=self._counts, whole_unit=found.unit)
            said = read_group(group, READINGS)
            if isinstance(said, Measured) and found.add(group, self._of_some(clause, said)):
                self._counts = self._counts or said.counts
                self._row = _row(clause, values, found.targets[-1])
                start = values[-1].span.stop
            elif self._text.startswith("、", values[-1].span.stop):
                # 其中造林3万亩、育林4万亩: the first figure is no part of the second name
                start = values[-1].span.stop + 1

    def _without_starts(self, clause: Span, figures: Sequence[Quantity], own: Sequence[Horizon]) -> tuple[Sequence[Quantity], Sequence[Horizon]]:
        """The figures and times of a clause but those that a change starts from (从53%提高到98%), whose words are blanked."""
        for m in _starts().finditer(self._text, *clause):
            start = Span(*m.span())
            if any(start.covers(figure.span) for figure in figures):
                self._text = f"{self._text[: start.start]}{' ' * start.length}{self._text[start.stop :]}"
                figures = [figure for figure in figures if not start.covers(figure.span)]
                own = [time for time in own if not start.covers(time.span)]
        return figures, own

    def _of_some(self, clause: Span, measured: Measured) -> Measured:
        """What is measured, told of a part where the clause before says of which: 对于新建园区，利用率不低于10%."""
        start = sentence_start(self._text, clause.start, self._body.start)
        is_of_some = _OF_SOME.search(self._text, start, clause.start) is not None
        return measured._replace(verb=measured.verb._replace(scoped=True)) if is_of_some else measured

    def _is_since(self, sentence: Span, times: Sequence[Horizon]) -> bool:
        """Whether a sentence tells of what has been up to now, or goes on with one that did (“十四五”以来); a time ahead ends that."""
        if any(not time.base and self._setting.is_ahead(time) for time in times):
            return False
        return self._since or _since().search(self._text, *sentence) is not None

    def _is_past(self, clause: Span, own: Sequence[Horizon]) -> bool:
        """Whether a clause tells of the past; 同比 does not where a time ahead of it governs (2027年，能耗同比下降1.2%)."""
        text, setting = self._text, self._setting
        time = next((found for found in reversed(own) if not found.base), self._time)
        is_dated = time is not None and (setting.issued or setting.year) is not None and setting.is_ahead(time)
        peers = _OF_PEERS.search(text, *clause) if is_dated else None
        if peers is None:
            return looks_back(text, *clause, "targets")
        return looks_back(text, clause.start, peers.start(), "targets") or looks_back(text, peers.end(), clause.stop, "targets")


def _row(clause: Span, values: Sequence[Quantity], last: Target) -> Row:
    """What goes on behind a target: where its value and its noun end."""
    behind = last.indicator_span.start >= values[-1].span.stop
    verb = Verb(values[0].span.start, "", "=", last.change, last.rising, last.scoped)
    return Row(clause.start, values[-1].span.stop, behind, last.indicator_span.stop if behind else 0, verb)


def _strung(text: str, figures: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The figures of a clause, those strung together by 、 or 和 in one list."""
    values: list[Quantity] = []
    for figure in figures:
        if values and text[values[-1].span.stop : figure.span.start].strip() not in _JOINTS:
            yield values
            values = []
        values.append(figure)
    if values:
        yield values


@cache
def _since() -> regex.Pattern[str]:
    return compiled(words("since"))


@cache
def _starts() -> regex.Pattern[str]:
    known = data.load("quantities")
    changes = alternatives([*known["increase"], *known["decrease"], *known["levels"]["="]])
    return compiled(rf"[从由][^，。；从由]{{0,16}}?\d[^，。；]{{0,8}}?(?={changes})")


@cache
def _ratio() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('ratios')})(?:[ ]|○)*(?:平均|普遍|均|应|要|需)?[ ]?$")
