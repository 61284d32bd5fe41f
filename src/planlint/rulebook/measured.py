"""How often rules were right on published documents, as bench/accuracy.py measured it."""

from __future__ import annotations

from planlint import data
from planlint.record import Record

_FEWEST = 5
_LEVELS = ((0.95, 20, "very-high"), (0.9, 10, "high"), (0.7, _FEWEST, "medium"))
"""From which share of true findings on, and from how many judged ones, a rule has a level; to be right a few times is luck."""


class Measured(Record):
    """What was judged of the findings of a rule: true, a matter of taste, wrong. `documents` is how many documents were read in all."""

    true: int
    arguable: int
    wrong: int
    documents: int

    @property
    def judged(self) -> int:
        """How many findings were judged."""
        return self.true + self.arguable + self.wrong

    @property
    def precision(self) -> str | None:
        """The level of GitHub code scanning, from the true and the wrong ones; None where too few were judged to say."""
        decided = self.true + self.wrong
        if decided < _FEWEST:
            return None
        return next((name for least, number, name in _LEVELS if self.true >= least * decided and decided >= number), "low")


def measured(code: str) -> Measured | None:
    """What is known of a rule; None where it reported nothing in what was read."""
    written = data.load("accuracy")
    counts = written["rules"].get(code)
    if counts is None:
        return None
    true, arguable, wrong = counts
    return Measured(true, arguable, wrong, written["documents"])
