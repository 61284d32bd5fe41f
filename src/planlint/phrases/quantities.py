"""Amounts, figures with their units, as plans write them: 13.5%, 5个百分点, 1.8亿吨, 三万亿元, 百分之六, 300克标准煤/千瓦时, 10—15%, 万种."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from planlint import data
from planlint.patterns import compiled, escape
from planlint.phrases.figures import plain_figures
from planlint.phrases.numerals import to_number
from planlint.phrases.ordinals import counts_something
from planlint.record import Record
from planlint.text.signs import matches, places
from planlint.text.spans import Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_BOUNDS = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "左右": "~", "上下": "~"}
_NEAR = 8
_LONGEST_UNIT = 12
_FOLDS = {"翻一番": 2, "翻番": 2, "翻两番": 4}
_SHARES = {"百": "%", "千": "‰"}
_LEAST_SPELLED = 10
_GROUPED = compiled(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_YEAR_FIRST = compiled(r"(?:19|20)[0-9]{2}[,，]")
_DIGIT = "零〇一二两三四五六七八九"
_NUMERALS = f"0123456789{_DIGIT}十百千万亿点翻"
"""What all figures begin with."""


class Quantity(Record):
    """A figure with its unit.

    `span` holds the figure, the unit and the bound behind it (以上, 左右), `figure` the figure alone. `value` is a number, or a text for
    a range (10—15). `unit` is as written with 万 and 亿 and without spaces; None where it stands with a later figure (20个、10个百分点).
    `bound` is >=, <=, ~ or None. `counted` tells that the unit counts things: 家, 项, 万亩 do not, 万家 does.
    """

    span: Span
    figure: Span
    value: int | float | str
    unit: str | None
    bound: str | None
    counted: bool


def quantities_in(text: str, within: Span) -> Iterator[Quantity]:
    """The quantities of a stretch of text, in order; years, dates and document numbers are none."""
    pattern, counted = _pattern()
    plain = plain_figures(text)
    for m in matches(pattern, plain, places(plain, _NUMERALS, *within), within.stop):
        unit = _unit(m)
        if m["spelled"] and (to_number(m["spelled"]) is None or (not m["scale"] and (to_number(m["spelled"]) or 0) < _LEAST_SPELLED)):
            continue
        if m["share"] and to_number(m["share"]) is None:
            continue
        figure = next(name for name in ("figure", "spelled", "share") if m[name] is not None)
        yield Quantity(
            Span(*m.span()),
            Span(*m.span(figure)),
            _value(m),
            unit,
            _bound(m["bound"]),
            unit is not None and unit.lstrip("百千万亿余").partition("（")[0] in counted,
        )


def malformed_in(text: str, within: Span) -> Iterator[Span]:
    """The figures before a unit whose marks make no number: 1，200个, 12,00个, 62,5%, 95..5%, 95。5%.

    Years, numbers behind 第 and runs of several figures (1，2，3类) are parted by a comma as words are.
    """
    plain = plain_figures(text)
    for m in _malformed().finditer(plain, within.start, within.stop):
        if m["comma"] is None or not (_GROUPED.fullmatch(m[0]) or _YEAR_FIRST.match(m[0])):
            yield Span(*m.span())


def number(written: str) -> int | float:
    """The value of a figure as written: 1,150 is 1150, 13.50 is 13.5."""
    plain = written.replace(",", "").replace("，", "")
    value = float(plain)
    return int(value) if value == int(value) else value


def comparable(value: int | float, unit: str) -> tuple[float, str]:
    """A value and its unit in the form in which two ways of writing one amount agree: 1万亿元 is 10,000亿元, 1公里 1千米, 3‰ 0.3%."""
    m = _unit_pattern().fullmatch(unit)
    same = data.load("quantities")["same"]
    if m is None:
        return round(float(value), 6), unit
    to, factor = same.get(m["base"], (m["base"], 1))
    size = float(value) * factor
    for sign in m["scale"]:
        size *= _SCALES[sign]
    per = m["per"] and f"/{same.get(m['per'], (m['per'], 1))[0]}"
    return round(size, 6), to + (per or "")


@lru_cache(maxsize=1)
def _malformed() -> regex.Pattern[str]:
    known = data.load("quantities")
    units = "|".join(map(escape, sorted({*known["counted"], *known["measured"]} - {"年"}, key=lambda name: (-len(name), name))))
    shares = "|".join(map(escape, known["ratio"]))
    unit = rf"[ ]?(?:{shares}|[百千万亿]{{0,2}}余?(?:{units}))"
    return compiled(
        rf"(?<![\d.,，。第图表A-Za-z\-])[0-9]+(?:(?P<comma>[,，])[0-9]+(?:[,，][0-9]{{3}})*(?:\.[0-9]+)?(?={unit})"
        rf"|(?:\.\.[0-9]+|\.[0-9]+\.[0-9]+|\.)(?=[ ]?(?:{shares}))|。[0-9]+(?=[ ]?(?:{shares}|[万亿])))"
    )


@lru_cache(maxsize=1)
def _unit_pattern() -> regex.Pattern[str]:
    known = data.load("quantities")
    names = sorted({*known["counted"], *known["measured"], *known["ratio"]}, key=lambda name: (-len(name), name))
    return compiled(rf"(?P<scale>[百千万亿]*?)余?(?P<base>{'|'.join(map(escape, names))})(?:（.*）)?(?:/(?P<per>.+))?")


def is_unit(written: str) -> bool:
    """Whether words are a unit alone, with 万 and 亿: 万吨, 微克/立方米, %."""
    figure = f"1{written}"
    return bool(written) and any(found.span.stop == len(figure) for found in quantities_in(figure, Span(0, len(figure))))


def calls_for_figure(text: str, stop: int) -> bool:
    """Whether the text up to there ends with a word that a figure has to follow: 控制在, 不低于, 新增."""
    return text.endswith(_before_figures(), max(stop - _NEAR, 0), stop)


def is_cut_quantity(text: str, figure: Span, rest: Span) -> bool:
    """Whether a figure, and what stands in the next line, begin one quantity: 35⏎微克."""
    written = figure.of(text) + text[rest.start : min(rest.stop, rest.start + _LONGEST_UNIT)]
    return any(found.unit is not None for found in quantities_in(written, Span(0, len(written)))) or counts_something(text, rest.start, rest.stop)


@lru_cache(maxsize=1)
def _before_figures() -> tuple[str, ...]:
    known = data.load("quantities")
    levels = (word for words in known["levels"].values() for word in words)
    return (*levels, *known["increase"], *known["decrease"], *known["deeds"])


@lru_cache(maxsize=1)
def _pattern() -> tuple[regex.Pattern[str], frozenset[str]]:
    known = data.load("quantities")
    names = sorted({*known["counted"], *known["measured"]} - {"年"}, key=lambda name: (-len(name), name))
    ratios = sorted(known["ratio"], key=lambda name: (-len(name), name))
    unit = _any(names)
    ratio = "|".join(map(escape, ratios))
    per = _any(sorted({*names, *known["per"]}, key=lambda name: (-len(name), name)))
    pattern = (
        r"(?:(?<![\d.A-Za-z+＋“〔\[\-/第])(?P<figure>\d{1,3}(?:,\d{3}){1,6}(?:\.\d+)?|\d+(?:\.\d+)?)"
        r"(?:[ ]?(?:%|[个家项种座万亿])?[ ]?[-－—–~～至][ ]?(?P<upper>\d+(?:\.\d+)?))?[ ]?"
        rf"(?:(?P<unit>{ratio}|[百千万亿]{{0,2}}?[ ]?余?{unit}(?:（[^（）]{{1,3}}）)?(?:[ ]?/[ ]?[万亿]?{per})?)|(?=[ ]?[、和][ ]?\d[\d.]*[ ]?(?:{ratio}|[百千万亿]{{0,2}}{unit})))"
        rf"|(?<!\p{{Han}}分之)(?P<of>[百千])分之(?P<share>[{_DIGIT}十百点]+)"
        rf"|(?<![\d第几数多成上过{_DIGIT}十百千万亿点之\-—])(?![百千万亿]+{unit})(?P<spelled>[{_DIGIT}十百千]+?(?:点[{_DIGIT}]+)?|[{_DIGIT}十百千万亿点]+?)(?P<unit>(?P<scale>[万亿]{{0,2}})余?{unit}(?:/{per})?)(?!\p{{Han}}?(?:分之))"
        rf"|(?P<figure>(?<![\p{{Han}}\d][十百千万亿两几数多成上过])(?<![十百千万亿两几数多\d])[百千万亿])(?P<unit>{'|'.join(sorted(known['counted'], key=len, reverse=True))})"
        r"|(?P<figure>翻(?:一|两)?番))(?P<bound>[ ]?[（(]?(?:及)?(?:以上|以下|以内|之内|左右|上下)[）)]?)?"
    )
    return compiled(pattern), frozenset(known["counted"])


def _any(names: Sequence[str]) -> str:
    """The pattern of any of many names; a look at the first character spares most places a try of each."""
    firsts = "".join(sorted({name[0] for name in names}))
    return rf"(?=[{escape(firsts)}])(?:{'|'.join(map(escape, names))})"


def _unit(m: regex.Match[str]) -> str | None:
    if m["share"]:
        return _SHARES[m["of"]]
    return "".join(m["unit"].split()) if m["unit"] else None


def _value(m: regex.Match[str]) -> int | float | str:
    if written := m["spelled"] or m["share"]:
        return to_number(written) or 0
    written = m["figure"]
    if written in _FOLDS:
        return written
    if written in _SCALES:
        return _SCALES[written]
    if m["upper"]:
        return f"{number(written)}—{number(m['upper'])}"
    return number(written)


def _bound(written: str | None) -> str | None:
    return next((sign for word, sign in _BOUNDS.items() if word in written), None) if written else None
