"""The documents that a text cites, and the abbreviations it makes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from planlint.facts.terms.forms import places_of
from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.phrases.titles import DOCUMENT_NUMBER
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.text.spans import Span, within

_CITED = compiled(rf"《(?P<title>[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*)》(?P<number>[ ]?[（(〔]{DOCUMENT_NUMBER}[）)〕])?")
_ABBREVIATED = compiled(r"[（(](?:以下|后文|下文)(?:统一|均|分别|合并|统)?简?称为?[：:]?[ ]?(?P<short>[^（）()，。；]{2,24}?)[）)]")
_ENDING = 4
# a title is named without its marks once or twice; what ends like it so often is a kind of document (实施方案)
_MOST_ENDINGS = 200
_SPLIT = compiled(r"[”\"》][、和及][“\"《]")


class Citation(Record):
    """A cited document: the span with its marks, its title without them and without spaces, and its document number as written."""

    span: Span
    title: str
    number: str | None


class Abbreviation(Record):
    """A short form that the text makes at `span`, the place of the form itself; `short` is without quotes, with 《》 where it has them."""

    span: Span
    short: str


def citations(plan: Plan) -> list[Citation]:
    """The documents cited in 《》, in order."""
    if "《" not in plan.text:
        return []
    return [Citation(Span(*m.span()), "".join(Span(*m.span("title")).of(plan.text).split()), m["number"]) for m in _CITED.finditer(plain_figures(plan.text))]


def bare_likenesses(plan: Plan, title: str) -> Iterator[Citation]:
    """What stands outside of title marks, is as long as a title and ends with its last four characters, in order.

    Where a text ends so all over, nothing does.
    """
    titles = plan.fact(citations)
    stops = plan.fact(_bare_endings).get(title[-_ENDING:], [])
    for stop in stops if len(stops) <= _MOST_ENDINGS else ():
        span = Span(max(stop - len(title), 0), stop)
        after = bisect_right(titles, span.start, key=lambda cited: cited.span.start)
        if not any(cited.span.overlaps(span) for cited in titles[max(after - 1, 0) : after + 1]):
            yield Citation(span, span.of(plan.text), None)


def _bare_endings(plan: Plan) -> dict[str, list[int]]:
    """Where the text outside of title marks has the last four characters of titles: the places behind them."""
    endings = {citation.title[-_ENDING:] for citation in plan.fact(citations) if len(citation.title) >= _ENDING}
    cited = within([citation.span for citation in plan.fact(citations)])
    places = places_of(plan, endings)
    return {ending: [at + _ENDING for at in places[ending] if not cited(Span(at, at + _ENDING))] for ending in endings}


def abbreviations(plan: Plan) -> list[Abbreviation]:
    """The short forms made with 以下简称, in order; 以下分别简称“甲”“乙” makes none that can be told apart surely."""
    return list(_abbreviations(plan.text))


def _abbreviations(text: str) -> Iterator[Abbreviation]:
    if "称" not in text:
        return
    for m in _ABBREVIATED.finditer(text):
        written = m["short"].strip()
        if "》《" in written or _SPLIT.search(written) or "、" in written or written.count("“") > 1:
            continue
        short = written[1:-1] if written[0] in '“"' and written[-1] in '”"' else written
        start = m.start("short") + m["short"].find(short)
        yield Abbreviation(Span(start, start + len(short)), short)
