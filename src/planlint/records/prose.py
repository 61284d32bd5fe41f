"""The clean text of a plan, and the same as Markdown: seen through its damage, a paragraph a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from planlint.patterns import compiled
from planlint.reporters.markup import markdown as escaped
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.syntax.tables import Table, tables
from planlint.text.spans import Span

_DEEPEST = 6
_LONGEST_HEADING = 60
_BREAK = compiled(r"[ \t\u00a0\u3000\r]*\n[ \t\u00a0\u3000\r\n]*")
_EDGES = " \t\r\n\u00a0\u3000"
_STOPS = "。；;：: \t\u00a0\u3000"
_LISTED = compiled(r"^(?:[+-]|\d{1,9}[.)])(?=[ ]|$)")


def clean(plan: Plan) -> str:
    """The text of a plan, a paragraph a line, without the spaces and blank lines around paragraphs; it ends with a line end."""
    return "".join(f"{words}\n" for leaf in plan.leaves if (words := _paragraph(plan, leaf.content)))


def own_text(plan: Plan, node: Node) -> str:
    """What stands below the title of a node and above its first section, a paragraph a line; the words behind a title that goes on are among it."""
    bodies = (_paragraph(plan, _behind_title(node, child)).lstrip(_STOPS) for child in node.children)
    return "\n".join(body for body in bodies if body)


def markdown(plan: Plan) -> str:
    """The plan as Markdown: sections as headings, tables as tables. No text of the document is taken for markup."""
    return "\n\n".join(_blocks(plan)) + "\n"


def whole(text: str) -> str:
    """The text as it can be written: a byte that is no character of its file is kept as a lone surrogate, which no table takes."""
    return text if text.isprintable() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _paragraph(plan: Plan, span: Span) -> str:
    return whole(_BREAK.sub("\n", span.of(plan.text)).strip(_EDGES))


def _behind_title(node: Node, child: Node) -> Span:
    """The text that a child brings to its section: none where it is one itself, of a head what stands behind the title."""
    content = child.content
    if child.children or child.ordinal is not None or child.kind is Kind.TITLE:
        return Span(content.start, content.start)
    if child.kind is Kind.HEAD and node.title_span.length:
        return Span(max(content.start, min(node.title_span.stop, content.stop)), content.stop)
    return content


def _blocks(plan: Plan) -> Iterator[str]:
    """The blocks of the text in order: headings, paragraphs, tables."""
    found = plan.fact(tables)
    stops = [table.span.stop for table in found]
    given = -1
    for leaf in plan.leaves:
        at = bisect_left(stops, leaf.content.start)
        if at < len(found) and leaf.content.length and found[at].span.start <= leaf.content.stop:
            if at != given:
                yield _table(plan, found[at])
            given = at
        else:
            yield from _block(plan, leaf)


def _block(plan: Plan, leaf: Node) -> Iterator[str]:
    words = _paragraph(plan, leaf.content)
    if not words or leaf.parent is None:
        return
    if leaf.kind is Kind.TITLE:
        if leaf is next(child for child in leaf.parent.children if child.kind is Kind.TITLE):
            yield f"# {escaped(whole(leaf.parent.title) or words)}"
    elif leaf.kind is Kind.HEAD and _heads(leaf.parent):
        yield f"{'#' * _depth(leaf.parent)} {escaped(whole(_heading(leaf.parent)))}"
        if behind := _paragraph(plan, _behind_title(leaf.parent, leaf)).lstrip(_STOPS):
            yield _plain(behind)
    else:
        yield _plain(words)


def _heads(node: Node) -> bool:
    """Whether a numbered line is a heading: it has a title that is no paragraph of its own."""
    return node.title != "" and (node.run_in or len(node.title) <= _LONGEST_HEADING or any(child.children for child in node.children))


def _depth(node: Node) -> int:
    """Below the title, one for each section around it."""
    return min(2 + sum(above.ordinal is not None or above.kind in (Kind.HEADING, Kind.BOX) for above in node.ancestors()), _DEEPEST)


def _heading(node: Node) -> str:
    number = node.ordinal.text if node.ordinal is not None else ""
    return number + (" " if number[-1:].isalnum() or number[-1:] in (".", "．") else "") + node.title


def _plain(words: str) -> str:
    """A paragraph that is no list, heading or markup."""
    return "\n".join(_LISTED.sub(lambda m: m[0][:-1] + "\\" + m[0][-1], escaped(line)) for line in words.split("\n"))


def _table(plan: Plan, table: Table) -> str:
    rows = []
    for number, cells in enumerate(table.rows, 1):
        row = [""] * table.width
        for cell in cells:
            # of a merged cell the text stands once
            if cell.row == number:
                row[cell.column - 1] = escaped(" ".join(whole(cell.span.of(plan.text)).split()))
        rows.append(f"| {' | '.join(row)} |")
    return "\n".join((rows[0], "|" + " --- |" * table.width, *rows[1:]))
