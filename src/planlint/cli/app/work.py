"""What a process of its own does with a document that was handed in: it is given bytes and a name, and opens no file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from planlint.cli.app.pages import table_page
from planlint.cli.app.settings import Settings
from planlint.cli.comparing.changed import Changed
from planlint.cli.comparing.taken import TakenUp
from planlint.cli.listings.sheets import xlsx_bytes
from planlint.cli.listings.targets import TargetsOf
from planlint.cli.listings.tasks_of import tasks_of
from planlint.compare.against import against, side
from planlint.compare.changes import changes
from planlint.compare.remarks import diagnostics
from planlint.compare.told import remarks_of
from planlint.facts.agencies.registry import Registry, registry
from planlint.facts.tables.targets import listed_targets
from planlint.findings.diagnostic import Applicability, Diagnostic
from planlint.formats.docx_write import annotated
from planlint.formats.format import format_named
from planlint.formats.reading import read as source_of
from planlint.formats.unreadable import Unreadable
from planlint.record import Record
from planlint.reporters import html
from planlint.reporters.style import Style
from planlint.reporters.titles import titles
from planlint.reporters.totals import totals_of
from planlint.reporters.word import comments
from planlint.reporters.wording import wording
from planlint.session import FileResult, Repair, Session
from planlint.settings.config import Config
from planlint.syntax import read
from planlint.text.source import Source
from planlint.text.spans import Span

Fields = dict[str, object]


class Upload(Record):
    """A document as it was handed in: the last part of its name, and its bytes."""

    name: str
    raw: bytes


class Check(Record):
    """Asks for the report on a document."""

    document: Upload
    language: str


class Write(Record):
    """Asks for a document with the repairs of the accepted findings; those that are rejected are not spoken of in it."""

    document: Upload
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    language: str


class Listed(Record):
    """Asks for the tasks or the targets of a document as a workbook."""

    document: Upload
    what: str
    language: str


class Comparison(Record):
    """Asks what a draft takes up of another plan (`how` is “against”), or what has changed since it (“with”)."""

    draft: Upload
    other: Upload
    how: str
    language: str


class Typed(Record):
    """Asks for the findings in a text that is being typed."""

    text: str
    language: str


Request = Check | Write | Listed | Comparison | Typed


class Refused(Record):
    """Why a document can't be read or what is asked can't be done, for the person who handed it in."""

    reason: str


class Report(Record):
    """The report on a document: the page, and what there is to choose in it."""

    page: str
    facts: Fields


class File(Record):
    """A file to save; `made` counts the repairs in it."""

    name: str
    content: bytes
    made: int = 0


Answer = Report | File | Fields | Refused


class Worker:
    """Begins the work of a process: it loads the rules, and leaves the folder it was begun in, so that no name that is handed in is one there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self) -> Callable[[Request], Answer]:
        """What is done with each request."""
        policy = self._settings.policy()
        rules, config = policy.rules_for("-"), policy.config_of(os.curdir)
        known = registry(config.registries)
        os.chdir(os.path.abspath(os.sep))

        def answered(request: Request) -> Answer:
            session = Session(rules, language=request.language)
            try:
                match request:
                    case Check():
                        return _checked(session, request)
                    case Write():
                        return _written(session, request)
                    case Listed():
                        return _listed(request, known)
                    case Comparison():
                        return _compared(request, known, config)
                    case Typed():
                        return _typed(session, request)
            except Unreadable as error:
                return Refused(error.reason_en if request.language == "en" else error.reason_zh)

        return answered


def _checked(session: Session, request: Check) -> Report | Refused:
    upload = request.document
    source_of(upload.name, upload.raw)
    result = session.check(upload.name, upload.raw)
    report = session.report([result])
    found = _in_order(result)
    can = format_named(result.source.format)
    named = titles(report)
    totals = totals_of(found)
    facts: Fields = {
        "name": upload.name,
        "title": (result.facts.title if result.facts is not None else None) or upload.name,
        "totals": {"errors": totals.errors, "warnings": totals.warnings, "infos": totals.infos},
        "written": can.written,
        "repairs": [
            {"fingerprint": one.fingerprint, "title": named.get(one.code, one.name), "safe": one.fix.applicability is Applicability.SAFE}
            for one in found
            if _can_be_made(one) and one.fix is not None
        ],
    }
    return Report("".join(html.render(report, Style(color=False))), facts)


def _in_order(result: FileResult) -> list[Diagnostic]:
    return sorted(result.diagnostics, key=lambda diagnostic: diagnostic.span)


def _can_be_made(found: Diagnostic) -> bool:
    return found.fix is not None and bool(found.fix.edits) and found.fix.applicability is not Applicability.DISPLAY


def _written(session: Session, request: Write) -> File | Refused:
    upload, accepted = request.document, frozenset(request.accepted)
    source = source_of(upload.name, upload.raw)
    if not format_named(source.format).can_be_repaired:
        english = request.language == "en"
        return Refused("this format is read and not written: mend the file it was made from" if english else "这种格式只读不写，请修改生成它的原文件")
    repair = session.fix(upload.name, upload.raw, unsafe=True, wanted=lambda found: found.fingerprint in accepted)
    if not isinstance(repair, Repair):
        return Refused(_reason(session, request.language))
    content, made = repair.content, sum(repair.counts.values())
    stem, ending = os.path.splitext(upload.name)
    if format_named(source.format).writer is not None:
        left = [found for found in _in_order(repair.result) if found.fingerprint not in request.rejected]
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        named = titles(session.report([repair.result]))
        spoken = comments(left, repair.result.source, named, repaired=made, language=request.language)
        content = annotated(content, repair.result.source, list(spoken), date=date)
    return File(f"{stem}-{'reviewed' if request.language == 'en' else '审校'}{ending}", content, made)


def _reason(session: Session, language: str) -> str:
    reasons = [unread.reason for unread in session.unread]
    return reasons[0] if reasons else "it can't be written" if language == "en" else "无法写出"


def _listed(request: Listed, known: Registry) -> File:
    upload = request.document
    plan = read(source_of(upload.name, upload.raw))
    if request.what == "tasks":
        sheet = tasks_of(upload.name, plan, known).sheet(request.language)
    else:
        sheet = TargetsOf(upload.name, plan, plan.fact(listed_targets)).sheet(request.language)
    return File(f"{os.path.splitext(upload.name)[0]}-{sheet.name}.xlsx", xlsx_bytes(sheet))


def _compared(request: Comparison, known: Registry, config: Config) -> Report:
    draft, other = (side(upload.name, read(source_of(upload.name, upload.raw))) for upload in (request.draft, request.other))
    found: TakenUp | Changed
    if request.how == "against":
        found = TakenUp([against(other, draft, known, config.not_applicable)])
    else:
        changed = changes(other, draft)
        found = Changed(changed, diagnostics(remarks_of(changed), draft, request.language))
    return Report(table_page(found, draft.path, other.path, request.language), {})


def _typed(session: Session, request: Typed) -> Fields:
    source = Source(request.text, "-")
    result = session.check_source(source)
    report = session.report([result])
    named, words = titles(report), wording(request.language)
    return {
        "findings": [
            {
                **_units(request.text, found.span),
                "line": source.place(found.span.start).line,
                "severity": found.severity.label,
                "word": words.severity(found.severity),
                "title": named.get(found.code, found.name),
                "message": words.message(found),
                "why": found.why,
                "repair": _repair(request.text, found),
            }
            for found in _in_order(result)
        ]
    }


def _units(text: str, span: Span) -> Fields:
    """Where a span starts and ends in UTF-16 code units from 0, as a browser counts them."""
    start = len(text[: span.start].encode("utf-16-le", "surrogatepass")) // 2
    return {"start": start, "end": start + len(span.of(text).encode("utf-16-le", "surrogatepass")) // 2}


def _repair(text: str, found: Diagnostic) -> Fields | None:
    """The repair of a finding as edits in the same units, where it has one."""
    if found.fix is None or not _can_be_made(found):
        return None
    edits = [{**_units(text, span), "text": new} for span, new in found.fix.edits]
    return {"title": found.fix.title, "safe": found.fix.applicability is Applicability.SAFE, "edits": edits}
