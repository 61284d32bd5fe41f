"""Places and edits as an editor counts them, on texts with every kind of line end and character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from lsprotocol import types

from planlint.server.positions import offset_of, position_of, range_of, span_of, text_edit
from planlint.text.source import Source
from planlint.text.spans import Edit, Span, apply
from server.client import edited

_CHARACTERS = "一节。😀𠮷é\u0301\u2028\u000b\t ａa\ud83d"
_TEXTS = st.lists(st.one_of(st.sampled_from([*_CHARACTERS, "\n", "\r\n", "\r"]), st.characters()), max_size=30).map("".join)


def test_a_character_beyond_the_basic_plane_counts_two() -> None:
    source = Source("节能😀减排\r\n𠮷林。。")
    assert position_of(source, 3) == types.Position(0, 4)
    assert range_of(source, Span(9, 11)) == types.Range(types.Position(1, 3), types.Position(1, 5))


def test_lines_end_where_editors_end_them_and_nowhere_else() -> None:
    source = Source("甲\u2028乙\x0b丙\x0c丁\x85戊\r己\r\n庚\n辛")
    assert [position_of(source, source.text.index(word)).line for word in "甲乙丙丁戊己庚辛"] == [0, 0, 0, 0, 0, 1, 2, 3]


def test_a_place_behind_the_end_of_a_line_is_the_end_of_it() -> None:
    source = Source("一\r\n二三\n")
    assert offset_of(source, types.Position(0, 9)) == 1
    assert offset_of(source, types.Position(1, 9)) == 5
    assert offset_of(source, types.Position(9, 0)) == 6


def test_a_range_the_wrong_way_round_is_put_right() -> None:
    source = Source("一二三")
    assert span_of(source, types.Range(types.Position(0, 3), types.Position(0, 1))) == Span(1, 3)


@pytest.mark.parametrize(("span", "text", "after"), [(Span(2, 3), "", "一\r二"), (Span(1, 2), "", "一\n二"), (Span(2, 2), "三", "一\r三\n二")])
def test_an_edit_inside_a_line_end_takes_in_the_whole_of_it(span: Span, text: str, after: str) -> None:
    before = "一\r\n二"
    made = text_edit(Source(before), Edit(span, text))
    assert _made(before, made) == after


@given(_TEXTS)
def test_every_place_comes_back(text: str) -> None:
    source = Source(text)
    inside = {at for at in range(1, len(text)) if text[at - 1 : at + 1] == "\r\n"}
    for offset in set(range(len(text) + 1)) - inside:
        assert offset_of(source, position_of(source, offset)) == offset


@given(_TEXTS, st.data())
def test_an_editor_makes_of_edits_what_they_say(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    edit = Edit(Span(*places), data.draw(st.sampled_from(["", "。", "😀", "一\r\n"])))
    source = Source(text)
    assert _made(text, text_edit(source, edit)) == apply(text, [edit])


def _made(text: str, edit: types.TextEdit) -> str:
    """The text with an edit made as an editor makes it."""
    ends = (edit.range.start, edit.range.end)
    start, end = ({"line": place.line, "character": place.character} for place in ends)
    return edited(text, [{"range": {"start": start, "end": end}, "newText": edit.new_text}])
