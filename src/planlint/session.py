"""The only place that wires reading, parsing, rules and repairs together."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from zlib import adler32, crc32

from planlint import engine, syntax
from planlint.facts.document import Document, document
from planlint.files import LIST_FILE
from planlint.findings.diagnostic import Applicability, Diagnostic, Fix
from planlint.formats import plain
from planlint.formats.format import format_named, format_of
from planlint.formats.reading import read as source_of
from planlint.formats.unreadable import Unreadable
from planlint.limits import OutOfTime, document_seconds, in_time, rule_seconds
from planlint.messages import basis_in, reason_of
from planlint.packing import packed, unpacked
from planlint.record import Record
from planlint.rule import Rule
from planlint.settings.selection import UNREADABLE, UNUSED
from planlint.syntax.nodes import Plan
from planlint.text.source import Source
from planlint.text.spans import Edit, Span
from planlint.typed import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from planlint.cache import Kept
    from planlint.clock import Clock
    from planlint.findings.baseline import Baseline
    from planlint.findings.fixer import Wanted
    from planlint.findings.suppress import Request

_Result = TypeVar("_Result")
TOO_LONG = ("读取用时过长，已停止", "reading it took too long and was stopped")
"""What is said of a file that takes longer than a document may."""

DIED = ("检查它的进程意外终止，可能是内存不足", "the process that checked it died, perhaps for lack of memory")
"""What is said of a file on which a process has died."""


class FileResult(Record):
    """What was found in one file; `facts` is None and the source is empty where it could not be read.

    `suppressed` are the findings that do not count: known ones, and those that the document asks to let stand.
    """

    path: str
    source: Source
    facts: Document | None
    diagnostics: list[Diagnostic]
    suppressed: Sequence[Diagnostic] = ()

    @property
    def every_diagnostic(self) -> list[Diagnostic]:
        """All findings, those that do not count among them, in the order of the text."""
        if not self.suppressed:
            return self.diagnostics
        return sorted((*self.diagnostics, *self.suppressed), key=lambda diagnostic: (diagnostic.span, diagnostic.code))


class Report(Record):
    """The results of a run with the rules that were used; `not_applicable` counts the files that gave a rule nothing to judge."""

    files: Collection[FileResult]
    rules: Sequence[Rule]
    language: str
    not_applicable: dict[str, int]


class Repair(Record):
    """What repairing made of one file: its result afterwards, the source before, and how many findings of each code are gone.

    `raw` holds the bytes that were read, and `changed_file` those of a file in which repairs are more than another text. `refused`
    counts the findings whose safe fix is not made because it would bring other findings or change what the text is made of.
    """

    result: FileResult
    before: Source
    counts: dict[str, int]
    raw: bytes
    changed_file: bytes | None = None
    refused: int = 0

    @property
    def changed(self) -> bool:
        """Whether the text is another now."""
        return self.result.source.text != self.before.text

    @property
    def content(self) -> bytes:
        """The repaired file: its text as bytes in the encoding that it had, where it is nothing but text.

        Raises UnicodeEncodeError when that encoding has not every character.
        """
        if self.changed_file is not None:
            return self.changed_file
        return plain.encode(self.result.source.text, self.before.encoding, self.before.bom)


class _File:
    """A file between its repairs: its bytes, the text they hold, and what is found in it."""

    def __init__(self, content: bytes, source: Source, revised: _Revised, found: _Found) -> None:
        self.content = content
        self.source = source
        self._revised = revised
        self._found = found

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def result(self) -> tuple[FileResult, list[str]]:
        return self._found(self.source, self.content)

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        return self.result[0].diagnostics

    @cached_property
    def shape(self) -> Hashable:
        from planlint.findings.law import shape

        return shape(syntax.read(self.source))

    def edited(self, edits: Sequence[Edit]) -> _File:
        return self._revised(self, edits)


_Revised = Callable[[_File, Sequence[Edit]], _File]
_Found = Callable[[Source, bytes], tuple[FileResult, list[str]]]


class Failure(Record):
    """A fault of planlint's own: the rule whose check raised, or None when it happened before any rule."""

    path: str
    code: str | None
    error: BaseException


class Unread(Record):
    """A file that could not be read, and why."""

    path: str
    reason: str


class Told(Record):
    """What a session keeps besides its results, handed from one process to another."""

    failures: list[Failure]
    unread: list[Unread]
    not_applicable: dict[str, int]


def read_bytes(path: str) -> bytes:
    """The bytes of a file.

    Raises Unreadable.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise Unreadable("文件不存在，或链接指向的文件不存在", "there is no such file, or it is a link to none") from None
    except PermissionError:
        raise Unreadable("没有读取权限；修改文件权限后再检查", "no permission to read it; change that and check again") from None
    except IsADirectoryError:
        raise Unreadable("这是文件夹，不是文件", "this is a folder, not a file") from None
    except OSError as error:
        raise Unreadable(f"读取时出错（{reason_of(error).zh}）", f"reading failed ({reason_of(error).en})") from None
    except ValueError:
        raise Unreadable("文件名里有不能用的字符", "its name has a character that names can't have") from None


def read_plan(path: str, content: bytes, *, encoding: str | None = None, format: str | None = None) -> Plan:
    """The plan in the bytes of a file. Raises Unreadable, also where reading it takes too long."""
    source = _source(path, content, encoding, format)
    try:
        return in_time(document_seconds(len(source.text)), lambda: syntax.read(source))
    except OutOfTime:
        raise Unreadable(*TOO_LONG) from None


def _source(path: str, content: bytes, encoding: str | None, format: str | None) -> Source:
    try:
        return in_time(document_seconds(len(content)), lambda: source_of(path, content, encoding=encoding, format=format))
    except OutOfTime:
        raise Unreadable(*TOO_LONG) from None


class Session:
    """One run: rules, and the language of messages. `rules_of` gives the rules for a path, where not all of them have the same.

    A fault of a check is kept in `failures` and the others go on; a file that can't be read is kept in `unread`, besides being a finding.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        language: str = "zh",
        encoding: str | None = None,
        format: str | None = None,
        baseline: Baseline | None = None,
        rules_of: Callable[[str], Sequence[Rule]] | None = None,
        kept: Kept | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.rules = rules
        self._rules_of = rules_of
        self.kept = kept
        self.clock = clock
        self.baseline = baseline
        self.language = language
        self.failures: list[Failure] = []
        self.unread: list[Unread] = []
        self._encoding = encoding
        self._format = format
        self._not_applicable: dict[str, int] = {}
        self._lists: dict[str, dict[str, list[Request]]] = {}

    def read_lists(self, paths: Iterable[str]) -> None:
        """Read the lists beside some files, so that one that is wrong is told before anything is said of a file. Raises BadList."""
        for path in paths:
            self._listed(path)

    def rules_of(self, path: str) -> Sequence[Rule]:
        """The rules for a file."""
        return self._rules_of(path) if self._rules_of is not None else self.rules

    def check(self, path: str, raw: bytes | None = None) -> FileResult:
        """What is wrong with a file, or with bytes that stand for it; not computed again where an earlier run has kept it."""
        try:
            content = read_bytes(path) if raw is None else raw
            source = self._measured("read", lambda: self._read(path, content))
        except Unreadable as error:
            return self._unreadable(path, error)
        if self.kept is None:
            return self._count(*self._lint_file(source, content))
        key = self.kept.key(content, *self._beside(path))
        known = self.kept.get(key)
        if known is not None:
            return self._count(*self._restored(source, known))
        found = self._lint_file(source, content)
        if self.is_lasting(found[0]):
            self.kept.put(key, packed(found[0].facts, found[1], found[0].every_diagnostic))
        return self._count(*found)

    def check_source(self, source: Source) -> FileResult:
        """What is wrong with a text that needs no reading, such as one that is open in an editor."""
        return self._count(*self._lint(source))

    def check_plan(self, plan: Plan) -> FileResult:
        """What is wrong with a plan that has been parsed."""
        return self._count(*self._judged(plan))

    def lost(self, path: str) -> FileResult:
        """The result of a file on which the process that checked it has died."""
        return self._unreadable(path, Unreadable(*DIED))

    def fix(self, path: str, raw: bytes | None = None, *, unsafe: bool = False, wanted: Wanted | None = None) -> Repair | FileResult:
        """What repairing makes of a file, or of bytes that stand for it; nothing is written. A result where it can't be read or repaired.

        `wanted` tells the findings to repair, where those are not all.
        """
        try:
            content = read_bytes(path) if raw is None else raw
            before = self._read(path, content)
        except Unreadable as error:
            return self._unreadable(path, error)
        match format_named(before.format).written:
            case "as text":
                return self._repaired_text(path, content, before, unsafe=unsafe, wanted=wanted)
            case "as changes":
                return self._repaired_by_changes(path, content, before, unsafe=unsafe, wanted=wanted)
            case "never":
                return self.check_source(before)

    def _repaired_text(self, path: str, content: bytes, before: Source, *, unsafe: bool, wanted: Wanted | None) -> Repair:
        from planlint.findings.fixer import fixed_text
        from planlint.findings.law import shape

        last = self._lint(before)

        def source_of(text: str) -> Source:
            return Source(text, path, encoding=before.encoding, bom=before.bom, format=before.format)

        def diagnose(text: str) -> list[Diagnostic]:
            nonlocal last
            if text != last[0].source.text:
                last = self._lint(source_of(text))
            return last[0].diagnostics

        fixed = fixed_text(before.text, diagnose, unsafe=unsafe, shape=lambda text: shape(syntax.read(source_of(text))), wanted=wanted)
        diagnose(fixed.text)
        return Repair(self._count(*_kept_back(last, fixed.refused)), before, fixed.counts, content, refused=len(fixed.refused))

    def _repaired_by_changes(self, path: str, raw: bytes, before: Source, *, unsafe: bool, wanted: Wanted | None) -> Repair:
        """The repairs as changes in the file, which is read again after each round: what it says of its lines decides on findings."""
        from planlint.findings.fixer import repaired

        writer = import_module(format_named(before.format).writer or "")
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())

        def revised(draft: _File, edits: Sequence[Edit]) -> _File:
            content, _ = writer.revised(draft.content, draft.source, edits, date=date)
            source = source_of(path, content, format=before.format)
            return _File(content, source, revised, self._lint_file)

        draft, counts, refused = repaired(_File(raw, before, revised, self._lint_file), unsafe=unsafe, wanted=wanted)
        return Repair(self._count(*_kept_back(draft.result, refused)), before, counts, raw, draft.content, len(refused))

    def report(self, files: Collection[FileResult]) -> Report:
        """The report of the run."""
        return Report(files, self.rules, self.language, self._not_applicable)

    def sibling(self) -> Session:
        """A session with the same rules and settings, without baseline and cache, that keeps what it keeps to itself."""
        return Session(self.rules, language=self.language, encoding=self._encoding, format=self._format, rules_of=self._rules_of)

    def take(self) -> Told:
        """What this session keeps besides its results; it no longer keeps it."""
        told = Told(self.failures, self.unread, self._not_applicable)
        self.failures, self.unread, self._not_applicable = [], [], {}
        return told

    def add(self, told: Told) -> None:
        """Keep what another session kept."""
        for failure in told.failures:
            self._fail(failure)
        self.unread += told.unread
        for code, number in told.not_applicable.items():
            self._not_applicable[code] = self._not_applicable.get(code, 0) + number

    def is_lasting(self, result: FileResult) -> bool:
        """Whether the result would be the same next time: the file was read, and no check failed on it or ran out of time."""
        troubled = {failure.path for failure in self.failures} | {unread.path for unread in self.unread}
        return result.path not in troubled and all(d.code != engine.TIMEOUT_RULE for d in result.diagnostics)

    def _beside(self, path: str) -> tuple[object, ...]:
        """What decides on the findings in a file besides its bytes: its format, what is listed for it, and its place where rules go by that."""
        place = None if self.rules_of(path) is self.rules else os.path.abspath(path)
        return format_of(path, self._format), self._listed(path), place

    def _restored(self, source: Source, kept: bytes) -> tuple[FileResult, list[str]]:
        rules = {rule.code: rule for rule in self.rules_of(source.name)}
        facts, not_applicable, found = unpacked(kept, rules, source.name, self.language)
        active = [d for d in found if d.suppressed is None]
        return FileResult(source.name, source, facts, active, [d for d in found if d.suppressed is not None]), not_applicable

    def _read(self, path: str, content: bytes) -> Source:
        """The text of a file. Raises Unreadable, also where reading it takes too long."""
        return _source(path, content, self._encoding, self._format)

    def _measured(self, name: str, work: Callable[[], _Result]) -> _Result:
        return work() if self.clock is None else self.clock.measured(name, work)

    def _lint_file(self, source: Source, raw: bytes) -> tuple[FileResult, list[str]]:
        """The same as _lint() for a source of a file; a repair that can't be made in the file is advice."""
        result, not_applicable = self._lint(source)
        writer = format_named(source.format).writer
        edits = {edit for d in result.every_diagnostic if d.fix and d.fix.applicability is not Applicability.DISPLAY for edit in d.fix.edits}
        refused = set(import_module(writer).refused(raw, source, sorted(edits))) if writer is not None and edits else set()
        if not refused:
            return result, not_applicable

        def possible(found: Iterable[Diagnostic]) -> list[Diagnostic]:
            return [_shown_only(d) if d.fix is not None and not refused.isdisjoint(d.fix.edits) else d for d in found]

        return result._replace(diagnostics=possible(result.diagnostics), suppressed=possible(result.suppressed)), not_applicable

    def _lint(self, source: Source) -> tuple[FileResult, list[str]]:
        """The result of a source, and the codes of the rules that had nothing to judge."""
        try:
            plan = self._measured("parse", lambda: in_time(document_seconds(len(source.text)), lambda: syntax.read(source)))
            plan.clock = self.clock
        except OutOfTime:
            return self._unreadable(source.name, Unreadable(*TOO_LONG)), []
        except Exception as error:
            self._fail(Failure(source.name, None, error))
            return FileResult(source.name, source, None, []), []
        return self._judged(plan)

    def _judged(self, plan: Plan) -> tuple[FileResult, list[str]]:
        source = plan.view.source
        facts: Document | None = None
        try:
            facts = in_time(rule_seconds(len(plan.text)), lambda: plan.fact(document))
        except OutOfTime:
            # the rules that ask for it say so
            pass
        except Exception as error:
            self._fail(Failure(source.name, None, error))
            return FileResult(source.name, source, None, []), []
        rules = list(self.rules_of(source.name))
        while True:
            try:
                found = engine.lint(plan, rules, path=source.name, language=self.language)
            except engine.CheckFailure as failure:
                self._fail(Failure(failure.path, failure.code, failure.__cause__ or failure))
                rules = [rule for rule in rules if rule.code != failure.code]
                continue
            standing = self._let_stand(plan, found.diagnostics)
            if not format_named(source.format).can_be_repaired:
                standing = [_shown_only(diagnostic) for diagnostic in standing]
            active = [diagnostic for diagnostic in standing if diagnostic.suppressed is None]
            return FileResult(source.name, source, facts, active, [d for d in standing if d.suppressed is not None]), found.not_applicable

    def _let_stand(self, plan: Plan, found: list[Diagnostic]) -> list[Diagnostic]:
        """The findings with those marked that the document or the list beside it asks to let stand, and with requests that are idle."""
        source = plan.view.source
        listed = self._listed(source.name)
        if not listed and "planlint:" not in source.text and not source.notes:
            return found
        from planlint.findings import suppress

        requests, faults = suppress.requests_in(plan)
        inline = suppress.apply(requests, found, source)
        beside = suppress.apply(listed, inline.diagnostics, source, kind="file")
        rules = self.rules_of(source.name)
        rule = next((rule for rule in rules if rule.code == UNUSED), None)
        if rule is None:
            return beside.diagnostics
        idle = [_idle(rule, source, request, self.language) for request in (*inline.unused, *beside.unused) if _could_be_used(request, rules)]
        broken = [_of_the_run(rule, source, self.language, {"reason": f.en if self.language == "en" else f.zh}, f.span) for f in faults]
        return sorted((*beside.diagnostics, *idle, *broken), key=lambda diagnostic: (diagnostic.span, diagnostic.code))

    def _listed(self, path: str) -> list[Request]:
        """What the list beside a file asks for it. Raises BadList."""
        folder, name = os.path.split(path)
        if folder not in self._lists:
            beside = os.path.join(folder, LIST_FILE)
            self._lists[folder] = {}
            if os.path.isfile(beside):
                from planlint.findings.suppress import listed

                self._lists[folder] = listed(beside)
        return self._lists[folder].get(name, [])

    def _count(self, result: FileResult, not_applicable: list[str]) -> FileResult:
        if self.baseline is not None:
            result = with_baseline(result, self.baseline)
        for code in not_applicable:
            self._not_applicable[code] = self._not_applicable.get(code, 0) + 1
        return result

    def _fail(self, failure: Failure) -> None:
        if (failure.path, failure.code) not in {(known.path, known.code) for known in self.failures}:
            self.failures.append(failure)

    def _unreadable(self, path: str, error: Unreadable) -> FileResult:
        reason = error.reason_en if self.language == "en" else error.reason_zh
        self.unread.append(Unread(path, reason))
        rule = next((rule for rule in self.rules_of(path) if rule.code == UNREADABLE), None)
        if rule is None:
            return FileResult(path, Source("", path), None, [])
        source = Source("", path)
        return FileResult(path, source, None, [_of_the_run(rule, source, self.language, {"reason": reason}, Span(0, 0))])


def _could_be_used(request: Request, rules: Sequence[Rule]) -> bool:
    """Whether a rule that the request names is in use: else it says nothing that it found nothing."""
    return any(rule.name == code or rule.code.startswith(code) for code in request.codes for rule in rules)


def _shown_only(diagnostic: Diagnostic) -> Diagnostic:
    """The finding with its repair as a suggestion: files of its format are not written."""
    return diagnostic._replace(fix=diagnostic.fix._replace(applicability=Applicability.DISPLAY)) if diagnostic.fix is not None else diagnostic


def _kept_back(found: tuple[FileResult, list[str]], refused: Sequence[Diagnostic]) -> tuple[FileResult, list[str]]:
    """What was found, the fixes that repairing has not made being made only when somebody asks for them."""
    result, not_applicable = found
    kept = [engine.asked_for(d) if d in refused else d for d in result.diagnostics] if refused else result.diagnostics
    return result._replace(diagnostics=kept), not_applicable


def with_baseline(result: FileResult, baseline: Baseline) -> FileResult:
    """The result with what a baseline knows suppressed, and nothing that another one knew."""
    found = [d._replace(suppressed=None) if d.suppressed is not None and d.suppressed.kind == "baseline" else d for d in result.every_diagnostic]
    marked = baseline.marked(result.source, found)
    return result._replace(diagnostics=[d for d in marked if d.suppressed is None], suppressed=[d for d in marked if d.suppressed is not None])


def _idle(rule: Rule, source: Source, request: Request, language: str) -> Diagnostic:
    """The finding for a request that lets nothing stand; its fix takes the remark out where it is in the text."""
    codes = ", ".join(request.codes)
    zh, en = f"没有{codes}的问题可忽略", f"there is no finding of {codes} to ignore"
    found = _of_the_run(rule, source, language, {"reason": en if language == "en" else zh}, request.span or Span(0, 0))
    format = format_named(source.format)
    if request.span is None or format.comments != "in the text" or not format.can_be_repaired or rule.fix is None:
        return found
    line = source.line_span(source.position(request.span.start).line)
    whole = source.text[line.start : line.stop].strip() == request.span.of(source.text)
    stop = line.stop + len(source.text[line.stop : line.stop + 2]) - len(source.text[line.stop : line.stop + 2].lstrip("\r\n"))
    span = Span(line.start, stop) if whole else request.span
    return found._replace(fix=Fix(rule.fix, rule.fix_title.in_language(language), (Edit(span, ""),)))


def _of_the_run(rule: Rule, source: Source, language: str, values: Mapping[str, str], span: Span) -> Diagnostic:
    """A finding of a rule about the run itself."""
    raw = f"{rule.code}\0{source.name}\0{span.of(source.text)}".encode("utf-8", "surrogatepass")
    return Diagnostic(
        source.name,
        rule.code,
        rule.name,
        rule.severity,
        rule.confidence,
        rule.message.in_language(language).format_map(values),
        span,
        1,
        (),
        (),
        None,
        basis_in(rule.basis, language),
        rule.why.in_language(language),
        f"{crc32(raw):08x}{adler32(raw):08x}",
    )
