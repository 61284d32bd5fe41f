"""planlint as a library: `planlint.read` gives a plan, and the plan its tasks, targets, structure, text and findings.

What `planlint.__all__` names is stable and described in docs/api.md; everything else is private.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from html import escape
from typing import Generic, TypeVar, overload

from planlint.formats.reading import Unreadable
from planlint.formats.reading import read as source_of
from planlint.messages import UserError
from planlint.records import of_plan, prose
from planlint.records.tables import Citation, Document, Finding, Row, Section, Target, Task, TaskBody
from planlint.session import Session, read_bytes
from planlint.settings.config import Selection
from planlint.settings.policy import Asked, Policy
from planlint.syntax import read as parsed

_Row = TypeVar("_Row", bound=Row)
_SHOWN = 200
_STANDARD = "-"


class Rows(Sequence[_Row], Generic[_Row]):
    """Rows of one table, in order. In a notebook they show as a table; `to_dicts()` is what pandas, polars and json take."""

    def __init__(self, record: type[_Row], rows: Iterable[_Row]) -> None:
        self._record = record
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, at: int) -> _Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[_Row]: ...
    def __getitem__(self, at: int | slice) -> _Row | Rows[_Row]:
        return Rows(self._record, self._rows[at]) if isinstance(at, slice) else self._rows[at]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[_Row]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self._record, self._rows) == (other._record, other._rows)

    def __hash__(self) -> int:
        return hash((self._record, self._rows))

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self._record.__name__}>"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._record._fields

    def to_dicts(self) -> list[dict[str, object]]:
        """A dict a row, with the names of the columns as keys."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def _repr_html_(self) -> str:
        names = self.columns
        head = "".join(f"<th>{name}</th>" for name in names)
        body = "".join(f"<tr>{''.join(f'<td>{_shown(value)}</td>' for value in row)}</tr>" for row in self._rows[:_SHOWN])
        more = f"<p>… {len(self)} rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


class Outline:
    """A section with those below it. `section` is its row of the table of sections."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.children: list[Outline] = []

    @property
    def label(self) -> str:
        """Its number and title."""
        return (self.section.number or "") + self.section.title

    def walk(self) -> Iterator[Outline]:
        """This section and all below it, in reading order."""
        stack = [self]
        while stack:
            outline = stack.pop()
            yield outline
            stack.extend(reversed(outline.children))

    def __repr__(self) -> str:
        return f"<{self.section.kind} {self.label}: {len(self.children)} below>"

    def _repr_html_(self) -> str:
        written: list[str] = []
        stack: list[Outline | str] = [self]
        while stack:
            piece = stack.pop()
            if isinstance(piece, str):
                written.append(piece)
                continue
            written.append(f"<li>{_shown(piece.label or piece.section.kind)}")
            if piece.children:
                stack += ["</ul></li>", *reversed(piece.children), "<ul>"]
            else:
                written.append("</li>")
        return f"<ul>{''.join(written)}</ul>"


class Plan:
    """A plan that was read. Each of its tables is made when it is asked for, and once."""

    def __init__(self, read: of_plan.Read) -> None:
        self._read = read

    @property
    def path(self) -> str:
        """The path or name it was read under; “-” where none was given."""
        return self._read.path

    @cached_property
    def document(self) -> Document:
        """What the document says of itself: title, genre, issuers, region, date, number, period, and how well it could be read."""
        return of_plan.document_row(self._read)

    @cached_property
    def sections(self) -> Rows[Section]:
        """The sections in reading order; the first one is the whole document."""
        return Rows(Section, of_plan.section_rows(self._read))

    @cached_property
    def tree(self) -> Outline:
        """The sections as a tree."""
        outlines = {section.node: Outline(section) for section in self.sections}
        for node, outline in outlines.items():
            if outline.section.parent is not None:
                outlines[outline.section.parent].children.append(outlines[node])
        return next(iter(outlines.values()))

    @cached_property
    def tasks(self) -> Rows[Task]:
        """The tasks: a row for each list of bodies, and for each item without one."""
        return Rows(Task, of_plan.task_rows(self._read))

    @cached_property
    def task_bodies(self) -> Rows[TaskBody]:
        """The bodies that answer for the tasks, with their ids."""
        return Rows(TaskBody, of_plan.body_rows(self._read))

    @cached_property
    def targets(self) -> Rows[Target]:
        """The targets."""
        return Rows(Target, (row for row in self.figures if row.kind == "target"))

    @cached_property
    def figures(self) -> Rows[Target]:
        """All figures with what they measure: targets, baselines, what was achieved, thresholds, investments."""
        return Rows(Target, of_plan.target_rows(self._read))

    @cached_property
    def citations(self) -> Rows[Citation]:
        """The documents that are cited by title."""
        return Rows(Citation, of_plan.citation_rows(self._read))

    @cached_property
    def text(self) -> str:
        """The clean text: damage seen through, broken lines joined, no furniture of pages; a paragraph a line."""
        return prose.clean(self._read.plan)

    @cached_property
    def markdown(self) -> str:
        """The clean text as Markdown: sections as headings, tables as tables."""
        return prose.markdown(self._read.plan)

    def check(self, *, select: Iterable[str] = (), ignore: Iterable[str] = (), language: str = "zh", edits: bool = False) -> Rows[Finding]:
        """The findings of planlint's own rules; no configuration file is looked for. `edits` asks for those of the fixes.

        `select` and `ignore` take codes, prefixes of codes and names; messages are in “zh” or “en”. Raises UserError for a rule that there is not,
        and the exception of a rule that fails.
        """
        policy = Policy(Asked(isolated=True, selection=Selection(tuple(select), (), tuple(ignore))))
        session = Session(policy.rules_for(self.path), language=language)
        result = session.check_plan(self._read.plan)
        for failure in session.failures:
            raise failure.error
        return Rows(Finding, of_plan.finding_rows(self._read, result.every_diagnostic, edits=edits))

    def __repr__(self) -> str:
        return f"<Plan {self.document.title or self.path}>"

    def _repr_html_(self) -> str:
        row = self.document
        cells = "".join(f"<tr><th>{name}</th><td>{_shown(value)}</td></tr>" for name, value in zip(row._fields, row, strict=True))
        return f"<table>{cells}</table>"


def read(source: bytes | str | os.PathLike[str], *, name: str | None = None, format: str | None = None, encoding: str | None = None) -> Plan:
    """The plan in a file, by its path, or in the bytes of one.

    `name` stands for the path of bytes, and its ending for their format: text, markdown, docx, html or pdf; `format` says it outright.
    `encoding` is told by the bytes where it is not given. Raises Unreadable.
    """
    if isinstance(source, bytes):
        path, raw = name or _STANDARD, source
    else:
        path = os.fspath(source)
        raw = read_bytes(path)
        path = name or path
    plan = parsed(source_of(path, raw, encoding=encoding, format=format))
    return Plan(of_plan.Read(path, sha256(raw).hexdigest(), plan))


def _shown(value: object) -> str:
    """A value in HTML; the text of a document is text and never markup."""
    if isinstance(value, tuple):
        return escape("、".join(map(str, value)))
    return "" if value is None else escape(str(value))


__all__ = ["Citation", "Document", "Finding", "Outline", "Plan", "Rows", "Section", "Target", "Task", "TaskBody", "Unreadable", "UserError", "read"]
