"""By when something is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.clauses import looks_back, sentence_start
from planlint.phrases.horizons import horizons_in
from planlint.phrases.labels import Label, Topic, label_at, labels_in
from planlint.phrases.times import OPENINGS, Time, times_in, yearless_in
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_NO_START = compiled(r"[\d—\-～至比较]$")
_BY = compiled(r"(?:到|于|至|在|截至|截止)[ ]?$")
_IMPRINT = compiled(r"[ ]*印发[ ]*(?:[\r\n]|$)")
_BEFORE = compiled(r"[ ]?(?:之?前|以前)(?!期|沿|景|端|后|提|述|瞻)")
_NEAR = 12
_WORDS = 30
_CLAUSE = compiled(r"[^，；。,;（()）〔〕［］\[\]【】\n]+")
_OPENS = compiled(r"(?:力争|争取|确保)?(?:于|到|至|在|截至|截止)?[ ]?")


class Deadline(Record):
    """A deadline. `iso` is the date as far as it is told (2025-12-31, 2025-12, 2025); None for what goes on (长期坚持), where `ongoing` is true, and
    where the words tell no date (按国家安排部署) or no year. `words` is the place that tells it."""

    iso: str | None
    ongoing: bool
    words: Span

    @property
    def is_told(self) -> bool:
        """Whether there is a date, or it is said that things go on."""
        return self.iso is not None or self.ongoing


def labelled_deadline(text: str, within: Span, year: int | None = None) -> Deadline | None:
    """The deadline that a label gives (完成时限：2025年12月底前), the latest one, written as `written_deadline` says.

    `year` is the one that months without a year are of.
    """
    found: list[Deadline] = []
    for label in (*_opening_labels(text, within), *labels_in(text, within)):
        if label.topic is Topic.TIME:
            stop = min((at for mark in "；。）)\n" if (at := text.find(mark, label.span.stop, within.stop)) >= 0), default=within.stop)
            behind = Span(label.span.stop, stop)
            found += _labelled_deadlines(text, behind, year) or _in_words(text, behind)
    return latest(found)


def told_deadline(text: str, within: Span, year: int | None = None) -> Deadline | None:
    """The deadline that a stretch of text is, as a cell below 完成时限 or the words behind such a label; the latest one."""
    return latest(_labelled_deadlines(text, within, year) or _in_words(text, within))


def clause_deadline(text: str, within: Span, year: int | None = None) -> Deadline | None:
    """The deadline that a clause of a list is (2026年底前完成, 持续推进), so that it names no body; None where it is none.

    A clause is one that begins with a time, or says that things go on and nothing else.
    """
    if (m := _goes_on().fullmatch(text, within.start, within.stop)) is not None:
        return Deadline(None, True, Span(*m.span()))
    opening = _OPENS.match(text, within.start, within.stop)
    at = opening.end() if opening is not None else within.start
    if text[at : at + 1] not in OPENINGS:
        return None
    for time in times_in(text, Span(at, within.stop)):
        return Deadline(time.iso, False, time.span) if time.span.start == at else None
    return next((Deadline(time.iso(year), False, time.span) for time in yearless_in(text, Span(at, within.stop)) if time.span.start == at), None)


def listed_deadline(text: str, within: Span, year: int | None = None) -> Deadline | None:
    """The latest deadline that the clauses of a list of bodies tell, as `clause_deadline` says."""
    clauses = (Span(*m.span()) for m in _CLAUSE.finditer(text, within.start, within.stop))
    return latest(due for clause in clauses if (due := clause_deadline(text, clause, year)) is not None)


def is_time_clause(written: str) -> bool:
    """Whether a clause of a list tells a time or that things go on."""
    return clause_deadline(written, Span(0, len(written))) is not None


def written_deadline(text: str, within: Span, titles: Sequence[Span], since: int | None, year: int | None = None) -> Deadline | None:
    """The latest date by which a stretch of text says that something is to be done.

    Written as far as it is told: 2025-12-31, 2025-12, 2025; 年底 is December, a quarter its last month, and a year alone stays a
    year. A year that is only aimed at (到2025年，…达到) is a target, no deadline, unless it says 前. Dates in cited titles, dates of
    what has been, and years before `since` are none. A month without a year (6月底前) is of `year`.
    """
    found = [
        Deadline(time.iso, False, time.span)
        for time in times_in(text, within)
        if _is_deadline(text, within, time, since) and not any(title.covers(time.digits) for title in titles)
    ]
    if year is not None:
        found += (due for due in _yearless(text, within, year) if not any(title.covers(due.words) for title in titles))
    return latest(found)


def _opening_labels(text: str, within: Span) -> Iterator[Label]:
    """The labels that open the lines of a stretch and are set off by a gap: 完成时限 2025年6月."""
    start = within.start
    while 0 <= start < within.stop:
        label = label_at(text, start, within.stop)
        if label is not None and label.is_bare and not text.startswith(("\r", "\n"), label.span.stop):
            yield label
        start = text.find("\n", start, within.stop) + 1 or within.stop


def latest(found: Iterable[Deadline]) -> Deadline | None:
    """The last of some deadlines; those without a date come first."""
    return max(found, key=lambda due: due.iso or "", default=None)


def _in_words(text: str, behind: Span) -> list[Deadline]:
    """The deadline that the first words behind a label are where they tell no date: 按国家安排部署."""
    start = behind.start
    while start < behind.stop and text[start].isspace():
        start += 1
    stop = min((at for mark in "，,。；" if (at := text.find(mark, start, behind.stop)) >= 0), default=behind.stop)
    return [Deadline(None, False, Span(start, stop))] if 0 < len(text[start:stop].strip()) <= _WORDS else []


def _labelled_deadlines(text: str, behind: Span, year: int | None) -> list[Deadline]:
    """What a label's words tell: times, the first of them near; the end of a five-year plan; a month of the plan's year; or that it goes on."""
    times = times_in(text, behind)
    if times:
        return [Deadline(time.iso, False, time.span) for time in times] if times[0].span.start - behind.start <= _NEAR else []
    found = [Deadline(f"{time.years[-1]}-12", False, time.span) for time in horizons_in(text, behind) if time.period is not None and not time.base]
    if not found:
        found = [Deadline(time.iso(year), False, time.span) for time in yearless_in(text, behind) if time.span.start - behind.start <= _NEAR]
    if not found and (m := _ongoing().search(text, behind.start, behind.stop)):
        found = [Deadline(None, True, Span(*m.span()))]
    return found


def _yearless(text: str, within: Span, year: int) -> Iterator[Deadline]:
    """The months without a year before which a stretch of text says that something is to be done: 6月底前, 年底前; not 每年6月底前."""
    for time in yearless_in(text, within):
        start = sentence_start(text, time.span.start, within.start)
        m = _BEFORE.match(text, time.span.stop, within.stop)
        if m is not None and _recurring().search(text, start, time.span.start) is None and not looks_back(text, start, m.end(), "deadlines"):
            yield Deadline(time.iso(year), False, time.span)


@cache
def _behind() -> regex.Pattern[str]:
    known = data.load("deadlines")
    return compiled(rf"[ ]?(?P<before>之?前|以前)?[，,]?[^，。；]{{0,40}}?(?:{'|'.join(known['done'])}|(?P<reached>{'|'.join(known['reached'])}))(?!的?基础)")


@cache
def _recurring() -> regex.Pattern[str]:
    return compiled("|".join(data.load("deadlines")["recurring"]))


@cache
def _never_due() -> regex.Pattern[str]:
    return compiled("|".join(data.load("deadlines")["never_due"]))


@cache
def _goes_on() -> regex.Pattern[str]:
    """A clause that says that things go on and nothing else: 长期坚持, 持续推进, 常态化开展."""
    times = data.load("labels")["times"]
    return compiled(rf"\s*(?:{'|'.join(times['ongoing'])})[化性]?(?:{'|'.join(times['going_on'])})*\s*")


@cache
def _ongoing() -> regex.Pattern[str]:
    return compiled("|".join(data.load("labels")["times"]["ongoing"]))


def _is_deadline(text: str, within: Span, time: Time, since: int | None) -> bool:
    if (since is not None and time.year < since) or time.first is not None or _NO_START.search(text, within.start, time.span.start):
        return False
    m = _behind().match(text, time.span.stop, within.stop)
    if (
        m is None
        or _never_due().match(text, m.end())
        or _IMPRINT.match(text, time.span.stop)
        or looks_back(text, sentence_start(text, time.span.start, within.start), m.end(), "deadlines")
    ):
        return False
    by = _BY.search(text, within.start, time.span.start)
    return m["before"] is not None or (m["reached"] is None and (by is not None or time.sharp))
