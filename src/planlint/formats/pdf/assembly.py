"""The source that the lines of a PDF make: a printed line a line, and the edits that undo the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from planlint.damage.lines import damaged_lines
from planlint.formats.pdf.contents import contents
from planlint.formats.pdf.evidence import evidence
from planlint.formats.pdf.forms import seen_as
from planlint.formats.pdf.furniture import Furniture, furniture
from planlint.formats.pdf.page import Line
from planlint.formats.pdf.paragraphs import settled
from planlint.formats.pdf.tables import cells
from planlint.patterns import compiled
from planlint.text.source import Origin, Remark, Source
from planlint.text.spans import Edit, Span, non_overlapping
from planlint.text.view import View

# a page number that stands before the number of a heading: 2（二）
_GLUED = compiled(r"[0-9]{1,3}(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][一二三四五六七八九十]{1,3}[）)])")
_LINES_AROUND = 4
_SOFT_HYPHEN = compiled(r"(?<=[0-9年月日])\u00ad(?=[0-9])")


def source_of(lines: Sequence[Line], name: str, *, scanned: int) -> Source:
    """The source of the lines of all pages; `scanned` tells on how many of them pictures hold the text."""
    kinds = furniture(lines)
    entries = contents(lines, kinds)
    joined, doubtful = settled(lines, [at for at in range(len(lines)) if at not in kinds], entries)
    notes = [at for at, kind in kinds.items() if kind is Furniture.NOTE]
    if notes:
        among_notes = settled(lines, sorted(notes), entries)
        joined, doubtful = joined | among_notes.joined, doubtful | among_notes.doubtful
    order = list(_order(lines, kinds, joined))
    texts = [lines[at].text + "\n" for at in order]
    starts: list[int] = []
    offset = 0
    for written in texts:
        starts.append(offset)
        offset += len(written)
    text = "".join(texts)
    ordered = [lines[at] for at in order]
    edits = list(_edits(text, ordered, [kinds.get(at) for at in order], _joined(order, kinds, joined), starts))
    otherwise = list(seen_as(text, (start + at for line, start in zip(ordered, starts, strict=True) for at in line.otherwise)))
    placed = {at: place for place, at in enumerate(order)}
    said = evidence(
        ordered,
        starts,
        {placed[at]: kind for at, kind in kinds.items()},
        {placed[at] for at in entries},
        {placed[below] for _, below in joined},
        {placed[at]: cell for at, cell in cells(lines, kinds).items()},
    )
    origins = tuple(_origin(line, start) for line, start in zip(ordered, starts, strict=True))
    remarks = (Remark("ocr-text", Span(0, len(texts[0]) - 1), scanned),) if scanned else ()
    return Source(
        text,
        name,
        format="pdf",
        origins=origins,
        layout=_mended(
            text,
            edits,
            otherwise,
            [start for at, start in zip(order, starts, strict=True) if at in doubtful],
            is_glued=any(line.text[0].isdecimal() and line.place is None and _GLUED.match(line.text) for line in lines),
        ),
        evidence=tuple(said),
        remarks=remarks,
    )


def _order(lines: Sequence[Line], kinds: Mapping[int, Furniture], joined: Set[tuple[int, int]]) -> Iterator[int]:
    """The indices of the lines as they are read: footnotes behind the paragraph that their page breaks off."""
    held: list[int] = []
    firsts = {below for _, below in joined}
    for at in range(len(lines)):
        if kinds.get(at) is Furniture.NOTE:
            held.append(at)
            continue
        if held and at not in kinds and at not in firsts:
            yield from held
            held = []
        yield at
    yield from held


def _joined(order: Sequence[int], kinds: Mapping[int, Furniture], joined: Set[tuple[int, int]]) -> set[int]:
    """Which places of the order go on in the next line that is text."""
    above = {one for one, _ in joined}
    return {place for place, at in enumerate(order) if at in above and kinds.get(at) in (None, Furniture.NOTE)}


def _edits(text: str, lines: Sequence[Line], kinds: Sequence[Furniture | None], joined: set[int], starts: Sequence[int]) -> Iterator[Edit]:
    """The edits that leave out what is no text and put together lines and rows, in order."""
    following = _following(kinds)
    for place, (line, start) in enumerate(zip(lines, starts, strict=True)):
        stop = start + len(line.text)
        if kinds[place] is not None and kinds[place] is not Furniture.NOTE:
            yield Edit(Span(start, stop + 1), "")
            continue
        for mark in line.marks:
            yield Edit(mark.shifted(start), "")
        below = following[place]
        if place in joined and below is not None:
            yield Edit(Span(stop, stop + 1), _glue(line.text, lines[below].text))
        elif line.place is not None:
            between = _between_cells(line, lines[below] if below is not None else None, lines)
            if between != "\n":
                yield Edit(Span(stop, stop + 1), between)


def _following(kinds: Sequence[Furniture | None]) -> list[int | None]:
    """For each line the next one that is text."""
    found: list[int | None] = [None] * len(kinds)
    last: int | None = None
    for place in range(len(kinds) - 1, -1, -1):
        found[place] = last
        if kinds[place] is None or kinds[place] is Furniture.NOTE:
            last = place
    return found


def _glue(above: str, below: str) -> str:
    """What stands between two joined lines: a space between words of Latin letters, else nothing."""
    latin = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    return " " if latin else ""


def _between_cells(line: Line, below: Line | None, lines: Sequence[Line]) -> str:
    """What stands between two lines of tables: a tab for each column further on, a space in a cell, a line end between rows."""
    place = line.place
    assert place is not None
    other = below.place if below is not None and below.page == line.page else None
    if other is not None and other.grid == place.grid and other.row == place.row:
        return "\t" * (other.column - place.column) or " "
    ending = "\t" * (len(place.edges) - 1 - place.column) + "\n"
    return ending + "\t" * (other.column - 1) if other is not None and other.grid == place.grid else ending


def _mended(text: str, edits: list[Edit], otherwise: list[Edit], doubtful: Sequence[int], *, is_glued: bool) -> tuple[Edit, ...]:
    """All edits of the layout: where the setting does not tell whether a line goes on, as at a figure, its words do, as in any text.

    `doubtful` are the places where such lines begin; `is_glued` tells that page numbers may be glued to headings.
    """
    edits = non_overlapping([*edits, *otherwise, *(Edit(Span(*m.span()), "—") for m in _SOFT_HYPHEN.finditer(text))])
    if not doubtful and not is_glued:
        return tuple(edits)
    view = View(Source(text)).edited(edits)
    places = {view.find(start) for start in doubtful}
    stretches = [Span(0, len(view.text))] if is_glued else _around(view.text, sorted(places))
    wounds = [
        Edit(edit.span.shifted(stretch.start), edit.text)
        for stretch in stretches
        for wound in damaged_lines(stretch.of(view.text))
        if wound.safe
        for edit in wound.edits
        if wound.kind == "page-furniture" or edit.span.stop + stretch.start in places
    ]
    return tuple(view.edited(non_overlapping(wounds)).edits()) if wounds else tuple(edits)


def _around(text: str, places: Sequence[int]) -> list[Span]:
    """The lines around some places, those that touch as one."""
    found: list[Span] = []
    for place in places:
        start = stop = place
        for _ in range(_LINES_AROUND):
            start = text.rfind("\n", 0, max(start - 1, 0)) + 1
            stop = text.find("\n", stop) + 1 or len(text)
        if found and start <= found[-1].stop:
            found[-1] = Span(found[-1].start, stop)
        else:
            found.append(Span(start, stop))
    return found


def _origin(line: Line, start: int) -> Origin:
    box = (round(line.left, 1), round(line.bottom, 1), round(line.right, 1), round(line.top, 1))
    return Origin(start, page=line.page, box=box)
