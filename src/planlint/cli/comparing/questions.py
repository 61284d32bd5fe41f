"""The questions that a comparison raises, as findings: those let stand marked, reported in the forms of findings, written into a Word file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from importlib import import_module

from planlint.cli.check.annotate import write
from planlint.cli.check.baseline import baseline_of, updated
from planlint.cli.terminal import say
from planlint.compare.against import Side
from planlint.compare.remarks import Remark, diagnostics, failing, known_by
from planlint.facts.document import document
from planlint.findings.diagnostic import Diagnostic
from planlint.findings.suppress import apply, requests_in
from planlint.formats.docx_write import Comment, annotated
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters import FORMATS
from planlint.reporters.escape import visible
from planlint.reporters.rows import findings_of, table
from planlint.reporters.style import Style
from planlint.session import FileResult, Report, read_bytes
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.cli.comparing.call import Compare


class Asked(Record):
    """The questions of a comparison as findings in the draft, those that do not count marked; `remarks` are the questions that count."""

    draft: Side
    diagnostics: Sequence[Diagnostic]
    remarks: Sequence[Remark]

    def fails(self, words: Sequence[str]) -> bool:
        """Whether some of the questions that count are of a kind to fail on."""
        return failing(self.remarks, words)

    def report(self, form: str, language: str, heading: str) -> Iterator[str]:
        """The questions that count in one of the forms of findings; as Markdown a heading and a row for each."""
        source = self.draft.plan.view.source
        counting = [diagnostic for diagnostic in self.diagnostics if diagnostic.suppressed is None]
        found = FileResult(self.draft.path, source, self.draft.plan.fact(document), sorted(counting, key=lambda one: (one.span, one.code)))
        report = Report([found], (), language, {})
        if form == "markdown":
            yield f"## {heading}\n"
            if counting:
                yield from table(findings_of(report), language)
            return
        yield from import_module(FORMATS[form]).render(report, Style())

    def annotate(self, path: str, copy: str, language: str) -> None:
        """Write a copy of the draft with a comment at the place of each question that counts. Raises UserError."""
        source = self.draft.plan.view.source
        if source.format != "docx":
            raise UserError(f"{visible(path)}：批注只能写进 Word 文件（.docx）", f"{visible(path)}: comments are for Word files (.docx)")
        comments = [Comment(found.span, f"{found.code} {found.message}") for found in self.diagnostics if found.suppressed is None]
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        write(copy, annotated(read_bytes(path), source, comments, date=date))
        name = visible(copy)
        say(f"wrote {name} with {len(comments)} comments" if language == "en" else f"已写入 {name}：{len(comments)} 条批注")


def asked(raised: Sequence[Remark], draft: Side, call: Compare, language: str) -> Asked:
    """The questions as findings, after what the draft asks to let stand and what a baseline knows. Raises UserError."""
    source = draft.plan.view.source
    found = apply(requests_in(draft.plan)[0], diagnostics(raised, draft, language), source).diagnostics
    if call.baseline is not None:
        found = _with_baseline(found, raised, draft, call, language)
    counting = [remark for remark, diagnostic in zip(raised, found, strict=True) if diagnostic.suppressed is None]
    return Asked(draft, found, counting)


def _with_baseline(found: Sequence[Diagnostic], raised: Sequence[Remark], draft: Side, call: Compare, language: str) -> list[Diagnostic]:
    """The findings with those marked that the baseline of the call knows; it is brought up to date where the call asks for that."""
    assert call.baseline is not None
    known = baseline_of(call.baseline, begins=call.update_baseline)
    source = draft.plan.view.source
    named = [known_by(diagnostic, remark) for diagnostic, remark in zip(found, raised, strict=True)]
    if call.update_baseline:
        begins = not os.path.lexists(call.baseline)
        result = FileResult(draft.path, source, None, [one for one in named if one.suppressed is None])
        say(updated(known, [result], grow=begins).done.in_language(language))
        known = baseline_of(call.baseline, begins=False)
    marked = known.marked(source, named)
    return [diagnostic._replace(suppressed=one.suppressed) for diagnostic, one in zip(found, marked, strict=True)]
