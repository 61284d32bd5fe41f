"""The outline of any text: what editors refuse to show if it is not so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

pytest.importorskip("pygls")

import itertools

from lsprotocol import types

from planlint.server.outline import folds, symbols
from strategies import plan_of, texts


@given(texts())
def test_a_symbol_has_a_name_and_lies_inside_the_one_above(text: str) -> None:
    found = symbols(plan_of(text))
    assert all(_is_sound(symbol) for symbol in found)
    assert _follow(found)


@given(texts())
def test_each_fold_has_lines_of_its_own(text: str) -> None:
    lines = [(fold.start_line, fold.end_line) for fold in folds(plan_of(text))]
    assert len(set(lines)) == len(lines)
    assert all(start < stop for start, stop in lines)


def _is_sound(symbol: types.DocumentSymbol) -> bool:
    below = list(symbol.children or ())
    inside = all(_covers(symbol.range, other) for other in (symbol.selection_range, *(child.range for child in below)))
    return bool(symbol.name.strip()) and inside and _follow(below) and all(_is_sound(child) for child in below)


def _follow(symbols: Sequence[types.DocumentSymbol]) -> bool:
    places = [(symbol.range.start, symbol.range.end) for symbol in symbols]
    return all(stop <= start for (_, stop), (start, _) in itertools.pairwise(places))


def _covers(outer: types.Range, inner: types.Range) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
