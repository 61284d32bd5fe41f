"""Laws of the forms for other programs: their schemas, their columns, and text that steers nothing."""

from __future__ import annotations

import html.parser
import json
import unicodedata
from typing import Any, NamedTuple

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planlint.findings.diagnostic import Applicability, Confidence, Diagnostic, Fix, Severity, Suppression
from planlint.reporters import FORMATS
from planlint.session import FileResult, Report
from planlint.text.source import Origin, Source
from planlint.text.spans import Edit, Span
from reports import FORMS_WITH_SCHEMA, LINES, decoded, element, faults, printed, reports

EVERY_FORM = [*sorted(FORMATS), "statistics", "job-summary"]
MARK = b"\xef\xbb\xbf"
LINE = st.text(st.sampled_from("推a\t𠮷🙂e\u0301\u0308（，\u200d\u3000Ａé"), min_size=1, max_size=20)


@pytest.mark.parametrize("form", FORMS_WITH_SCHEMA)
@given(report=reports(may_stand=True))
def test_what_is_printed_is_what_the_schema_says(form: str, report: Report) -> None:
    assert faults(form, printed(form, report)) == []


@given(reports(may_stand=True))
def test_what_is_let_stand_is_marked_for_programs_that_can_tell_and_given_to_no_others(report: Report) -> None:
    active = sum(len(file.diagnostics) for file in report.files)
    standing = sum(len(file.suppressed) for file in report.files)
    [whole] = decoded("json", printed("json", report))
    assert sum(found["suppressed"] is not None for found in whole["diagnostics"]) == standing == whole["summary"]["suppressed"]
    assert decoded("json-lines", printed("json-lines", report)) == whole["diagnostics"]
    [log] = decoded("sarif", printed("sarif", report))
    assert sum("suppressions" in result for result in log["runs"][0]["results"]) == standing
    assert len(log["runs"][0]["results"]) == active + standing
    [result], [issues] = decoded("rdjson", printed("rdjson", report)), decoded("gitlab", printed("gitlab", report))
    assert len(result["diagnostics"]) == len(issues) == len(decoded("rdjsonl", printed("rdjsonl", report))) == active
    assert len(element(printed("checkstyle", report)).findall("file/error")) == active
    suites = element(printed("junit", report))
    assert len(suites.findall("testsuite/testcase/failure")) == active == int(suites.get("failures") or 0)
    assert len(suites.findall("testsuite/testcase")) == int(suites.get("tests") or 0)


@given(reports())
def test_fingerprints_for_gitlab_are_each_another_and_the_same_again(report: Report) -> None:
    fingerprints = [issue["fingerprint"] for issue in json.loads(printed("gitlab", report))]
    assert len(set(fingerprints)) == len(fingerprints)
    later = [
        file._replace(source=moved(file.source), diagnostics=[one._replace(span=one.span.shifted(2), fix=None, related=()) for one in file.diagnostics])
        for file in report.files
    ]
    assert [issue["fingerprint"] for issue in json.loads(printed("gitlab", report._replace(files=later)))] == fingerprints


def moved(source: Source) -> Source:
    return Source("\n\n" + source.text, source.name, format=source.format)


class Marked(NamedTuple):
    """A finding on one line, and that line as it is on disk."""

    report: Report
    line: int
    before: str
    inside: str
    on_disk: bytes


@st.composite
def marked(draw: st.DrawFn) -> Marked:
    above = draw(st.lists(LINE, max_size=2))
    before, inside, after = draw(LINE), draw(LINE), draw(LINE)
    bom = draw(st.sampled_from([b"", MARK]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join([*above, before + inside + after, "末行"])
    start = sum(len(line) + len(end) for line in above) + len(before)
    span = Span(start, start + len(inside))
    fix = Fix(Applicability.SAFE, "改", (Edit(span, "新"),))
    found = Diagnostic("a.txt", "TXT001", "some-rule", Severity.ERROR, Confidence.HIGH, "此处", span, 1, (), (), fix, "", "", "0" * 16)
    source = Source(text, "a.txt", bom=bom)
    report = Report([FileResult("a.txt", source, None, [found])], [], "zh", {})
    return Marked(report, len(above) + 1, before, inside, (bom + text.encode()).split(b"\n")[len(above)])


@given(marked())
def test_every_form_names_the_place_in_its_own_units(place: Marked) -> None:
    line, first, last = place.line, len(place.before) + 1, len(place.before + place.inside) + 1
    head = f"a.txt:{line}:{first}"
    assert printed("full", place.report).splitlines()[1].startswith(f"  {head}: TXT001")
    assert printed("concise", place.report).startswith(f"{head}: TXT001")
    assert printed("grouped", place.report).splitlines()[1].split()[0] == f"{line}:{first}"
    assert f"line={line},endLine={line},col={first},endColumn={last}::{head}: " in printed("github", place.report)
    assert f"\n| {head} | TXT001 |" in printed("markdown", place.report)
    assert f"\n| {head} | TXT001 |" in printed("job-summary", place.report)
    for form in ("json", "json-lines"):
        [whole] = decoded(form, printed(form, place.report))
        found = whole["diagnostics"][0] if form == "json" else whole
        assert ((found["start"]["line"], found["start"]["column"]), (found["end"]["line"], found["end"]["column"])) == ((line, first), (line, last))
    [issue] = json.loads(printed("gitlab", place.report))
    assert issue["location"]["positions"] == {"begin": {"line": line, "column": first}, "end": {"line": line, "column": last}}
    assert issue["location"]["lines"]["begin"] == line
    [run] = json.loads(printed("sarif", place.report))["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [line, first, line, last]
    [error] = element(printed("checkstyle", place.report)).findall("file/error")
    assert (error.get("line"), error.get("column")) == (str(line), str(first))
    [failure] = element(printed("junit", place.report)).findall("testsuite/testcase/failure")
    assert (failure.text or "").startswith(f"{head}: TXT001")


@given(marked(), st.sampled_from(["rdjson", "rdjsonl"]))
def test_bytes_of_the_line_on_disk_are_what_reviewdog_is_told(place: Marked, form: str) -> None:
    [whole] = decoded(form, printed(form, place.report))
    found = whole["diagnostics"][0] if form == "rdjson" else whole
    for where in (found["location"]["range"], found["suggestions"][0]["range"]):
        assert where["start"]["line"] == where["end"]["line"] == place.line
        assert place.on_disk[where["start"]["column"] - 1 : where["end"]["column"] - 1] == place.inside.encode()


HOSTILE = (
    "::error::假",
    "\n::set-output name=a::b",
    "\r##[error]假",
    "\u3000::error::假",
    "一##vso[task.setvariable variable=a]二",
    "\x1b[2J\x1b]0;题\x07\x9b31m",
    "<script>alert(1)</script><img src=x onerror=y>",
    "&lt;b&gt;&#60;",
    "]]><![CDATA[",
    '" onclick="x" \'',
    "[看](https://example.org) ![图](https://example.org/a.png)",
    "https://example.org www.example.org <https://example.org>",
    "| 一 | 二 |\n| --- | --- |",
    "# 题\n\n- 项\n\n```\n码",
    "*重* _重_ ~~去~~ `码` $x$ \\",
    "@somebody 说",
    "=1+1",
    '=HYPERLINK("https://example.org")',
    "+1",
    "-1",
    "@SUM(1)",
    "\u202e倒\u2028行\u0085\x00\x0b\x0c\ufffe\uffff\U000e0001",
)
HOSTILE_PATH = st.lists(st.sampled_from([text for text in HOSTILE if text[0] not in "=+-@"]), min_size=1, max_size=3).map("".join)
HOSTILE_TEXT = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join)
COMMAND = regex.compile(r"^\s*::|##[a-z]*\[|^[=+@]|^-(?!:|-)")


@st.composite
def hostile_reports(draw: st.DrawFn) -> Report:
    text = draw(HOSTILE_TEXT)
    path = draw(HOSTILE_PATH)
    start = draw(st.integers(0, len(text)))
    span = Span(start, draw(st.integers(start, len(text))))
    fix = Fix(Applicability.SAFE, text, (Edit(span, text),))
    suppressed = draw(st.none() | st.just(Suppression("file", text)))
    found = Diagnostic(path, "TXT001", "some-rule", Severity.ERROR, Confidence.HIGH, text, span, 1, (text,), (), fix, text, text, "0" * 16, suppressed)
    origins = (Origin(0, page=1, part=text),)
    source = Source(text, path, format="docx", origins=origins) if draw(st.booleans()) else Source(text, path)
    standing = [found] if suppressed is not None else []
    return Report([FileResult(path, source, None, [] if standing else [found], standing)], [], draw(st.sampled_from(["zh", "en"])), {})


@given(hostile_reports(), st.sampled_from(EVERY_FORM))
def test_no_text_of_a_document_steers_what_reads_a_report(report: Report, form: str) -> None:
    output = printed(form, report)
    assert not {one for one in output if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")} - {"\n"}
    # a page has a style of its own, whose lines may begin with “@”
    lines = regex.sub(r"(?s)<style>.*?</style>", "", output).split("\n") if form == "html" else output.split("\n")
    commands = [line for line in lines if COMMAND.search(line)]
    assert len(commands) == (len(report.files[0].diagnostics) if form == "github" else 0), commands
    if form in FORMS_WITH_SCHEMA:
        assert faults(form, output) == []


@given(hostile_reports(), st.sampled_from(["markdown", "job-summary"]))
def test_a_document_writes_no_markdown(report: Report, form: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(printed(form, report))
    blocks = [token.type for token in tokens]
    assert blocks.count("heading_open") == 1
    number = len(report.files[0].diagnostics)
    assert blocks.count("tr_open") == (number and number + 1)
    assert blocks.count("td_open") == 4 * number
    inline = [child for token in tokens if token.type == "inline" for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special", "html_inline"}
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<!-- -->"}
    assert not any(regex.search(r"@[A-Za-z0-9]", child.content) for child in inline)


@given(hostile_reports(), st.sampled_from(["checkstyle", "junit"]))
def test_a_document_writes_no_xml(report: Report, form: str) -> None:
    root = element(printed(form, report))
    known = {"checkstyle", "file", "error", "testsuites", "testsuite", "testcase", "failure"}
    assert {one.tag for one in root.iter()} <= known
    message = report.files[0].diagnostics[0].message if report.files[0].diagnostics else ""
    texts = [one.get("message", "") for one in root.iter("error", "failure")]
    assert all(spelt_out(message).replace("\\x3a:", "::").replace("\\x5b", "[") in text.replace("\\x3a:", "::").replace("\\x5b", "[") for text in texts)


HTML_TAGS = frozenset(
    [
        "a",
        "article",
        "b",
        "body",
        "br",
        "button",
        "circle",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "h1",
        "h2",
        "head",
        "header",
        "html",
        "input",
        "ins",
        "label",
        "legend",
        "li",
        "line",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "path",
        "script",
        "section",
        "span",
        "style",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)


@given(hostile_reports())
def test_a_document_writes_no_html(report: Report) -> None:
    root = HTMLParser().read(printed("html", report))
    assert {tag for tag, _ in root} <= HTML_TAGS
    assert not [name for _, attributes in root for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "action")]
    assert all(attributes["href"].startswith("#") for _, attributes in root if "href" in attributes)
    assert [tag for tag, _ in root].count("script") == [tag for tag, _ in root].count("style") == 1
    [notes] = [sum(tag == "li" and "data-fingerprint" in attributes for tag, attributes in root)]
    assert notes == len(report.files[0].diagnostics)


class HTMLParser(html.parser.HTMLParser):
    """The tags of a page with their attributes, as a browser begins to read them."""

    def read(self, page: str) -> list[tuple[str, dict[str, str]]]:
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        return self.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def spelt_out(text: str) -> str:
    """The text with what XML 1.0 has no room for, and what a terminal obeys, as \\x1b or \\u202e."""
    shown = []
    for one in text:
        hidden = unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        code = ord(one)
        written = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
        shown.append(written if hidden else one)
    return "".join(shown)


@given(hostile_reports(), st.sampled_from(["json", *LINES[:1]]))
def test_json_holds_the_very_text(report: Report, form: str) -> None:
    [file] = report.files
    values: list[Any] = decoded(form, printed(form, report))
    found = values[0]["diagnostics"][0] if form == "json" else values[0]
    assert found["message"] == file.every_diagnostic[0].message
    assert found["path"] == file.path


def of_a_page() -> Report:
    """A finding in the second element of a web page, at line 9 of the file."""
    source = Source("一\n做好@@治理\n", "a.html", format="html", origins=(Origin(0, line=4), Origin(2, line=9)))
    found = Diagnostic("a.html", "TXT001", "some-rule", Severity.ERROR, Confidence.HIGH, "此处", Span(4, 6), 1, (), (), None, "", "", "0123456789abcdef")
    return Report([FileResult("a.html", source, None, [found])], [], "zh", {})


def test_every_form_names_the_same_line_of_a_web_page() -> None:
    report = of_a_page()
    said = {form: printed(form, report) for form in EVERY_FORM}
    for form in ("full", "concise", "markdown", "job-summary", "github", "junit"):
        assert "a.html:9:1" in said[form]
    assert said["grouped"].splitlines()[1].split()[0] == "9:1"
    assert "line=9,endLine=9,col=1,endColumn=1::" in said["github"] and 'line="9"' in said["junit"] and '<error line="9" column="1"' in said["checkstyle"]
    for form in ("json", "json-lines"):
        [whole] = decoded(form, said[form])
        found = whole["diagnostics"][0] if form == "json" else whole
        assert (found["start"]["line"], found["end"]["line"], found["start"]["offset"]) == (9, 9, 4)
    for form in ("rdjson", "rdjsonl"):
        [whole] = decoded(form, said[form])
        found = whole["diagnostics"][0] if form == "rdjson" else whole
        assert found["location"]["range"] == {"start": {"line": 9, "column": 1}, "end": {"line": 9, "column": 1}}
    assert json.loads(said["gitlab"])[0]["location"]["lines"] == {"begin": 9, "end": 9}
    [result] = json.loads(said["sarif"])["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [9, 1, 9, 1]
    assert all(faults(form, said[form]) == [] for form in FORMS_WITH_SCHEMA)


@pytest.mark.parametrize(("format", "ours"), [("text", False), ("markdown", False), ("html", True), ("docx", True), ("pdf", True)])
def test_github_is_left_to_know_findings_again_where_it_can(format: str, ours: bool) -> None:
    [file] = of_a_page().files
    report = Report([file._replace(source=Source(file.source.text, "a", format=format))], [], "zh", {})
    [result] = json.loads(printed("sarif", report))["runs"][0]["results"]
    assert ("primaryLocationLineHash" in result["partialFingerprints"]) == ours


@given(reports())
def test_a_test_of_junit_keeps_its_name_while_lines_move(report: Report) -> None:
    later = [
        file._replace(source=moved(file.source), diagnostics=[one._replace(span=one.span.shifted(2), fix=None, related=()) for one in file.diagnostics])
        for file in report.files
    ]
    before, after = ([case.get("name") for case in element(printed("junit", one)).iter("testcase")] for one in (report, report._replace(files=later)))
    assert before == after
    assert all(len({case.get("name") for case in suite}) == len(suite) for suite in element(printed("junit", report)))
