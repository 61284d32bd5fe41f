"""Laws of the page: it loses no text of a document and no finding, whatever the findings and repairs are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Severity
from planlint.reporters.html.text import Block, text_of
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Edit, Span

PIECES = ("一、总体要求\n", "（一）目标。", "推进", "落实", "@@", "。", "，", "\n", "\r\n", "1.做好工作。", "2025年", "（市水利局负责）", "附件1\n", "— 3 —\n")
SIGNS = "↵␣"


@st.composite
def cases(draw: st.DrawFn) -> tuple[Source, list[Diagnostic], bool]:
    text = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=25)))

    def span() -> Span:
        start = draw(st.integers(0, len(text)))
        return Span(start, draw(st.integers(start, min(len(text), start + 12))))

    found = []
    for number in range(draw(st.integers(0, 4))):
        edits = tuple(Edit(span(), draw(st.sampled_from(["", "新", "\n"]))) for _ in range(draw(st.integers(0, 1))))
        fix = Fix(Applicability.SAFE, "改", edits) if edits else None
        found.append(Diagnostic("a.txt", "TXT001", "rule", Severity.ERROR, Confidence.HIGH, "误", span(), 1, (), (), fix, "", "", f"{number:016x}"))
    return Source(text, "a.txt"), found, draw(st.booleans())


def words(blocks: list[Block]) -> str:
    """All text of the document in the blocks, without blanks."""
    pieces = [piece for block in blocks for each in (block.pieces, *(cell.pieces for row in block.rows for cell in row)) for piece in each]
    return "".join("".join(piece.text for piece in pieces if piece.change != "ins").split()).translate({ord(sign): None for sign in SIGNS})


@given(cases())
def test_the_page_has_every_character_of_the_text_and_every_finding_once(case: tuple[Source, list[Diagnostic], bool]) -> None:
    source, found, parsed = case
    text = text_of(source, read(source) if parsed else None, found)
    assert words(text.blocks) == "".join(source.text.split())
    assert sorted(number for block in text.blocks for number in block.notes) == list(range(len(found)))
    first = [
        number
        for block in text.blocks
        for each in (block.pieces, *(cell.pieces for row in block.rows for cell in row))
        for piece in each
        for number in piece.first
    ]
    assert len(first) == len(set(first))
    assert {number for chapter in text.chapters for number in chapter.notes} == set(range(len(found)))
