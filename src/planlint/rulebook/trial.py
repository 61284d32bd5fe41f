"""Rules tried on their own examples."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from planlint.diagnostic import Diagnostic
from planlint.engine import lint
from planlint.rulebook.rule import Example, Rule
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Edit, apply

_ROUNDS = 5


class Verdict(StrEnum):
    """How an example went wrong."""

    NOISY = "noisy"
    MISSING = "missing"
    EXTRA = "extra"
    WRONG_FIX = "wrong-fix"


class Failure(NamedTuple):
    """One example that went wrong: the rule, the line of the example in its file, and what was found or wanted."""

    rule: Rule
    example: Example
    verdict: Verdict
    detail: str

    @property
    def message(self) -> str:
        """One line for a terminal, with the place in the rule file."""
        return f"{self.rule.file}:{self.example.line}: {self.rule.code} {self.verdict.value}: {self.detail}"


def try_rule(rule: Rule) -> Iterator[Failure]:
    """What is wrong with a rule's examples: good ones reported, bad ones not or elsewhere, fixes that give another text."""
    for example in rule.good:
        for line, text in _found(rule, example.text):
            yield Failure(rule, example, Verdict.NOISY, f"{line}: {text}")
    for example in rule.bad:
        yield from _try_bad(rule, example)


def _try_bad(rule: Rule, example: Example) -> Iterator[Failure]:
    found = list(_found(rule, example.text))
    left = list(found)
    for line, text in sorted(example.expect, key=lambda expected: not expected.text):
        place = next((place for place in left if place[0] == line and text in ("", place[1])), None)
        if place is None:
            yield Failure(rule, example, Verdict.MISSING, f"{line}: {text}")
        else:
            left.remove(place)
    for line, text in left:
        yield Failure(rule, example, Verdict.EXTRA, f"{line}: {text}")
    if example.fixed is not None and (fixed := _fixed(rule, example.text)) != example.fixed:
        yield Failure(rule, example, Verdict.WRONG_FIX, repr(fixed))


def _lint(rule: Rule, text: str) -> list[Diagnostic]:
    return lint(read(Source(text)), [rule], path=rule.file).diagnostics


def _found(rule: Rule, text: str) -> Iterator[tuple[int, str]]:
    source = Source(text)
    for diagnostic in _lint(rule, text):
        yield source.position(diagnostic.span.start).line, diagnostic.span.of(text)


def _fixed(rule: Rule, text: str) -> str:
    for _ in range(_ROUNDS):
        edits = sorted({edit for diagnostic in _lint(rule, text) if diagnostic.fix for edit in diagnostic.fix.edits})
        if not edits:
            break
        text = apply(text, _apart(edits))
    return text


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits without those that overlap an earlier one; a later round sees to them."""
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.span.start >= kept[-1].span.stop:
            kept.append(edit)
    return kept
