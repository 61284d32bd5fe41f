"""Titles that a text cites, 《…》, and the numbers of documents, 〔2023〕25号."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.phrases.figures import plain_figures
from planlint.record import Record
from planlint.text.spans import Span

DOCUMENT_NUMBER = r"[\p{Han}]{1,14}[ ]?[〔\[（(﹝【［][ ]?(?P<year>[0-9]{4})[ ]?[〕\]）)﹞】］][ ]?第?[ ]?[0-9]{1,5}[ ]?号"
"""The pattern of the number of a document, in plain figures; its group `year` is the year in brackets."""

_NUMBER = compiled(DOCUMENT_NUMBER)
_ALONE = compiled(rf"[—\-（(]*{DOCUMENT_NUMBER}[）)]?")
_YEAR = compiled(r"〔[ ]?(20\d\d)[ ]?〕")
_LONGEST_ALONE = 40
_NUMBER_ENDS = "号）)"
_TITLES = compiled(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")


class DocumentNumber(Record):
    """The number of a document, without the spaces in it, and the year it names."""

    written: str
    year: int


def document_number_in(text: str, start: int, stop: int) -> DocumentNumber | None:
    """The first number of a document that a stretch holds, in figures of any width; None where it holds none."""
    m = _NUMBER.search(plain_figures(text), start, stop)
    return DocumentNumber("".join(m[0].split()), int(m["year"])) if m is not None else None


def is_document_number(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is the number of a document (发文字号) alone, be it in brackets."""
    if not 0 < stop - start <= _LONGEST_ALONE or text[stop - 1] not in _NUMBER_ENDS:
        return False
    return _ALONE.fullmatch(plain_figures(text), start, stop) is not None


def years_of_numbers(text: str) -> list[int]:
    """The years in the numbers of documents that a text names, in order."""
    return [int(m[1]) for m in _YEAR.finditer(plain_figures(text))]


def title_spans(text: str) -> list[Span]:
    """The spans of cited titles, 《…》 with what they nest; a year in one is no date of the text."""
    return [Span(*m.span()) for m in _TITLES.finditer(text)] if "《" in text else []
