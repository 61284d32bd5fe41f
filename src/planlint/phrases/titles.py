"""Titles that a text cites, 《…》, and the numbers of documents, 〔2023〕25号."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.text.spans import Span

DOCUMENT_NUMBER = r"[\p{Han}]{1,14}[ ]?[〔\[（(﹝【][ ]?(?P<year>[0-9]{4})[ ]?[〕\]）)﹞】][ ]?第?[ ]?[0-9]{1,5}[ ]?号"
"""The pattern of the number of a document, in plain figures; its group `year` is the year in brackets."""

_TITLES = compiled(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")


def title_spans(text: str) -> list[Span]:
    """The spans of cited titles, 《…》 with what they nest; a year in one is no date of the text."""
    return [Span(*m.span()) for m in _TITLES.finditer(text)] if "《" in text else []
