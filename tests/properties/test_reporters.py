"""Laws of every report, whatever a document and its path hold."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from planlint.reporters import FORMATS
from planlint.reporters.excerpt import excerpt
from planlint.reporters.style import Style
from planlint.session import Report
from planlint.text.source import Source
from planlint.text.spans import Span
from planlint.text.widths import cells
from reports import TEXTS, printed, reports


@given(reports(), st.sampled_from([*sorted(FORMATS), "statistics", "job-summary"]), st.integers(0, 100))
def test_no_control_or_format_character_reaches_a_terminal(report: Report, form: str, width: int) -> None:
    output = printed(form, report, Style(width=width))
    raw = {character for character in output if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert raw <= {"\n"}
    assert output.encode("utf-8").endswith(b"\n") or output == ""


@given(reports(), st.sampled_from([*sorted(FORMATS), "statistics", "job-summary"]))
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
        prints.add((place["artifactLocation"]["index"], result["partialFingerprints"]["planlint/v1"]))
    assert len(prints) == len(run["results"])
