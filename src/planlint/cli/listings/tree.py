"""`planlint tree`: the structure of one plan."""

from __future__ import annotations

import io
import os
import sys

from planlint.cli import terminal
from planlint.cli.listings.records import Destination, console, line_of, located, plan_of
from planlint.cli.loading import policy, tell
from planlint.cli.outputs import json_bytes
from planlint.cli.terminal import complain
from planlint.facts.document import document
from planlint.formats.reading import Unreadable
from planlint.limits import OutOfTime, document_seconds, in_time
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.session import TOO_LONG
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree as Drawing

_TEXT = 40


class Tree(Record):
    """The values of one call of `planlint tree`."""

    file: str
    output_format: str
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    lang: str | None
    color: str
    config: str | None
    isolated: bool

    def run(self) -> int:
        """Print the structure; 0, or 2 when the file can't be read."""
        path = (self.stdin_filename or "-") if self.file == "-" else self.file
        language = terminal.language(self.lang, os.environ)
        try:
            language = terminal.language(self.lang or policy(self.config, isolated=self.isolated).config_of(os.curdir).lang, os.environ)
            plan = plan_of(path, piped=self.file == "-", encoding=self.encoding, format=self.format)
            shown = in_time(document_seconds(len(plan.text)), lambda: self._shown(plan, path))
        except Unreadable as error:
            return complain(f"{visible(path)}：{error.reason_zh}", f"{visible(path)}: {error.reason_en}", language)
        except OutOfTime:
            return complain(f"{visible(path)}：{TOO_LONG[0]}", f"{visible(path)}: {TOO_LONG[1]}", language)
        except UserError as error:
            return tell(error, language)
        return Destination(self.output_format, None).write([shown], language)

    def _shown(self, plan: Plan, path: str) -> str | bytes:
        if self.output_format == "json":
            return json_bytes(outline(plan, path))
        written = io.StringIO()
        colored, width = terminal.color(self.color, os.environ, sys.stdout), terminal.width(os.environ, sys.stdout)
        console(written, colored=colored, width=width).print(_drawing(plan, path))
        return written.getvalue()


def _drawing(plan: Plan, path: str) -> Drawing:
    from rich.text import Text
    from rich.tree import Tree as Drawing

    drawing = Drawing(Text(visible(path), style="bold"))
    branches: dict[int, Drawing] = {plan.root.index: drawing}
    for node in plan.nodes[1:]:
        if node.kind is not Kind.HEAD and node.parent is not None:
            branches[node.index] = branches[node.parent.index].add(_label(plan, node))
    return drawing


def outline(plan: Plan, path: str) -> dict[str, object]:
    """The plan as schema planlint/tree@1; positions are those of the text on disk."""
    facts = plan.fact(document)
    return {
        "schema": "planlint/tree@1",
        "path": path,
        "title": facts.title,
        "genre": facts.genre,
        "date": facts.date,
        "document_number": facts.document_number,
        "issuers": facts.issuers,
        "period": facts.period,
        "root": _outlined(plan),
    }


def _outlined(plan: Plan) -> dict[str, object]:
    records: list[dict[str, object]] = []
    children: list[list[dict[str, object]]] = []
    for node in plan.nodes:
        below: list[dict[str, object]] = []
        record = {**_record(plan, node), "children": below}
        records.append(record)
        children.append(below)
        if node.parent is not None and node.kind is not Kind.HEAD:
            children[node.parent.index].append(record)
    return records[0]


def _record(plan: Plan, node: Node) -> dict[str, object]:
    ordinal = node.ordinal
    return {
        "kind": node.kind.value,
        "number": ordinal.text if ordinal is not None else None,
        "family": ordinal.family.value if ordinal is not None else None,
        "value": ordinal.value if ordinal is not None else None,
        "level": node.level,
        "title": node.title,
        "role": node.role,
        "run_in": node.run_in,
        **located(plan, node.content),
    }


def _label(plan: Plan, node: Node) -> Text:
    """A node in one line: its number and title, or the beginning of its text, then its line, kind and role."""
    from rich.text import Text

    line = line_of(plan, node.content)
    label = Text(no_wrap=True, overflow="ellipsis")
    if node.ordinal is not None:
        label.append(visible(node.ordinal.text), style="bold cyan")
    if node.title:
        label.append(visible(node.title), style="bold" if node.kind is not Kind.TITLE else "")
    elif not node.children:
        text = plan.text_of(node)
        label.append(visible(text[:_TEXT]) + ("…" if len(text) > _TEXT else ""), style="dim")
    notes = [node.kind.value, *([node.role] if node.role else []), f"{line}"]
    label.append(f"{'  ' if label else ''}{' '.join(notes)}", style="dim")
    return label
