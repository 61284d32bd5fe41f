"""What the styles of a Word file say of its paragraphs: their list, their level of heading, how they are set, whether they are hidden."""

from __future__ import annotations

from planlint.formats.package import W
from planlint.patterns import compiled
from planlint.record import Record
from planlint.text.evidence import Align
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = compiled(r"(?i:heading|标题)\s*([1-9])|([一二三四五六七八九])级标题")
_CONTENTS = compiled(r"(?i:toc|目录)\s*([1-9])")
_TITLES = frozenset(("title", "标题", "文件标题", "公文标题", "文档标题"))
_LEVELS = "一二三四五六七八九"
_ILVL = f"{{{W}}}ilvl"
_NUM_ID = f"{{{W}}}numId"
_VAL = f"{{{W}}}val"
_PROPERTIES = f"{{{W}}}pPr"
_RUN_PROPERTIES = f"{{{W}}}rPr"
_FONTS, _SIZE, _BOLD, _RUN_STYLE = (f"{{{W}}}{name}" for name in ("rFonts", "sz", "b", "rStyle"))
_EAST_ASIAN = f"{{{W}}}eastAsia"
_INDENT = f"{{{W}}}ind"
_LEFT, _LEFT_CHARACTERS = (f"{{{W}}}left", f"{{{W}}}start"), (f"{{{W}}}leftChars", f"{{{W}}}startChars")
_FIRST_LINE, _FIRST_CHARACTERS = (f"{{{W}}}firstLine",), (f"{{{W}}}firstLineChars",)
_HANGING, _HANGING_CHARACTERS = (f"{{{W}}}hanging",), (f"{{{W}}}hangingChars",)
_TWENTIETHS = 20

_ALIGNS: dict[str, Align] = {
    **{"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"},
    **{"both": "justify", "distribute": "justify"},
}


class Dress(Record):
    """How characters are set: the font of Chinese ones, the size in points, whether they are bold; "", 0 and None where that is not said."""

    font: str = ""
    size: float = 0
    bold: bool | None = None

    def over(self, below: Dress) -> Dress:
        """This, and what is below where this does not say."""
        if self == _UNSAID:
            return below
        return Dress(self.font or below.font, self.size or below.size, below.bold if self.bold is None else self.bold)


_UNSAID = Dress()


class Indent(Record):
    """How far a paragraph and its first line are set in, each in points or else in hundredths of a character; None where that is not said."""

    left: float | None = None
    left_characters: float | None = None
    first: float | None = None
    first_characters: float | None = None

    def over(self, below: Indent) -> Indent:
        """This, and what is below where this does not say."""
        if self == _NOT_SET_IN:
            return below
        return Indent(*(theirs if own is None else own for own, theirs in zip(self, below, strict=True)))

    def points(self, size: float) -> float:
        """How far the first line is set in, in characters of a size."""
        left = self.left_characters * size / 100 if self.left_characters else self.left or 0
        first = self.first_characters * size / 100 if self.first_characters else self.first or 0
        return left + first


_NOT_SET_IN = Indent()


class Style(Record):
    """A style with what it inherits.

    `level` is that of a heading from 1 (0 for none), `contents` that of an entry of a table of contents. Then come the list, its level
    and the style that names the list, and how characters and paragraphs are set.
    """

    title: bool = False
    level: int = 0
    contents: int = 0
    number: str | None = None
    at: int | None = None
    numbered_by: str = ""
    hidden: bool = False
    dress: Dress = Dress()
    align: Align = ""
    indent: Indent = Indent()


class Styles:
    """The styles of a file by their ids; the id None stands for the style of paragraphs that name none."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        defaults = root.find(f"{{{W}}}docDefaults/{{{W}}}rPrDefault/{_RUN_PROPERTIES}") if root is not None else None
        self._dress = dress_of(defaults)
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

    def dress(self, paragraph: Style, run: _Element | None) -> Dress:
        """How a run with these properties is set in a paragraph of a style."""
        own = dress_of(run)
        named = run.find(_RUN_STYLE) if run is not None else None
        if named is not None:
            own = own.over(self.style(named.get(_VAL, "")).dress)
        return own.over(paragraph.dress).over(self._dress)

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


def dress_of(properties: _Element | None) -> Dress:
    """How properties of a run set its characters."""
    if properties is None or not len(properties):
        return _UNSAID
    fonts, size, bold = properties.find(_FONTS), properties.find(_SIZE), properties.find(_BOLD)
    return Dress(
        fonts.get(_EAST_ASIAN, "") if fonts is not None else "",
        (_whole(size.get(_VAL)) or 0) / 2 if size is not None else 0,
        None if bold is None else is_on(bold),
    )


def alignment(properties: _Element) -> Align:
    """How properties of a paragraph align it; "" where they do not say."""
    written = properties.find(f"{{{W}}}jc")
    return _ALIGNS.get(written.get(_VAL, ""), "") if written is not None else ""


def indent_of(properties: _Element) -> Indent:
    """How far properties of a paragraph set it in."""
    written = properties.find(_INDENT)
    if written is None:
        return _NOT_SET_IN
    left, first, hanging = _first(written, _LEFT), _first(written, _FIRST_LINE), _first(written, _HANGING)
    first_characters, hanging_characters = _first(written, _FIRST_CHARACTERS), _first(written, _HANGING_CHARACTERS)
    return Indent(
        None if left is None else left / _TWENTIETHS,
        _first(written, _LEFT_CHARACTERS),
        -hanging / _TWENTIETHS if hanging else None if first is None else first / _TWENTIETHS,
        -hanging_characters if hanging_characters else first_characters,
    )


def _first(element: _Element, names: tuple[str, ...]) -> int | None:
    """The first number that an attribute of one of these names gives."""
    for name in names:
        written = element.get(name)
        number = _whole(written) if written is not None else None
        if number is not None:
            return number
    return None


def _whole(written: str | None) -> int | None:
    """A number of the file of up to five figures; None for anything else."""
    figures = written.removeprefix("-") if written is not None else ""
    return int(written or "") if figures.isascii() and figures.isdigit() and len(figures) <= 5 else None


def _derived(base: Style, name: str, element: _Element) -> Style:
    named = element.find(f"{{{W}}}name")
    written = named.get(_VAL, "").strip() if named is not None else ""
    heading = _HEADING.fullmatch(written)
    level = base.level
    if heading:
        level = int(heading[1]) if heading[1] else _LEVELS.index(heading[2]) + 1
    number, at, numbered_by = base.number, base.at, base.numbered_by
    properties = element.find(_PROPERTIES)
    align, indent = base.align, base.indent
    if properties is not None:
        align, indent = alignment(properties) or align, indent_of(properties).over(indent)
        outlined = outline_level(properties)
        level = level if outlined is None else outlined
        list_id, list_level = properties.find(f"{{{W}}}numPr/{_NUM_ID}"), properties.find(f"{{{W}}}numPr/{_ILVL}")
        if list_id is not None:
            number, numbered_by = list_id.get(_VAL), name
        if list_level is not None:
            at = _level(list_level.get(_VAL))
    hidden = element.find(f"{_RUN_PROPERTIES}/{{{W}}}vanish")
    entry = _CONTENTS.fullmatch(written)
    return Style(
        base.title or written.lower() in _TITLES,
        level,
        int(entry[1]) if entry else base.contents,
        number,
        at,
        numbered_by,
        base.hidden if hidden is None else is_on(hidden),
        dress_of(element.find(_RUN_PROPERTIES)).over(base.dress),
        align,
        indent,
    )


def _level(text: str | None) -> int:
    return int(text) if text in tuple("012345678") else 0
