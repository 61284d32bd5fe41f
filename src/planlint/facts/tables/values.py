"""What a cell of an indicator table says: ≥75, [16], 10%左右, 完成国家下达目标, 50%（全市60%）, 较2020年下降13.5%."""

from __future__ import annotations

from functools import cache

import regex

from planlint import data
from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.horizons import horizons_in
from planlint.phrases.quantities import is_unit, number, quantities_in
from planlint.record import Record
from planlint.text.spans import Span

_NONE = compiled(r"[\s—\-–－―─/／\\…·.．~～无]*")
_BEHIND = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"}
_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"
_BY_OTHERS = compiled(r"(?:国家|省|市|上级|部|国务院)[^，。；]{0,14}?(?:目标任务|目标|任务|要求|指标|标准|计划)")
_LONGEST = 24
_SHORT_UNIT = 3


class Figure(Record):
    """What a cell says. `value` is a number, a text for ranges (10—15) and for what others set, or None where words alone tell.

    `unit` is the one written in the cell; `comparator` one of = >= <= > < ~ qualitative; `change` is increase or decrease where the cell
    tells the size of a change. `cumulative` tells that it stands in square brackets. `low` and `high` bound a range; they are alike for a
    number. `base` is the year that a change is measured from.
    """

    span: Span
    value: int | float | str | None
    unit: str | None = None
    comparator: str = "="
    change: str | None = None
    cumulative: bool = False
    low: float | None = None
    high: float | None = None
    base: int | None = None


def figure_in(text: str, cell: Span) -> Figure | None:
    """What a cell says of a value; None for an empty one, and for a dash or a stroke."""
    if _NONE.fullmatch(text, cell.start, cell.stop) is not None:
        return None
    plain = plain_figures(text)
    m = _cell().match(plain, cell.start, cell.stop)
    if m is not None and _is_written_unit(m["unit"] or ""):
        return _figure(m)
    return _in_words(plain, cell)


def is_figure(text: str, cell: Span) -> bool:
    """Whether a cell is a figure with its bounds, unit and brackets, and nothing else."""
    m = _cell().match(plain_figures(text), cell.start, cell.stop)
    return m is not None and m.end() == cell.stop and _is_written_unit(m["unit"] or "")


def _is_written_unit(unit: str) -> bool:
    """Whether what stands behind a figure may be its unit: a known one, one by another, or a short word."""
    return len(unit) <= _SHORT_UNIT or "/" in unit or is_unit(unit)


def figures_apart(text: str, cell: Span) -> list[Figure]:
    """The figures of a cell that strokes part (7.96/3.27/8.92), one after another; empty where it is no such cell."""
    m = _apart().fullmatch(plain_figures(text), cell.start, cell.stop)
    if m is None:
        return []
    cumulative = m["open"] is not None
    return [_number(Span(*span), number(plain_figures(text)[span[0] : span[1]]), cumulative=cumulative) for span in m.spans("one")]


def _figure(m: regex.Match[str]) -> Figure:
    span = Span(*m.span())
    before = _before().get(m["before"] or "", "=")
    comparator = _BEHIND.get(m["behind"] or "", before)
    low = number(m["low"])
    unit = m["unit"] or m["first"]
    said = _number(span, low, cumulative=m["open"] is not None or m["sum"] is not None)._replace(unit=unit or None, comparator=comparator)
    if m["high"]:
        high = number(m["high"])
        return said._replace(value=f"{low}—{high}", high=float(high))
    return said


def _number(span: Span, value: float, *, cumulative: bool) -> Figure:
    return Figure(span, value, cumulative=cumulative, low=float(value), high=float(value))


def _in_words(text: str, cell: Span) -> Figure:
    """A cell with words: one amount that they lead to, what others set, or words alone."""
    amounts = [found for found in quantities_in(text, cell) if not isinstance(found.value, str) or "—" in found.value]
    bases = [time for time in horizons_in(text, cell) if time.base]
    if len(amounts) == 1 and cell.length <= _LONGEST:
        amount = amounts[0]
        words = text[cell.start : amount.span.start]
        change = next((name for name in ("increase", "decrease") if words.rstrip().endswith(tuple(data.load("quantities")[name]))), None)
        comparator = amount.bound or next((sign for word, sign in _before().items() if word and words.rstrip().endswith(word)), "=")
        low, high = _bounds(amount.value)
        return Figure(amount.span, amount.value, amount.unit, comparator, change, False, low, high, bases[-1].years[-1] if bases else None)
    if (m := _BY_OTHERS.search(text, cell.start, cell.stop)) is not None and not amounts:
        return Figure(cell, m[0])
    return Figure(cell, None, comparator="qualitative")


def _bounds(value: int | float | str) -> tuple[float | None, float | None]:
    if not isinstance(value, str):
        return float(value), float(value)
    low, dash, high = value.partition("—")
    return (float(low), float(high)) if dash else (None, None)


@cache
def _before() -> dict[str, str]:
    """The words before a figure with the comparators that they mean, the longest first."""
    levels = data.load("quantities")["levels"]
    found = {word: sign for sign, words in levels.items() for word in words}
    return {word: found[word] for word in sorted(found, key=lambda word: (-len(word), word))}


@cache
def _cell() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, _before()))
    unit = r"[^\d\s，。；、,;：:（()）\[\]［］【】〔〕—\-–~～≥≤左以上下]{1,10}(?:（[^（）\d]{1,4}）)?"
    return compiled(
        rf"(?P<open>[［\[【〔])?\s*(?P<sum>累计|合计)?(?:力争)?(?P<before>{words})?\s*(?P<low>{_NUMBER})\s*(?P<first>[%‰])?\s*"
        rf"(?:[-－—–~～至]\s*(?P<high>{_NUMBER})\s*)?(?P<unit>{unit})?\s*(?P<behind>{'|'.join(_BEHIND)})?\s*(?(open)[］\]】〕])[#＃*＊∗①-⑳]*(?=$|[，；,;（(])"
    )


@cache
def _apart() -> regex.Pattern[str]:
    return compiled(rf"(?P<open>[［\[【〔])?\s*(?P<one>{_NUMBER})(?:\s*[/／]\s*(?P<one>{_NUMBER}))+\s*[］\]】〕]?")
