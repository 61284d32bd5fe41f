"""Findings that a document, or a file beside it, asks to let stand: each names its rules and gives a reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planlint.findings.diagnostic import Diagnostic, Suppression
from planlint.formats.format import format_named
from planlint.messages import UserError, reason_of_syntax
from planlint.patterns import compiled
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Span
from planlint.typed import Any

_COMMENT = compiled(r"<!--[ \t]*(?P<inside>planlint:.*?)-->", 0x10)
_FORM = compiled(r"planlint:[ \t]*(?P<scope>ignore|ignore-file)[ \t]*\[(?P<codes>[^\]]*)\][ \t]*(?P<reason>.*)", 0x10)
_CODE = compiled(r"[A-Z]{2,5}[0-9]{0,3}|[a-z0-9]+(?:-[a-z0-9]+)+")
_KEYS = ("file", "code", "section", "text", "reason")


class Request(Record):
    """What is to be let stand: findings of `codes` (codes, their beginnings, or names) within `scope`, for a `reason`.

    `scope` is a stretch of the source. `span` is the place of the request itself, where it is in the document. A request of a list beside
    the document says instead which `section` (titles, outermost first) and `text` the finding must have.
    """

    codes: tuple[str, ...]
    reason: str
    scope: Span
    span: Span | None = None
    section: tuple[str, ...] = ()
    text: str = ""

    def covers(self, diagnostic: Diagnostic, source: Source) -> bool:
        """Whether the finding is one of those asked for."""
        if not any(diagnostic.name == code or diagnostic.code.startswith(code) for code in self.codes):
            return False
        if not (self.scope.covers(diagnostic.span) or self.scope.overlaps(diagnostic.span)):
            return False
        if self.text and self.text not in _line(source, diagnostic.span):
            return False
        return all(any(title in label for label in diagnostic.section) for title in self.section)


class Fault(Record):
    """A request that has no effect as it stands: its place in the source, and what is wrong with it in the two languages."""

    span: Span
    zh: str
    en: str


class BadList(UserError):
    """The list beside the documents is wrong."""

    def __init__(self, path: str, zh: str, en: str) -> None:
        super().__init__(f"{path}：{zh}", f"{path}: {en}")


def requests_in(plan: Plan) -> tuple[list[Request], list[Fault]]:
    """The requests of a document, and those that have none of what they need.

    `<!-- planlint: ignore[NUM001] reason -->` in Markdown and HTML, and a note of the document (a comment in Word) that begins so, speak for
    the next block, or for the paragraphs that the note is at; `ignore-file[…]` for the whole document.
    """
    source = plan.view.source
    if "planlint:" not in source.text and not source.notes:
        return [], []
    found: list[Request] = []
    faults: list[Fault] = []
    for span, words, scope in _notes(plan):
        m = _FORM.match(words.strip())
        if m is None:
            faults.append(Fault(span, "写法应为“planlint: ignore[规则代码] 理由”", "it is written “planlint: ignore[CODE] reason”"))
            continue
        codes = tuple(code.strip() for code in m["codes"].replace("，", ",").split(",") if code.strip())
        wrong = next((code for code in codes if _CODE.fullmatch(code) is None), None)
        if not codes or wrong is not None:
            faults.append(Fault(span, f"“{wrong or ''}”不是规则代码", f"“{wrong or ''}” is no code of a rule"))
        elif not m["reason"].strip():
            faults.append(Fault(span, "缺少理由，不起作用", "it gives no reason and has no effect"))
        else:
            whole = m["scope"] == "ignore-file"
            found.append(Request(codes, m["reason"].strip(), Span(0, len(source.text)) if whole else scope, span))
    return found, faults


def _notes(plan: Plan) -> Iterator[tuple[Span, str, Span]]:
    """The remarks to planlint: place, words, and the stretch of the source that they are about."""
    source = plan.view.source
    if format_named(source.format).comments == "in the text":
        for m in _COMMENT.finditer(source.text):
            yield Span(*m.span()), m["inside"], _next_block(plan, m.end())
    for note in source.notes:
        if note.text.lstrip().startswith("planlint:"):
            yield note.span, note.text, _lines(source, note.span)


def _next_block(plan: Plan, offset: int) -> Span:
    """The source span of the first block that begins behind an offset of the source."""
    at = plan.view.find(offset)
    first = bisect_left(plan.leaves, at, key=lambda leaf: leaf.content.start)
    for leaf in islice(plan.leaves, first, None):
        if leaf.content.length and not plan.text_of(leaf).startswith("<!--"):
            return plan.view.locate(leaf.content)
    return Span(offset, offset)


def _lines(source: Source, span: Span) -> Span:
    """The whole lines that a span touches."""
    first, last = source.position(span.start).line, source.position(max(span.start, span.stop)).line
    return Span(source.line_span(first).start, source.line_span(last).stop)


def _line(source: Source, span: Span) -> str:
    return _lines(source, span).of(source.text)


class Applied(Record):
    """The findings with those let stand marked, and the requests that let nothing stand."""

    diagnostics: list[Diagnostic]
    unused: list[Request]


def apply(requests: Sequence[Request], diagnostics: Iterable[Diagnostic], source: Source, *, kind: str = "inline") -> Applied:
    """Mark the findings that requests cover; the first request that covers one gives the reason."""
    used: set[int] = set()
    marked: list[Diagnostic] = []
    for diagnostic in diagnostics:
        at = next((at for at, request in enumerate(requests) if request.covers(diagnostic, source)), None)
        if at is not None and diagnostic.suppressed is None:
            used.add(at)
            diagnostic = diagnostic._replace(suppressed=Suppression(kind, requests[at].reason))
        marked.append(diagnostic)
    return Applied(marked, [request for at, request in enumerate(requests) if at not in used])


def listed(path: str) -> dict[str, list[Request]]:
    """What a list asks for, by the name of the file beside it that it is about.

    Raises BadList, and OSError when the list can't be read.
    """
    import tomllib

    with open(path, "rb") as file:
        try:
            written = tomllib.load(file)
        except ValueError as error:
            reason, _, where = str(error).partition(" (at ")
            words, there = reason_of_syntax("toml", reason), where.rstrip(")").partition(",")[0].removeprefix("line ")
            zh, en = (f"第 {there} 行", f" in line {there}") if there.isdecimal() else ("", "")
            raise BadList(path, f"TOML 写法有误：{zh}{words.zh}", f"broken TOML{en}: {words.en}") from None
    entries = written.get("ignore")
    if set(written) - {"ignore"} or not isinstance(entries, list) or not all(isinstance(fields, dict) for fields in entries):
        raise BadList(path, "只应有若干 [[ignore]]", "there should be [[ignore]] tables and nothing else")
    found: dict[str, list[Request]] = {}
    for number, fields in enumerate(entries, start=1):
        found.setdefault(str(fields.get("file")), []).append(_request(path, number, fields))
    return found


def _request(path: str, number: int, fields: Any) -> Request:
    for name in fields:
        if name not in _KEYS:
            raise BadList(path, f"第{number}条有“{name}”，只应有{'、'.join(_KEYS)}", f"entry {number} has “{name}”; there are: {', '.join(_KEYS)}")
    for name in ("file", "code", "reason"):
        if not isinstance(fields.get(name), str) or not fields[name].strip():
            raise BadList(path, f"第{number}条缺少{name}", f"entry {number} lacks {name}")
    section, text = fields.get("section", []), fields.get("text", "")
    titles = [section] if isinstance(section, str) else section
    if not isinstance(titles, list) or not all(isinstance(title, str) for title in titles) or not isinstance(text, str):
        raise BadList(path, f"第{number}条的section应为标题，text应为文字", f"entry {number}: section holds titles, text is a text")
    codes = tuple(code.strip() for code in fields["code"].split(",") if code.strip())
    return Request(codes, fields["reason"].strip(), Span(0, 1 << 62), None, tuple(titles), text)
