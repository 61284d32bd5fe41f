"""A rule as the engine uses it: what one YAML file says, decoded once."""

from __future__ import annotations

from planlint.check import Check
from planlint.findings.diagnostic import Applicability, Confidence, Severity
from planlint.messages import Words
from planlint.record import Record
from planlint.syntax.select import Selector


class Expectation(Record):
    """What a bad example must yield: a line from 1, and the text that is marked there (empty: any). `at` is its line in the rule file."""

    line: int
    text: str
    at: int = 0


class Example(Record):
    """A text that a rule must or must not report. `fixed` is the text after the rule's fixes, when it has any; `line` is its line in the rule file."""

    text: str
    expect: tuple[Expectation, ...] = ()
    fixed: str | None = None
    line: int = 0


class Rule(Record):
    """One rule. `genres` empty means that it holds for every genre; `file` is where it was read.

    Where a text has more than `fold` findings of the rule they are reported as one; 0 never folds. A finding of a rule with
    `instead_of` stands for all findings whose codes begin so.
    """

    code: str
    name: str
    title: Words
    severity: Severity
    confidence: Confidence
    enabled: bool
    genres: frozenset[str]
    selector: Selector
    check: Check
    message: Words
    why: Words
    basis: str
    fix: Applicability | None
    fix_title: Words
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    file: str
    fold: int = 0
    instead_of: tuple[str, ...] = ()
