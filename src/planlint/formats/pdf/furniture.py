"""What a page prints around its text: page numbers, running heads and feet, watermarks and footnotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from planlint.enums import Enum
from planlint.formats.pdf.page import Line
from planlint.patterns import IGNORECASE, compiled
from planlint.phrases.numerals import to_int
from planlint.phrases.ordinals import Family, ordinal_at
from planlint.record import Record

_DECORATED = compiled(
    r"[—–―─－\-‐·.•~～_]{1,3}[ ]*(?P<dashed>\d{1,4}|[ivxlcIVXLC]{1,7})[ ]*[—–―─－\-‐·.•~～_]{1,3}"
    r"|第[ ]*(?P<worded>\d{1,4}|[一二三四五六七八九十百零〇]{1,5})[ ]*页(?:[ ]*[,，/]?[ ]*[（(]?共[ ]*\d{1,4}[ ]*页[）)]?)?"
    r"|(?P<of>\d{1,4})[ ]*[/／][ ]*\d{1,4}|(?i:page)[ ]*(?P<paged>\d{1,4})(?:[ ]*of[ ]*\d{1,4})?",
)
_BARE = compiled(r"[—–―─－\-‐·.]?[ ]*(?P<bare>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})[ ]*[—–―─－\-‐·.]?")
_DIGITS = compiled(r"\d+|(?<![A-Za-z])[ivxlc]+(?![A-Za-z])", IGNORECASE)
_NOTE = compiled(r"(?:[①-⑳⑴-⒇]|[\[〔【（(]\d{1,2}[\]〕】）)]|\d{1,2}(?![\d.．、）)年月日%％万亿])|[*＊†※]{1,3}|注\d{0,2}[：:.、 ])")
_CONTINUED = compiled(r"[（(]?(?:续表?|接上页|续前)[）)]?")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_EDGE = 2
_LEAST_PAGES = 3
_SAME_PLACE = 4.0
_LARGER = 1.15
_SMALL = 0.93
_LONGEST_HEAD = 60
_APART = 1.3
_PITCH = 1.5


class Furniture(Enum):
    """What a line is that is no text."""

    NUMBER = "number"
    HEAD = "header"
    FOOT = "footer"
    WATERMARK = "watermark"
    NOTE = "note"


class _Number(Record):
    line: int
    page: int
    value: int
    is_decorated: bool
    form: str


def furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """The lines that are no text, by their index."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        pages[line.page].append(at)
    body = _body_size(lines)
    found = {at: Furniture.WATERMARK for at, line in enumerate(lines) if line.slanted}
    found |= _watermarks(lines, body, found)
    found |= _numbers(lines, pages, found)
    found |= _heads(lines, pages, body, found)
    found |= _notes(lines, pages, body, found)
    found |= _carried(lines, pages, found)
    found |= _carried_heads(lines, pages, found)
    return found


def _edges(lines: Sequence[Line], members: Iterable[int], found: dict[int, Furniture], depth: int) -> tuple[list[int], list[int]]:
    """The outermost lines of a page above and below, those that are known left out."""
    ordered = sorted((at for at in members if at not in found), key=lambda at: -lines[at].baseline)
    head = ordered[:depth]
    return head, [at for at in ordered[-depth:][::-1] if at not in head or len(ordered) <= depth]


def _numbers(lines: Sequence[Line], pages: dict[int, list[int]], found: dict[int, Furniture]) -> dict[int, Furniture]:
    """Page numbers: a number in a form of its own at an edge, or one that counts on with those of the pages beside it."""
    candidates: list[_Number] = []
    for page, members in pages.items():
        head, foot = _edges(lines, members, found, _EDGE)
        for at in dict.fromkeys((*head, *foot)):
            if lines[at].place is None and (number := _page_number(at, page, lines[at].text.strip())) is not None:
                candidates.append(number)
    placed = defaultdict(set)
    for number in candidates:
        placed[number.page].add((number.value, number.form))
    numbers: dict[int, Furniture] = {}
    for number in candidates:
        counted = any((number.value + step, number.form) in placed[number.page + step] for step in (-2, -1, 1, 2))
        if number.is_decorated or counted:
            numbers[number.line] = Furniture.NUMBER
    return numbers


def _page_number(at: int, page: int, text: str) -> _Number | None:
    m = _DECORATED.fullmatch(text)
    if m is not None:
        value = _value(next(group for group in (m["dashed"], m["worded"], m["of"], m["paged"]) if group))
        return None if value is None else _Number(at, page, value, True, "decorated")
    m = _BARE.fullmatch(text)
    if m is None:
        return None
    value = _value(m["bare"])
    return None if value is None else _Number(at, page, value, False, "roman" if m["bare"].isalpha() else "bare")


def _value(written: str) -> int | None:
    if written[0].lower() in _ROMAN:
        values = [_ROMAN[letter] for letter in written.lower()]
        return sum(-value if any(other > value for other in values[at + 1 :]) else value for at, value in enumerate(values))
    return to_int(written)


def _heads(lines: Sequence[Line], pages: dict[int, list[int]], body: float, found: dict[int, Furniture]) -> dict[int, Furniture]:
    """Running heads and feet: lines at one place of the edge that are alike on several pages.

    A line in larger letters is the title that they repeat, and so is the first one where nothing else tells them apart.
    """
    alike: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for members in pages.values():
        head, foot = _edges(lines, members, found, _EDGE)
        for at in dict.fromkeys((*head, *foot)):
            text = lines[at].text.strip()
            if lines[at].place is None and 2 <= len(text) <= _LONGEST_HEAD:
                alike[_like(text), at in head].append(at)
    heads: dict[int, Furniture] = {}
    for (_, is_head), members in alike.items():
        size, height = median(lines[at].size for at in members), median(lines[at].baseline for at in members)
        repeated = [at for at in members if abs(lines[at].baseline - height) <= _SAME_PLACE and lines[at].size <= _LARGER * size]
        entitled = max(lines[at].size for at in members) > _LARGER * size
        least = 2 if entitled or len(pages) < _LEAST_PAGES else _LEAST_PAGES
        if len({lines[at].page for at in repeated}) >= least:
            heads |= dict.fromkeys(repeated, Furniture.HEAD if is_head else Furniture.FOOT)
    heads = {at: kind for at, kind in heads.items() if _is_outside(lines, at, kind, pages[lines[at].page], found | heads)}
    return heads | _slots(lines, pages, body, found | heads, alike)


def _is_outside(lines: Sequence[Line], at: int, kind: Furniture, members: Iterable[int], found: dict[int, Furniture]) -> bool:
    """Whether nothing but furniture stands between a line and the edge of its page."""
    sign = 1 if kind is Furniture.HEAD else -1
    return all(other in found for other in members if sign * (lines[other].baseline - lines[at].baseline) > 0)


def _slots(
    lines: Sequence[Line], pages: dict[int, list[int]], body: float, found: dict[int, Furniture], alike: dict[tuple[str, bool], list[int]]
) -> dict[int, Furniture]:
    """Small outermost lines at one height of most pages, of which some are alike, as heads that change with the chapter or the side."""
    repeated = {at for members in alike.values() if len(members) > 1 for at in members}
    heads: dict[int, Furniture] = {}
    for kind, end in ((Furniture.HEAD, max), (Furniture.FOOT, min)):
        outermost = [end(rest, key=lambda at: lines[at].baseline) for members in pages.values() if (rest := [at for at in members if lines[at].place is None])]
        small = [at for at in outermost if at not in found and lines[at].size <= _SMALL * body and len(lines[at].text) <= _LONGEST_HEAD]
        heights = Counter(round(lines[at].baseline / _SAME_PLACE) for at in small)
        for height, number in heights.items():
            members = [at for at in small if abs(lines[at].baseline / _SAME_PLACE - height) <= 1]
            if number >= _LEAST_PAGES and len(members) * 2 > len(pages) and any(at in repeated for at in members):
                heads |= dict.fromkeys(members, kind)
    return heads


def _like(text: str) -> str:
    """The text of a line in which page numbers do not count."""
    return _DIGITS.sub("0", "".join(text.split()))


def _watermarks(lines: Sequence[Line], body: float, found: dict[int, Furniture]) -> dict[int, Furniture]:
    """Lines of large letters at one place in the midst of several pages, or across the lines of the text."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if at not in found and line.place is None and line.size >= 1.5 * body:
            alike[line.text].append(at)
    marks: dict[int, Furniture] = {}
    for members in alike.values():
        places = Counter((round(lines[at].left / _SAME_PLACE), round(lines[at].baseline / _SAME_PLACE)) for at in members)
        if len(members) >= 2 and max(places.values()) == len(members) and len({lines[at].page for at in members}) == len(members):
            marks |= dict.fromkeys(members, Furniture.WATERMARK)
    return marks


def _body_size(lines: Sequence[Line]) -> float:
    """The size of most of the letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes(lines: Sequence[Line], pages: dict[int, list[int]], body: float, found: dict[int, Furniture]) -> dict[int, Furniture]:
    """Footnotes: small lines at the foot of a page, the first of them with the mark of a note; small text above them is set apart."""
    notes: dict[int, Furniture] = {}
    for members in pages.values():
        ordered = sorted((at for at in members if at not in found and not lines[at].framed), key=lambda at: -lines[at].baseline)
        run: list[int] = []
        for at in reversed(ordered):
            if lines[at].place is not None or lines[at].size > _SMALL * body:
                break
            run.append(at)
        run.reverse()
        first = next((place for place, at in enumerate(run) if _NOTE.match(lines[at].text.strip())), None)
        if first is not None and len(run) < len(ordered) and (first == 0 or _is_apart(lines[run[first - 1]], [lines[at] for at in run[first:]])):
            notes |= dict.fromkeys(run[first:], Furniture.NOTE)
    return notes


def _is_apart(above: Line, below: Sequence[Line]) -> bool:
    """Whether lines stand further below another one than below one another."""
    pitch = median([one.baseline - other.baseline for one, other in pairwise(below)] or [_PITCH * below[0].size])
    return above.baseline - below[0].baseline >= _APART * pitch


def _carried(lines: Sequence[Line], pages: dict[int, list[int]], found: dict[int, Furniture]) -> dict[int, Furniture]:
    """The title of a box that is set again at the top of the page on which the box goes on."""
    carried: dict[int, Furniture] = {}
    titles: set[str] = set()
    for page, members in pages.items():
        text = [at for at in members if at not in found]
        first = text[0] if text else None
        if first is not None and page > 1 and _is_title(lines[first]) and _like_title(lines[first].text) in titles:
            carried[first] = Furniture.HEAD
        else:
            titles = set()
        titles |= {_like_title(lines[at].text) for at in text if _is_title(lines[at])}
    return carried


def _is_title(line: Line) -> bool:
    """Whether the line names a box: 专栏 with its number, or a line of a frame without a sentence."""
    if line.place is not None or not (line.framed or line.text.lstrip().startswith("专")):
        return False
    text = line.text.strip()
    ordinal = ordinal_at(text, 0, len(text))
    is_box = ordinal is not None and ordinal.family is Family.BOX
    return len(text) <= _LONGEST_HEAD and not text.endswith(("。", "；", "，")) and (is_box or (line.framed > 0 and ordinal is None))


def _like_title(text: str) -> str:
    return _CONTINUED.sub("", "".join(text.split()))


def _carried_heads(lines: Sequence[Line], pages: dict[int, list[int]], found: dict[int, Furniture]) -> dict[int, Furniture]:
    """The head of a table that is set again where the table goes on over the page: its first row says what that of the last grid did."""
    carried: dict[int, Furniture] = {}
    head: list[str] = []
    for members in pages.values():
        text = [at for at in members if at not in found and at not in carried]
        first = _first_row(lines, text, text[0]) if text else []
        if head and [lines[at].text for at in first] == head:
            carried |= dict.fromkeys(first, Furniture.HEAD)
        elif text and not _is_whole_page(lines, text):
            head = []
        last = _first_row(lines, text, text[-1]) if text else []
        if last and not (head and _is_whole_page(lines, text)):
            head = [lines[at].text for at in last]
        elif not last:
            head = []
    return carried


def _first_row(lines: Sequence[Line], members: Sequence[int], of: int) -> list[int]:
    """The lines of the first row of the grid that a line belongs to; none for a line outside of grids."""
    place = lines[of].place
    if place is None:
        return []
    inside = [at for at in members if (other := lines[at].place) is not None and other.grid == place.grid]
    top = min(other.row for at in inside if (other := lines[at].place) is not None)
    return [at for at in inside if (other := lines[at].place) is not None and other.row == top]


def _is_whole_page(lines: Sequence[Line], members: Sequence[int]) -> bool:
    """Whether one grid holds all the text of a page."""
    grids = {None if (place := lines[at].place) is None else place.grid for at in members}
    return len(grids) == 1 and None not in grids
