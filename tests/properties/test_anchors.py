"""What is looked for where a sign of it stands is found wherever a look at every place finds it."""

from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from planlint import data
from planlint.facts import aims
from planlint.phrases import horizons, labels, quantities, times
from planlint.phrases.labels import label_at, labels_in
from planlint.text.signs import matches, places
from planlint.text.spans import Span

_LABELS = data.load("labels")
_ROLES = st.sampled_from([role for roles in _LABELS["ranks"].values() for role in roles])
_NOUNS = st.sampled_from(_LABELS["bodies"])
_GLOSS = st.just("") | st.builds("（{})".format, _ROLES) | st.builds("({}）".format, _NOUNS)
_BEFORE = st.sampled_from(["", *_LABELS["before"]])
_JOINT = st.sampled_from(["", *"及和与、/"])
_OF_BODIES = st.tuples(_BEFORE, _ROLES, _JOINT, _ROLES | st.just(""), _GLOSS, _NOUNS, _GLOSS).map("".join)
_OF_OTHERS = st.sampled_from([role + noun for kind in ("persons", "times") for role in _LABELS[kind]["roles"] for noun in _LABELS[kind]["nouns"]])
_ASKED = st.sampled_from(["", "要求"])
_NOISE = st.sampled_from([*"：:（）()【】〔〕*•—、及/。；\n 　", *_LABELS["times"]["alone"], "甲局", "6月底", "市"])
_OPENS, _ENDS = st.sampled_from(["", *"（(〔［[【〖*"]), st.sampled_from(["", *"）)〕］]】〗：:∶﹕︰", "：】", "】：", "**："])
_PIECES = st.tuples(_OPENS, _OF_BODIES | _OF_OTHERS, _ASKED, _ENDS).map("".join) | _NOISE
_LONG = "建设驿站，方便群众。" * 30
"""More than a text of which places are kept has at the least."""


def spread(words: str, gap: int) -> str:
    """The words, mostly as they are and sometimes with a gap behind each character."""
    return " ".join(words) if gap == 0 else words


lines = st.lists(st.builds(spread, _PIECES, st.integers(0, 6)), max_size=8).map("".join)
_YEARS = st.sampled_from(["2025", "2027", "二〇二七", "二0二六", "1999", "一九九九", "12025", "20251230", "2026-10-30"])
dates = st.lists(_YEARS | st.sampled_from([*"年月日底前到至—和与 3第", "12月", "5%", "实现", "季度", "上半年", "相比", "以来"]), max_size=10).map("".join)
figures = st.text("0123456789.,，。%个亿元万十百分之点翻番两一二三第以上 、和—", max_size=24)


@example("责任单位（牵头）：甲局", "")
@example("【牵头、责任单位】甲局；完成时限要求：6月底", _LONG)
@given(lines, st.sampled_from(["", _LONG]))
def test_labels_are_found_where_they_end(line: str, rest: str) -> None:
    text = line + rest
    assert [label.span for label in labels_in(text, Span(0, len(text)))] == [Span(*m.span()) for m in labels._patterns().anywhere.finditer(text)]


@given(lines)
def test_a_label_is_found_where_it_opens(line: str) -> None:
    found, m = label_at(line, 0, len(line)), labels._patterns().opening.match(line)
    assert (found and found.span) == (m and Span(*m.span()))


@given(figures, st.sampled_from(["", _LONG]))
def test_figures_are_found_where_they_begin(figure: str, rest: str) -> None:
    text = figure + rest
    pattern, _ = quantities._pattern()
    found = [m.span() for m in matches(pattern, text, places(text, quantities._NUMERALS, 0, len(text)), len(text))]
    assert found == [m.span() for m in pattern.finditer(text)]


@given(dates, st.sampled_from(["", _LONG]))
def test_times_are_found_where_their_year_begins(date: str, rest: str) -> None:
    text = date + rest
    starts = places(text, times.YEAR_SIGNS, 0, len(text))
    for pattern in (times._TIME, times._WRITTEN_OUT, times._SPAN, horizons._YEAR, aims._AIM):
        assert [m.span() for m in matches(pattern, text, starts, len(text))] == [m.span() for m in pattern.finditer(text)]


@given(st.text("ab（）", max_size=30), st.sampled_from(["", "c" * 300]), st.integers(0, 30), st.integers(0, 30))
def test_places_are_those_of_any_of_the_signs_in_a_stretch(written: str, rest: str, start: int, length: int) -> None:
    text = written + rest
    stop = min(start + length, len(text))
    assert list(places(text, "（b", start, stop)) == [at for at in range(start, stop) if text[at] in "（b"]


@pytest.mark.parametrize("rest", ["", "c" * 300])
def test_what_was_found_is_not_found_again_inside(rest: str) -> None:
    assert [m.span() for m in matches(regex.compile("a+b?"), f"aaab aa{rest}", [1, 2, 5], 6)] == [(1, 4), (5, 6)]
