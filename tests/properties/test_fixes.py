"""Laws of safe fixes: they come to an end, take their findings away, and leave all other text alone."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from planlint.diagnostic import Applicability, Diagnostic
from planlint.engine import lint
from planlint.fixer import choose, fixed_text
from planlint.text.spans import apply
from strategies import RULES, Printed, diagnostics, outline_of, plan_of, plans, texts

_INSIDE = regex.compile(r"(?<=[\p{Han}\d])(?=[\p{Han}\d、，。．])")
_PLACES = st.lists(st.integers(0, 10_000), min_size=1, max_size=8)
_MARKERS = [rule for rule in RULES if rule.code == "TXT001"]
_FAULTS = ("@@", "\u200b", " ", "&nbsp;", "，，", "。。", ",", "<br>", "...", "(含试点）", "〔2023〕第05号", '"试点"', "2025-2027年", "**", "\n", "、、")


def faulty(text: str, places: list[int], faults: list[str]) -> str:
    """The text with faults put in at some places."""
    inside = [m.start() for m in _INSIDE.finditer(text)]
    for at, fault in sorted(zip({inside[place % len(inside)] for place in places}, faults, strict=False), reverse=True):
        text = text[:at] + fault + text[at:]
    return text


def faulty_plans() -> st.SearchStrategy[str]:
    return st.builds(faulty, plans().map(lambda plan: plan.text), _PLACES, st.lists(st.sampled_from(_FAULTS), min_size=8, max_size=8))


def safe(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fix may be made without asking."""
    return [one for one in found if one.fix is not None and one.fix.edits and one.fix.applicability is Applicability.SAFE]


def marked(text: str) -> list[Diagnostic]:
    """What TXT001 alone says of a text."""
    return lint(plan_of(text), _MARKERS, path="plan.txt").diagnostics


@given(faulty_plans() | texts())
def test_after_safe_fixes_nothing_is_left_to_fix_safely(text: str) -> None:
    assert safe(diagnostics(fixed_text(text, diagnostics).text)) == []


@given(faulty_plans() | texts())
def test_a_second_run_changes_nothing(text: str) -> None:
    fixed = fixed_text(text, diagnostics).text
    assert fixed_text(fixed, diagnostics) == (fixed, {})


@given(faulty_plans())
def test_one_round_changes_only_what_its_edits_cover(text: str) -> None:
    chosen = choose(diagnostics(text))
    edits = sorted(edit for one in chosen if one.fix for edit in one.fix.edits)
    kept = [(text[before:after]) for before, after in zip([0, *(e.span.stop for e in edits)], [*(e.span.start for e in edits), len(text)], strict=True)]
    fixed = apply(text, edits)
    at = 0
    for piece in kept:
        assert fixed.find(piece, at) >= 0
        at = fixed.find(piece, at) + len(piece)
    assert {one.code for one in chosen} <= {one.code for one in safe(diagnostics(text))}


@given(plans())
def test_a_plan_without_a_fault_stays_as_it_is(plan: Printed) -> None:
    assert fixed_text(plan.text, diagnostics) == (plan.text, {})


@given(plans(), _PLACES)
def test_markers_alone_are_taken_out_when_only_their_rule_is_selected(plan: Printed, places: list[int]) -> None:
    rough = plan.text.replace("。", "。。", 1).replace("，", ",", 1)
    damaged = faulty(rough, places, ["@@"] * 8)
    assert fixed_text(damaged, marked).text == rough


@given(plans(), _PLACES)
def test_fixing_brings_a_damaged_plan_back(plan: Printed, places: list[int]) -> None:
    damaged = faulty(plan.text, places, ["@@", "\u200b", "@@@@", "\ufeff", "@@", "\u00ad", "@@", "@@"])
    fixed = fixed_text(damaged, diagnostics)
    assert fixed.text == plan.text
    assert set(fixed.counts) <= {"TXT001", "TXT004"}


@given(faulty_plans())
def test_the_outline_is_the_same_before_and_after_safe_fixes(text: str) -> None:
    assert outline_of(plan_of(fixed_text(text, diagnostics).text)) == outline_of(plan_of(text))
