"""Laws of every report, whatever a document and its path hold."""

from __future__ import annotations

import json
import unicodedata
from importlib import import_module

from hypothesis import given
from hypothesis import strategies as st

from planlint.diagnostic import Applicability, Confidence, Diagnostic, Fix, Related, Severity
from planlint.reporters import FORMATS, STATISTICS
from planlint.reporters.excerpt import excerpt
from planlint.reporters.style import Style
from planlint.session import FileResult as File
from planlint.session import Report
from planlint.text.source import Source
from planlint.text.spans import Edit, Span
from planlint.text.widths import cells

PLAIN = Style()
NASTY = "\x00\t\n\r\x1b\x7f\x85\x9b\u200b\u202e\u2066\u2028\ufeff\ue000\u0301\U000e0001\U00020000"
TEXTS = st.text(st.sampled_from("推动转型、（一）。　 a1:%,-[]::" + NASTY) | st.characters(), max_size=60)
ESCAPED_BYTES = [chr(code) for code in range(0xDC80, 0xDD00)]
PATHS = st.text(
    st.sampled_from("a方/.:,%\n\r\x1b ") | st.characters(exclude_categories=["Cs"]) | st.sampled_from(ESCAPED_BYTES),
    min_size=1,
    max_size=12,
)


@st.composite
def diagnostics(draw: st.DrawFn, text: str, path: str) -> Diagnostic:
    def span() -> Span:
        start = draw(st.integers(0, len(text)))
        return Span(start, draw(st.integers(start, len(text))))

    place = span()
    edit = Edit(place, draw(TEXTS))
    return Diagnostic(
        path=path,
        code=draw(st.sampled_from(["TXT001", "NUM002"])),
        name="some-rule",
        severity=draw(st.sampled_from(Severity)),
        confidence=Confidence.HIGH,
        message=draw(TEXTS),
        span=place,
        occurrences=draw(st.integers(1, 3)),
        section=tuple(draw(st.lists(TEXTS, max_size=2))),
        related=tuple(Related(span(), draw(TEXTS)) for _ in range(draw(st.integers(0, 2)))),
        fix=draw(st.none() | st.builds(Fix, st.sampled_from(Applicability), TEXTS, st.just((edit,)))),
        basis=draw(TEXTS),
        why=draw(TEXTS),
        fingerprint="0123456789abcdef",
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    files = []
    for _ in range(draw(st.integers(0, 2))):
        path, text = draw(PATHS), draw(TEXTS)
        files.append(File(path, Source(text, path), None, draw(st.lists(diagnostics(text, path), max_size=3))))
    return Report(files, [], draw(st.sampled_from(["zh", "en"])), {})


def printed(form: str, report: Report, style: Style = PLAIN) -> str:
    return "".join(import_module(FORMATS.get(form, STATISTICS)).render(report, style))


@given(reports(), st.sampled_from(["full", "concise", "grouped", "statistics", "github"]), st.integers(0, 100))
def test_no_control_or_format_character_reaches_a_terminal(report: Report, form: str, width: int) -> None:
    output = printed(form, report, Style(width=width))
    raw = {character for character in output if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert raw <= {"\n"}
    assert output.encode("utf-8").endswith(b"\n") or output == ""


@given(reports(), st.sampled_from(sorted(FORMATS)))
def test_every_output_is_whole_lines_that_utf8_can_hold(report: Report, form: str) -> None:
    output = printed(form, report)
    assert output == "" or (output.endswith("\n") and not output.endswith("\n\n"))
    assert output.encode("utf-8").decode("utf-8") == output


@given(TEXTS, st.data(), st.integers(0, 80))
def test_an_excerpt_fits_and_its_mark_lies_under_the_place(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    shown = excerpt(Source(text), span, room)
    assert shown.marked >= 1
    assert cells(shown.text) <= max(room, 16)
    assert shown.before + shown.marked <= cells(shown.text) + 1
    assert any(cells(shown.text[:at]) == shown.before for at in range(len(shown.text) + 1))


@given(st.text(st.sampled_from("推动转型a1（，"), max_size=200), st.data(), st.integers(16, 80))
def test_the_marked_cells_hold_the_beginning_of_the_place(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    shown = excerpt(Source(text), span, room)
    at = next(at for at in range(len(shown.text) + 1) if cells(shown.text[:at]) == shown.before)
    marked = shown.text[at:].rstrip("…")
    assert span.of(text).startswith(marked[: span.length])
    assert text[: span.start].endswith(shown.text[:at].lstrip("…"))


@given(reports())
def test_full_puts_the_carets_under_the_cells_of_the_place(report: Report) -> None:
    lines = iter(printed("full", report, Style(width=70)).splitlines())
    for file in report.files:
        for diagnostic in file.diagnostics if file.source.text else []:
            gutter = len(str(file.source.position(diagnostic.span.start).line)) + 5
            carets = next(line for line in lines if line.lstrip().startswith("| ") and not line.strip(" |^"))
            shown = excerpt(file.source, diagnostic.span, 70 - gutter)
            assert carets[gutter:] == " " * shown.before + "^" * shown.marked


@given(reports())
def test_github_prints_one_command_a_finding(report: Report) -> None:
    output = printed("github", report)
    lines = output.split("\n")[:-1]
    assert len(lines) == sum(len(file.diagnostics) for file in report.files)
    ranks = [("::error ", "::warning ", "::notice ").index(line[: line.index(" ") + 1]) for line in lines]
    assert ranks == sorted(ranks)
    assert all(line.split("::")[1].count(",") in (3, 5) for line in lines)


@given(reports())
def test_json_gives_back_every_finding(report: Report) -> None:
    decoded = json.loads(printed("json", report))
    expected = [diagnostic for file in report.files for diagnostic in file.diagnostics]
    assert [(found["message"], found["start"]["offset"], found["end"]["offset"]) for found in decoded["diagnostics"]] == [
        (diagnostic.message, *diagnostic.span) for diagnostic in expected
    ]
    assert sum(decoded["summary"][name] for name in ("error", "warning", "info")) == len(expected)


@given(reports())
def test_sarif_results_name_a_known_rule_and_file(report: Report) -> None:
    log = json.loads(printed("sarif", report))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == sum(len(file.diagnostics) for file in report.files)
    prints = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        place = location["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert uri.isascii() and "\\" not in uri and " " not in uri
        assert run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == uri
        region = place["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
        prints.add((place["artifactLocation"]["index"], result["partialFingerprints"]["primaryLocationLineHash"]))
    assert len(prints) == len(run["results"])
