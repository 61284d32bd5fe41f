"""The rows of a document, from its plan."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256

from planlint import data
from planlint.facts.agencies.identities import code_of, identified, seat_of
from planlint.facts.agencies.registry import registry
from planlint.facts.document import document
from planlint.facts.recognition import recognition
from planlint.facts.references.citations import citations
from planlint.facts.references.superiors import superiors
from planlint.facts.tables.targets import Listed, listed_amounts
from planlint.facts.tasks.tabled import listed_tasks
from planlint.facts.tasks.task import Task, plain_name
from planlint.findings.diagnostic import Diagnostic, Fix
from planlint.phrases.bodies import Body, Duty
from planlint.phrases.indicators import key, subject_before
from planlint.record import Record
from planlint.records import tables
from planlint.records.prose import own_text, whole
from planlint.syntax.nodes import Kind, Node, Plan
from planlint.text.source import Source, written_length
from planlint.text.spans import Span, merged

_ID = 32
_EXCERPT = 80
_LARGEST = 2**63 - 1


class Read(Record):
    """A document that was read: its path, the digest of its content (64 hexadecimal digits), and its plan."""

    path: str
    digest: str
    plan: Plan

    @property
    def id(self) -> str:
        """The id that all its rows bear."""
        return document_id(self.path, self.digest)


class _Where(Record):
    start: int
    stop: int
    line: int
    page: int | None


def document_id(path: str, digest: str | None) -> str:
    """The id of a document by its path and the digest of its content; the path alone where there is no content."""
    return sha256(f"{path}\0{digest or ''}".encode("utf-8", "surrogateescape")).hexdigest()[:_ID]


def unread(path: str, digest: str | None, error: str, reason: str) -> tables.Document:
    """The row of a document that could not be read: why, as the column `error` names it, and the same in words."""
    nothing = tables.Document._make([None] * len(tables.Document._fields))
    return nothing._replace(
        document=document_id(path, digest),
        path=whole(path),
        sha256=digest,
        issuers=(),
        characters=0,
        damaged=0.0,
        scanned=False,
        structured=False,
        error=error,
        reason=whole(reason),
    )


def document_row(read: Read) -> tables.Document:
    """What the document says of itself, and how well it could be read."""
    plan, source = read.plan, read.plan.view.source
    facts = plan.fact(document)
    region = _region(plan)
    return tables.Document(
        document=read.id,
        path=whole(read.path),
        sha256=read.digest,
        format=source.format,
        encoding=source.encoding,
        title=_or_none(facts.title),
        genre=facts.genre,
        issuers=_texts(facts.issuers),
        region=region.name,
        region_id=region.code,
        level=region.level,
        date=facts.date,
        document_number=_or_none(facts.document_number),
        period_start=facts.period[0] if facts.period is not None else None,
        period_end=facts.period[1] if facts.period is not None else None,
        characters=len("".join(source.text.split())),
        damaged=_damaged(plan),
        scanned=plan.fact(recognition) is not None,
        structured=any(node.ordinal is not None for node in plan.nodes),
        error=None,
        reason=None,
    )


def section_rows(read: Read) -> Iterator[tables.Section]:
    """The sections in reading order, the whole document first."""
    plan = read.plan
    for node in plan.nodes:
        if _is_section(node):
            ordinal, at = node.ordinal, _where(plan, node.content)
            yield tables.Section(
                document=read.id,
                node=node.index,
                parent=_section(node.parent).index if node.parent is not None else None,
                kind=node.kind.value,
                level=node.level,
                number=whole(ordinal.text) if ordinal is not None else None,
                value=ordinal.value if ordinal is not None and ordinal.value is not None and ordinal.value <= _LARGEST else None,
                title=whole(node.title),
                role=node.role,
                text=own_text(plan, node),
                start=at.start,
                stop=at.stop,
                line=at.line,
                page=at.page,
            )


def task_rows(read: Read) -> Iterator[tables.Task]:
    """The tasks in order, those of tables among them."""
    plan = read.plan
    for number, task in enumerate(plan.fact(listed_tasks), 1):
        at = _where(plan, _stretch(task))
        yield tables.Task(
            document=read.id,
            task=number,
            node=_section(plan.nodes[task.node.index]).index,
            number_path=_texts(task.path),
            title=whole(task.title),
            role=task.role,
            row=task.row,
            rows=task.rows,
            measure=_line(task.measure.of(plan.text)),
            lead=_texts(task.named(Duty.LEAD)),
            responsible=_texts(task.named(Duty.RESPONSIBLE)),
            supporting=_texts(task.named(Duty.SUPPORTING)),
            collective=task.collective,
            inherited_from=_texts(task.inherited_from) if task.inherited_from is not None else None,
            deadline=task.deadline,
            deadline_text=whole(task.due.words.of(plan.text)) if task.due is not None else None,
            ongoing=task.due is not None and task.due.ongoing,
            start=at.start,
            stop=at.stop,
            line=at.line,
            page=at.page,
        )


def body_rows(read: Read) -> Iterator[tables.TaskBody]:
    """The bodies of the tasks, task by task."""
    plan = read.plan
    identity = identified(plan, registry())
    for number, task in enumerate(plan.fact(listed_tasks), 1):
        for body in (*task.bodies, *task.implied):
            known, at = identity(body), _where(plan, body.span)
            yield tables.TaskBody(
                document=read.id,
                task=number,
                node=_section(plan.nodes[task.node.index]).index,
                body_id=whole(known.id),
                name=whole(plain_name(body)),
                role=body.duty.value,
                region=_or_none(known.region),
                region_id=known.code,
                implied=_is_implied(task, body),
                start=at.start,
                stop=at.stop,
                line=at.line,
                page=at.page,
            )


def target_rows(read: Read) -> Iterator[tables.Target]:
    """The figures in order: targets, and what is none by its `kind`."""
    plan = read.plan
    for number, listed in enumerate(plan.fact(listed_amounts), 1):
        target, table = listed
        low, high = listed.bounds
        at = _where(plan, target.span)
        yield tables.Target(
            document=read.id,
            target=number,
            node=_holder(plan, target.span).index,
            kind=target.purpose.value,
            indicator_id=whole(key(target.indicator)),
            indicator=whole(target.indicator),
            subject=_or_none(subject_before(plan.text, target.indicator_span)),
            year=target.year,
            period=_or_none(target.period),
            base_year=target.base_year,
            base=_base(listed),
            comparator=target.comparator,
            change=target.change,
            low=_number(low),
            high=_number(high),
            value_text=_line(target.value_span.of(plan.text)),
            unit=_or_none(target.unit),
            binding=listed.nature(plan.text),
            cumulative=table is not None and table.cumulative,
            text=_line(target.span.of(plan.text)),
            start=at.start,
            stop=at.stop,
            line=at.line,
            page=at.page,
        )


def citation_rows(read: Read) -> Iterator[tables.Citation]:
    """The documents cited in 《》, in order."""
    plan = read.plan
    above = plan.fact(superiors)
    for number, cited in enumerate(plan.fact(citations), 1):
        at = _where(plan, cited.span)
        yield tables.Citation(
            document=read.id,
            citation=number,
            node=_holder(plan, cited.span).index,
            title=whole(cited.title),
            document_number=whole(cited.number.strip("（(〔）)〕 ")) if cited.number is not None else None,
            superior=cited in above,
            start=at.start,
            stop=at.stop,
            line=at.line,
            page=at.page,
        )


def finding_rows(read: Read, found: Sequence[Diagnostic], *, edits: bool = False) -> Iterator[tables.Finding]:
    """The findings in order; with the edits of their fixes where they are asked for."""
    plan, source = read.plan, read.plan.view.source
    for number, diagnostic in enumerate(found, 1):
        fix, at = diagnostic.fix, _placed(source, diagnostic.span)
        yield tables.Finding(
            document=read.id,
            finding=number,
            node=_section(plan.leaf_at(plan.view.find(diagnostic.span.start))).index,
            code=diagnostic.code,
            name=diagnostic.name,
            severity=diagnostic.severity.label,
            confidence=diagnostic.confidence.label,
            message=whole(diagnostic.message),
            excerpt=_line(source.text[diagnostic.span.start : min(diagnostic.span.stop, diagnostic.span.start + _EXCERPT)]),
            occurrences=diagnostic.occurrences,
            fix=fix.applicability.value if fix is not None else None,
            edits=_edits(fix) if edits and fix is not None else None,
            suppressed=diagnostic.suppressed.kind if diagnostic.suppressed is not None else None,
            fingerprint=diagnostic.fingerprint,
            start=at.start,
            stop=at.stop,
            line=at.line,
            page=at.page,
        )


class _Region(Record):
    name: str | None
    code: str | None
    level: str | None


def _region(plan: Plan) -> _Region:
    """Where the document was made, and on which level."""
    seat = seat_of(plan)
    # the city of a municipality is the province itself
    city = seat.city if seat.city != seat.province else None
    names = [name for name in (seat.province, city, seat.county) if name is not None]
    level = next((level for level, name in (("county", seat.county), ("city", city), ("province", seat.province)) if name is not None), None)
    if level is None and any(_is_national(name) for name in plan.fact(document).issuers):
        level = "national"
    return _Region(whole("".join(names)) or None, code_of(city or seat.province), level)


def _is_national(issuer: str) -> bool:
    name = "".join(issuer.split())
    nation: list[str] = data.load("bodies")["nation"]
    readings = (registry().judge(form).reading for form in (name, name.removesuffix(data.load("bodies")["office"])))
    return name.startswith(tuple(nation)) or any(reading is not None and reading.level == "national" for reading in readings)


def _damaged(plan: Plan) -> float:
    """The share of the characters that are part of damage."""
    text = plan.view.source.text
    spans = merged(place for damage in plan.damage for place in damage.places)
    return round(sum(written_length(span.of(text)) for span in spans) / max(written_length(text), 1), 6)


def _is_section(node: Node) -> bool:
    return bool(node.children) or node.ordinal is not None or node.kind is Kind.DOCUMENT


def _section(node: Node) -> Node:
    """The innermost section that holds a node: itself where it is one."""
    while not _is_section(node) and node.parent is not None:
        node = node.parent
    return node


def _holder(plan: Plan, span: Span) -> Node:
    return _section(plan.leaf_at(span.start))


def _stretch(task: Task) -> Span:
    """An item, or one of its lists with what it stands behind."""
    return task.node.content if task.rows == 1 else Span(task.measure.start, max(task.measure.stop, *(span.stop for span in task.written)))


def _is_implied(task: Task, body: Body) -> bool:
    return any(body is other for other in task.implied)


def _base(listed: Listed) -> float | None:
    table = listed.table
    value = table.base.value if table is not None and table.base is not None else None
    return _number(value) if isinstance(value, (int, float)) else None


def _number(value: float | None) -> float | None:
    """The value as a float; None for one that no float can hold."""
    try:
        return float(value) if value is not None else None
    except OverflowError:
        return None


def _edits(fix: Fix) -> str:
    return json.dumps([[start, stop, text] for (start, stop), text in fix.edits], ensure_ascii=True)


def _where(plan: Plan, span: Span) -> _Where:
    """Where a span of the view stands in the file."""
    return _placed(plan.view.source, plan.view.locate(span))


def _placed(source: Source, span: Span) -> _Where:
    origin = source.origin(span.start)
    return _Where(span.start, span.stop, source.place(span.start).line, origin.page if origin is not None else None)


def _line(text: str) -> str:
    return whole("".join(text.splitlines()))


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(whole, texts))


def _or_none(text: str | None) -> str | None:
    return whole(text) if text is not None else None
