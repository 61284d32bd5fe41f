"""Clauses and sentences: where one begins, and whether it speaks of what has been."""

from __future__ import annotations

from functools import cache

from planlint import data
from planlint.patterns import compiled
from planlint.typed import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import regex

CLAUSE_MARKS = "，。；：\n"
SENTENCE_MARKS = "。；\n"
_RUNNING = compiled(r"[，。；]|(?<=[\p{Han}）”])[,;]")
LONGEST = 500
"""No sentence of a published plan has 400 characters; one that goes on so far is cut, as nobody who looks back from each of its places would ever end."""

Subject = Literal["targets", "aims", "deadlines"]
"""What a clause is read for; some words tell of the past only for one of them."""


def has_clauses(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is running text: it holds a mark that parts clauses, half-width behind Chinese too, which headings, rows and signatures do without."""
    return _RUNNING.search(text, start, stop) is not None


def clause_start(text: str, at: int, since: int = 0) -> int:
    """Where the clause begins that holds a place: behind the last ，。；： or line end, no earlier than `since`."""
    return _behind_last(CLAUSE_MARKS, text, at, since)


def sentence_start(text: str, at: int, since: int = 0) -> int:
    """Where the sentence, or its part up to a ；, begins that holds a place, no earlier than `since`."""
    return _behind_last(SENTENCE_MARKS, text, at, since)


def looks_back(text: str, start: int, stop: int, subject: Subject) -> bool:
    """Whether a stretch of text speaks of what has been: 截至…, …以来, 已建成, 较2020年."""
    return _past(subject).search(text, start, stop) is not None


def _behind_last(marks: str, text: str, at: int, since: int) -> int:
    since = max(since, at - LONGEST)
    return max(since, *(text.rfind(mark, since, at) + 1 for mark in marks))


@cache
def _past(subject: Subject) -> regex.Pattern[str]:
    known = data.load("clauses")
    # a year that a change is measured from (较2020年) is a part of the target itself
    past = [word for word in known["past"] if subject != "targets" or "20" not in word]
    return compiled("|".join((*past, *known["perfect"], *known[f"of_{subject}"])))
