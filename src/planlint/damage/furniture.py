"""What a page prints around its text: page numbers that count, and the running heads beside them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import accumulate

from planlint.damage.set_lines import SetLine
from planlint.patterns import compiled
from planlint.phrases.clauses import has_clauses
from planlint.phrases.marks import SENTENCE_STOPS
from planlint.phrases.ordinals import Family, ordinal_at
from planlint.phrases.quantities import calls_for_figure, is_cut_quantity
from planlint.record import Record
from planlint.text.spans import Span

_DRESSED = compiled(r"[—–―─－\-‐]{1,2}[ ]*\d{1,4}[ ]*[—–―─－\-‐]{1,2}|第[ ]*\d{1,4}[ ]*页(?:[ ]*[,，/]?[ ]*共[ ]*\d{1,4}[ ]*页)?")
_NUMBER = compiled(r"\d{1,4}")
_GLUED = compiled(r"\d{1,3}(?=[（(第一二三四五六七八九十])")

_WIDEST_FORM = 60
_LEAST_PAGES = 3
_MISSED_PAGES = 3
_TRIED = 3
_PAGE = range(60, 4_000)
"""How many characters stand on a page: fewer on one of tables, more on one of a gazette in columns."""
_LEAST_ABOVE = 24
_LEAST_BELOW = 8
_HEADINGS = frozenset((Family.PART, Family.CHAPTER, Family.SECTION, Family.ARTICLE, Family.HAN, Family.HAN_BRACKET))


class Furniture(Record):
    """Whole lines that are no text of the document, and page numbers that are glued to the number of a heading."""

    lines: frozenset[SetLine]
    glued: tuple[Span, ...]


class _Form(Record):
    """A line that holds a number: `form` is the line without it."""

    at: int
    form: str
    value: int


def furniture(text: str, lines: Sequence[SetLine]) -> Furniture:
    """Page numbers and running heads.

    A number in its own dress (— 3 —, 第3页) is one by itself. Any other number is one only as a member of a series: lines that are the same
    but for a number that counts on, a page of text apart, half of which cut a sentence; two of them prove one another where both do and the
    second number is the next. A line beside three page numbers is a running head.
    """
    numbers = {at for at, line in enumerate(lines) if line.width <= 24 and _DRESSED.fullmatch(text, line.start, line.stop)}
    places = list(accumulate((line.stop - line.start for line in lines), initial=0))
    for series in _series(text, lines, places):
        if sum(_cuts_a_sentence(text, lines, at) for at in series) * 2 >= (len(series) if len(series) >= _LEAST_PAGES else 2 * len(series)):
            numbers.update(series)
    return Furniture(frozenset(lines[at] for at in numbers | _heads(text, lines, numbers)), tuple(_glued(text, lines)))


def _series(text: str, lines: Sequence[SetLine], places: Sequence[int]) -> Iterator[list[int]]:
    """The lines of each form whose numbers count on, page by page: three lines at least, or two whose numbers follow each other."""
    forms: dict[str, list[_Form]] = defaultdict(list)
    for found in _forms(text, lines):
        forms[found.form].append(found)
    for members in forms.values():
        if len(members) > 1:
            series = _longest(members, places)
            if len(series) >= _LEAST_PAGES or (len(series) > 1 and series[1].value == series[0].value + 1):
                yield [member.at for member in series]


def _forms(text: str, lines: Sequence[SetLine]) -> Iterator[_Form]:
    """What lines with a number are without it; a line with two numbers has two forms (3/10 counts 3, or it counts 10)."""
    for at, line in enumerate(lines):
        if line.width > _WIDEST_FORM or line.ended or line.ordinal is not None or _is_value(text, lines, at):
            continue
        found = list(_NUMBER.finditer(text, line.start, line.stop))
        for m in {m.span(): m for m in (*found[:1], *found[-1:])}.values():
            yield _Form(at, f"{text[line.start : m.start()]}#{text[m.end() : line.stop]}", int(m[0]))


def _is_value(text: str, lines: Sequence[SetLine], at: int) -> bool:
    """Whether the line is the figure that the line above calls for and the line below has the unit of."""
    if not 0 < at < len(lines) - 1 or not calls_for_figure(text, lines[at - 1].stop):
        return False
    return is_cut_quantity(text, lines[at].content, lines[at + 1].content)


def _longest(members: Sequence[_Form], places: Sequence[int]) -> list[_Form]:
    """The longest run of lines of one form whose numbers count up, each about a page behind the one before."""
    lengths = [1] * len(members)
    before: list[int | None] = [None] * len(members)
    latest: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_TRIED))
    for this, member in enumerate(members):
        for step in range(1, _MISSED_PAGES + 1):
            for other in latest.get(member.value - step, ()):
                if lengths[other] >= lengths[this] and (places[member.at] - places[members[other].at]) // step in _PAGE:
                    lengths[this], before[this] = lengths[other] + 1, other
        latest[member.value].append(this)
    at: int | None = max(range(len(members)), key=lengths.__getitem__)
    run: list[_Form] = []
    while at is not None:
        run.append(members[at])
        at = before[at]
    return run[::-1]


def _cuts_a_sentence(text: str, lines: Sequence[SetLine], at: int) -> bool:
    """Whether the line stands in the middle of a sentence of running text."""
    if not 0 < at < len(lines) - 1:
        return False
    above, below = lines[at - 1], lines[at + 1]
    return (
        above.width >= _LEAST_ABOVE and not above.ended and below.ordinal is None and below.width >= _LEAST_BELOW and has_clauses(text, below.start, below.stop)
    )


def _heads(text: str, lines: Sequence[SetLine], numbers: set[int]) -> set[int]:
    """The running heads: lines that stand beside a page number three times at least."""
    beside: dict[str, set[int]] = defaultdict(set)
    for at in numbers if len(numbers) >= _LEAST_PAGES else ():
        for near in (at - 1, at + 1):
            if 0 <= near < len(lines) and near not in numbers and lines[near].ordinal is None and lines[near].width <= _WIDEST_FORM:
                beside[text[lines[near].start : lines[near].stop]].add(near)
    repeated = (places for head, places in beside.items() if len(places) >= _LEAST_PAGES and head[-1] not in SENTENCE_STOPS)
    return set().union(*repeated)


def _glued(text: str, lines: Sequence[SetLine]) -> Iterator[Span]:
    """Page numbers before the number of a heading that goes on with its series: 2（二） behind （一）."""
    last: dict[Family, int] = {}
    for line in lines:
        ordinal = line.ordinal
        m = _GLUED.match(text, line.start, line.stop) if ordinal is None else None
        if m is not None:
            ordinal = ordinal_at(text, m.end(), line.stop)
            if ordinal is not None and ordinal.family in _HEADINGS and last.get(ordinal.family) == ordinal.value - 1:
                yield Span(*m.span())
            else:
                ordinal = None
        if ordinal is not None:
            last[ordinal.family] = ordinal.value
