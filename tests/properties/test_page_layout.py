"""Pages laid out from paragraphs read back as the paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from planlint.formats.page_layout import TextLine, furniture, joints

_LETTER, _LEFT, _TOP, _PITCH = 14.0, 90.0, 740.0, 28.0
_paragraphs = st.lists(st.integers(3, 160), min_size=1, max_size=12).map(
    # every character is another one: lines that are alike at the edges of pages are furniture
    lambda lengths: ["".join(chr(0x4E00 + 200 * at + place) for place in range(length - 1)) + "。" for at, length in enumerate(lengths)]
)


def _laid_out(paragraphs: list[str], width: int, rows: int, *, numbered: bool) -> tuple[str, list[TextLine]]:
    """The text of the pages and its lines: first lines are set in by two letters, pages may bear numbers at the foot."""
    printed: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        printed.append((first, 2))
        printed += [(rest[at : at + width], 0) for at in range(0, len(rest), width)]
    pieces: list[str] = []
    lines: list[TextLine] = []
    offset = 0

    def put(text: str, page: int, left: float, bottom: float) -> None:
        nonlocal offset
        lines.append(TextLine(offset, offset + len(text), page, left, bottom, left + len(text) * _LETTER, bottom + _LETTER))
        pieces.append(text + "\n")
        offset += len(text) + 1

    for page, start in enumerate(range(0, len(printed), rows), start=1):
        for row, (text, indent) in enumerate(printed[start : start + rows]):
            put(text, page, _LEFT + indent * _LETTER, _TOP - row * _PITCH)
        if numbered:
            put(f"— {page} —", page, 270.0, 60.0)
    return "".join(pieces), lines


@given(_paragraphs, st.integers(16, 34), st.integers(9, 22), st.booleans())
def test_paragraphs_are_read_back(paragraphs: list[str], width: int, rows: int, numbered: bool) -> None:
    text, lines = _laid_out(paragraphs, width, rows, numbered=numbered)
    left_out = furniture(text, lines)
    assert len(left_out) == (lines[-1].page if numbered else 0)
    below = {after.start for _, after in joints(text, lines, left_out)}
    read: list[str] = []
    for at, line in enumerate(lines):
        if at in left_out:
            continue
        written = text[line.start : line.stop]
        if line.start in below:
            read[-1] += written
        else:
            read.append(written)
    assert read == paragraphs
