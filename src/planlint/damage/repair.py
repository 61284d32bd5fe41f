"""All damage of a text at once, and the text seen through it."""

from __future__ import annotations

from functools import partial

from planlint.damage.characters import damaged_characters
from planlint.damage.damage import Damage, seen_through
from planlint.damage.lines import LineEnds, damaged_lines
from planlint.damage.marks import damaged_marks
from planlint.patterns import compiled
from planlint.record import Record
from planlint.text.evidence import LineKind
from planlint.text.source import Source
from planlint.text.spans import Edit, Span, touches
from planlint.text.view import View

_CARRIAGE_RETURN = compiled(r"\r\n?")
_LINE_ENDS = {"markdown": LineEnds.SOFT, "docx": LineEnds.MEANT, "html": LineEnds.MEANT, "pdf": LineEnds.SETTLED}
_JOINTS = frozenset(("broken-line", "mark-at-line-edge"))
_ALONE = frozenset((LineKind.TITLE, LineKind.HEADING, LineKind.CONTENTS, LineKind.CODE))


class Repaired(Record):
    """A view with every safe repair made, and the damage in the places of the source, in reading order."""

    view: View
    damage: tuple[Damage, ...]


def repair(source: Source) -> Repaired:
    """Read a source through its layout and its damage: first the characters, then the marks, then the lines, each on what the last made readable.

    In Markdown code is left as it is, and a sentence may go on in the next line; on printed pages it may as well. In the view every line ends
    with a line feed, so that nothing that is found hangs on how the lines end on disk.
    """
    markdown = source.format == "markdown"
    lines = partial(damaged_lines, ends=_LINE_ENDS.get(source.format, LineEnds.PRINTED))
    is_literal = touches(source.literal)
    tells_nothing = not (source.literal or source.evidence or source.origins or markdown)
    view = View(source).edited(source.layout)
    if "\r" in view.text:
        view = view.edited(Edit(Span(*m.span()), "\n") for m in _CARRIAGE_RETURN.finditer(view.text))
    found: list[Damage] = []
    for stage in (partial(damaged_characters, markdown=markdown), partial(damaged_marks, markdown=markdown), lines):
        wounds = stage(view.text)
        if not tells_nothing:
            wounds = [wound for several in wounds for wound in several.singly()]
        located = wounds if view.is_source else [wound.located(view) for wound in wounds]
        if tells_nothing:
            found += located
        else:
            counts = [not is_literal(there.span) and not _is_of_the_format(source, there) for there in located]
            found += [there for there, counted in zip(located, counts, strict=True) if counted and not _is_meant(source, there)]
            wounds = [wound for wound, counted in zip(wounds, counts, strict=True) if counted]
        view = seen_through(view, wounds)
    found.sort(key=lambda wound: (wound.span.start, wound.span.stop))
    return Repaired(view, tuple(found))


def _is_of_the_format(source: Source, wound: Damage) -> bool:
    """Whether the file itself keeps two lines apart: one is a heading, a cell of a table, or stands in another part of the document."""
    if wound.kind not in _JOINTS:
        return False
    gap = wound.edits[0].span
    if any(said is not None and said.kind in _ALONE for said in (source.evidence_at(gap.start - 1), source.evidence_at(gap.stop))):
        return True
    above, below = source.origin(gap.start - 1), source.origin(gap.stop)
    if above is None or below is None:
        return False
    return above.cell is not None or below.cell is not None or above.part != below.part


def _is_meant(source: Source, wound: Damage) -> bool:
    """Whether the line ends there by right: on a printed page, or within a paragraph of Markdown."""
    if wound.kind not in _JOINTS:
        return False
    return source.is_paged or (source.format == "markdown" and all(source.text.count("\n", *edit.span) == 1 for edit in wound.edits))
