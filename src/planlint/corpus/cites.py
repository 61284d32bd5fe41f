"""Who carries out whom: the superior plans that documents name, found among the documents, and the holes in the chain.

A plan is found by its document number, else by its title, where the two are those of one document alone; 关于印发《…》的通知 stands for what it hands out, and
the issuers before 关于 are left out. Titles that differ in a word are not matched: a plan that is missing may be there under another name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

import regex

from planlint import data
from planlint.corpus.reading import rows
from planlint.patterns import compiled
from planlint.record import Record

_NOISE = compiled(r"[\s\p{P}~～]+")
_LEVELS = ("national", "province", "city", "county")


class Known(Record):
    """A document: its id, path, title, document number, level and date."""

    document: str
    path: str
    title: str | None
    number: str | None
    level: str | None
    date: str | None


class Edge(Record):
    """A document that names a superior plan, by title and number as written; `superior` is that plan where it is among the documents."""

    document: Known
    title: str
    number: str | None
    superior: Known | None

    @property
    def skips(self) -> bool:
        """Whether a level lies between the two: a county that carries out a plan of the nation."""
        if self.superior is None or self.document.level not in _LEVELS or self.superior.level not in _LEVELS:
            return False
        return _LEVELS.index(self.document.level) - _LEVELS.index(self.superior.level) > 1


class Missing(Record):
    """A superior plan that is not among the documents, and how many of them carry it out."""

    title: str
    number: str | None
    documents: int


class Chain(Record):
    """Who carries out whom, in order of paths; the plans that are missing, the one that most name first; and those below the nation that name none."""

    edges: tuple[Edge, ...]
    missing: tuple[Missing, ...]
    rootless: tuple[Known, ...]


def chain(folder: str) -> Chain:
    """The chain of the documents of a folder. Raises NoTable."""
    documents = _documents(folder)
    shelf = _Shelf(documents.values())
    edges: dict[tuple[str, str], Edge] = {}
    for document, title, number in _cited(folder):
        known = documents[document]
        superior = shelf.find(title, number)
        if superior is None or superior.document != document:
            edges.setdefault((document, plain_title(title)), Edge(known, title, number, superior))
    found = sorted(edges.values(), key=lambda edge: (edge.document.path, edge.title))
    naming = {edge.document.document for edge in found}
    rootless = [known for known in documents.values() if known.document not in naming and known.title is not None and known.level != _LEVELS[0]]
    return Chain(tuple(found), tuple(_missing(found)), tuple(sorted(rootless, key=lambda known: known.path)))


def plain_title(title: str) -> str:
    """A title as it is compared: without marks and spaces, what a notice hands out for the notice, and from 关于 on where issuers stand before."""
    plain = _NOISE.sub("", title)
    if m := _notice().fullmatch(plain):
        plain = m["what"]
    about: str = data.load("references")["about"]
    at = plain.find(about)
    return plain[at + len(about) :] if at >= 0 else plain


class _Shelf:
    """Documents by number and by title; what two of them have in common tells neither."""

    def __init__(self, documents: Iterable[Known]) -> None:
        self._numbers: dict[str, Known | None] = {}
        self._titles: dict[str, Known | None] = {}
        for known in documents:
            for shelf, key in ((self._numbers, _plain_number(known.number)), (self._titles, plain_title(known.title or ""))):
                if key:
                    shelf[key] = known if key not in shelf else None

    def find(self, title: str, number: str | None) -> Known | None:
        return self._numbers.get(_plain_number(number)) or self._titles.get(plain_title(title))


def _documents(folder: str) -> dict[str, Known]:
    names = ("document", "path", "title", "document_number", "level", "date")
    return {row[0]: Known(row[0], row[1], *(value or None for value in row[2:])) for row in rows(folder, "documents", names)}


def _cited(folder: str) -> Iterator[tuple[str, str, str | None]]:
    for document, title, number, superior in rows(folder, "citations", ("document", "title", "document_number", "superior")):
        if superior in (True, "true"):
            yield document, title, number or None


def _missing(edges: Iterable[Edge]) -> Iterator[Missing]:
    counts: Counter[str] = Counter()
    named: dict[str, Edge] = {}
    for edge in edges:
        if edge.superior is None:
            key = _plain_number(edge.number) or plain_title(edge.title)
            counts[key] += 1
            if key not in named or (named[key].number is None and edge.number is not None):
                named[key] = edge
    for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield Missing(named[key].title, named[key].number, number)


def _plain_number(number: str | None) -> str:
    return "".join((number or "").translate(str.maketrans("[]【】（）()", "〔〕〔〕〔〕〔〕")).split())


@cache
def _notice() -> regex.Pattern[str]:
    return compiled(data.load("references")["handing_out"])
