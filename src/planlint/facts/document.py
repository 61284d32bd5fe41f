"""What a document says of itself: title, genre, issuers, number, date and period."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.phrases.metadata import Field, entry_at
from planlint.phrases.times import periods_in, times_in, years_in
from planlint.phrases.titles import document_number_in, years_of_numbers
from planlint.record import Record
from planlint.syntax.lines import Line, is_organ
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.roles import genre_of
from planlint.text.spans import Span

_RANGE = compiled(r"月.*[—～至]")
_LONGEST_NUMBER = 40
_LONGEST_DATE = 30


class Document(Record):
    """The facts of a document; None or empty where the text does not tell.

    `date` is written 2023-02-16, or 2024-12 when the day is not told; `period` holds the first and the last year.
    `title` and `genre` are those of the plan, not of its cover notice.
    """

    title: str | None
    genre: str | None
    issuers: tuple[str, ...]
    document_number: str | None
    date: str | None
    period: tuple[int, int] | None


def document(plan: Plan) -> Document:
    """The facts of a plan's document."""
    part = main_part(plan)
    title = part.title or None
    said = plan.view.source.metadata
    issuers = tuple(_issuers(plan)) or tuple(name for name in (said.issuer or said.publisher,) if name)
    number = _document_number(plan) or said.number or None
    return Document(title, genre_of(title) if title else None, issuers, number, _date(plan) or _date_said(plan, number), _period(title))


def main_part(plan: Plan) -> Node:
    """The part that is the plan itself; the notice where there is none, the whole document where there is neither."""
    parts = plan.parts
    return next((part for part in parts if part.kind is Kind.PLAN), parts[0] if parts else plan.root)


def year_of(plan: Plan) -> int | None:
    """The year in which the document was issued, by its date or its document number; else the latest year of a document it cites.

    None when it cites none.
    """
    found = plan.fact(document)
    if found.date is not None:
        return int(found.date[:4])
    own = _year_of_number(found.document_number)
    return own if own is not None else max(years_of_numbers(plan.text), default=None)


def plan_year(plan: Plan) -> int | None:
    """The year that months without one are of: the only one that the title names, else that of issue; None where the document tells neither."""
    found = plan.fact(document)
    named = {year.year for year in years_in(found.title or "", Span(0, len(found.title or "")))}
    if len(named) == 1 and found.period is None:
        return named.pop()
    if found.date is not None:
        return int(found.date[:4])
    return _year_of_number(found.document_number)


def _fronts(plan: Plan) -> list[Node]:
    return [node for node in plan.leaves if node.kind is Kind.FRONT and node.part.kind is not Kind.ANNEX]


def _issuers(plan: Plan) -> list[str]:
    text = plan.text
    found: list[str] = []
    for node in _fronts(plan):
        if is_organ(text, Line(node.span.start, node.content.start, node.content.stop, None)):
            found += plan.text_of(node).split()
    return found


def _document_number(plan: Plan) -> str | None:
    for node in _fronts(plan):
        if node.content.length <= _LONGEST_NUMBER and (number := document_number_in(plan.text, *node.content)) is not None:
            return number.written
    return None


def _date(plan: Plan) -> str | None:
    """The date of issue: that of the first line that is a date alone, or says that it is one; else the one of publication in a register."""
    found: dict[Field | None, str] = {}
    for node in _fronts(plan):
        if node.content.length <= _LONGEST_DATE:
            entry = entry_at(plan.text, node.content.start, node.content.stop)
            times = [time for time in times_in(plan.text, node.content) if time.month is not None]
            if len(times) == 1 and times[0].first is None and _RANGE.search(times[0].span.of(plan.text)) is None:
                found.setdefault(entry and entry.field, times[0].iso)
    return next((found[field] for field in (None, Field.ISSUED, Field.PUBLISHED) if field in found), None)


def _date_said(plan: Plan, number: str | None) -> str | None:
    """The date that the file gives beside its text: of issue, else of publication where that is in the year of the document's number.

    Pages are published anew years later, and a name that was right is then taken for one out of use.
    """
    said = plan.view.source.metadata
    if said.issued:
        return said.issued
    year = _year_of_number(number)
    return said.published if year is not None and said.published.startswith(str(year)) else None


def _year_of_number(number: str | None) -> int | None:
    found = document_number_in(number, 0, len(number)) if number is not None else None
    return found.year if found is not None else None


def _period(title: str | None) -> tuple[int, int] | None:
    found = periods_in(title, Span(0, len(title))) if title else []
    years = [period.years for period in found if period.years is not None]
    return years[-1] if years else None
