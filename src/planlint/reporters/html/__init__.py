"""A page for people who use no terminal: one file with the plan's text, the findings beside it, and what the plan says.

The page is made of the templates beside this module. Nothing in it comes from elsewhere: its style and its script stand in it, and its
policy allows these two alone, by their hashes. What a document says goes through `visible` and is escaped by the templates.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from planlint import __version__
from planlint.findings.diagnostic import Severity
from planlint.record import Record
from planlint.reporters.escape import visible
from planlint.reporters.html import tabs
from planlint.reporters.html.notes import Note, note_of
from planlint.reporters.html.text import Chapter, Text, text_of
from planlint.reporters.style import Style
from planlint.reporters.tallies import Tally, tallies_of
from planlint.reporters.titles import titles
from planlint.reporters.totals import Totals, totals_of
from planlint.reporters.wording import wording
from planlint.syntax import read
from planlint.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

    from planlint.reporters.html.taken import TakenUp
    from planlint.reporters.style import Superiors
    from planlint.session import FileResult, Report
    from planlint.syntax.nodes import Plan
    from planlint.text.spans import Span

_HERE = Path(__file__).parent
_NONE = Totals(0, 0, 0, 0, 0)


class Tab(Record):
    """A tab beside the text: what it is called in the two languages, its template, and what that shows."""

    name: str
    zh: str
    en: str
    template: str
    content: Any


class Page(Record):
    """One file in the report; `number` counts them from 1. `worst` is the chapter with most findings where there are several."""

    number: int
    path: str
    title: str
    facts: Sequence[tuple[str, str]]
    totals: Totals
    kinds: Sequence[Tally]
    notes: Sequence[Note]
    text: Text
    worst: Chapter | None
    tabs: Sequence[Tab]
    standing: int


class Entry(Record):
    """A file in the list of files; `name` is its path from the folder on that all of them have in common."""

    number: int
    path: str
    name: str
    title: str
    totals: Totals


def render(report: Report, style: Style) -> Iterator[str]:
    """The page in pieces, file by file."""
    named = titles(report)
    entries = list(_entries(report.files))
    template = _environment(report.language).get_template("page.html")
    yield from template.generate(
        version=__version__,
        entries=entries,
        totals=Totals(*(sum(column) for column in zip(_NONE, *(entry.totals for entry in entries), strict=True))),
        pages=(_page(number, file, named, style.superiors, report.language) for number, file in enumerate(report.files, 1)),
        css=_asset("report.css"),
        script=_asset("report.js"),
        policy=_policy(),
    )
    yield "\n"


def _entries(files: Collection[FileResult]) -> Iterator[Entry]:
    above = _above([file.path for file in files])
    for number, file in enumerate(files, 1):
        title = file.facts.title if file.facts is not None else None
        yield Entry(number, file.path, file.path.removeprefix(above), title or "", totals_of(file.diagnostics))


def _above(paths: Sequence[str]) -> str:
    """The folder that all paths lie in, with the mark behind it; empty where there is none."""
    try:
        return os.path.join(os.path.commonpath([os.path.dirname(path) for path in paths]), "")
    except ValueError:
        return ""


def _page(number: int, file: FileResult, named: dict[str, str], superiors: Superiors | None, language: str) -> Page:
    found = sorted(file.diagnostics, key=lambda diagnostic: diagnostic.span)
    # what could not be parsed is shown line by line
    plan = read(file.source) if file.facts is not None else None
    text = text_of(file.source, plan, found)
    notes = [note_of(at, one, file.source, named.get(one.code, one.name), language) for at, one in enumerate(found)]
    beside: list[Tab] = []
    if plan is not None:
        beside.append(Tab("structure", "结构", "Structure", "structure.html", tabs.tree(plan, text.places, found)))
        beside.append(Tab("tasks", "任务分工", "Tasks", "tasks.html", tabs.matrix(plan, text.places, language)))
        beside.append(Tab("targets", "目标", "Targets", "targets.html", tabs.goals(plan, text.places, language)))
        if superiors:
            beside.append(Tab("taken", "承接", "Taken up", "taken.html", _taken_up(file.path, plan, text, superiors, language)))
    title = (file.facts.title if file.facts is not None else None) or file.path
    worst = max(text.chapters, key=lambda chapter: len(chapter.notes), default=None) if len(text.chapters) > 1 and len(found) > 1 else None
    return Page(number, file.path, title, _facts(file, language), totals_of(found), tallies_of(found, named), notes, text, worst, beside, len(file.suppressed))


def _taken_up(path: str, plan: Plan, text: Text, superiors: Superiors, language: str) -> list[TakenUp]:
    """What a plan takes up of each superior one."""
    from planlint.compare.against import against, side
    from planlint.reporters.html.taken import taken_up

    def placed(span: Span) -> int | None:
        return tabs.block_of(plan, span.start, text.places)

    draft = side(path, plan)
    return [taken_up(against(superior, draft, superiors.registry, superiors.reasons), placed, language) for superior in superiors.sides]


def _facts(file: FileResult, language: str) -> list[tuple[str, str]]:
    """What the document says of itself."""
    facts = file.facts
    if facts is None:
        return []
    english = language == "en"
    period = f"{facts.period[0]}—{facts.period[1]}" if facts.period is not None else None
    told = (
        ("Genre" if english else "文种", facts.genre),
        ("Number" if english else "发文字号", facts.document_number),
        ("Issued by" if english else "发文机关", "、".join(facts.issuers)),
        ("Date" if english else "日期", facts.date),
        ("Period" if english else "规划期", period),
    )
    return [(label, value) for label, value in told if value]


@cache
def _environment(language: str) -> Environment:
    """The templates in a language: all that they print is escaped, and shown without what can't be seen."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, finalize=_finalized, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(
        language=language, say=lambda zh, en: en if language == "en" else zh, words=wording(language), labels={int(one): one.label for one in Severity}
    )
    return made


def _finalized(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _asset(name: str) -> Any:
    from markupsafe import Markup

    return Markup((_HERE / name).read_text(encoding="utf-8"))


def _policy() -> str:
    """What a browser may do for the page: run its script and use its style, and load nothing at all."""
    script, style = (_hash(str(_asset(name))) for name in ("report.js", "report.css"))
    return f"default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
