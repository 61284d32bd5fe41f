"""Places in files that are no plain text, as people and programs read them."""

from __future__ import annotations

import json

import pytest

from planlint.engine import lint
from planlint.reporters import concise, full, sarif
from planlint.reporters import json as json_report
from planlint.reporters.style import Style
from planlint.reporters.whereabouts import located, named
from planlint.rulebook.store import load_rules
from planlint.session import FileResult, Report
from planlint.syntax import read
from planlint.text.source import Origin, Place, Source
from planlint.text.spans import Span

_PAGE = Source("一二", origins=(Origin(0, page=3, box=(72.0, 700.0, 500.0, 712.0)),))
_CELL = Source("一二", origins=(Origin(0, cell=(1, 2, 3), paragraph=12, run=2),))
_STYLE = Style(color=False, width=80, show_fixes=True)


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        (_PAGE, "zh", "第3页"),
        (_PAGE, "en", "page 3"),
        (_CELL, "zh", "表1第2行第3列第12段"),
        (_CELL, "en", "table 1, row 2, column 3, paragraph 12"),
        (Source("一二", origins=(Origin(0, part="textbox", paragraph=4),)), "zh", "文本框第4段"),
        (Source("一二"), "zh", ""),
    ],
)
def test_a_place_is_named_as_its_reader_would(source: Source, language: str, expected: str) -> None:
    assert named(source, 1, language) == expected


def test_programs_are_told_what_is_known_and_no_more() -> None:
    assert located(_CELL, 0) == {"cell": (1, 2, 3), "paragraph": 12, "run": 2}
    assert located(Source("一二"), 0) == {}


_LINES = Source("一二\n三\n四", origins=(Origin(0, line=154), Origin(1, line=None, part="number"), Origin(3, line=160)))


def test_a_place_in_a_web_page_is_the_line_of_its_element() -> None:
    assert [_LINES.place(at) for at in (0, 1, 3, 6)] == [Place(154, 1), Place(154, 1), Place(160, 1), Place(160, 1)]
    assert _LINES.places(Span(0, 3)) == (Place(154, 1), Place(154, 1))
    assert located(_LINES, 3) == {}
    assert Source("一二\n三").places(Span(1, 4)) == (Place(1, 2), Place(2, 2))


def _report() -> Report:
    source = Source("一、重点任务\n建设水库。。\n", "draft.docx", format="docx", origins=(Origin(0, paragraph=1), Origin(7, paragraph=2, run=1)))
    found = lint(read(source), [rule for rule in load_rules() if rule.code == "PUN003"], path=source.name)
    return Report([FileResult(source.name, source, None, found.diagnostics)], [], "zh", {})


def test_every_report_says_where() -> None:
    report = _report()
    assert "第2段" in "".join(full.render(report, _STYLE))
    assert "draft.docx:2:5: PUN003 [*] 第2段 " in "".join(concise.render(report, _STYLE))
    start = json.loads("".join(json_report.render(report, _STYLE)))["diagnostics"][0]["start"]
    assert start == {"line": 2, "column": 5, "offset": 11, "paragraph": 2, "run": 1}
    location = json.loads("".join(sarif.render(report, _STYLE)))["runs"][0]["results"][0]["locations"][0]
    assert location["properties"] == {"paragraph": 2, "run": 1}
