"""All damage of a text at once, and the text seen through it."""

from __future__ import annotations

from typing import NamedTuple

from planlint.text.characters import damaged_characters
from planlint.text.damage import Damage, seen_through
from planlint.text.lines import damaged_lines
from planlint.text.marks import damaged_marks
from planlint.text.markup import literal_spans
from planlint.text.source import Source
from planlint.text.view import View


class Repaired(NamedTuple):
    """A view with every safe repair made, and the damage in the places of the source, in reading order."""

    view: View
    damage: tuple[Damage, ...]


def repair(source: Source) -> Repaired:
    """Read a source through its layout and its damage: first the characters, then the marks, then the lines, each on what the last made readable."""
    markdown = source.format == "markdown"
    view = View(source).edited(source.layout)
    found: list[Damage] = []
    for stage in (damaged_characters, damaged_marks, damaged_lines):
        wounds = stage(view.text, markdown=markdown)
        if markdown and wounds:
            literal = literal_spans(view.text)
            wounds = [wound for wound in wounds if not any(span.overlaps(wound.span) for span in literal)]
        found += [wound.located(view) for wound in wounds]
        view = seen_through(view, wounds)
    found.sort(key=lambda wound: (wound.span.start, wound.span.stop))
    return Repaired(view, tuple(found))
