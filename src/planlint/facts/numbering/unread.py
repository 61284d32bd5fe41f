"""Lines that look like numbered ones and are of no family that is known."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.phrases.numerals import ARABIC, HAN, STEMS
from planlint.record import Record
from planlint.syntax.nodes import Kind, Plan
from planlint.text.spans import Span

_SHAPE = compiled(
    rf"(?P<open>[^\p{{L}}\p{{N}}\s“”‘’《]?)(?P<numeral>{HAN.shape}|[0-9]{{1,2}}|[{STEMS.signs}]|[A-HＡ-Ｈa-h])(?P<mark>[^\p{{L}}\p{{N}}\s，。；“”‘’《%％—–~～\-/]{{1,2}})[ \t\u3000]*(?=\p{{Han}})"
)
_SCRIPTS = (("stem", STEMS), ("han", HAN), ("arabic", ARABIC))
_LEAST = 3


class Unread(Record):
    """A series of lines that count on from one another in a way that is not read: the place of the first number, and how many there are."""

    span: Span
    lines: int


def unread_series(plan: Plan) -> Unread | None:
    """The first series of three lines and more whose numbers were not taken as such; None where there is none."""
    series: dict[tuple[str, str, str], tuple[int, Span, int]] = {}
    for leaf in plan.leaves:
        if leaf.kind not in (Kind.PARAGRAPH, Kind.FRONT):
            continue
        m = _SHAPE.match(plan.text, leaf.content.start, leaf.content.stop)
        read = _value(m["numeral"]) if m is not None else None
        if m is None or read is None:
            continue
        kind, value = read
        key = (m["open"], m["mark"], kind)
        last, span, count = series.get(key, (0, Span(0, 0), 0))
        if value == 1:
            series[key] = (1, Span(m.start(), m.end("mark")), 1)
        elif value == last + 1 and count:
            series[key] = (value, span, count + 1)
    found = [Unread(span, count) for _, span, count in series.values() if count >= _LEAST]
    return min(found, default=None)


def _value(numeral: str) -> tuple[str, int] | None:
    """What kind of numeral it is, and its number; None for figures that make no number."""
    if (len(numeral) == 1 and numeral.isascii() and numeral.isalpha()) or "Ａ" <= numeral <= "Ｈ":
        return "letter", (ord(numeral) - ord("A")) % 32 + 1
    kind, script = next((kind, script) for kind, script in _SCRIPTS if script.wrote(numeral))
    value = script.read(numeral)
    return (kind, value) if value is not None else None
