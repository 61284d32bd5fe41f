"""What the styles of a Word file say of its paragraphs: their list, their level of heading, whether they are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planlint.formats.docx_package import W
from planlint.patterns import compiled

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = compiled(r"(?i:heading|标题)\s*([1-9])|([一二三四五六七八九])级标题")
_TITLES = frozenset(("title", "标题", "文件标题", "公文标题", "文档标题"))
_LEVELS = "一二三四五六七八九"
_ILVL = f"{{{W}}}ilvl"
_NUM_ID = f"{{{W}}}numId"
_VAL = f"{{{W}}}val"
_PROPERTIES = f"{{{W}}}pPr"


class Style(NamedTuple):
    """A style with what it inherits: `level` of heading from 1 (0 for none), the list, its level and the style that names the list."""

    title: bool = False
    level: int = 0
    number: str | None = None
    at: int | None = None
    numbered_by: str = ""
    hidden: bool = False


class Styles:
    """The styles of a file by their ids; the id None stands for the style of paragraphs that name none."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for style in root.findall(f"{{{W}}}style") if root is not None else ():
            name = style.get(f"{{{W}}}styleId", "")
            self._elements[name] = style
            if style.get(f"{{{W}}}type") == "paragraph" and style.get(f"{{{W}}}default") in ("1", "true", "on"):
                self._default = name

    def style(self, name: str | None) -> Style:
        """The style with an id; that of plain text where the file has no such style."""
        wanted = self._default if name is None else name
        if wanted not in self._known:
            self._resolve(wanted)
        return self._known[wanted]

    def lists(self) -> dict[str, str]:
        """The list that each style names itself."""
        found = {}
        for name, style in self._elements.items():
            number = style.find(f"{_PROPERTIES}/{{{W}}}numPr/{_NUM_ID}")
            if number is not None:
                found[name] = number.get(_VAL, "")
        return found

    def _resolve(self, name: str) -> None:
        """Learn a style and all that it is based on, the foundation first; a circle of styles ends where it closes."""
        chain: list[str] = []
        at: str | None = name
        while at is not None and at not in self._known and at not in chain:
            chain.append(at)
            element = self._elements.get(at)
            base = element.find(f"{{{W}}}basedOn") if element is not None else None
            at = base.get(_VAL) if base is not None else None
        style = self._known.get(at or "", Style())
        for link in reversed(chain):
            element = self._elements.get(link)
            style = Style() if element is None else _derived(style, link, element)
            self._known[link] = style


def is_on(element: _Element | None) -> bool:
    """Whether a property of Word that is either on or off is there and on."""
    return element is not None and element.get(_VAL, "1") not in ("0", "false", "off")


def outline_level(properties: _Element) -> int | None:
    """The level of heading that properties of a paragraph give, from 1; 0 for body text, None where they say nothing."""
    outline = properties.find(f"{{{W}}}outlineLvl")
    if outline is None:
        return None
    value = outline.get(_VAL, "")
    return int(value) + 1 if value in tuple("012345678") else 0


def _derived(base: Style, name: str, element: _Element) -> Style:
    named = element.find(f"{{{W}}}name")
    written = named.get(_VAL, "").strip() if named is not None else ""
    heading = _HEADING.fullmatch(written)
    level = base.level
    if heading:
        level = int(heading[1]) if heading[1] else _LEVELS.index(heading[2]) + 1
    number, at, numbered_by = base.number, base.at, base.numbered_by
    properties = element.find(_PROPERTIES)
    if properties is not None:
        outlined = outline_level(properties)
        level = level if outlined is None else outlined
        list_id, list_level = properties.find(f"{{{W}}}numPr/{_NUM_ID}"), properties.find(f"{{{W}}}numPr/{_ILVL}")
        if list_id is not None:
            number, numbered_by = list_id.get(_VAL), name
        if list_level is not None:
            at = _level(list_level.get(_VAL))
    hidden = element.find(f"{{{W}}}rPr/{{{W}}}vanish")
    return Style(
        base.title or written.lower() in _TITLES,
        level,
        number,
        at,
        numbered_by,
        base.hidden if hidden is None else is_on(hidden),
    )


def _level(text: str | None) -> int:
    return int(text) if text in tuple("012345678") else 0
