"""Laws of places: every unit inverts, and a view of a view still knows where its characters are in the source."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from planlint.text.source import Source
from planlint.text.spans import Edit, Span, apply
from planlint.text.view import View

TEXT = st.text(st.sampled_from(["一", "a", "é", "\u0301", "\u200d", "😀", "\U00020000", "\r", "\n", "\u2028", "\x85", " ", "@"]), max_size=24) | st.text(
    max_size=12
)


class Seen(NamedTuple):
    """A view made by rounds of edits, and for each of its characters the offset it had in the source; None for a new one."""

    view: View
    origins: list[int | None]

    @property
    def survivors(self) -> list[tuple[int, int]]:
        """Offset in the view and offset in the source of each character that no edit touched."""
        return [(at, origin) for at, origin in enumerate(self.origins) if origin is not None]


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    spans = [Span(start, stop) for start, stop in zip(cuts[::2], cuts[1::2], strict=False)]
    if draw(st.booleans()):
        return [Edit(span, "x" * span.length) for span in spans]
    return [Edit(span, draw(st.text("xyz\n", max_size=4))) for span in spans]


@st.composite
def seen(draw: st.DrawFn) -> Seen:
    source = Source(draw(TEXT))
    view, origins = View(source), list[int | None](range(len(source.text)))
    for _ in range(draw(st.integers(0, 3))):
        edits = draw(edits_of(len(view.text)))
        view = view.edited(edits)
        for span, new in reversed(edits):
            origins[span.start : span.stop] = [None] * len(new)
    return Seen(view, origins)


def seen_after(text: str, *rounds: list[Edit]) -> View:
    view = View(Source(text))
    for edits in rounds:
        view = view.edited(edits)
    return view


@given(TEXT)
def test_line_and_column_invert_for_every_offset(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        line, column, same = source.position(offset)
        assert (source.offset(line, column), same) == (offset, offset)


@given(TEXT, st.integers(-1, 30), st.integers(-1, 30))
def test_a_line_and_column_that_exist_are_those_of_an_offset(text: str, line: int, column: int) -> None:
    source = Source(text)
    try:
        offset = source.offset(line, column)
    except ValueError:
        assert (line, column) not in {source.position(at)[:2] for at in range(len(text) + 1)}
    else:
        assert source.position(offset) == (line, column, offset)


@given(TEXT)
def test_as_many_bytes_stand_before_an_offset_in_its_line_as_its_byte_column_says(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        line = source.line_starts[source.position(offset).line - 1]
        assert len(text[line:offset].encode("utf-8", "surrogatepass")) + 1 == source.byte_column(offset)


@given(TEXT)
def test_utf16_columns_invert_for_every_offset(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        assert source.offset_of_utf16(source.position(offset).line, source.utf16_column(offset)) == offset


@pytest.mark.parametrize(("name", "column"), [("byte_column", 9), ("utf16_column", 5)])
def test_columns_are_counted_in_their_own_units(name: str, column: int) -> None:
    count: Callable[[int], int] = getattr(Source("前\na一😀e\u0301"), name)
    assert count(5) == column


@given(TEXT)
def test_lines_end_where_universal_newlines_end_them(text: str) -> None:
    source = Source(text)
    lines = [source.line_span(line).of(text) for line in range(1, len(source.line_starts) + 1)]
    assert lines == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(TEXT)
def test_positions_are_in_the_order_of_offsets(text: str) -> None:
    positions = [Source(text).position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(set(positions))


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_has_no_position(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Source("abc").position(offset)


SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(min(ends), max(ends)))


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_code_point(one: Span, other: Span) -> None:
    assume(one.length and other.length)
    assert one.overlaps(other) == bool(set(range(*one)) & set(range(*other)))


@given(SPANS, SPANS)
def test_a_span_covers_another_that_holds_nothing_more(one: Span, other: Span) -> None:
    assume(other.length)
    assert one.covers(other) == (set(range(*other)) <= set(range(*one)))


@pytest.mark.parametrize(("start", "stop"), [(1, 0), (-1, 0)])
def test_a_span_that_runs_backwards_is_refused(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="no span"):
        Span(start, stop)


@given(st.data(), TEXT)
def test_text_outside_the_edits_stays(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(len(text)))
    kept = "".join(c for at, c in enumerate(text) if not any(span.start <= at < span.stop for span, _ in edits))
    assert apply(text, [Edit(span, "") for span, _ in edits]) == kept


@given(st.data(), TEXT)
def test_an_edit_for_the_same_text_changes_nothing(data: st.DataObject, text: str) -> None:
    assert apply(text, [Edit(span, span.of(text)) for span, _ in data.draw(edits_of(len(text)))]) == text


OVERLAPS = pytest.mark.parametrize("new", ["xy", ""], ids=["of the same length", "of another length"])


@OVERLAPS
def test_overlapping_edits_are_refused(new: str) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("abcd", [Edit(Span(0, 2), new), Edit(Span(1, 3), new)])


@OVERLAPS
def test_a_view_refuses_overlapping_edits(new: str) -> None:
    with pytest.raises(ValueError, match="overlap"):
        seen_after("abcd", [Edit(Span(0, 2), new), Edit(Span(1, 3), new)])


@given(st.data(), seen())
def test_the_text_of_an_edited_view_is_the_edited_text(data: st.DataObject, seen: Seen) -> None:
    edits = data.draw(edits_of(len(seen.view.text)))
    assert seen.view.edited(edits).text == apply(seen.view.text, edits)


@given(seen())
def test_the_edits_of_a_view_make_its_text_from_the_source(seen: Seen) -> None:
    edits = list(seen.view.edits())
    assert apply(seen.view.source.text, edits) == seen.view.text
    assert all(edit.span.of(seen.view.source.text) != edit.text for edit in edits)


@given(st.data(), seen())
def test_editing_a_view_leaves_the_view_itself_alone(data: st.DataObject, seen: Seen) -> None:
    before = seen.view.text, [seen.view.locate(Span(at, at + 1)) for at in range(len(seen.view.text))]
    seen.view.edited(data.draw(edits_of(len(seen.view.text))))
    assert before == (seen.view.text, [seen.view.locate(Span(at, at + 1)) for at in range(len(seen.view.text))])


@given(seen())
def test_a_character_that_survives_is_located_where_it_is_in_the_source(seen: Seen) -> None:
    assert all(seen.view.locate(Span(at, at + 1)) == Span(origin, origin + 1) for at, origin in seen.survivors)


@given(seen())
def test_a_character_that_survives_is_found_from_where_it_is_in_the_source(seen: Seen) -> None:
    assert all(seen.view.find(origin) == at for at, origin in seen.survivors)


@given(st.data(), seen())
def test_a_span_between_survivors_is_located_from_the_first_to_the_last(data: st.DataObject, seen: Seen) -> None:
    assume(seen.survivors)
    (first, start), (last, stop) = sorted(data.draw(st.tuples(*[st.sampled_from(seen.survivors)] * 2)))
    assert seen.view.locate(Span(first, last + 1)) == Span(start, stop + 1)


@given(seen().map(lambda seen: seen.view))
@example(seen_after("ab", [Edit(Span(0, 2), "xyzx")], [Edit(Span(1, 2), "")]))
@example(seen_after("abcde", [Edit(Span(0, 2), "wxyz")], [Edit(Span(1, 5), "vvv")]))
@example(seen_after("abcde", [Edit(Span(0, 2), "xyz")], [Edit(Span(1, 3), "vv"), Edit(Span(4, 5), "")]))
def test_the_place_of_a_part_lies_in_the_place_of_the_whole(view: View) -> None:
    for start in range(len(view.text)):
        for stop in range(start + 1, len(view.text)):
            assert view.locate(Span(start, stop + 1)).covers(view.locate(Span(start, stop)))
            assert view.locate(Span(start, stop + 1)).covers(view.locate(Span(start + 1, stop + 1)))


@given(seen())
def test_every_place_of_a_view_is_in_the_source(seen: Seen) -> None:
    whole = Span(0, len(seen.view.source.text))
    places = [Span(start, stop) for start in range(len(seen.view.text) + 1) for stop in range(start, len(seen.view.text) + 1)]
    assert all(whole.covers(seen.view.locate(place)) for place in places)


@given(seen().map(lambda seen: seen.view))
@example(seen_after("ab", [Edit(Span(0, 1), "")], [Edit(Span(0, 0), "x")]))
@example(seen_after("ab", [Edit(Span(0, 1), "")], [Edit(Span(0, 1), "x"), Edit(Span(1, 1), "y")]))
def test_every_offset_of_the_source_is_found_in_order(view: View) -> None:
    found = [view.find(offset) for offset in range(len(view.source.text) + 1)]
    assert found == sorted(found)
    assert set(found) <= set(range(len(view.text) + 1))


@given(st.data(), seen())
def test_an_edit_next_to_a_survivor_is_located_next_to_it(data: st.DataObject, seen: Seen) -> None:
    assume(seen.survivors)
    at, origin = data.draw(st.sampled_from(seen.survivors))
    assert seen.view.locate_edit(Edit(Span(at + 1, at + 1), "new")) == Edit(Span(origin + 1, origin + 1), "new")


@given(st.data(), seen())
def test_an_edit_of_a_survivor_changes_that_character_of_the_source(data: st.DataObject, seen: Seen) -> None:
    assume(seen.survivors)
    at, origin = data.draw(st.sampled_from(seen.survivors))
    text = seen.view.source.text
    assert apply(text, [seen.view.locate_edit(Edit(Span(at, at + 1), "new"))]) == text[:origin] + "new" + text[origin + 1 :]
