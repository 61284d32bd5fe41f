"""All damage of a text at once, and the text seen through it."""

from __future__ import annotations

from typing import NamedTuple

from planlint.damage.characters import damaged_characters
from planlint.damage.damage import Damage, seen_through
from planlint.damage.lines import damaged_lines
from planlint.damage.marks import damaged_marks
from planlint.patterns import compiled
from planlint.text.source import Source
from planlint.text.spans import Edit, Span, touches
from planlint.text.view import View

_CARRIAGE_RETURN = compiled(r"\r\n?")


class Repaired(NamedTuple):
    """A view with every safe repair made, and the damage in the places of the source, in reading order."""

    view: View
    damage: tuple[Damage, ...]


def repair(source: Source) -> Repaired:
    """Read a source through its layout and its damage: first the characters, then the marks, then the lines, each on what the last made readable.

    In Markdown code is left as it is, and a sentence may go on in the next line. In the view every line ends with \\n, so that nothing that
    is found hangs on how the lines end on disk.
    """
    markdown = source.format == "markdown"
    is_literal = touches(source.literal)
    view = View(source).edited(source.layout)
    if "\r" in view.text:
        view = view.edited(Edit(Span(*m.span()), "\n") for m in _CARRIAGE_RETURN.finditer(view.text))
    found: list[Damage] = []
    for stage in (damaged_characters, damaged_marks, damaged_lines):
        wounds = stage(view.text, markdown=markdown)
        located = wounds if view.is_source else [wound.located(view) for wound in wounds]
        if markdown and wounds:
            outside = [at for at, wound in enumerate(located) if not is_literal(wound.span)]
            wounds, located = [wounds[at] for at in outside], [located[at] for at in outside]
            located = [wound for wound in located if not _is_soft_break(source, wound)]
        found += located
        view = seen_through(view, wounds)
    found.sort(key=lambda wound: (wound.span.start, wound.span.stop))
    return Repaired(view, tuple(found))


def _is_soft_break(source: Source, wound: Damage) -> bool:
    """Whether the damage is the end of a line within a paragraph of Markdown."""
    return wound.kind in ("broken-line", "mark-at-line-edge") and all(source.text.count("\n", *edit.span) == 1 for edit in wound.edits)
