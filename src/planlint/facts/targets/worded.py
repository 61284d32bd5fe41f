"""Targets that a clause sets without a figure of its own: by reference, as a peak, as a trend, as something achieved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property

from planlint import data
from planlint.facts.targets.target import Target
from planlint.facts.targets.times import outside
from planlint.facts.targets.vocabulary import ends, words
from planlint.patterns import alternatives, compiled
from planlint.phrases.clauses import looks_back
from planlint.phrases.horizons import Horizon
from planlint.phrases.indicators import trimmed
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_LEAST = 4
_AN_OBJECT = 2


class Clause:
    """A clause with the time that governs it and the times in it; `first` tells that it is the first one behind its time."""

    def __init__(self, text: str, span: Span, time: Horizon, times: Sequence[Horizon], *, first: bool) -> None:
        self.text = text
        self.span = span
        self.time = time
        self.times = times
        self.first = first

    @cached_property
    def body(self) -> Span:
        """The clause without its times."""
        return outside(self.text, self.span, self.times)

    @cached_property
    def core(self) -> Span:
        """Its body without the words around an indicator."""
        return trimmed(self.text, self.body)


class Worded(Record):
    """What a clause sets: the indicator, what is said of it, and the comparator, value, unit and change of a target.

    `time` and `span` are its own where the clause sets several.
    """

    indicator: Span
    said: Span
    comparator: str = "qualitative"
    value: int | str | None = None
    unit: str | None = None
    change: str | None = None
    time: Horizon | None = None
    span: Span | None = None


class Wording(Record):
    """One way in which a clause sets a target: what it sets, an empty list where it sets none, or None where this is no such clause."""

    name: str
    says: Callable[[Clause], list[Worded] | None]


def worded(written: str, clause: Clause, wordings: Sequence[Wording]) -> list[Target]:
    """The targets that a clause sets without a figure; `written` is the text with what stands in brackets."""
    if looks_back(clause.text, *clause.span, "targets"):
        return []
    said = next((said for wording in wordings if (said := wording.says(clause)) is not None), [])
    return [_target(written, clause, target) for target in said]


def _target(written: str, clause: Clause, target: Worded) -> Target:
    time = target.time or clause.time
    base = next((found for found in clause.times if found.base), None)
    return Target(
        target.span or clause.span,
        target.indicator,
        target.said,
        time.digits,
        base.digits if base else None,
        time.years[-1],
        time.period,
        base.years[-1] if base else None,
        target.indicator.of(written),
        False,
        False,
        target.comparator,
        target.change,
        None,
        target.value,
        target.unit,
    )


def _set_by_others(clause: Clause) -> list[Worded] | None:
    """完成国家下达目标."""
    m = _others().search(clause.text, *clause.span)
    if m is None:
        return None
    start = clause.body.start
    phrase = trimmed(clause.text, Span(start, max(start, m.start())))
    met: dict[str, str] = data.load("targets")["met"]
    return [Worded(phrase, Span(*m.span("value")), met[m["how"]], m["value"])] if phrase.length else []


def _peak(clause: Clause) -> list[Worded] | None:
    """2030年前碳排放达峰; what work turns around (围绕碳达峰目标) is none."""
    text = clause.text
    peaks = [Span(*m.span()) for m in _peaks().finditer(text, *clause.span)]
    if not peaks:
        return None
    if _around().match(text, *clause.span):
        return []
    starts = [clause.span.start, *(peak.stop for peak in peaks)]
    return [said for start, peak in zip(starts, peaks, strict=False) if (said := _peak_at(clause, start, peak)) is not None]


def _peak_at(clause: Clause, start: int, peak: Span) -> Worded | None:
    """The peak with what stands before it since `start`: 供水行业碳排放2030年前达峰, 2030年前供水行业碳排放达峰; 碳达峰 without a time is work."""
    text = clause.text
    times = [time for time in clause.times if start <= time.span.start < peak.start and not time.base]
    if times and (_aiding().search(text, times[-1].span.stop, peak.start) or text.endswith("关于", start, times[-1].span.start)):
        return None
    if not times and (_carbon().search(text, *peak) or text.startswith("、", peak.stop)):
        return None
    time = times[-1] if times else clause.time
    if not times and _pushed().match(text, *trimmed(text, Span(start, peak.start))):
        return None
    phrase = trimmed(text, outside(text, Span(start, times[-1].span.start if times else peak.start), ()))
    behind = trimmed(text, Span(times[-1].span.stop, max(peak.start, times[-1].span.stop))) if times else phrase
    if behind.length >= _LEAST or not phrase.length:
        phrase = behind
    whole = not phrase.length or _aiding().search(text, *phrase) is not None
    return Worded(trimmed(text, peak) if whole else phrase, time.digits, "before", time.years[-1], "年", None, time, Span(start, peak.stop))


def _description(clause: Clause) -> list[Worded] | None:
    """“十五五”时期是…的关键时期 tells what a time is."""
    text = clause.text
    return [] if text.find("是", *clause.body) >= 0 and text.startswith("是", clause.core.start) else None


def _trend(clause: Clause) -> list[Worded] | None:
    """水质明显改善."""
    text, body = clause.text, clause.body
    m = _trends().search(text, *body)
    if m is None:
        return None
    phrase = trimmed(text, Span(body.start, m.start()))
    if body.stop - m.end() >= _AN_OBJECT and m["verb"] in ends("bringing"):
        # 农村地区基本实现散煤全替代 is about what is brought about, not about the place
        phrase = clause.core
    if not phrase.length:
        phrase = trimmed(text, Span(m.start(), body.stop))
    change = "decrease" if m["verb"] in ends("falling") else "increase" if m["verb"] in ends("rising") else None
    return [Worded(phrase, Span(*m.span()), change=change)]


def _condition(clause: Clause) -> list[Worded] | None:
    """在总结试点经验的基础上 sets nothing."""
    return [] if _conditions().search(clause.text, *clause.body) else None


def _achieved(clause: Clause) -> list[Worded] | None:
    """到2027年，节水体系基本形成."""
    is_set = clause.first and _achievements().search(clause.text, *clause.body) is not None and clause.core.length >= _LEAST
    return [Worded(clause.core, clause.core)] if is_set else None


WORDINGS: tuple[Wording, ...] = (
    Wording("set-by-others", _set_by_others),
    Wording("peak", _peak),
    Wording("description", _description),
    Wording("trend", _trend),
    Wording("condition", _condition),
    Wording("achieved", _achieved),
)
"""The ways in which a clause sets a target without a figure, in the order in which they are asked."""


@cache
def _others() -> regex.Pattern[str]:
    how = alternatives(data.load("targets")["met"])
    return compiled(rf"(?P<how>{how})(?:或超过)?(?P<value>(?:{words('setters')})[^，。；、]{{0,14}}?(?:{words('set')})(?:以内|以下|以上)?)(?=[，。；、]|$)")


@cache
def _peaks() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('soon')})*(?:实现|达到|达|迈过)?(?:碳)?(?:{words('peak')})(?:目标)?[ ]?(?=[，。；、]|$)")


@cache
def _pushed() -> regex.Pattern[str]:
    return compiled(rf"(?:加快|{words('pushing')})")


@cache
def _carbon() -> regex.Pattern[str]:
    return compiled(words("work"))


@cache
def _around() -> regex.Pattern[str]:
    return compiled(rf"[ ]?(?:{words('around')})")


@cache
def _aiding() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('aiding')})+[ ]?$")


@cache
def _trends() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('how')})[\p{{Han}}]{{0,6}}?(?P<verb>{words('rising', 'falling', 'becoming')})")


@cache
def _achievements() -> regex.Pattern[str]:
    return compiled(words("achieved"))


@cache
def _conditions() -> regex.Pattern[str]:
    return compiled(rf"(?:{words('conditions')})$")
