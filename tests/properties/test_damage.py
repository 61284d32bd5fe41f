"""A plan seen through damage: the outline, the agencies and the targets are those of the plan that was damaged."""

from __future__ import annotations

from collections.abc import Iterator

import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from planlint.damage.lines import LineEnds, damaged_lines
from planlint.syntax.nodes import Plan
from planlint.text.spans import apply
from planlint.text.widths import cells
from strategies import Printed, agencies_of, outline_of, places, plan_of, plans, put_in, target_years_of

_HALF = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
_CUT = regex.compile(r"(?<=^.{28,})(?<=，.*\p{Han})(?=\p{Han}[^，。、；（）]{11,}[，。].*。)")
_WIDE = regex.compile(r"[，；：（）]")


def said(plan: Plan) -> tuple[object, ...]:
    """What a plan says: its outline, who answers for what, and the years it aims at."""
    return outline_of(plan), agencies_of(plan), target_years_of(plan)


def cut_at(plan: Printed, pick: int, gap: str) -> str:
    """The text with a gap in the middle of a sentence of running text. No half is short enough to pass for a heading or a maxim."""
    lines = [plan.row_text(at) for at in range(len(plan.rows))]
    found = [(at, m.start()) for at, line in enumerate(lines) for m in _CUT.finditer(line)]
    assume(found)
    at, cut = found[pick % len(found)]
    lines[at] = lines[at][:cut] + gap + lines[at][cut:]
    return plan.spelt(lines)


def wrapped(plan: Printed, width: int) -> str:
    """The text with line ends where so many terminal cells are full."""
    return plan.spelt([plan.style.line_end.join(_wrapped(plan.row_text(at), width)) for at in range(len(plan.rows))])


def _wrapped(line: str, width: int) -> Iterator[str]:
    start = 0
    for at in range(len(line) + 1):
        if at == len(line) or cells(line[start : at + 1]) > width:
            yield line[start:at]
            start = at


@given(plans(), places(), st.sampled_from(["@@", "@@@@", "\u200b", "\u00ad", "\ufeff"]))
def test_a_plan_is_seen_through_markers_inside_words_and_numbers(plan: Printed, at: list[int], marker: str) -> None:
    assert said(plan_of(put_in(plan.text, at, [marker]))) == said(plan_of(plan.text))


@given(plans(), places())
def test_markers_and_nothing_else_are_out_of_the_view(plan: Printed, at: list[int]) -> None:
    assert plan_of(put_in(plan.text, at, ["@@"])).text == plan_of(plan.text).text


@given(plans(), st.sets(st.integers(0, 200)))
def test_a_plan_is_seen_through_marks_of_half_width(plan: Printed, kept: set[int]) -> None:
    marks = [m.start() for m in _WIDE.finditer(plan.text)]
    halved = list(plan.text)
    for count, at in enumerate(marks):
        if count not in kept:
            halved[at] = _HALF[halved[at]]
    assert said(plan_of("".join(halved))) == said(plan_of(plan.text))


@given(plans(), st.integers(0, 10_000), st.integers(1, 300), st.booleans())
def test_a_sentence_cut_by_the_end_of_a_page_is_one_again(plan: Printed, pick: int, page: int, numbered: bool) -> None:
    end = plan.style.line_end
    gap = f"{end}{end}— {page} —{end}{end}" if numbered else end * 2
    seen = plan_of(cut_at(plan, pick, gap))
    whole = plan_of(plan.text)
    assert (seen.text, said(seen)) == (whole.text, said(whole))


@given(plans(least_tasks=6), st.integers(52, 76))
def test_a_plan_is_seen_through_hard_wraps(plan: Printed, width: int) -> None:
    # a list without brackets that fills its line can't be told from the first half of a paragraph without number
    assume(plan.style.lists[1] or plan.style.item_mark)
    damaged = wrapped(plan, width)
    assume(damaged.count("\n") >= plan.text.count("\n") + 8)
    assert said(plan_of(damaged)) == said(plan_of(plan.text))


@given(plans(line_end="\n"), st.integers(36, 90), st.sampled_from([*LineEnds]))
def test_lines_are_joined_once_and_for_all(plan: Printed, width: int, ends: LineEnds) -> None:
    damaged = wrapped(plan, width)
    joined = apply(damaged, [edit for wound in damaged_lines(damaged, ends=ends) for edit in wound.edits])
    assert damaged_lines(joined, ends=ends) == []
    assert "".join(joined.split()) == "".join(damaged.split())


@given(plans(line_end="\n"), st.integers(36, 90))
def test_the_same_lines_are_joined_however_they_end(plan: Printed, width: int) -> None:
    damaged = wrapped(plan, width)
    notes = [(wound.kind, wound.note) for wound in damaged_lines(damaged)]
    assert [(wound.kind, wound.note) for wound in damaged_lines(damaged.replace("\n", "\r\n"))] == notes


@given(plans(line_end="\n"), places())
def test_damage_is_reported_where_it_is(plan: Printed, at: list[int]) -> None:
    damaged = put_in(plan.text, at, ["@@"])
    found = [wound.span.start for wound in plan_of(damaged).damage if wound.kind == "subword-marker"]
    assert found == [m.start() for m in regex.finditer("@@", damaged)]
