"""Findings as comments and repairs as tracked changes in a Word file; all else in it stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from planlint.formats.docx import Placed, Stretch, Walk, printed
from planlint.formats.docx_package import Package, W
from planlint.text.source import Source
from planlint.text.spans import Edit, Span

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "planlint"
"""Who comments and changes."""

_INITIALS = "PL"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_P, _R, _T, _DELETED_TEXT, _PPR, _RPR, _INS, _DEL = map(_tag, ("p", "r", "t", "delText", "pPr", "rPr", "ins", "del"))
_ID, _AUTHOR, _DATE = map(_tag, ("id", "author", "date"))
_CHANGES = frozenset((_INS, _DEL, _tag("moveTo")))
_DELETABLE = frozenset(map(_tag, ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "lastRenderedPageBreak")))
_SHELLS = frozenset(map(_tag, ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml")))
_NUMBERED = tuple(map(_tag, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "comment", "commentRangeStart", "commentReference")))


class Comment(NamedTuple):
    """A remark at a place of the text; each line of it is a paragraph of the comment."""

    span: Span
    text: str
    author: str = AUTHOR


def annotated(raw: bytes, source: Source, comments: Sequence[Comment], *, date: str) -> bytes:
    """The Word file with comments, each on exactly the characters of its span; `date` is that of all of them, as 2025-03-01T08:00:00Z.

    What Word takes no comment on is commented nearby: a number that Word counts on the first run of its paragraph, a text box or
    a note on the place at which it hangs. Comments that are there already stay.
    Raises ValueError when the source is not the text of the file.
    """
    if not comments:
        return raw
    writer = _Writer(raw, source, date)
    writer.comment(comments)
    return writer.written()


def revised(raw: bytes, source: Source, edits: Sequence[Edit], *, date: str) -> tuple[bytes, list[Edit]]:
    """The Word file with edits, in order and apart, as tracked changes, and the edits that can't be made.

    Accepting all of them gives the text with the edits made, rejecting all gives the text before.
    Not made are edits of what Word itself makes (numbers that it counts, fields, formulas), of what separates cells and rows, and
    those that would join a numbered paragraph with another. Raises ValueError when the source is not the text of the file or edits overlap.
    """
    writer = _Writer(raw, source, date)
    refused = writer.revise(edits)
    return (writer.written() if len(refused) < len(edits) else raw), refused


def refused(raw: bytes, source: Source, edits: Sequence[Edit]) -> list[Edit]:
    """Those of the edits that revised() can't make, so that a repair of several edits can be left out as a whole."""
    writer = _Writer(raw, source, "")
    return [edit for edit in edits if writer.plan(edit) is None]


class _Deletion(NamedTuple):
    """What an edit takes out: stretches, one after another, those of one run together; and the ends of paragraphs."""

    runs: tuple[tuple[Stretch, ...], ...]
    marks: tuple[Placed, ...]


class _Planned(NamedTuple):
    """An edit that can be made; `insertion` is the stretch at whose end (or start) the new text goes in, or the empty paragraph."""

    span: Span
    text: str
    deletion: _Deletion
    before: Stretch | None = None
    after: Stretch | None = None
    paragraph: _Element | None = None


class _Writer:
    """A Word file taken apart at the places of its text. Places are worked on from the last to the first, so that those before still hold."""

    def __init__(self, raw: bytes, source: Source, date: str) -> None:
        self._package = Package(raw)
        self._walk = Walk(self._package)
        if self._walk.text != source.text:
            raise ValueError("the source is not the text of this file")
        self._text = source.text
        self._date = date
        self._stretches = self._walk.stretches
        self._starts = [stretch.start for stretch in self._stretches]
        self._paragraphs = self._walk.paragraphs
        self._paragraph_starts = [placed.start for placed in self._paragraphs]
        self._next_id: int | None = None
        self._rights: dict[int, _Element] = {}
        self._parts: dict[str, bytes] = {}
        self._touched: list[_Element] = []

    def written(self) -> bytes:
        """The file with what was done to it."""
        parts = dict(self._parts)
        for name, root in self._walk.parts.items():
            if any(root is touched for touched in self._touched):
                parts[name] = self._package.serialized(root)
        return self._package.rewritten(parts)

    def revise(self, edits: Sequence[Edit]) -> list[Edit]:
        """Make edits as tracked changes; those that can't be made come back."""
        planned: list[_Planned] = []
        refused: list[Edit] = []
        at = 0
        for edit in edits:
            if edit.span.start < at:
                raise ValueError(f"edits overlap at {edit.span.start}")
            at = edit.span.stop
            plan = self.plan(edit)
            if plan is None:
                refused.append(edit)
            else:
                planned.append(plan)
        for plan in reversed(planned):
            self._make(plan)
        return refused

    def plan(self, edit: Edit) -> _Planned | None:
        """How an edit is to be made; None where it can't be."""
        for span, text in _variants(self._text, edit):
            plan = self._plan(span, text)
            if plan is not None:
                return plan
        return None

    def _plan(self, span: Span, text: str) -> _Planned | None:
        if not all(c in "\t\n" or c.isprintable() or c in "\u3000\u00a0" or c > "\x9f" for c in text) or any(
            "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" for c in text
        ):
            return None
        deletion = self._deletion(span)
        if deletion is None:
            return None
        if not text:
            return _Planned(span, text, deletion)
        if "\n" in text or "\t" in text:
            placed = self._placed(span.start)
            if placed is None or placed.in_cell:
                return None
        if deletion.runs:
            return _Planned(span, text, deletion)
        return self._insertion(span, text, deletion)

    def _placed(self, offset: int) -> Placed | None:
        """The paragraph that an offset lies in, the first where one ends and another goes on in its line."""
        at = bisect_left(self._paragraph_starts, offset + 1) - 1
        while at > 0 and self._paragraphs[at - 1].stop >= offset:
            at -= 1
        return self._paragraphs[at] if at >= 0 and self._paragraphs[at].start <= offset <= self._paragraphs[at].stop else None

    def _insertion(self, span: Span, text: str, deletion: _Deletion) -> _Planned | None:
        """Where text goes in that takes the place of no character: behind the run before it, else before the run behind it."""
        at = span.start
        index = bisect_left(self._starts, at) - 1
        before = self._stretches[index] if index >= 0 else None
        if before is not None and before.stop >= at and _is_open(before):
            return _Planned(span, text, deletion, before=before)
        after = self._stretches[index + 1] if index + 1 < len(self._stretches) else None
        if after is not None and after.start == at and _is_open(after) and not deletion.marks:
            return _Planned(span, text, deletion, after=after)
        placed = self._placed(at)
        if placed is not None and placed.start == placed.stop == at and not _has_field(placed.element):
            return _Planned(span, text, deletion, paragraph=placed.element)
        return None

    def _deletion(self, span: Span) -> _Deletion | None:
        """What a span is made of, where all of it can be taken out."""
        if not span.length:
            return _Deletion((), ())
        whole = self._whole_paragraphs(span)
        covered = self._covered(span)
        at = span.start
        marks: list[Placed] = []
        runs: list[list[Stretch]] = []
        for stretch in [*covered, None]:
            stop = stretch.start if stretch is not None else span.stop
            while at < stop:
                mark = self._mark_at(at)
                if mark is None:
                    return None
                marks.append(mark)
                at += 1
            if stretch is None:
                break
            at = min(stretch.stop, span.stop)
            if stretch.node is None and not stretch.fixed:
                return None
            if stretch.fixed or stretch.node is None:
                if self._is_number_of(stretch, whole) and stretch.start >= span.start and stretch.stop <= span.stop:
                    continue
                return None
            run = stretch.node.getparent()
            if runs and runs[-1][-1].node is not None and runs[-1][-1].node.getparent() is run:
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
        if not all(map(_is_deletable, runs)) or not self._joins_well(marks, whole):
            return None
        return _Deletion(tuple(map(tuple, runs)), tuple(marks))

    def _covered(self, span: Span) -> list[Stretch]:
        """The stretches that share characters with a span."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.stop)
        return [stretch for stretch in self._stretches[first:last] if stretch.stop > span.start]

    def _whole_paragraphs(self, span: Span) -> set[int]:
        """The places in the list of paragraphs of those that a span covers to their end and beyond."""
        first = bisect_left(self._paragraph_starts, span.start)
        last = bisect_left(self._paragraph_starts, span.stop)
        return {at for at in range(first, last) if self._paragraphs[at].stop < span.stop}

    def _is_number_of(self, stretch: Stretch, whole: set[int]) -> bool:
        """Whether a stretch is the number of a paragraph that is taken out as a whole."""
        return any(self._paragraphs[at].number and self._paragraphs[at].start == stretch.start for at in whole)

    def _mark_at(self, offset: int) -> Placed | None:
        """The paragraph that ends at an offset, where it can be joined with the next."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        if at < 0 or at + 1 >= len(self._paragraphs):
            return None
        placed, following = self._paragraphs[at], self._paragraphs[at + 1]
        if placed.stop != offset or following.start != offset + 1 or placed.in_cell or following.in_cell:
            return None
        if placed.element.getparent() is not following.element.getparent() or placed.element.find(f"{_PPR}/{_tag('sectPr')}") is not None:
            return None
        between = placed.element.getnext()
        while between is not None and between is not following.element:
            if between.tag in (_P, _tag("tbl"), _tag("sdt")):
                return None
            between = between.getnext()
        return placed

    def _joins_well(self, marks: Sequence[Placed], whole: set[int]) -> bool:
        """Whether the paragraphs that are joined keep their numbers: there are none, or no more than one paragraph is left of them."""
        gone = {id(self._paragraphs[at].element) for at in whole}
        for mark in marks:
            if id(mark.element) in gone:
                continue
            at = bisect_right(self._paragraph_starts, mark.start) - 1
            if mark.number or mark.element.find(f"{_PPR}/{_tag('numPr')}") is not None:
                return False
            while at + 1 < len(self._paragraphs):
                at += 1
                if id(self._paragraphs[at].element) not in gone:
                    break
            if self._paragraphs[at].number:
                return False
        return True

    def _make(self, plan: _Planned) -> None:
        for mark in plan.deletion.marks:
            self._delete_mark(mark.element)
        deleted = [self._delete(run, plan.span) for run in reversed(plan.deletion.runs)][::-1]
        if not plan.text:
            return
        if deleted:
            last = deleted[-1] if all(wrapper.getparent() is deleted[0].getparent() for wrapper in deleted) else deleted[0]
            self._put_after(last, self._inserted(plan.text, deleted[0][0]))
        elif plan.before is not None:
            run = self._ended(plan.before, plan.span.start)
            self._put_after(run, self._inserted(plan.text, run))
        elif plan.after is not None:
            run = self._begun(plan.after, plan.span.start)
            self._put_before(run, self._inserted(plan.text, run))
        elif plan.paragraph is not None:
            self._touch(plan.paragraph)
            plan.paragraph.append(self._inserted(plan.text, plan.paragraph.find(_PPR)))

    def _delete(self, stretches: Sequence[Stretch], span: Span) -> _Element:
        """Mark the part of a run that lies in a span as deleted; the wrapper comes back."""
        self._ended(stretches[-1], min(span.stop, stretches[-1].stop))
        run = self._begun(stretches[0], max(span.start, stretches[0].start))
        wrapper = self._change(_DEL)
        run.addprevious(wrapper)
        wrapper.append(run)
        for text in run.findall(_T):
            text.set(_SPACE, "preserve")
            text.text = printed(text)
            text.tag = _DELETED_TEXT
        return wrapper

    def _delete_mark(self, paragraph: _Element) -> None:
        self._touch(paragraph)
        properties = paragraph.find(_PPR)
        if properties is None:
            properties = paragraph.makeelement(_PPR)
            paragraph.insert(0, properties)
        mark = properties.find(_RPR)
        if mark is None:
            mark = properties.makeelement(_RPR)
            last = properties.find(_tag("pPrChange"))
            if last is None:
                properties.append(mark)
            else:
                last.addprevious(mark)
        at = sum(child.tag == _INS for child in mark)
        mark.insert(at, self._change(_DEL))

    def _inserted(self, text: str, like: _Element | None) -> _Element:
        """New text as a tracked insertion, in the formatting of a run or of the end of a paragraph."""
        wrapper = self._change(_INS)
        run = wrapper.makeelement(_R)
        wrapper.append(run)
        properties = like.find(_RPR) if like is not None else None
        if properties is not None:
            copied = deepcopy(properties)
            for child in list(copied):
                if child.tag in _CHANGES or child.tag in (_tag("rPrChange"), _tag("moveFrom")):
                    copied.remove(child)
            run.append(copied)
        for line_number, line in enumerate(text.split("\n")):
            if line_number:
                run.append(run.makeelement(_tag("br")))
            for cell_number, words in enumerate(line.split("\t")):
                if cell_number:
                    run.append(run.makeelement(_tag("tab")))
                if words:
                    run.append(_text(run, words))
        return wrapper

    def _change(self, tag: str) -> _Element:
        return self._walk.root.makeelement(tag, {_ID: str(self._new_id()), _AUTHOR: AUTHOR, _DATE: self._date})

    def _new_id(self) -> int:
        if self._next_id is None:
            used = (element.get(_ID, "") for root in self._walk.parts.values() for element in root.iter(*_NUMBERED))
            self._next_id = _above(used)
        self._next_id += 1
        return self._next_id - 1

    def _put_after(self, place: _Element, new: _Element) -> None:
        """Put a change behind an element; the changes of others that the element lies in are parted there."""
        self._touch(place)
        parent = place.getparent()
        while parent is not None and parent.tag in _CHANGES:
            rest = place.getnext()
            if rest is not None:
                other = parent.makeelement(parent.tag, dict(parent.attrib))
                other.set(_ID, str(self._new_id()))
                while rest is not None:
                    following = rest.getnext()
                    other.append(rest)
                    rest = following
                parent.addnext(other)
            place, parent = parent, parent.getparent()
        place.addnext(new)

    def _put_before(self, place: _Element, new: _Element) -> None:
        self._touch(place)
        parent = place.getparent()
        while parent is not None and parent.tag in _CHANGES:
            previous = place.getprevious()
            if previous is not None:
                self._put_after(previous, new)
                return
            place, parent = parent, parent.getparent()
        place.addprevious(new)

    def _ended(self, stretch: Stretch, offset: int) -> _Element:
        """The run that ends with the character before an offset, that being one of the stretch; what comes behind it is parted from it."""
        node = _node(stretch)
        run = _run(node)
        inside = stretch.skip + offset - stretch.start
        if offset < stretch.stop and offset not in self._rights:
            self._rights[offset] = self._parted(run, node, inside)
        elif offset == stretch.stop and node.getnext() is not None:
            following = node.getnext()
            assert following is not None
            self._rights.setdefault(offset, self._parted(run, following, 0))
        return run

    def _begun(self, stretch: Stretch, offset: int) -> _Element:
        """The run that begins with the character at an offset, that being one of the stretch."""
        if offset in self._rights and offset > stretch.start:
            return self._rights[offset]
        node = _node(stretch)
        run = _run(node)
        if offset > stretch.start or stretch.skip:
            self._rights[offset] = self._parted(run, node, stretch.skip + offset - stretch.start)
            return self._rights[offset]
        previous = node.getprevious()
        return run if previous is None or previous.tag == _RPR else self._parted(run, node, 0)

    def _parted(self, run: _Element, node: _Element, inside: int) -> _Element:
        """A run cut in two before a character of one of its elements: what is behind the cut becomes a run of its own, which comes back."""
        self._touch(run)
        right = run.makeelement(_R, dict(run.attrib))
        properties = run.find(_RPR)
        if properties is not None:
            right.append(deepcopy(properties))
        rest: _Element | None = node
        if inside:
            words = printed(node)
            rest = node.getnext()
            right.append(_text(run, words[inside:]))
            node.text = words[:inside]
            node.set(_SPACE, "preserve")
        while rest is not None:
            following = rest.getnext()
            right.append(rest)
            rest = following
        run.addnext(right)
        return right

    def _touch(self, element: _Element) -> None:
        root = element.getroottree().getroot()
        if not any(root is touched for touched in self._touched):
            self._touched.append(root)

    def comment(self, comments: Sequence[Comment]) -> None:
        """Put comments into the file."""
        root, name = self._comments_part()
        ids = (element.get(_ID, "") for part in (root, *self._walk.parts.values()) for element in part.iter(*map(_tag, ("comment", "commentRangeStart"))))
        first = _above(ids)
        events: list[tuple[int, bool, int, Stretch | None]] = []
        for number, comment in enumerate(comments, first):
            root.append(_comment(root, number, comment, self._date))
            events += self._events(comment.span, number)
        for offset, opens, number, stretch in sorted(events, key=lambda event: (event[0], event[1], event[2]), reverse=True):
            self._mark(offset, number, stretch, opens=opens)
        self._parts[name] = self._package.serialized(root)

    def _events(self, span: Span, number: int) -> Iterator[tuple[int, bool, int, Stretch | None]]:
        """Where a comment begins and ends: the stretch with its first character and that with its last, or a paragraph without runs."""
        held = [stretch for stretch in self._covered(span) if stretch.node is not None] if span.length else []
        if not held:
            beside = self._beside(span.start)
            if beside is None:
                yield span.start, True, number, None
                return
            at = span.start if beside.start <= span.start <= beside.stop and not span.length else None
            yield (beside.start if at is None else at), True, number, beside
            yield (beside.stop if at is None else at), False, number, beside
            return
        first = held[0]
        last = next((stretch for stretch in reversed(held) if stretch.host is None), first) if first.host is None else held[-1]
        yield max(span.start, first.start), True, number, first
        yield min(span.stop, last.stop), False, number, last

    def _beside(self, offset: int) -> Stretch | None:
        """The stretch of a run nearest to an offset in its paragraph: that behind it, else that before it."""
        at = bisect_left(self._starts, offset)
        placed = self._placed(offset)
        if placed is None:
            behind = (stretch for stretch in self._stretches[at:] if stretch.node is not None)
            before = (stretch for stretch in reversed(self._stretches[:at]) if stretch.node is not None)
            return next(before, None) or next(behind, None)
        near = self._stretches[max(bisect_left(self._starts, placed.start), 0) : bisect_right(self._starts, placed.stop)]
        inside = [stretch for stretch in near if stretch.node is not None and stretch.stop <= placed.stop]
        return next((stretch for stretch in inside if stretch.stop > offset), inside[-1] if inside else None)

    def _mark(self, offset: int, number: int, stretch: Stretch | None, *, opens: bool) -> None: ...


def _variants(text: str, edit: Edit) -> Iterator[Edit]:
    """The same edit in the ways that it may be made: no wider than needed; where lines go, with the line end behind rather than before them."""
    span, new = edit
    old = span.of(text)
    head = next((at for at, (mine, theirs) in enumerate(zip(old, new, strict=False)) if mine != theirs), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    small = Edit(Span(span.start + head, span.stop - tail), new[head : len(new) - tail])
    start, stop = small.span
    if not small.text and start < stop < len(text) and text[start] == text[stop] == "\n":
        yield Edit(small.span.shifted(1), "")
    yield small


def _is_open(stretch: Stretch) -> bool:
    return stretch.node is not None and not stretch.fixed


def _node(stretch: Stretch) -> _Element:
    assert stretch.node is not None
    return stretch.node


def _run(node: _Element) -> _Element:
    run = node.getparent()
    assert run is not None
    return run


def _is_deletable(stretches: Sequence[Stretch]) -> bool:
    """Whether there is nothing but text between the first and the last of the elements of a run."""
    node: _Element | None = stretches[0].node
    last = stretches[-1].node
    while node is not None and node is not last:
        if node.tag not in _DELETABLE:
            return False
        node = node.getnext()
    return True


def _has_field(paragraph: _Element) -> bool:
    return next(paragraph.iter(_tag("fldChar"), _tag("fldSimple")), None) is not None


def _text(like: _Element, words: str) -> _Element:
    text = like.makeelement(_T)
    text.text = words
    text.set(_SPACE, "preserve")
    return text


def _above(ids: Iterator[str]) -> int:
    return max((int(number) for number in ids if number.isascii() and number.isdigit() and len(number) < 10), default=-1) + 1
