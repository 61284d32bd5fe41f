"""Laws of safe fixes: they come to an end, take their findings away, and leave all other text alone."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from planlint.engine import lint
from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.findings.fixer import choose, fixed_text
from planlint.phrases.ordinals import Family
from planlint.syntax.nodes import Plan
from planlint.text.spans import apply
from strategies import RULES, Printed, diagnostics, places, plan_of, plans, put_in, texts

_MARKERS = [rule for rule in RULES if rule.code == "TXT001"]
_FAULTS = ("@@", "\u200b", " ", "&nbsp;", "，，", "。。", ",", "<br>", "...", "(含试点）", "〔2023〕第05号", '"试点"', "2025-2027年", "**", "\n", "、、")


def faulty_plans() -> st.SearchStrategy[str]:
    faults = st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=8)
    return st.builds(put_in, plans().map(lambda plan: plan.text), places(), faults)


def safe(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fix may be made without asking."""
    return [one for one in found if one.fix is not None and one.fix.edits and one.fix.applicability is Applicability.SAFE]


def marked(text: str) -> list[Diagnostic]:
    """What TXT001 alone says of a text."""
    return lint(plan_of(text), _MARKERS, path="plan.txt").diagnostics


def numbers(plan: Plan) -> list[tuple[int, Family, int]]:
    return [(node.level, node.ordinal.family, node.ordinal.value) for node in plan.nodes if node.ordinal is not None]


@given(faulty_plans() | texts())
def test_after_safe_fixes_nothing_is_left_to_fix_safely(text: str) -> None:
    assert safe(diagnostics(fixed_text(text, diagnostics).text)) == []


@given(faulty_plans() | texts())
def test_a_second_run_changes_nothing(text: str) -> None:
    fixed = fixed_text(text, diagnostics).text
    assert fixed_text(fixed, diagnostics)[:3] == (fixed, {}, ())


@given(faulty_plans())
def test_one_round_changes_only_what_its_edits_cover(text: str) -> None:
    edits = sorted(edit for one in choose(diagnostics(text)) if one.fix for edit in one.fix.edits)
    kept = [text[before:after] for before, after in itertools.pairwise([0, *itertools.chain(*(edit.span for edit in edits)), len(text)])][::2]
    rest = apply(text, edits)
    for piece, edit in itertools.zip_longest(kept, edits):
        assert rest.startswith(piece)
        rest = rest.removeprefix(piece)
        if edit is not None:
            assert rest.startswith(edit.text)
            rest = rest.removeprefix(edit.text)
    assert rest == ""


@given(faulty_plans())
def test_only_safe_fixes_are_chosen_without_asking(text: str) -> None:
    assert all(one in safe(diagnostics(text)) for one in choose(diagnostics(text)))


@given(plans())
def test_a_plan_without_a_fault_stays_as_it_is(plan: Printed) -> None:
    assert fixed_text(plan.text, diagnostics) == (plan.text, {}, (), ())


@given(plans(), places())
def test_markers_alone_are_taken_out_when_only_their_rule_is_selected(plan: Printed, at: list[int]) -> None:
    rough = plan.text.replace("。", "。。", 1).replace("，", ",", 1)
    damaged = put_in(rough, at, ["@@"])
    assert fixed_text(damaged, marked).text == rough


@given(plans(), places())
def test_fixing_brings_a_damaged_plan_back(plan: Printed, at: list[int]) -> None:
    damaged = put_in(plan.text, at, ["@@", "\u200b", "@@@@", "\ufeff", "@@", "\u00ad", "@@", "@@"])
    fixed = fixed_text(damaged, diagnostics)
    assert fixed.text == plan.text
    assert set(fixed.counts) <= {"TXT001", "TXT004"}


@given(faulty_plans())
def test_the_numbers_and_levels_are_the_same_before_and_after_safe_fixes(text: str) -> None:
    assert numbers(plan_of(fixed_text(text, diagnostics).text)) == numbers(plan_of(text))
