"""Text from documents that stays text in XML and in Markdown."""

from __future__ import annotations

from planlint.patterns import compiled
from planlint.reporters.escape import visible
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_ACTIVE = compiled(r"[\\`*_\[\]<>|~$&#]|:(?=//)|(?<=[Ww][Ww][Ww])\.")
_CALL = compiled(r"@(?=[A-Za-z0-9])")
_TAG = compiled(r"<(?=[A-Za-z/!?])")


def xml(text: str) -> str:
    """The text for an element or an attribute; what XML 1.0 has no room for is spelt out, as \\x1b."""
    return visible(text).translate(_ENTITIES)


def markdown(text: str) -> str:
    """The text for a cell or a line of Markdown: no link, tag, emphasis or end of a cell, and no call to somebody's @name."""
    return _CALL.sub("@<!-- -->", _ACTIVE.sub(_escaped, visible(text)))


def unlinked(text: str) -> str:
    """A text that is mostly shown as it is and sometimes read as Markdown, without links and tags."""
    if "](" in text:
        text = text.replace("[", "\\[").replace("]", "\\]")
    return _TAG.sub("\\<", text) if "<" in text else text


def _escaped(match: regex.Match[str]) -> str:
    return "\\" + match[0]
