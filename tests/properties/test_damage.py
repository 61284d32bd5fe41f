"""A plan seen through damage: the outline, the agencies and the targets are those of the plan that was damaged."""

from __future__ import annotations

import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from planlint.syntax.nodes import Plan
from strategies import Printed, agencies_of, outline_of, plan_of, plans, target_years_of

_HALF = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
_INSIDE = regex.compile(r"(?<=[\p{Han}\d])(?=[\p{Han}\d、，。．])")
_WIDE = regex.compile(r"[，；：（）]")
_PLACES = st.lists(st.integers(0, 10_000), max_size=12)


def said(plan: Plan) -> tuple[object, ...]:
    """What a plan says: its outline, who answers for what, and the years it aims at."""
    return outline_of(plan), agencies_of(plan), target_years_of(plan)


def put_in(text: str, places: list[int], what: str) -> str:
    """The text with something put in at some of the places inside words and numbers."""
    inside = [m.start() for m in _INSIDE.finditer(text)]
    for at in sorted({inside[place % len(inside)] for place in places}, reverse=True):
        text = text[:at] + what + text[at:]
    return text


def cut_at(plan: Printed, pick: int, gap: str) -> str:
    """The text with a gap in the middle of a sentence of running text; the two halves are long enough to be told from headings."""
    found = []
    for at, row in enumerate(plan.rows):
        written = plan.row_text(at)
        if row.text:
            stop = written.rfind(row.agencies[0]) if row.agencies else len(written)
            found += [(at, cut) for cut in range(30, stop - 12) if _INSIDE.match(written, cut) and "，" in written[:cut] and "。" in written[cut:]]
    assume(found)
    at, cut = found[pick % len(found)]
    lines = [plan.row_text(row) for row in range(len(plan.rows))]
    lines[at] = lines[at][:cut] + gap + lines[at][cut:]
    return plan.spelt(lines)


def wrapped(plan: Printed, width: int) -> str:
    """The text with a line end after every so many characters of a paragraph."""
    lines = [plan.row_text(at) for at in range(len(plan.rows))]
    return plan.spelt([plan.style.line_end.join(line[start : start + width] for start in range(0, len(line), width)) for line in lines])


@given(plans(), _PLACES, st.sampled_from(["@@", "@@@@", "\u200b", "\u00ad", "\ufeff"]))
def test_a_plan_is_seen_through_markers_inside_words_and_numbers(plan: Printed, places: list[int], marker: str) -> None:
    assert said(plan_of(put_in(plan.text, places, marker))) == said(plan_of(plan.text))


@given(plans(), _PLACES)
def test_markers_and_nothing_else_are_out_of_the_view(plan: Printed, places: list[int]) -> None:
    assert plan_of(put_in(plan.text, places, "@@")).text == plan.text


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
    assert (seen.text, said(seen)) == (plan.text, said(plan_of(plan.text)))


@given(plans(), st.integers(26, 40))
def test_a_plan_is_seen_through_hard_wraps(plan: Printed, width: int) -> None:
    assume(len(plan.rows[0].title) <= width)
    assert said(plan_of(wrapped(plan, width))) == said(plan_of(plan.text))


@given(plans(line_end="\n"), _PLACES)
def test_damage_is_reported_where_it_is(plan: Printed, places: list[int]) -> None:
    damaged = put_in(plan.text, places, "@@")
    found = [wound.span.start for wound in plan_of(damaged).damage if wound.kind == "subword-marker"]
    assert found == [m.start() for m in regex.finditer("@@", damaged)]
