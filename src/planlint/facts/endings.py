"""How paragraphs end, and whether the text breaks off."""

from __future__ import annotations

from planlint.facts.agencies.lists import agency_lists
from planlint.patterns import compiled
from planlint.phrases import metadata
from planlint.phrases.clauses import has_clauses
from planlint.phrases.labels import label_at
from planlint.phrases.ordinals import ends_with_heading
from planlint.phrases.times import ends_with_date
from planlint.reasons import Reason, decided
from planlint.record import Record
from planlint.syntax.lines import Line, ends_with_stop, is_spaced_row, opens_preamble
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.evidence import LineKind
from planlint.text.spans import Span

_STOP_NEAR_END = compiled(r"[。；！？][^。；！？]{0,4}$")
_HAN = compiled(r"\p{Han}")
_OPEN = compiled(r"[（(〔《“][^）)〕》”]*$")
_LABEL = compiled(r"(?:附|[\p{Han}]{2,6})[：:]")
_NEAR = 200
_LONG = 40
_SHORT = 8
_SIGNED_LINES = 4
_HABIT = 3
_SEVERAL = 2


def unstopped(plan: Plan) -> list[Node]:
    """The paragraphs of running text that come to no stop, but for the one in which the whole text breaks off.

    A paragraph is running text when it holds a full stop of its own or, below a heading, is at least 40 characters long with
    clauses in it. Headings, tables, signatures, labels, agency lists and what the file itself calls a list are none; annexes and boxes are
    not judged, nor are printed pages, where a paragraph may seem to end with its line. Where most of the running text comes to no stop,
    that is how the text is written.
    """
    if plan.view.source.is_paged:
        return []
    lists = {leaf.index for found in plan.fact(agency_lists) if (leaf := plan.leaf_at(found.span.start)) and found.span.stop >= leaf.content.stop - 1}
    cut = plan.fact(break_off)
    below = plan.fact(below_article)
    read = [leaf for leaf in plan.leaves if leaf is not cut and leaf.index not in lists and leaf.content.start < below]
    running = [leaf for leaf in read if _is_running(plan, leaf) and not _is_listed(plan, leaf)]
    found = [leaf for leaf in running if not _is_stopped(plan, leaf) or _pauses_before_number(plan, leaf)]
    return [] if len(found) >= _HABIT and len(found) * 2 > len(running) else found


def break_off(plan: Plan) -> Node | None:
    """The last leaf when the text breaks off in it: inside an open bracket, or in a sentence.

    Signatures, dates and labelled lines are whole, and a heading with nothing below it is an empty section. What the file sets smaller than
    its text is none of it, but the line of who made the file.
    """
    last = _last_of_article(plan)
    if last is None or _is_small(plan, last):
        return None
    return last if decided(CUT_OFF, LastLine(plan, last, plan.text_of(last)), otherwise=True) else None


def below_article(plan: Plan) -> int:
    """Where the lines begin that a site sets below the article, or in place of its rest; the end of the text where there are none."""
    return metadata.below_article(plan.text, [leaf.content for leaf in plan.leaves])


def _last_of_article(plan: Plan) -> Node | None:
    """The last leaf that holds anything and is no line of the site."""
    stop = plan.fact(below_article)
    return next((leaf for leaf in reversed(plan.leaves) if leaf.content.length and leaf.content.start < stop), None)


def ends_with_empty_section(plan: Plan) -> bool:
    """Whether the last line is a heading with nothing below it: what comes next is not written yet, or lost."""
    last = _last_of_article(plan)
    if last is None or last.kind is not Kind.HEAD or last.parent is None or last.parent.run_in:
        return False
    return not ends_with_stop(plan.text, _line(last))


def _is_small(plan: Plan, leaf: Node) -> bool:
    """Whether the file sets the paragraph in a smaller size than most of the text."""
    said = plan.view.source.evidence_at(plan.view.locate(Span(leaf.content.start, leaf.content.start + 1)).start)
    return said is not None and 0 < said.size < plan.view.source.size


def _is_running(plan: Plan, leaf: Node) -> bool:
    text, content = plan.text, leaf.content
    if not _is_judged(leaf) or content.length < (_SHORT if opens_preamble(text, _line(leaf)) else _LONG):
        return False
    if leaf.kind is Kind.HEAD and leaf.parent is not None:
        return leaf.parent.run_in and text.find("。", content.start, content.stop - 1) >= 0
    if text.find("。", content.start, content.stop) >= 0 or opens_preamble(text, _line(leaf)):
        return True
    if is_spaced_row(text, content.start, content.stop):
        return False
    return _is_below_heading(leaf) and has_clauses(text, content.start, content.stop)


def _is_judged(leaf: Node) -> bool:
    if leaf.kind not in (Kind.PARAGRAPH, Kind.HEAD) or leaf.part.kind is Kind.ANNEX:
        return False
    return not any(above.kind is Kind.BOX for above in leaf.ancestors())


def _is_listed(plan: Plan, leaf: Node) -> bool:
    """Whether the file says that the paragraph is an item of a list, a cell, or an entry or a note of some kind."""
    said = plan.view.source.evidence_at(plan.view.locate(Span(leaf.content.start, leaf.content.start + 1)).start)
    return said is not None and (said.list is not None or said.kind is not LineKind.TEXT)


def _is_stopped(plan: Plan, leaf: Node) -> bool:
    content = leaf.content
    if plan.text[content.stop - 1] in "）〕”》)":
        written = plan.text_of(leaf)
        return _STOP_NEAR_END.search(written[-_NEAR:]) is not None or (written[-1] in "）〕)" and "。" in written)
    return ends_with_stop(plan.text, _line(leaf)) or ends_with_date(plan.text, *content) or ends_with_heading(plan.text, *content)


def _pauses_before_number(plan: Plan, leaf: Node) -> bool:
    """Whether the paragraph ends with a comma, and a number opens the next line, so that the sentence does not go on there."""
    if plan.text[leaf.content.stop - 1] not in "，、" or leaf.span.stop >= len(plan.text):
        return False
    following = plan.leaf_at(leaf.span.stop)
    return following.kind is Kind.HEAD and following.part is leaf.part


def _line(leaf: Node) -> Line:
    return Line(leaf.content.start, leaf.content.start, leaf.content.stop, leaf.ordinal)


def _is_below_heading(leaf: Node) -> bool:
    return leaf.parent is not None and leaf.parent.ordinal is not None and not leaf.parent.ordinal.family.row.apart


class LastLine(Record):
    """The last leaf of a plan that holds anything, and what it says."""

    plan: Plan
    leaf: Node
    written: str

    @property
    def line(self) -> Line:
        """The leaf as a line."""
        return _line(self.leaf)

    @property
    def is_open(self) -> bool:
        """Whether a bracket or a quotation is open at its end."""
        return _OPEN.search(self.written[-_NEAR:]) is not None and self.written[-1] not in "。！？"

    @property
    def is_labelled(self) -> bool:
        """Whether a label opens it."""
        return _LABEL.match(self.written) is not None or label_at(self.plan.text, *self.leaf.content) is not None

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading alone in its line."""
        return self.leaf.kind is Kind.HEAD and self.leaf.parent is not None and not self.leaf.parent.run_in

    @property
    def is_number(self) -> bool:
        """Whether it is a number with its mark and no title: （二）."""
        node = self.leaf.parent
        if node is None or node.ordinal is None or node.ordinal.family.row.apart or not _is_judged(self.leaf):
            return False
        return self.leaf.content.stop == node.ordinal.span.stop and not self.written[-1].isdecimal()

    @property
    def is_among_statements(self) -> bool:
        """Whether its number is one of several (1．2．3．), and behind all the others a sentence stands: it is the beginning of one."""
        node = self.leaf.parent
        if node is None or node.ordinal is None:
            return False
        family = node.ordinal.family
        others = [other for other in self.plan.nodes if other is not node and other.ordinal is not None and other.ordinal.family is family]
        return len(others) >= _SEVERAL and all(other.run_in or ends_with_stop(self.plan.text, _line(other.children[0])) for other in others if other.children)


CUT_OFF: tuple[Reason[LastLine], ...] = (
    Reason("number-alone", True, lambda it: it.is_number),
    Reason("short-pause", True, lambda it: it.leaf.content.length < _SHORT and it.written[-1] == "，" and _is_judged(it.leaf) and _is_below_heading(it.leaf)),
    Reason("no-running-text", False, lambda it: not _is_judged(it.leaf) or it.leaf.content.length < _SHORT),
    Reason("open", True, lambda it: it.is_open),
    Reason("pause", True, lambda it: it.written[-1] in "，、"),
    Reason("stopped", False, lambda it: _is_stopped(it.plan, it.leaf)),
    Reason("long-behind-sentence", True, lambda it: "。" in it.written and len(it.written) >= _LONG),
    Reason("above-headings", False, lambda it: not _is_below_heading(it.leaf)),
    Reason("behind-sentence", True, lambda it: "。" in it.written),
    Reason("no-word-at-end", False, lambda it: _HAN.match(it.written[-1]) is None),
    Reason("labelled", False, lambda it: it.is_labelled),
    Reason("heading", False, lambda it: it.is_heading and not it.is_among_statements),
    Reason("apart", False, lambda it: _stands_apart(it.plan, it.leaf)),
)
"""Whether the last line of a plan breaks off in a sentence; one that no reason speaks of does."""


def _is_label(plan: Plan, leaf: Node) -> bool:
    return leaf.content.length <= _LONG and _LABEL.match(plan.text, leaf.content.start) is not None


def _stands_apart(plan: Plan, leaf: Node) -> bool:
    """Whether a short line without a clause stands below a finished paragraph or a label (咨询电话：…), as a signature or the name of the publisher does."""
    above: Node | None = leaf
    for _ in range(_SIGNED_LINES):
        if above is None or above.kind not in (Kind.PARAGRAPH, Kind.FRONT) or above.content.length > _LONG:
            return False
        if has_clauses(plan.text, above.content.start, above.content.stop):
            return False
        above = plan.leaf_at(above.span.start - 1) if above.span.start else None
        if above is not None and (_is_stopped(plan, above) or _is_label(plan, above)):
            return True
    return False
