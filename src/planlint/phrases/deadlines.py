"""By when something is to be done."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from planlint.patterns import compiled
from planlint.phrases.labels import Topic, labels_in
from planlint.text.spans import Span

_WHEN = r"""
    (?P<year>20\d\d)[ ]?年[ ]?
    (?: (?P<month>\d{1,2})[ ]?月(?:[ ]?(?P<day>\d{1,2})[ ]?日)?
      | 第?(?P<quarter>[一二三四1-4])季度
      | (?P<half>上半年|年?中|6月底)
      | (?P<end>年?[底末内终]|下半年)
    )?(?P<close>[底末初])?
"""
_BEHIND_LABEL = compiled(rf"[^；。）)]{{0,12}}?{_WHEN}", regex.VERBOSE)
_DONE = r"完成|建成|办结|印发|出台|竣工|投入使用|投运|投产|投用|上线|启用|报送|制定|编制|落实到位|改造到位|整改到位|取缔|清零"
_REACHED = r"实现|建立|全面|形成|淘汰|退出|覆盖|达到|达标|提[高升]|降[低至]|下降|具备|改造|整改|启动"
_WRITTEN = compiled(
    rf"(?<![\d—\-～至比较])(?P<by>到|于|至|在|截至)?[ ]?{_WHEN}[ ]?(?P<before>之?前|以前)?[，,]?[^，。；]{{0,40}}?(?P<done>{_DONE}|{_REACHED})(?!的?基础)",
    regex.VERBOSE,
)
_FINISHED = compiled(rf"{_DONE}")
_PAST = compiled(r"(?:截至|截止)(?:目前)?|以来|已经?|曾|同比|比[ ]?20\d\d|较[ ]?20\d\d")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


def labelled_deadline(text: str, within: Span) -> str | None:
    """The deadline that a label gives (完成时限：2025年12月底前), the latest one, written as `deadline` says."""
    times = (label for label in labels_in(text, within) if label.topic is Topic.TIME)
    return max((_iso(m) for label in times if (m := _BEHIND_LABEL.match(text, label.span.stop, within.stop))), default=None)


def written_deadline(text: str, within: Span, titles: Sequence[Span], since: int | None) -> str | None:
    """The latest date by which a stretch of text says that something is to be done.

    Written as far as it is told: 2025-12-31, 2025-12, 2025; 年底 is December, a quarter its last month, and a year alone stays a
    year. A year that is only aimed at (到2025年，…达到) is a target, no deadline, unless it says 前. Dates in cited titles, dates of
    what has been, and years before `since` are none.
    """
    found: list[str] = []
    for m in _WRITTEN.finditer(text, within.start, within.stop):
        year = Span(*m.span("year"))
        if any(title.covers(year) for title in titles) or (since is not None and int(m["year"]) < since):
            continue
        if (m["before"] or _is_done_by(m)) and not _looks_back(text, m, within):
            found.append(_iso(m))
    return max(found, default=None)


def _is_done_by(found: regex.Match[str]) -> bool:
    if _FINISHED.fullmatch(found["done"]) is None:
        return False
    return found["by"] in ("到", "于", "至") or any(found[name] for name in ("end", "close", "month", "quarter", "half"))


def _looks_back(text: str, found: regex.Match[str], within: Span) -> bool:
    start = max(*(text.rfind(mark, within.start, found.start()) for mark in "。；"), within.start)
    return found["by"] == "截至" or _PAST.search(text, start, found.end()) is not None


def _iso(found: regex.Match[str]) -> str:
    year = found["year"]
    if found["month"]:
        month = int(found["month"])
        day = int(found["day"]) if found["day"] else None
        if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
            return year
        return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    if found["quarter"]:
        return f"{year}-{_QUARTERS[found['quarter']]:02}"
    if found["half"]:
        return f"{year}-06"
    return f"{year}-12" if found["end"] or found["close"] in ("底", "末") else year
