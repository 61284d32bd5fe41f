"""By when something is to be done."""

from __future__ import annotations

from collections.abc import Sequence

from planlint.patterns import compiled
from planlint.phrases.clauses import looks_back, sentence_start
from planlint.phrases.horizons import horizons_in
from planlint.phrases.labels import Topic, labels_in
from planlint.phrases.times import Time, times_in
from planlint.text.spans import Span

_DONE = r"完成|建成|办结|印发|出台|竣工|投入使用|投运|投产|投用|上线|启用|报送|制定|编制|落实到位|改造到位|整改到位|取缔|清零"
_REACHED = r"实现|建立|全面|形成|淘汰|退出|覆盖|达到|达标|提[高升]|降[低至]|下降|具备|改造|整改|启动"
_NO_START = compiled(r"[\d—\-～至比较]$")
_BY = compiled(r"(?:到|于|至|在|截至|截止)[ ]?$")
_BEHIND = compiled(rf"[ ]?(?P<before>之?前|以前)?[，,]?[^，。；]{{0,40}}?(?P<done>{_DONE}|{_REACHED})(?!的?基础)")
_FINISHED = compiled(_DONE)
_IMPRINT = compiled(r"[ ]*印发[ ]*(?:[\r\n]|$)")
_NEAR = 12


def labelled_deadline(text: str, within: Span) -> str | None:
    """The deadline that a label gives (完成时限：2025年12月底前), the latest one, written as `deadline` says."""
    found: list[str] = []
    for label in labels_in(text, within):
        if label.topic is Topic.TIME:
            stop = min((at for mark in "；。）)" if (at := text.find(mark, label.span.stop, within.stop)) >= 0), default=within.stop)
            found += _told(text, Span(label.span.stop, stop))
    return max(found, default=None)


def written_deadline(text: str, within: Span, titles: Sequence[Span], since: int | None) -> str | None:
    """The latest date by which a stretch of text says that something is to be done.

    Written as far as it is told: 2025-12-31, 2025-12, 2025; 年底 is December, a quarter its last month, and a year alone stays a
    year. A year that is only aimed at (到2025年，…达到) is a target, no deadline, unless it says 前. Dates in cited titles, dates of
    what has been, and years before `since` are none.
    """
    found = (time.iso for time in times_in(text, within) if _is_deadline(text, within, time, since) and not any(title.covers(time.digits) for title in titles))
    return max(found, default=None)


def _told(text: str, behind: Span) -> list[str]:
    """What a label's words tell: times, the first of them near, or the end of a five-year plan."""
    times = times_in(text, behind)
    if times:
        return [time.iso for time in times] if times[0].span.start - behind.start <= _NEAR else []
    return [f"{time.years[-1]}-12" for time in horizons_in(text, behind) if time.period is not None and not time.base]


def _is_deadline(text: str, within: Span, time: Time, since: int | None) -> bool:
    if (since is not None and time.year < since) or time.first is not None or _NO_START.search(text, within.start, time.span.start):
        return False
    m = _BEHIND.match(text, time.span.stop, within.stop)
    if m is None or _IMPRINT.match(text, time.span.stop) or looks_back(text, sentence_start(text, time.span.start, within.start), m.end(), "deadlines"):
        return False
    by = _BY.search(text, within.start, time.span.start)
    return m["before"] is not None or (_FINISHED.fullmatch(m["done"]) is not None and (by is not None or time.sharp))
