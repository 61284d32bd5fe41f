"""Rules tried on their own examples."""

from __future__ import annotations

from collections.abc import Iterator

from planlint.engine import lint
from planlint.enums import StrEnum
from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.findings.fixer import fixed_text
from planlint.record import Record
from planlint.rule import Example, Expectation, Rule
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.widths import cut

_WIDEST = 100


class Verdict(StrEnum):
    """How an example went wrong: a good one is reported, a bad one is not, or elsewhere, or its repair gives another text."""

    NOISY = "Noisy"
    MISSING = "Missing"
    EXTRA = "Extra"
    WRONG_FIX = "Wrong fix"

    def in_language(self, language: str) -> str:
        """The verdict in “zh” or “en”; the English word stays, as that is what rule authors know."""
        return self.value if language == "en" else f"{self.value} {_ZH[self]}"


_REASONS = {
    (Verdict.NOISY, "zh"): "正例{place}不该报告：{message}",
    (Verdict.NOISY, "en"): "a good example is reported, {place}: {message}",
    (Verdict.MISSING, "zh"): "反例{place}应报告而没有报告",
    (Verdict.MISSING, "en"): "a bad example is not reported: {place}",
    (Verdict.EXTRA, "zh"): "反例{place}也报告了，expect里没有：{message}",
    (Verdict.EXTRA, "en"): "a bad example is reported where `expect` has nothing, {place}: {message}",
    (Verdict.WRONG_FIX, "zh"): "修复所得与fixed不同（-为fixed，+为所得）",
    (Verdict.WRONG_FIX, "en"): "the repairs give another text (- is `fixed`, + is what came out)",
}
_ZH = {Verdict.NOISY: "误报", Verdict.MISSING: "漏报", Verdict.EXTRA: "多报", Verdict.WRONG_FIX: "修复不符"}


class Found(Record):
    """A place in an example: its line and column from 1, the text that is marked there, and what is said of it."""

    line: int
    column: int
    text: str
    message: str = ""


class Failure(Record):
    """One example that went wrong. `place` is what was found or wanted there; `line` counts in the rule file.

    For a wrong fix `fixed` is the text that came out.
    """

    rule: Rule
    example: Example
    verdict: Verdict
    line: int
    place: Found
    fixed: str = ""

    def lines(self, language: str) -> Iterator[str]:
        """Place in the rule file, verdict and reason, then the line of the example or what a repair should have given, in “zh” or “en”."""
        colon = ": " if language == "en" else "："
        yield f"{self.rule.file}:{self.line}: {self.rule.code} {self.verdict.in_language(language)}{colon}{self._reason(language)}"
        if self.verdict is Verdict.WRONG_FIX:
            from difflib import ndiff

            compared = ndiff((self.example.fixed or "").split("\n"), self.fixed.split("\n"))
            yield from (f"  {line}" for line in compared if line.strip() and not line.startswith("?"))
            return
        text = self.example.text.split("\n")
        if self.place.line <= len(text):
            yield f"  {self.place.line} | {cut(text[self.place.line - 1], _WIDEST)}"

    def _reason(self, language: str) -> str:
        marked = cut(self.place.text, _WIDEST // 2)
        if language == "en":
            place = f"“{marked}” in line {self.place.line}" if marked else f"line {self.place.line}"
        else:
            place = f"第{self.place.line}行的“{marked}”" if marked else f"第{self.place.line}行"
        return _REASONS[self.verdict, language].format(place=place, message=self.place.message)


def try_rule(rule: Rule, language: str = "zh") -> Iterator[Failure]:
    """What is wrong with a rule's examples: good ones reported, bad ones not or elsewhere, fixes that give another text.

    Messages of findings are in “zh” or “en”. Raises CheckFailure when the check raises.
    """
    for example in rule.good:
        for place in found_in(rule, example.text, language):
            yield Failure(rule, example, Verdict.NOISY, example.line, place)
    for example in rule.bad:
        yield from _try_bad(rule, example, language)


def found_in(rule: Rule, text: str, language: str) -> list[Found]:
    """What a rule reports in a text, by place. Raises CheckFailure when the check raises."""
    source = Source(text)
    places = []
    for diagnostic in _lint(rule, text, language):
        position = source.position(diagnostic.span.start)
        places.append(Found(position.line, position.column, diagnostic.span.of(text), diagnostic.message))
    return places


def _try_bad(rule: Rule, example: Example, language: str) -> Iterator[Failure]:
    left = found_in(rule, example.text, language)
    for expected in sorted(example.expect, key=lambda expected: not expected.text):
        place = next((place for place in left if _is(place, expected)), None)
        if place is None:
            yield Failure(rule, example, Verdict.MISSING, expected.at or example.line, Found(expected.line, 1, expected.text))
        else:
            left.remove(place)
    for place in left:
        yield Failure(rule, example, Verdict.EXTRA, example.line, place)
    if example.fixed is not None and (fixed := _fixed(rule, example.text)) != example.fixed:
        yield Failure(rule, example, Verdict.WRONG_FIX, example.line, Found(1, 1, ""), fixed)


def _is(place: Found, expected: Expectation) -> bool:
    return place.line == expected.line and expected.text in ("", place.text)


def _lint(rule: Rule, text: str, language: str = "zh") -> list[Diagnostic]:
    return lint(read(Source(text)), [rule], path=rule.file, language=language).diagnostics


def _fixed(rule: Rule, text: str) -> str:
    """The text after all fixes of the rule, also those that are only shown."""
    made = rule._replace(fix=Applicability.UNSAFE) if rule.fix is Applicability.DISPLAY else rule
    return fixed_text(text, lambda text: _lint(made, text), unsafe=True).text
