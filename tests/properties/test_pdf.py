"""Pages laid out from paragraphs and tables read back as they were, and any bytes as a PDF are read or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlint.formats.pdf.furniture import furniture
from planlint.formats.pdf.page import Line
from planlint.formats.pdf.paragraphs import settled
from planlint.formats.unreadable import Unreadable
from planlint.text.view import View

pytest.importorskip("pypdfium2")
from pdf_pages import Stroke, Words, ruled
from pdf_pages import pdf as written
from planlint.formats import pdf

_LETTER, _LEFT, _TOP, _PITCH = 14.0, 90.0, 740.0, 28.0
_paragraphs = st.lists(st.integers(3, 160), min_size=1, max_size=12).map(
    # every character is another one: lines that are alike at the edges of pages are furniture
    lambda lengths: ["".join(chr(0x4E00 + 200 * at + place) for place in range(length - 1)) + "。" for at, length in enumerate(lengths)]
)
_LETTERS = st.sampled_from("青禾县食堂一、（二）1.，。；“”《》2025年%专栏附件①𠮷.,２ ab·—")
_words = st.builds(
    Words,
    st.floats(-50, 700),
    st.floats(-50, 900),
    st.text(_LETTERS, min_size=1, max_size=20),
    st.sampled_from([0.1, 7.0, 14.0, 14.0, 60.0]),
    st.sampled_from([(1.0, 0.0), (0.0, 1.0), (0.7, 0.7), (-1.0, 0.0)]),
)
_strokes = st.builds(Stroke, st.floats(0, 600), st.floats(0, 800), st.floats(0, 600), st.floats(0, 800))
_pages = st.lists(st.lists(_words | _strokes, max_size=12), max_size=3)


def _laid_out(paragraphs: list[str], width: int, rows: int, *, numbered: bool) -> list[Line]:
    """The lines of the pages: first lines are set in by two letters, pages may bear numbers at the foot."""
    printed: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        printed.append((first, 2))
        printed += [(rest[at : at + width], 0) for at in range(0, len(rest), width)]
    lines: list[Line] = []
    for page, start in enumerate(range(0, len(printed), rows), start=1):
        for row, (text, indent) in enumerate(printed[start : start + rows]):
            left = _LEFT + indent * _LETTER
            lines.append(Line(text, left, left + len(text) * _LETTER, _TOP - row * _PITCH, _LETTER, 0, 0, page=page))
        if numbered:
            lines.append(Line(f"— {page} —", 270.0, 320.0, 60.0, _LETTER, 0, 0, page=page))
    return lines


@given(_paragraphs, st.integers(16, 34), st.integers(9, 22), st.booleans())
def test_paragraphs_are_read_back(paragraphs: list[str], width: int, rows: int, numbered: bool) -> None:
    lines = _laid_out(paragraphs, width, rows, numbered=numbered)
    left_out = furniture(lines)
    assert len(left_out) == (lines[-1].page if numbered else 0)
    kept = [at for at in range(len(lines)) if at not in left_out]
    below = {after for _, after in settled(lines, kept, ()).joined}
    read: list[str] = []
    for at, line in enumerate(lines):
        if at in left_out:
            continue
        if at in below:
            read[-1] += line.text
        else:
            read.append(line.text)
    assert read == paragraphs


@given(st.lists(st.lists(st.integers(2, 6), min_size=2, max_size=4), min_size=1, max_size=6))
def test_the_cells_of_a_table_are_read_back(lengths: list[list[int]]) -> None:
    columns = max(map(len, lengths))
    texts = [
        [chr(0x4E00 + 40 * row + 8 * column) * (cells[column] if column < len(cells) else 2) for column in range(columns)] for row, cells in enumerate(lengths)
    ]
    page: list[Words | Stroke] = [*ruled(60, 780, [110.0] * columns, [40.0] * len(texts))]
    page += [Words(66 + 110 * column, 755 - 40 * row, text) for row, cells in enumerate(texts) for column, text in enumerate(cells)]
    source = pdf.read(written(page), "a.pdf")
    assert View(source).edited(source.layout).text == "".join("\t".join(cells) + "\n" for cells in texts)
    assert len([said for said in source.evidence if said.cell is not None]) == columns * len(texts)


@given(_pages, st.sampled_from([0, 90, 270]), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6))
def test_any_pages_are_read_or_refused(pages: list[list[Words | Stroke]], turned: int, damage: list[tuple[float, int]]) -> None:
    raw = bytearray(written(*pages, turned=turned))
    for place, byte in damage:
        raw[int(place * len(raw))] = byte
    try:
        source = pdf.read(bytes(raw), "a.pdf")
    except Unreadable:
        return
    View(source).edited(source.layout)
    starts = [origin.start for origin in source.origins]
    assert starts == sorted(set(starts)) and starts[-1] < len(source.text)
    assert [said.start for said in source.evidence] == sorted(said.start for said in source.evidence)
    assert source.text.encode()
