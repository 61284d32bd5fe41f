"""What a cell of an indicator table says: ≥75, [16], 10%左右, 完成国家下达目标, 50%（全市60%）, 较2020年下降13.5%."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.patterns import alternatives, compiled, escape
from planlint.phrases.figures import plain_figures
from planlint.phrases.horizons import horizons_in
from planlint.phrases.indicators import trimmed
from planlint.phrases.quantities import is_unit, number, quantities_in
from planlint.record import Record
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_NONE = compiled(r"[\s—\-–－―─/／\\…·.．~～无]*")
_BEHIND = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"}
_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"
_BY_OTHERS = compiled(r"(?:国家|省|市|上级|部|国务院)[^，。；]{0,14}?(?:目标任务|目标|任务|要求|指标|标准|计划)")
_LONGEST = 24
_SHORT_UNIT = 3
_SIGNS = frozenset("≥≤＞＜<>")
_MARKS = frozenset("：:（( 　\n")
_BREAK = compiled(r"[，,；;。（(）)\n]+(?:其中|或者?)?")
_EXTREME = compiled(r"(?:最[高低大小多少])$")


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


class Part(Record):
    """A figure of a cell, and the words that say of what part it holds (中下游地区); empty where it holds for the whole."""

    scope: Span
    figure: Figure


def parts_of(text: str, cell: Span) -> list[Part]:
    """The figures of a cell that sets several, each with what it holds for: 上游地区≥40%，中游地区≥60%; 城市：≤0.65 农村：≤0.5; else an empty list."""
    plain = plain_figures(text)
    found = [m for m in _token().finditer(plain, cell.start, cell.stop) if _is_set(m)]
    at = cell.start
    parts: list[Part] = []
    for m in found:
        words = _without_marks(plain, Span(at, m.start()))
        base = next((time.years[-1] for time in horizons_in(plain, words) if time.base), None)
        figure = _figure(m)._replace(base=base, change=_changes().get(m["change"] or ""))
        parts.append(Part(_scope(plain, words), figure))
        at = m.end()
    if len(parts) == 1:
        return [_alone(plain, cell, parts[0])] if parts[0].figure.span != cell and plain[parts[0].figure.span.start] in _SIGNS else []
    return parts


def _alone(text: str, cell: Span, part: Part) -> Part:
    """The one figure of a cell with a sign and words: 城市：≥5 holds for the part that a colon names, and 每年次数≥4次 for the whole."""
    is_named = part.figure.span.start > cell.start and text[part.figure.span.start - 1] in "：:"
    return part if is_named else part._replace(scope=Span(part.scope.start, part.scope.start))


def _is_set(token: regex.Match[str]) -> bool:
    """Whether a number in a cell is a value: it has a sign or a verb before it, or a unit behind it."""
    unit = token["unit"] or token["first"] or ""
    return bool(token["before"] or token["change"] or (unit and is_unit(unit) and unit != "年"))


def _without_marks(text: str, span: Span) -> Span:
    """The words of one clause: behind the last mark, without those that join alternatives and parts."""
    start = span.start
    stop = span.stop
    while stop > start and text[stop - 1] in _MARKS:
        stop -= 1
    start = max((m.end() for m in _BREAK.finditer(text, start, stop)), default=start)
    return Span(start, max(stop, start))


def _scope(text: str, words: Span) -> Span:
    """What a figure holds for, without its base and what leads to it; empty where that is not told."""
    bases = [time.span for time in horizons_in(text, words) if time.base]
    scope = trimmed(text, Span(words.start, max(words.start, bases[0].start)) if bases else words)
    extreme = _EXTREME.search(text, *scope)
    return Span(scope.start, extreme.start()) if extreme is not None else scope


def is_figure(text: str, cell: Span) -> bool:
    """Whether a cell is a figure with its bounds, unit and brackets, and nothing else."""
    m = _cell().match(plain_figures(text), cell.start, cell.stop)
    return m is not None and m.end() == cell.stop and _is_written_unit(m["unit"] or "")


def _is_written_unit(unit: str) -> bool:
    """Whether what stands behind a figure may be its unit: a known one, one by another, or a short word."""
    return len(unit) <= _SHORT_UNIT or "/" in unit or is_unit(unit)


def figures_apart(text: str, cell: Span) -> list[Figure]:
    """The figures of a cell that strokes part (7.96/3.27/8.92), one after another; empty where it is no such cell."""
    m = _values_apart().fullmatch(plain_figures(text), cell.start, cell.stop)
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
    words = "|".join(map(escape, _before()))
    unit = r"[^\d\s，。；、,;：:（()）\[\]［］【】〔〕—\-–~～≥≤左以上下]{1,10}(?:（[^（）\d]{1,4}）)?"
    return compiled(
        rf"(?P<open>[［\[【〔])?\s*(?P<sum>累计|合计)?(?:力争)?(?P<before>{words})?\s*(?P<low>{_NUMBER})\s*(?P<first>[%‰])?\s*"
        rf"(?:[-－—–~～至]\s*(?P<high>{_NUMBER})\s*)?(?P<unit>{unit})?\s*(?P<behind>{'|'.join(_BEHIND)})?\s*(?(open)[］\]】〕])[#＃*＊∗①-⑳]*(?=$|[，；,;（(])"
    )


@cache
def _changes() -> dict[str, str]:
    known = data.load("quantities")
    return {word: change for change in ("increase", "decrease") for word in known[change]}


@cache
def _token() -> regex.Pattern[str]:
    """A figure in a cell with others, from its sign or verb to its bound."""
    words = "|".join(map(escape, _before()))
    changes = alternatives(_changes())
    unit = r"(?:个?百分点|[%‰]|[\p{Han}A-Za-z]{1,4}(?:/[\p{Han}A-Za-z]{1,5})?(?=$|[，；。、,;（()）\s]|以[上下内]))"
    return compiled(
        rf"(?<![\dA-Za-z.])(?P<open>)(?P<sum>)(?:(?P<change>{changes}))?(?P<before>{words})?\s*(?P<low>{_NUMBER})(?!\d|年(?!$))\s*(?P<first>[%‰])?\s*"
        rf"(?:[-－—–~～至]\s*(?P<high>{_NUMBER})\s*)?(?P<unit>{unit})?\s*(?P<behind>{'|'.join(_BEHIND)})?"
    )


@cache
def _values_apart() -> regex.Pattern[str]:
    return compiled(rf"(?P<open>[［\[【〔])?\s*(?P<one>{_NUMBER})(?:\s*[/／]\s*(?P<one>{_NUMBER}))+\s*[］\]】〕]?")
