"""Findings as comments and repairs as tracked changes in a Word file; all else in it stays as it is."""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from planlint.formats.docx import AUTHOR, Placed, Stretch, Walk, printed
from planlint.formats.package import CONTENT_TYPES, RELATIONSHIPS, Package, W, parsed, relations_of
from planlint.patterns import compiled
from planlint.record import Record
from planlint.text.source import Source
from planlint.text.spans import Edit, Span
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_INITIALS = "PL"
_CONTENT_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_UNWRITABLE = compiled(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


_P, _R, _T, _DELETED_TEXT, _PPR, _RPR, _INS, _DEL = map(_tag, ("p", "r", "t", "delText", "pPr", "rPr", "ins", "del"))
_RANGE_START, _RANGE_END, _REFERENCE = map(_tag, ("commentRangeStart", "commentRangeEnd", "commentReference"))
_ID, _AUTHOR, _DATE = map(_tag, ("id", "author", "date"))
_TRACKED = tuple(map(_tag, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")))
_CHANGES = frozenset(map(_tag, ("ins", "del", "moveTo")))
_SHELLS = frozenset(map(_tag, ("ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml")))
_BLOCKS = frozenset((*map(_tag, ("p", "tbl", "sdt", "customXml", "ins", "moveTo")), _ALTERNATE))
_DELETABLE = frozenset(map(_tag, ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "lastRenderedPageBreak")))


class Comment(Record):
    """A remark at a place of the text; each line of it is a paragraph of the comment."""

    span: Span
    text: str
    author: str = AUTHOR


def annotated(raw: bytes, source: Source, comments: Sequence[Comment], *, date: str) -> bytes:
    """The Word file with comments, each on exactly the characters of its span; `date` is that of all of them, as 2025-03-01T08:00:00Z.

    What Word takes no comment on is commented nearby: a number that Word counts on the text behind it, a text box or
    a note on the place at which it hangs. Comments that are there already stay.
    Raises ValueError when the source is not the text of the file, Unreadable when a part of the file is damaged.
    """
    if not comments:
        return raw
    writer = _Writer(raw, source, date)
    writer.comment(comments)
    return writer.content()


def revised(raw: bytes, source: Source, edits: Sequence[Edit], *, date: str) -> tuple[bytes, list[Edit]]:
    """The Word file with edits, in order and apart, as tracked changes, and the edits that can't be made.

    Accepting all of them gives the text with the edits made, rejecting all gives the text before.
    Not made are edits of what Word itself makes (numbers that it counts, fields, formulas), of what separates cells and rows, and
    those that would join a numbered paragraph with another.
    Raises ValueError when the source is not the text of the file or edits overlap, Unreadable when a part of the file is damaged.
    """
    writer = _Writer(raw, source, date)
    left = writer.revise(edits)
    return (writer.content() if len(left) < len(edits) else raw), left


def refused(raw: bytes, source: Source, edits: Sequence[Edit]) -> list[Edit]:
    """Those of the edits that revised() can't make, so that a repair of several edits can be left out as a whole.

    Raises ValueError when the source is not the text of the file.
    """
    writer = _Writer(raw, source, "")
    return [edit for edit in edits if writer.plan(edit) is None]


class _Place(Record):
    """Where a comment opens, closes or does both: at an offset, which is one of a stretch; None for a paragraph without text."""

    offset: int
    opens: bool
    closes: bool
    number: str
    stretch: Stretch | None


class _Deletion(Record):
    """What an edit takes out: stretches, those of one run together, and the ends of paragraphs."""

    runs: tuple[tuple[Stretch, ...], ...]
    marks: tuple[Placed, ...]


class _Planned(Record):
    """An edit that can be made. Text that takes the place of no run goes behind or before a stretch, or into an empty paragraph."""

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
        self._touched: list[_Element] = []
        self._parts: dict[str, bytes] = {}

    def content(self) -> bytes:
        """The file with what was done to it."""
        parts = dict(self._parts)
        for name, root in self._walk.parts.items():
            if any(root is touched for touched in self._touched):
                parts[name] = self._package.serialized(root)
        return self._package.rewritten(parts)

    def revise(self, edits: Sequence[Edit]) -> list[Edit]:
        """Make edits as tracked changes; those that can't be made come back."""
        planned: list[_Planned] = []
        left: list[Edit] = []
        at = 0
        for edit in edits:
            if edit.span.start < at:
                raise ValueError(f"edits overlap at {edit.span.start}")
            at = edit.span.stop
            plan = self.plan(edit)
            if plan is None:
                left.append(edit)
            else:
                planned.append(plan)
        for plan in reversed(planned):
            self._make(plan)
        return left

    def plan(self, edit: Edit) -> _Planned | None:
        """How an edit is to be made; None where it can't be."""
        plans = (self._plan(span, text) for span, text in _variants(self._text, edit))
        return next((plan for plan in plans if plan is not None), None)

    def _plan(self, span: Span, text: str) -> _Planned | None:
        if _UNWRITABLE.search(text):
            return None
        deletion = self._deletion(span, leaves_nothing=not text)
        if deletion is None or not text:
            return deletion and _Planned(span, text, deletion)
        placed = self._placed(span.start)
        if ("\n" in text or "\t" in text) and (placed is None or placed.in_cell):
            return None
        return _Planned(span, text, deletion) if deletion.runs else self._insertion(span, text, deletion)

    def _insertion(self, span: Span, text: str, deletion: _Deletion) -> _Planned | None:
        """Where text goes in that takes the place of no character: behind the characters before it, else before those behind it."""
        at = span.start
        index = bisect_left(self._starts, at)
        before = self._stretches[index - 1] if index else None
        if before is not None and before.stop >= at and _is_open(before):
            return _Planned(span, text, deletion, before=before)
        after = self._stretches[index] if index < len(self._stretches) else None
        if after is not None and after.start == at and _is_open(after) and not deletion.marks:
            return _Planned(span, text, deletion, after=after)
        placed = self._placed(at)
        if placed is not None and placed.start == placed.stop and not _has_field(placed.element):
            return _Planned(span, text, deletion, paragraph=placed.element)
        return None

    def _placed(self, offset: int) -> Placed | None:
        """The paragraph that an offset lies in or at, the first where one ends and another goes on in its line."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        while at > 0 and self._paragraphs[at - 1].stop >= offset:
            at -= 1
        return self._paragraphs[at] if at >= 0 and offset <= self._paragraphs[at].stop else None

    def _deletion(self, span: Span, *, leaves_nothing: bool) -> _Deletion | None:
        """What a span is made of, where all of it can be taken out; numbered paragraphs can be as a whole and where nothing takes their place."""
        if not span.length:
            return _Deletion((), ())
        whole = self._whole_paragraphs(span) if leaves_nothing else range(0)
        numbers = {self._paragraphs[at].start for at in whole if self._paragraphs[at].number}
        marks: list[int] = []
        runs: list[list[Stretch]] = []
        at = span.start
        for stretch in (*self._covered(span), None):
            stop = span.stop if stretch is None else max(stretch.start, span.start)
            while at < stop:
                mark = self._mark_at(at)
                if mark is None:
                    return None
                marks.append(mark)
                at += 1
            if stretch is None:
                break
            at = min(stretch.stop, span.stop)
            if not _is_open(stretch):
                if stretch.node is None and stretch.start in numbers:
                    continue
                return None
            if runs and _run(_node(runs[-1][-1])) is _run(_node(stretch)):
                runs[-1].append(stretch)
            else:
                runs.append([stretch])
        if not all(map(_is_deletable, runs)) or not self._joins_well(marks, whole):
            return None
        return _Deletion(tuple(map(tuple, runs)), tuple(self._paragraphs[mark] for mark in marks))

    def _covered(self, span: Span) -> list[Stretch]:
        """The stretches that share characters with a span."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.stop)
        return [stretch for stretch in self._stretches[first:last] if stretch.stop > span.start]

    def _whole_paragraphs(self, span: Span) -> range:
        """The places in the list of paragraphs of those that a span covers, with their ends."""
        first = bisect_left(self._paragraph_starts, span.start)
        last = bisect_left(self._paragraph_starts, span.stop)
        while last > first and self._paragraphs[last - 1].stop >= span.stop:
            last -= 1
        return range(first, last)

    def _mark_at(self, offset: int) -> int | None:
        """The place in the list of the paragraph that ends at an offset, where it can be joined with the next."""
        at = bisect_right(self._paragraph_starts, offset) - 1
        if at < 0 or at + 1 >= len(self._paragraphs):
            return None
        placed, following = self._paragraphs[at], self._paragraphs[at + 1]
        if placed.stop != offset or following.start != offset + 1 or placed.in_cell or following.in_cell:
            return None
        if placed.element.find(f"{_PPR}/{_tag('sectPr')}") is not None:
            return None
        between = placed.element.getnext()
        while between is not None and between.tag not in _BLOCKS:
            between = between.getnext()
        return at if between is following.element else None

    def _joins_well(self, marks: Sequence[int], whole: range) -> bool:
        """Whether the paragraphs that are joined keep their numbers: there are none, or no more than one paragraph is left of them."""
        for at in marks:
            if at in whole:
                continue
            following = whole.stop if at + 1 in whole else at + 1
            if self._paragraphs[at].number or self._paragraphs[following].number:
                return False
        return True

    def _make(self, plan: _Planned) -> None:
        for mark in plan.deletion.marks:
            self._delete_mark(mark.element)
        deleted = [self._delete(run, plan.span) for run in reversed(plan.deletion.runs)][::-1]
        if not plan.text:
            return
        if deleted:
            together = all(wrapper.getparent() is deleted[0].getparent() for wrapper in deleted)
            self._put_after(deleted[-1] if together else deleted[0], self._inserted(plan.text, deleted[0][0]))
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
        self._touch(run)
        wrapper = self._change(_DEL)
        run.addprevious(wrapper)
        wrapper.append(run)
        for text in run.findall(_T):
            text.text = printed(text)
            text.set(_SPACE, "preserve")
            text.tag = _DELETED_TEXT
        return wrapper

    def _delete_mark(self, paragraph: _Element) -> None:
        """Mark the end of a paragraph as deleted; its properties stand where the schema wants them."""
        self._touch(paragraph)
        properties = paragraph.find(_PPR)
        if properties is None:
            properties = _made(paragraph, _PPR)
            paragraph.insert(0, properties)
        mark = properties.find(_RPR)
        if mark is None:
            mark = _made(properties, _RPR)
            change = properties.find(_tag("pPrChange"))
            if change is None:
                properties.append(mark)
            else:
                change.addprevious(mark)
        mark.insert(sum(child.tag == _INS for child in mark), self._change(_DEL))

    def _inserted(self, text: str, like: _Element | None) -> _Element:
        """New text as a tracked insertion, in the formatting of a run or of the end of a paragraph."""
        wrapper = self._change(_INS)
        run = _made(wrapper, _R)
        wrapper.append(run)
        properties = like.find(_RPR) if like is not None else None
        if properties is not None:
            copied = deepcopy(properties)
            for child in copied.findall("*"):
                if child.tag in _TRACKED:
                    copied.remove(child)
            run.append(copied)
        for line_number, line in enumerate(text.split("\n")):
            if line_number:
                run.append(_made(run, _tag("br")))
            for cell_number, words in enumerate(line.split("\t")):
                if cell_number:
                    run.append(_made(run, _tag("tab")))
                if words:
                    run.append(_text(run, words))
        return wrapper

    def _change(self, tag: str) -> _Element:
        change = _made(self._walk.root, tag)
        change.set(_ID, self._new_id())
        change.set(_AUTHOR, AUTHOR)
        change.set(_DATE, self._date)
        return change

    def _new_id(self) -> str:
        if self._next_id is None:
            self._next_id = _above(element.get(_ID, "") for root in self._walk.parts.values() for element in root.iter(*_TRACKED))
        self._next_id += 1
        return str(self._next_id - 1)

    def _put_after(self, place: _Element, new: _Element) -> None:
        """Put a change behind an element; the changes of others that the element lies in are parted there."""
        self._touch(place)
        while (parent := place.getparent()) is not None and parent.tag in _CHANGES:
            rest = list(place.itersiblings())
            if rest:
                other = _made(parent, parent.tag)
                for name, value in parent.attrib.items():
                    other.set(name, value)
                other.set(_ID, self._new_id())
                other.extend(rest)
                parent.addnext(other)
            place = parent
        place.addnext(new)

    def _put_before(self, place: _Element, new: _Element) -> None:
        self._touch(place)
        while (parent := place.getparent()) is not None and parent.tag in _CHANGES:
            previous = place.getprevious()
            if previous is not None:
                self._put_after(previous, new)
                return
            place = parent
        place.addprevious(new)

    def _ended(self, stretch: Stretch, offset: int) -> _Element:
        """The run that ends with the character before an offset, that being one of the stretch; what comes behind it is parted from it."""
        node = _node(stretch)
        run = _run(node)
        if offset < stretch.stop:
            if offset not in self._rights:
                self._rights[offset] = self._parted(run, node, stretch.skip + offset - stretch.start)
        elif (following := node.getnext()) is not None:
            self._parted(run, following, 0)
        return run

    def _begun(self, stretch: Stretch, offset: int) -> _Element:
        """The run that begins with the character at an offset, that being one of the stretch; what comes before it is parted from it."""
        inside = stretch.skip + offset - stretch.start
        node = _node(stretch)
        run = _run(node)
        if inside:
            if offset not in self._rights:
                self._rights[offset] = self._parted(run, node, inside)
            return self._rights[offset]
        previous = node.getprevious()
        return run if previous is None or previous.tag == _RPR else self._parted(run, node, 0)

    def _parted(self, run: _Element, node: _Element, inside: int) -> _Element:
        """A run cut in two before a character of one of its elements: what is behind the cut becomes a run of its own, which comes back."""
        self._touch(run)
        right = _made(run, _R)
        for name, value in run.attrib.items():
            right.set(name, value)
        properties = run.find(_RPR)
        if properties is not None:
            right.append(deepcopy(properties))
        rest = list(node.itersiblings())
        if inside:
            words = printed(node)
            right.append(_text(run, words[inside:]))
            node.text = words[:inside]
            node.set(_SPACE, "preserve")
        else:
            right.append(node)
        right.extend(rest)
        run.addnext(right)
        return right

    def _touch(self, element: _Element) -> None:
        root = element.getroottree().getroot()
        if not any(root is touched for touched in self._touched):
            self._touched.append(root)

    def comment(self, comments: Sequence[Comment]) -> None:
        """Put comments into the file."""
        root, name = self._comments_part()
        roots = (root, *self._walk.parts.values())
        first = _above(element.get(_ID, "") for part in roots for element in part.iter(_tag("comment"), _RANGE_START, _REFERENCE))
        places: list[_Place] = []
        for number, comment in enumerate(comments, first):
            root.append(_comment(root, str(number), comment, self._date))
            places += self._places(comment.span, str(number))
        for place in sorted(places, key=lambda place: (place.offset, place.opens), reverse=True):
            self._mark(place)
        self._parts[name] = self._package.serialized(root)

    def _places(self, span: Span, number: str) -> Iterator[_Place]:
        """Where a comment begins and where it ends, or the one place for both."""
        held = [stretch for stretch in self._covered(span) if stretch.node is not None] if span.length else []
        if held:
            first = held[0]
            last = next(stretch for stretch in reversed(held) if (stretch.host is None) == (first.host is None))
            yield _Place(max(span.start, first.start), True, False, number, first)
            yield _Place(min(span.stop, last.stop), False, True, number, last)
            return
        beside = self._beside(span.start)
        if beside is None or (not span.length and beside.start <= span.start <= beside.stop and beside.host is None):
            yield _Place(span.start, True, True, number, beside)
            return
        yield _Place(beside.start, True, False, number, beside)
        yield _Place(beside.stop, False, True, number, beside)

    def _beside(self, offset: int) -> Stretch | None:
        """The characters of a run nearest to an offset: in its paragraph those behind it, else those before it. None for an empty paragraph."""
        placed = self._placed(offset)
        if placed is None:
            at = bisect_left(self._starts, offset)
            before = (stretch for stretch in reversed(self._stretches[:at]) if stretch.node is not None)
            behind = (stretch for stretch in self._stretches[at:] if stretch.node is not None)
            return next(before, None) or next(behind, None)
        near = self._stretches[bisect_left(self._starts, placed.start) : bisect_left(self._starts, placed.stop)]
        inside = [stretch for stretch in near if stretch.node is not None]
        return next((stretch for stretch in inside if stretch.stop > offset), inside[-1] if inside else None)

    def _mark(self, place: _Place) -> None:
        opening, closing, reference = (_made(self._walk.root, name) for name in (_RANGE_START, _RANGE_END, _REFERENCE))
        for mark in (opening, closing, reference):
            mark.set(_ID, place.number)
        run_of_reference = _made(self._walk.root, _R)
        run_of_reference.append(reference)
        stretch = place.stretch
        if stretch is None:
            paragraph = self._paragraph_near(place.offset)
            self._touch(paragraph)
            paragraph.extend((opening, closing, run_of_reference))
            return
        behind = place.closes and (not place.opens or place.offset == stretch.stop)
        if not behind:
            run = _run(stretch.host) if stretch.host is not None else self._begun(stretch, place.offset)
            self._touch(run)
            run.addprevious(opening)
            if place.closes:
                opening.addnext(closing)
        else:
            run = _run(stretch.host) if stretch.host is not None else self._ended(stretch, place.offset)
            self._touch(run)
            run.addnext(closing)
            if place.opens:
                closing.addprevious(opening)
        if place.closes:
            shell = closing
            while (parent := shell.getparent()) is not None and parent.tag in _SHELLS:
                shell = parent
            shell.addnext(run_of_reference)

    def _paragraph_near(self, offset: int) -> _Element:
        """The paragraph at an offset, or the last before it; a new one in a file without any."""
        placed = self._placed(offset)
        if placed is not None:
            return placed.element
        if self._paragraphs:
            return self._paragraphs[max(bisect_right(self._paragraph_starts, offset) - 1, 0)].element
        body = self._walk.root.find(_tag("body"))
        if body is None:
            body = _made(self._walk.root, _tag("body"))
            self._walk.root.append(body)
        paragraph = body.find(_P)
        if paragraph is None:
            paragraph = _made(body, _P)
            body.insert(0, paragraph)
        return paragraph

    def _comments_part(self) -> tuple[_Element, str]:
        """The root of the comments and the name of their part, which is made known to the file where it has none."""
        package = self._package
        known = package.related(package.main, "comments")
        if known is not None:
            return package.tree(known), known
        folder = posixpath.dirname(package.main)
        free = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(package.names) + 1))
        name = next(name for name in free if name not in package.names)
        types = package.tree(_CONTENT_TYPES)
        entry = _made(types, f"{{{CONTENT_TYPES}}}Override")
        entry.set("PartName", f"/{name}")
        entry.set("ContentType", _COMMENTS_TYPE)
        types.append(entry)
        self._parts[_CONTENT_TYPES] = package.serialized(types)
        self._relate(posixpath.basename(name))
        return parsed(f'<w:comments xmlns:w="{W}"/>'.encode()), name

    def _relate(self, target: str) -> None:
        package = self._package
        path = relations_of(package.main)
        relations = package.tree(path) if path in package.names else parsed(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        used = {relation.get("Id") for relation in relations}
        relation = _made(relations, f"{{{RELATIONSHIPS}}}Relationship")
        relation.set("Id", next(key for number in range(len(used) + 1) if (key := f"rIdComments{number}") not in used))
        relation.set("Type", package.relation_type("comments"))
        relation.set("Target", target)
        relations.append(relation)
        self._parts[path] = package.serialized(relations)


def _variants(text: str, edit: Edit) -> Iterator[Edit]:
    """The ways to make an edit, no wider than needed; where lines go, first with the line end behind them rather than before."""
    span, new = edit
    old = span.of(text)
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    narrow = Edit(Span(span.start + head, span.stop - tail), new[head : len(new) - tail])
    start, stop = narrow.span
    if not narrow.text and start < stop < len(text) and text[start] == text[stop] == "\n":
        yield Edit(narrow.span.shifted(1), "")
    yield narrow


def _comment(root: _Element, number: str, comment: Comment, date: str) -> _Element:
    made = _made(root, _tag("comment"))
    for name, value in ((_ID, number), (_AUTHOR, comment.author), (_DATE, date), (_tag("initials"), _INITIALS)):
        made.set(name, value)
    for line_number, line in enumerate(comment.text.split("\n")):
        paragraph = _made(made, _P)
        if not line_number:
            mark = _made(made, _R)
            mark.append(_made(mark, _tag("annotationRef")))
            paragraph.append(mark)
        run = _made(made, _R)
        run.append(_text(run, _UNWRITABLE.sub("\ufffd", line)))
        paragraph.append(run)
        made.append(paragraph)
    return made


def _is_open(stretch: Stretch) -> bool:
    """Whether the characters of a stretch may be changed."""
    return stretch.node is not None and not stretch.fixed


def _is_deletable(stretches: Sequence[Stretch]) -> bool:
    """Whether there is nothing but text between the first and the last of the elements of a run."""
    node: _Element | None = stretches[0].node
    while node is not None and node is not stretches[-1].node:
        if node.tag not in _DELETABLE:
            return False
        node = node.getnext()
    return True


def _has_field(paragraph: _Element) -> bool:
    return next(paragraph.iter(_tag("fldChar"), _tag("fldSimple")), None) is not None


def _node(stretch: Stretch) -> _Element:
    assert stretch.node is not None
    return stretch.node


def _run(node: _Element) -> _Element:
    run = node.getparent()
    assert run is not None
    return run


def _made(like: _Element, tag: str) -> _Element:
    """An element of the same kind of document, not yet anywhere in it."""
    return like.makeelement(tag)


def _text(like: _Element, words: str) -> _Element:
    text = _made(like, _T)
    text.text = words
    text.set(_SPACE, "preserve")
    return text


def _above(ids: Iterable[str]) -> int:
    """A number above all of those that are in use."""
    return max((int(number) for number in ids if number.isascii() and number.isdigit() and len(number) < 10), default=-1) + 1
